"""The organisations' side of signing in: who is known by an address, and where they belong.

The accounts room lies below and knows no organisations. It finds this module by the setting
PEOPLE_REGISTER, and calls the three functions of accounts.register.Register.
"""

from django.urls import reverse

from trivsel.accounts.addresses import address
from trivsel.accounts.models import User
from trivsel.accounts.register import Known, Workplace
from trivsel.organisation.models import Person


def known(email: str) -> Known | None:
    """Whoever works somewhere under this address, or None."""
    person = Person.objects.filter(email=address(email), left_on__isnull=True).first()
    return Known(person.name, person.language) if person and person.email else None


def link(user: User) -> None:
    """Tie the user, whose address has been proven, to everybody they are under it."""
    Person.objects.filter(email=user.email, left_on__isnull=True).exclude(user=user).update(
        user=user
    )


def workplaces(user: User) -> list[Workplace]:
    """The organisations the user belongs to, by name."""
    people = Person.objects.filter(user=user, left_on__isnull=True)
    people = people.select_related("organisation").order_by("organisation__name")
    return [
        Workplace(person.organisation.name, reverse("desk:overview", args=[slug]))
        for person in people
        if (slug := person.organisation.slug)
    ]
