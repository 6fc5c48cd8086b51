"""The page says what the release holds: no more, no less, in words and numbers."""

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

import make
from trivsel.domain.disclosure import Figure, Reason
from trivsel.surveys import releases
from trivsel.surveys.models import Release
from trivsel.surveys.readings import bands, latest_result, result_page, telling
from trivsel.surveys.readings.bands import Band

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


@pytest.fixture
def organisation():
    return make.organisation("Nordværk")


@pytest.fixture
def hr(client, organisation):
    somebody = make.person(organisation, "Hanne", "hr")
    make.sign_in(client, somebody)
    return somebody


@pytest.fixture
def released(organisation):
    production = make.unit(organisation, "Produktion", code="P")
    groups = {
        make.unit(production, "Støberi", code="S"): 60,
        make.unit(production, "Værksted", code="V"): 26,
        make.unit(production, "Vedligehold", code="VE"): 4,
        (make.unit(production, "Aften", code="A"), make.unit(production, "Nat", code="N")): 17,
    }
    return make.released_round(organisation, groups)


def page_of(client, round_, code="", language="en"):
    name = "surveys:unit-results" if code else "surveys:results"
    address = reverse(name, args=[round_.organisation.slug, round_.pk, *filter(None, [code])])
    response = client.get(address.replace("/da/", f"/{language}/", 1))
    assert response.status_code == 200
    return response.content.decode()


def test_every_figure_on_the_page_is_the_frozen_one(client, hr, released):
    html = page_of(client, released)

    # PostgreSQL keeps the keys of an object in an order of its own: the list of scales rules.
    table = Release.objects.get(round=released).figures["table"]
    expected = [
        f"<b>{figure['mean']}</b><small>±{figure['margin']}"
        for row in table["rows"]
        for figure in map(row["figures"].get, table["scales"])
        if figure and figure["mean"] is not None
    ]
    assert len(expected) > 20
    assert re.findall(r"<b>\d+</b><small>±\d+", html) == expected


def test_a_small_unit_is_shown_with_its_sibling_and_says_why(client, hr, released):
    html = page_of(client, released)

    assert "Værksted" in html
    assert "together" in html
    assert "shown only together with" in html
    assert "nobody can subtract" in html


def test_a_hidden_unit_leads_to_the_page_of_those_shown_together(client, hr, released):
    html = page_of(client, released, "VE")

    assert "Vedligehold" in html.split("<h1>")[0].split("eyebrow")[1]
    assert "together" in html.split("<h1>")[0].split("eyebrow")[1]


def test_a_unit_counted_in_a_group_shows_the_group(client, hr, released):
    assert "Aften + Nat" in page_of(client, released, "A").split("<h1>")[0]


def test_one_persons_weight_is_said(client, hr, released):
    html = page_of(client, released, "S")

    assert "One person moves a number here by up to 1.7 points." in html


def test_it_is_said_of_every_row_that_has_numbers(client, hr, released):
    html = page_of(client, released)

    rows = html.split('<table class="heat">')[1].split("</table>")[0].split("<tr")[2:]
    shown = [row for row in rows if "<b>" in row]
    assert len(shown) >= 4
    assert all(re.search(r"<small>one = \d+\.\d</small>", row) for row in shown)
    assert not any("one =" in row for row in rows if row not in shown)


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason is not Reason.SHOWN])
def test_every_reason_for_a_hidden_figure_is_said_in_words(reason):
    assert str(telling.why_no_figure(Figure(None, None, None, None, reason, None))).islower()


def test_numbers_and_dates_follow_the_language(client, hr, released):
    html = page_of(client, released, "S", language="da")

    assert "1,7 point" in html
    assert "20. november 2026 kl. 13.00" in html


def test_the_talk_leads_on_to_an_action_that_knows_where_it_came_from(client, hr, released):
    html = page_of(client, released, "S")

    [link] = re.findall(r'href="([^"]*handlinger/ny/[^"]*)"', html)
    asked = parse_qs(urlsplit(link.replace("&amp;", "&")).query)
    assert asked["unit"] == ["S"]
    assert asked["origin_kind"] == ["result"]
    assert asked["origin_key"][0].startswith(f"{released.pk}:S:")
    assert "Støberi" in asked["origin_label"][0]
    # Who sees the action may not see the unit's figures.
    assert not re.search(r"\d", asked["origin_label"][0].removeprefix(str(released)))
    assert client.get(link.replace("&amp;", "&")).status_code == 200


def test_an_employee_sees_the_button_off_with_its_reason(client, released, organisation):
    make.sign_in(client, make.person(organisation))

    html = page_of(client, released)

    assert 'aria-disabled="true" aria-describedby="why-not-agree"' in html
    assert re.search(r'id="why-not-agree"[^>]*>\s*\w', html)
    assert "handlinger/ny" not in html


def test_too_few_answers_in_all_lead_to_the_talk(client, hr, organisation):
    lonely = make.unit(organisation, "Butik", code="B")
    round_ = make.released_round(organisation, {lonely: 3})

    html = page_of(client, round_)

    assert "Too few answers to show numbers" in html
    assert "counts as your mapping" in html
    assert not re.search(r"<b>\d+</b>", html)


def test_no_answers_at_all_is_a_page_too(client, hr, organisation):
    round_ = make.released_round(organisation, {make.unit(organisation, "Butik"): 0})

    assert "nobody has answered" in page_of(client, round_)


def test_before_the_release_the_page_says_when(client, hr, organisation, released):
    round_ = make.closed_round(organisation, {make.unit(organisation, "Butik"): 20})

    assert "are being counted" in page_of(client, round_)


def test_altered_figures_are_withheld_on_page_and_in_the_spreadsheet(client, hr, released):
    assert "<table" in page_of(client, released)
    release = Release.objects.get(round=released)
    release.figures["table"]["rows"][0]["figures"]["influence"]["mean"] = 99
    release.save()

    for name in ("surveys:results", "surveys:results-xlsx"):
        response = client.get(reverse(name, args=[released.organisation.slug, released.pk]))
        assert response.status_code == 503
        assert b"<table" not in response.content
        assert b"<b>99</b>" not in response.content


def test_the_menu_leads_to_the_newest_results(client, hr, released, organisation):
    response = client.get(reverse("surveys:latest-results", args=[organisation.slug]))

    assert response.url.endswith(f"/{released.pk}/resultat/")


def test_in_the_menu_the_page_stands_under_results_and_not_under_rounds(client, hr, released):
    html = page_of(client, released, "S")

    assert set(re.findall(r'aria-current="\w+">(\w+)</a>', html)) == {"Results"}


def test_where_nothing_was_asked_the_menu_leads_to_a_page_that_says_so(client):
    elsewhere = make.organisation("Nyt sted")
    make.sign_in(client, make.person(elsewhere))

    response = client.get(reverse("surveys:latest-results", args=[elsewhere.slug]))

    assert response.status_code == 200


@pytest.mark.parametrize("how_many", [1, 3])
def test_three_units_cost_no_more_queries_than_one(
    client, hr, organisation, django_assert_num_queries, how_many
):
    groups = {make.unit(organisation, f"Enhed {n}"): 20 for n in range(how_many)}
    round_ = make.released_round(organisation, groups)
    address = reverse("surveys:results", args=[organisation.slug, round_.pk])
    client.get(address)

    with django_assert_num_queries(14):
        response = client.get(address)

    assert len(response.context["page"].lines) == how_many + 1


def test_a_wide_organisation_shows_its_first_level_and_links_down(organisation):
    groups = {}
    for place in range(45):
        department = make.unit(organisation, f"Afdeling {place:02}", code=f"D{place}")
        for team in range(2):
            groups[make.unit(department, f"Hold {place}.{team}", code=f"D{place}T{team}")] = 9
    round_ = make.released_round(organisation, groups)
    reading = releases.release_for(make.person(organisation, "Hanne", "hr"), round_)

    top = result_page(reading.published, "root", released_at=make.NOW)
    department = result_page(reading.published, "D3", released_at=make.NOW)

    assert len(top.lines) == 46
    assert {line.more for line in top.lines[1:]} == {2}
    assert all(line.code for line in top.lines[1:])
    assert len(department.lines) == 3


def test_where_low_is_good_the_column_says_so_and_the_colours_turn(released, organisation):
    reading = releases.release_for(make.person(organisation, "Hanne", "hr"), released)
    turned = tuple(replace(scale, good="low") for scale in reading.published.scales)

    before = result_page(reading.published, "P", released_at=make.NOW)
    after = result_page(replace(reading.published, scales=turned), "P", released_at=make.NOW)

    assert not any(column.low_is_good for column in before.columns)
    assert all(column.low_is_good for column in after.columns)
    figures = [(one.text, one.band) for one in before.lines[0].tiles]
    other = [(one.text, one.band) for one in after.lines[0].tiles]
    assert [text for text, _band in figures] == [text for text, _band in other]
    assert [band for _text, band in other] == [
        str(Band(bands.band(100 - int(text), good="high"))) for text, _band in figures
    ]


def test_the_front_page_gets_the_newest_results_of_the_readers_own_unit(released, organisation):
    production = organisation.units.get(code="P")
    leader = make.person(production, "Karen", "leader")

    latest = latest_result(leader)

    assert latest is not None
    assert (latest.round, latest.page.name) == (released.pk, "Produktion")
    assert latest.page.headline
    assert latest_result(make.person(make.organisation("Nyt sted"))) is None


def test_nothing_is_sorted_by_its_score(released, organisation):
    reading = releases.release_for(make.person(organisation, "Hanne", "hr"), released)

    page = result_page(reading.published, "P", released_at=make.NOW)

    # In the tree's own order, which is by name; a group of units stands with its unit's others.
    first_level = [line.name for line in page.lines if line.indent == 1]
    assert sorted(first_level[:2]) == first_level[:2]


def test_the_page_loads_nothing_from_elsewhere_and_has_no_inline_style_or_script(
    client, hr, released
):
    html = page_of(client, released)

    assert not re.search(r"\sstyle=|<script(?![^>]*src=)|\son\w+=", html)
    assert not re.search(r'(?:src|href)="https?://(?!testserver)', html)


def test_a_result_shows_what_is_agreed_for_the_unit_and_no_other(client, organisation):
    foundry, packing = make.unit(organisation, "Støberi"), make.unit(organisation, "Pakkeri")
    round_ = make.released_round(organisation, {foundry: 20, packing: 16})
    leader = make.person(foundry, "Karen", "leader")
    make.action(foundry, leader, what="Fast plan hver torsdag")
    make.action(packing, make.person(packing, "Nina", "leader"), what="Kun i Pakkeri")
    make.sign_in(client, leader)

    page = client.get(
        reverse("surveys:unit-results", args=[organisation.slug, round_.pk, foundry.code])
    ).content.decode()

    assert "Fast plan hver torsdag" in page
    assert "Kun i Pakkeri" not in page
