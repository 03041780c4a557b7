"""All settings, in one file. The environment decides; what is not said is safe."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from environs import Env

from malmo_trygghet.leaving.script import script_hash
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

#: Who sees to it that public websites are accessible, and where one complains. Without a default:
#: the task has moved between authorities, and a wrong name would lead people astray.
ACCESSIBILITY_AUTHORITY_NAME = env.str("ACCESSIBILITY_AUTHORITY_NAME", "")
ACCESSIBILITY_AUTHORITY_URL = env.str("ACCESSIBILITY_AUTHORITY_URL", "")

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
    # Around the static files too.
    "malmo_trygghet.middleware.PrivacyHeadersMiddleware",
    "malmo_trygghet.middleware.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Before whatever answers a request, and before whatever reads a cookie.
    "malmo_trygghet.address_logging.AddressLoggingMiddleware",
    "malmo_trygghet.middleware.NobodyIsKnownMiddleware",
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
# Nobody else's pages load them.
WHITENOISE_ALLOW_ALL_ORIGINS = False
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
CSRF_FAILURE_VIEW = "malmo_trygghet.views.sent_from_elsewhere"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
#: The header in which our own proxy, if any, writes the visitor's address: X-Real-IP. It must
#: overwrite what visitors send. Used to limit how often one may send a report, and then not kept;
#: and written down while staff have turned that on, for an hour at most.
VISITOR_ADDRESS_HEADER = env.str("VISITOR_ADDRESS_HEADER", "")

#: Where visitors are when they have left in a hurry: something that everybody reads.
LEAVE_TARGET = env.str("LEAVE_TARGET", "https://www.smhi.se/")
#: Whether a timer runs ``manage.py check_leave_target``: staff hear when that place is gone.
LEAVE_TARGET_CHECKED = env.bool("LEAVE_TARGET_CHECKED", False)

#: Where to report security holes, as /.well-known/security.txt tells: mailto:, https: or tel:
#: addresses, the best first; and when that lapses, less than a year ahead. Without both: nothing.
SECURITY_CONTACT = env.list("SECURITY_CONTACT", [])
SECURITY_TXT_EXPIRES = env.str("SECURITY_TXT_EXPIRES", "")
#: Optional, in the same file: how reports are treated, and where the key to encrypt them is.
SECURITY_POLICY = env.list("SECURITY_POLICY", [])
SECURITY_ENCRYPTION = env.list("SECURITY_ENCRYPTION", [])

#: Public pages: the one inlined stylesheet and the one inlined script are named by their hashes.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [script_hash()],
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

#: Where visitors' addresses are written while staff have turned that on. In no other log: this
#: file can be deleted when the attack is over.
ADDRESS_LOG = Path(env.str("ADDRESS_LOG", str(INSTANCE_DIR / "addresses.log")))
#: Of a request, should anybody be told of an error by e-mail: nothing.
DEFAULT_EXCEPTION_REPORTER = "malmo_trygghet.error_reports.Reporter"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "report": {"()": "malmo_trygghet.logs.ReportFormatter"},
        "access": {"()": "malmo_trygghet.logs.AccessFormatter"},
        "addresses": {"format": "%(asctime)s %(message)s"},
    },
    "handlers": {
        "console": {"class": "malmo_trygghet.logs.Stream", "formatter": "report"},
        "access": {
            "class": "malmo_trygghet.logs.Stream",
            "stream": "ext://sys.stdout",
            "formatter": "access",
        },
        "addresses": {
            "class": "malmo_trygghet.logs.PrivateFile",
            "filename": ADDRESS_LOG,
            "delay": True,
            "formatter": "addresses",
        },
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # In place of Django's own handlers, which would send e-mail with all of a request.
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # Errors only. What is refused (a wrong host, a form from elsewhere) leaves no trace.
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        # Without any handler Python would write to the terminal by itself.
        "django.security": {"handlers": ["nowhere"], "propagate": False},
        # The development server's lines, with the query of every request.
        "django.server": {"handlers": ["nowhere"], "propagate": False},
        # The server's, if it is told to keep an access log.
        "granian.access": {"handlers": ["access"], "level": "INFO", "propagate": False},
        "_granian": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "malmo_trygghet.addresses": {
            "handlers": ["addresses"],
            "level": "INFO",
            "propagate": False,
        },
    },
}
