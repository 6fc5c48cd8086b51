"""A token has one message and one nullifier, and a nullifier one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivsel.domain.blindsign.refusals import BadMessage, BadNullifier
from trivsel.domain.blindsign.token import PURPOSE, Token, check_nullifier

TOKEN = Token("b7f3", "c1", bytes(range(32)))
codes = st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1)


@given(codes, codes, st.binary(min_size=32, max_size=32))
def test_a_token_is_read_as_it_was_written(round_code, cell, nonce):
    token = Token(round_code, cell, nonce)

    assert Token.from_message(token.message) == token


@given(st.binary(max_size=120).map(lambda tail: PURPOSE + b"\0" + tail))
def test_there_is_one_message_for_each_token(message):
    try:
        token = Token.from_message(message)
    except BadMessage:
        return
    assert token.message == message


def test_a_nullifier_is_given_back_as_it_is():
    assert check_nullifier(TOKEN.nullifier) == TOKEN.nullifier


@pytest.mark.parametrize(
    "bad",
    [
        None,
        b"",
        bytes(32),
        TOKEN.nullifier[:-1],
        TOKEN.nullifier + b"\0",
        TOKEN.nullifier.hex(),
        TOKEN.nullifier.hex().upper(),
        TOKEN.nullifier.hex().encode(),
        bytearray(TOKEN.nullifier),
        0,
    ],
)
def test_null_empty_and_other_spellings_are_no_nullifier(bad):
    with pytest.raises(BadNullifier):
        check_nullifier(bad)


def test_in_a_spelling_with_letters_one_nullifier_would_be_several_keys():
    spellings = {TOKEN.nullifier.hex(), TOKEN.nullifier.hex().upper()}

    assert len(spellings) == 2
    assert len({bytes.fromhex(spelling) for spelling in spellings}) == 1
