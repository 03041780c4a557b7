"""The form of an event: how it is repeated, and why visitors find it changed."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.admin.repeating import FIELDS, RepeatingForm, asks_in_vain, filled_in, rule_of
from events.dates import Plan
from events.models import Event, EventStanding, Registration
from events.recurrence import Rule, local_day, rule_text
from events.touched import Touched, differs, rewritten, touched
from publishing import languages
from publishing.admin.forms import ContentForm

#: What each way to register needs, and the others must not have.
REGISTERS_AT = {
    Registration.EMAIL: "registration_email",
    Registration.PHONE: "registration_phone",
    Registration.LINK: "registration_url",
}
NOTE, *TRANSLATED_NOTES = languages.columns("standing_note")

PAST_DATES = gettext_lazy(
    "Some of its dates have been, and would be told otherwise. Let this series end before the "
    "change, and duplicate it for what comes after."
)


@dataclass(frozen=True)
class Told:
    """What visitors could read before the change: the event as it was stored."""

    plan: Plan
    starts_at: object
    place: object
    standing: str


class EventForm(RepeatingForm, ContentForm):
    """Beside what an event has: the fields of its rule, and a reason asked for when people who
    have read of it would come in vain.

    ``touched`` is what such a change does to its coming dates, once it is validated; ``dropped``
    are the columns of reasons that were for an earlier change.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.touched: list[Touched] = []
        self.dropped: list[str] = []
        if "repeats" in self.fields:
            stored = self.instance.rule if self.instance.pk else None
            self.initial = {**filled_in(stored), **self.initial}
        if "minor_edit" in self.fields:
            self.fields["minor_edit"].help_text = gettext_lazy(
                "A slip of the pen, a comma. The translations do not become outdated. A wrong "
                "time or place is never small, not even a mistyped one: people have read it, so "
                "they must be told."
            )

    def clean(self):
        self.told = self._told()
        cleaned = super().clean()
        self._clean_times()
        self.instance.recurrence = self._recurrence()
        self._clean_practicalities()
        if self._has_times() and not self._faulty(FIELDS):
            self._clean_change()
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        # The rows of dates that differ are judged by these times, or not at all.
        times = {"starts_at", "ends_at", *FIELDS}
        self.instance.has_sound_times = self._has_times() and not self._faulty(times)

    def add_error(self, field, error):
        """What the model says of the rule stands at the first of its fields."""
        if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
            found = dict(error.error_dict)
            about_rule = found.pop("recurrence", None)
            if about_rule and not self._faulty(FIELDS):
                found["repeats"] = about_rule
            if not found:
                return
            error = ValidationError(found)
        super().add_error(field, error)

    # --- Times and rule --------------------------------------------------------------------------

    def _has_times(self) -> bool:
        return bool(self.cleaned_data.get("starts_at") and self.cleaned_data.get("ends_at"))

    def _faulty(self, names) -> bool:
        return any(name in self.errors for name in names)

    def _clean_times(self):
        if self._has_times() and self.cleaned_data["ends_at"] <= self.cleaned_data["starts_at"]:
            self.add_error("ends_at", _("It must begin before it ends."))

    def _rule(self) -> Rule | None:
        values = self.cleaned_data
        if not values.get("repeats"):
            if asks_in_vain(values, self.changed_data):
                message = _("You filled in how it is repeated: choose weeks or months here.")
                self.add_error("repeats", message)
            return None
        if not values.get("starts_at"):
            return None
        try:
            return rule_of(values, local_day(values["starts_at"]))
        except ValidationError as error:
            self.add_error(None, error)
            return None

    def _recurrence(self) -> str:
        rule = None if self._faulty(FIELDS) else self._rule()
        return rule_text(rule) if rule else ""

    # --- What belongs together -------------------------------------------------------------------

    def _clean_practicalities(self):
        """What the database refuses without saying at which field."""
        values = self.cleaned_data
        needed = REGISTERS_AT.get(values.get("registration"))
        for name in REGISTERS_AT.values():
            if self._faulty(("registration", name)):
                continue
            if name == needed and not values.get(name):
                self.add_error(name, _("Fill in where one registers."))
            elif name != needed and values.get(name):
                self.add_error(
                    name, _("This does not belong to the way to register that you chose.")
                )
        if values.get("is_free") and not self._faulty(languages.columns("cost")):
            for name in (name for name in languages.columns("cost") if values.get(name)):
                self.add_error(name, _("It cannot be free and cost something."))

    # --- Changes that visitors must be told ------------------------------------------------------

    def _told(self) -> Told | None:
        """The event as visitors know it; None if they do not, or it is over."""
        now = timezone.now()
        stored = self.instance.pk and Event._base_manager.filter(pk=self.instance.pk).first()
        if not stored or not stored.is_published() or stored.has_ended(now):
            return None
        return Told(stored.plan(), stored.starts_at, stored.place, stored.standing)

    def _clean_change(self):
        values, told = self.cleaned_data, self.told
        has_new_standing = "standing" in self.changed_data
        has_new_note = NOTE in self.changed_data and bool(values.get(NOTE))
        is_off = values.get("standing") not in (None, "", EventStanding.PLANNED)
        if told and values.get("publish_at"):
            if self._rewrites_the_past(told):
                self.add_error("starts_at", PAST_DATES)
                return
            self.touched = self._touched(told)
            if self.touched and not (has_new_note or has_new_standing):
                self.add_error(NOTE, _("You changed when or where it is. Tell visitors why."))
            elif has_new_standing and is_off and not values.get(NOTE):
                self.add_error(NOTE, _("Tell visitors why, in a few words."))
        if self.touched and has_new_note:
            self._say_that_it_moved(told, has_new_standing)
        if self.touched or has_new_standing:
            self._drop_old_reasons(has_new_note, goes_back=has_new_standing and not is_off)
        has_new_reason = has_new_note and not values.get("minor_edit")
        self._announce(anew=bool(has_new_standing or self.touched or has_new_reason))

    def _drop_old_reasons(self, has_new_note: bool, goes_back: bool):
        """A reason that was for an earlier change is none for this one, in any language."""
        stale = TRANSLATED_NOTES if has_new_note else []
        if goes_back and not has_new_note:
            stale = [NOTE, *TRANSLATED_NOTES]
        for name in stale:
            if name not in self.changed_data and self.cleaned_data.get(name):
                self.cleaned_data[name] = ""
                self.dropped.append(name)

    def _rewrites_the_past(self, told: Told) -> bool:
        """Whether dates of a series that have been would be told otherwise."""
        if told.plan.rule is None or self._faulty(["starts_at", "ends_at"]):
            return False
        return rewritten(told.plan, self._new_plan(told), timezone.now())

    def _new_plan(self, told: Told) -> Plan:
        values = self.cleaned_data
        return Plan(
            values["starts_at"], values["ends_at"], self.instance.rule, told.plan.differences
        )

    def _announce(self, anew: bool):
        """Fill in when the change was announced, unless somebody has just done so."""
        values, name = self.cleaned_data, "standing_changed_at"
        is_off = values.get("standing") not in (None, "", EventStanding.PLANNED)
        typed = name in self.changed_data and values.get(name)
        if is_off and name not in self.errors and not typed and (anew or not values.get(name)):
            values[name] = timezone.now()

    def _touched(self, told: Told) -> list[Touched]:
        if self._faulty(["starts_at", "ends_at", "place"]):
            return []
        elsewhere = self.cleaned_data.get("place") != told.place
        return touched(told.plan, self._new_plan(told), timezone.now(), elsewhere)

    def _say_that_it_moved(self, told: Told, has_new_standing: bool):
        """What was published before stands beside what holds now, until it holds again.

        Dates that are dropped, and nothing else, move nothing.
        """
        values = self.cleaned_data
        elsewhere = values.get("place") != told.place
        has_new_start = any(
            each.new and each.new.starts_at != each.old.starts_at for each in self.touched
        )
        has_new_time = any(each.new and differs(each) for each in self.touched)
        if values.get("standing") == EventStanding.PLANNED and not has_new_standing:
            if not (elsewhere or has_new_time):
                return
            values["standing"] = EventStanding.MOVED
        if values.get("standing") != EventStanding.MOVED:
            return
        if has_new_start and not values.get("moved_from_starts_at"):
            values["moved_from_starts_at"] = told.starts_at
        if elsewhere and not values.get("moved_from_place"):
            values["moved_from_place"] = told.place
        if values.get("moved_from_starts_at") == values.get("starts_at"):
            values["moved_from_starts_at"] = None
        if values.get("moved_from_place") == values.get("place"):
            values["moved_from_place"] = None
        is_back = not (values.get("moved_from_starts_at") or values.get("moved_from_place"))
        if is_back and told.standing == EventStanding.MOVED and not has_new_standing:
            values["standing"] = EventStanding.PLANNED
