"""Events as staff fill them in."""

from events.admin import event

__all__ = ["event"]
