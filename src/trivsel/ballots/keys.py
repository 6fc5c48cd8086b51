"""Keys, as files beside the database: never in it, never in a backup of it.

``ballots.key`` scrambles the codes and lives as long as the installation; ``<box>.seal`` opens
the envelopes of one box and dies with its count. Only the tally reads it; all others ask
apart.py. ``<box>.record`` signs the one record of a box and dies with that. The keys that stamp
ballots: issuers.py.
"""

import os
import secrets
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import IO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

KEY_BYTES = 32


class KeyLost(Exception):
    """The key file of a box is not there, or is not the one the box was sealed with."""


def code_key() -> bytes:
    """Give the key that codes are hashed with: made once, read once per process."""
    return _derived(Path(settings.KEYS) / "ballots.key")


@cache
def _derived(path: Path) -> bytes:
    # Derived, so that the same file can serve another purpose later without the two meeting.
    secret = _kept(path)
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"trivsel ballots codes 1").derive(secret)


def make_seal(box_code: str) -> bytes:
    """Make the box's key pair, durable on disk before this returns; give the public half.

    If a crash left a key behind before its box was stored, that key is taken up again.
    """
    private = X25519PrivateKey.from_private_bytes(_kept(_seal_path(box_code)))
    return private.public_key().public_bytes_raw()


def seal(box_code: str, public: bytes) -> X25519PrivateKey:
    """Give the private key of a box.

    Raises:
        KeyLost: The file is missing, damaged or of another box.
    """
    return _read(X25519PrivateKey.from_private_bytes, _seal_path(box_code), public)


def restore_seal(box_code: str, secret: bytes, public: bytes) -> None:
    """Write the private key of a box anew, durable before this returns.

    Raises:
        KeyLost: It is not the key that the box was sealed with; nothing is written.
    """
    found = X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
    if found != public:
        raise KeyLost(f"this is not the key that box {box_code} was sealed with")
    path = _seal_path(box_code)
    destroy(path)  # what lies there is damaged, or the same
    write_once(path, secret)


def destroy_seal(box_code: str) -> None:
    """Destroy the private key; nothing happens if it is gone already."""
    destroy(_seal_path(box_code))


def make_record(box_code: str) -> bytes:
    """Make the key pair that signs the box's one record, as the seal; give the public half."""
    private = Ed25519PrivateKey.from_private_bytes(_kept(_record_path(box_code)))
    return private.public_key().public_bytes_raw()


def record(box_code: str, public: bytes) -> Ed25519PrivateKey:
    """Give the private key that signs the record of a box.

    Raises:
        KeyLost: The file is missing, damaged or of another box.
    """
    return _read(Ed25519PrivateKey.from_private_bytes, _record_path(box_code), public)


def destroy_record(box_code: str) -> None:
    """Destroy the key of the record; nothing happens if it is gone already."""
    destroy(_record_path(box_code))


def _read[K: (X25519PrivateKey, Ed25519PrivateKey)](
    load: Callable[[bytes], K], path: Path, public: bytes
) -> K:
    try:
        private = load(path.read_bytes())
    except (FileNotFoundError, ValueError) as error:
        raise KeyLost(f"{path.name} is missing or damaged in the folder of keys") from error
    if private.public_key().public_bytes_raw() != public:
        raise KeyLost(f"{path.name} is not the key that its box names")
    return private


def _record_path(box_code: str) -> Path:
    return Path(settings.KEYS) / f"{named(box_code)}.record"


def _seal_path(box_code: str) -> Path:
    return Path(settings.KEYS) / f"{named(box_code)}.seal"


def named(code: str) -> str:
    """Give the code back if it can name a file.

    Raises:
        ValueError: It could lead to another folder.
    """
    if not (code.isascii() and code.isalnum()):
        raise ValueError("a code is letters and digits only, because it names a file")
    return code


def _kept(path: Path) -> bytes:
    """Read 32 secret bytes; make them if there are none."""
    if not path.exists():
        write_once(path, secrets.token_bytes(KEY_BYTES))
    return path.read_bytes()


def write_once(path: Path, secret: bytes) -> None:
    """Put a secret into a file, durable before this returns; of two that do, one holds."""
    _make_private(path.parent)
    draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    with draft.open("r+b") as file:
        file.write(secret)
        _flush(file)
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    flush_folder(path.parent)


def _make_private(folder: Path) -> None:
    """Make a folder that only we can look into; so are those above it that are not there."""
    if not folder.is_dir():
        _make_private(folder.parent)
        folder.mkdir(exist_ok=True, mode=0o700)


def destroy(path: Path) -> None:
    """Overwrite a secret and remove its file; nothing happens if it is gone already."""
    try:
        # Overwriting helps on a plain disk and does no harm where the disk keeps old blocks.
        # Opened for writing alone: whoever destroys a secret has no need to read it.
        with os.fdopen(os.open(path, os.O_WRONLY), "wb") as file:
            file.write(secrets.token_bytes(path.stat().st_size))
            _flush(file)
        path.unlink()
    except FileNotFoundError:
        return
    flush_folder(path.parent)


def _flush(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Let what was made, moved or removed in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
