"""The one settings file. What differs between places is read from the environment (.env.example)."""

import sys
from email.utils import parseaddr
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from kombu.entity import Queue

from . import env
from .env import environ

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(env.text("DONDOC_VAR", str(BASE_DIR / "var"))).resolve()

DEBUG = env.flag("DEBUG", default=False)
# Fixed only on a machine which uses the private servers; a real deployment must set its own.
LOCAL = "DATABASE_URL" not in environ and "DATABASE_HOST" not in environ
SECRET_KEY = env.secret("SECRET_KEY", "local-only-secret-key-" + "0" * 40 if LOCAL or DEBUG else None)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
SITE_URL = env.text("SITE_URL", "http://localhost:8000").rstrip("/")
HTTPS = env.flag("HTTPS", default=False)
DONDOC_TODAY = env.day("DONDOC_TODAY")

INSTALLED_APPS = [
    "accounts",
    "agencies",
    "notifications",
    "meetings",
    "directives",
    "targets",
    "reminders",
    "dashboards",
    "demo",
    "config.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "agencies.htmx.vary_by_htmx",
    "directives.holding.hold_rules",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "agencies.context.today",
                "directives.context.navigation",
                "config.health.not_told",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


# This command reads and writes text only: it must run where no database can be had.
NEEDS_SERVERS = sys.argv[1:2] != ["extract"]


def _database_url() -> str:
    if url := environ.get("DATABASE_URL"):
        return url
    if host := environ.get("DATABASE_HOST"):
        user, name = env.text("DATABASE_USER", "dondoc"), env.text("DATABASE_NAME", "dondoc")
        return f"postgresql://{user}@{host}:{env.whole('DATABASE_PORT', 5432)}/{name}"
    if not NEEDS_SERVERS:
        return "postgresql://nowhere/none"
    from .private_servers import database_url

    return database_url()


def _redis_url() -> str:
    if url := environ.get("REDIS_URL"):
        return url
    if not NEEDS_SERVERS:
        return "redis://nowhere"
    from .private_servers import redis_url

    return redis_url()


DATABASES = {"default": dj_database_url.parse(_database_url(), conn_max_age=60, conn_health_checks=True)}
if "DB_PASSWORD_FILE" in environ or "DB_PASSWORD" in environ:
    DATABASES["default"]["PASSWORD"] = env.secret("DB_PASSWORD")
# How PostgreSQL plans: on today's disks a page anywhere costs about as much as the next one, compiling a
# question of twenty conditions takes longer than answering it, and what a province has to be sorted and
# joined fits into memory. What the address says itself wins.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
    "options", "-c random_page_cost=1.1 -c jit=off -c work_mem=16MB"
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = _redis_url()
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.ClosedAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = None
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz"]  # asked from inside, past the proxy that speaks HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "config.formats"

STATIC_URL = "static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(VAR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static", ("npm", Path(env.text("NPM_ASSETS", str(VAR / "npm"))))]
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(VAR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MAX_UPLOAD_MB = env.whole("MAX_UPLOAD_MB", 25)
# A pasted text which is too long gets a message at its field; only beyond this is the request cut off.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
if LOCAL and "EMAIL_HOST" not in environ:
    # A machine without a mail server still shows what would have been sent.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"
EMAIL_PORT = env.whole("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.secret("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = env.whole("EMAIL_TIMEOUT", 20)
# So long nothing is tried on a mail server which could not be reached or fell silent.
MAIL_PAUSE_SECONDS = env.whole("MAIL_PAUSE_SECONDS", 60)
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Đôn Đốc <dondoc@localhost>")

# Web Push (docs/deployment.md). Without a key nobody is offered it. Browsers name the push service, so none
# may lie in a private network, unless the office runs its own there.
WEB_PUSH_PRIVATE_KEY = env.signing_key("WEB_PUSH_PRIVATE_KEY")
WEB_PUSH_CONTACT = env.text("WEB_PUSH_CONTACT", f"mailto:{parseaddr(DEFAULT_FROM_EMAIL)[1]}")
WEB_PUSH_ALLOW_PRIVATE = env.flag("WEB_PUSH_ALLOW_PRIVATE", default=False)
# Webhooks never reach this machine or its link; on a trial machine, where the gateway is beside us, they may.
WEBHOOK_ALLOW_LOOPBACK = env.flag("WEBHOOK_ALLOW_LOOPBACK", default=False)

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
# A scan of many pages takes minutes, and so does a file of many rows: done by workers of their own, they hold
# up no mail and no reminder.
CELERY_TASK_QUEUES = [Queue("celery"), Queue("reading")]
CELERY_TASK_ROUTES = {
    "meetings.tasks.read_source": {"queue": "reading"},
    "directives.tasks.read_long_text": {"queue": "reading"},
    "directives.tasks.write_export": {"queue": "reading"},
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A worker that dies gives its task back after this long, not after Redis' default hour.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900}

# When the health check says that people were not told in time.
REMINDERS_LATE_MINUTES = env.whole("REMINDERS_LATE_MINUTES", 45)
OUTBOX_LATE_MINUTES = env.whole("OUTBOX_LATE_MINUTES", 15)

PROVINCE = env.text("PROVINCE", "Nghệ An")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
}
