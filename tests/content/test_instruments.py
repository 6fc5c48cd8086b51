"""Our own questionnaires: well written, in both languages, and never changed in secret."""

import importlib.util
from dataclasses import replace
from pathlib import Path

import pytest

from trivsel.domain.instrument import Verdict, lint, parse_instrument
from trivsel.surveys import checks

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "content" / "instruments").glob("*.toml"))
CORE = ROOT / "content" / "instruments" / "core.toml"
AREAS = {
    "influence",
    "meaning",
    "predictability",
    "support",
    "recognition",
    "demands",
    "communication",
    "wellbeing",
}
# What has been given out under a version stays so: a change of one letter is a new version.
GIVEN_OUT = {
    "1": "ff698f57da5f00eec417a99770005daa7ff33fd9a9deec2fa4073c95454593bb",
    "2": "9695ca9e9c6f75a5a10ce7df75fdd74c797470f313a79ae93ea95d05caaaae94",
}


def read(path):
    return parse_instrument(
        path.read_text(encoding="utf-8"), file=path.name, languages=("da", "en")
    )


def script(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_read_in_both_languages_without_a_doubt(path):
    spec = read(path)

    assert spec.key == path.stem
    assert lint(spec, verdict=Verdict.DOUBTED) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_scale_has_words_for_the_talk_afterwards(path):
    for scale in read(path).scales:
        assert set(scale.about) == {"da", "en"}
        assert {len(asked) for asked in scale.talk.values()} <= {2, 3}
        assert set(scale.talk) == {"da", "en"}


def test_the_core_covers_its_areas_in_18_to_24_statements():
    spec = read(CORE)

    assert {scale.key for scale in spec.scales} == AREAS
    assert 18 <= len(spec.items) <= 24
    assert all(len(spec.items_of(area)) >= 2 for area in AREAS)
    assert all(scale.good == "high" for scale in spec.scales)


def test_most_areas_of_the_core_have_a_statement_that_counts_the_other_way():
    spec = read(CORE)

    turned = {item.scale for item in spec.items if item.reversed}

    assert turned == AREAS - {"wellbeing"}


def test_version_2_asks_all_that_version_1_asked_and_two_open_questions_after_it():
    spec = read(CORE)

    before = replace(spec, version="1", open_questions=())

    assert before.digest == GIVEN_OUT["1"]
    assert [question.key for question in spec.open_questions] == ["would-help", "keep-it"]


def test_the_statements_of_the_core_are_short_enough_to_be_read_aloud():
    for item in read(CORE).items:
        for language, text in item.text.items():
            assert len(text.split()) <= 14, (language, text)
            assert " og " not in text, f"two questions in one? {text}"
            assert " and " not in text, f"two questions in one? {text}"
            assert not text.endswith((".", "?"))


def test_a_version_that_was_given_out_is_never_changed():
    spec = read(CORE)

    assert GIVEN_OUT[spec.version] == spec.digest, "Give core.toml a new version."


def test_the_manual_of_the_core_names_every_statement_as_it_stands():
    manual = (ROOT / "docs" / "method" / "core-instrument.md").read_text(encoding="utf-8")

    for item in (*read(CORE).items, *read(CORE).open_questions):
        assert f"`{item.key}`" in manual
        assert item.text["da"] in manual
        assert item.text["en"] in manual


def test_the_page_on_the_format_is_fresh():
    fresh = script("content_readme").page()

    page = (ROOT / "content" / "README.md").read_text(encoding="utf-8")

    assert page == fresh, "Run python scripts/content_readme.py"


def test_the_system_check_says_nothing_of_sound_files():
    assert checks.instruments_are_sound() == []


def test_the_system_check_names_file_place_and_remedy(tmp_path):
    text = CORE.read_text(encoding="utf-8").replace('good = "high"', 'good = "higher"', 1)
    path = tmp_path / "core.toml"
    path.write_text(text, encoding="utf-8")

    [error] = checks.proof_read(path)

    assert error.id == "trivsel.E021"
    assert error.msg.startswith("core.toml:")
    assert "scales[1].good" in error.msg
    assert "high" in error.hint


def test_the_system_check_warns_of_a_doubt(tmp_path):
    text = CORE.read_text(encoding="utf-8")
    text = text.replace("Vigtige beskeder når frem til os alle", "Vi taler åbent om stress")
    path = tmp_path / "core.toml"
    path.write_text(text, encoding="utf-8")

    [warning] = checks.proof_read(path)

    assert warning.id == "trivsel.W022"
    assert "'stress'" in warning.msg
