from django.core.mail import send_mail
from django.tasks import task
from django.utils import timezone

from trivsel.accounts import services


@task
def send_sign_in_link(email: str, to_page: str) -> None:
    services.send_sign_in_link(email, to_page=to_page, at=timezone.now())


@task
def send_notice(subject: str, text: str, email: str) -> None:
    """A mail without secrets in it: it waits in the queue as it is."""
    send_mail(subject, text, None, [email])
