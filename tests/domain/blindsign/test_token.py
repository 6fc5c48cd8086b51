"""A token has one message, and one nullifier whatever its cell."""

from hypothesis import given
from hypothesis import strategies as st

from trivsel.domain.blindsign.refusals import BadMessage
from trivsel.domain.blindsign.token import PURPOSE, Token

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


def test_a_nonce_is_spent_once_in_a_round_whatever_the_cell():
    elsewhere = Token(TOKEN.round, "c2", TOKEN.nonce)
    other_round = Token("other", TOKEN.cell, TOKEN.nonce)

    assert elsewhere.nullifier == TOKEN.nullifier
    assert other_round.nullifier != TOKEN.nullifier
    assert len(TOKEN.nullifier) == 32
