from events.models.date_change import ChangeKind, DateChange
from events.models.event import Event, EventStanding, Registration
from events.models.occurrence import Occurrence
from events.models.programme import ProgrammeItem

__all__ = [
    "ChangeKind",
    "DateChange",
    "Event",
    "EventStanding",
    "Occurrence",
    "ProgrammeItem",
    "Registration",
]
