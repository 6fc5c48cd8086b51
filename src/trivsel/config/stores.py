"""Where things lie, read from the environment: the data folder, the keys, the two stores."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from trivsel.config import secrets

ROOT = Path(__file__).resolve().parents[3]


def data_folder() -> Path:
    return Path(os.environ.get("TRIVSEL_DATA", ROOT / "data")).absolute()


def keys_folder() -> Path:
    return Path(os.environ.get("TRIVSEL_KEYS", data_folder() / "keys")).absolute()


def database(variable: str, file: str) -> dict[str, Any]:
    """Read a database address, or take the embedded file; nothing else is supported."""
    address = os.environ.get(variable, "")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data_folder() / file,
            # Threads that live on keep their connection: opening one costs more than an answer.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": secrets.sqlite_durability(),
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"{variable} must start with postgresql://, not {parts.scheme}://")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def ballots_of_web() -> dict[str, Any]:
    """The ballots store as a web process reaches it: to read boxes and put answers in."""
    return database("TRIVSEL_BALLOTS_DATABASE", "ballots.sqlite3")


def ballots_of_owner() -> dict[str, Any]:
    """The ballots store as its owner reaches it: jobs, the tally, the operator."""
    if os.environ.get("TRIVSEL_TALLY_DATABASE"):
        return database("TRIVSEL_TALLY_DATABASE", "ballots.sqlite3")
    return ballots_of_web()
