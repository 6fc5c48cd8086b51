"""The balance: filled by keys, mouse and finger, tipping, said in words, undone and printed."""

import json

import pytest
from playwright.sync_api import expect

from browsing import LAPTOP, NARROWEST, PHONE, nothing_slides_out
from toolbox.kinds.words import again

LATE = {"key": "late", "text": "Sent"}
BOSS = {"key": "boss", "text": "Chef"}
SAID = {
    "baskets": [
        {"key": "outer", "side": "load", "text": "Ude", "items": [LATE]},
        {"key": "help", "side": "resource", "text": "Hjælp", "items": [BOSS]},
    ]
}
SETTLED = """step => new Promise(done => {
    let last;
    const look = () => {
        const now = step.querySelector("[data-beam]").getAttribute("transform");
        if (now === last) done(now);
        else requestAnimationFrame(() => requestAnimationFrame(look));
        last = now;
    };
    requestAnimationFrame(look);
})"""
STEEP = 3  # degrees: plainly seen
WATCHED = """beam => {
  window.seen = new Set();
  new MutationObserver(() => window.seen.add(beam.getAttribute("transform")))
    .observe(beam, { attributes: true });
}"""


@pytest.fixture
def balance(step):
    return step("krav-og-ressourcer", "scale")


def basket(balance, key):
    balance.locator(f"[aria-controls=scale-{key}]").click()
    return balance.locator(f"[data-basket={key}][role=tabpanel]")


def lay(balance, basket_, thing, heavy=None):
    """Pick a thing by its key, and weigh it; gives what it is called."""
    panel = basket(balance, basket_)
    chip = panel.locator(f"[data-item={thing}]")
    chip.check()
    name = chip.locator("xpath=..").inner_text()
    if heavy:
        panel.get_by_role("slider", name=f"Vægten af {name}", exact=True).fill(str(heavy))
    return name


def finding(balance):
    return balance.get_by_role("status").and_(balance.locator("[data-finding]"))


def beam(balance):
    """How the beam stands at last, in degrees: below 0 when the load is down."""
    return float(balance.evaluate(SETTLED).split("rotate(")[1].rstrip(")"))


def weight(balance):
    return balance.get_by_role("slider").get_attribute("aria-valuetext")


def picture(balance):
    return balance.get_by_role("img").get_attribute("aria-label")


def test_the_scale_tips_to_the_side_that_weighs_most_and_says_so(balance):
    expect(finding(balance)).to_have_text("Der ligger ikke noget på vægten endnu.")
    assert beam(balance) == 0

    lay(balance, "outer-demands", "deadlines", 5)

    expect(finding(balance)).to_have_text("Belastningen vejer mest.")
    assert beam(balance) < -STEEP

    lay(balance, "outer-resources", "meaning", 5)

    expect(finding(balance)).to_have_text("De to sider holder hinanden.")
    assert beam(balance) == 0

    lay(balance, "inner-resources", "mental-robustness", 4)

    expect(finding(balance)).to_have_text("Ressourcerne vejer mest.")
    assert beam(balance) > STEEP / 2


def test_the_picture_is_told_in_words_without_a_sum(balance):
    outer, _, helpful, _ = balance.get_by_role("tab").all_inner_texts()
    one = lay(balance, "outer-demands", "deadlines", 4)
    two = lay(balance, "outer-demands", "responsibility", 1)
    three = lay(balance, "outer-resources", "meaning", 2)

    assert picture(balance) == (
        f"Belastningen vejer mest. {outer}: {one} (tungt) og {two} (let). "
        f"{helpful}: {three} (bærer noget)."
    )
    assert not any(letter.isdigit() for letter in finding(balance).inner_text())


def test_it_speaks_english_too(step):
    balance = step("krav-og-ressourcer", "scale", "en")

    name = lay(balance, "outer-demands", "deadlines")

    expect(finding(balance)).to_have_text("The load weighs most.")
    assert f"{name} (noticeable)" in picture(balance)


def test_all_is_done_with_the_keyboard_alone(balance):
    keys = balance.page.keyboard
    balance.get_by_role("tab").first.focus()
    keys.press("ArrowRight")
    keys.press("Tab")
    keys.press("Space")
    chip = balance.get_by_role("tabpanel").get_by_role("checkbox").first
    expect(chip).to_be_checked()
    expect(chip).to_be_focused()

    balance.get_by_role("slider").focus()
    keys.press("ArrowUp")

    assert weight(balance) == "tungt: 4 af 5"
    keys.press("Shift+Tab")
    keys.press("Enter")
    assert weight(balance) == "mærkbart: 3 af 5"


def test_a_weight_has_an_end_both_ways(balance):
    lay(balance, "outer-demands", "deadlines", 5)

    more = balance.get_by_role("button", name="Mere: ")
    more.click(force=True)

    assert more.get_attribute("aria-disabled") == "true"
    assert (
        balance.get_by_role("slider").get_attribute("aria-valuetext") == "meget tungt: 5 af 5"
    )


def test_own_words_are_laid_in_once_and_taken_away_again(balance):
    panel = basket(balance, "outer-demands")
    for _ in range(2):
        panel.get_by_role("textbox").fill("Telefonen <b>ringer</b>")
        panel.get_by_role("textbox").press("Enter")
    expect(panel.get_by_role("slider")).to_have_count(1)
    expect(panel.get_by_text("Telefonen <b>ringer</b>")).to_have_count(1)

    panel.get_by_role("button", name="Fjern Telefonen <b>ringer</b>").click()

    expect(panel.get_by_role("slider")).to_have_count(0)
    expect(panel.get_by_role("textbox")).to_be_focused()
    expect(finding(balance)).to_have_text("Der ligger ikke noget på vægten endnu.")


def test_own_words_that_were_never_laid_in_are_not_lost(balance):
    own = balance.locator("[data-own]").first
    own.fill("Kø ved vasken")

    again(balance, '"typing":{"')

    expect(own).to_have_value("Kø ved vasken")
    expect(balance.page.locator("[data-summary]").first).to_have_text("Kø ved vasken")


def test_undo_takes_one_weighing_back_and_then_the_thing_itself(balance):
    lay(balance, "outer-demands", "deadlines")
    balance.get_by_role("button", name="Mere: ").click()
    undo = balance.page.get_by_role("button", name="Fortryd")

    undo.click()
    assert weight(balance) == "mærkbart: 3 af 5"

    undo.click()
    expect(balance.locator("[data-item=deadlines]")).not_to_be_checked()
    expect(undo).to_be_disabled()


def test_a_stone_leads_to_its_weight(balance):
    lay(balance, "inner-demands", "faultless", 5)
    basket(balance, "outer-demands")

    balance.locator(".stone").click()

    expect(balance.get_by_role("slider")).to_be_focused()


def test_a_finger_fills_a_basket_on_a_telephone(balance, fingers):
    balance.page.set_viewport_size(PHONE)

    fingers(balance.locator("[data-item=responsibility]"), (0, 0))

    expect(balance.get_by_role("slider")).to_have_count(1)
    for control in balance.locator(":is(button, .chip, .weigh input):visible").all():
        assert control.bounding_box()["height"] >= 44


@pytest.mark.parametrize("size", [NARROWEST, PHONE, LAPTOP])
def test_thirty_one_heavy_things_stay_inside_the_picture(balance, size):
    balance.page.set_viewport_size(size)
    for chip in balance.get_by_role("checkbox", include_hidden=True).all():
        chip.evaluate("box => box.click()")
    for slider in balance.locator("input[type=range]").all():
        slider.evaluate("w => { w.value = 5; w.dispatchEvent(new Event('input')); }")
    beam(balance)

    frame = balance.locator("[data-plot]").bounding_box()
    tops = [stone.bounding_box()["y"] for stone in balance.locator(".stone path").all()]
    assert len(tops) == 31
    assert min(tops) >= frame["y"]
    nothing_slides_out(balance.page)


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_the_scale_swings_unless_one_asked_for_less_motion(balance, motion):
    balance.page.emulate_media(reduced_motion=motion)
    balance.locator("[data-beam]").evaluate(WATCHED)

    lay(balance, "outer-demands", "deadlines")

    assert beam(balance) < -STEEP / 2
    assert (len(balance.evaluate("[...window.seen]")) == 1) is (motion == "reduce")


def test_axe_finds_nothing_in_it_empty_or_filled(balance, accessible):
    accessible(balance)
    lay(balance, "outer-demands", "deadlines", 4)
    lay(balance, "outer-resources", "meaning")

    accessible(balance)


def test_empty_paper_has_every_list_and_room_for_ones_own(balance):
    balance.page.emulate_media(media="print")

    expect(balance.locator(".basket:visible")).to_have_count(4)
    expect(balance.locator(".chips li:not(.line):visible")).to_have_count(31)
    expect(balance.locator(".chips .line:visible")).to_have_count(8)
    expect(balance.locator(".weights:visible").first).to_have_text("12345")


def test_filled_paper_has_what_lies_in_the_baskets_and_no_more(balance):
    name = lay(balance, "outer-demands", "deadlines", 4)
    balance.page.emulate_media(media="print")

    expect(balance.locator(".basket:visible")).to_have_count(1)
    expect(balance.locator(".chips:visible")).to_have_count(0)
    expect(balance.locator(".thing:visible")).to_contain_text(name)
    expect(balance.locator(".thing:visible")).to_contain_text("tungt")


def test_what_is_kept_is_read_again(cleaned):
    kept = {"things": [
        {"basket": "outer", "item": "late", "text": "Sent", "weight": 5},
        {"basket": "help", "item": None, "text": "Kaffe", "weight": 1},
    ]}  # fmt: skip

    assert cleaned("balance", json.dumps(kept), SAID) == (kept, 0)


@pytest.mark.parametrize(
    "raw",
    [
        '{"things": {"length": 9}}',
        '{"things": [null, 7, [], "<script>"]}',
        '{"things": [{"basket": "__proto__", "item": "late", "weight": 3}]}',
        '{"things": [{"basket": "outer", "text": ["x"]}]}',
        '{"things": [{"basket": "outer", "item": "constructor"}]}',
        '"<img src=x onerror=alert(1)>"',
    ],
)
def test_what_makes_no_sense_is_left_out_and_told(cleaned, raw):
    value, troubles = cleaned("balance", raw, SAID)

    assert value == {"things": []}
    assert troubles


def test_a_strangers_list_is_cut_weighed_and_without_doubles(cleaned):
    many = [{"basket": "outer", "text": f"t{n}" * 60, "weight": 10**n} for n in range(10_000)]
    doubles = [{"basket": "outer", "item": "late", "weight": n} for n in (9, 2)]

    value, troubles = cleaned("balance", json.dumps({"things": doubles + many[:300]}), SAID)

    assert len(value["things"]) == 59
    assert value["things"][0]["weight"] == 5
    assert all(len(thing["text"]) <= 80 and thing["weight"] <= 5 for thing in value["things"])
    assert troubles >= 3


def test_an_entry_the_tool_no_longer_has_is_kept_as_ones_own_words(cleaned):
    old = {"things": [{"basket": "outer", "item": "gone", "text": "Nattevagter", "weight": 4}]}

    value, troubles = cleaned("balance", json.dumps(old), SAID)

    assert value["things"] == [
        {"basket": "outer", "item": None, "text": "Nattevagter", "weight": 4}
    ]
    assert troubles == 1
