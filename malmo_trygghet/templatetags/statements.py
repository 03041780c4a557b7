"""What the site adds to the pages on privacy and accessibility."""

from datetime import datetime
from typing import NamedTuple

from django import template
from django.conf import settings

from malmo_trygghet.address_logging import on_until
from malmo_trygghet.models import AccessibilityStatement, Operator

register = template.Library()


class Authority(NamedTuple):
    """Who sees to it that public websites are accessible; empty where nobody has said."""

    name: str
    url: str


@register.simple_tag
def addresses_logged_until() -> datetime | None:
    """Until when visitors' addresses are written down; None as long as nobody has said so."""
    return on_until()


@register.simple_tag
def site_operator() -> Operator | None:
    return Operator.objects.shown()


@register.simple_tag
def accessibility_statement() -> AccessibilityStatement | None:
    return AccessibilityStatement.objects.shown()


@register.simple_tag
def accessibility_authority() -> Authority:
    return Authority(settings.ACCESSIBILITY_AUTHORITY_NAME, settings.ACCESSIBILITY_AUTHORITY_URL)
