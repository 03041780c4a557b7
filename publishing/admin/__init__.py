"""The staff's side. ``base`` and ``translated`` hold the base classes for every app's admin."""

from publishing.admin import library, staff

__all__ = ["library", "staff"]
