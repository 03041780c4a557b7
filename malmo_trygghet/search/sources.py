"""What can be found of each kind of object, and how much each of its texts says about it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from events.models import Event, ProgrammeItem
from malmo_trygghet.models import Kind, Page
from malmo_trygghet.search.text import plain
from press.models import FactBox, PressRelease
from publishing import languages
from publishing.fields import RichTextField
from publishing.models import Publishable
from services.models import (
    Audience,
    ContactPoint,
    Door,
    Organisation,
    Place,
    Service,
    SpokenLanguage,
    SupportLine,
    TargetGroup,
    Topic,
)

#: How much a word says by where it stands.
NAME, WORDS_OF_READER, SENTENCE, FOR_WHOM, TEXT, ASIDE = 16, 6, 6, 4, 2, 1


@dataclass(frozen=True)
class Piece:
    """A text of an object: a field of it, or of something that belongs to it."""

    owner: Model
    field: str
    weight: float

    @property
    def is_translated(self) -> bool:
        return self.field in languages.text_fields(type(self.owner))

    def text(self, language: str) -> str:
        """The text in *language*; a field without languages says the same in each."""
        name = languages.column(self.field, language) if self.is_translated else self.field
        value = getattr(self.owner, name) or ""
        is_rich = isinstance(self.owner._meta.get_field(name), RichTextField)
        return plain(value) if is_rich else value

    def shown_language(self) -> str:
        """The language in which a reader of the active one sees the text."""
        if self.is_translated:
            return languages.shown_language(self.owner, self.field)
        return languages.active()

    @property
    def is_published(self) -> bool:
        return not isinstance(self.owner, Publishable) or self.owner.is_published()


def pieces(owner: Model | None, **weights: float) -> Iterator[Piece]:
    """The texts of *owner*, given as field=weight; none where there is no owner."""
    if owner is not None:
        yield from (Piece(owner, field, weight) for field, weight in weights.items())


def of_terms(terms) -> Iterator[Piece]:
    """The texts of topics or target groups."""
    for term in terms:
        yield from pieces(term, plain_name=WORDS_OF_READER, name=WORDS_OF_READER)


def of_service(service: Service) -> Iterator[Piece]:
    yield from pieces(
        service,
        name=NAME,
        summary=SENTENCE,
        for_whom=FOR_WHOM,
        discreet_title=FOR_WHOM,
        description=TEXT,
        what_happens=TEXT,
        area=ASIDE,
        background=ASIDE,
        pause_reason=ASIDE,
        ended_note=ASIDE,
    )


def around_service(service: Service) -> Iterator[Piece]:
    yield from of_terms(service.topics.all())
    yield from of_terms(audience.target_group for audience in service.audiences.all())
    for point in service.contact_points.all():
        yield from pieces(point, name=TEXT, note=ASIDE)
    for spoken in service.languages.all():
        yield from pieces(spoken, name=TEXT)
    yield from pieces(service.parent, name=TEXT)


def of_support_line(line: SupportLine) -> Iterator[Piece]:
    yield from pieces(line, name=NAME, for_whom=SENTENCE, phone=NAME, details=TEXT)


def around_support_line(line: SupportLine) -> Iterator[Piece]:
    yield from of_terms(line.topics.all())
    yield from of_terms(line.target_groups.all())
    for spoken in line.languages.all():
        yield from pieces(spoken, name=TEXT)


def of_page(page: Page) -> Iterator[Piece]:
    yield from pieces(page, title=NAME, summary=SENTENCE, body=TEXT)


def of_event(event: Event) -> Iterator[Piece]:
    yield from pieces(event, title=NAME, summary=SENTENCE, description=TEXT, place_note=ASIDE)


def around_event(event: Event) -> Iterator[Piece]:
    for item in event.programme.all():
        yield from pieces(item, title=TEXT, description=ASIDE, also_present=ASIDE)
    for service in event.services.all():
        yield from pieces(service, name=TEXT)
    for group in event.target_groups.all():
        yield from pieces(group, plain_name=TEXT, name=TEXT)
    yield from pieces(event.place, name=TEXT, street=ASIDE)


def of_organisation(organisation: Organisation) -> Iterator[Piece]:
    yield from pieces(organisation, name=NAME, summary=SENTENCE, description=TEXT)


def of_press_release(release: PressRelease) -> Iterator[Piece]:
    yield from pieces(release, title=NAME, lead=SENTENCE, body=TEXT)


def around_press_release(release: PressRelease) -> Iterator[Piece]:
    for topic in release.topics.all():
        yield from pieces(topic, name=TEXT)
    for box in release.fact_boxes.all():
        yield from pieces(box, title=ASIDE, body=ASIDE)


def nothing_around(_instance: Model) -> Iterator[Piece]:
    return iter(())


def always(importance: float) -> Callable[[Model], float]:
    return lambda _instance: importance


def help_for(groups: Callable[[Model], Iterable[TargetGroup]]) -> Callable[[Model], float]:
    """Help counts in full. What is for professionals alone stands behind what residents need."""

    def importance(instance: Model) -> float:
        doors = {group.door for group in groups(instance)}
        return 0.3 if doors == {Door.PROFESSIONAL} else 1.0

    return importance


@dataclass(frozen=True)
class Source:
    """A kind of object that can be found.

    *own* are the texts of the object itself, *around* those of what belongs to it, which wants
    *parts* prefetched. *importance* tells help from news: what all texts of an object count for.
    *summary* is the field that every result shows. *ends_with* is a field that ends the finding
    before ``expires_at`` does.
    """

    kind: Kind
    model: type[Model]
    own: Callable[[Model], Iterator[Piece]]
    around: Callable[[Model], Iterator[Piece]]
    parts: tuple[str, ...]
    importance: Callable[[Model], float]
    summary: str
    ends_with: str = "expires_at"

    def with_parts(self, queryset: QuerySet) -> QuerySet:
        return queryset.prefetch_related(*self.parts)


SOURCES = {
    source.kind: source
    for source in (
        Source(
            Kind.SERVICE,
            Service,
            of_service,
            around_service,
            ("topics", "audiences__target_group", "contact_points", "languages", "parent"),
            help_for(lambda service: [each.target_group for each in service.audiences.all()]),
            "summary",
        ),
        Source(
            Kind.SUPPORT_LINE,
            SupportLine,
            of_support_line,
            around_support_line,
            ("topics", "target_groups", "languages"),
            help_for(lambda line: line.target_groups.all()),
            "for_whom",
        ),
        Source(Kind.PAGE, Page, of_page, nothing_around, (), always(0.8), "summary"),
        Source(
            Kind.EVENT,
            Event,
            of_event,
            around_event,
            ("programme", "services", "target_groups", "place"),
            always(0.5),
            "summary",
        ),
        Source(
            Kind.ORGANISATION,
            Organisation,
            of_organisation,
            nothing_around,
            (),
            always(0.7),
            "summary",
        ),
        Source(
            Kind.PRESS_RELEASE,
            PressRelease,
            of_press_release,
            around_press_release,
            ("topics", "fact_boxes"),
            always(0.4),
            "lead",
            ends_with="withdrawn_at",
        ),
    )
}

#: Which objects hold the texts of something that is not found itself, or is besides: by model,
#: the kind, and how that kind's queryset finds them. Rows that belong to one object are among them.
HOLDERS: dict[type[Model], tuple[tuple[Kind, str], ...]] = {
    Topic: (
        (Kind.SERVICE, "topics"),
        (Kind.SUPPORT_LINE, "topics"),
        (Kind.PRESS_RELEASE, "topics"),
    ),
    TargetGroup: (
        (Kind.SERVICE, "audiences__target_group"),
        (Kind.SUPPORT_LINE, "target_groups"),
        (Kind.EVENT, "target_groups"),
    ),
    SpokenLanguage: ((Kind.SERVICE, "languages"), (Kind.SUPPORT_LINE, "languages")),
    Service: ((Kind.SERVICE, "parent"), (Kind.EVENT, "services")),
    Audience: ((Kind.SERVICE, "audiences"),),
    ContactPoint: ((Kind.SERVICE, "contact_points"),),
    ProgrammeItem: ((Kind.EVENT, "programme"),),
    Place: ((Kind.EVENT, "place"),),
    FactBox: ((Kind.PRESS_RELEASE, "fact_boxes"),),
}
#: The relations whose change changes the texts of the object that has them.
LISTS = {
    Service.topics.through: Kind.SERVICE,
    Service.languages.through: Kind.SERVICE,
    SupportLine.topics.through: Kind.SUPPORT_LINE,
    SupportLine.target_groups.through: Kind.SUPPORT_LINE,
    SupportLine.languages.through: Kind.SUPPORT_LINE,
    Event.services.through: Kind.EVENT,
    Event.target_groups.through: Kind.EVENT,
    PressRelease.topics.through: Kind.PRESS_RELEASE,
    PressRelease.fact_boxes.through: Kind.PRESS_RELEASE,
}
KINDS = {source.model: source.kind for source in SOURCES.values()}
