from services.admin import contact, organisation, service, support_line, taxonomy

__all__ = ["contact", "organisation", "service", "support_line", "taxonomy"]
