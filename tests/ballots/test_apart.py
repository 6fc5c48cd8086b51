"""Keys and opened answers are in a process of their own, and end with it."""

import os
import resource
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connections

import make
from trivsel.ballots import apart, keys, queries, services, tally
from trivsel.ballots.faults import CutOff
from trivsel.ballots.keys import KeyLost
from trivsel.ballots.models import Ballot, Box
from trivsel.domain.refusal import Refused

REALLY = apart.run
READING = os.O_RDONLY, os.O_RDWR
stores = pytest.mark.django_db(transaction=True, databases=["ballots"])

read_here: list[str] = []


def _watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].endswith(".seal"):
        _path, _mode, flags = arguments
        if flags & os.O_ACCMODE in READING:
            read_here.append(arguments[0])


sys.addaudithook(_watch)  # for good: an audit hook cannot be taken off


@pytest.fixture
def apart_for_real(monkeypatch, settings, tmp_path):
    """The real process, with the stores of this test."""
    settings.DATA = tmp_path
    store = connections["ballots"].settings_dict
    if connections["ballots"].vendor == "postgresql":
        where = f"{store['HOST']}:{store['PORT']}/{store['NAME']}"
        address = f"postgresql://{quote(store['USER'])}@{where}"
        monkeypatch.setenv("TRIVSEL_TALLY_DATABASE", address)
    else:
        monkeypatch.delenv("TRIVSEL_TALLY_DATABASE", raising=False)
        monkeypatch.delenv("TRIVSEL_BALLOTS_DATABASE", raising=False)
    monkeypatch.setattr(apart, "run", REALLY)
    read_here.clear()


def closed_box():
    box = make.box(slips={"c1": 6})
    for number, code in enumerate(box.codes["c1"]):
        make.answer(box, code, number % 5 + 1, 1, 2, 3, 4)
    services.close_box(box.code)
    return box


def counted(box):
    return sorted(queries.answers(box.code)["c1"])


@stores
def test_a_box_is_made_opened_and_counted_without_its_key_coming_here(
    store_file, apart_for_real
):
    box = closed_box()

    apart.count_box(box.code)

    assert counted(box) == [bytes([n % 5 + 1, 1, 2, 3, 4]) for n in (0, 5, 1, 2, 3, 4)]
    assert Box.objects.get(pk=box.code).state == Box.State.COUNTED
    assert not Ballot.objects.exists()
    assert not list(Path(keys.settings.KEYS).glob("*.seal"))
    assert read_here == []


@stores
def test_counted_in_this_process_the_key_would_come_here(store_file):
    """The control: the same, done here, is noticed."""
    read_here.clear()
    box = closed_box()

    apart.count_box(box.code)

    assert any(path.endswith(f"{box.code}.seal") for path in read_here)


@stores
def test_a_count_can_be_asked_for_again_and_again(store_file, apart_for_real):
    box = closed_box()
    apart.count_box(box.code)
    before = counted(box)

    apart.count_box(box.code)

    assert counted(box) == before


@stores
def test_a_box_that_is_open_is_not_counted_and_the_reason_comes_back(
    store_file, apart_for_real
):
    box = make.box(slips={"c1": 1})

    with pytest.raises(Refused, match="not closed"):
        apart.count_box(box.code)


@stores
def test_a_lost_key_comes_back_as_a_lost_key(store_file, apart_for_real, keys):
    box = closed_box()
    (keys / f"{box.code}.seal").unlink()

    with pytest.raises(KeyLost, match="missing"):
        apart.count_box(box.code)

    assert Ballot.objects.count() == 6


def test_another_key_is_recognised_when_the_box_opens(apart_for_real):
    public = apart.make_seal("box1")
    apart.make_seal("box2")

    apart.check_seal("box1", public)
    with pytest.raises(KeyLost, match="not the key"):
        apart.check_seal("box2", public)


def test_a_fault_is_told_without_its_words(apart_for_real, capfd):
    with pytest.raises(CutOff, match="status 10"):
        apart.run("check", "box1", "no public key")

    told = capfd.readouterr().err
    assert told.startswith("ERROR trivsel.tally box box1: check failed, ValueError in check")
    assert "fromhex" not in told
    assert "hexadecimal" not in told


def test_an_errors_own_words_would_say_more():
    """The control: what is left out is there to be left out."""
    with pytest.raises(ValueError, match="hexadecimal"):
        tally.do("check", "box1", "no public key")


def test_the_process_knows_nothing_of_the_people(monkeypatch):
    monkeypatch.setenv("TRIVSEL_DATABASE", "postgresql://people@db/people")
    monkeypatch.setenv("TRIVSEL_MAIL_PASSWORD", "x")
    monkeypatch.setenv("TRIVSEL_TALLY_DATABASE", "postgresql://owner@db/ballots")

    told = apart.environment("count")

    assert told["TRIVSEL_TALLY_DATABASE"] == "postgresql://owner@db/ballots"
    assert not {"TRIVSEL_DATABASE", "TRIVSEL_MAIL_PASSWORD"} & set(told)
    assert not {name for name in apart.environment("make") if "DATABASE" in name}


def test_its_settings_have_no_store_of_people(tmp_path):
    program = (
        "from django.conf import settings as s;"
        "print(s.INSTALLED_APPS, s.DATABASES['default']['ENGINE'])"
    )
    told = process(program, DJANGO_SETTINGS_MODULE="trivsel.config.tally", data=tmp_path)

    assert told == "['trivsel.ballots'] django.db.backends.dummy"


def process(program, *, data, **more):
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PATH": os.environ["PATH"], "TRIVSEL_DATA": str(data), **more},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.skipif(
    sys.platform != "linux" or not resource.getrlimit(resource.RLIMIT_CORE)[1],
    reason="about Linux, where an image of memory could be written at all",
)
@pytest.mark.parametrize(("first", "told"), [("tally.harden()", "0 0"), ("pass", "7 1")])
def test_its_memory_is_never_written_to_disk(tmp_path, first, told):
    """With what is done first, and without it as the control."""
    program = (
        "import ctypes, resource as r; from trivsel.ballots import tally;"
        "r.setrlimit(r.RLIMIT_CORE, (7, r.getrlimit(r.RLIMIT_CORE)[1]));"
        f"{first};"
        "print(r.getrlimit(r.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )

    assert process(program, data=tmp_path) == told
