"""Keys that stamp: one for each cell, never the same for two, and gone when they are done."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

import make_ballots
from trivsel.ballots import issuers
from trivsel.ballots.keys import KeyLost
from trivsel.domain.blindsign import BadRequest


def test_each_cell_gets_a_key_of_its_own_and_keeps_it():
    make_ballots.stock(3)

    first = issuers.take("box1", ["c1", "c2"])

    assert len({key.id for key in first.values()}) == 2
    assert issuers.take("box1", ["c1", "c2"]) == first
    assert issuers.in_stock() == 1


def test_a_key_is_readable_by_its_owner_only(keys):
    make_ballots.stock(1)
    issuers.take("box1", ["c1"])

    modes = {stat.S_IMODE(file.stat().st_mode) for file in keys.rglob("*") if file.is_file()}
    assert modes == {0o600}
    assert stat.S_IMODE((keys / "stock").stat().st_mode) == 0o700


def test_a_stock_laid_before_any_other_key_leaves_no_folder_open_to_others(settings, tmp_path):
    settings.KEYS = tmp_path / "keys"

    issuers.make_one()

    assert stat.S_IMODE(settings.KEYS.stat().st_mode) == 0o700


def test_with_too_few_in_stock_those_who_got_one_keep_it():
    make_ballots.stock(1)

    with pytest.raises(issuers.OutOfStock):
        issuers.take("box1", ["c1", "c2"])

    make_ballots.stock(2)
    assert set(issuers.take("box1", ["c1", "c2"])) == {"c1", "c2"}


def test_a_key_that_is_made_can_be_taken():
    issuers.make_one()

    [public] = issuers.take("box1", ["c1"]).values()

    assert public.bits == 3072
    assert issuers.in_stock() == 0


def test_of_many_who_take_at_once_no_two_cells_share_a_key():
    make_ballots.stock(12)
    cells = [("box1", f"c{number}") for number in range(6)]
    cells += [("box2", f"c{number}") for number in range(6)]

    with ThreadPoolExecutor(12) as pool:
        taken = list(pool.map(lambda place: issuers.take(place[0], [place[1]]), cells))

    ids = [key.id for one in taken for key in one.values()]
    assert len(set(ids)) == 12
    assert issuers.in_stock() == 0


def test_taken_without_a_claim_two_cells_could_share_a_key(keys):
    """The control: both look, both see the same key lying there, both take it over."""
    make_ballots.stock(1)
    [seen] = issuers._stock()

    for cell in ("c1", "c2"):
        (keys / f"box1-{cell}.issuer").hardlink_to(seen)

    assert len({key.id for key in issuers.take("box1", ["c1", "c2"]).values()}) == 1


def test_the_keys_of_one_box_are_destroyed_and_no_others(keys):
    make_ballots.stock(3)
    issuers.take("box1", ["c1", "c2"])
    issuers.take("box12", ["c1"])

    issuers.destroy("box1")
    issuers.destroy("box1")

    assert [file.name for file in keys.glob("*.issuer")] == ["box12-c1.issuer"]
    with pytest.raises(KeyLost):
        issuers.stamp("box1", "c1", bytes(384))


def test_the_same_ballot_gets_the_same_stamp_and_nonsense_gets_none():
    make_ballots.stock(1)
    issuers.take("box1", ["c1"])
    blinded = (12345).to_bytes(384)

    assert issuers.stamp("box1", "c1", blinded) == issuers.stamp("box1", "c1", blinded)
    for nonsense in (b"", bytes(384), b"\xff" * 384, bytes(383), bytes(385)):
        with pytest.raises(BadRequest):
            issuers.stamp("box1", "c1", nonsense)


@pytest.mark.parametrize("name", ["../x", "a/b", "", "c 1", "c.1", "æ"])
def test_no_code_leads_to_another_folder(name):
    with pytest.raises(ValueError, match="letters and digits"):
        issuers.take("box1", [name])
