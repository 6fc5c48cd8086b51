"""An instrument file is read whole, or complained of in every place at once."""

import re
from pathlib import Path

import pytest

from trivsel.domain.instrument import (
    InstrumentErrors,
    InstrumentSpec,
    Problem,
    parse_instrument,
)

NINETEEN = (Path(__file__).parent / "instruments" / "nineteen.toml").read_text(encoding="utf-8")
SMALL = """
key = "small"
version = "1"
languages = ["da", "en"]
title = { da = "Lille", en = "Small" }

[[option_sets]]
key = "yes"
options = [
  { value = 2, da = "Ja", en = "Yes" },
  { value = 1, da = "Nej", en = "No" },
]

[[scales]]
key = "tools"
title = { da = "Værktøj", en = "Tools" }
good = "high"

[[items]]
key = "at-hand"
scale = "tools"
options = "yes"
text.da = "Mit værktøj ligger, hvor det skal"
text.en = "My tools lie where they should"
"""


def problems(text, **options):
    with pytest.raises(InstrumentErrors) as caught:
        parse_instrument(text, file="small.toml", **options)
    return caught.value.findings


def the_one(text, **options):
    [finding] = problems(text, **options)
    return finding


def test_a_small_instrument_is_read():
    spec = parse_instrument(SMALL, file="small.toml")

    assert spec.title == {"da": "Lille", "en": "Small"}
    assert spec.scales[0].minimum_answered == 0.5
    assert spec.items[0].text["da"] == "Mit værktøj ligger, hvor det skal"
    assert not spec.items[0].reversed


def test_nineteen_items_with_two_ranges_are_read():
    spec = parse_instrument(NINETEEN, file="nineteen.toml")

    assert [len(spec.items_of(scale.key)) for scale in spec.scales] == [11, 3, 5]
    assert [scale.good for scale in spec.scales] == ["high", "high", "low"]
    assert spec.points(spec.items[0]) == (0, 25, 50, 75, 100)
    assert spec.points(spec.items[18]) == (0, 25, 50, 75, 100)


def test_a_reversed_item_counts_the_other_way():
    spec = parse_instrument(SMALL + "reversed = true\n", file="small.toml")

    assert spec.points(spec.items[0]) == (0, 100)


def test_what_is_read_comes_back_the_same_from_plain_values():
    spec = parse_instrument(NINETEEN, file="nineteen.toml")

    again = InstrumentSpec.from_dict(spec.to_dict())

    assert again == spec
    assert again.digest == spec.digest


def test_the_digest_changes_with_every_letter_and_with_nothing_else():
    digest = parse_instrument(SMALL, file="a.toml").digest

    assert parse_instrument("# note\n" + SMALL, file="b.toml").digest == digest
    assert parse_instrument(SMALL.replace("Ja", "Jo"), file="a.toml").digest != digest


def test_text_composed_in_two_ways_is_the_same_text():
    apart = SMALL.replace("Værktøj", "Va\u030arktøj")
    together = SMALL.replace("Værktøj", "V\u00e5rktøj")

    assert (
        parse_instrument(apart, file="a").digest == parse_instrument(together, file="b").digest
    )


@pytest.mark.parametrize(
    ("old", "new", "problem", "key", "line"),
    [
        ('"small"', '"Small Talk"', Problem.BAD_KEY, "key", 2),
        ('version = "1"', "version = 1", Problem.VERSION_NOT_TEXT, "version", 3),
        ('version = "1"', 'version = "nr. 1"', Problem.BAD_VERSION, "version", 3),
        ('version = "1"\n', "", Problem.MISSING, "version", None),
        ("value = 2", "value = 1", Problem.NOT_EVEN, "option_sets[1].options", 9),
        ("value = 2", "value = 2.5", Problem.WRONG_KIND, "option_sets[1].options[1].value", 10),
        (
            "value = 2",
            "value = true",
            Problem.WRONG_KIND,
            "option_sets[1].options[1].value",
            10,
        ),
        ("value = 2", "value = 9999", Problem.VALUE_RANGE, "option_sets[1].options", 9),
        ('en = "No"', 'en = "Yes"', Problem.SAME_TEXT, "option_sets[1].options[2].en", 11),
        (', en = "No"', "", Problem.TEXT_MISSING, "option_sets[1].options[2].en", 11),
        ('good = "high"', 'good = "up"', Problem.GOOD, "scales[1].good", 17),
        (
            'good = "high"',
            'good = "high"\nminimum_answered = 0',
            Problem.SHARE,
            "scales[1].minimum_answered",
            18,
        ),
        ('scale = "tools"', 'scale = "toolz"', Problem.NO_SUCH_SCALE, "items[1].scale", 21),
        ('options = "yes"', 'options = "ja"', Problem.NO_SUCH_OPTIONS, "items[1].options", 22),
        ('options = "yes"', 'options = "text"', Problem.FREE_TEXT, "items[1].options", 22),
        ('"Tools"', '""', Problem.EMPTY, "scales[1].title.en", 16),
        ('"Tools"', f'"{"t" * 61}"', Problem.TOO_LONG, "scales[1].title.en", 16),
        ('"Tools"', '"To\\nols"', Problem.LINE_BREAK, "scales[1].title.en", 16),
        ('"Tools"', '"To\\u202Eols"', Problem.BAD_CHARACTER, "scales[1].title.en", 16),
        ('"Tools"', '"To\\u0000ols"', Problem.BAD_CHARACTER, "scales[1].title.en", 16),
        ('["da", "en"]', '["da", "en", "Polish"]', Problem.BAD_LANGUAGE, "languages[3]", 4),
        (
            'title = { da = "Lille", en = "Small" }',
            'title = "Lille"',
            Problem.NOT_PER_LANGUAGE,
            "title",
            5,
        ),
        (
            'text.en = "My tools',
            'text.pl = "Moje"\ntext.en = "My tools',
            Problem.LANGUAGE_NOT_DECLARED,
            "items[1].text.pl",
            24,
        ),
    ],
)
def test_each_fault_is_named_with_its_key_and_line(old, new, problem, key, line):
    text = SMALL.replace(old, new)
    assert text != SMALL

    findings = problems(text)

    assert [(f.problem, f.key, f.line) for f in findings] == [(problem, key, line)]
    assert all(f.file == "small.toml" and f.sentence and f.hint for f in findings)


def test_a_misspelt_word_is_guessed():
    finding = the_one(SMALL.replace('good = "high"', 'good = "high"\nminimum_answerd = 1'))

    assert finding.key == "scales[1].minimum_answerd"
    assert finding.hint == "Did you mean 'minimum_answered'?"


def test_all_faults_are_said_at_once_in_the_order_of_their_lines():
    text = SMALL.replace('"high"', '"up"').replace("Ja", "").replace('key = "small"\n', "")

    found = [(finding.problem, finding.key) for finding in problems(text)]

    assert found == [
        (Problem.MISSING, "key"),
        (Problem.EMPTY, "option_sets[1].options[1].da"),
        (Problem.GOOD, "scales[1].good"),
    ]


def test_a_key_used_twice_and_a_text_asked_twice_are_found():
    item = SMALL[SMALL.index("[[items]]") :]

    found = {(finding.problem, finding.key) for finding in problems(SMALL + item)}

    assert found == {
        (Problem.TWICE, "items[2].key"),
        (Problem.SAME_TEXT, "items[2].text.da"),
        (Problem.SAME_TEXT, "items[2].text.en"),
    }


def test_a_scale_without_items_is_found():
    scale = '[[scales]]\ngood = "low"\nkey = "idle"\ntitle = {da = "Tom", en = "Idle"}\n'

    assert the_one(SMALL + scale).problem is Problem.SCALE_WITHOUT_ITEMS


@pytest.mark.parametrize("many", [1, 12])
def test_fewer_than_two_or_more_than_eleven_options_are_refused(many):
    options = ", ".join(f'{{ value = {n}, da = "d{n}", en = "e{n}" }}' for n in range(many))
    text = re.sub(r"options = \[.*?\n\]", f"options = [{options}]", SMALL, flags=re.DOTALL)

    assert the_one(text).problem is Problem.OPTION_COUNT


@pytest.mark.parametrize("values", [[1, 2, 4], [1, 3, 2], [2, 2, 2]])
def test_values_without_one_step_are_refused(values):
    options = ", ".join(
        f'{{ value = {n}, da = "{i}", en = "{i}" }}' for i, n in enumerate(values)
    )
    text = re.sub(r"options = \[.*?\n\]", f"options = [{options}]", SMALL, flags=re.DOTALL)

    assert the_one(text).problem is Problem.NOT_EVEN


@pytest.mark.parametrize(("count", "sound"), [(250, True), (251, False)])
def test_at_most_250_items(count, sound):
    items = "".join(
        f'[[items]]\nkey = "i{n}"\nscale = "tools"\noptions = "yes"\n'
        f'text = {{ da = "Udsagn {n}", en = "Statement {n}" }}\n'
        for n in range(count)
    )
    text = SMALL[: SMALL.index("[[items]]")] + items

    if sound:
        assert len(parse_instrument(text, file="many.toml").items) == 250
    else:
        assert the_one(text).problem is Problem.TOO_MANY


def test_an_instrument_without_danish_and_english_is_refused():
    text = re.sub(r"\b(da|en) =", r"x\1 =", SMALL)
    text = text.replace('["da", "en"]', '["pl"]').replace("xda", "pl")
    text = text.replace("text.da", "text.pl")
    text = re.sub(r', xen = "[^"]*"|text\.x?en.*', "", text)

    assert the_one(text).problem is Problem.NO_DANISH_OR_ENGLISH


def test_trivsels_own_must_have_both_languages():
    text = SMALL.replace('["da", "en"]', '["da"]')
    text = re.sub(r', en = "[^"]*"|text\.en.*', "", text)

    assert parse_instrument(text, file="small.toml").languages == ("da",)
    finding = the_one(text, languages=("da", "en"))
    assert (finding.problem, finding.line) == (Problem.LANGUAGE_REQUIRED, 4)


def test_a_line_of_dots_in_a_comment_is_only_a_comment():
    assert parse_instrument(f"# {'.' * 90}\n{SMALL}", file="small.toml").key == "small"


def test_what_is_not_toml_is_told_with_its_line():
    finding = the_one(SMALL.replace('good = "high"', "good = high"))

    assert (finding.problem, finding.line) == (Problem.NOT_TOML, 17)
    assert str(finding).startswith("small.toml:17: The file is not TOML:")


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 20_000,
        "x = " + '{"a"=' * 5_000,
        ".".join("a" * 50_000) + " = 1",
        "[" + ".".join("a" * 50_000) + "]",
        "x = " + "9" * 5_000,
        "x = 2026-99-99",
        "\x00",
        "key = \ud800",
        "version = 0x" + "f" * 9_000,
        "\n".join(f"x{n} = 1" for n in range(20_000)),
    ],
    ids=lambda text: text[:12],
)
def test_hostile_files_are_refused_in_good_time(text):
    assert problems(text)
