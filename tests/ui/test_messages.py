"""The interface's words are complete, and the script that says so can say no."""

import importlib.util
import sys
from pathlib import Path

import polib
import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "messages.py"
_spec = importlib.util.spec_from_file_location("messages_script", SCRIPT)
assert _spec
assert _spec.loader
messages = importlib.util.module_from_spec(_spec)
sys.modules["messages_script"] = messages
_spec.loader.exec_module(messages)

PAGE = """{% load i18n %}
    <h1>{% translate "Your week" %}</h1>
  <p title="{% translate 'Open' context 'a door' %}">{{ name|default:_("nobody") }} isn't</p>
    {% blocktranslate trimmed count n=items|length with who=name %}
      One thing for {{ who }}
    {% plural %}
      {{ n }} things
      for {{ who }}
    {% endblocktranslate %}
"""
CODE = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext_lazy
LATER = gettext_lazy("Later")
DOOR = pgettext_lazy("a door", "Open")
def say(n): return _("It is "
    "kept.") + ngettext("%(n)d day", "%(n)d days", n)
"""


@pytest.fixture
def room(tmp_path):
    """A room with one page and one module, translated and compiled."""
    room = tmp_path / "desk"
    (room / "templates").mkdir(parents=True)
    (room / "templates" / "page.html").write_text(PAGE, encoding="utf-8")
    (room / "views.py").write_text(CODE, encoding="utf-8")
    messages.update(room)
    catalogue = polib.pofile(str(messages.catalogue_of(room)))
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: f"Et {entry.msgid}", 1: f"Flere {entry.msgid_plural}"}
        else:
            entry.msgstr = f"På dansk: {entry.msgid}"
    catalogue.save()
    messages.compile_(room)
    return room


def change(room: Path, before: str, after: str) -> None:
    path = messages.catalogue_of(room)
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_every_way_to_say_something_is_gathered(room):
    found = {(m.context, m.text): use.plural for m, use in messages.gather(room).items()}

    assert found == {
        (None, "Your week"): "",
        ("a door", "Open"): "",
        (None, "nobody"): "",
        (None, "One thing for %(who)s"): "%(n)s things for %(who)s",
        (None, "Later"): "",
        (None, "It is kept."): "",
        (None, "%(n)d day"): "%(n)d days",
    }


def test_a_complete_room_has_no_problems(room):
    assert list(messages.problems(room)) == []


def test_updating_again_changes_no_byte_and_keeps_translations(room):
    path = messages.catalogue_of(room)
    before = path.read_bytes()

    messages.update(room)

    assert path.read_bytes() == before
    assert "På dansk: Your week".encode() in before


def test_a_new_sentence_is_missed(room):
    (room / "forms.py").write_text('LABEL = gettext_lazy("Name")\n', encoding="utf-8")

    assert list(messages.problems(room)) == ["desk: not in the catalogue: 'Name'"]


def test_a_sentence_nobody_says_any_more_is_found(room):
    (room / "views.py").write_text("", encoding="utf-8")

    assert "desk: no longer said: 'Later'" in list(messages.problems(room))


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('msgstr "På dansk: Later"', 'msgstr ""', "not translated: 'Later'"),
        ('msgid "Later"', '#, fuzzy\nmsgid "Later"', "marked as unsure (fuzzy): 'Later'"),
        ("Flere %(n)d", "Flere %(m)d", "placeholders differ: '%(n)d day'"),
    ],
)
def test_what_a_translator_forgot_is_found(room, before, after, problem):
    change(room, before, after)
    messages.compile_(room)

    assert list(messages.problems(room)) == [f"desk: {problem}"]


def test_a_stale_compiled_file_is_found(room):
    change(room, "På dansk: Later", "Senere")

    assert list(messages.problems(room)) == ["desk: the .mo file is older than the .po file"]


def test_two_rooms_may_not_translate_the_same_sentence_differently(room, tmp_path):
    other = tmp_path / "live"
    other.mkdir()
    (other / "views.py").write_text('X = gettext("Later")\n', encoding="utf-8")
    messages.update(other)
    change(other, 'msgid "Later"\nmsgstr ""', 'msgid "Later"\nmsgstr "Bagefter"')

    assert list(messages.conflicts([room, other])) == [
        "two translations of 'Later': 'På dansk: Later' in desk, 'Bagefter' in live"
    ]


@pytest.mark.parametrize("room", messages.every_room(), ids=lambda room: room.name)
def test_every_room_of_trivsel_is_translated(room):
    assert list(messages.problems(room)) == []


def test_no_two_rooms_of_trivsel_disagree():
    assert list(messages.conflicts(messages.every_room())) == []
