import pytest
from django.db import connections
from django.utils.translation import override

import make
from trivsel.ballots import keys as key_store
from trivsel.ballots import services
from trivsel.ballots.codes import slip_hash
from trivsel.ballots.models import Box, Slip
from trivsel.domain.refusal import Refused
from trivsel.domain.slipcode import read_code

pytestmark = pytest.mark.django_db(databases=["ballots"])
DAYS = {"opens_on": make.EVER, "closes_on": make.NEVER}


def prepared(code="box1", **fields):
    return services.prepare_box(code=code, **(DAYS | {"paper": make.paper()} | fields))


def test_a_box_goes_from_prepared_to_open_to_closed_to_counted():
    states = [prepared().state]
    services.print_slips("box1", "c1", 3)
    states += [services.open_box("box1").state, services.close_box("box1").state]
    services.count_box("box1")

    states += [Box.objects.get().state]
    assert states == ["prepared", "open", "closed", "counted"]


def test_each_step_can_be_repeated_after_a_crash():
    prepared()
    prepared(paper=make.paper(items=7))
    services.print_slips("box1", "c1", 3)

    for step in (services.open_box, services.close_box, services.count_box):
        step("box1")
        step("box1")

    box = Box.objects.get()
    assert (box.state, len(box.paper["items"])) == ("counted", 7)


@pytest.mark.parametrize("step", [services.close_box, services.count_box])
def test_a_box_that_is_not_open_yet_is_neither_closed_nor_counted(step):
    prepared()

    with pytest.raises(Refused):
        step("box1")

    assert Box.objects.get().state == "prepared"


def test_an_open_box_is_not_counted():
    make.box("box1")

    with pytest.raises(Refused, match="sealed"), override("en"):
        services.count_box("box1")


def test_a_box_does_not_open_again():
    make.box("box1")
    services.close_box("box1")

    with pytest.raises(Refused):
        services.open_box("box1")

    assert Box.objects.get().state == "closed"


def test_a_box_without_slips_does_not_open():
    prepared()

    with pytest.raises(Refused):
        services.open_box("box1")


def test_a_box_whose_key_is_lost_does_not_open(keys):
    prepared()
    services.print_slips("box1", "c1", 3)
    (keys / "box1.seal").unlink()

    with pytest.raises(key_store.KeyLost):
        services.open_box("box1")

    assert Box.objects.get().state == "prepared"


def test_an_open_box_changes_neither_paper_nor_slips():
    made = make.box("box1")

    for change in (prepared, lambda: services.print_slips("box1", "c1", 5)):
        with pytest.raises(Refused):
            change()

    assert Slip.objects.count() == 3
    assert Box.objects.get().paper == made.paper


@pytest.mark.parametrize(
    "paper",
    [
        make.paper(items=0),
        make.paper(items=2, options=0),
        make.paper() | {"languages": []},
        make.paper() | {"items": make.paper()["items"] * 2},
    ],
)
def test_a_paper_that_cannot_be_answered_is_no_paper(paper):
    with pytest.raises(ValueError, match=r"a paper|an item"):
        prepared(paper=paper)

    assert not Box.objects.exists()


def test_slips_are_kept_as_hashes_only_and_fit_their_cell():
    prepared()

    codes = services.print_slips("box1", "c1", 20)

    kept = {bytes(slip.code_hash): slip.cell for slip in Slip.objects.all()}
    assert len(set(codes)) == 20
    assert kept == {slip_hash("box1", read_code(code)): "c1" for code in codes}
    assert not any(code.encode() in known for code in codes for known in kept)


def test_slips_printed_again_replace_those_of_their_cell_only():
    prepared()
    first = services.print_slips("box1", "c1", 4)
    services.print_slips("box1", "c2", 3)

    second = services.print_slips("box1", "c1", 2)

    assert not set(first) & set(second)
    assert sorted(Slip.objects.values_list("cell", flat=True)) == ["c1", "c1", "c2", "c2", "c2"]


@pytest.mark.parametrize("cells", [1, 3])
def test_printing_costs_the_same_queries_for_three_cells_as_for_one(
    cells, django_assert_num_queries
):
    prepared()
    for cell in range(cells - 1):
        services.print_slips("box1", f"other{cell}", 3)

    held = connections["ballots"].vendor == "postgresql"  # there it is asked for
    with django_assert_num_queries(5 + held, using="ballots"):
        services.print_slips("box1", "c1", 3)


def test_a_box_called_off_leaves_nothing(keys, django_capture_on_commit_callbacks):
    made = make.box("box1")
    make.answer(made, made.codes["c1"][0])

    with django_capture_on_commit_callbacks(using="ballots") as callbacks:
        services.discard_box("box1")

    assert len(callbacks) == 1
    assert not Box.objects.exists()
    assert not Slip.objects.exists()


def test_a_counted_box_is_not_called_off():
    make.box("box1")
    services.close_box("box1")
    services.count_box("box1")

    with pytest.raises(Refused):
        services.discard_box("box1")
