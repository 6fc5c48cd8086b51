"""The page of numbers: months that are over, nothing small, nothing to subtract, no day."""

import re
from datetime import date

import pytest
from django.utils import timezone

from trivsel.figures import catalogue, queries
from trivsel.figures.models import Opening
from trivsel.figures.months import month_of, months_before

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
OCTOBER = date(2026, 10, 1)


def use(tool: str, times: int, *, day: date, what: str = "page") -> None:
    Opening.objects.create(tool=tool, what=what, day=day, count=times)


def last_month() -> date:
    return months_before(month_of(timezone.localdate()), 1)


def main(client, address: str = "/da/tal/") -> str:
    """What the page itself says: a form in the frame around it has a new token each time."""
    return client.get(address).text.split("<main")[1].split("</main>")[0]


def shown(client, address: str = "/da/tal/") -> dict[str, tuple[str, str]]:
    """The table as a reader sees it: the title, and the two cells beside it."""
    cells = re.findall(
        r'<th scope="row">(.*?)</th>\s*<td.*?>(.*?)</td>\s*<td.*?>(.*?)</td>',
        main(client, address),
        re.DOTALL,
    )
    plain = [[" ".join(re.sub(r"<.*?>", "", cell).split()) for cell in row] for row in cells]
    return {title: (pages, pdfs) for title, pages, pdfs in plain}


# --- what leaves the store --------------------------------------------------------------------


def test_a_month_adds_up_its_days_for_each_tool():
    for day in (1, 15, 31):
        use("B02", 3, day=OCTOBER.replace(day=day))
    use("B02", 5, day=OCTOBER, what="pdf")
    use("B05", 7, day=date(2026, 9, 30))

    assert queries.months(today=TODAY) == {
        OCTOBER: {"B02": {"page": 9, "pdf": 5}},
        date(2026, 9, 1): {"B05": {"page": 7}},
    }


@pytest.mark.parametrize("times", [1, 4])
def test_a_number_under_five_never_leaves_the_store(times):
    use("B05", times, day=OCTOBER)
    use("B02", 5, day=OCTOBER)
    use("B02", times, day=OCTOBER, what="pdf")

    assert queries.months(today=TODAY) == {OCTOBER: {"B02": {"page": 5}}}


def test_without_the_minimum_it_would_leave(monkeypatch):
    monkeypatch.setattr(queries, "LEAST", 1)
    use("B05", 1, day=OCTOBER)

    assert queries.months(today=TODAY) == {OCTOBER: {"B05": {"page": 1}}}


def test_a_month_still_running_is_not_shown_so_its_days_cannot_be_told():
    use("B05", 7, day=date(2026, 11, 21))
    yesterday = queries.months(today=date(2026, 11, 21))
    use("B05", 8, day=TODAY)

    assert queries.months(today=TODAY) == yesterday == {}
    assert list(queries.months(today=date(2026, 12, 1))) == [date(2026, 11, 1)]


def test_a_month_shows_the_same_from_its_end_until_it_is_gone():
    for day in (1, 31):
        use("B02", 5, day=date(2024, 10, day))

    seen = [
        queries.months(today=months_before(TODAY, back)).get(date(2024, 10, 1))
        for back in range(25, -2, -1)
    ]

    whole = {"B02": {"page": 10}}
    assert seen == [None] + 24 * [whole] + 2 * [None]


def test_what_is_shown_is_always_kept_whole():
    from trivsel.figures.services import KEPT_MONTHS  # noqa: PLC0415 - the other half of a pair

    assert queries.SHOWN_MONTHS < KEPT_MONTHS


# --- the page ---------------------------------------------------------------------------------


def test_anybody_reads_it_with_the_titles_of_the_tools(client):
    use("B02", 1234, day=last_month())
    use("B02", 4, day=last_month(), what="pdf")

    table = shown(client)

    assert table == {
        "Belastningskurven": ("1.234", "under 5"),
        "Hvert af de andre 40 værktøjer": ("under 5", "under 5"),
    }
    assert "The load curve" in shown(client, "/en/tal/")


def test_none_and_four_look_the_same(client):
    use("B02", 9, day=last_month())
    with_none = main(client)
    use("B05", 4, day=last_month())

    assert main(client) == with_none


def test_where_nothing_reaches_five_there_is_no_month_at_all(client):
    empty = main(client)
    use("B05", 4, day=last_month())
    use("B05", 99, day=timezone.localdate())

    assert main(client) == empty
    assert "Ingen tal endnu" in empty


def test_no_sum_stands_beside_the_numbers(client):
    use("B02", 11, day=last_month())
    use("B05", 23, day=last_month())
    use("B01", 3, day=last_month())

    numbers = set(re.findall(r"\b\d+\b", re.sub(r"<.*?>", " ", main(client))))

    assert {"11", "23"} <= numbers
    assert not numbers & {"34", "37", "3", "26", "14"}


def test_no_day_is_shown(client):
    use("B02", 17, day=last_month().replace(day=13))

    page = main(client)

    assert "17" in page
    assert f"{last_month():%Y-%m}-13" not in page
    assert not re.search(r"\b13\b", page)


def test_tools_stand_in_the_order_of_the_catalogue_not_of_the_numbers(client):
    tools = catalogue.tools()
    for times, tool in enumerate(tools[:3], start=5):
        use(tool.key, times, day=last_month())

    assert list(shown(client))[:3] == [str(tool.title) for tool in tools[:3]]


def test_every_tool_of_the_catalogue_has_a_title_and_leads_to_its_page(client):
    for tool in catalogue.tools():
        use(tool.key, 6, day=last_month())

    page = client.get("/da/tal/").text

    assert "Hvert af de andre" not in page
    for tool in catalogue.tools():
        assert f'href="/da/vaerktoej/{tool.slug}/"' in page


def test_a_tool_that_left_the_catalogue_stands_last_by_its_key(client):
    use("A99", 6, day=last_month())
    use("B02", 6, day=last_month())

    assert list(shown(client))[:2] == ["Belastningskurven", "A99"]


def test_other_months_are_one_link_away(client):
    before = months_before(last_month(), 1)
    use("B02", 6, day=last_month())
    use("B05", 7, day=before)

    assert f'href="?month={before:%Y-%m}"' in client.get("/da/tal/").text
    assert "Tre stressforløb" in shown(client, f"/da/tal/?month={before:%Y-%m}")


@pytest.mark.parametrize("back", [0, -1, 2, 30], ids=["running", "next", "small", "old"])
def test_a_month_with_nothing_to_show_is_not_found(client, back):
    use("B02", 6, day=last_month())
    month = months_before(month_of(timezone.localdate()), back)
    use("B02", 4 if back == 2 else 99, day=month)

    assert client.get(f"/da/tal/?month={month:%Y-%m}").status_code == 404


@pytest.mark.parametrize("month", ["2026-10-13", "x", "2026-1", "<script>"])
def test_what_is_no_month_is_not_found(client, month):
    assert client.get("/da/tal/", {"month": month}).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_numbers_can_only_be_read(client, method):
    assert getattr(client, method)("/da/tal/").status_code == 405


@pytest.mark.parametrize("how_many", [1, 3])
def test_three_months_cost_no_more_queries_than_one(
    client, how_many, django_assert_num_queries
):
    for back in range(how_many):
        use("B02", 6, day=months_before(last_month(), back))

    with django_assert_num_queries(1):
        client.get("/da/tal/")


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_about_your_data_says_what_is_counted_and_leads_here(client, language):
    page = client.get(f"/{language}/dine-data/").text

    assert {"da": "Vi tæller kun", "en": "We only count"}[language] in page
    assert f'href="/{language}/tal/"' in page
