from django import template

from publishing.templatetags.texts import absolute
from services.qr import qr_svg

register = template.Library()


@register.simple_tag
def qr(service) -> str:
    """The QR code to a service's page, as inline SVG; nothing for a sensitive one."""
    return "" if service.is_sensitive else qr_svg(absolute(service.get_absolute_url()))
