"""The words the question linter knows, by subject and language.

Patterns are matched against whole words in small letters. ``~`` stands for any ending, so that
'gravid~' also finds 'gravide' and 'graviditet'.
"""

from dataclasses import dataclass

from trivsel.domain.instrument.problems import Problem


@dataclass(frozen=True, slots=True)
class Words:
    """What one language calls a subject, from the clearest to the doubtful."""

    always: tuple[str, ...] = ()
    """Refused whatever else the sentence says: it can only be about the person."""
    refused: tuple[str, ...] = ()
    """Refused, unless the sentence is about those one works for (see WORK)."""
    personal: tuple[str, ...] = ()
    """Refused only where the sentence speaks of the one who answers (see SELF)."""
    doubted: tuple[str, ...] = ()
    """May well be about the work: let in with a warning."""


ILLNESS = {
    "da": Words(
        always=(
            "(?:mit|dit) helbred~",
            "selvvurderet helbred",
            "sygemeldt?",
            "sygemelding~",
            "sygedage?",
            "hovedpine",
            "migræne",
            "søvn~",
            "sove",
            "sover",
            "deprimeret",
            "nedtrykt",
            "udbrændt~",
            "hjertebanken",
            "svimmel~",
            "kvalme",
            "egen læge",
            "(?:min|din) (?:læge|psykolog|medicin|vægt|diagnose)",
            "tager (?:du |jeg )?medicin",
            "ondt i (?:hovedet|maven|ryggen|kroppen|nakken|skuldrene|brystet)",
            "ryger du",
            "drikker du",
            "selvmord~",
        ),
        refused=(
            "helbred",
            "helbredet",
            "helbredstilstand~",
            "symptom~",
            "diagnoser?",
            "diagnosen",
            "depression~",
            "depressiv~",
            "angst(?! for)",
            "smerter?",
            "rygsmerter",
            "kroniske? (?:syg|smerte|lidelse|træt)~",
            "psykiske? lidelser?",
            "handicap~",
            "funktionsnedsættelse~",
            "adhd",
            "autisme",
            "autist~",
        ),
        personal=(
            "syge?",
            "sygdom~",
            "sygefravær~",
            "stresset",
            "udmattet",
            "udmattelse",
            "rygning",
            "alkohol~",
            "misbrug~",
        ),
        doubted=("stress", "angst", "medicin", "psykolog~"),
    ),
    "en": Words(
        always=(
            "(?:my|your)(?: own| mental| physical| general)* health(?! and safety)",
            "self-rated health",
            "headaches?",
            "migraines?",
            "sleep",
            "sleeping",
            "slept",
            "sleepless~",
            "insomnia",
            "depressed",
            "burnout",
            "burn(?:ed|t)[- ]out",
            "palpitations?",
            "dizzy",
            "dizziness",
            "nausea",
            "sick[- ]listed",
            "sick days?",
            "(?:my|your) (?:doctor|gp|medication|medicine|therapist|weight|diagnosis)",
            "take medication",
            "do you smoke",
            "do you drink",
            "suicid~",
            "(?:back|neck|chest|shoulder) pains?",
            "panic attacks?",
        ),
        refused=(
            "symptoms?",
            "diagnos[ei]s",
            "diagnosed",
            "depressions?",
            "(?:in|have|had|feel|felt) pain",
            "chronic (?:illness~|disease~|pain|condition~|fatigue)",
            "disabilit(?:y|ies)",
            "adhd",
            "autis(?:m|tic)",
            "mental (?:illness~|disorders?)",
        ),
        personal=(
            "sick(?! of)",
            "ill(?!-)",
            "illness~",
            "sickness",
            "sick leave",
            "anxiety",
            "anxious(?! about)",
            "stressed",
            "exhausted",
            "exhaustion",
            "smoking",
            "alcohol",
        ),
        doubted=("stress", "mental health", "medication", "psychologist"),
    ),
}
FAMILY = {
    "da": Words(
        always=(
            "ægtefælle~",
            "samlever~",
            "kæreste~",
            "(?:mine|dine|hjemmeboende) børn",
            "har du børn",
            "er du (?:gift|single|skilt|fraskilt)",
            "civilstand",
            "(?:min|din) (?:kone|mand)",
        ),
        refused=("familie", "familien", "familieliv~", "skilsmisse~", "ægteskab~"),
        doubted=("privatliv~", "fritid", "fritiden", "derhjemme"),
    ),
    "en": Words(
        always=(
            "spouse",
            "husband",
            "wife",
            "boyfriend",
            "girlfriend",
            "(?:my|your) (?:children|kids)",
            "do you have children",
            "marital~",
            "are you (?:single|married|divorced)",
        ),
        refused=("famil(?:y|ies)", "married", "marriage", "divorced?"),
        doubted=("private life", "personal life", "(?:my|your) partner"),
    ),
}
PREGNANCY = {
    "da": Words(
        always=("er du gravid", "venter du barn", "ønsker du børn", "planlægger du at få børn"),
        refused=("gravid~", "fertilitet~", "abort", "aborten"),
        personal=("barsel~", "forældreorlov"),
    ),
    "en": Words(
        always=(
            "are you pregnant",
            "expecting a (?:child|baby)",
            "plan to have (?:a )?(?:child~|baby)",
        ),
        refused=("pregnan(?:t|cy|cies)", "fertility", "miscarriage", "abortions?"),
        personal=("(?:maternity|paternity|parental) leave",),
    ),
}
RELIGION = {
    "da": Words(
        always=(
            "(?:min|din) (?:religion|tro)",
            "er du (?:troende|religiøs|kristen|muslim|jøde)",
            "tror du på gud",
        ),
        refused=(
            "religion~",
            "religiøs~",
            "muslim~",
            "kristen",
            "kristne",
            "jøder?",
            "jødisk~",
            "trosretning~",
            "livssyn",
        ),
    ),
    "en": Words(
        always=(
            "(?:my|your) (?:religion|faith)",
            "are you (?:a )?(?:religious|christian|muslim|jewish)",
            "believe in god",
        ),
        refused=("religions?", "religious", "muslims?", "christians?", "jewish", "hindus?"),
    ),
}
UNION = {
    "da": Words(
        always=(
            "medlem af (?:en |et )?(?:fagforening~|fagforbund~|a-kasse)",
            "(?:din|min) (?:fagforening|a-kasse)",
            "fagligt organiseret",
        ),
        doubted=("fagforening~", "fagforbund~", "a-kasse"),
    ),
    "en": Words(
        always=(
            "(?:trade )?union members?(?:hip)?",
            "(?:my|your) (?:trade )?union",
            "member of (?:a|the|any) (?:trade |labou?r )?union",
            "belong to a (?:trade )?union",
        ),
        doubted=("(?:trade|labou?r) unions?",),
    ),
}
IDENTITY = {
    "da": Words(
        always=(
            "(?:dit|mit) køn",
            "er du (?:en )?(?:mand|kvinde)",
            "hvor gammel er du",
            "din alder",
            "(?:din|min) (?:hudfarve|seksualitet|nationalitet)",
            "hvilket parti",
            "cpr-nummer",
        ),
        refused=(
            "etnisk~",
            "etnicitet",
            "hudfarve",
            "seksualitet",
            "seksuelle? orientering",
            "homoseksuel~",
            "transkønnet~",
            "lesbisk~",
            "bøsse",
            "statsborgerskab",
            "politiske? overbevisning~",
        ),
        doubted=("køn", "alder", "nationalitet~", "modersmål", "seksuel~"),
    ),
    "en": Words(
        always=(
            "your (?:gender|sex|age)",
            "my (?:gender|sex)",
            "(?:my|your) (?:race|ethnicity|nationality|sexuality)",
            "how old are you",
            "are you (?:a )?(?:man|woman|male|female)",
            "which (?:political )?party",
        ),
        refused=(
            "ethnic~",
            "skin colou?r",
            "sexuality",
            "sexual orientation",
            "homosexual~",
            "transgender",
            "lesbians?",
            "gay",
            "citizenship",
            "political (?:views|beliefs|opinions)",
        ),
        doubted=("gender", "nationality", "mother tongue", "sexual"),
    ),
}
SUBJECTS = {
    Problem.ILLNESS: ILLNESS,
    Problem.FAMILY: FAMILY,
    Problem.PREGNANCY: PREGNANCY,
    Problem.RELIGION: RELIGION,
    Problem.UNION: UNION,
    Problem.IDENTITY: IDENTITY,
}

SELF = {
    "da": ("jeg", "mig", "min", "mit", "mine", "du", "dig", "din", "dit", "dine"),
    "en": ("i", "i'm", "i've", "me", "my", "myself", "you", "you're", "your", "yourself"),
}
"""The words by which a sentence speaks of the one who answers."""

WORK = {
    "da": (
        "patient~",
        "borger~",
        "beboer~",
        "kunder?",
        "kunderne~",
        "elev",
        "elever~",
        "klient~",
        "studerende",
        "uanset",
        "chikane~",
        "diskrimin~",
        "krænk~",
        "forskelsbehandl~",
        "ligestilling~",
    ),
    "en": (
        "patients?",
        "citizens?",
        "residents?",
        "customers?",
        "clients?",
        "pupils?",
        "students?",
        "regardless",
        "irrespective",
        "harass~",
        "discriminat~",
        "equal~",
        "offensive",
    ),
}
"""Words that make the subject part of the work: those one works for, or how people are treated.

A nurse's work is illness, and asking whether all are treated alike must be possible.
"""
