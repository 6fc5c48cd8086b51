import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from trivsel.ballots import codes
from trivsel.ballots import keys as store


def test_a_key_is_readable_by_its_owner_only(keys):
    store.make_seal("box1")
    store.code_key()

    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in keys.iterdir()}
    assert modes == {"box1.seal": 0o600, "ballots.key": 0o600}
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700


def test_a_seal_made_again_after_a_crash_is_the_same_seal():
    assert store.make_seal("box1") == store.make_seal("box1")


def test_many_who_make_one_seal_at_once_get_the_same():
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(store.make_seal, ["box1"] * 16))

    assert len(made) == 1


def test_a_destroyed_seal_is_gone_and_can_be_destroyed_again(keys):
    public = store.make_seal("box1")

    store.destroy_seal("box1")
    store.destroy_seal("box1")

    assert list(keys.iterdir()) == []
    with pytest.raises(store.KeyLost, match="missing"):
        store.seal("box1", public)


def test_a_key_of_another_box_is_recognised():
    public = store.make_seal("box1")
    store.make_seal("box2")

    with pytest.raises(store.KeyLost, match="not the key"):
        store.seal("box2", public)


@pytest.mark.parametrize("code", ["../box", "a/b", "", "ø1"])
def test_a_box_code_cannot_lead_to_another_file(code):
    with pytest.raises(ValueError, match="letters and digits"):
        store.make_seal(code)


def test_the_two_marks_of_a_code_differ_and_belong_to_one_box():
    one, other = codes.marks("box1", "0123456789AB"), codes.marks("box2", "0123456789AB")

    assert len({one.slip, one.nullifier, other.slip, other.nullifier}) == 4
    assert one == codes.marks("box1", "0123456789AB")


def test_without_the_key_file_a_code_gives_other_marks(settings, tmp_path):
    known = codes.marks("box1", "0123456789AB")

    settings.KEYS = tmp_path / "elsewhere"

    assert codes.marks("box1", "0123456789AB").slip != known.slip


def test_the_key_of_the_record_is_made_once_and_destroyed_for_good():
    public = store.make_record("box1")

    assert store.make_record("box1") == public
    assert store.record("box1", public).public_key().public_bytes_raw() == public
    store.destroy_record("box1")
    store.destroy_record("box1")
    with pytest.raises(store.KeyLost, match=r"box1\.record"):
        store.record("box1", public)


def test_another_boxs_key_signs_no_record():
    store.make_record("box1")
    other = store.make_record("box2")

    with pytest.raises(store.KeyLost, match="not the key"):
        store.record("box1", other)
