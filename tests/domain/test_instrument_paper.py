from pathlib import Path

from trivsel.domain.instrument import paper_items, parse_instrument

NINETEEN = Path(__file__).parent / "instruments" / "nineteen.toml"


def test_the_answer_page_gets_places_from_1_whatever_the_values_are():
    spec = parse_instrument(NINETEEN.read_text(encoding="utf-8"), file="nineteen.toml")

    paper = paper_items(spec)

    assert [item["key"] for item in paper] == [item.key for item in spec.items]
    assert [option["value"] for option in paper[18]["options"]] == [1, 2, 3, 4, 5]
    assert paper[18]["options"][0]["label"] == {"da": "Slet ikke", "en": "Not at all"}


def test_the_answer_page_learns_nothing_of_the_scoring():
    spec = parse_instrument(NINETEEN.read_text(encoding="utf-8"), file="nineteen.toml")

    assert all(set(item) == {"key", "text", "options"} for item in paper_items(spec))
