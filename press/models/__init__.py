from press.models.fact_box import FactBox
from press.models.media_contact import (
    ContactKind,
    MediaContact,
    MediaContactException,
    MediaContactHours,
)
from press.models.release import (
    ContactFunction,
    Correction,
    PressRelease,
    ReleaseContact,
    ReleaseImage,
    ReleaseKind,
)

__all__ = [
    "ContactFunction",
    "ContactKind",
    "Correction",
    "FactBox",
    "MediaContact",
    "MediaContactException",
    "MediaContactHours",
    "PressRelease",
    "ReleaseContact",
    "ReleaseImage",
    "ReleaseKind",
]
