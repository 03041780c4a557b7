"""What the form of an event tells staff: holidays among its dates, and what a change touches."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import ChangeKind
from events.recurrence import local_day
from publishing.admin.links import link
from services.public_holidays import holiday_name, short_day_name

#: So many are named; the others are counted.
NAMED = 10
#: On these it does not happen.
OFF = (ChangeKind.CANCELLED, ChangeKind.POSTPONED)


@dataclass(frozen=True)
class Holiday:
    day: date
    name: str

    def __str__(self):
        return f"{date_format(self.day)} ({self.name})"


def holidays_of(event, now=None) -> list[Holiday]:
    """The coming dates of the stored *event* on which many are free, by name."""
    coming = event.occurrences.coming(now).exclude(change__kind__in=OFF)
    days = (local_day(each.starts_at) for each in coming)
    named = (Holiday(day, holiday_name(day) or short_day_name(day)) for day in days)
    return [each for each in named if each.name]


def holidays_in_words(holidays: list[Holiday]) -> str:
    """The sentence about *holidays*, at least one of them."""
    named = ", ".join(str(each) for each in holidays[:NAMED])
    if len(holidays) > NAMED:
        more = _("and %(number)s more") % {"number": len(holidays) - NAMED}
        named = f"{named} {more}"
    return ngettext(
        "One of its dates is a public holiday or an eve: %(days)s. Is that meant?",
        "Some of its dates are public holidays or eves: %(days)s. Is that meant?",
        len(holidays),
    ) % {"days": named}


def releases_of(event, user) -> list:
    """The press releases and invitations that name *event*: links, for a *user* who may see them;
    each with its kind and state."""
    field = event._meta.get_field("press_releases")
    opts = field.related_model._meta
    may_see = any(
        user.has_perm(f"{opts.app_label}.{verb}_{opts.model_name}") for verb in ("view", "change")
    )
    return [
        {
            "name": link(each) if may_see else str(each),
            "kind": each.get_kind_display(),
            "state": each.state().label,
        }
        for each in event.press_releases.order_by("pk")
    ]
