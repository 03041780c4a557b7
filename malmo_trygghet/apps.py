from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "malmo_trygghet"
    verbose_name = _("Pages and notices")

    def ready(self):
        # Models can be imported only now.
        from malmo_trygghet import checks, security_txt  # noqa: F401
        from malmo_trygghet.search import signals
        from malmo_trygghet.secret import keep_private

        signals.connect()
        connection_created.connect(keep_private)
