"""The reasons of the guided help, in sentences for the reader."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from publishing.templatetags.texts import lang_of
from services.guide.advice import Reason, Why
from services.guide.questions import Told
from services.models import Door, GuideAnswer, TargetGroup


def reason_in_words(
    reason: Reason, told: Told, about: GuideAnswer | None, groups: dict[int, TargetGroup]
) -> str:
    """One sentence, safe to show; empty where the group that it is about is not public.

    *about* is the answer that told what it is about, and *groups* the public target groups by key.
    """
    match reason.why:
        case Why.TOPIC if about:
            chose = _("You chose “%(answer)s”. That is what they work with.")
            return with_text(chose, "answer", about, "text")
        case Why.GROUP | Why.ANOTHER if reason.group in groups:
            return with_text(whom_for(reason.why, told), "group", groups[reason.group], "name")
        case Why.AGE:
            return _("For this age: %(ages)s.") % {"ages": ages_in_words(*reason.ages)}
        case Why.ASK_AGE:
            ages = _("They are for another span of ages: %(ages)s. Ask whether it fits.")
            return ages % {"ages": ages_in_words(*reason.ages)}
        case Why.WOMEN:
            return _("They are there for women.")
        case Why.CHILD:
            return _("If it is about a child: the child can call there.")
        case Why.ALSO:
            return _("You can ask them too, whatever it is about.")
        case Why.INSTEAD if not told.topics:
            return _("You can ask them, whatever it is about.")
        case Why.INSTEAD:
            return _("We know of nobody who surely helps with just this. You can ask them.")
    return ""


def whom_for(why: Why, told: Told) -> str:
    if why is Why.GROUP:
        return _("They are there for: %(group)s.")
    if told.door == Door.PROFESSIONAL:
        return _("They are there for those whom you meet in your job: %(group)s.")
    return _("They are there for the one you worry about: %(group)s.")


def with_text(sentence: str, name: str, instance, field: str) -> SafeString:
    """*sentence* with *field* of *instance* in the place of *name*, marked with its language."""
    language, text = lang_of(instance, field), getattr(instance, field)
    marked = format_html("<span{}>{}</span>", language, text) if language else text
    return format_html(sentence.replace(f"%({name})s", "{}"), marked)


def ages_in_words(lowest: int | None, highest: int | None) -> str:
    if lowest and highest:
        return _("%(low)s–%(high)s years") % {"low": lowest, "high": highest}
    if lowest:
        return _("%(low)s years or older") % {"low": lowest}
    return _("up to %(high)s years") % {"high": highest}
