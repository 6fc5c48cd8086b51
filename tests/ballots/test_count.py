"""The count loses nothing, doubles nothing, and leaves no trace of who sent what."""

from contextlib import contextmanager
from random import Random

import pytest
from django.db import connections, transaction

import make
from trivsel.ballots import keys as key_store
from trivsel.ballots import queries, services
from trivsel.ballots.codes import marks
from trivsel.ballots.models import Answer, Ballot, Box, Slip
from trivsel.ballots.queries import Count
from trivsel.ballots.services import traces as scrubbing

pytestmark = pytest.mark.django_db(transaction=True, databases=["ballots"])


class PowerCut(Exception):
    pass


class CutAt(Random):
    """A source of chance whose nth call never comes back."""

    def __init__(self, call: int) -> None:
        super().__init__(1)
        self.left = call

    def randbytes(self, n):
        self.left -= 1
        if self.left == 0:
            raise PowerCut
        return super().randbytes(n)


def closed_box(answers=12):
    """A closed box in which everybody answered differently, a third of them in another cell."""
    box = make.box(slips={"c1": answers, "c2": answers})
    for number in range(answers):
        cell = "c2" if number % 3 == 0 else "c1"
        make.answer(box, box.codes[cell][number], *values(number))
    services.close_box(box.code)
    return box


def values(number):
    return [number % 5 + 1, number // 5 + 1, 3, 3, 0]


def expected(answers=12):
    cells = {"c1": [], "c2": []}
    for number in range(answers):
        cells["c2" if number % 3 == 0 else "c1"].append(bytes(values(number)))
    return {cell: sorted(rows) for cell, rows in cells.items()}


def counted(box):
    return {cell: sorted(rows) for cell, rows in queries.answers(box.code).items()}


def test_every_answer_comes_out_in_its_cell_and_nothing_else_is_left(store_file, keys):
    box = closed_box()

    count = services.count_box(box.code)

    assert count == Count(accepted=12, opened=12, invalid=0)
    assert counted(box) == expected()
    assert (Ballot.objects.count(), Slip.objects.count()) == (0, 0)
    assert [file.name for file in keys.iterdir()] == ["ballots.key"]
    assert queries.accepted(box.code) == 12


@pytest.mark.parametrize("call", [1, 7, 12])
def test_a_count_cut_in_the_middle_leaves_all_as_it_was_and_the_next_one_completes(
    store_file, keys, call
):
    box = closed_box()

    with pytest.raises(PowerCut):
        services.count_box(box.code, random=CutAt(call))

    assert (Answer.objects.count(), Ballot.objects.count()) == (0, 12)
    assert (keys / f"{box.code}.seal").exists()
    assert services.count_box(box.code) == Count(12, 12, 0)
    assert counted(box) == expected()


def test_a_count_cut_after_the_commit_destroys_the_key_when_run_again(
    store_file, keys, monkeypatch
):
    box = closed_box()

    def cut(box_code):
        raise PowerCut

    with monkeypatch.context() as broken:
        broken.setattr(key_store, "destroy_seal", cut)
        with pytest.raises(PowerCut):
            services.count_box(box.code)
    assert Box.objects.get().state == "counted"
    assert (keys / f"{box.code}.seal").exists()

    assert services.count_box(box.code) == Count(12, 12, 0)

    assert not (keys / f"{box.code}.seal").exists()
    assert counted(box) == expected()


def test_a_count_inside_a_transaction_that_fails_keeps_the_key(store_file, keys):
    box = closed_box()

    def fail_after_counting():
        with transaction.atomic(using="ballots"):
            services.count_box(box.code)
            raise PowerCut

    with pytest.raises(PowerCut):
        fail_after_counting()

    assert (keys / f"{box.code}.seal").exists()
    assert Ballot.objects.count() == 12


def test_without_its_key_a_box_is_not_counted_and_nothing_is_lost(store_file, keys):
    box = closed_box()
    (keys / f"{box.code}.seal").unlink()

    with pytest.raises(key_store.KeyLost):
        services.count_box(box.code)

    assert (Ballot.objects.count(), Box.objects.get().state) == (12, "closed")


def test_an_envelope_that_does_not_open_is_counted_dropped_and_named_by_number_only(
    store_file, caplog
):
    box = closed_box()
    bad = Ballot.objects.filter(cell="c1").first()
    Ballot.objects.filter(pk=bad.pk).update(envelope=b"\0" * 112)
    moved = Ballot.objects.filter(cell="c1").exclude(pk=bad.pk).first()
    Ballot.objects.filter(pk=moved.pk).update(cell="c2")

    count = services.count_box(box.code)

    assert count == Count(accepted=12, opened=10, invalid=2)
    assert queries.accepted(box.code) == 12
    assert len(queries.answers(box.code)["c2"]) == 4
    assert [record.getMessage() for record in caplog.records] == [
        f"box {box.code}: 2 envelopes could not be read"
    ]


def test_other_boxes_keep_what_they_have(store_file):
    box, other = closed_box(), make.box()
    make.answer(other, other.codes["c1"][0])

    services.count_box(box.code)

    assert queries.accepted(other.code) == 1
    assert Slip.objects.filter(box=other.code).count() == 3
    make.answer(other, other.codes["c1"][1])


def test_the_order_of_the_answers_is_drawn_anew(store_file):
    box = closed_box()

    services.count_box(box.code, random=Random(1))
    stored = [bytes(answer.packed) for answer in Answer.objects.order_by("key")]

    assert stored != [bytes(values(number)) for number in range(12)]


# --- what a copy of the files would give away -----------------------------------------------


def left_on_disk(file, secrets):
    """Which of the secrets can be read in the store's file or in those beside it."""
    data = b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
    return [secret for secret in secrets if secret in data]


def traces(box):
    """The hashes of every code and the envelopes, as they lie in the store now."""
    codes = [make.read_code(code) for cell in box.codes.values() for code in cell]
    used = [bytes(ballot.nullifier) for ballot in Ballot.objects.all()]
    envelopes = [bytes(ballot.envelope) for ballot in Ballot.objects.all()]
    slips = [marks(box.code, code).slip for code in codes]
    return codes, used + envelopes + slips


def test_after_the_count_no_byte_of_slip_ballot_or_envelope_is_in_the_file(store_file):
    if store_file is None:
        pytest.skip("about SQLite; PostgreSQL is asked below")
    box = closed_box()
    codes, kept = traces(box)
    assert left_on_disk(store_file, kept) == kept, "the search must find what is there"

    services.count_box(box.code)

    assert left_on_disk(store_file, kept) == []
    assert left_on_disk(store_file, [code.encode() for code in codes]) == []


def test_rows_merely_deleted_do_stay_in_an_ordinary_file(store_file):
    if store_file is None:
        pytest.skip("about SQLite")
    box = closed_box()
    _, kept = traces(box)

    with connections["ballots"].cursor() as cursor:
        cursor.execute("PRAGMA secure_delete=OFF")
    Ballot.objects.all().delete()
    Slip.objects.all().delete()

    assert left_on_disk(store_file, kept)


def pages_of(table):
    with connections["ballots"].cursor() as cursor:
        cursor.execute("SELECT pg_relation_size(%s)", [table])
        return cursor.fetchone()[0]


@contextmanager
def looking(sql):
    """Somebody else's transaction, open since before, that has asked this."""
    other = connections["ballots"].copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        cursor.execute(sql)
        yield
    other.close()


def test_on_postgresql_the_emptied_tables_have_no_pages_left(store_file):
    if connections["ballots"].vendor != "postgresql":
        pytest.skip("about PostgreSQL")
    box = closed_box()
    assert pages_of("ballots_ballot") > 0, "rows take pages"

    services.count_box(box.code)

    assert (pages_of("ballots_ballot"), pages_of("ballots_slip")) == (0, 0)


@pytest.mark.django_db(databases=["ballots"], transaction=True)
def test_on_postgresql_a_look_back_keeps_no_old_page(store_file):
    if connections["ballots"].vendor != "postgresql":
        pytest.skip("about PostgreSQL")
    box = closed_box()
    with looking("SELECT 1"):
        services.count_box(box.code)

        assert (pages_of("ballots_ballot"), pages_of("ballots_slip")) == (0, 0)


@pytest.mark.django_db(databases=["ballots"], transaction=True)
def test_on_postgresql_deleted_rows_do_stay_when_a_file_is_only_vacuumed(store_file):
    if connections["ballots"].vendor != "postgresql":
        pytest.skip("about PostgreSQL")
    closed_box()
    with looking("SELECT 1"), connections["ballots"].cursor() as cursor:
        cursor.execute("DELETE FROM ballots_ballot")
        cursor.execute("VACUUM FULL ballots_ballot")

        assert pages_of("ballots_ballot") > 0


@pytest.mark.django_db(databases=["ballots"], transaction=True)
def test_on_postgresql_a_copy_being_taken_is_waited_for_and_told(store_file, monkeypatch):
    if connections["ballots"].vendor != "postgresql":
        pytest.skip("about PostgreSQL")
    monkeypatch.setattr(scrubbing, "LONGEST_WAIT", "10ms")
    box = closed_box()
    with (
        looking("SELECT count(*) FROM ballots_ballot"),
        pytest.raises(scrubbing.NotScrubbed, match="in use"),
    ):
        services.count_box(box.code)

    services.count_box(box.code)

    assert (pages_of("ballots_ballot"), pages_of("ballots_slip")) == (0, 0)


def test_rewriting_the_files_keeps_what_other_boxes_hold(store_file):
    other = closed_box()
    box = closed_box()

    services.count_box(box.code)

    assert services.count_box(other.code).opened == 12
    assert counted(other) == expected()
