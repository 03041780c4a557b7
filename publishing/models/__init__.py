from publishing.models.addressed import Addressed, AddressedQuerySet, PastSlug
from publishing.models.content import Content, ContentQuerySet, PublicationState, published_q
from publishing.models.document import Document
from publishing.models.image import Image
from publishing.models.staff import StaffUser
from publishing.models.verified import Verified

__all__ = [
    "Addressed",
    "AddressedQuerySet",
    "Content",
    "ContentQuerySet",
    "Document",
    "Image",
    "PastSlug",
    "PublicationState",
    "StaffUser",
    "Verified",
    "published_q",
]
