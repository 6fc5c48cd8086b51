from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from trivsel.accounts import queries
from trivsel.accounts.addresses import address
from trivsel.accounts.links import LIFETIME, digest_of, new_secret
from trivsel.accounts.models import SignInLink, User
from trivsel.accounts.register import register


def create_user(
    email: str, name: str, password: str | None = None, *, language: str = "da"
) -> User:
    """Make somebody who can sign in. Without a password: by a link sent to the address."""
    return User.objects.create_user(email, password, name=name, language=language)


def send_sign_in_link(email: str, *, to_page: str, at: datetime) -> bool:
    """Mail a link that lets its reader in once, within a quarter of an hour.

    An address nobody here works under gets nothing; the page says the same to both.
    """
    user = queries.user_with(email)
    known = register().known(email)
    if (user is None and known is None) or (user is not None and not user.is_active):
        return False
    language = user.language if user else known.language if known else ""
    secret = new_secret()
    SignInLink.objects.filter(expires_at__lte=at).delete()
    SignInLink.objects.create(
        digest=digest_of(secret), email=address(email), expires_at=at + LIFETIME
    )
    _mail_link(address(email), secret, language=language, to_page=to_page)
    return True


@transaction.atomic
def use_link(secret: str, *, at: datetime) -> User | None:
    """Use a link up; the user it lets in, made at the first time. None: it no longer works."""
    email = queries.address_of_link(secret, at=at)
    used, _tables = SignInLink.objects.filter(digest=digest_of(secret)).delete()
    if email is None or not used:
        return None
    SignInLink.objects.filter(email=email).delete()
    user = queries.user_with(email)
    if user is None:
        known = register().known(email)
        if known is None:
            return None
        user = create_user(email, known.name, language=spoken(known.language))
    return user if user.is_active else None


def arrive(user: User) -> None:
    """The user has come in: tie them to everybody they are under their address."""
    register().link(user)


def set_password(user: User, password: str) -> None:
    """Give the user another password; every open session of theirs ends."""
    user.set_password(password)
    user.save(update_fields=["password"])


def remove_second_factor(user: User) -> None:
    """For somebody who lost both phone and recovery codes; they set up a new one."""
    Authenticator.objects.filter(user=user).delete()


def spoken(language: str) -> str:
    """The language itself where Trivsel speaks it, else the installation's own."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _mail_link(email: str, secret: str, *, language: str, to_page: str) -> None:
    with translation.override(spoken(language)):
        url = settings.ORIGIN + reverse("accounts:link", args=[secret])
        told = {"link": f"{url}?{urlencode({'next': to_page})}" if to_page else url}
        told["minutes"] = str(LIFETIME.seconds // 60)
        subject = render_to_string("accounts/mail/link_subject.txt", told).strip()
        text = render_to_string("accounts/mail/link.txt", told)
    send_mail(subject, text, None, [email])
