"""Ticking what fits: by keys and thumb, own words, since when, advice, a limit, on paper."""

import json

from playwright.sync_api import expect

from browsing import PHONE
from toolbox.kinds.words import (
    HURT,
    again,
    cleaned,
    draws_words_as_words,
    fits_a_phone,
    paper,
    refuses_what_is_strange,
    screen,
    tap,
    undo,
)  # fmt: skip

SIGNS = ("stresssignaler", "body")
LIMITED = ("lederens-egne-barrierer", "reasons")
GROUPED = ("hvorfor-gaar-jeg-ikke-til-min-leder", "reasons")


def ticked(pick):
    return pick.locator("input:checked").evaluate_all("all => all.map((it) => it.name)")


def test_ticks_and_own_words_by_keys_alone_are_undone_and_kept(step):
    pick = step(*SIGNS)
    keys = pick.page.keyboard
    pick.locator("[name=palpitations]").focus()

    keys.press("Space")
    keys.press("Tab")  # since when
    keys.type("d")
    pick.locator("[data-own]").focus()
    keys.type("Kolde hænder")
    keys.press("Enter")

    expect(pick.locator("[data-own]")).to_be_focused()
    expect(pick.locator("[data-since=palpitations]")).to_have_value("week")
    pick.get_by_role("button", name="Fjern Kolde hænder").click()
    assert pick.locator("li.own").count() == 0
    assert ticked(pick) == ["palpitations"]
    undo(pick)
    again(pick, '"text":"Kolde hænder"')
    assert pick.locator("li.own").locator("[data-text]").inner_text() == "Kolde hænder"
    expect(pick.locator("[data-since=palpitations]")).to_have_value("week")


def test_own_words_that_were_never_added_are_not_lost(step):
    pick = step(*SIGNS)
    pick.locator("[data-own]").fill("Kolde hænder")

    again(pick, '"typing":{"":"Kolde hænder"}')

    expect(pick.locator("[data-own]")).to_have_value("Kolde hænder")
    expect(pick.page.locator("[data-summary=body]")).to_have_text("Kolde hænder")
    pick.get_by_role("button", name="Tilføj").click()
    expect(pick.locator("[data-own]")).to_have_value("")
    assert pick.locator("li.own").count() == 1


def test_a_hint_has_a_line_of_its_own_and_a_thumb_ticks(step, accessible, browser_page):
    browser_page.set_viewport_size(PHONE)
    pick = step("aarsager-hos-os", "causes")
    box = pick.locator("[name=technology]")

    tap(box.locator("xpath=.."))

    expect(box).to_be_checked()
    above, below = box.evaluate(
        """it => { const hint = it.nextElementSibling.querySelector(".hinted");
          const range = document.createRange();
          range.selectNode(it.nextElementSibling.firstChild);
          return [range.getBoundingClientRect().bottom, hint.getBoundingClientRect().top]; }"""
    )
    assert above <= below + 1
    pick.locator("[data-own]").fill("Egen")
    pick.get_by_role("button", name="Tilføj").click()
    fits_a_phone(pick, accessible)


def test_no_more_than_so_many_and_it_says_so(step):
    pick = step(*LIMITED)
    for name in ("no-time", "private", "passes", "some-day"):
        pick.locator(f"[name={name}]").click()

    assert ticked(pick) == ["no-time", "private", "passes"]
    expect(pick.locator("[data-limit]")).to_have_text("Du kan vælge 3. Tag en væk først.")
    pick.locator("[data-own]").fill("En til")
    pick.locator("[data-own]").press("Enter")
    assert pick.locator("li.own").count() == 0
    raw = {"picked": ["no-time", "private", "passes", "some-day"], "own": [{"text": "En til"}]}
    value, troubles = cleaned(pick, json.dumps(raw))
    assert (len(value["picked"]), value["own"], troubles) == (3, [], 2)


def test_advice_stands_there_for_the_group_with_most_ticks_and_gives_no_number(step):
    pick = step(*GROUPED)
    assert pick.locator("[data-for]:visible").count() == 0

    for name in ("usually-cope", "not-listened-to", "hit-the-wall"):
        pick.locator(f"[name={name}]").check()

    shown = pick.locator("[data-for]:visible")
    assert shown.evaluate_all("all => all.map((it) => it.dataset.for)") == ["nothing-happens"]
    summary = pick.page.locator("[data-summary=reasons]").inner_text()
    assert not any(letter.isdigit() for letter in summary)


def test_anything_may_stand_in_a_file(step):
    pick = step(*SIGNS)

    refuses_what_is_strange(pick)
    good = {
        "picked": ["sweating"],
        "own": [{"group": "", "text": "x"}],
        "since": {"sweating": "week"},
    }
    assert cleaned(pick, json.dumps(good)) == (good, 0)
    picked = '["gone", "sweating", "sweating", 1]'
    raw = f'{{"picked": {picked}, "since": {{"sweating": "ages"}}, "own": [7]}}'
    none = {"picked": ["sweating"], "own": [], "since": {"sweating": ""}}
    assert cleaned(pick, raw) == (none, 4)
    draws_words_as_words(pick, json.dumps({"own": [{"group": "", "text": HURT}]}))


def test_paper_has_boxes_and_lines_and_crosses_in_what_was_ticked(step):
    pick = step(*SIGNS)
    box = pick.locator("[name=sweating]")
    when = pick.locator(".since-when").first
    filled = "it => getComputedStyle(it).backgroundImage.includes('gradient')"
    box.check()

    paper(pick)
    assert box.evaluate(filled)
    assert not pick.locator("[name=headache]").evaluate(filled)
    assert not when.is_visible()
    screen(pick)

    paper(pick, empty=True)
    assert not box.evaluate(filled)
    assert when.is_visible()
    assert pick.locator(".on-paper.line").is_visible()
