"""The index follows from the content, within the transaction that writes it."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from malmo_trygghet.models import Kind, Page, Posting, Synonym
from malmo_trygghet.search import index as writing
from malmo_trygghet.search.find import find
from malmo_trygghet.search.known_words import known_words
from malmo_trygghet.search.sources import HOLDERS, KINDS, LISTS, SOURCES
from services.models import Audience, ContactPoint, Service, SpokenLanguage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words_of_this_test_only():
    """Other tests' words went with their transactions."""
    known_words.forget()
    yield
    known_words.forget()


def rows() -> set[tuple]:
    columns = ("language", "term", "kind", "object_id", "weight", "publish_at", "expires_at")
    return {*Posting.objects.values_list(*columns)}


def found(text: str, now: datetime | None = None) -> list:
    return [result.object for result in find(text, now).results]


def rebuild() -> str:
    out = StringIO()
    call_command("rebuild_search", stdout=out)
    return out.getvalue()


MAKERS = {
    Kind.SERVICE: lambda text: factories.make_service(name_sv=text),
    Kind.SUPPORT_LINE: lambda text: factories.make_support_line(name_sv=text),
    Kind.PAGE: lambda text: factories.make_page(title_sv=text),
    Kind.EVENT: lambda text: factories.make_event(title_sv=text),
    Kind.ORGANISATION: lambda text: factories.make_organisation(name_sv=text),
    Kind.PRESS_RELEASE: lambda text: factories.make_press_release(title_sv=text),
}


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_found_when_saved_renamed_and_not_when_deleted(kind):
    made = MAKERS[kind]("Trollsländan")
    assert found("trollsländan") == [made]
    setattr(made, f"{made.heading_field}_sv", "Fjärilen")
    made.save()
    assert found("trollsländan") == []
    assert found("fjärilen") == [made]
    made.delete()
    assert found("fjärilen") == []
    assert not Posting.objects.exists()


def test_rows_are_written_in_the_transaction_of_the_object_and_go_with_it():
    with transaction.atomic():
        factories.make_page(title_sv="Trollsländan")
        assert Posting.objects.filter(term__startswith="trollsland").exists()
        transaction.set_rollback(True)
    assert not Posting.objects.exists()
    assert not Page.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", Kind)
def test_an_object_whose_rows_cannot_be_written_is_not_saved(kind, monkeypatch):
    def fails(*_args, **_options):
        raise ZeroDivisionError

    monkeypatch.setattr(Posting.objects, "bulk_create", fails)
    monkeypatch.setattr(writing.Posting.objects, "bulk_create", fails)
    with pytest.raises(ZeroDivisionError):
        MAKERS[kind]("Trollsländan")
    assert not SOURCES[kind].model._base_manager.exists()


@pytest.mark.django_db(transaction=True)
def test_what_belongs_to_an_object_is_not_saved_without_its_rows_either(monkeypatch):
    service, event = factories.make_service(), factories.make_event()
    spoken = SpokenLanguage.objects.create(code="xx", name_sv="humliska")
    service.languages.add(spoken)
    group = factories.make_target_group(name_sv="Fjärilen")

    def fails(*_args, **_options):
        raise ZeroDivisionError

    monkeypatch.setattr(writing.Posting.objects, "bulk_create", fails)
    spoken.name_sv = "gräshoppska"
    for change in (
        spoken.save,
        Audience(service=service, target_group=group).save,
        lambda: factories.make_programme_item(event=event, title_sv="Fjärilen"),
        lambda: factories.make_contact_point(service=service, name_sv="Fjärilen"),
        lambda: service.topics.add(factories.make_topic(name_sv="Fjärilen")),
        service.languages.clear,
        spoken.delete,
    ):
        with pytest.raises(ZeroDivisionError):
            change()
    spoken.refresh_from_db()
    assert spoken.name_sv == "humliska"
    assert [*service.languages.all()] == [spoken]
    assert not service.audiences.exists()
    assert not service.topics.exists()
    assert not service.contact_points.exists()
    assert not event.programme.exists()


@pytest.mark.parametrize(
    ("changed", "now", "is_found"),
    [
        ({"publish_at": None}, 0, False),
        ({"publish_at": 1}, 0, False),
        ({"publish_at": 1}, 1, True),
        ({"publish_at": -1, "expires_at": 1}, 0, True),
        ({"publish_at": -1, "expires_at": 1}, 1, False),
    ],
)
def test_only_what_is_published_now_is_found(changed, now, is_found, time_machine):
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    times = {
        name: None if hours is None else noon + timedelta(hours=hours)
        for name, hours in changed.items()
    }
    factories.make_page(title_sv="Trollsländan", **times)
    time_machine.move_to(noon + timedelta(hours=now), tick=False)
    assert bool(found("trollsländan")) is is_found


def test_a_withdrawn_release_is_not_found():
    release = factories.make_press_release(title_sv="Trollsländan")
    release.withdrawn_at = timezone.now() - timedelta(minutes=1)
    release.save()
    assert found("trollsländan") == []


def test_the_words_of_an_unpublished_topic_find_nothing_until_it_is_published():
    topic = factories.make_topic(plain_name_sv="trollsländan", publish_at=None)
    service = factories.make_service(topics=[topic])
    assert found("trollsländan") == []
    topic.publish_at = timezone.now() - timedelta(days=1)
    topic.save()
    assert found("trollsländan") == [service]
    topic.expires_at = timezone.now() - timedelta(minutes=1)
    topic.save()
    assert found("trollsländan") == []


def test_what_belongs_to_a_service_is_indexed_with_it_as_it_comes_and_goes():
    service = factories.make_service()
    before = rows()
    topic = factories.make_topic(name_sv="Trollsländan")
    group = factories.make_target_group(name_sv="Fjärilen")
    spoken = SpokenLanguage.objects.create(code="xx", name_sv="humliska")
    point = factories.make_contact_point(service=service, name_sv="Gräshoppan")
    audience = Audience.objects.create(service=service, target_group=group)
    service.topics.add(topic)
    service.languages.add(spoken)
    for word in ("trollsländan", "fjärilen", "humliska", "gräshoppan"):
        assert found(word) == [service]
    point.delete()
    audience.delete()
    service.languages.clear()
    topic.services.remove(service)
    assert rows() == before


def test_a_row_that_is_moved_leaves_the_one_and_comes_to_the_other():
    service, other = factories.make_service(), factories.make_service()
    point = factories.make_contact_point(service=service, name_sv="Gräshoppan")
    point.service = other
    point.save()
    assert found("gräshoppan") == [other]
    event, later = factories.make_event(), factories.make_event()
    item = factories.make_programme_item(event=event, title_sv="Fjärilen")
    item.event = later
    item.save()
    assert found("fjärilen") == [later]


def test_the_same_holds_from_the_other_side_and_when_what_belongs_is_deleted():
    service, other = factories.make_service(), factories.make_service()
    before = rows()
    topic = factories.make_topic(name_sv="Trollsländan")
    topic.services.set([service, other])
    assert {*found("trollsländan")} == {service, other}
    topic.services.clear()
    assert rows() == before
    topic.services.add(service)
    topic.delete()
    assert rows() == before


def test_the_parts_of_an_umbrella_follow_its_name():
    umbrella = factories.make_service(name_sv="Trollsländan")
    part = factories.make_service(name_sv="Delen", parent=umbrella)
    assert found("trollsländan") == [umbrella, part]
    umbrella.name_sv = "Fjärilen"
    umbrella.save()
    assert found("trollsländan") == []
    assert found("fjärilen") == [umbrella, part]


def test_the_programme_and_the_place_of_an_event_are_indexed_with_it():
    place = factories.make_place(name_sv="Trollsländan")
    event = factories.make_event(place=place)
    item = factories.make_programme_item(event=event, title_sv="Fjärilen")
    assert found("trollsländan") == found("fjärilen") == [event]
    item.delete()
    place.name_sv = "Gräshoppan"
    place.save()
    assert found("trollsländan") == found("fjärilen") == []
    assert found("gräshoppan") == [event]


def test_a_service_for_professionals_alone_stands_behind_one_for_residents():
    work = factories.make_target_group(door=4)
    resident = factories.make_target_group(door=1)
    behind = factories.make_service(name_sv="Trollsländan")
    Audience.objects.create(service=behind, target_group=work)
    before = factories.make_service(name_sv="Trollsländan")
    Audience.objects.create(service=before, target_group=resident)
    assert found("trollsländan") == [before, behind]
    Audience.objects.create(service=behind, target_group=resident)
    assert found("trollsländan") == [behind, before]


def test_an_object_changed_by_bulk_is_indexed_once_at_the_end(monkeypatch):
    indexed = []
    monkeypatch.setattr(writing, "index", lambda kind, keys: indexed.append((kind, keys)))
    with writing.postponed():
        page = factories.make_page()
        page.save()
        assert indexed == []
    assert indexed == [(Kind.PAGE, [page.pk])]


def test_loading_the_content_leaves_the_index_that_a_rebuild_makes():
    call_command("load_content", verbosity=0)
    loaded = rows()
    assert {row[2] for row in loaded} == {*Kind}
    Posting.objects.all().delete()
    assert rebuild().startswith("Search index: ")
    assert rows() == loaded


def test_a_rebuild_of_a_right_index_writes_nothing():
    factories.make_service()
    factories.make_page()
    keys = {*Posting.objects.values_list("pk", flat=True)}
    rebuild()
    assert {*Posting.objects.values_list("pk", flat=True)} == keys


def test_a_rebuild_mends_what_was_changed_behind_its_back_and_sweeps_what_is_no_more():
    pages = [factories.make_page(title_sv="Trollsländan") for _ in range(3)]
    right = rows()
    Posting.objects.filter(object_id=pages[0].pk).delete()
    Posting.objects.filter(object_id=pages[1].pk).update(weight=1)
    for key in (pages[2].pk - 1, pages[2].pk + 1000):
        stray = {"publish_at": timezone.now(), "weight": 1, "kind": Kind.PAGE}
        Posting.objects.create(language="sv", term="borta", object_id=key, **stray)
    Posting.objects.create(
        language="sv", term="borta", object_id=1, publish_at=timezone.now(), weight=1, kind=99
    )
    rebuild()
    assert rows() == right


def test_a_rebuild_shows_on_a_terminal_how_far_it_has_come():
    class Terminal(StringIO):
        def isatty(self):
            return True

    for _ in range(3):
        factories.make_page()
    out = Terminal()
    call_command("rebuild_search", stdout=out)
    assert f"{'█' * 30} 3 of 3" in out.getvalue()
    assert "█" not in rebuild()


def test_a_rebuild_takes_the_objects_in_batches(monkeypatch):
    monkeypatch.setattr("malmo_trygghet.management.commands.rebuild_search.BATCH", 2)
    for _ in range(5):
        factories.make_page()
    right = rows()
    Posting.objects.all().delete()
    rebuild()
    assert rows() == right


def test_every_model_that_an_indexed_text_is_of_is_watched():
    """A text from somewhere that is not watched would go stale."""
    call_command("load_content", verbosity=0)
    watched = {*KINDS, *HOLDERS}
    for source in SOURCES.values():
        for instance in source.with_parts(source.model._base_manager.all()):
            for piece in (*source.own(instance), *source.around(instance)):
                assert type(piece.owner) in watched
    lists = {field.remote_field.through for field in Service._meta.many_to_many}
    assert {Service.topics.through, Service.languages.through} <= lists & {*LISTS}


@pytest.mark.parametrize("count", [1, 3])
def test_saving_asks_as_many_questions_however_much_there_is(count, django_assert_num_queries):
    for _ in range(count):
        factories.make_contact_point(
            service=factories.make_service(topics=[factories.make_topic()])
        )
    service = Service.objects.first()
    keys = [service.pk]
    with django_assert_num_queries(8):
        # A savepoint and its end, the objects, their topics, audiences, points and languages,
        # the stored rows.
        writing.index(Kind.SERVICE, keys)


def test_reading_takes_only_the_heaviest_rows_of_a_term(monkeypatch):
    monkeypatch.setattr(writing, "ROWS_PER_TERM", 3)
    times = {"publish_at": timezone.now(), "language": "sv", "term": "vald", "kind": Kind.PAGE}
    Posting.objects.bulk_create(
        Posting(object_id=number, weight=number, **times) for number in range(1, 10)
    )
    read = writing.heaviest([("sv", "vald"), ("en", "vald")], timezone.now())
    assert read == {("sv", "vald"): {(3, 9): 9, (3, 8): 8, (3, 7): 7}}


# --- The words in memory -------------------------------------------------------------------------


def test_words_written_since_are_known_and_read_once(django_assert_num_queries):
    factories.make_page(title_sv="Trollsländan")
    assert "trollsland" in known_words.now()["sv"] or "trollslandan" in known_words.now()["sv"]
    size = len(known_words.now()["sv"])
    factories.make_page(title_sv="Gräshoppa")
    with django_assert_num_queries(2):
        assert len(known_words.now()["sv"]) == size + 1
    with django_assert_num_queries(1):
        assert len(known_words.now()["sv"]) == size + 1


def test_words_are_read_anew_now_and_then(monkeypatch):
    page = factories.make_page(title_sv="Gräshoppa")
    assert "grashopp" in known_words.now()["sv"]
    page.delete()
    assert "grashopp" in known_words.now()["sv"]
    monkeypatch.setattr(known_words, "_forget_at", 0)
    assert "grashopp" not in known_words.now()["sv"]


# --- Synonyms ------------------------------------------------------------------------------------


def test_a_synonym_is_stored_by_what_it_sounds_like_and_stands_once():
    one = Synonym.objects.create(phrase="Han slår MIG", leads_to_sv="våld")
    assert one.key == "han slar mig"
    twin = Synonym(phrase="han slar mig", leads_to_sv="våld")
    with pytest.raises(Exception, match="Han slår MIG"):
        twin.full_clean()


@pytest.mark.parametrize("phrase", ["…", "😀", "  "])
def test_a_synonym_needs_a_word(phrase):
    with pytest.raises(Exception, match="phrase"):
        Synonym(phrase=phrase, leads_to_sv="våld").full_clean()


def test_what_somebody_says_who_uses_violence_is_stored_by_its_very_words():
    passive = Synonym.objects.create(phrase="jag slogs", leads_to_sv="våld")
    active = Synonym.objects.create(phrase="Jag slog", leads_to_sv="sluta", door=3)
    assert (passive.key, active.key) == ("jag slog", "=jag slog")


def test_a_synonym_leads_somewhere_or_means_danger():
    with pytest.raises(Exception, match="__all__"):
        Synonym(phrase="stryk").full_clean()
    Synonym(phrase="stryk", danger=True).full_clean()


def test_contact_points_that_are_not_shown_are_not_found():
    point = factories.make_contact_point(name_sv="Gräshoppan", publish_at=None)
    assert found("gräshoppan") == []
    assert ContactPoint.objects.get() == point
