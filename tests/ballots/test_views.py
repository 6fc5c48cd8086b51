"""The answer pages without script: one plain form, for anybody with a code."""

import json
import re

import pytest
from django.urls import reverse

import make
from trivsel.ballots import queries, services

pytestmark = pytest.mark.django_db(databases=["ballots"])


def filled(box, code, *values):
    names = [f"item-{item['key']}" for item in box.paper["items"]]
    return {"code": code} | dict(zip(names, values or [3] * len(names), strict=False))


@pytest.fixture
def box():
    return make.box()


@pytest.fixture
def code(box):
    return box.codes["c1"][0]


@pytest.fixture
def address(box):
    return reverse("ballots:paper", args=[box.code])


def test_the_address_in_a_qr_code_is_the_answer_page(client, box):
    response = client.get(f"/da/svar/{box.code}/")

    text = response.content.decode()
    assert response.status_code == 200
    assert "Hvordan har du det på arbejdet?" in text
    assert text.count("<fieldset") == 5
    assert "Ingen ser tal for færre end 5 personer." in text
    assert "<script>" not in text
    assert "style=" not in text


def test_the_page_speaks_english_too_and_leads_to_the_other_language(client, box):
    response = client.get(f"/en/svar/{box.code}/")

    text = response.content.decode()
    assert "How is work for you?" in text
    assert 'lang="en"' in text
    assert f'href="/da/svar/{box.code}/"' in text


def test_a_paper_in_one_language_only_is_marked_as_that_language(client):
    box = make.box(paper=make.paper() | {"languages": ["da"]})

    text = client.get(f"/en/svar/{box.code}/").content.decode()

    assert "Hvordan har du det" in text
    assert '<fieldset data-step data-count="1 of 5" lang="da">' in text


def test_an_answer_is_thanked_for_only_when_it_is_stored(client, box, code, address):
    response = client.post(address, filled(box, code.lower(), 1, 2, 3, 4, 5))

    assert response.status_code == 200
    assert "Dit svar er gemt" in response.content.decode()
    assert queries.accepted(box.code) == 1


def test_sent_twice_it_is_stored_once_and_the_person_is_put_at_ease(client, box, code, address):
    client.post(address, filled(box, code))

    response = client.post(address, filled(box, code))

    assert response.status_code == 422
    assert 'data-reason="used"' in response.content.decode()
    assert "Det tæller én gang" in response.content.decode()
    assert queries.accepted(box.code) == 1


@pytest.mark.parametrize("typed", ["", "ABC", "0000-0000-0000", "!" * 12, "é" * 50])
def test_a_wrong_code_gives_the_page_back_with_all_answers(client, box, address, typed):
    response = client.post(address, filled(box, typed, 1, 2, 3, 4, 5))

    text = response.content.decode()
    assert response.status_code == 422
    assert re.search(r'data-reason="(mistyped|unknown)"', text)
    assert re.findall(r'name="item-i(\d)" value="(\d)" checked', text) == [
        ("1", "1"),
        ("2", "2"),
        ("3", "3"),
        ("4", "4"),
        ("5", "5"),
    ]
    assert queries.accepted(box.code) == 0


def test_what_is_typed_is_shown_again_as_text_and_never_as_markup(client, box, address):
    response = client.post(address, filled(box, '"><script>alert(1)</script>'))

    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("value", ["9", "-1", "x", "1.5", "٣", "0001"])
def test_an_answer_that_does_not_exist_is_refused_and_the_others_are_kept(
    client, box, code, address, value
):
    response = client.post(address, filled(box, code, 2, value, 2, 2, 2))

    text = response.content.decode()
    assert response.status_code == 422
    assert 'data-reason="unreadable"' in text
    assert text.count(" checked") == 4
    assert queries.accepted(box.code) == 0


def test_questions_can_be_skipped_but_not_all_of_them(client, box, code, address):
    nothing = client.post(address, {"code": code})
    something = client.post(address, {"code": code, "item-i2": "4"})

    assert (nothing.status_code, something.status_code) == (422, 200)
    services.close_box(box.code)
    services.count_box(box.code)
    assert queries.answers(box.code) == {"c1": [bytes([0, 4, 0, 0, 0])]}


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"opens_on": make.NEVER}, "Ikke åben endnu"),
        ({"closes_on": make.EVER}, "Runden er lukket"),
    ],
)
def test_before_and_after_the_round_the_page_says_so(client, days, words):
    box = make.box(**days)

    assert words in client.get(f"/da/svar/{box.code}/").content.decode()


def test_a_round_that_closes_while_somebody_answers_says_so_and_keeps_the_page(
    client, box, code, address
):
    client.get(address)
    services.close_box(box.code)

    response = client.post(address, filled(box, code))

    assert response.status_code == 422
    assert 'data-reason="over"' in response.content.decode()
    assert response.content.decode().count(" checked") == 5


def test_a_box_that_does_not_exist_is_not_found(client):
    for address in ("/da/svar/nobox/", "/da/svar/nobox/kode/"):
        assert client.post(address, {"code": "0" * 12}).status_code == 404


# --- is the code good? ----------------------------------------------------------------------


def test_a_good_code_is_good_and_nothing_is_stored(client, box, code):
    check = reverse("ballots:check", args=[box.code])

    assert client.post(check, {"code": code}).status_code == 204
    assert queries.accepted(box.code) == 0


def test_a_used_code_is_told_before_anybody_answers_for_nothing(client, box, code, address):
    client.post(address, filled(box, code))

    response = client.post(reverse("ballots:check", args=[box.code]), {"code": code})

    assert response.status_code == 422
    assert json.loads(response.content)["reason"] == "used"


def test_a_code_is_never_taken_from_an_address(client, box, code):
    check = reverse("ballots:check", args=[box.code])

    assert client.get(check, {"code": code}).status_code == 405
    assert client.post(f"{check}?code={code}").status_code == 422


# --- those who have a code and no address ---------------------------------------------------


def test_a_code_alone_leads_to_its_paper_with_the_code_filled_in(client, box, code):
    make.box()

    response = client.post(reverse("ballots:start"), {"code": code})

    text = response.content.decode()
    assert f'action="/da/svar/{box.code}/"' in text
    assert f'name="code" value="{code}"' in text


def test_a_shared_tablet_gets_pages_that_lead_back_to_where_it_rests(client, box, code):
    start, paper = "/da/svar/tablet/", f"/da/svar/{box.code}/tablet/"

    begun = client.post(start, {"code": code})
    refused = client.post(start, {"code": "XXXX"})
    again = client.post(paper, filled(box, code, 99))
    thanked = client.post(paper, filled(box, code))

    assert [one.status_code for one in (begun, refused, again, thanked)] == [200, 422, 422, 200]
    for page in (begun, refused, again, thanked, client.get(start), client.get(paper)):
        text = page.content.decode()
        assert f'data-tablet="{start}"' in text
        assert "ballots/tablet.js" in text
        assert page["Cache-Control"] == "no-store"
        assert not page.cookies
    assert f'action="{paper}"' in begun.content.decode()


def test_an_own_device_is_never_taken_for_a_tablet(client, box, code, address):
    for page in (
        client.get("/da/svar/"),
        client.get(address),
        client.post("/da/svar/", {"code": code}),
        client.post(address, filled(box, code)),
    ):
        assert "tablet" not in page.content.decode()


def test_the_blank_page_of_a_tablet_is_not_mixed_up_with_the_ordinary_one(client, box, address):
    ordinary = client.get(address).content

    assert client.get(f"{address}tablet/").content != ordinary
    assert client.get(address).content == ordinary


@pytest.mark.parametrize("typed", ["2222-2222-2222", "", "hvad?"])
def test_a_tablet_shows_what_was_typed_as_text(client, typed):
    response = client.post("/da/svar/tablet/", {"code": f'{typed}"><script>'})

    assert response.status_code == 422
    assert "<script>" not in response.content.decode()


@pytest.mark.parametrize("typed", ["", "ABC", "000000000000"])
def test_an_unknown_code_leads_nowhere(client, box, typed):
    response = client.post(reverse("ballots:start"), {"code": typed})

    assert response.status_code == 422
    assert box.code not in response.content.decode()


def test_a_used_code_leads_nowhere_either(client, box, code, address):
    client.post(address, filled(box, code))

    response = client.post(reverse("ballots:start"), {"code": code})

    assert response.status_code == 422
    assert "Det tæller én gang" in response.content.decode()


def test_without_script_comments_are_sent_with_the_rest(client):
    box = make.box(paper=make.paper(2, open_questions=[make.open_question()]))
    address = reverse("ballots:paper", args=[box.code])
    given = filled(box, box.codes["c1"][0]) | {"open-help": "Ro til opgaverne"}

    page = client.get(address).content.decode()
    client.post(address, given)

    assert page.index("Skriv derfor ikke navne") < page.index("<textarea")
    assert 'maxlength="600"' in page
    services.close_box(box.code)
    services.count_box(box.code)
    assert queries.comments(box.code) == {"help": {"c1": ["Ro til opgaverne"]}}


def test_what_was_written_comes_back_with_a_refusal_and_never_as_markup(client):
    box = make.box(paper=make.paper(2, open_questions=[make.open_question()]))
    given = filled(box, "WRONG") | {"open-help": "</textarea><b>Ro"}

    response = client.post(reverse("ballots:paper", args=[box.code]), given)

    assert response.status_code == 422
    assert "&lt;/textarea&gt;&lt;b&gt;Ro</textarea>" in response.content.decode()
