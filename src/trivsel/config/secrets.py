"""What must exist before settings can be read: the secret key and SQLite's durability."""

import secrets
import sqlite3
from pathlib import Path

WAL_REPAIRED_IN = (3, 51, 3)


def secret_key(data: Path) -> str:
    """Give the installation's secret key; make it once, readable by its owner only."""
    path = data / "secret-key"
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = data / f".secret-key-{secrets.token_hex(4)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50), encoding="ascii")
        try:
            path.hardlink_to(draft)  # fails if another process was first: then that key holds
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return path.read_text(encoding="ascii")


def sqlite_durability(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """Give the statements after which an acknowledged row survives a power cut.

    Before 3.51.3 a write-ahead log can be corrupted by two processes: there the rollback
    journal is used, with the extra sync of its folder.
    """
    journal = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        if version >= WAL_REPAIRED_IN
        else "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;"
    )
    return journal + " PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;"
