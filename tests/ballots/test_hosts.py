"""With a host name of their own, answers are given there and nowhere else."""

import pytest
from django.test import Client

import make
from trivsel.ballots.models import Ballot

pytestmark = pytest.mark.django_db(databases=["ballots"])
MAIN, ANSWERS = "trivsel.firm.example", "svar.firm.example"


@pytest.fixture(autouse=True)
def two_names(settings):
    settings.ORIGIN, settings.ANSWERS_ORIGIN = f"https://{MAIN}", f"https://{ANSWERS}"
    settings.ALLOWED_HOSTS = [MAIN, ANSWERS]


def ask(path, host, **headers):
    return Client(headers={"Host": host, **headers}).get(path)


@pytest.mark.parametrize("path", ["/da/svar/", "/en/svar/tablet/", "/da/svar/nobox/"])
def test_whoever_wants_to_answer_under_the_other_name_is_sent_on(path):
    response = ask(f"{path}?a=1", MAIN)

    assert response.status_code == 302
    assert response["Location"] == f"https://{ANSWERS}{path}?a=1"
    assert response["Referrer-Policy"] == "no-referrer"


def test_the_answer_page_is_served_under_its_own_name():
    box = make.box()

    response = ask(f"/da/svar/{box.code}/", f"{ANSWERS}:8443")

    assert response.status_code == 200


def test_an_answer_posted_under_the_other_name_is_not_taken():
    box = make.box()
    client = Client(headers={"Host": MAIN})

    response = client.post(f"/da/svar/{box.code}/", {"code": box.codes["c1"][0]})

    assert response.status_code == 421
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("path", ["/da/konto/login/", "/da/stemme/nobox/", "/da/vaerktoej/"])
def test_nothing_but_answering_happens_under_the_name_for_answers(path):
    response = ask(path, ANSWERS, Cookie="sessionid=canary")

    assert response.status_code == 302
    assert response["Location"] == f"https://{MAIN}{path}"
    assert not response.cookies


def test_the_name_for_answers_typed_alone_asks_for_a_code():
    response = ask("/", ANSWERS)

    assert response["Location"] == f"https://{ANSWERS}/svar/"


@pytest.mark.parametrize("host", [MAIN, ANSWERS])
def test_the_manifest_is_read_under_both_names(host):
    response = ask("/da/svar/nobox/manifest.json", host)

    assert response.status_code == 404  # it was looked for here, and not elsewhere


def test_a_header_that_is_no_name_is_nobodys_way_in():
    assert ask("/da/svar/", "[").status_code in {302, 400}


def test_without_the_setting_one_name_serves_all(settings):
    settings.ANSWERS_ORIGIN = ""

    assert ask("/da/svar/", MAIN).status_code == 200
