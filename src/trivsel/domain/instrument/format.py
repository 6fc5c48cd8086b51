"""The format of an instrument file as one table: the reader obeys it, the manual prints it."""

from dataclasses import dataclass

from trivsel.domain.instrument.marks import _

MAXIMUM_ITEMS = 250
MAXIMUM_SCALES = 60
MAXIMUM_OPTION_SETS = 40
MAXIMUM_OPEN_QUESTIONS = 3
OPTIONS = range(2, 12)
HIGHEST_VALUE = 1000


@dataclass(frozen=True, slots=True)
class Field:
    """One word of the format."""

    name: str
    kind: str
    meaning: str
    required: bool = True
    limit: int = 0


KEY = _("a key")
TEXT = _("text")
TEXTS = _("text per language")
TABLES = _("a list of tables")

FIELDS: dict[str, tuple[Field, ...]] = {
    "": (
        Field("key", KEY, _("The instrument's own name, which never changes."), limit=50),
        Field("version", TEXT, _("Changes whenever anything else does."), limit=20),
        Field(
            "languages",
            _("a list of language codes"),
            _('Such as ["da", "en"]; da or en at least.'),
        ),
        Field("title", TEXTS, _("What people see it called."), limit=100),
        Field(
            "intro", TEXTS, _("Shown before the first question."), required=False, limit=1000
        ),
        Field(
            "licence",
            TEXT,
            _("On what terms the texts may be used."),
            required=False,
            limit=500,
        ),
        Field(
            "source",
            TEXT,
            _("Who wrote it, and where it is described."),
            required=False,
            limit=1000,
        ),
        Field("option_sets", TABLES, _("Answers to choose from, named once.")),
        Field("scales", TABLES, _("What is scored: one item or several together.")),
        Field("items", TABLES, _("The questions, in the order they are asked.")),
        Field(
            "open_questions",
            TABLES,
            _("Up to three questions answered in people's own words, asked last."),
            required=False,
        ),
    ),
    "option_sets": (
        Field("key", KEY, _("The name that items use."), limit=50),
        Field(
            "options",
            TABLES,
            _("From 2 to 11 answers in the order they are shown."),
        ),
    ),
    "options": (
        Field(
            "value",
            _("a whole number"),
            _("The number the answer counts with. All steps within a set are the same."),
        ),
    ),
    "scales": (
        Field("key", KEY, _("The name that figures are kept under."), limit=50),
        Field("title", TEXTS, _("Stands over the figure."), limit=60),
        Field("about", TEXTS, _("One sentence on what it is."), required=False, limit=300),
        Field("good", _("high or low"), _('Which end people wish for: "high" or "low".')),
        Field(
            "minimum_answered",
            _("a number"),
            _(
                "The share of its items a person must answer to get a score: above 0, at most"
                " 1; 0.5 if left out."
            ),
            required=False,
        ),
        Field(
            "talk",
            _("list of texts per language"),
            _("Up to six questions for the talk about the result."),
            required=False,
            limit=200,
        ),
    ),
    "items": (
        Field("key", KEY, _("The name that answers are kept under."), limit=50),
        Field("scale", _("a scale's key"), _("The scale it counts in.")),
        Field("options", _("an option set's key"), _("The answers offered.")),
        Field(
            "reversed",
            _("true or false"),
            _("Whether it counts the other way in its scale; false if left out."),
            required=False,
        ),
        Field("text", TEXTS, _("The question or statement itself."), limit=300),
    ),
    "open_questions": (
        Field("key", KEY, _("The name that comments are kept under."), limit=50),
        Field("text", TEXTS, _("The question itself."), limit=200),
        Field(
            "hint", TEXTS, _("A line of help below the question."), required=False, limit=300
        ),
    ),
}
MAXIMUM_TALK = 6
LABEL_LIMIT = 80  # what stands on one answer, in each language
