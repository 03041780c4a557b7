from django import template
from django.utils import timezone

from malmo_trygghet import staff_warnings as said

register = template.Library()


@register.simple_tag
def staff_warnings() -> list[str]:
    """What somebody has to do something about."""
    return said.warnings(timezone.now())
