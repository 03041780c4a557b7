from events.models.event import Event, EventStanding, ProgrammeItem

__all__ = ["Event", "EventStanding", "ProgrammeItem"]
