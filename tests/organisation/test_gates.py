import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

import make
from trivsel.organisation.gates import SECOND_FACTOR_ROLES
from trivsel.organisation.models import Role

pytestmark = pytest.mark.django_db
Kind = Role.Kind


def page(of):
    return reverse("organisation:representative", args=[of.slug])


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client):
    place = make.organisation()

    response = client.get(page(place))

    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={page(place)}"


def test_an_employee_comes_in_without_a_second_factor(client):
    employee = make.person(make.organisation())
    make.sign_in(client, employee)

    assert client.get(page(employee.organisation)).status_code == 200


@pytest.mark.parametrize("kind", Role.Kind.values)
def test_every_role_needs_a_second_factor(client, kind):
    somebody = make.person(make.organisation(), "", kind)
    make.sign_in(client, somebody, factor=False)

    response = client.get(page(somebody.organisation))

    assert kind in SECOND_FACTOR_ROLES
    assert response.url == reverse("mfa_activate_totp")


@pytest.mark.parametrize("kind", Role.Kind.values)
def test_a_role_with_its_second_factor_comes_in(client, kind):
    somebody = make.person(make.organisation(), "", kind)
    make.sign_in(client, somebody)

    assert client.get(page(somebody.organisation)).status_code == 200


def test_a_session_older_than_the_factor_must_show_it_first(client):
    leader = make.person(make.organisation(), "", Kind.LEADER)
    user = make.sign_in(client, leader, factor=False)
    make.second_factor(user)

    response = client.get(page(leader.organisation))

    assert response.url.startswith(reverse("mfa_reauthenticate"))


def test_recovery_codes_alone_are_no_second_factor(client):
    leader = make.person(make.organisation(), "", Kind.LEADER)
    user = make.sign_in(client, leader)
    Authenticator.objects.filter(user=user).update(type=Authenticator.Type.RECOVERY_CODES)

    assert client.get(page(leader.organisation)).url == reverse("mfa_activate_totp")


def test_who_turns_the_factor_off_is_out_until_it_is_set_up_again(client):
    administrator = make.person(make.organisation(), "", Kind.ADMINISTRATOR)
    user = make.sign_in(client, administrator)
    assert client.get(page(administrator.organisation)).status_code == 200

    Authenticator.objects.filter(user=user).delete()

    assert client.get(page(administrator.organisation)).url == reverse("mfa_activate_totp")


def test_a_role_in_one_organisation_asks_nothing_in_another(client):
    employee = make.person(make.organisation("Where I work"), email="me@firm.dk")
    leader = make.person(make.organisation("Where I lead"), "", Kind.LEADER, email="me@firm.dk")
    user = make.login_of(leader)
    employee.user = user
    employee.save()
    make.sign_in(client, leader, factor=False)

    assert client.get(page(employee.organisation)).status_code == 200
    assert client.get(page(leader.organisation)).url == reverse("mfa_activate_totp")


def test_a_stranger_gets_the_same_answer_as_for_a_missing_organisation(client):
    place = make.organisation()
    make.sign_in(client, make.person(make.organisation("Another"), "", Kind.ADMINISTRATOR))

    there = client.get(page(place))
    missing = client.get(page(place).replace(place.slug, "no-such-place"))

    assert there.status_code == missing.status_code == 404
    assert place.name.encode() not in there.content


def test_somebody_who_left_is_a_stranger(client):
    somebody = make.person(make.organisation())
    make.sign_in(client, somebody)
    somebody.left_on = "2026-11-01"
    somebody.save()

    assert client.get(page(somebody.organisation)).status_code == 404
