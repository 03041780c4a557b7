from modeltranslation.translator import TranslationOptions, register

from events.models import DateChange, Event, ProgrammeItem
from publishing.translation import AddressedTranslation


@register(Event)
class EventTranslation(AddressedTranslation):
    fields = (
        "title",
        "summary",
        "description",
        "place_note",
        "interpreter",
        "cost",
        "standing_note",
    )


@register(ProgrammeItem)
class ProgrammeItemTranslation(TranslationOptions):
    fields = ("title", "description", "also_present")


@register(DateChange)
class DateChangeTranslation(TranslationOptions):
    fields = ("note",)
