"""The secret part of a sign-in link."""

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

LIFETIME = timedelta(minutes=15)


def new_secret() -> str:
    return token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of it. The secret has 256 bits: no salt is needed."""
    return sha256(secret.encode()).hexdigest()
