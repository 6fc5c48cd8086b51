"""What the tools say, compared: no two alike, no prompt twice, nobody diagnosed or scored."""

import re
import tomllib
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import pytest

FILES = sorted((Path(__file__).parents[2] / "content" / "tools").glob("*.toml"))
# The share of the shorter tool's runs of four words that may stand in another too. Turns of
# phrase that any Dane uses give three in a hundred; a tool with one noun changed gives most.
BOUND = 0.08
# Words that would make a tool a test of a person. A sentence that denies them may hold them.
JUDGING = re.compile(
    r"\b(diagnos\w+|scor(e[nrs]?|et|es|ing)|udbrændt\w*|burn(ed|t)?[ -]?out|depressi\w+|"
    r"angstlidelse\w*|anxiety disorder\w*|risikogruppe\w*|at[ -]risk|"
    r"du (har|lider af) stress|you (have|suffer from) stress|"
    r"du er stresset|you are stressed)\b",
    re.IGNORECASE,
)
DENIAL = re.compile(
    r"\b(ikke|ingen|intet|aldrig|hverken|uden|not?|none|never|nor|neither|without|nobody)\b",
    re.IGNORECASE,
)


def load(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def texts(value, language):
    """All texts of a tool in one language, search words apart."""
    if isinstance(value, list):
        for part in value:
            yield from texts(part, language)
    elif isinstance(value, dict):
        for name, part in value.items():
            if name == language and isinstance(part, str):
                yield part
            elif name != "search":
                yield from texts(part, language)


def sentences(text):
    return [one.strip() for one in re.split(r"(?<=[.?!:])\s+", text) if one.strip()]


def runs(all_texts):
    """Every run of four words that stands in one text."""
    found = set()
    for text in all_texts:
        words = re.findall(r"\w+", text.lower())
        found |= {tuple(words[n : n + 4]) for n in range(len(words) - 3)}
    return found


def alike(one, other):
    """The share of the shorter one's runs that the other has too."""
    return len(one & other) / min(len(one), len(other))


def judging(text):
    """The sentences that judge, and do not deny it."""
    return [one for one in sentences(text) if JUDGING.search(one) and not DENIAL.search(one)]


def used_twice(prompts):
    """Sentences met in the prompts of more than one tool."""
    met = defaultdict(set)
    for tool, prompt in prompts:
        for sentence in sentences(prompt):
            met[sentence.casefold()].add(tool)
    return {sentence: ids for sentence, ids in met.items() if len(ids) > 1}


def test_no_two_tools_are_alike():
    tools = {path.stem: runs(texts(load(path), "da")) for path in FILES}

    too_close = {
        (one, other): round(alike(tools[one], tools[other]), 2)
        for one, other in combinations(tools, 2)
        if alike(tools[one], tools[other]) > BOUND
    }

    assert too_close == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_copy_with_its_commonest_word_changed_would_be_found(path):
    said = list(texts(load(path), "da"))
    [(noun, _)] = Counter(re.findall(r"\b\w{6,}", " ".join(said).lower())).most_common(1)
    copy = [re.sub(rf"\b{noun}", "lastbil", one, flags=re.IGNORECASE) for one in said]

    assert copy != said
    assert alike(runs(said), runs(copy)) > 6 * BOUND


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_prompt_is_said_in_two_tools(language):
    prompts = [
        (tool["id"], step["prompt"][language])
        for tool in map(load, FILES)
        for step in tool["steps"]
    ]

    assert used_twice(prompts) == {}


def test_a_prompt_said_in_two_tools_would_be_found():
    prompts = [("B01", "Sæt dig ned. Hvad gør du nu?"), ("B02", "Hvad gør du nu?")]

    assert used_twice(prompts) == {"hvad gør du nu?": {"B01", "B02"}}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nobody_is_diagnosed_or_scored(path):
    tool = load(path)

    said = [*texts(tool, "da"), *texts(tool, "en")]

    assert [sentence for text in said for sentence in judging(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Din score viser, at du er i fare.",
        "Det tyder på en depression.",
        "Det er ikke farligt. Det er en diagnose.",
        "You are stressed.",
        "Add the ticks to see your score.",
    ],
)
def test_a_judging_sentence_would_be_found(text):
    assert len(judging(text)) == 1


@pytest.mark.parametrize(
    "text", ["Det er aldrig en diagnose.", "There is no score.", "Kort stress er normalt."]
)
def test_a_sentence_that_denies_or_explains_is_let_through(text):
    assert judging(text) == []
