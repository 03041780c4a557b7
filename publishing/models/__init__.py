from publishing.models.addressed import Addressed, AddressedQuerySet, PastSlug
from publishing.models.content import Content, ContentQuerySet
from publishing.models.document import Document
from publishing.models.image import Image
from publishing.models.publishable import (
    PublicationState,
    Publishable,
    PublishableQuerySet,
    published_q,
)
from publishing.models.staff import StaffUser
from publishing.models.verified import Verified
from publishing.models.whole import SavedWhole

__all__ = [
    "Addressed",
    "AddressedQuerySet",
    "Content",
    "ContentQuerySet",
    "Document",
    "Image",
    "PastSlug",
    "PublicationState",
    "Publishable",
    "PublishableQuerySet",
    "SavedWhole",
    "StaffUser",
    "Verified",
    "published_q",
]
