from malmo_trygghet.models.feedback import Fault, Feedback
from malmo_trygghet.models.loaded_content import LoadedContent
from malmo_trygghet.models.notice import Notice
from malmo_trygghet.models.page import Menu, Page

__all__ = ["Fault", "Feedback", "LoadedContent", "Menu", "Notice", "Page"]
