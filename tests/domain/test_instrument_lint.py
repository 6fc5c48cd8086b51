"""The question linter: what it stops, what it doubts, and what it must leave alone."""

import pytest

from trivsel.domain.instrument import (
    InstrumentErrors,
    Problem,
    Verdict,
    lint_sentence,
    parse_instrument,
    warnings,
)

STOPPED = [
    ("da", "Hvor ofte har du haft hovedpine?", Problem.ILLNESS),
    ("da", "Hvordan vurderer du dit helbred?", Problem.ILLNESS),
    ("da", "Jeg sover dårligt", Problem.ILLNESS),
    ("da", "Jeg har været syg af mit arbejde", Problem.ILLNESS),
    ("da", "Hvor mange sygedage har du haft i år?", Problem.ILLNESS),
    ("da", "Har du en kronisk sygdom?", Problem.ILLNESS),
    ("da", "Hvor ofte har du følt dig stresset?", Problem.ILLNESS),
    ("da", "Jeg er udbrændt af at arbejde med borgere", Problem.ILLNESS),
    ("da", "Symptomer på stress", Problem.ILLNESS),
    ("da", "Har du hjemmeboende børn?", Problem.FAMILY),
    ("da", "Mit arbejde går ud over min familie", Problem.FAMILY),
    ("da", "Er du gift?", Problem.FAMILY),
    ("da", "Er du gravid, eller har du planer om det?", Problem.PREGNANCY),
    ("da", "Hvilken religion har du?", Problem.RELIGION),
    ("da", "Er du medlem af en fagforening?", Problem.UNION),
    ("da", "Hvad er dit køn?", Problem.IDENTITY),
    ("da", "Hvad er din seksuelle orientering?", Problem.IDENTITY),
    ("da", "Hvor gammel er du?", Problem.IDENTITY),
    ("en", "How often have you had headaches?", Problem.ILLNESS),
    ("en", "How would you rate your health?", Problem.ILLNESS),
    ("en", "I sleep badly and restlessly", Problem.ILLNESS),
    ("en", "I have been depressed", Problem.ILLNESS),
    ("en", "Have you been diagnosed with anything?", Problem.ILLNESS),
    ("en", "My clients leave me burned-out", Problem.ILLNESS),
    ("en", "I go to work when I am ill", Problem.ILLNESS),
    ("en", "My work takes time from my family", Problem.FAMILY),
    ("en", "Are you married?", Problem.FAMILY),
    ("en", "Are you pregnant?", Problem.PREGNANCY),
    ("en", "What is your religion?", Problem.RELIGION),
    ("en", "Are you a union member?", Problem.UNION),
    ("en", "What is your gender?", Problem.IDENTITY),
    ("en", "I am gay", Problem.IDENTITY),
]
LEFT_ALONE = [
    ("da", "Det psykiske arbejdsmiljø er godt hos os"),
    ("da", "Jeg ved, hvordan vi arbejder med sikkerhed og sundhed"),
    ("da", "Vi arbejder fysisk hårdt"),
    ("da", "Jeg bruger mine faglige kræfter godt"),
    ("da", "Vi har et stærkt fagligt fællesskab"),
    ("da", "Jeg ved, hvem min tillidsrepræsentant er"),
    ("da", "Sygeplejersker og læger taler ordentligt til hinanden"),
    ("da", "Der er klare regler for giftige stoffer"),
    ("da", "Skiltene i hallen er lette at læse"),
    ("da", "Jeg har tid til børnene"),
    ("da", "Vi fejrer hinandens fødselsdage"),
    ("da", "Jeg stoler på mine samarbejdspartnere"),
    ("da", "Jeg tør sige min mening uden at være bange"),
    ("da", "Vi holder fast i det, vi tror på"),
    ("da", "Min leder kender mit navn"),
    ("da", "Omkring mig er der ro"),
    ("da", "Jeg kan tage en uge fri, når jeg ønsker det"),
    ("en", "I can count on health and safety being taken seriously"),
    ("en", "My health and safety at work comes first"),
    ("en", "Every single day I learn something"),
    ("en", "I know my ill-defined tasks"),
    ("en", "The race against time never stops"),
    ("en", "I trust our business partners"),
    ("en", "We act in good spirit"),
    ("en", "My work aborts without warning"),
    ("en", "I am told why the machine stops"),
    ("en", "The unit is well led"),
    ("en", "My skills are used"),
]
DOUBTED = [
    ("da", "Alle bliver behandlet ens uanset køn", Problem.IDENTITY),
    ("da", "Vi taler åbent om stress", Problem.ILLNESS),
    ("da", "Jeg har tid nok til mine syge borgere", Problem.ILLNESS),
    ("da", "Der er vikarer, når nogen er væk på grund af sygdom", Problem.ILLNESS),
    ("da", "Jeg kan forene arbejde og privatliv", Problem.FAMILY),
    ("da", "Samarbejdet mellem ledelse og fagforening er godt", Problem.UNION),
    ("da", "Seksuel chikane bliver taget alvorligt", Problem.IDENTITY),
    ("en", "All are treated alike regardless of religion", Problem.RELIGION),
    ("en", "I have enough time for my patients' symptoms", Problem.ILLNESS),
    ("en", "We have cover when somebody is sick", Problem.ILLNESS),
    ("en", "I can combine work and private life", Problem.FAMILY),
]


@pytest.mark.parametrize(("language", "sentence", "subject"), STOPPED)
def test_what_asks_about_the_person_is_refused(language, sentence, subject):
    found = lint_sentence(sentence, language)

    assert (Verdict.REFUSED, subject) in [(verdict, problem) for verdict, problem, _ in found]


@pytest.mark.parametrize(("language", "sentence"), LEFT_ALONE)
def test_what_asks_about_the_work_is_left_alone(language, sentence):
    assert lint_sentence(sentence, language) == []


@pytest.mark.parametrize(("language", "sentence", "subject"), DOUBTED)
def test_what_may_be_about_the_work_is_let_in_with_a_doubt(language, sentence, subject):
    found = lint_sentence(sentence, language)

    assert [(verdict, problem) for verdict, problem, _ in found] == [(Verdict.DOUBTED, subject)]


def test_letters_and_spaces_do_not_hide_a_word():
    assert lint_sentence("ER  DU\u00a0GRAVID?", "da")[0][0] is Verdict.REFUSED


def test_a_language_the_linter_does_not_know_says_nothing():
    assert lint_sentence("Czy jesteś w ciąży?", "pl") == []


FILE = """
key = "odd"
version = "1"
languages = ["da"]
title.da = "Prøve"
option_sets = [{ key = "yn", options = [{value = 1, da = "Nej"}, {value = 2, da = "Ja"}]}]
scales = [{ key = "one", good = "high", title.da = "Et" }]
[[items]]
key = "a"
scale = "one"
options = "yn"
text.da = "Jeg ved, hvad jeg skal"
[[items]]
key = "b"
scale = "one"
options = "yn"
text.da = "SENTENCE"
"""


def test_a_file_with_such_a_question_is_refused_with_place_and_reason():
    with pytest.raises(InstrumentErrors) as caught:
        parse_instrument(FILE.replace("SENTENCE", "Er du gravid?"), file="odd.toml")

    [finding] = caught.value.findings
    assert (finding.key, finding.line) == ("items[2].text.da", 17)
    assert finding.sentence == "'er du gravid' asks about pregnancy or having children."
    assert "no place in a survey at work" in finding.hint


def test_faults_of_form_and_of_subject_are_said_together():
    text = FILE.replace("SENTENCE", "Er du gravid?").replace('good = "high"', 'good = "up"')

    with pytest.raises(InstrumentErrors) as caught:
        parse_instrument(text, file="odd.toml")

    assert [f.problem for f in caught.value] == [Problem.GOOD, Problem.PREGNANCY]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('"Nej"', '"Jeg er gravid"', "option_sets[1].options[1].da"),
        ('"Et"', '"Søvnbesvær"', "scales[1].title.da"),
    ],
)
def test_answers_and_titles_are_read_too(old, new, key):
    with pytest.raises(InstrumentErrors) as caught:
        parse_instrument(FILE.replace(old, new), file="odd.toml")

    assert [finding.key for finding in caught.value] == [key]


def test_a_doubt_lets_the_file_in_and_is_kept_for_those_who_sign():
    text = FILE.replace("SENTENCE", "Vi taler åbent om stress")

    spec = parse_instrument(text, file="odd.toml")

    [doubt] = warnings(text, spec, file="odd.toml")
    assert (doubt.key, doubt.line, doubt.facts["word"]) == ("items[2].text.da", 17, "stress")
