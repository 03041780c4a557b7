"""What a message to staff names, as a link to its form."""

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe


def link(obj) -> SafeString:
    """*obj* by name, as a link to its own form."""
    page = f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change"
    return format_html('<a href="{}">{}</a>', reverse(page, args=[quote(obj.pk)]), obj)


def say(message: str, **parameters: str) -> SafeString:
    """*message* with its parameters filled in, those that are links as links."""
    filled = {name: conditional_escape(value) for name, value in parameters.items()}
    return mark_safe(conditional_escape(message) % filled)  # noqa: S308 - every part is escaped
