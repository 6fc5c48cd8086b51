"""The arithmetic of the browser is the arithmetic of Python."""

import secrets

from hypothesis import given, settings
from hypothesis import strategies as st

from ballots.crypto.bridge import Feed

NUMBERS = st.integers(1, 2**512)
CASES = st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=30)
COUNTED = """async ({ modular }, cases) => cases.map((case_) => {
  const [a, b, n] = case_.map((digits) => BigInt(`0x${digits}`));
  return [modular.power(a % n, b, n), modular.inverse(a, n)].map((it) =>
    it === null ? null : it.toString(16));
})"""


def inverse(a: int, n: int) -> int | None:
    try:
        return pow(a, -1, n)
    except ValueError:
        return None


def test_powers_and_inverses_are_those_of_python(modules):
    @given(CASES)
    @settings(max_examples=20, deadline=None)
    def same(cases):
        cases = [(a, b, n + 1) for a, b, n in cases]
        made = modules.run(COUNTED, [[f"{number:x}" for number in case] for case in cases])
        for (a, b, n), (power, back) in zip(cases, made, strict=True):
            assert int(power, 16) == pow(a, b, n)
            assert (back and int(back, 16)) == inverse(a, n)

    same()


def test_a_draw_throws_away_what_is_too_large_and_zero(modules):
    drawn = (
        "async ({ modular }, below, random) => Number(modular.uniform(BigInt(below), random))"
    )

    feed = Feed([b"\xff", b"\x00", b"\x64"])

    assert modules.run(drawn, 101, feed) == 0x64 >> 1


def test_a_number_comes_back_from_its_bytes(modules):
    octets = [secrets.token_bytes(size - 1).rjust(size, b"\0") for size in (1, 4, 256, 384)]

    again = modules.run(
        "async ({ bytes }, all) => all.map((it) => bytes.octets(bytes.number(it), it.length))",
        octets,
    )

    assert again == octets
