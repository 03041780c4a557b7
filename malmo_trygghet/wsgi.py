import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "malmo_trygghet.settings")

application = get_wsgi_application()

# Only now: the checks read the settings.
from malmo_trygghet.checks import refuse_to_start  # noqa: E402

refuse_to_start()
