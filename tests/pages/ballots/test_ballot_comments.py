"""What is written beside a stamped ballot is sealed with it on the device, and comes out."""

from typing import Any

import pytest

import make
import make_ballots
from pages.voting import choose, envelopes, fetch, is_thanked, press, stored
from trivsel.ballots import queries
from trivsel.domain.blindsign.sealing import envelope_bytes


@pytest.fixture
def box() -> Any:
    return make_ballots.box(paper=make.paper(1, open_questions=[make.open_question()]))


def begin(page):
    fetch(page)
    press(page, "Begynd")
    choose(page, "Ofte")
    press(page, "Næste")
    page.get_by_role("textbox").fill("Ro til opgaverne æøå 🔧")
    press(page, "Næste")


def test_it_is_counted_apart_and_no_length_tells_of_it(page, box, issuer):
    begin(page)
    press(page, "Send mine svar")
    is_thanked(page)

    assert {len(one) for one in envelopes()} == {envelope_bytes(1, 1)}
    assert stored(box) == {"c1": [b"\4"]}
    assert queries.comments(box.code) == {"help": {"c1": ["Ro til opgaverne æøå 🔧"]}}


def test_nothing_of_it_leaves_the_device_in_clear(page, box, issuer):
    sent = []
    page.on("request", lambda request: sent.append(request.post_data_buffer or b""))
    begin(page)
    press(page, "Send mine svar")
    is_thanked(page)

    assert any(len(body) > envelope_bytes(1, 1) for body in sent)  # the control: it was sent
    assert not any(b"opgaverne" in body for body in sent)


def test_only_written_it_is_an_answer_too(page, box, issuer):
    fetch(page)
    press(page, "Begynd")
    press(page, "Spring over")
    page.get_by_role("textbox").fill("Tak")
    press(page, "Næste")
    press(page, "Send mine svar")
    is_thanked(page)

    assert stored(box) == {"c1": [b"\0"]}
