"""Every page and file of every role, read to the last number: none stands outside the release.

The workplace has rows of all kinds: shown, hidden, shown together, and banded. What is hidden
has numbers of its own that stand nowhere else, and each role is held against what it may see.
"""

from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import translation

import make
from crawling import Found, crawl, held, numbers, read, strays
from trivsel.actions.origins import Origin
from trivsel.ballots.models import Box
from trivsel.domain.instrument import InstrumentSpec
from trivsel.domain.statistics import score_answers
from trivsel.surveys import releases
from trivsel.surveys.releases import Published

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])

# Legends, ends of the scale and of bands, 95 %, SHA-256, and small numbers that count things.
SAID_BY_US = {0, 10, 20, 24, 25, 39, 40, 49, 50, 54, 55, 64, 65, 74, 75, 90, 95, 100, 256}
IN_ENGLISH_TOO = {"employee", "safety rep of a subtree"}
WITHOUT_A_LOG = {"employee", "employee of a hidden team", "administrator"}
BANDS_OF_THE_LOG = {89.5, 10.5}
COUNTING = set(range(1, 10))


@pytest.fixture
def works():
    """Three departments: teams shown together, teams that are hidden, and one that agrees."""
    place = make.organisation("Nordværk")
    production, office, store = (
        make.unit(place, name, code=code)
        for name, code in (("Produktion", "P"), ("Kontor", "K"), ("Lager", "L"))
    )
    unit = {"root": make.root(place), "P": production, "K": office, "L": store} | {
        code: make.unit(parent, name, code=code)
        for parent, name, code in (
            (production, "Støberi", "PS"),
            (production, "Pakkeri", "PP"),
            (production, "Værksted", "PV"),
            (office, "Salg", "KS"),
            (office, "Bogholderi", "KB"),
            (store, "Modtagelse", "LM"),
            (store, "Forsendelse", "LF"),
        )
    }
    how_many = {"PS": 21, "PP": 16, "PV": 4, "KS": 37, "KB": 4, "LF": 18}
    instrument = make.core_instrument()
    answers = {code: make.packed(instrument, n, seed=code) for code, n in how_many.items()}
    answers["LM"] = [bytes([1] * len(answers["KS"][0]))] * 14
    groups = {unit[code]: rows for code, rows in answers.items()}
    round_ = make.released_round(place, groups, name="Forårsmåling")
    Box.objects.update(paper=make.paper())
    roles = {
        "employee": make.person(unit["PS"], "Bo Skov"),
        "employee of a hidden team": make.person(unit["KB"], "Eva Friis"),
        "team leader": make.person(unit["KS"], "Lis Thy", "leader"),
        "leader in the middle": make.person(production, "Karen Lund", "leader"),
        "safety rep of a subtree": make.person(office, "Ali Demir", "safety_rep"),
        "union rep of a subtree": make.person(store, "Ib Holm", "union_rep"),
        "hr": make.person(place, "Hanne Kjær", "hr"),
        "top management": make.person(place, "Birgit Holm", "top_management"),
        "administrator": make.person(unit["LF"], "Anders Bo", "administrator"),
    }
    return SimpleNamespace(place=place, round=round_, unit=unit, roles=roles, answers=answers)


def hidden(works):
    """The rows that are not shown, each with the answers it would tell of."""
    rows = works.round.release.figures["table"]["rows"]
    return {
        row["key"]: [
            answer
            for code, answers in works.answers.items()
            if row["key"] in {f"u:{code}", f"u:{code[0]}"}
            for answer in answers
        ]
        for row in rows
        if row["reason"] != "shown"
    }


def needles(works):
    """True numbers of what is hidden, as somebody careless might write them."""
    spec = InstrumentSpec.from_dict(works.round.instrument.spec)
    found = set()
    for answers in hidden(works).values():
        found |= {str(len(answers))} if len(answers) > max(COUNTING) else set()
        for mean in score_answers(answers, spec).mean(axis=0):
            plain = [f"{mean:.1f}", f"{mean:.2f}", str(float(mean))]
            found |= {number for number in plain if not number.endswith((".0", ".00", ".5"))}
    return found | {needle.replace(".", ",") for needle in found}


def all_numbers(value):
    if isinstance(value, dict):
        return set().union(*map(all_numbers, value.values()))
    if isinstance(value, list | tuple):
        return set().union(*map(all_numbers, value))
    return {float(value)} if isinstance(value, int | float) else set()


def allowed(works, somebody):
    """The numbers of the release as this person sees it, and those our own words have."""
    frozen = releases.release_for(somebody, works.round).published.freeze()
    audit = frozen["audit"]
    asked = {}
    for letter, questions, _open in (*audit["attacks"], *audit["counted"]):
        asked[letter] = asked.get(letter, 0) + questions
    found = all_numbers(frozen["table"]) | all_numbers(audit) | set(asked.values())
    weights = {f["weight"] for row in frozen["table"]["rows"] for f in row["figures"].values()}
    found |= {round(weight + 0.05, 2) for weight in weights if weight}
    return found | rests(frozen["table"]["rows"]) | SAID_BY_US | BANDS_OF_THE_LOG | COUNTING


def rests(rows):
    """How many could answer in what is left of a row; the file for the auditor says so."""
    together = {member: row["key"] for row in rows for member in row["members"]}
    left = {row["key"]: row["eligible"] for row in rows}
    for row in rows:
        above = together.get(row["key"], row["parent"])
        if above in left:
            left[above] -= row["eligible"]
    return set(map(float, left.values()))


def walk(client, works, who):
    if somebody := works.roles.get(who):
        make.sign_in(client, somebody)
    with translation.override("da"):
        start = reverse("desk:overview", args=[works.place.slug])
    # Every page leads to itself in the other language, and so to the whole walk once more.
    return crawl(client, start, without="nothing" if who in IN_ENGLISH_TOO else "/en/")


def test_the_workplace_has_rows_of_every_kind(works):
    table = works.round.release.figures["table"]
    reasons = {row["key"]: row["reason"] for row in table["rows"]}
    bands = {figure["band"] for row in table["rows"] for figure in row["figures"].values()}

    assert set(reasons.values()) >= {"too few", "merged", "shown"}
    assert any(row["kind"] == "merged" for row in table["rows"])
    assert bands - {None}
    # What is hidden has numbers of its own: else the search for them would find nothing.
    assert len(needles(works)) > 60
    whole = allowed(works, works.roles["hr"])
    assert not {float(n.replace(",", ".")) for n in needles(works)} & whole


FILES = {
    "application/pdf",
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ROLES = ["employee", "employee of a hidden team", "team leader", "leader in the middle",
         "safety rep of a subtree", "union rep of a subtree", "hr", "top management",
         "administrator"]  # fmt: skip


@pytest.mark.parametrize("who", ROLES)
def test_no_number_a_role_can_reach_stands_outside_its_release(client, works, who):
    agreed_by_karen(client, works)
    somebody = works.roles[who]
    found = walk(client, works, who)

    kinds = {one.kind for one in found.values()}
    assert kinds >= {"html", *FILES}
    assert ("application/json" in kinds) == (who not in WITHOUT_A_LOG)
    assert any(a.startswith("/en/") for a in found) == (who in IN_ENGLISH_TOO)
    assert sum(len(list(numbers(one.main))) for one in found.values() if one.of_results) > 100
    may = allowed(works, somebody)
    assert {a: s for a, one in found.items() if (s := strays(one, may))} == {}
    true = needles(works)
    assert {a: n for a, one in found.items() if (n := held(one, true))} == {}


def every_address(works):
    """Every address of results there is, of all units."""
    here = [works.place.slug, works.round.pk]
    files = ["results-xlsx", "results-csv", "codebook", "release-file"]
    whole = ["surveys:results", "reports:report", *(f"surveys:{file}" for file in files)]
    each = ["surveys:unit-results", "reports:unit-report"]
    with translation.override("da"):
        return [reverse(name, args=here) for name in whole] + [
            reverse(name, args=[*here, code]) for name in each for code in works.unit
        ]


@pytest.mark.parametrize(
    "who", [role for role in ROLES if role not in {"hr", "top management"}]
)
def test_who_tries_the_addresses_of_others_reaches_no_number_more(client, works, who):
    make.sign_in(client, works.roles[who])
    found = crawl(client, *every_address(works), follow=False)

    assert len(every_address(works)) > len(found) > 0
    may = allowed(works, works.roles[who])
    assert {a: s for a, one in found.items() if (s := strays(one, may))} == {}


def test_strangers_and_those_signed_out_reach_no_figure_at_all(client, works):
    every = every_address(works)
    signed_out = crawl(client, *every, follow=False)
    make.sign_in(client, make.person(make.organisation("Et andet sted"), "Eva Ruus", "hr"))
    stranger = crawl(client, *every, follow=False)
    at_home = walk(client, works, "")

    assert signed_out == stranger == {}
    assert [address for address in at_home if works.place.slug in address] == []


def agreed_by_karen(client, works):
    """An action that everybody sees, grown from a result that not everybody sees."""
    karen = works.roles["leader in the middle"]
    make.sign_in(client, karen)
    with translation.override("da"):
        args = [works.place.slug, works.round.pk, "P"]
        page = client.get(reverse("surveys:unit-results", args=args))
    origin = parse_qs(urlsplit(page.context["agree"]).query)
    kind, key, label = (origin[f"origin_{name}"][0] for name in ("kind", "key", "label"))
    make.action(
        works.unit["P"], karen, audience="organisation", origin=Origin(kind, key, label)
    )
    client.logout()


# --- the search itself is tried: each kind of leak is planted, and found ---------------------
def test_a_program_that_forgets_to_cut_is_caught(client, works, monkeypatch):
    may = allowed(works, works.roles["employee"])
    monkeypatch.setattr(Published, "only", lambda self, sight: self)

    found = walk(client, works, "employee")

    caught = {one.kind for one in found.values() if strays(one, may)}
    assert caught >= {"html", *FILES}


def test_a_template_that_says_what_is_hidden_is_caught(client, works, tmp_path, settings):
    true = max(needles(works), key=len)
    folder = tmp_path / "surveys"
    folder.mkdir()
    (folder / "results_protected.html").write_text(f"<p data-mean='{true}'>skjult</p>")
    templates = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**templates, "DIRS": [tmp_path, *templates.get("DIRS", [])]}]

    found = walk(client, works, "employee of a hidden team")

    assert [address for address, one in found.items() if held(one, {true})]


@pytest.mark.parametrize("kind", ["text/html", "text/csv", "application/json"])
def test_a_number_too_many_is_caught_in_every_kind_of_text(kind):
    body = {
        "text/html": "<main><td>61,7 ±4</td></main>",
        "text/csv": "row;mean\r\nu:K;61,7\r\n",
        "application/json": '{"figures": [{"value": 61.7}]}',
    }[kind]
    one, _links = read("/da/o/x/runder/1/resultat/", kind, body.encode())

    assert strays(one, {4.0}) in (["61,7"], ["61.7"])
    assert strays(one, {4.0, 61.7}) == []
    assert len(held(one, {"61,7", "61.7", "1.7", "1,7", "61"})) == 1


def test_days_and_fingerprints_are_no_figures_and_all_else_is():
    text = "20. november 2026 kl. 13.00, 2026-11-20 13:00, u:37 " + "7" * 64 + " 37 38±4"
    one = Found("/da/o/x/runder/1/resultat/", "html", b"", text, text)

    assert strays(one, set()) == ["37", "38", "4"]
