import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import NoReverseMatch, get_resolver, reverse

import make
from trivsel.organisation.models import Role

pytestmark = pytest.mark.django_db
PASSWORD = "four words in a row"


def code_for(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def give_password(client, user, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


@pytest.fixture
def leader():
    somebody = make.person(make.organisation(), "", Role.Kind.LEADER, email="lene@firm.dk")
    somebody.user = make.user("lene@firm.dk", "Lene", password=PASSWORD)
    somebody.save()
    return somebody


@pytest.fixture
def page(leader):
    return reverse("organisation:unit", args=[leader.organisation.slug, "root"])


def test_a_password_lets_in_and_ties_the_user_to_their_work(client):
    employee = make.person(make.organisation(), email="bo@firm.dk")
    user = make.user("bo@firm.dk", "Bo", password=PASSWORD)

    assert give_password(client, user).url == reverse("accounts:organisations")
    employee.refresh_from_db()
    assert employee.user == user


def test_a_wrong_password_and_an_unknown_address_say_the_same(client, leader):
    wrong = give_password(client, leader.user, "wrong")
    unknown = client.post(
        reverse("account_login"), {"login": "nobody@firm.dk", "password": "wrong"}
    )

    assert wrong.context["form"].errors == unknown.context["form"].errors
    assert wrong.status_code == unknown.status_code == 200


def test_the_first_step_alone_opens_nothing(client, leader, page):
    make.second_factor(leader.user)

    assert give_password(client, leader.user).url == reverse("mfa_authenticate")
    for address in (page, reverse("accounts:account"), reverse("mfa_deactivate_totp")):
        assert client.get(address).url.startswith(reverse("account_login"))


def test_password_and_code_let_in(client, leader, page):
    secret = make.second_factor(leader.user)
    give_password(client, leader.user)

    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})

    assert client.get(page).status_code == 200


def test_a_wrong_code_does_not(client, leader, page):
    secret = make.second_factor(leader.user)
    give_password(client, leader.user)
    wrong = "000000" if code_for(secret) != "000000" else "000001"

    client.post(reverse("mfa_authenticate"), {"code": wrong})

    assert client.get(page).status_code == 302


def test_a_code_works_once(client, leader):
    secret = make.second_factor(leader.user)
    code = code_for(secret)
    for _ in range(2):
        client.logout()
        give_password(client, leader.user)
        response = client.post(reverse("mfa_authenticate"), {"code": code})

    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_lets_in_once(client, leader, page):
    make.second_factor(leader.user)
    code = RecoveryCodes.activate(leader.user).generate_codes()[0]
    for expected in (200, 302):
        client.logout()
        give_password(client, leader.user)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert client.get(page).status_code == expected


def test_a_leader_sets_up_the_second_factor_at_the_first_sign_in(client, leader, page):
    give_password(client, leader.user)
    assert client.get(page).url == reverse("mfa_activate_totp")
    shown = client.get(reverse("mfa_activate_totp"))
    assert shown.context["totp_svg_data_uri"].startswith("data:image/svg+xml")

    response = client.post(
        reverse("mfa_activate_totp"), {"code": code_for(shown.context["form"].secret)}
    )

    assert response.url == reverse("mfa_view_recovery_codes")
    assert client.get(response.url).status_code == 200
    assert client.get(page).status_code == 200


def test_turning_it_off_needs_a_fresh_proof_and_closes_the_pages(client, leader, page):
    secret = make.second_factor(leader.user)
    give_password(client, leader.user)
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})

    asked = client.post(reverse("mfa_deactivate_totp"))
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert Authenticator.objects.filter(user=leader.user).exists()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(user=leader.user).exists()
    assert client.get(page).url == reverse("mfa_activate_totp")


def test_an_older_session_gives_the_code_and_goes_on_to_the_page(client, leader, page):
    give_password(client, leader.user)
    secret = make.second_factor(leader.user)
    door = client.get(page).url

    response = client.post(door, {"code": code_for(secret)})

    assert response.url == page
    assert client.get(page).status_code == 200


def test_the_second_factor_cannot_be_read_from_the_database(leader):
    secret = make.second_factor(leader.user)

    kept = Authenticator.objects.get(user=leader.user).data

    assert secret not in str(kept)


def test_changing_the_password_asks_for_the_one_before(client, leader):
    give_password(client, leader.user)
    new = {"password1": "another four words", "password2": "another four words"}

    refused = client.post(reverse("account_change_password"), new)
    assert refused.context["form"].errors.keys() == {"oldpassword"}
    client.post(reverse("account_change_password"), {**new, "oldpassword": PASSWORD})

    leader.user.refresh_from_db()
    assert leader.user.check_password("another four words")


def test_who_forgot_the_password_comes_by_link_and_chooses_another(client, leader, mailoutbox):
    session = client.session
    client.force_login(leader.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "link", "at": time.time()}]
    session["account_authentication_methods_user"] = str(leader.user.pk)
    session.save()

    client.post(
        reverse("account_change_password"),
        {"password1": "another four words", "password2": "another four words"},
    )

    leader.user.refresh_from_db()
    assert leader.user.check_password("another four words")
    assert mailoutbox[0].to == ["lene@firm.dk"]


def test_a_link_of_an_hour_ago_does_not_replace_the_password(client, leader):
    client.force_login(leader.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "link", "at": time.time() - 3600}]
    session["account_authentication_methods_user"] = str(leader.user.pk)
    session.save()

    response = client.post(
        reverse("account_change_password"),
        {"password1": "another four words", "password2": "another four words"},
    )

    assert response.context["form"].errors.keys() == {"oldpassword"}


@pytest.mark.parametrize("password", ["short", "1234567890"])
def test_a_weak_password_is_not_accepted(client, password):
    make.sign_in(client, make.person(make.organisation()))

    response = client.post(
        reverse("account_set_password"), {"password1": password, "password2": password}
    )

    assert response.context["form"].errors


@pytest.mark.parametrize("how_many", [0, 2])
def test_none_or_several_workplaces_are_shown(client, how_many):
    user = make.user("bo@firm.dk", password=PASSWORD)
    for _ in range(how_many):
        make.person(make.organisation(), email="bo@firm.dk")

    give_password(client, user)
    response = client.get(reverse("accounts:organisations"))

    assert len(response.context["workplaces"]) == how_many


def test_the_only_workplace_is_opened_at_once(client):
    employee = make.person(make.organisation(), email="bo@firm.dk")
    give_password(client, make.user("bo@firm.dk", password=PASSWORD))

    response = client.get(reverse("accounts:organisations"))

    assert response.url == reverse("desk:overview", args=[employee.organisation.slug])


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_email", "account_reset_password", "account_request_login_code"],
)
def test_what_is_not_needed_cannot_be_reached(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "password/reset/", "login/", "3rdparty/"]
)
def test_allauths_own_addresses_lead_nowhere(client, path):
    assert client.get(f"/da/konto/{path}").status_code == 404


def own_pages():
    resolver = next(
        pattern
        for pattern in get_resolver().url_patterns[0].url_patterns
        if str(pattern.pattern) == "konto/"
    )
    for pattern in resolver.url_patterns:
        for one in getattr(pattern, "url_patterns", [pattern]):
            if not one.pattern.converters:
                yield (
                    str(pattern.pattern) + str(one.pattern)
                    if one is not pattern
                    else str(one.pattern)
                )


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("factor", [True, False])
def test_every_page_of_the_account_opens_and_loads_nothing_inline(client, language, factor):
    somebody = make.person(make.organisation())
    user = make.sign_in(client, somebody, factor=factor)
    if factor:
        RecoveryCodes.activate(user)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()

    for path in own_pages():
        response = client.get(f"/{language}/konto/{path}")
        assert response.status_code in {200, 302, 403, 404, 405}, path
        told = response.content.decode()
        assert "<script>" not in told
        assert "style=" not in told
