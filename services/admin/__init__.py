"""In the order of the list that staff see first."""

from services.admin import service
from services.admin import contact
from services.admin import support_line
from services.admin import organisation
from services.admin import taxonomy

__all__ = ["contact", "organisation", "service", "support_line", "taxonomy"]
