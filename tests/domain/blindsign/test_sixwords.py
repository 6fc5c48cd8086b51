"""Six words are read aloud: each must be heard, told from all others, and stay what it is."""

import re
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivsel.domain.blindsign import sixwords
from trivsel.domain.blindsign.sixwords import six_words, word_list

LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
ENDINGS = (
    *("erne", "ende", "else", "ene", "ede", "ere", "est"),
    *("en", "et", "er", "te", "ne", "es", "e"),
)
ALIKE = [
    *[("ch", "sj"), ("ph", "f"), ("th", "t"), ("qu", "kv"), ("x", "ks"), ("z", "s")],
    *[("w", "v"), ("c", "k"), ("hj", "j"), ("hv", "v"), ("gj", "g"), ("kj", "k")],
    *[("nd", "n"), ("ld", "l"), ("rd", "r"), ("ds", "s"), ("dt", "t"), ("æ", "e")],
    *[("eg", "aj"), ("ej", "aj")],
]
digests = st.binary(min_size=32, max_size=32)


def one_letter_away(word: str) -> set[str]:
    """All that can be made of a word by one letter more, less or other, or two swapped."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    less = {head + tail[1:] for head, tail in cuts if tail}
    other = {head + letter + tail[1:] for head, tail in cuts if tail for letter in LETTERS}
    more = {head + letter + tail for head, tail in cuts for letter in LETTERS}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    return (less | other | more | swapped) - {word}


def close(words: tuple[str, ...]) -> set[str]:
    known = set(words)
    return {word for word in words if one_letter_away(word) & known}


def sound(word: str) -> str:
    """Roughly how a word is heard: letters that are mute or said alike fall together."""
    for written, heard in ALIKE:
        word = word.replace(written, heard)
    return re.sub(r"(.)\1", r"\1", word)


def stem(word: str) -> str:
    """What is left without an ending: forms of one word fall together, and some others."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return re.sub(r"(.)\1$", r"\1", word)


def shared(words: tuple[str, ...], by) -> set[str]:
    counts = Counter(map(by, words))
    return {word for word in words if counts[by(word)] > 1}


def test_there_are_as_many_words_as_eleven_bits_can_number():
    assert len(word_list()) == len(set(word_list())) == 2**11


def test_every_word_has_three_to_eight_small_danish_letters():
    assert all(re.fullmatch(f"[{LETTERS}]{{3,8}}", word) for word in word_list())


def test_the_words_stand_in_the_order_of_their_signs():
    """So that any language finds the same number for a word without a Danish dictionary."""
    assert list(word_list()) == sorted(word_list())


def test_no_two_words_are_one_letter_apart_or_two_letters_swapped():
    assert close(word_list()) == set()


def test_no_two_words_sound_the_same():
    assert shared(word_list(), sound) == set()


def test_no_two_words_are_forms_of_one():
    assert shared(word_list(), stem) == set()


@pytest.mark.parametrize(
    ("careless", "rule"),
    [
        (("hus", "mus", "bil"), close),
        (("sol", "sool", "bil"), close),
        (("jubel", "juble", "bil"), close),
        (("hjord", "jord", "bil"), lambda words: shared(words, sound)),
        (("hval", "val", "bil"), lambda words: shared(words, sound)),
        (("bus", "bussen", "bil"), lambda words: shared(words, stem)),
        (("cykel", "cyklen", "cyklerne"), lambda words: shared(words, stem)),
    ],
)
def test_a_careless_list_is_caught_by_the_same_rules(careless, rule):
    assert len(rule(careless)) == 2


def test_the_list_never_changes():
    """Two screens with two lists show other words for the same manifest."""
    path = Path(sixwords.__file__).with_name("words.txt")

    assert sha256(path.read_bytes()).hexdigest() == (
        "444947afa60f744a2e925a7aecd3b1c1bc5606a69823a93ada47d2deee6240fe"
    )


@given(digests)
def test_the_words_are_the_first_66_bits_and_no_others(digest):
    number = 0
    for word in six_words(digest):
        number = number << 11 | word_list().index(word)

    assert number == int.from_bytes(digest[:9]) >> 6


@given(digests, st.integers(0, 255))
def test_a_bit_turned_among_the_first_66_changes_one_word_and_any_other_none(digest, bit):
    turned = (int.from_bytes(digest) ^ 1 << 255 - bit).to_bytes(32)

    changed = [a != b for a, b in zip(six_words(digest), six_words(turned), strict=True)]

    assert changed == [at == bit // 11 for at in range(6)]


def test_every_word_can_stand_at_every_place():
    for place in range(6):
        shift = 256 - 11 * (place + 1)
        seen = {six_words((number << shift).to_bytes(32))[place] for number in range(2**11)}
        assert seen == set(word_list())


@pytest.mark.parametrize("length", [0, 9, 31, 33])
def test_a_digest_of_another_length_has_no_words(length):
    with pytest.raises(ValueError, match="32"):
        six_words(bytes(length))
