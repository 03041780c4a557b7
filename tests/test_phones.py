"""Telephone numbers are written as Swedes write them, and linked so that they work abroad too."""

import pytest
from django.core.exceptions import ValidationError

from publishing.phones import clean_phone, phone_uri
from tests.factories import make_support_line

NUMBERS = [
    ("112", "112", "tel:112"),
    ("114 14", "114 14", "tel:11414"),
    ("11414", "114 14", "tel:11414"),
    ("1177", "1177", "tel:1177"),
    ("116 111", "116 111", "tel:116111"),
    ("116-111", "116 111", "tel:116111"),
    ("040-628 04 00", "040-628 04 00", "tel:+46406280400"),
    ("0406280400", "040-628 04 00", "tel:+46406280400"),
    ("040 6280400", "040-628 04 00", "tel:+46406280400"),
    ("040–628 04 00", "040-628 04 00", "tel:+46406280400"),
    ("040\u2011628 04 00", "040-628 04 00", "tel:+46406280400"),
    ("  040-628\u00a004 00\n", "040-628 04 00", "tel:+46406280400"),
    ("0046406280400", "040-628 04 00", "tel:+46406280400"),
    ("+46406280400", "+46 40 628 04 00", "tel:+46406280400"),
    ("+46 40-628 04 00", "+46 40 628 04 00", "tel:+46406280400"),
    ("+4533633363", "+45 33 63 33 63", "tel:+4533633363"),
    # Groups that people remember a number by stay.
    ("020-555 666", "020-555 666", "tel:+4620555666"),
    ("020-50 50 50", "020-50 50 50", "tel:+4620505050"),
    ("0705-33 74 60", "0705-33 74 60", "tel:+46705337460"),
    ("08-123 456", "08-123 456", "tel:+468123456"),
    # As others write them.
    ("(040) 628.04.00", "040-628 04 00", "tel:+46406280400"),
    ("040/628 04 00", "040-628 04 00", "tel:+46406280400"),
    ("+46 (0)40-628 04 00", "+46 40 628 04 00", "tel:+46406280400"),
]
NO_NUMBERS = ["abc", "12345", "+112", "00", "-", "113 13", "040-62 80 40 00 00 00", "١١٢", "\x00"]
#: Slips, of which the digits that are left would be somebody else's number.
SLIPS = [
    "040-30 11 1x",
    "040-12 34 56 😢",
    "040-628 O4 00",
    "1x12",
    "040-628 04 00 ext 5",
    "tel:040-628 04 00",
    "040-628 04 00, 12",
    "040-628 04 00/01",
    "040+628 04 00",
    "040-628 04 0٣",
]


@pytest.mark.parametrize(("typed", "written", "_uri"), NUMBERS)
def test_a_number_is_written_as_swedes_write_it(typed, written, _uri):
    assert clean_phone(typed) == written


@pytest.mark.parametrize(("_typed", "written", "_uri"), NUMBERS)
def test_to_write_a_number_again_changes_nothing(_typed, written, _uri):
    assert clean_phone(written) == written


@pytest.mark.parametrize(("_typed", "written", "uri"), NUMBERS)
def test_short_numbers_stay_short_in_links_and_others_work_abroad(_typed, written, uri):
    assert phone_uri(written) == uri


@pytest.mark.parametrize("typed", NO_NUMBERS + SLIPS)
def test_what_cannot_be_called_is_refused_with_an_example(typed):
    with pytest.raises(ValidationError, match="040-628 04 00"):
        clean_phone(typed)


@pytest.mark.django_db
def test_a_number_is_stored_as_it_is_written_whoever_saves_it():
    line = make_support_line(phone="0406280400")
    line.refresh_from_db()
    assert line.phone == "040-628 04 00"


@pytest.mark.django_db
@pytest.mark.parametrize("typed", NO_NUMBERS + SLIPS)
def test_what_cannot_be_called_is_not_stored(typed):
    with pytest.raises(ValidationError):
        make_support_line(phone=typed)
