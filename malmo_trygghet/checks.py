"""What must be right in the settings before anything is served."""

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from malmo_trygghet.leaving.target import fault

#: The checks that a server's process makes too, not only ``manage.py``.
STARTING = "starting"


@checks.register(STARTING)
def leave_target(app_configs, **kwargs) -> list[checks.Error]:
    """Whether visitors who leave quickly get away from here, and safely."""
    found = fault(settings.LEAVE_TARGET, settings.ALLOWED_HOSTS)
    if found is None:
        return []
    return [
        checks.Error(
            f"LEAVE_TARGET {found}: {settings.LEAVE_TARGET!r}.",
            hint="Set LEAVE_TARGET to the https address of an everyday page elsewhere, such as "
            "one about the weather.",
            id="malmo_trygghet.E001",
        )
    ]


@checks.register
def visitor_address(app_configs, **kwargs) -> list[checks.Warning]:
    """Whether visitors can be told apart where a proxy stands between them and us."""
    if settings.SECURE_PROXY_SSL_HEADER is None or settings.VISITOR_ADDRESS_HEADER:
        return []
    return [
        checks.Warning(
            "BEHIND_PROXY is on and VISITOR_ADDRESS_HEADER is not set: all visitors share the "
            "proxy's address, so one who sends too many reports stops all others.",
            hint="Let the proxy overwrite X-Real-IP, and set VISITOR_ADDRESS_HEADER=X-Real-IP.",
            id="malmo_trygghet.W001",
        )
    ]


def refuse_to_start() -> None:
    """Raise ImproperlyConfigured if what the server must not be without is wrong."""
    errors = [message for message in checks.run_checks(tags=[STARTING]) if message.is_serious()]
    if errors:
        raise ImproperlyConfigured("\n".join(f"{error.msg} {error.hint}" for error in errors))
