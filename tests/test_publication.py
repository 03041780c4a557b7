"""What is published follows from two moments and the clock, to the second."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps

from publishing.models import PublicationState, Publishable
from tests import factories
from tests.visits import path_of

pytestmark = pytest.mark.django_db

NOW = datetime(2020, 5, 1, 9, tzinfo=ZoneInfo("Europe/Stockholm"))
SECOND = timedelta(seconds=1)
MAKERS = [
    factories.make_organisation,
    factories.make_service,
    factories.make_target_group,
    factories.make_topic,
    factories.make_place,
    factories.make_support_line,
    factories.make_contact_point,
    factories.make_event,
    factories.make_press_release,
    factories.make_media_contact,
    factories.make_fact_box,
    factories.make_page,
    factories.make_notice,
    factories.make_image,
    factories.make_document,
    factories.make_guide_question,
    factories.make_guide_answer,
    factories.make_card_language,
    factories.make_operator,
    factories.make_accessibility_statement,
]
WITH_ADDRESS = [
    factories.make_organisation,
    factories.make_service,
    factories.make_event,
    factories.make_press_release,
    factories.make_page,
    factories.make_image,
    factories.make_document,
]
#: When it begins and ends to be visible, and what that makes of it at NOW.
MOMENTS = [
    (None, None, PublicationState.UNPUBLISHED),
    (None, NOW - SECOND, PublicationState.UNPUBLISHED),
    (None, NOW + SECOND, PublicationState.UNPUBLISHED),
    (NOW + SECOND, None, PublicationState.SCHEDULED),
    (NOW + SECOND, NOW + 2 * SECOND, PublicationState.SCHEDULED),
    (NOW, None, PublicationState.PUBLISHED),
    (NOW - SECOND, None, PublicationState.PUBLISHED),
    (NOW - SECOND, NOW + SECOND, PublicationState.PUBLISHED),
    (NOW - SECOND, NOW, PublicationState.EXPIRED),
    (NOW - 2 * SECOND, NOW - SECOND, PublicationState.EXPIRED),
]


@pytest.fixture(params=MAKERS, ids=lambda make: make.__name__)
def make(request: pytest.FixtureRequest):
    """Makes an object of each model in turn."""
    return request.param


def test_every_publishable_model_is_looked_at_here():
    publishable = {model for model in apps.get_models() if issubclass(model, Publishable)}
    assert {type(make()) for make in MAKERS} == publishable


@pytest.mark.parametrize(("begins", "ends", "state"), MOMENTS)
def test_the_state_follows_from_the_two_moments(begins, ends, state):
    notice = factories.make_notice(publish_at=begins, expires_at=ends)
    assert notice.state(NOW) is state


@pytest.mark.parametrize(("begins", "ends", "state"), MOMENTS)
def test_published_finds_just_what_is_in_the_published_state(make, begins, ends, state):
    made = make(publish_at=begins, expires_at=ends)
    found = type(made).objects.published(NOW).filter(pk=made.pk).exists()
    assert found is (state is PublicationState.PUBLISHED)


def test_the_clock_decides_where_no_moment_is_given(make):
    made = make(publish_at=NOW, expires_at=NOW + SECOND)
    seen = []
    for moment in (NOW - SECOND, NOW, NOW + SECOND):
        with time_machine.travel(moment, tick=False):
            seen.append((made.is_published(), type(made).objects.published().exists()))
    assert seen == [(False, False), (True, True), (False, False)]


@pytest.mark.parametrize("make", WITH_ADDRESS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_page_opens_and_closes_on_the_second(client, make, language):
    path = path_of(make(publish_at=NOW, expires_at=NOW + 9 * SECOND), language)
    statuses = []
    for seconds in (-1, 0, 8, 9):
        with time_machine.travel(NOW + seconds * SECOND, tick=False):
            response = client.get(path)
            response.getvalue()  # A file is open until it is read.
            statuses.append(response.status_code)
    assert statuses == [404, 200, 200, 404]


def test_a_permanent_id_is_given_once_and_stays(make):
    made = make()
    given = made.uuid
    made.save()
    made.refresh_from_db()
    assert made.uuid == given
