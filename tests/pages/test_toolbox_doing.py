"""Doing a tool alone, from its first step to its last: by keyboard and by touch."""

import pytest
from playwright.sync_api import expect

import drafting
import filling
from browsing import LAPTOP, PHONE, axe, nothing_slides_out
from drafting import CURVE, OVERVIEW, REASONS, address, is_kept, open_tool, step

UNDO = ".top [data-do=undo]"
KEYS = """tool => [...document.querySelectorAll("[data-step]")].map(one => one.id)"""


def keys_of(page):
    return page.evaluate(KEYS)


@pytest.fixture
def phone(chromium, live_server):
    """A phone held in one hand: there is no mouse, and no keyboard but for writing."""
    context = chromium.new_context(
        base_url=live_server.url, viewport=PHONE, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


# --- from end to end -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("slug", "language"),
    [
        (CURVE, "da"),
        (OVERVIEW, "en"),
        (REASONS, "da"),
        (REASONS, "en"),
        ("frustrationsspiralen", "da"),
        ("krav-og-ressourcer", "en"),
    ],
)
def test_a_tool_is_done_by_keyboard_alone(browser_page, slug, language):
    browser_page.set_viewport_size(LAPTOP)
    open_tool(browser_page, slug, language)
    words = filling.Words("ord")

    gone_through = list(filling.by_keyboard(browser_page, words))

    assert gone_through == keys_of(browser_page)
    is_kept(browser_page, language)
    before = drafting.fields(browser_page)
    there = drafting.stands_there(browser_page)
    assert [word for word in words.typed if word not in there] == []
    assert len(words.typed) >= 2
    drafting.again(browser_page)
    assert drafting.fields(browser_page) == before


@pytest.mark.parametrize(
    ("slug", "language"),
    [(CURVE, "en"), (OVERVIEW, "da"), (REASONS, "da"), ("samtalen-i-tide", "en")],
)
def test_a_tool_is_done_by_touch_on_a_phone(phone, slug, language):
    open_tool(phone, slug, language)
    words = filling.Words("ord")

    gone_through = []
    for key in filling.by_touch(phone, words):
        gone_through.append(key)
        nothing_slides_out(phone)

    assert gone_through == keys_of(phone)
    is_kept(phone, language)
    before = drafting.fields(phone)
    there = drafting.stands_there(phone)
    assert [word for word in words.typed if word not in there] == []
    drafting.again(phone)
    assert drafting.fields(phone) == before


def test_at_the_end_one_can_print_or_save(browser_page):
    open_tool(browser_page, REASONS)
    assert browser_page.locator("[data-at-end]:visible").count() == 0

    browser_page.locator("[data-go]").last.click()
    browser_page.locator(".onward").get_by_role("button", name="Udskriv").click()

    expect(browser_page.locator("dialog[data-printing]")).to_be_visible()
    browser_page.keyboard.press("Escape")
    browser_page.locator(".onward").get_by_role(
        "button", name="Gem som fil, eller slet"
    ).click()
    expect(browser_page.locator("dialog[data-drafts]")).to_be_visible()


# --- steps -----------------------------------------------------------------------------------
def in_sight(page, selector):
    return page.locator(selector).evaluate(
        """one => { const { top, bottom } = one.getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight; }"""
    )


def test_on_a_laptop_the_whole_drawing_is_in_sight_at_once(browser_page):
    browser_page.set_viewport_size(LAPTOP)
    open_tool(browser_page, CURVE)

    assert browser_page.evaluate("scrollY") == 0
    assert in_sight(browser_page, ".step.now svg")
    lines_of_their_own = "part => (part.style.display = 'block')"
    browser_page.locator(".about, .step.now .aids").evaluate_all(
        f"all => all.forEach({lines_of_their_own})"
    )
    assert not in_sight(browser_page, ".step.now svg")  # the control


def test_what_the_tool_is_gives_way_to_the_step_and_stays_on_paper(browser_page):
    open_tool(browser_page, CURVE)
    about = browser_page.locator(".about .lead")
    expect(about).to_be_visible()

    browser_page.locator(filling.ONWARD).click()

    expect(about).to_be_hidden()
    browser_page.emulate_media(media="print")
    expect(about).to_be_visible()
    browser_page.emulate_media(media="screen")
    browser_page.locator("[data-go]").first.click()
    expect(about).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, LAPTOP])
def test_the_next_step_begins_where_one_looks(browser_page, size):
    """Read down to the end of a long step, and go on from there."""
    browser_page.set_viewport_size(size)
    open_tool(browser_page, "iglo-tjeklisten")
    browser_page.locator(filling.ONWARD).scroll_into_view_if_needed()
    assert not in_sight(browser_page, ".step.now h2")

    browser_page.locator(filling.ONWARD).click()

    expect(browser_page.locator(".step.now h2")).to_be_focused()
    assert in_sight(browser_page, ".step.now h2")
    assert in_sight(browser_page, "[aria-current=step]")


def test_the_way_on_is_named_and_there_is_a_way_back(browser_page):
    open_tool(browser_page, REASONS)
    assert browser_page.locator("[data-do=back]:visible").count() == 0

    onward = browser_page.locator(filling.ONWARD)
    assert onward.inner_text() == "Næste: Andre grunde"
    onward.click()
    browser_page.locator(".onward").get_by_role("button", name="Tilbage").click()

    expect(browser_page.locator("#reasons.now h2")).to_be_focused()


def test_a_step_has_an_address(browser_page):
    browser_page.goto(address(REASONS) + "#first-words")
    browser_page.locator("[data-ready=yes]").wait_for()

    expect(browser_page.locator("#first-words.now")).to_be_visible()
    browser_page.evaluate("location.hash = 'other'")
    expect(browser_page.locator("#other.now")).to_be_visible()


@pytest.mark.parametrize("wrong", ["#nothing", "#main", "#%3Cscript%3E", '#"]'])
def test_an_address_of_no_step_opens_the_first(browser_page, wrong):
    browser_page.goto(address(REASONS) + wrong)
    browser_page.locator("[data-ready=yes]").wait_for()

    expect(browser_page.locator("#reasons.now")).to_be_visible()


def test_a_drawing_stays_in_sight_from_itself_onwards_only(browser_page):
    browser_page.set_viewport_size(LAPTOP)
    open_tool(browser_page, "trivselstrekanten")
    drawing = browser_page.locator("[data-stays]")
    shown = {}
    for link in browser_page.locator("[data-go]").all():
        link.click()
        shown[link.get_attribute("data-go")] = drawing.is_visible()

    keys = list(shown)
    at = keys.index(drawing.get_attribute("id"))
    assert at > 0
    assert not any(shown[key] for key in keys[:at])
    assert shown[keys[at]]
    assert shown[keys[-1]]


def test_on_a_phone_one_step_is_shown_at_a_time(browser_page):
    browser_page.set_viewport_size(PHONE)
    open_tool(browser_page, CURVE)
    for link in browser_page.locator("[data-go]").all():
        link.click()

        assert browser_page.locator(".step:visible").count() == 1


# --- undo ------------------------------------------------------------------------------------
def test_one_typing_is_one_step_back(browser_page):
    open_tool(browser_page, REASONS)
    assert browser_page.locator(UNDO).is_disabled()
    box = step(browser_page, "first-words").locator("textarea")
    box.first.press_sequentially("første")
    box.last.press_sequentially("anden")

    browser_page.locator(UNDO).click()

    expect(box.last).to_have_value("")
    expect(box.first).to_have_value("første")
    browser_page.locator(UNDO).click()
    expect(box.first).to_have_value("")
    expect(browser_page.locator(UNDO)).to_be_disabled()


def test_undo_goes_back_to_the_step_and_says_so(browser_page):
    open_tool(browser_page, REASONS)
    tick = browser_page.locator("#reasons input[type=checkbox]").first
    tick.check()
    browser_page.locator(filling.ONWARD).click()

    browser_page.keyboard.press("Control+z")

    expect(browser_page.locator("#reasons.now")).to_be_visible()
    expect(tick).not_to_be_checked()
    expect(drafting.said(browser_page)).to_have_text("Fortrudt i »Hvad holder dig?«.")
    assert browser_page.evaluate("document.activeElement !== document.body")


def test_undo_works_from_where_the_tick_was_set(browser_page):
    """The browser has nothing to undo in a box that is ticked, so the tool does it."""
    open_tool(browser_page, REASONS)
    tick = browser_page.locator("#reasons input[type=checkbox]").first
    tick.focus()
    browser_page.keyboard.press("Space")
    expect(tick).to_be_checked()

    browser_page.keyboard.press("Control+z")

    expect(tick).not_to_be_checked()


def test_inside_a_text_box_the_browser_undoes_the_typing_itself(browser_page):
    open_tool(browser_page, REASONS)
    browser_page.locator("#reasons input[type=checkbox]").first.check()
    box = step(browser_page, "other").locator("textarea")
    box.press_sequentially("et ord")

    browser_page.keyboard.press("Control+z")

    expect(box).not_to_have_value("et ord")
    expect(browser_page.locator("#other.now")).to_be_visible()
    expect(browser_page.locator("#reasons input[type=checkbox]").first).to_be_checked()


def test_one_drag_is_one_step_back(browser_page):
    browser_page.set_viewport_size(LAPTOP)
    open_tool(browser_page, CURVE)
    handle = browser_page.locator(".handle").nth(2)
    for by in (-60, 30):
        handle.scroll_into_view_if_needed()
        box = handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        browser_page.mouse.move(x, y)
        browser_page.mouse.down()
        browser_page.mouse.move(x, y + by / 2, steps=5)
        browser_page.mouse.move(x, y + by, steps=5)
        browser_page.mouse.up()
    loads = [handle.get_attribute("aria-valuenow")]

    for _ in range(2):
        browser_page.keyboard.press("Control+z")
        loads.append(handle.get_attribute("aria-valuenow"))

    assert len(set(loads)) == 3
    expect(browser_page.locator(UNDO)).to_be_disabled()


def test_nothing_is_undone_behind_an_open_dialog(browser_page):
    open_tool(browser_page, REASONS)
    tick = browser_page.locator("#reasons input[type=checkbox]").first
    tick.check()
    drafting.menu(browser_page)

    browser_page.keyboard.press("Control+z")

    expect(tick).to_be_checked()


# --- sharing, time, paper, no script ---------------------------------------------------------
def test_the_link_to_share_is_the_address_and_nothing_of_what_was_written(browser_page):
    browser_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    browser_page.goto(address(REASONS) + "?fra=kanariefugl")
    browser_page.locator("[data-ready=yes]").wait_for()
    step(browser_page, "other").get_by_role("textbox").fill("kanariefugl")
    is_kept(browser_page)

    browser_page.get_by_role("button", name="Kopiér link").click()

    expect(drafting.said(browser_page)).to_contain_text("Linket er kopieret")
    copied = browser_page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(address(REASONS))
    assert "kanariefugl" not in copied


def test_where_nothing_can_be_copied_the_link_is_shown(browser_page):
    browser_page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
    )
    open_tool(browser_page, REASONS)

    browser_page.get_by_role("button", name="Kopiér link").click()

    expect(drafting.said(browser_page)).to_contain_text(address(REASONS))


def test_a_clock_counts_down_and_says_when_the_time_is_up(browser_page):
    browser_page.clock.install()
    open_tool(browser_page, CURVE)
    clock = browser_page.locator(".step.now .timer")

    clock.get_by_role("button", name="Start uret: 5 min").click()
    browser_page.clock.run_for(60_000)
    assert clock.get_by_role("button").inner_text() == "4:00 tilbage"
    browser_page.clock.run_for(240_000)

    assert clock.get_by_role("button").inner_text() == "Tiden er gået"
    assert clock.get_by_role("status").inner_text() == "Tiden er gået"


def test_printed_empty_the_page_is_filled_again_afterwards(browser_page):
    browser_page.add_init_script(
        "window.print = () => { window.seen = document.querySelector('#other textarea').value;"
        " window.dispatchEvent(new Event('afterprint')); }"
    )
    open_tool(browser_page, REASONS)
    box = step(browser_page, "other").locator("textarea")
    box.fill("skrevet")

    browser_page.locator(".top [data-do=print]").click()
    browser_page.get_by_label("Tomt, til at udfylde i hånden").check()
    browser_page.locator("[data-do=print-now]").click()

    assert browser_page.evaluate("window.seen") == ""
    expect(box).to_have_value("skrevet")


@pytest.mark.parametrize("size", [PHONE, LAPTOP])
def test_without_script_all_can_be_read_and_the_page_says_what_is_missing(
    chromium, live_server, size
):
    context = chromium.new_context(
        base_url=live_server.url, viewport=size, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(address(REASONS))

    said = page.locator("main .message:visible")
    assert "JavaScript" in said.inner_text()
    assert said.bounding_box()["height"] < 200
    nothing_slides_out(page)
    for heading in page.locator(".step h2").all():
        assert heading.is_visible()
    assert not page.get_by_role("button").filter(visible=True).count()
    page.goto("/da/")
    assert page.locator("[data-search-box]").is_hidden()
    assert page.get_by_role("link", name="Belastningskurven").is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dialog_of_printing_fits_and_is_clean(browser_page, scheme):
    browser_page.emulate_media(color_scheme=scheme)
    browser_page.set_viewport_size(PHONE)
    open_tool(browser_page, CURVE)

    browser_page.locator(".top [data-do=print]").click()

    nothing_slides_out(browser_page)
    axe(browser_page)
