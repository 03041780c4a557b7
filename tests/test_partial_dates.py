"""Dates of which only the year, or the year and the month, are known."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from publishing.dates import format_partial_date, validate_partial_date
from tests.factories import make_organisation, make_service
from tests.visits import read

DATES = [
    ("2016", "2016", "2016"),
    ("2017-04", "april 2017", "April 2017"),
    ("2017-04-30", "30 april 2017", "30 April 2017"),
    ("2016-02-29", "29 februari 2016", "29 February 2016"),
    ("1998-12-01", "1 december 1998", "1 December 1998"),
]
NO_DATES = [
    *("16", "2016-4", "2016-13", "2016-00", "2016-02-30", "2017-02-29", "0000", "2016-10-24T09:00"),
    *(
        "2016-10-",
        "oktober 2016",
        "2016/10",
        " 2016",
        "2016\n",
        "٢٠١٦",
        "2016-10-24-01",
        "x" * 9000,
    ),
]


@pytest.mark.parametrize(("value", "swedish", "english"), DATES)
def test_a_date_is_written_as_far_as_it_is_known_in_both_languages(value, swedish, english):
    with translation.override("sv"):
        assert format_partial_date(value) == swedish
    with translation.override("en"):
        assert format_partial_date(value) == english


@pytest.mark.parametrize("value", [value for value, *_ in DATES])
def test_a_date_that_can_be_is_accepted(value):
    validate_partial_date(value)


@pytest.mark.parametrize("value", NO_DATES)
def test_what_is_no_date_is_refused_with_examples(value):
    with pytest.raises(ValidationError, match="2016-10-24"):
        validate_partial_date(value)


@pytest.mark.django_db
@pytest.mark.parametrize(("value", "swedish", "english"), DATES)
def test_pages_say_when_a_service_began_as_far_as_it_is_known(client, value, swedish, english):
    service = make_service(started_on=value)
    assert f"Började: {swedish}." in read(client, service)
    assert f"Began: {english}." in read(client, service, "en")


@pytest.mark.django_db
def test_pages_say_when_an_organisation_ended(client):
    organisation = make_organisation(ended_on="2017-04-30")
    assert "(30 april 2017)" in read(client, organisation)
    assert "(30 April 2017)" in read(client, organisation, "en")
