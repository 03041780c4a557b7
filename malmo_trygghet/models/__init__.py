from malmo_trygghet.models.feedback import Fault, Feedback
from malmo_trygghet.models.loaded_content import LoadedContent
from malmo_trygghet.models.notice import Notice
from malmo_trygghet.models.page import Menu, Page
from malmo_trygghet.models.search import Kind, Posting, Synonym

__all__ = [
    "Fault",
    "Feedback",
    "Kind",
    "LoadedContent",
    "Menu",
    "Notice",
    "Page",
    "Posting",
    "Synonym",
]
