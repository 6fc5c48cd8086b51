"""Subtract whatever a person sees from whatever else they see: nobody's answers come out.

The attacker knows the organisation chart and how many have answered in each cell, which is
more than anybody does. Figures of a tree are nested, so all that subtraction can reach are sums
of the remainders: a shown row without the shown rows inside it.
"""

from collections import Counter
from random import Random

import pytest

import make
from trivsel.ballots.models import Answer
from trivsel.surveys import releases
from trivsel.surveys.releases import Published
from trivsel.surveys.results import release_round

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])

MINIMUM = 5


def random_firm(seed):
    """Three levels of units with many small ones, and answers in each of the cells."""
    random = Random(seed)
    organisation = make.organisation(f"Firma {seed}")
    groups = {}
    for place in range(random.randint(2, 4)):
        department = make.unit(organisation, f"Afdeling {place}", code=f"D{place}")
        for team in range(random.randint(1, 5)):
            unit = make.unit(department, f"Hold {place}.{team}", code=f"D{place}T{team}")
            groups[unit] = random.choice([0, 1, 2, 3, 4, 4, 5, 6, 7, 9, 12, 25])
    return organisation, make.closed_round(organisation, groups)


def remainders(published, answered):
    """How many respondents each shown row has left, once the shown rows in it are taken out."""
    rows = {row.key: row for row in published.table.rows}
    shown = {key for key, row in rows.items() if row.figures}
    left = dict.fromkeys(shown, 0)
    for leaf, count in answered.items():
        innermost = next((key for key in way_up(published, rows, leaf) if key in shown), None)
        if innermost is not None:
            left[innermost] += count
    return left


def way_up(published, rows, leaf):
    """Every row that counts a leaf, the smallest first."""
    code = leaf.removeprefix("u:")
    chain = (
        [leaf]
        if code not in published.places
        else [f"u:{up}" for up in published.upwards(code)]
    )
    for key in chain:
        yield key
        yield from (row.key for row in rows.values() if key in row.members)


def answers_of(round_):
    cells = {cell.code: cell for cell in round_.cells.select_related("anchor")}
    counted = Counter(Answer.objects.filter(box=round_.box_code).values_list("cell", flat=True))
    return {f"u:{cells[code].anchor.code}": count for code, count in counted.items()}


def is_safe(left):
    return all(count == 0 or count >= MINIMUM for count in left.values())


@pytest.mark.parametrize("seed", range(12))
def test_nobody_subtracts_their_way_to_a_few(seed):
    organisation, round_ = random_firm(seed)
    release_round(round_, at=make.NOW)
    answered = answers_of(round_)
    whole = Published.thaw(round_.release.figures)

    assert is_safe(remainders(whole, answered))
    for unit in organisation.units.all():
        for kinds in ([], ["leader"], ["hr"]):
            seen = releases.release_for(make.person(unit, "", *kinds), round_).published
            # Rows out of sight are unknown to the reader: what is left only grows.
            visible = {row.key for row in seen.table.rows}
            assert visible <= {row.key for row in whole.table.rows}
            assert is_safe(remainders(whole_with(whole, seen), answered))


def whole_with(whole, seen):
    """The whole tree's names and places, with only the rows that one person sees."""
    return Published(
        table=seen.table,
        names=whole.names,
        places=whole.places,
        scales=whole.scales,
        overall=whole.overall,
        facts=whole.facts,
    )


def test_the_attack_finds_what_a_careless_release_lets_out():
    # Negative control: every group of five or more shown, and no thought for what is left.
    organisation = make.organisation("Uforsigtig")
    large, small = make.unit(organisation, "Stor"), make.unit(organisation, "Lille")
    round_ = make.closed_round(organisation, {large: 20, small: 3})
    release_round(round_, at=make.NOW)
    published = Published.thaw(round_.release.figures)
    answered = answers_of(round_)
    frozen = published.freeze()
    rows = {row["key"]: row for row in frozen["table"]["rows"]}
    rows[f"u:{large.code}"]["figures"] = rows["u:root"]["figures"]
    careless = Published.thaw(frozen)

    assert is_safe(remainders(published, answered))
    assert remainders(careless, answered)["u:root"] == 3
    assert not is_safe(remainders(careless, answered))
