"""What staff are told about the statements that the law asks for; see ``staff_warnings``."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from malmo_trygghet.models import AccessibilityStatement, Operator, Page, Role

#: How long before the day staff hear of it.
NOTICE = timedelta(days=30)


def pages_missing(now) -> str | None:
    """Says which of the pages that the site needs visitors cannot find at *now*."""
    shown = set(Page.objects.published(now).values_list("role", flat=True))
    missing = [str(role.label) for role in Role if role not in shown]
    if not missing:
        return None
    return _("No published page is the site's page for: %(pages)s.") % {"pages": ", ".join(missing)}


def statement_to_review(now) -> str | None:
    """Asks for an accessibility statement, or for one to be gone through again before the day."""
    statement = AccessibilityStatement.objects.shown(now)
    if statement is None:
        return _("There is no published accessibility statement. The law asks for one.")
    due = statement.review_due_on()
    if timezone.localdate(now) < due - NOTICE:
        return None
    return _(
        "The accessibility statement must be gone through at least once a year: by %(date)s."
    ) % {"date": date_format(due, "DATE_FORMAT")}


def authority_unknown(now) -> str | None:
    """Asks for the supervisory authority, which is a matter for those who run the server."""
    if settings.ACCESSIBILITY_AUTHORITY_NAME and settings.ACCESSIBILITY_AUTHORITY_URL:
        return None
    return _(
        "The accessibility statement does not say where to complain. Those who run the server set "
        "ACCESSIBILITY_AUTHORITY_NAME and ACCESSIBILITY_AUTHORITY_URL."
    )


def operator_unknown(now) -> str | None:
    """Asks who runs the site while nobody has said so."""
    if Operator.objects.shown(now):
        return None
    return _(
        "Nobody is named as running the site. The law asks for it on the privacy page and in the "
        "accessibility statement."
    )
