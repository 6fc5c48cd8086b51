"""A ballot written down for another device: read back whole, or not at all."""

import secrets

import pytest

from ballots.crypto.bridge import Refused, flipped
from pages.voting import on_paper
from trivsel.domain.blindsign.token import Token

TOKEN = Token("runden", "celle-ø", bytes(range(32)))


@pytest.fixture
def ballot():
    return {
        "digest": secrets.token_hex(32),
        "signature": secrets.token_bytes(384),
        "prepared": secrets.token_bytes(32) + TOKEN.message,
    }


def written(modules, ballot):
    return str(modules.carried_carriedText(ballot))


def test_it_is_read_back_as_it_was_written(modules, ballot):
    read = modules.carried_readCarried(written(modules, ballot))

    code = {"round": TOKEN.round, "cell": TOKEN.cell, "nonce": TOKEN.nonce}
    assert read == {**ballot, **code}


def test_it_is_written_as_a_hand_of_its_own_writes_it(modules, ballot):
    by_hand = {
        name: part if isinstance(part, str) else part.hex() for name, part in ballot.items()
    }

    assert written(modules, ballot) == on_paper(by_hand)


def test_one_sign_changed_missing_or_too_many_at_any_place_is_torn(modules, ballot):
    text = written(modules, ballot)
    changed = [
        text[:place] + ("0" if text[place] != "0" else "1") + text[place + 1 :]
        for place in range(0, len(text), 7)
    ]
    cut = [text[:place] for place in range(0, len(text), 31)]
    odd = [text[1:], f"{text}0", f"0{text}", text.lower(), text.replace("0", "O", 1), "", "ø"]
    cases = [*changed, *cut, *odd]

    read = "(m, one) => m.carried.readCarried(one)"
    refused = modules.refusals(read, cases)

    assert set(refused) == {"torn"}
    assert modules.refusals(read, [text]) == [None]  # the control


@pytest.mark.parametrize(
    "message",
    [
        b"",
        TOKEN.message[:-1],
        TOKEN.message.replace(b"ballot 1", b"ballot 2"),
        TOKEN.message.replace(b"celle", b"cel\0e"),
        flipped(TOKEN.message, TOKEN.message.index(b"\0")),
    ],
    ids=["empty", "short", "other purpose", "three codes", "no zero"],
)
def test_what_is_no_token_is_no_ballot_however_well_it_is_wrapped(modules, ballot, message):
    wrapped = written(modules, {**ballot, "prepared": bytes(32) + message})

    with pytest.raises(Refused, match="torn"):
        modules.carried_readCarried(wrapped)
