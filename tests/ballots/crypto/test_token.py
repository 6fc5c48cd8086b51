"""A token and its nullifier are the same bytes in the browser and on the server."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballots.crypto.bridge import Feed
from trivsel.domain.blindsign.token import Token

CODES = st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1, max_size=20)
TOKENS = st.builds(Token, CODES, CODES, st.binary(min_size=32, max_size=32))
BOTH = """async ({ token }, ones) => Promise.all(
  ones.map(async (one) => [token.message(one), await token.nullifier(one)]))"""
PLAIN = Token("r1", "c7", bytes(range(32)))


def spoken(token: Token, **other: object) -> dict[str, object]:
    return {"round": token.round, "cell": token.cell, "nonce": token.nonce} | other


def test_whatever_the_codes_both_sides_make_the_same_bytes(modules):
    @given(st.lists(TOKENS, min_size=1, max_size=40))
    @settings(max_examples=25, deadline=None)
    def same(tokens):
        made = modules.run(BOTH, [spoken(token) for token in tokens])
        assert made == [[token.message, token.nullifier] for token in tokens]

    same()


@pytest.mark.parametrize("field", ["round", "cell", "nonce"])
def test_another_round_cell_or_nonce_is_another_token(modules, field):
    """The control: what is compared above tells tokens apart."""
    other = spoken(PLAIN, **{field: b"\1" * 32 if field == "nonce" else "x"})

    [[message, nullifier]] = modules.run(BOTH, [other])

    assert message != PLAIN.message
    assert (nullifier == PLAIN.nullifier) == (field == "cell")


def test_a_new_token_is_of_32_random_bytes(modules):
    token = modules.token_newToken("r1", "c7")

    assert len(token["nonce"]) == 32
    assert token["nonce"] != modules.token_newToken("r1", "c7")["nonce"]
    assert modules.token_newToken("r1", "c7", Feed([b"n" * 32]))["nonce"] == b"n" * 32


BAD = ["", "r\0", "\0", "r\ud800", "\udc00"]


def test_a_code_that_could_be_read_in_two_ways_is_refused(modules):
    # Half a sign does not survive the way into the browser, so signs go over as numbers.
    cases = [
        [spoken(PLAIN), field, list(map(ord, bad))]
        for field in ("round", "cell")
        for bad in BAD
    ]
    made = """({ token }, [one, field, units]) =>
      token.nullifier({ ...one, [field]: String.fromCharCode(...units) })"""

    assert modules.refusals(made, cases) == ["bad-code"] * 10
    assert modules.refusals(made, [[spoken(PLAIN), "cell", [99]]]) == [None]


def test_laid_without_care_two_such_codes_read_the_same(modules):
    """The control: the refused codes are ones that a naive token would mix up."""
    zeros, halves = modules.run(
        r"""async ({ bytes }) => {
          const naive = (...codes) => bytes.hex(bytes.utf8(codes.join("\0")));
          return [
            naive("r\0a", "b") === naive("r", "a\0b"),
            naive("r\ud800", "c") === naive("r\ud801", "c"),
          ];
        }"""
    )

    assert zeros
    assert halves


def test_a_nonce_of_another_length_is_refused(modules):
    cases = [spoken(PLAIN, nonce=bytes(length)) for length in (0, 31, 33)]

    reasons = modules.refusals("async ({ token }, one) => token.message(one)", cases)

    assert reasons == ["bad-length"] * 3
