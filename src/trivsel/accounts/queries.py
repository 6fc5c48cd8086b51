from datetime import datetime

from allauth.mfa.models import Authenticator

from trivsel.accounts.addresses import address
from trivsel.accounts.links import digest_of
from trivsel.accounts.models import Event, SignInLink, User
from trivsel.accounts.register import Workplace, register


def workplaces(user: User) -> list[Workplace]:
    """The organisations the user belongs to."""
    return register().workplaces(user)


def user_with(email: str) -> User | None:
    return User.objects.filter(email=address(email)).first()


def address_of_link(secret: str, *, at: datetime) -> str | None:
    """Whom a link was sent to; None when it has been used or is too old."""
    link = SignInLink.objects.filter(digest=digest_of(secret), expires_at__gt=at).first()
    return link.email if link else None


def has_second_factor(user: User) -> bool:
    """Whether a second factor is set up; recovery codes alone are none."""
    factors = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user=user, type__in=factors).exists())


def events_of(organisation: str) -> list[Event]:
    """The organisation's newest events."""
    return list(Event.objects.filter(organisation=organisation).order_by("-number")[:200])


def names_of(users: set[int]) -> dict[int, str]:
    """The users' names, for showing who did something; the events keep only ids."""
    return {user.pk: str(user) for user in User.objects.filter(pk__in=users)}
