"""Settings of the tally: the ballots and the keys, and nothing of the people."""

from typing import Any

from trivsel.config import stores

DATA = stores.data_folder()
KEYS = stores.keys_folder()
INSTALLED_APPS = ["trivsel.ballots"]
DATABASES: dict[str, dict[str, Any]] = {
    "default": {"ENGINE": "django.db.backends.dummy"},
    "ballots": stores.ballots_of_owner(),
}
DATABASE_ROUTERS = ["trivsel.config.router.TwoStores"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
