"""Who can sign in, the links that let them, and the chain of what was done."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who can sign in. What they may do hangs on their roles as a Person, not here."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=5, default="da")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name or self.email


class SignInLink(models.Model):
    """A link sent by mail. Only its digest is kept: a copied database lets nobody in."""

    digest = models.CharField(max_length=64, primary_key=True)
    email = models.EmailField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest[:8]


class Chain(models.Model):
    """The newest link of an organisation's events; its row is the lock that orders them."""

    organisation = models.CharField(max_length=50, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.organisation} {self.number}"


class Event(models.Model):
    """Something that was done, never what was in it. Added to, never changed.

    Values instead of foreign keys: an event outlives what it is about. Each digest covers the
    one before it, so that a changed, removed or inserted event shows in ``events.verify``.
    """

    organisation = models.CharField(max_length=50)
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True)
    what = models.CharField(max_length=50)
    kind = models.CharField(max_length=30, blank=True)
    key = models.CharField(max_length=100, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["organisation", "-number"]
        constraints = [
            models.UniqueConstraint("organisation", "number", name="event_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.number} {self.what}"
