"""Two rounds of nearly the same people: nobody who came or left can be worked out."""

import pytest
from django.urls import reverse

import make
from make_rounds import round_ as by_services
from trivsel.domain.disclosure import Reason
from trivsel.domain.refusal import Refused
from trivsel.organisation.models import Organisation, Person
from trivsel.surveys import across, auditing, results
from trivsel.surveys.models import Release, RosterKey, Round, Stood
from trivsel.surveys.releases import Published
from trivsel.surveys.releases.logged import release_log
from trivsel.surveys.results import release_round
from trivsel.surveys.rounds.promise import promise
from trivsel.surveys.services import rosters
from trivsel.surveys.services.running import count_and_release

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])

FOUNDRY, PACKING = 20, 30


@pytest.fixture
def organisation():
    return make.organisation("Nordværk")


@pytest.fixture
def units(organisation):
    return make.unit(organisation, "Støberi"), make.unit(organisation, "Pakkeri")


def keys(letter, numbers):
    return [f"{letter}{number}" for number in numbers]


def closed(organisation, units, foundry, packing, **fields):
    """A round in which all have answered but five, with a history of who could."""
    sizes = {units[0]: len(foundry) - 5, units[1]: len(packing) - 5}
    made = make.closed_round(organisation, sizes, eligible=1, **fields)
    for cell, people in zip(made.cells.order_by("code"), (foundry, packing), strict=True):
        cell.eligible = len(people)
        cell.save()
        Stood.objects.bulk_create(Stood(cell=cell, key=key) for key in people)
    for cell, size in zip(made.manifest["cells"], (foundry, packing), strict=True):
        cell["eligible"] = len(size)
    made.save()
    return made


@pytest.fixture
def spring(organisation, units):
    made = closed(
        organisation, units, keys("f", range(FOUNDRY)), keys("p", range(PACKING)), name="Forår"
    )
    release_round(made, at=make.NOW)
    return made


def autumn(organisation, units, *, left=0, joined=0, policy="persistent"):
    foundry = keys("f", range(left, FOUNDRY)) + keys("new", range(joined))
    made = closed(organisation, units, foundry, keys("p", range(PACKING)), name="Efterår")
    made.policy = policy
    made.save()
    return made


def shown(release):
    return {row.key: row.reason for row in Published.thaw(release.figures).table.rows}


@pytest.fixture
def names(units):
    return [f"u:{unit.code}" for unit in units]


def test_where_one_has_left_the_earlier_figure_stays_and_the_whole_keeps_its_own(
    organisation, units, names, spring
):
    reasons = shown(release_round(autumn(organisation, units, left=1), at=make.NOW))

    assert reasons == {
        "u:root": Reason.CHANGED_BY_FEW,
        names[0]: Reason.CHANGED_BY_FEW,
        names[1]: Reason.SHOWN,
    }


@pytest.mark.parametrize(("left", "joined"), [(0, 0), (5, 0), (2, 3)])
def test_nobody_or_five_who_have_changed_hide_nothing(
    organisation, units, spring, left, joined
):
    later = autumn(organisation, units, left=left, joined=joined)

    assert set(shown(release_round(later, at=make.NOW)).values()) == {Reason.SHOWN}


def test_a_round_declared_as_independent_is_protected_by_itself(organisation, units, spring):
    later = autumn(organisation, units, left=1, policy="independent")

    assert set(shown(release_round(later, at=make.NOW)).values()) == {Reason.SHOWN}
    assert any("for sig" in words for words in promise(later))


def test_another_organisations_rounds_do_not_matter(organisation, units, spring):
    other = Organisation.objects.create(slug="andre", name="Andre")

    assert across.earlier_releases(Round(organisation=other, pk=0)) == []


def test_a_protection_that_forgets_is_stopped_by_the_auditor(
    organisation, units, spring, monkeypatch
):
    monkeypatch.setattr(across, "settled", lambda *_: None)
    later = autumn(organisation, units, left=1)

    with pytest.raises(auditing.HeldBack):
        release_round(later, at=make.NOW)

    later.refresh_from_db()
    assert {finding["attack"] for finding in later.held_back["findings"]} == {"I"}
    assert Release.objects.count() == 1


def test_the_auditors_result_stands_in_the_release(organisation, units, spring):
    release = release_round(autumn(organisation, units, joined=1), at=make.NOW)

    attacks = [letter for letter, *_ in release.figures["audit"]["attacks"]]
    assert attacks[-1] == "I"
    assert "changed by few" in {row["reason"] for row in release.figures["table"]["rows"]}
    assert {"few", "enough"} & {g.get("said") for g in release_log(release.figures)["groups"]}


def test_two_rounds_released_at_the_same_moment_do_not_pass_each_other(
    organisation, units, monkeypatch
):
    first = autumn(organisation, units, left=1)
    second = autumn(organisation, units)
    publish = results._publish

    def overtaken(round_, earlier):
        monkeypatch.setattr(results, "_publish", publish)
        release_round(first, at=make.NOW)
        return publish(round_, earlier)

    monkeypatch.setattr(results, "_publish", overtaken)

    with pytest.raises(Refused, match="samme øjeblik"):
        release_round(second, at=make.NOW)

    assert Reason.CHANGED_BY_FEW in shown(release_round(second, at=make.NOW)).values()


def test_a_roster_with_somebody_missing_is_not_guessed_at(organisation, units, spring):
    later = autumn(organisation, units)
    Stood.objects.filter(cell__round=later).first().delete()

    with pytest.raises(Refused, match="ikke hel"):
        release_round(later, at=make.NOW)


def test_a_release_is_never_computed_anew_not_even_when_people_are_erased(
    organisation, units, spring
):
    before = Release.objects.get(round=spring)
    Stood.objects.filter(cell__round=spring).delete()

    spring.refresh_from_db()
    count_and_release(spring, at=make.NOW)

    after = Release.objects.get(round=spring)
    assert (after.pk, after.figures, after.digest) == (before.pk, before.figures, before.digest)


# --- the page --------------------------------------------------------------------------------
def test_the_page_says_why_and_leads_to_the_earlier_figure(client, organisation, units, spring):
    later = autumn(organisation, units, left=1)
    release_round(later, at=make.NOW)
    hr = make.person(organisation, "Hanne", "hr")
    make.sign_in(client, hr)

    answer = client.get(
        reverse("surveys:unit-results", args=[organisation.slug, later.pk, units[0].code])
    )

    page = answer.content.decode()
    earlier = reverse(
        "surveys:unit-results", args=[organisation.slug, spring.pk, units[0].code]
    )
    assert f'href="{earlier}"' in page
    assert answer.context["page"].protected.startswith(("one to 4", "en til 4"))


# --- the history -----------------------------------------------------------------------------
def test_the_history_holds_who_could_answer_by_keys_that_stay(organisation):
    one = by_services(organisation, "signing")
    two = by_services(organisation, "signing")

    first, second = (
        set(Stood.objects.filter(cell__round=round_).values_list("key", flat=True))
        for round_ in (one, two)
    )

    assert first == second
    assert len(first) == sum(cell.eligible for cell in one.cells.all())


def test_an_erased_persons_key_stays_and_leads_to_nobody(organisation):
    made = by_services(organisation, "signing")
    gone = Person.objects.filter(organisation=organisation, roles=None).first()
    key = RosterKey.objects.get(person=gone).key

    made.roster.filter(person=gone).delete()
    gone.delete()

    assert Stood.objects.filter(cell__round=made, key=key).exists()
    assert not RosterKey.objects.filter(key=key).exists()


def test_a_round_that_is_called_off_leaves_no_history(organisation):
    made = by_services(organisation, "signing")
    kept = by_services(organisation, "signing")
    Round.objects.filter(pk=made.pk).update(state=Round.State.CANCELLED)

    rosters.forget_called_off()

    assert not Stood.objects.filter(cell__round=made).exists()
    assert Stood.objects.filter(cell__round=kept).exists()


def test_the_manifest_declares_how_rounds_are_protected_together(organisation):
    made = by_services(organisation, "signing")

    assert made.manifest["release_plan"]["beside_earlier_rounds"] == "persistent"
