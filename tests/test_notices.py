"""A notice stands on every page, so its link must lead somewhere."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_notice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("link", ["", "/sv/stodlinjer/", "https://example.org/nytt"])
def test_a_link_may_lead_to_this_site_or_elsewhere_or_be_left_out(link: str):
    make_notice(link_sv=link, link_en=link).full_clean()


@pytest.mark.parametrize("link", ["hej hopp", "//example.org", "javascript:alert(1)", "example"])
def test_a_link_that_leads_nowhere_is_refused_with_the_reason(link: str):
    with pytest.raises(ValidationError, match=r"begins with /|börjar med /"):
        make_notice(link_en=link).full_clean()
