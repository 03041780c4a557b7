"""Tags for translated texts, dates and numbers, known in every template."""

from django import template

register = template.Library()
