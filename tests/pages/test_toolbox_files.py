"""A draft as a file: out and in again, and files that somebody else may have made."""

import json

import pytest
from playwright.sync_api import expect

import drafting
from drafting import (
    CURVE,
    OVERVIEW,
    REASONS,
    file_of,
    is_kept,
    menu,
    open_file,
    open_tool,
    step,
)

pytestmark = pytest.mark.usefixtures("without_worker")

SCRIPT = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
WORDS = "Det, der stod her i forvejen"
DEEP = '{"trivsel":"draft","format":1,"tool":"B15","values":' + "[" * 100_000


@pytest.fixture
def page(browser_page):
    """A tool with a draft in it, that no file may harm."""
    open_tool(browser_page, REASONS)
    step(browser_page, "other").get_by_role("textbox").fill(WORDS)
    is_kept(browser_page)
    return browser_page


def saved(page):
    """Save a file as one does, and read it."""
    dialog = menu(page)
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Gem som fil").click()
    page.keyboard.press("Escape")
    return download.value.suggested_filename, json.loads(
        download.value.path().read_text(encoding="utf-8")
    )


def is_untouched(page):
    page.keyboard.press("Escape")
    drafting.can_be_filled_in(page)
    assert page.locator("#other textarea").input_value() == WORDS
    [draft] = drafting.drafts(page)
    assert draft["values"]["other"] == {"other-reasons": WORDS}
    assert page.title().startswith("Hvorfor")


# --- out and in -------------------------------------------------------------------------------
def test_a_file_holds_all_that_was_written_and_opens_again(page):
    page.locator("[data-go=reasons]").click()
    page.locator("#reasons input[type=checkbox]").nth(2).check()
    is_kept(page)
    before = drafting.fields(page)

    name, file = saved(page)
    dialog = menu(page)
    dialog.get_by_role("button", name="Slet alle kladder her").click()
    dialog.get_by_role("button", name="Ja, slet").click()
    expect(page.locator("#other textarea")).to_have_value("")
    open_file(page, file)

    assert name.startswith("trivsel-hvorfor-gaar-jeg-ikke-til-min-leder-")
    assert name.endswith(".json")
    expect(page.locator("#other textarea")).to_have_value(WORDS)
    assert drafting.fields(page) == before
    expect(dialog).not_to_be_visible()


def test_an_opened_file_lies_beside_the_draft_that_was_there(page):
    open_file(page, file_of(REASONS, {"other": {"other-reasons": "fra filen"}}))
    expect(page.locator("#other textarea")).to_have_value("fra filen")
    expect(drafting.said(page)).to_contain_text("De andre ligger der stadig")

    kept = {draft["name"]: draft["values"]["other"] for draft in drafting.drafts(page)}

    assert kept == {
        "": {"other-reasons": WORDS},
        "Fra en fil": {"other-reasons": "fra filen"},
    }


def test_a_curve_comes_through_a_file_unchanged(browser_page):
    open_tool(browser_page, CURVE)
    browser_page.locator(".handle").nth(2).focus()
    for key in ("ArrowUp", "ArrowUp", "ArrowRight"):
        browser_page.keyboard.press(key)
    is_kept(browser_page)
    [before] = drafting.drafts(browser_page)

    _name, file = saved(browser_page)
    open_file(browser_page, file)
    expect(drafting.said(browser_page)).to_contain_text("Kladden er åben")

    values = [draft["values"] for draft in drafting.drafts(browser_page)]
    assert values == [before["values"]] * 2


# --- files that are refused -------------------------------------------------------------------
REFUSED = [
    ("", "kan ikke læses"),
    ("%PDF-1.7 ikke en kladde", "kan ikke læses"),
    ('{"trivsel": "draft", "format": 1, "tool"', "kan ikke læses"),
    (DEEP, "kan ikke læses"),
    ("[" * 400_000 + "]" * 400_000, "ikke en kladde"),
    ("null", "ikke en kladde"),
    ("[]", "ikke en kladde"),
    ('"draft"', "ikke en kladde"),
    ({"squirrel": 3}, "ikke en kladde"),
    (file_of(REASONS, {}, trivsel="svar"), "ikke en kladde"),
    (file_of(REASONS, {}, format="1"), "ikke en kladde"),
    (file_of(REASONS, {}, format=2), "nyere udgave"),
    (file_of(REASONS, {}, tool=None, slug=None), "et andet værktøj"),
    ('{"a": "' + "x" * 5_000_000 + '"}', "mere end 1 MB"),
]


def test_a_file_that_is_no_draft_says_so_and_harms_nothing(page):
    for number, (content, why) in enumerate(REFUSED):
        line = open_file(page, content, name=f"ferie-{number}.json")

        expect(line).to_contain_text(f"ferie-{number}.json")
        expect(line).to_contain_text(why)

    is_untouched(page)


def test_a_whole_file_nested_very_deep_opens_without_what_is_in_it(page):
    open_file(page, DEEP + "]" * 100_000 + "}")

    expect(drafting.said(page)).to_contain_text("Kladden er åben")
    drafting.can_be_filled_in(page)


def test_a_draft_of_another_tool_leads_there(page):
    line = open_file(page, file_of(CURVE, {}))

    expect(line).to_contain_text("et andet værktøj")
    link = line.get_by_role("link", name="Belastningskurven")
    assert link.get_attribute("href") == "../belastningskurven/"
    is_untouched(page)


def test_a_draft_of_another_tool_leads_nowhere_else(page):
    slugs = ["javascript:alert(1)", "//evil.example/", "../../x", ["a"], {"a": 1}, "A B", ""]
    for number, slug in enumerate(slugs):
        file = file_of(CURVE, {}, slug=slug, title=SCRIPT)
        line = open_file(page, file, name=f"ferie-{number}.json")

        expect(line).to_contain_text(f"ferie-{number}.json")
        assert line.locator("a, img, script").count() == 0

    is_untouched(page)


def test_a_refused_file_can_be_mended_and_opened_again(page):
    line = open_file(page, "{")
    expect(line).to_contain_text("kan ikke læses")

    open_file(page, file_of(REASONS, {"other": {"other-reasons": "mendet"}}))

    expect(page.locator("#other textarea")).to_have_value("mendet")


# --- files that open as far as they can be read -----------------------------------------------
def test_an_older_version_opens_without_what_is_gone(page):
    older = {
        "gone": {"picked": ["x"]},
        "reasons": {"picked": ["just-this-week", "no-longer-here"]},
        "other": {"other-reasons": "stadig her", "gone-too": "x"},
    }

    open_file(page, file_of(REASONS, older, version=0))

    expect(page.locator("#other textarea")).to_have_value("stadig her")
    expect(drafting.said(page)).to_contain_text("ikke alt kunne læses")
    drafting.can_be_filled_in(page)


def test_what_is_all_right_is_not_complained_about(page):
    """The control to the one above."""
    values = {"reasons": {"picked": ["just-this-week"]}, "other": {"other-reasons": "her"}}

    open_file(page, file_of(REASONS, values))

    expect(drafting.said(page)).to_contain_text("De andre ligger der stadig")


def test_missing_fields_are_empty(page):
    whole = file_of(REASONS, {})
    for name in ("name", "changed", "version", "title", "slug", "values"):
        del whole[name]

    open_file(page, whole)

    expect(page.locator("#other textarea")).to_have_value("")
    drafting.can_be_filled_in(page)


def test_script_in_texts_and_names_is_shown_as_text(page):
    values = {
        "reasons": {"own": [{"group": SCRIPT, "text": SCRIPT}], SCRIPT: SCRIPT},
        "other": {"other-reasons": SCRIPT},
        "next": {"actions": [{"what": SCRIPT, "level": SCRIPT, "who": SCRIPT, "by": SCRIPT}]},
        SCRIPT: SCRIPT,
    }

    open_file(page, file_of(REASONS, values, name=SCRIPT))

    expect(page.locator("#other textarea")).to_have_value(SCRIPT)
    expect(page.locator("[data-summary=other]")).to_contain_text(SCRIPT[:40])
    assert page.locator("main :is(img[src=x], script)").count() == 0
    dialog = menu(page)
    assert SCRIPT in dialog.locator("[data-do=open]").all_inner_texts()
    assert page.title().startswith("Hvorfor")


def test_words_that_mean_something_to_the_language_are_only_words(page):
    hostile = (
        '{"trivsel":"draft","format":1,"tool":"B15","__proto__":{"polluted":1},'
        '"constructor":{"prototype":{"polluted":1}},"name":"x","values":{'
        '"__proto__":{"polluted":1},"other":{"__proto__":{"polluted":1},"other-reasons":"her"},'
        '"reasons":{"__proto__":[],"picked":["__proto__","constructor","toString"]}}}'
    )

    open_file(page, hostile)

    expect(page.locator("#other textarea")).to_have_value("her")
    assert page.evaluate("({}).polluted ?? Object.keys(Object.prototype).length") == 0


def test_references_in_circles_are_only_words(page):
    circle = {"$ref": "#/values", "other-reasons": "$ref:#/values/other"}

    open_file(page, file_of(REASONS, {"other": circle, "next": {"$ref": "#"}}))

    expect(page.locator("#other textarea")).to_have_value("$ref:#/values/other")
    drafting.can_be_filled_in(page)


WRONG = [None, True, -1, 1e308, "x" * 50_000, [], {}, [[[[]]]], {"a": {"b": {"c": []}}}]


@pytest.mark.parametrize("slug", [CURVE, OVERVIEW, "krav-og-ressourcer", "trivselstrekanten"])
def test_values_of_any_shape_open_as_far_as_they_can_be_read(browser_page, slug):
    """In every step of the tool something else than what belongs there."""
    open_tool(browser_page, slug)
    keys = browser_page.locator("[data-step]").evaluate_all("all => all.map(one => one.id)")

    for shift, _ in enumerate(WRONG):
        values = {key: WRONG[(at + shift) % len(WRONG)] for at, key in enumerate(keys)}
        open_file(browser_page, file_of(slug, values))
        expect(browser_page.locator("dialog[data-drafts]")).not_to_be_visible()
        drafting.can_be_filled_in(browser_page)


@pytest.mark.parametrize(
    ("slug", "key", "value"),
    [
        (CURVE, "course", {"points": [{"at": 1, "load": 1, "note": "n"}] * 10_000}),
        (OVERVIEW, "tasks", {"rows": [{"task": "t"}] * 10_000}),
        (REASONS, "next", {"actions": [{"what": "t"}] * 10_000}),
        (REASONS, "reasons", {f"key-{number}": "x" for number in range(10_000)}),
    ],
)
def test_ten_thousand_entries_are_cut_and_the_page_goes_on(browser_page, slug, key, value):
    open_tool(browser_page, slug)
    assert browser_page.locator(f"#{key}").count() == 1

    open_file(browser_page, file_of(slug, {key: value}))

    expect(drafting.said(browser_page)).to_contain_text("ikke alt kunne læses")
    drafting.can_be_filled_in(browser_page)
    assert browser_page.locator(".step :is(input, textarea)").count() < 2_000
