"""A release is made once, frozen, and read only as it was made."""

import subprocess
import sys

import pytest

import make
from trivsel.accounts.models import Event
from trivsel.ballots.models import Answer, Box
from trivsel.domain.refusal import Refused
from trivsel.surveys import releases
from trivsel.surveys.models import Release, Round
from trivsel.surveys.releases import Published, digest
from trivsel.surveys.results import release_round

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


@pytest.fixture
def organisation():
    return make.organisation("Nordværk")


@pytest.fixture
def units(organisation):
    return make.unit(organisation, "Støberi"), make.unit(organisation, "Pakkeri")


@pytest.fixture
def closed(organisation, units):
    foundry, packing = units
    return make.closed_round(organisation, {foundry: 20, packing: 16})


def test_a_closed_round_becomes_released_with_its_figures(closed):
    release = release_round(closed, at=make.NOW)

    closed.refresh_from_db()
    assert closed.state == Round.State.RELEASED
    assert release.released_at == make.NOW
    assert release.digest == digest(release.figures)
    assert Event.objects.filter(what="round-released").count() == 1


def test_what_is_shown_is_the_mean_of_the_answers(closed):
    release = release_round(closed, at=make.NOW)

    shown = Published.thaw(release.figures).table.row("u:root").figures["influence"].mean
    items = [
        i
        for i, item in enumerate(closed.instrument.spec["items"])
        if item["scale"] == "influence"
    ]
    scores = [
        sum(_points(closed, i, row[i]) for i in items) / len(items)
        for row in (bytes(a.packed) for a in Answer.objects.filter(box=closed.box_code))
    ]
    assert shown == round(sum(scores) / len(scores))


def _points(round_, item, option):
    """Scored by hand: options stand from 5 to 1 in the questionnaire."""
    value = 6 - option
    points = 25 * (value - 1)
    return 100 - points if round_.instrument.spec["items"][item]["reversed"] else points


def test_releasing_again_changes_nothing_even_if_answers_have_changed(closed):
    first = release_round(closed, at=make.NOW)
    Answer.objects.filter(box=closed.box_code).first().delete()

    again = release_round(closed, at=make.NOW)

    assert (again.pk, again.figures, again.digest) == (first.pk, first.figures, first.digest)
    assert Release.objects.count() == 1


def test_the_same_answers_give_the_same_digest(organisation, units):
    foundry, packing = units
    groups = {foundry: 20, packing: 16}
    tables = [make.closed_round(organisation, groups) for _time in range(2)]

    one, two = (release_round(each, at=make.NOW) for each in tables)

    assert digest(one.figures["table"]) == digest(two.figures["table"])


def test_an_open_round_is_not_released(closed):
    Round.objects.filter(pk=closed.pk).update(state=Round.State.OPEN, closed_on=None)
    closed.refresh_from_db()

    with pytest.raises(Refused):
        release_round(closed, at=make.NOW)

    assert not Release.objects.exists()


def test_a_round_whose_box_is_not_counted_keeps_waiting(closed):
    Box.objects.filter(pk=closed.box_code).update(state=Box.State.CLOSED)

    with pytest.raises(Refused):
        release_round(closed, at=make.NOW)

    closed.refresh_from_db()
    assert closed.state == Round.State.CLOSED
    assert not Release.objects.exists()


def test_a_release_remembers_the_names_of_its_day(closed, units, organisation):
    release = release_round(closed, at=make.NOW)
    foundry, _packing = units
    foundry.name = "Varmt metal"
    foundry.save()

    published = Published.thaw(Release.objects.get(pk=release.pk).figures)

    assert published.names[f"u:{foundry.code}"] == "Støberi"


def test_altered_figures_are_withheld_and_the_operator_is_told(closed, organisation, caplog):
    release = release_round(closed, at=make.NOW)
    reader = make.person(organisation)
    assert releases.release_for(reader, closed) is not None  # untouched, they are shown

    figures = release.figures
    figures["table"]["rows"][0]["figures"]["influence"]["mean"] += 1
    Release.objects.filter(pk=release.pk).update(figures=figures)

    with pytest.raises(releases.Altered):
        releases.release_for(reader, closed)
    assert "trivsel.E301" in caplog.text
    assert "backup" in caplog.text


def test_freezing_and_thawing_give_the_same_release(closed):
    release = release_round(closed, at=make.NOW)

    assert Published.thaw(release.figures).freeze() == release.figures


def test_a_form_of_a_later_version_is_not_guessed_at():
    with pytest.raises(ValueError, match="unknown form"):
        Published.thaw({"format": 2})


def test_pages_are_served_without_the_packages_for_numbers():
    code = (
        "import django, sys; django.setup();"
        "import trivsel.config.urls, trivsel.surveys.views.results;"
        "sys.exit(' '.join(m for m in ('numpy', 'scipy') if m in sys.modules) or 0)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"DJANGO_SETTINGS_MODULE": "trivsel.config.settings", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def test_a_unit_renamed_or_moved_during_the_round_changes_nothing_in_it(closed, units):
    foundry, packing = units
    foundry.name, foundry.parent = "Helt nyt navn", packing
    foundry.save()

    names = release_round(closed, at=make.NOW).figures["names"]

    assert "Støberi" in names.values()
    assert "Helt nyt navn" not in names.values()


@pytest.mark.parametrize("answers", [3, 300])
def test_few_answers_and_many_take_the_same_statements(
    organisation, units, answers, django_assert_num_queries
):
    closed = make.closed_round(organisation, {units[0]: answers, units[1]: 8})

    with django_assert_num_queries(3, using="ballots"):  # is it counted; answers; comments
        release_round(closed, at=make.NOW)
