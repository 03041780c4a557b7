"""In the order of the list that staff see first."""

from services.admin import card, contact, guide, organisation, service, support_line, taxonomy

__all__ = ["card", "contact", "guide", "organisation", "service", "support_line", "taxonomy"]
