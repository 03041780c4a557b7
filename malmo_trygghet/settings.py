"""All settings, in one file. The environment decides; what is not said is safe."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from environs import Env

from malmo_trygghet.secret import local_secret
from malmo_trygghet.stylesheet import stylesheet_hash

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
#: Everything that belongs to this instance alone: database file, media, static files, secret.
INSTANCE_DIR = Path(env.str("INSTANCE_DIR", str(BASE_DIR / "var"))).resolve()

# --- Where and how the site runs -----------------------------------------------------------------

#: Only for trying the site on one's own machine: plain http, so no redirect to https and no
#: Secure cookies, which Safari refuses there.
LOOPBACK = env.bool("LOOPBACK", False)
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "") or local_secret(INSTANCE_DIR / "secret_key")
#: The root of every absolute address. The request's host never is.
SITE_URL = env.str("SITE_URL", "https://localhost").rstrip("/")
#: Search engines are turned away until somebody says otherwise.
SITE_INDEXABLE = env.bool("SITE_INDEXABLE", False)
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname, *env.list("ALLOWED_HOSTS", [])]
if LOOPBACK:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]
ADMIN_PATH = env.str("ADMIN_PATH", "admin/")
WSGI_APPLICATION = "malmo_trygghet.wsgi.application"
ROOT_URLCONF = "malmo_trygghet.urls"

# --- Parts ---------------------------------------------------------------------------------------

INSTALLED_APPS = [
    # Before the admin: it patches what the admin asks models for.
    "modeltranslation",
    "malmo_trygghet",
    "press",
    "events",
    "services",
    "publishing",
    "malmo_trygghet.admin_config.SiteAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_prose_editor",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "malmo_trygghet.middleware.PrivacyHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "malmo_trygghet.middleware.LanguageMiddleware",
    # Inside the language: it tries an address again with its slash, and addresses are translated.
    "django.middleware.common.CommonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["publishing.templatetags.texts", "django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                # The admin wants these two; unread, they touch no session.
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "malmo_trygghet.context.chrome",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# --- Data ----------------------------------------------------------------------------------------

DATABASES = {
    "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{INSTANCE_DIR / 'db.sqlite3'}"),
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "publishing.StaffUser"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

STATIC_URL = "/static/"
STATIC_ROOT = INSTANCE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = INSTANCE_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640

# --- Language and time ---------------------------------------------------------------------------

LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LANGUAGE_CODE = "sv"
MODELTRANSLATION_DEFAULT_LANGUAGE = LANGUAGE_CODE
MODELTRANSLATION_FALLBACK_LANGUAGES = (LANGUAGE_CODE,)
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "malmo_trygghet.formats"
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# --- Safety --------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = not LOOPBACK
SECURE_SSL_HOST = urlsplit(SITE_URL).netloc
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 0 if LOOPBACK else 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOOPBACK
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
# With "no-referrer" browsers send "Origin: null", and every form breaks.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "malmo_trygghet.views.permission_denied"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
#: The header in which our own proxy, if any, writes the visitor's address: X-Real-IP. It must
#: overwrite what visitors send. Only used to limit how often one may send a report; not kept.
VISITOR_ADDRESS_HEADER = env.str("VISITOR_ADDRESS_HEADER", "")

#: Public pages: nothing runs, and the one inlined stylesheet is named by its hash.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [stylesheet_hash(SITE_URL)],
        "img-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
#: The admin: its own files, the editor's import map by nonce and its injected <style> by hash.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF, NONCE],
    "style-src": [SELF, "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}

# --- What is written down ------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Errors only, and from the handler above: no address, no query, no host.
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        # Without any handler Python would write to the terminal by itself.
        "django.security": {"handlers": ["nowhere"], "propagate": False},
    },
}
