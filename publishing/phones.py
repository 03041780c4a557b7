"""Telephone numbers: kept as Swedes write them, linked as RFC 3966 says."""

import re

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

REGION = "SE"
#: Short numbers of public help, as they are written.
SHORT_NUMBERS = {"112": "112", "11414": "114 14", "1177": "1177", "116111": "116 111"}
#: A number that is already grouped, such as "0705-33 74 60" or "020-555 666".
GROUPED = re.compile(r"0\d{1,3}-\d{2,3}(?: \d{2,3})*", re.ASCII)
#: What programs make of a hyphen: those that do not break, dashes, a minus sign.
HYPHENS = "[\u2010-\u2013\u2212]"
#: All that a number may be typed with: what the numbering library would skip may be a slip, and
#: the rest of the digits then reach somebody else. After a slash comes more than a second ending.
TYPED = re.compile(r"\+?[\d ().-]+(?:/[\d ().-]{5,})?", re.ASCII)


def clean_phone(value: str) -> str:
    """Return *value* as it is to be stored and shown.

    A number that is grouped already keeps its groups: people remember "020-555 666" by them. Any
    other is grouped by the numbering library; one that begins with "+" stays international.
    Raises ValidationError for what cannot be called.
    """
    value = " ".join(re.sub(HYPHENS, "-", value).split())
    if not TYPED.fullmatch(value):
        raise ValidationError(
            _(
                "Write only digits, with spaces, hyphens, dots, a slash or parentheses between "
                "them, and + only at the beginning. For example: 040-628 04 00."
            ),
            code="phone",
        )
    digits = re.sub(r"\D", "", value, flags=re.ASCII)
    if digits in SHORT_NUMBERS and not value.startswith("+"):
        return SHORT_NUMBERS[digits]
    try:
        number = phonenumbers.parse(value, REGION)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError(
            _("Write a telephone number with its area code, for example 040-628 04 00."),
            code="phone",
        )
    if GROUPED.fullmatch(value):
        return value
    formats = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(
        number, formats.INTERNATIONAL if value.startswith("+") else formats.NATIONAL
    )


def phone_uri(value: str) -> str:
    """The ``tel:`` address of a stored number.

    Short numbers stay short; all others are written in full (E.164), so that they work abroad.
    """
    digits = re.sub(r"\D", "", value, flags=re.ASCII)
    if digits in SHORT_NUMBERS and not value.startswith("+"):
        return f"tel:{digits}"
    number = phonenumbers.parse(value, REGION)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966).replace(
        "-", ""
    )
