from malmo_trygghet.models.accessibility import (
    AccessibilityStatement,
    Conformance,
    Limitation,
    Method,
    Reason,
)
from malmo_trygghet.models.address_logging import AddressLogging
from malmo_trygghet.models.feedback import Fault, Feedback
from malmo_trygghet.models.leave_target import LeaveTarget
from malmo_trygghet.models.loaded_content import LoadedContent
from malmo_trygghet.models.notice import Notice
from malmo_trygghet.models.operator import Operator
from malmo_trygghet.models.page import Menu, Page, Role
from malmo_trygghet.models.search import Kind, Posting, Synonym

__all__ = [
    "AccessibilityStatement",
    "AddressLogging",
    "Conformance",
    "Fault",
    "Feedback",
    "Kind",
    "LeaveTarget",
    "Limitation",
    "LoadedContent",
    "Menu",
    "Method",
    "Notice",
    "Operator",
    "Page",
    "Posting",
    "Reason",
    "Role",
    "Synonym",
]
