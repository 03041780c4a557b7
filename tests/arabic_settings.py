"""The site with one more language, whose script runs from right to left: one line of settings."""

from malmo_trygghet.settings import *  # noqa: F403
from malmo_trygghet.settings import INSTALLED_APPS, LANGUAGES

LANGUAGES = [*LANGUAGES, ("ar", "العربية")]

# The tables are made from the models as they are with this language, and kept nowhere.
MIGRATION_MODULES = {app.rpartition(".")[-1]: None for app in INSTALLED_APPS}
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
ALLOWED_HOSTS = ["testserver"]
