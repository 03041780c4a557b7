"""Makes objects for tests: published, checked, in Swedish and English, and all of it invented.

Every function takes fields by their names in place of its defaults, many-to-many relations as
lists, and returns the saved object. What a test is about, it says itself.
"""

from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import count
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone
from PIL import Image as Picture

from events.models import ChangeKind, DateChange, Event, ProgrammeItem
from malmo_trygghet.models import (
    AccessibilityStatement,
    AddressLogging,
    Conformance,
    Feedback,
    Limitation,
    Method,
    Notice,
    Operator,
    Page,
    Reason,
    Synonym,
)
from press.models import FactBox, MediaContact, PressRelease
from publishing.models import Document, Image, StaffUser
from services.models import (
    CardLanguage,
    Channel,
    ContactPoint,
    Door,
    GuideAnswer,
    GuideAsks,
    GuideQuestion,
    Organisation,
    Place,
    Service,
    SpokenLanguage,
    SupportLine,
    TargetGroup,
    Topic,
)

#: Early enough for tests that set the clock to the time that the site's content tells of.
PUBLISHED = {"publish_at": datetime(2016, 1, 1, tzinfo=ZoneInfo("Europe/Stockholm"))}
CHECKED = {"verified_on": date(2016, 1, 1), "source": "Samtal med verksamheten"}
#: Files of a library must differ, and so must the names of accounts.
numbers = count(1)


def make(model: type[Model], values: dict) -> Model:
    """Saves an object of *model* with *values*, lists for many-to-many relations among them."""
    names = {field.name for field in model._meta.many_to_many} & values.keys()
    lists = {name: values.pop(name) for name in names}
    made = model._base_manager.create(**values)
    for name, targets in lists.items():
        getattr(made, name).set(targets)
    return made


def make_organisation(**given: object) -> Organisation:
    texts = {"name_sv": "Enheten för trygghet", "name_en": "The safety unit"}
    return make(Organisation, {**PUBLISHED, **texts, **given})


def make_service(**given: object) -> Service:
    texts = {
        "name_sv": "Samtalsstödet",
        "name_en": "The counselling service",
        "summary_sv": "Stöd till dig som vill prata med någon.",
        "summary_en": "Support for you who want to talk to someone.",
    }
    return make(Service, {**PUBLISHED, **CHECKED, **texts, **given})


def make_target_group(**given: object) -> TargetGroup:
    texts = {
        "name_sv": "Vuxna",
        "name_en": "Adults",
        "plain_name_sv": "jag är vuxen",
        "plain_name_en": "I am an adult",
    }
    return make(TargetGroup, {**PUBLISHED, **texts, "door": Door.SUBJECTED, **given})


def make_topic(**given: object) -> Topic:
    texts = {
        "name_sv": "Ensamhet",
        "name_en": "Loneliness",
        "plain_name_sv": "jag har ingen att prata med",
        "plain_name_en": "I have nobody to talk to",
    }
    return make(Topic, {**PUBLISHED, **texts, **given})


def make_spoken_language(**given: object) -> SpokenLanguage:
    texts = {"code": f"x-{next(numbers)}", "name_sv": "somaliska", "name_en": "Somali"}
    return make(SpokenLanguage, texts | given)


def make_place(**given: object) -> Place:
    texts = {"name_sv": "Träffpunkten", "name_en": "The meeting place"}
    address = {"street": "Exempelgatan 1", "city": "Malmö"}
    return make(Place, {**PUBLISHED, **CHECKED, **texts, **address, **given})


def make_support_line(**given: object) -> SupportLine:
    texts = {
        "name_sv": "Stödlinjen",
        "name_en": "The support line",
        "for_whom_sv": "För dig som behöver prata med någon.",
        "for_whom_en": "For you who need to talk to someone.",
    }
    return make(SupportLine, {**PUBLISHED, **CHECKED, **texts, "phone": "040-628 04 00", **given})


def make_contact_point(**given: object) -> ContactPoint:
    """By telephone, to a service of its own."""
    texts = {"name_sv": "Samtal på telefon", "name_en": "Counselling by phone"}
    way = {"channel": Channel.PHONE, "phone": "040-628 04 01"}
    service = given.pop("service", None) or make_service()
    return make(ContactPoint, {**PUBLISHED, **CHECKED, **texts, **way, "service": service, **given})


def make_event(**given: object) -> Event:
    """Tomorrow, for two hours."""
    texts = {
        "title_sv": "Öppet hus",
        "title_en": "Open house",
        "summary_sv": "Kom och träffa oss.",
        "summary_en": "Come and meet us.",
    }
    starts_at = given.pop("starts_at", None) or timezone.now() + timedelta(days=1)
    times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
    return make(Event, {**PUBLISHED, **texts, **times, **given})


def make_date_change(**given: object) -> DateChange:
    """The date of an event of its own is cancelled."""
    event = given.pop("event", None) or make_event()
    usual = {
        "event": event,
        "date": timezone.localdate(event.starts_at),
        "kind": ChangeKind.CANCELLED,
        "note_sv": "Lokalen är stängd.",
        "note_en": "The premises are closed.",
    }
    return make(DateChange, usual | given)


def make_programme_item(**given: object) -> ProgrammeItem:
    """On the programme of an event of its own."""
    texts = {"title_sv": "Vi berättar om vårt arbete", "title_en": "We tell about our work"}
    event = given.pop("event", None) or make_event()
    return make(ProgrammeItem, {**texts, "event": event, **given})


def make_press_release(**given: object) -> PressRelease:
    texts = {
        "title_sv": "Ny stödlinje i Malmö",
        "title_en": "New support line in Malmö",
        "lead_sv": "I dag öppnar en ny stödlinje.",
        "lead_en": "A new support line opens today.",
    }
    return make(PressRelease, {**PUBLISHED, **texts, **given})


def make_media_contact(**given: object) -> MediaContact:
    """A person."""
    texts = {
        "name_sv": "Exempel Exempelsson",
        "name_en": "Exempel Exempelsson",
        "role_sv": "sektionschef",
        "role_en": "head of section",
    }
    ways = {"phone": "070-174 06 05", "email": "press@example.org"}
    return make(MediaContact, {**PUBLISHED, **CHECKED, **texts, **ways, **given})


def make_fact_box(**given: object) -> FactBox:
    texts = {
        "title_sv": "Fakta om stödlinjen",
        "title_en": "Facts about the support line",
        "body_sv": "<p>Samtalet kostar ingenting.</p>",
        "body_en": "<p>The call costs nothing.</p>",
    }
    return make(FactBox, {**PUBLISHED, **texts, **given})


def make_page(**given: object) -> Page:
    texts = {
        "title_sv": "Om webbplatsen",
        "title_en": "About the site",
        "summary_sv": "Vem som står bakom webbplatsen.",
        "summary_en": "Who is behind the site.",
        "body_sv": "<p>Här finns stöd.</p>",
        "body_en": "<p>Here is support.</p>",
    }
    return make(Page, {**PUBLISHED, **texts, **given})


def make_operator(**given: object) -> Operator:
    texts = {"name_sv": "Exempelnämnden", "name_en": "The example board"}
    return make(Operator, {**PUBLISHED, **texts, "email": "namnden@example.org", **given})


def make_accessibility_statement(**given: object) -> AccessibilityStatement:
    """With one thing that falls short."""
    texts = {
        "covers_sv": "Webbplatsen",
        "covers_en": "The website",
        "tested_sv": "<p>Vi har prövat.</p>",
        "tested_en": "<p>We have tested.</p>",
        "alternatives_sv": "<p>Skriv till oss.</p>",
        "alternatives_en": "<p>Write to us.</p>",
        "enforcement_sv": "<p>Du kan anmäla.</p>",
        "enforcement_en": "<p>You can complain.</p>",
    }
    kinds = {"conformance": Conformance.PARTIAL, "method": Method.SELF}
    days = dict.fromkeys(("assessed_on", "prepared_on", "reviewed_on"), date(2020, 1, 1))
    made = make(AccessibilityStatement, {**PUBLISHED, **texts, **kinds, **days, **given})
    make_limitation(statement=made)
    return made


def make_limitation(**given: object) -> Limitation:
    texts = {
        "what_sv": "Bilden saknar text",
        "what_en": "The picture lacks a text",
        "why_sv": "Ingen har skrivit den",
        "why_en": "Nobody has written it",
    }
    return make(Limitation, {**texts, "reason": Reason.FALLS_SHORT, **given})


def make_notice(**given: object) -> Notice:
    texts = {"text_sv": "Telefonen är stängd i dag.", "text_en": "The phone is closed today."}
    return make(Notice, {**PUBLISHED, **texts, **given})


def make_image(**given: object) -> Image:
    """A small picture in a colour of its own."""
    file = BytesIO()
    Picture.new("RGB", (40, 30), next(numbers)).save(file, "PNG")
    texts = {"alt_sv": "En ljus entré", "alt_en": "A bright entrance"}
    picture = {"file": ContentFile(file.getvalue(), "picture.png")}
    return make(Image, {**PUBLISHED, **texts, **picture, **given})


def make_document(**given: object) -> Document:
    texts = {"name_sv": "Broschyr", "name_en": "Leaflet"}
    file = ContentFile(b"%%PDF-1.7 number %d" % next(numbers), "leaflet.pdf")
    return make(Document, {**PUBLISHED, **texts, "file": file, **given})


def make_staff(**given: object) -> StaffUser:
    """Somebody who may do everything, to be signed in with ``client.force_login``."""
    rights = {"is_staff": True, "is_superuser": True}
    return make(StaffUser, {"username": f"redaktor{next(numbers)}", **rights, **given})


def make_guide_question(**given: object) -> GuideQuestion:
    """Each asks for something else, so that there are at most four."""
    taken = GuideQuestion.objects.values_list("asks", flat=True)
    free = next((asks for asks in GuideAsks.values if asks not in taken), "")
    texts = {"text_sv": "Vad gäller det?", "text_en": "What is it about?"}
    return make(GuideQuestion, {**PUBLISHED, "asks": free, **texts, **given})


def make_guide_answer(**given: object) -> GuideAnswer:
    texts = {"text_sv": "Det gäller mig", "text_en": "It is about me"}
    question = given.pop("question", None) or make_guide_question()
    return make(GuideAnswer, {**PUBLISHED, "question": question, **texts, **given})


def make_synonym(**given: object) -> Synonym:
    number = next(numbers)
    words = {"phrase": f"stryk {number}", "leads_to_sv": "våld", "leads_to_en": "violence"}
    return make(Synonym, {**words, **given})


def make_address_logging(**given: object) -> AddressLogging:
    """Half an hour that is over."""
    past = {"started_at": timezone.now() - timedelta(hours=1), "minutes": 30}
    why = {"started_by": "vakt", "reason": "Någon skickar tusentals anrop."}
    return make(AddressLogging, {**past, **why, **given})


def make_feedback(**given: object) -> Feedback:
    return make(Feedback, {"page": "/sv/", "language": "sv", "faults": ["hours"], **given})


def make_card_language(code: str = "sv", **given: object) -> CardLanguage:
    """Every phrase says what it is, and in which language."""
    names = {"name_sv": f"språket {code}", "name_en": f"the language {code}"}
    language, _made = SpokenLanguage.objects.get_or_create(code=code, defaults=names)
    phrases = {
        field: f"{field} {code}"
        for field in ("name", "need_interpreter", "call", "hours", "day_and_night", "danger")
    }
    more = {"numbers_title": f"numbers {code}", "spoken_language": language}
    return make(CardLanguage, {**PUBLISHED, **phrases, **more, **given})
