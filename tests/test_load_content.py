"""The shipped content is loaded once, and then belongs to the staff."""

from datetime import UTC, datetime, time
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from malmo_trygghet import content
from malmo_trygghet.models import LoadedContent, Page
from publishing.models import Content, PublicationState
from services.models import ContactPoint, Service, SpokenLanguage, SupportLine, TargetGroup
from tests.factories import make_service

pytestmark = pytest.mark.django_db

FILES = {
    "spoken_languages": """
        model = "services.SpokenLanguage"
        [[object]]
        key = "sv"
        code = "sv"
        name = {sv = "svenska", en = "Swedish"}
    """,
    "target_groups": """
        model = "services.TargetGroup"
        [[object]]
        key = "unga"
        door = 1
        name = {sv = "Unga", en = "Young people"}
        plain_name = {sv = "jag är ung", en = "I am young"}
    """,
    "services": """
        model = "services.Service"
        [[object]]
        key = "delen"
        name = {sv = "Delen", en = "The part"}
        summary = {sv = "En del.", en = "A part."}
        parent = "helheten"
        related = ["helheten"]
        languages = ["sv"]
        [[object.audiences]]
        target_group = "unga"
        min_age = 12
        note = {sv = "även syskon", en = "siblings too"}
        [[object]]
        key = "helheten"
        published = false
        name.sv = "Helheten"
        summary.sv = "Den hela."
    """,
    "contact_points": """
        model = "services.ContactPoint"
        [[object]]
        key = "delen-telefon"
        service = "delen"
        channel = "phone"
        name = {sv = "Telefon", en = "Phone"}
        phone = "0406280401"
        hours_kind = "weekly"
        [[object.hours]]
        weekday = 2
        opens = 09:00:00
        closes = 15:30:00
    """,
    "pages": """
        model = "malmo_trygghet.Page"
        [[object]]
        key = "om"
        publish_at = 2016-10-24T08:40:00+02:00
        expires_at = 2016-10-26T00:00:00+02:00
        title = {sv = "Om oss", en = "About us"}
        summary = {sv = "Vilka vi är.", en = "Who we are."}
        body = {sv = "<p>Vi finns.</p><script></script>", en = "<p>We exist.</p>"}
    """,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of content files that use everything that such files can say."""
    for name, text in FILES.items():
        (tmp_path / f"{name}.toml").write_text(text)
    return tmp_path


def load(folder: Path = content.FOLDER, **options: object) -> str:
    """Runs the command; returns what it says."""
    out = StringIO()
    call_command("load_content", folder=folder, stdout=out, **options)
    return out.getvalue()


def add(folder: Path, name: str, text: str) -> None:
    """Adds text at the end of a file."""
    with (folder / f"{name}.toml").open("a") as file:
        file.write(text)


def everything() -> dict[str, list]:
    """All that the database holds, by model."""
    return {model._meta.label: list(model._base_manager.values()) for model in apps.get_models()}


def test_all_content_that_ships_with_the_site_is_loaded():
    shipped = content.read()
    assert load() == f"Content: {len(shipped)} loaded, 0 kept as they are.\n"
    for model in {one.model for one in shipped}:
        assert model._base_manager.count() == sum(one.model is model for one in shipped)


def test_a_second_run_changes_nothing_and_asks_one_question(django_assert_num_queries):
    load()
    before = everything()
    with django_assert_num_queries(1):
        said = load()
    assert said == f"Content: 0 loaded, {len(content.read())} kept as they are.\n"
    assert everything() == before


def test_it_says_nothing_when_told_so(folder):
    assert load(folder, verbosity=0) == ""


def test_texts_go_into_the_column_of_their_language(folder):
    load(folder)
    part = Service.objects.get(slug_sv="delen")
    assert (part.name_sv, part.name_en) == ("Delen", "The part")
    whole = Service.objects.get(slug_sv="helheten")
    assert (whole.name_sv, whole.name_en, whole.slug_en) == ("Helheten", None, None)


def test_relations_may_point_to_what_comes_later_in_the_file(folder):
    load(folder)
    part, whole = Service.objects.order_by("slug_sv")
    assert part.parent == whole
    assert list(part.related.all()) == [whole]
    assert list(part.languages.all()) == [SpokenLanguage.objects.get(code="sv")]


def test_rows_are_loaded_with_their_object(folder):
    load(folder)
    audience = Service.objects.get(slug_sv="delen").audiences.get()
    assert audience.target_group.name_sv == "Unga"
    assert (audience.min_age, audience.note_en) == (12, "siblings too")
    slot = ContactPoint.objects.get().hours.get()
    assert (slot.weekday, slot.opens, slot.closes) == (2, time(9), time(15, 30))


def test_what_is_loaded_has_been_through_the_validation_of_the_models(folder):
    load(folder)
    assert ContactPoint.objects.get().phone == "040-628 04 01"
    assert Page.objects.get().body_sv == "<p>Vi finns.</p>"


def test_content_is_published_from_the_same_moment_everywhere_unless_it_says_otherwise(folder):
    load(folder)
    part, whole = Service.objects.order_by("slug_sv")
    assert part.publish_at == datetime(2015, 12, 31, 23, tzinfo=UTC)
    assert whole.state() == PublicationState.UNPUBLISHED
    page = Page.objects.get()
    assert page.publish_at == datetime(2016, 10, 24, 6, 40, tzinfo=UTC)
    assert page.expires_at == datetime(2016, 10, 25, 22, tzinfo=UTC)


def test_no_translation_is_outdated_after_loading():
    load()
    assert not [one for one in content_objects() if one.is_outdated_in("en")]


def test_permanent_ids_never_change(folder):
    load(folder)
    # A literal: these ids are in calendars and feeds of other people.
    assert Service.objects.get(slug_sv="delen").uuid == UUID("88ef4975-eba4-5eee-9fd4-052cac4ffcef")


def test_what_staff_have_changed_or_deleted_stays_so(folder):
    load(folder)
    Service.objects.filter(slug_sv="delen").update(name_sv="Vår del")
    ContactPoint.objects.get().delete()
    before = everything()
    load(folder)
    assert everything() == before


def test_only_what_is_new_in_the_files_is_added(folder):
    load(folder)
    before = everything()
    add(
        folder, "target_groups", '[[object]]\nkey = "gamla"\nname.sv = "Gamla"\nplain_name.sv = "x"'
    )
    assert load(folder) == "Content: 1 loaded, 6 kept as they are.\n"
    assert TargetGroup.objects.exclude(name_sv="Unga").get().name_sv == "Gamla"
    TargetGroup.objects.filter(name_sv="Gamla").delete()
    LoadedContent.objects.latest("pk").delete()
    assert everything() == before


def test_new_content_does_without_what_staff_have_deleted(folder):
    load(folder)
    ContactPoint.objects.all().delete()
    Service.objects.get(slug_sv="delen").delete()
    (folder / "support_lines.toml").write_text("""
        model = "services.SupportLine"
        [[object]]
        key = "linjen"
        name.sv = "Linjen"
        phone = "112"
        for_whom.sv = "För alla."
        target_groups = ["unga"]
    """)
    TargetGroup.objects.all().delete()
    add(
        folder,
        "contact_points",
        """
        [[object]]
        key = "delen-besok"
        service = "delen"
        channel = "visit"
        name.sv = "Besök"
    """,
    )
    add(
        folder,
        "services",
        """
        [[object]]
        key = "nya"
        name.sv = "Nya"
        summary.sv = "Ny."
        replaced_by = "delen"
        [[object.audiences]]
        target_group = "unga"
    """,
    )
    load(folder)
    assert not SupportLine.objects.get().target_groups.exists()
    assert not ContactPoint.objects.exists()
    new = Service.objects.get(slug_sv="nya")
    assert new.replaced_by is None
    assert not new.audiences.exists()
    assert load(folder).startswith("Content: 0 loaded")


def test_reset_undoes_what_staff_have_changed(folder):
    load(folder)
    before = everything()
    part = Service.objects.get(slug_sv="delen")
    part.name_sv, part.slug_sv, part.area_sv, part.parent = "Vår del", "var-del", "Malmö", None
    part.save()
    part.languages.clear()
    part.related.set([part])
    part.topics.create(name_sv="Annat", plain_name_sv="annat")
    part.audiences.update(min_age=20)
    part.safety_facts.create(question="free", answer=True)
    load(folder, reset=True)
    after = everything()
    assert len(after.pop("services.Topic")) == 1
    assert after.pop("publishing.PastSlug")[0]["slug"] == "var-del"
    # The rows of the search index stand in no order.
    rows = [sorted(map(repr, map(lasting, each.pop(INDEX)))) for each in (before, after)]
    assert rows[0] == rows[1]
    for label, objects in after.items():
        assert list(map(lasting, objects)) == list(map(lasting, before[label]))
    part.refresh_from_db()
    assert not part.is_outdated_in("en")


INDEX = "malmo_trygghet.Posting"


def lasting(values: dict) -> dict:
    """Those of an object's values that are the same after a reset: no row numbers, no times."""
    return {
        name: value
        for name, value in values.items()
        if name != "id" and not name.startswith(("updated_at", "changed_at", "confirmed_at"))
    }


def test_reset_brings_back_what_staff_have_deleted(folder):
    load(folder)
    point = ContactPoint.objects.get()
    point.delete()
    assert load(folder, reset=True) == "Content: 6 loaded, 0 kept as they are.\n"
    assert ContactPoint.objects.get().uuid == point.uuid
    assert ContactPoint.objects.get().hours.get().weekday == 2


def test_reset_leaves_what_staff_have_made(folder):
    load(folder)
    own = make_service(name_sv="Vårt eget", parent=Service.objects.get(slug_sv="helheten"))
    own.contact_points.create(channel="visit", name_sv="Besök")
    load(folder, reset=True)
    assert Service.objects.get(pk=own.pk).parent.slug_sv == "helheten"
    assert own.contact_points.get().name_sv == "Besök"


PAGE = '[[object]]\nkey = "ny"\ntitle.sv = "Ny"\nsummary.sv = "Ny."\nbody.sv = "<p>Ny</p>"\n'
PART = '[[object]]\nkey = "ny"\nname.sv = "Ny"\nsummary.sv = "Ny."\n'


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("pages", PAGE + "colour = 1", 'pages.toml, "ny", colour: there is no such field'),
        ("pages", PAGE + "uuid = 2", 'pages.toml, "ny", uuid: there is no such field'),
        ("pages", PAGE + 'title.de = "Neu"', 'pages.toml, "ny", title_de: there is no such field'),
        ("pages", PAGE + 'slug = "ny"', 'pages.toml, "ny", slug: a text for each language'),
        ("pages", PAGE + "rank = [1]", 'pages.toml, "ny", rank: a single value'),
        ("pages", PAGE + 'rank = "first"', 'pages.toml, "ny", rank: “first” value must be an int'),
        ("pages", PAGE + "publish_at = 2016-01-01T00:00:00", '"ny", publish_at: the time lacks'),
        (
            "pages",
            PAGE + 'menu = "x"',
            "pages.toml, \"ny\", menu: Value 'x' is not a valid choice.",
        ),
        ("pages", '[[object]]\nkey = "ny"\ntitle.en = "New"', "title: This field cannot be"),
        ("pages", '[[object]]\ntitle.en = "New"', "pages.toml: an object has no key"),
        ("pages", PAGE + PAGE, 'pages.toml, "ny": another object has this key'),
        ("pages", "key", "pages.toml: "),
        (
            "services",
            PART + 'parent = "x"',
            'parent: there is no services.Service with the key "x"',
        ),
        (
            "services",
            PART + 'topics = ["x"]',
            'topics: there is no services.Topic with the key "x"',
        ),
        (
            "services",
            PART + 'topics = "x"',
            'services.toml, "ny", topics: a list of keys is expected',
        ),
        (
            "services",
            PART + 'audiences = ["unga"]',
            '"ny", audiences: a list of tables is expected',
        ),
        ("services", PART + 'parent = "delen"', '"ny", parent: Choose a service that is not'),
        ("services", PART + 'target_groups = ["unga"]', '"ny", target_groups: there is no such'),
        (
            "services",
            PART + '[[object.audiences]]\ntarget_group = "x"',
            'services.toml, "ny", audiences 1, target_group: there is no services.TargetGroup',
        ),
        (
            "services",
            PART + '[[object.audiences]]\ntarget_group = "unga"\nmin_age = -1',
            'services.toml, "ny", audiences 1, min_age: Ensure this value is greater',
        ),
        (
            "services",
            PART + "[[object.safety_facts]]\nquestion = 'police'\nanswer = true",
            'services.toml, "ny", safety_facts 1: This yes can frighten.',
        ),
    ],
)
def test_a_mistake_is_told_with_its_file_key_and_field_and_nothing_is_loaded(
    folder, name, text, said
):
    add(folder, name, text)
    with pytest.raises(CommandError) as error:
        load(folder)
    assert said in str(error.value)
    assert "\n" not in str(error.value)
    assert not any(model._base_manager.exists() for model in (LoadedContent, Service, Page))


def test_a_file_that_nobody_would_load_is_a_mistake(folder):
    (folder / "servicse.toml").write_text('model = "services.Service"')
    with pytest.raises(CommandError, match=r"servicse\.toml: no file of this name"):
        load(folder)


def content_objects() -> list:
    """Every stored object that the public can see."""
    models = {one.model for one in content.read() if issubclass(one.model, Content)}
    return [each for model in models for each in model._base_manager.all()]
