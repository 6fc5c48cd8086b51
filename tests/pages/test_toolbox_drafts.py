"""Drafts of a tool: kept in this browser, by name, beside each other, and forgotten."""

import json

import pytest
from playwright.sync_api import expect

import drafting
from browsing import PHONE, axe, nothing_slides_out
from drafting import CURVE, REASONS, again, is_kept, menu, open_tool, said, step

pytestmark = pytest.mark.usefixtures("without_worker")

WORDS = "Der er for få om aftenen"


@pytest.fixture
def page(browser_page):
    open_tool(browser_page, REASONS)
    return browser_page


def write(page, words):
    step(page, "other").get_by_role("textbox").fill(words)
    expect(page.locator("#other textarea")).to_have_value(words)


def written(page):
    return page.locator("#other textarea").input_value()


def named(page, name):
    dialog = menu(page)
    dialog.locator("[data-name]").fill(name)
    dialog.get_by_role("button", name="Luk").click()
    expect(dialog).not_to_be_visible()


def begin(page):
    menu(page).get_by_role("button", name="Ny kladde").click()
    expect(page.locator("dialog[data-drafts]")).not_to_be_visible()


def entries(dialog):
    return dialog.locator("[data-do=open]")


# --- kept ------------------------------------------------------------------------------------
def test_what_was_written_is_there_after_a_reload(page):
    write(page, WORDS)
    page.locator("[data-go=reasons]").click()
    page.locator("#reasons input[type=checkbox]").first.check()
    is_kept(page)
    before = drafting.fields(page)

    again(page)

    assert written(page) == WORDS
    assert drafting.fields(page) == before


def test_the_side_tells_what_is_in_a_step(page):
    write(page, WORDS)
    is_kept(page)
    again(page)

    assert page.locator("[data-summary=other]").inner_text() == WORDS


LEAVING = [
    lambda page: page.goto("/da/"),
    lambda page: page.reload(),
    lambda page: page.close(run_before_unload=True),
]


@pytest.mark.parametrize("leave", LEAVING, ids=["another page", "reload", "closed"])
def test_what_is_written_in_the_last_moment_is_kept(page, leave):
    """The page is left before the pause after which it saves."""
    beside = page.context.new_page()
    write(page, WORDS)

    leave(page)
    open_tool(beside, REASONS)

    assert written(beside) == WORDS
    assert beside.evaluate("Object.keys(localStorage)") == []


def test_what_was_laid_by_in_haste_is_taken_in_and_what_is_damaged_is_not(page):
    """The store did not answer any more when the page went away."""
    late = {"id": "late", "tool": "B15", "name": "", "changed": "2026-11-22T10:00:00Z"}
    late["values"] = {"other": {"other-reasons": WORDS}}
    lay_by = "([name, text]) => localStorage.setItem(`trivsel-tools-in-haste ${name}`, text)"
    page.evaluate(lay_by, ["late", json.dumps(late)])
    page.evaluate(lay_by, ["broken", "{"])
    page.evaluate(lay_by, ["other", json.dumps(late)])

    again(page)

    assert written(page) == WORDS
    assert len(drafting.drafts(page)) == 1
    assert page.evaluate("Object.keys(localStorage)") == []


def test_what_was_laid_by_in_haste_is_forgotten_with_the_rest(page):
    write(page, WORDS)
    is_kept(page)
    dialog = menu(page)
    page.evaluate("localStorage.setItem('trivsel-tools-in-haste late', '{\"id\": \"late\"}')")

    dialog.get_by_role("button", name="Slet alle kladder her").click()
    dialog.get_by_role("button", name="Ja, slet").click()
    expect(dialog.locator("[data-menu-said]")).to_have_text("Det er slettet.")

    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_page_that_was_only_looked_at_leaves_nothing(page):
    for link in page.locator("[data-go]").all():
        link.click()
    page.goto("/da/")
    open_tool(page, REASONS)

    assert drafting.drafts(page) == []


def test_each_tool_has_its_own_drafts(page):
    write(page, WORDS)
    is_kept(page)

    open_tool(page, CURVE)

    assert entries(menu(page)).count() == 0


def test_both_languages_have_the_same_drafts(page):
    write(page, WORDS)
    is_kept(page)

    page.get_by_role("link", name="EN, English").click()
    page.wait_for_url("**/en/**")

    page.locator("[data-ready=yes]").wait_for()
    assert written(page) == WORDS


# --- several ---------------------------------------------------------------------------------
def test_several_drafts_have_names_and_can_be_opened_again(page):
    write(page, "foråret")
    named(page, "Forår")
    begin(page)
    assert written(page) == ""
    write(page, "efteråret")
    named(page, "Efterår")

    dialog = menu(page)
    assert sorted(entries(dialog).all_inner_texts()) == ["Efterår", "Forår"]
    assert entries(dialog).and_(page.locator("[aria-current=true]")).inner_text() == "Efterår"
    dialog.get_by_role("button", name="Forår", exact=True).click()

    expect(page.locator("#other textarea")).to_have_value("foråret")
    assert menu(page).locator("[data-name]").input_value() == "Forår"


def test_a_draft_without_a_name_is_called_by_its_day(page):
    write(page, WORDS)
    is_kept(page)

    [name] = entries(menu(page)).all_inner_texts()

    assert name.startswith("Kladde fra ")


def test_a_name_can_be_changed_and_is_shown_as_text(page):
    write(page, WORDS)
    named(page, "Forår")
    named(page, '<img src=x onerror="document.title=1">')

    again(page)

    assert entries(menu(page)).all_inner_texts() == ['<img src=x onerror="document.title=1">']
    assert page.title() != "1"
    assert page.locator("dialog img").count() == 0


def test_a_new_draft_begins_at_the_first_step(page):
    write(page, WORDS)
    begin(page)

    assert page.locator("[aria-current=step]").get_attribute("data-go") == "reasons"
    assert len(drafting.drafts(page)) == 1


# --- forgotten -------------------------------------------------------------------------------
def test_one_draft_is_forgotten_and_the_others_stay(page):
    write(page, "foråret")
    named(page, "Forår")
    begin(page)
    write(page, "efteråret")
    named(page, "Efterår")

    dialog = menu(page)
    dialog.get_by_role("button", name="Slet Efterår").click()
    dialog.get_by_role("button", name="Ja, slet").click()
    expect(dialog.locator("[data-menu-said]")).to_have_text("Det er slettet.")

    assert entries(dialog).all_inner_texts() == ["Forår"]
    assert written(page) == ""
    assert [draft["name"] for draft in drafting.drafts(page)] == ["Forår"]


def test_who_says_no_keeps_it_and_is_back_where_they_asked(page):
    write(page, "foråret")
    named(page, "Forår")
    dialog = menu(page)
    away = dialog.get_by_role("button", name="Slet Forår")

    away.click()
    expect(dialog.get_by_role("button", name="Nej, behold")).to_be_focused()
    page.keyboard.press("Enter")

    expect(away).to_be_focused()
    assert len(drafting.drafts(page)) == 1


def test_all_drafts_of_all_tools_are_forgotten_at_once(page):
    write(page, WORDS)
    is_kept(page)
    open_tool(page, "mit-bidrag")
    page.locator(".step.now textarea").first.fill(WORDS)
    is_kept(page)

    dialog = menu(page)
    dialog.get_by_role("button", name="Slet alle kladder her").click()
    dialog.get_by_role("button", name="Ja, slet").click()
    expect(dialog.locator("[data-menu-said]")).to_have_text("Det er slettet.")

    assert drafting.drafts(page) == []
    assert WORDS not in drafting.fields(page)
    again(page)
    assert WORDS not in drafting.fields(page)


def test_nothing_comes_back_with_the_browsers_back_button(page):
    write(page, WORDS)
    is_kept(page)
    page.goto("/da/")
    page.get_by_role("button", name="Slet alle kladder her").click()
    page.get_by_role("button", name="Ja, slet").click()
    expect(page.locator("[data-here]")).not_to_be_visible()

    page.go_back()

    page.locator("[data-ready=yes]").wait_for()
    expect(page.locator("#other textarea")).to_have_value("")


def test_forgetting_reaches_the_other_windows(page):
    write(page, WORDS)
    is_kept(page)
    beside = page.context.new_page()
    open_tool(beside, REASONS)
    assert written(beside) == WORDS

    dialog = menu(page)
    dialog.get_by_role("button", name="Slet alle kladder her").click()
    dialog.get_by_role("button", name="Ja, slet").click()

    expect(beside.locator("#other textarea")).to_have_value("")


# --- two windows -----------------------------------------------------------------------------
def test_two_windows_with_one_draft_lose_nothing(page):
    write(page, "først")
    is_kept(page)
    beside = page.context.new_page()
    open_tool(beside, REASONS)
    write(beside, "fra det andet vindue")
    is_kept(beside)

    write(page, "fra det første vindue")
    expect(said(page)).to_contain_text("gemt som en kladde for sig")

    kept = [draft["values"]["other"] for draft in drafting.drafts(page)]
    assert sorted(value["other-reasons"] for value in kept) == [
        "fra det andet vindue",
        "fra det første vindue",
    ]
    write(page, "og videre")  # it goes on in the draft of its own
    is_kept(page)
    assert len(drafting.drafts(page)) == 2


def test_one_window_alone_makes_no_second_draft(page):
    """The control to the one above: writing on and on is one draft."""
    for words in ("først", "så", "og videre"):
        write(page, words)
        is_kept(page)

    assert len(drafting.drafts(page)) == 1


# --- what is wrong with a browser ------------------------------------------------------------
def test_without_a_store_the_tool_works_and_says_so(browser_page):
    browser_page.add_init_script(drafting.NO_STORE)
    open_tool(browser_page, REASONS)
    expect(said(browser_page)).to_contain_text("lader ikke siden gemme noget")

    write(browser_page, WORDS)
    dialog = menu(browser_page)
    with browser_page.expect_download() as download:
        dialog.get_by_role("button", name="Gem som fil").click()

    assert WORDS in download.value.path().read_text(encoding="utf-8")
    expect(said(browser_page)).to_contain_text("Gem det som fil under Kladder")
    dialog.get_by_role("button", name="Slet alle kladder her").click()
    dialog.get_by_role("button", name="Ja, slet").click()
    expect(browser_page.locator("#other textarea")).to_have_value("")


def test_without_a_store_a_file_can_be_opened(browser_page):
    browser_page.add_init_script(drafting.NO_STORE)
    open_tool(browser_page, REASONS)

    file = drafting.file_of(REASONS, {"other": {"other-reasons": WORDS}})
    drafting.open_file(browser_page, file)

    expect(browser_page.locator("#other textarea")).to_have_value(WORDS)


@pytest.mark.parametrize(
    "damaged",
    [
        {"values": None},
        {"values": "no values"},
        {"values": {"other": 7, "reasons": {"picked": {"a": 1}}, "gone": {}}},
        {"changed": 5, "name": {"a": "b"}, "values": {"other": {"other-reasons": WORDS}}},
        {"changed": "not a day", "values": {"other": {"other-reasons": WORDS}}},
    ],
)
def test_a_damaged_draft_opens_as_far_as_it_can_be_read(page, damaged):
    drafting.put(page, {"id": "damaged", "format": 1, "tool": "B15", "version": 1} | damaged)

    again(page)

    drafting.can_be_filled_in(page)
    assert written(page) == (WORDS if WORDS in str(damaged) else "")
    assert entries(menu(page)).count() == 1
    page.keyboard.press("Escape")
    write(page, "videre")
    is_kept(page)
    [kept] = drafting.drafts(page)
    assert kept["values"]["other"] == {"other-reasons": "videre"}


def test_a_draft_of_which_nothing_is_right_can_be_forgotten(page):
    drafting.put(page, {"id": 7, "tool": "B15", "values": [], "name": 1, "changed": {}})
    again(page)

    dialog = menu(page)
    dialog.locator("[data-do=forget-one]").click()
    dialog.get_by_role("button", name="Ja, slet").click()
    expect(dialog.locator("[data-menu-said]")).to_have_text("Det er slettet.")

    assert drafting.drafts(page) == []


# --- the dialog ------------------------------------------------------------------------------
def test_the_dialog_fits_a_phone_and_says_how_to_forget(page):
    write(page, WORDS)
    named(page, "Et navn så langt, at det ikke kan stå på én linje på en telefon i hånden")
    page.set_viewport_size(PHONE)
    dialog = menu(page)

    expect(dialog.get_by_role("heading")).to_be_focused()  # no keyboard springs up over it
    assert "Deler du enheden med andre?" in dialog.inner_text()
    nothing_slides_out(page)
    axe(page)
    page.keyboard.press("Escape")
    expect(page.locator(".top [data-do=drafts]")).to_be_focused()
