"""Settings. Every TRIVSEL_ variable is described in docs/operate/settings.md (a test asks)."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from trivsel.config import secrets, stores

ROOMS = Path(__file__).resolve().parents[1]
ROOT = ROOMS.parents[1]
DATA = stores.data_folder()
DEBUG = os.environ.get("TRIVSEL_DEBUG") == "1"
SECRET_KEY = secrets.secret_key(DATA)
ORIGIN = os.environ.get("TRIVSEL_ORIGIN", "http://localhost:8000").rstrip("/")
# Answer pages may have a host name of their own; without one they share the other pages'.
ANSWERS_ORIGIN = os.environ.get("TRIVSEL_ANSWERS_ORIGIN", "").rstrip("/")
ALLOWED_HOSTS = [
    urlsplit(ORIGIN).hostname or "localhost",
    *filter(None, [urlsplit(ANSWERS_ORIGIN).hostname]),
    "localhost",
    "127.0.0.1",
    *filter(None, os.environ.get("TRIVSEL_HOSTS", "").split(",")),
]
CSRF_TRUSTED_ORIGINS = [ORIGIN]

# --- rooms ---------------------------------------------------------------------------------
INSTALLED_APPS = [
    "trivsel.config",
    "trivsel.desk",
    "trivsel.reports",
    "trivsel.toolbox",
    "trivsel.surveys",
    "trivsel.actions",
    "trivsel.figures",
    "trivsel.organisation",
    "trivsel.accounts",
    "trivsel.ballots",
    "trivsel.ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "trivsel.ballots.hosts.Hosts",  # before all: a page is served under its own host name alone
    "trivsel.ballots.blind.Blind",  # then: nothing sees who it is that answers
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "trivsel.ballots.blind.Innermost",  # last: the answer pages go straight to it
]
ROOT_URLCONF = "trivsel.config.urls"
WSGI_APPLICATION = "trivsel.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "trivsel.ui.forms.Renderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


# --- two stores: people in one, ballots in the other -----------------------------------------
DATABASES = {
    "default": stores.database("TRIVSEL_DATABASE", "people.sqlite3"),
    "ballots": stores.ballots_of_owner(),
}
WEB_PROCESS = False  # web.py sets it, and takes from the process what pages do not need
DATABASE_ROUTERS = ["trivsel.config.router.TwoStores"]
KEYS = stores.keys_folder()

REDIS = os.environ.get("TRIVSEL_REDIS", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS}
    if REDIS
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- tools of one's own, laid beside ours ----------------------------------------------------
TOOL_FOLDERS = list(filter(None, os.environ.get("TRIVSEL_TOOLS", "").split(os.pathsep)))

# --- what the counters of openings call the tools they count ---------------------------------
TOOL_CATALOGUE = "trivsel.toolbox.queries"

# --- languages and time --------------------------------------------------------------------
LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
LANGUAGE_COOKIE_SAMESITE = "Lax"
# The domain is no Django app, so its words are named here; the apps' are found by themselves.
LOCALE_PATHS = [ROOMS / "domain" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "trivsel.ui.formats"

# --- who you are ---------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PEOPLE_REGISTER = "trivsel.organisation.services.arrivals"
ACCOUNT_ADAPTER = "trivsel.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "trivsel.accounts.forms.SignInForm",
    "change_password": "trivsel.accounts.forms.ChangePasswordForm",
    "set_password": "trivsel.accounts.forms.SetPasswordForm",
    "reauthenticate": "trivsel.accounts.forms.PasswordAgainForm",
}
ACCOUNT_RATE_LIMITS = {"request_login_code": "60/m/ip,3/5m/key", "login": "60/m/ip"}
# Behind proxies the limits count the address the outermost one saw, never a header's own claim.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRIVSEL_PROXIES", "0"))
MFA_ADAPTER = "trivsel.accounts.adapter.FactorAdapter"
MFA_FORMS = {
    "authenticate": "trivsel.accounts.forms.CodeForm",
    "reauthenticate": "trivsel.accounts.forms.CodeAgainForm",
    "activate_totp": "trivsel.accounts.forms.ActivateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Trivsel"
MFA_TOTP_TOLERANCE = 1
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:organisations"

# --- mail ----------------------------------------------------------------------------------
MAILERS = {
    "default": {"BACKEND": "trivsel.config.mail.ScreenBackend"}
    if not os.environ.get("TRIVSEL_MAIL_HOST")
    else {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": os.environ["TRIVSEL_MAIL_HOST"],
            "port": int(os.environ.get("TRIVSEL_MAIL_PORT", "587")),
            "username": os.environ.get("TRIVSEL_MAIL_USER", ""),
            "password": os.environ.get("TRIVSEL_MAIL_PASSWORD", ""),
            "use_tls": os.environ.get("TRIVSEL_MAIL_TLS", "1") == "1",
            "timeout": 20,  # seconds; the job process has more to do than wait for it
        },
    }
}
DEFAULT_FROM_EMAIL = os.environ.get("TRIVSEL_MAIL_FROM", "trivsel@localhost")

# --- what a page may load ------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "same-origin"
HTTPS = ORIGIN.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 12

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "trivsel.config.static.Bundles",  # style sheets made of others
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "trivsel.config.static.Storage",
    },
}
MEDIA_ROOT = DATA / "files"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

# --- the log has ids and facts, never names or answers ----------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.tasks": {"level": "WARNING"}},  # not a line for each job that goes well
}
