from django import template

from malmo_trygghet.models import Feedback

register = template.Library()


@register.simple_tag
def unread_reports() -> int:
    """How many reports from visitors nobody has read."""
    return Feedback.objects.unread().count()
