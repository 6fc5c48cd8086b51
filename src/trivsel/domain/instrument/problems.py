"""Everything that can be wrong with an instrument file, in words for the one who wrote it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from trivsel.domain.instrument.marks import _


class Problem(Enum):
    """A kind of problem: what is wrong, and what to do. %(name)s is filled from the file."""

    NOT_TOML = (
        _("The file is not TOML: %(what)s."),
        _("Often a quotation mark, a bracket or an equals sign is missing on that line."),
    )
    TOO_DEEP = (
        _("The file is nested too deeply to be an instrument."),
        _("An instrument needs no more than tables within lists. See the example."),
    )
    NOT_UTF8 = (
        _("The file is not text in UTF-8."),
        _("Save it again with the encoding UTF-8, so that æ, ø and å come through."),
    )
    TOO_LARGE = (
        _("The file is larger than %(limit)s kB."),
        _("An instrument of 250 items is far below that. Is it the right file?"),
    )
    MISSING = (
        _("'%(name)s' is missing."),
        _("%(meaning)s"),
    )
    UNKNOWN_KEY = (
        _("'%(name)s' is not a word this format knows."),
        _("Known here: %(known)s."),
    )
    UNKNOWN_KEY_CLOSE = (
        _("'%(name)s' is not a word this format knows."),
        _("Did you mean '%(close)s'?"),
    )
    WRONG_KIND = (
        _("'%(name)s' must be %(kind)s."),
        _("%(meaning)s"),
    )
    VERSION_NOT_TEXT = (
        _("The version must be text, not a number."),
        _('Put it in quotation marks: version = "1".'),
    )
    BAD_VERSION = (
        _("'%(value)s' cannot be a version."),
        _("Use up to 20 letters, digits, dots, hyphens or plus signs, such as 2026.1."),
    )
    BAD_KEY = (
        _("'%(value)s' cannot be a key."),
        _("Use up to 50 small letters a-z, digits, hyphens and underscores: '%(close)s'."),
    )
    TWICE = (
        _("The key '%(value)s' is used twice."),
        _("Keys are names that answers are kept under: give each its own."),
    )
    SAME_TEXT = (
        _("The same text stands twice: '%(value)s'."),
        _("Reword or remove one of them. People should not be asked the same thing twice."),
    )
    EMPTY = (
        _("The text is empty."),
        _("Write it, or take the line out if it may be left out."),
    )
    TOO_LONG = (
        _("The text has %(length)s characters; %(limit)s is the most."),
        _("Shorten it. A short sentence is easier to answer on a phone."),
    )
    BAD_CHARACTER = (
        _("The text holds a character that cannot be shown (%(value)s)."),
        _("It often comes along when text is copied. Type that spot again."),
    )
    LINE_BREAK = (
        _("The text goes over several lines."),
        _("Write it on one line."),
    )
    NOT_PER_LANGUAGE = (
        _("'%(name)s' must be written once for each language."),
        _('Write %(name)s.%(language)s = "..." for each language of the file.'),
    )
    BAD_LANGUAGE = (
        _("'%(value)s' is not a language code."),
        _("Use codes such as da, en, pl, de."),
    )
    NO_DANISH_OR_ENGLISH = (
        _("The instrument has neither Danish nor English."),
        _("Add da or en to the languages, with the texts. More languages may follow."),
    )
    LANGUAGE_REQUIRED = (
        _("The language '%(language)s' is missing."),
        _("Instruments that come with Trivsel are written in Danish and English."),
    )
    TEXT_MISSING = (
        _("The text in the language '%(language)s' is missing."),
        _("Every text must be there in each of the file's languages: %(languages)s."),
    )
    LANGUAGE_NOT_DECLARED = (
        _("There is a text in '%(language)s', which is not among the file's languages."),
        _("Add '%(language)s' to languages at the top, or take the text out."),
    )
    TOO_MANY = (
        _("There are %(count)s of these; %(limit)s is the most."),
        _("Take some out, or divide the file into two instruments."),
    )
    NONE_AT_ALL = (
        _("There is not one entry in '%(name)s'."),
        _("%(meaning)s"),
    )
    NO_SUCH_SCALE = (
        _("The item belongs to the scale '%(value)s', which does not exist."),
        _("The scales are: %(known)s. An item on its own gets a scale of its own."),
    )
    NO_SUCH_OPTIONS = (
        _("The item uses the options '%(value)s', which do not exist."),
        _("The option sets are: %(known)s."),
    )
    SCALE_WITHOUT_ITEMS = (
        _("No item belongs to the scale '%(value)s'."),
        _("Add an item with this scale, or take the scale out."),
    )
    FREE_TEXT = (
        _("A question answered in free text is not an item."),
        _(
            "Put it under [[open_questions]], with a key and a text. What people write is "
            "protected otherwise than what they choose, and has no scale."
        ),
    )
    OPTION_COUNT = (
        _("There are %(count)s options; there must be from 2 to 11."),
        _("Give at least two and at most eleven answers to choose from."),
    )
    NOT_EVEN = (
        _("The values %(values)s are not evenly spaced."),
        _(
            "Use whole numbers with the same step between them, rising or falling in the order "
            "they are shown: 1, 2, 3, 4, 5 or 4, 3, 2, 1, 0. Otherwise 0-100 has no meaning."
        ),
    )
    VALUE_RANGE = (
        _("The value %(value)s is out of range."),
        _("Use whole numbers from -1000 to 1000."),
    )
    GOOD = (
        _("'good' is '%(value)s'; it must be high or low."),
        _('Write good = "high" if a high score is what one wishes for, else good = "low".'),
    )
    SHARE = (
        _("'minimum_answered' is %(value)s; it must be above 0 and at most 1."),
        _("It is the share of items that must be answered: 0.5 is half of them, 1 all."),
    )
    ILLNESS = (
        _("'%(word)s' asks about illness or symptoms."),
        _(
            "An employer may not gather knowledge of people's health to judge who may fall"
            " ill. Ask about the work that wears people out. Symptoms belong in tools one does"
            " alone."
        ),
    )
    FAMILY = (
        _("'%(word)s' asks about family or private life."),
        _("A survey at work asks about work. Ask what the work could do better instead."),
    )
    PREGNANCY = (
        _("'%(word)s' asks about pregnancy or having children."),
        _("It has no place in a survey at work, and a single answer could point to a person."),
    )
    RELIGION = (
        _("'%(word)s' asks about religion or belief."),
        _("The law protects it specially, and a single answer could point to a person."),
    )
    UNION = (
        _("'%(word)s' asks about union membership."),
        _("The law protects it specially. Asking how the cooperation works is fine."),
    )
    IDENTITY = (
        _("'%(word)s' asks who the person is: sex, age, origin or orientation."),
        _("In a small group that is a name. Ask about the work, not about the person."),
    )

    def __init__(self, sentence: str, hint: str) -> None:
        """Give each kind its two texts."""
        self.sentence = sentence
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem in one place.

    ``key`` is the path in the file, lists counted from 1: ``items[3].text.da``. ``line`` is
    None where the document did not come from a file.
    """

    problem: Problem
    file: str
    key: str
    line: int | None = None
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What is wrong, in English."""
        return self.problem.sentence % self.facts

    @property
    def hint(self) -> str:
        """What to do, in English."""
        return self.problem.hint % self.facts

    def __str__(self) -> str:
        """Give file, line and key, then the sentence."""
        line = f":{self.line}" if self.line else ""
        key = f" {self.key}:" if self.key else ""
        return f"{self.file}{line}:{key} {self.sentence}"


class InstrumentErrors(Exception):
    """All that is wrong with a file, in the order of its lines."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep the findings; there is at least one."""
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = tuple(findings)

    def __iter__(self) -> Iterator[Finding]:
        """Go through the findings."""
        return iter(self.findings)
