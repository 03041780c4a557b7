from django import template

from services.admin.recheck import count_to_check

register = template.Library()


@register.simple_tag
def facts_to_check(user) -> int:
    """How many numbers and addresses *user* should see checked again."""
    return count_to_check(user)
