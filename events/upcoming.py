"""What is next, and in which years something was: dates from the database, in few queries."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db.models import Count, Exists, F, Max, Min, Q, QuerySet
from django.utils import timezone

from events.models import Event, Occurrence
from events.recurrence import STOCKHOLM
from events.told import NOT_HAPPENING

#: Nothing older is listed by year.
MOST_YEARS = 150


def next_dates(number: int, now: datetime | None = None) -> Sequence[Occurrence]:
    """The next date of each of the *number* events that come first at *now* (default: now)."""
    events = Event.objects.published(now).coming(now).with_next_date(now)
    found = events.order_by("next_starts_at", "pk").values_list("next_date", flat=True)[:number]
    return Occurrence.objects.filter(pk__in=[*found]).with_event().in_time()


def in_year(year: int, path: str = "") -> Q:
    """That something begins in *year*, by the Swedish clock; *path* leads to it."""
    begins, ends = _new_year(year), _new_year(year + 1)
    return Q(**{f"{path}starts_at__gte": begins, f"{path}starts_at__lt": ends})


def years_with_dates(now: datetime | None = None) -> list[int]:
    """The years in which something happened that is over at *now*, the latest first.

    Two queries, however many dates there are: the second asks for each year whether there is any.
    """
    now = now or timezone.now()
    past = Occurrence.objects.published(now).filter(over_at__lte=now).order_by()
    first = past.aggregate(first=Min("starts_at"))["first"]
    if first is None:
        return []
    last = now.astimezone(STOCKHOLM).year
    oldest = max(first.astimezone(STOCKHOLM).year, last - MOST_YEARS)
    asked = {
        # What begins in a year is over after it has begun: the index is by that.
        f"in_{year}": Exists(past.filter(in_year(year), over_at__gte=_new_year(year)))
        for year in range(oldest, last + 1)
    }
    [found] = past.annotate(**asked).values_list(*asked)[:1]
    years = range(oldest, last + 1)
    return [year for year, has_any in zip(years, found, strict=True) if has_any][::-1]


def events_in_year(year: int, now: datetime | None = None) -> QuerySet[Event]:
    """The published events with dates in *year* that are over at *now*, the latest first.

    Each once, with ``first`` and ``last``, when these dates began, ``last_ends``, ``dates_told``,
    how many they are, and ``times``, how often it took place.
    """
    now = now or timezone.now()
    then = in_year(year, "occurrences__") & Q(occurrences__over_at__lte=now)
    did_not = Q(occurrences__change__kind__in=NOT_HAPPENING) | Q(standing__in=NOT_HAPPENING)
    return (
        Event.objects.published(now)
        .filter(then)
        .annotate(
            first=Min("occurrences__starts_at"),
            last=Max("occurrences__starts_at"),
            last_ends=Max("occurrences__ends_at"),
            dates_told=Count("occurrences"),
            off=Count("occurrences", filter=did_not),
        )
        .annotate(times=F("dates_told") - F("off"))
        .with_place()
        .order_by("-last", "-pk")
    )


def _new_year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=STOCKHOLM).astimezone(UTC)
