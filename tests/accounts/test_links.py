import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

import make
from trivsel.accounts import services
from trivsel.accounts.models import SignInLink, User

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def ask(client, email, **fields):
    return client.post(reverse("accounts:send-link"), {"email": email, **fields})


def link_in(mail):
    return re.search(r"http://localhost:8000(\S+)", mail.body)[1]


def is_signed_in(client):
    return "_auth_user_id" in client.session


@pytest.fixture
def employee():
    return make.person(make.organisation(), "Bo Lund", email="bo@firm.dk")


def test_whoever_works_somewhere_gets_in_by_link_and_is_known_there(
    client, employee, mailoutbox
):
    other = make.person(make.organisation("Second job"), email="bo@firm.dk")
    ask(client, " Bo@Firm.dk ")

    response = client.post(link_in(mailoutbox[0]))

    assert response.url == reverse("accounts:organisations")
    user = User.objects.get()
    assert (user.email, user.name) == ("bo@firm.dk", "Bo Lund")
    assert not user.has_usable_password()
    for person in (employee, other):
        person.refresh_from_db()
        assert person.user == user


def test_opening_the_link_signs_nobody_in_and_uses_nothing_up(client, employee, mailoutbox):
    ask(client, employee.email)
    address = link_in(mailoutbox[0])

    for _ in range(3):
        assert client.get(address).status_code == 200
        assert not is_signed_in(client)
    client.post(address)
    assert is_signed_in(client)


def test_a_link_works_once(client, employee, mailoutbox):
    ask(client, employee.email)
    address = link_in(mailoutbox[0])
    client.post(address)
    client.logout()

    assert client.get(address).status_code == 410
    assert client.post(address).status_code == 410
    assert not is_signed_in(client)


def test_using_one_link_ends_the_others_to_the_same_address(client, employee, mailoutbox):
    ask(client, employee.email)
    ask(client, employee.email)
    client.post(link_in(mailoutbox[1]))
    client.logout()

    assert client.post(link_in(mailoutbox[0])).status_code == 410


def test_a_link_works_for_a_quarter_of_an_hour(client, employee, mailoutbox):
    ask(client, employee.email)
    SignInLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert client.post(link_in(mailoutbox[0])).status_code == 410
    assert not is_signed_in(client)


def test_a_made_up_link_does_not_work(client, employee):
    assert client.post(reverse("accounts:link", args=["made-up"])).status_code == 410


def test_a_known_and_an_unknown_address_get_the_same_answer(client, employee, mailoutbox):
    known = ask(client, employee.email)
    unknown = ask(client, "nobody@firm.dk")

    assert known.status_code == unknown.status_code == 302
    assert known.url == unknown.url
    assert {name: known[name] for name in known.headers if name != "Set-Cookie"} == {
        name: unknown[name] for name in unknown.headers if name != "Set-Cookie"
    }
    assert [mail.to for mail in mailoutbox] == [["bo@firm.dk"]]


def test_the_page_after_asking_does_not_say_the_address(client, employee):
    response = client.get(ask(client, employee.email).url)

    assert b"bo@firm.dk" not in response.content


def test_somebody_who_left_gets_no_link(client, employee, mailoutbox):
    employee.left_on = "2026-11-01"
    employee.save()

    ask(client, employee.email)

    assert mailoutbox == []


def test_a_link_sent_before_somebody_left_makes_no_login(client, employee, mailoutbox):
    ask(client, employee.email)
    employee.left_on = "2026-11-01"
    employee.save()

    assert client.post(link_in(mailoutbox[0])).status_code == 410
    assert not User.objects.exists()


def test_a_closed_account_gets_no_link(client, employee, mailoutbox):
    make.login_of(employee)
    User.objects.update(is_active=False)

    ask(client, employee.email)

    assert mailoutbox == []


def test_the_secret_is_not_in_the_database(client, employee, mailoutbox):
    ask(client, employee.email)
    secret = link_in(mailoutbox[0]).rstrip("/").split("/")[-1]

    [kept] = SignInLink.objects.values_list("digest", flat=True)
    assert secret not in kept
    assert client.post(reverse("accounts:link", args=[kept])).status_code == 410


def test_old_links_are_cleared_away():
    make.person(make.organisation(), email="bo@firm.dk")
    services.send_sign_in_link("bo@firm.dk", to_page="", at=NOW)

    services.send_sign_in_link("bo@firm.dk", to_page="", at=NOW + timedelta(hours=1))

    assert SignInLink.objects.count() == 1


def test_the_link_goes_on_to_the_page_that_was_asked_for(client, employee, mailoutbox):
    page = reverse("organisation:representative", args=[employee.organisation.slug])
    ask(client, employee.email, next=page)

    assert client.post(link_in(mailoutbox[0])).url == page


@pytest.mark.parametrize(
    "page", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_the_link_never_leads_away(client, employee, mailoutbox, page):
    ask(client, employee.email, next=page)
    address = link_in(mailoutbox[0])

    assert "evil" not in address
    response = client.post(f"{address}?next={page}")
    assert response.url == reverse("accounts:organisations")


def test_whoever_was_signed_in_before_is_signed_out(client, employee, mailoutbox):
    somebody = make.person(employee.organisation)
    make.sign_in(client, somebody)
    ask(client, employee.email)

    client.post(link_in(mailoutbox[0]))

    assert client.session["_auth_user_id"] == str(User.objects.get(email="bo@firm.dk").pk)


def test_a_second_factor_is_asked_after_the_link_too(client, employee, mailoutbox):
    make.second_factor(make.login_of(employee))
    ask(client, employee.email)

    response = client.post(link_in(mailoutbox[0]))

    assert response.url == reverse("mfa_authenticate")
    assert not is_signed_in(client)


@pytest.mark.parametrize(("language", "word"), [("da", "Hej"), ("en", "Hello"), ("pl", "Hej")])
def test_the_mail_is_in_the_language_of_the_person(client, mailoutbox, language, word):
    make.person(make.organisation(), email="bo@firm.dk", language=language)

    ask(client, "bo@firm.dk")

    assert mailoutbox[0].body.strip().startswith(word)


def test_too_many_links_to_one_address_are_refused(client, employee, mailoutbox):
    answers = [ask(client, employee.email).status_code for _ in range(5)]

    assert answers == [302, 302, 302, 429, 429]
    assert len(mailoutbox) == 3


def test_no_link_is_sent_when_the_limit_cannot_be_counted(
    client, employee, mailoutbox, settings
):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1",
        }
    }
    client.raise_request_exception = False

    assert ask(client, employee.email).status_code == 500
    assert mailoutbox == []
