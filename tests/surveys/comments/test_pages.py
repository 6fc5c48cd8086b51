"""The pages on which comments are looked through, signed and read."""

import pytest
from django.urls import reverse

import make
from surveys.commenters import WRITTEN, address, key_of, released_with, sign

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


def page_of(client, round_, code, reader):
    make.sign_in(client, reader)
    there = reverse("surveys:unit-results", args=[round_.organisation.slug, round_.pk, code])
    return client.get(there).content.decode()


def test_the_results_page_says_that_they_wait_and_shows_none(client, round_, units, hr, rep):
    leader = make.person(units["P"], "Per", "leader")

    page = page_of(client, round_, "S", leader)

    assert "Kommentarerne venter" in page
    assert "støberi 0" not in page
    assert "kommentarer/" not in page
    assert "kommentarer/" in page_of(client, round_, "S", rep)


def test_the_results_page_has_the_list_of_its_unit(client, round_, waiting, hr, rep):
    sign(waiting, hr, rep)

    page = page_of(client, round_, "S", hr)

    assert all(text in page for text in WRITTEN["S"])
    assert "12 kommentarer fra Støberi." in page
    assert "pakkeri" not in page


def test_a_list_further_up_says_that_it_is_of_the_others(client, round_, waiting, hr, rep):
    sign(waiting, hr, rep)

    page = page_of(client, round_, "root", hr)

    assert "uden dem, der står ved en enhed længere nede" in page
    assert "støberi 0" not in page
    assert "pakkeri &lt;b&gt;tredje" in page


def test_a_unit_without_a_list_says_where_its_comments_stand(client, round_, waiting, hr, rep):
    sign(waiting, hr, rep)

    page = page_of(client, round_, "PK", hr)

    assert "Kommentarer herfra står sammen med dem fra Nordværk." in page
    assert "pakkeri ene" not in page


def test_where_nothing_can_be_shown_the_page_says_why(client, home, units, hr):
    round_ = released_with(home, units, {"S": ["en"]})

    assert "For få har svaret eller skrevet" in page_of(client, round_, "S", hr)


def test_a_round_that_asked_for_none_says_nothing_of_comments(client, home, units, hr):
    core = make.core_instrument()
    del core.spec["open_questions"]
    core.save()
    round_ = make.released_round(home, {units["S"]: 20, units["PK"]: 16, units["K"]: 14})

    assert 'id="comments"' not in page_of(client, round_, "S", hr)


def test_files_hold_no_comment(client, round_, waiting, hr, rep):
    sign(waiting, hr, rep)
    make.sign_in(client, hr)
    slug = round_.organisation.slug

    log = client.get(reverse("surveys:release-file", args=[slug, round_.pk])).json()
    book = client.get(reverse("surveys:results-xlsx", args=[slug, round_.pk])).content

    told = [figure for figure in log["figures"] if figure["kind"] == "comments"]
    assert [(one["of"], one["value"]) for one in told] == [("u:root", 5), ("u:S", 12)]
    assert "støberi 0" not in str(log)
    assert b"st\xc3\xb8beri 0" not in book


def test_they_are_looked_through_withheld_and_signed_on_the_page(
    client, round_, waiting, hr, rep
):
    key = key_of(waiting, "støberi 03")
    for reader in (hr, rep):
        make.sign_in(client, reader)
        assert "støberi 03" in client.get(address(round_)).content.decode()
        client.post(address(round_), {"comment": key, "reason": "names"})
    for reader in (hr, rep):
        make.sign_in(client, reader)
        digest = client.get(address(round_)).context["page"].digest
        client.post(address(round_), {"digest": digest})

    page = client.get(address(round_)).content.decode()

    assert "Begge parter har skrevet under" in page
    assert "Holdt tilbage af begge parter" in page
    assert "støberi 03" not in page


def test_the_page_costs_the_same_however_much_was_written(
    client, home, units, hr, django_assert_max_num_queries
):
    few = released_with(home, units)
    many = released_with(
        home, units, {"S": ["ord"] * 20, "PK": ["ord"] * 16, "K": ["ord"] * 14}
    )
    make.sign_in(client, hr)

    for round_ in (few, many):
        client.get(address(round_))
        with django_assert_max_num_queries(14):
            client.get(address(round_))
