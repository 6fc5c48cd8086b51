"""Finding a tool: by words, by three questions, by the drafts that lie in the browser."""

import itertools

import pytest
from playwright.sync_api import expect

import drafting
from browsing import LAPTOP, PHONE, axe, nothing_slides_out, tabs
from drafting import REASONS, is_kept, open_tool, step
from trivsel.domain.levels import Level
from trivsel.toolbox import names, queries

BOX = "[data-search-box]"
FOUND = "[data-found] h2"
TIMES = ("10", "25", "60")
ASK = """([language, all]) => import("/static/toolbox/front/words.js").then(
  ({ phrasesOf, search }) => {
    const tools = all.map((tool) => ({ key: tool.key, phrases: phrasesOf(tool) }));
    return all.map((tool) => search(tool.asked, tools).map(({ key }) => key));
  })"""
SUGGEST = """(answers) => {
  const guide = document.querySelector("[data-guide]");
  for (const [name, value] of Object.entries(answers))
    guide.querySelector(`[name=${name}][value="${value}"]`).checked = true;
  guide.dispatchEvent(new Event("change"));
  return [...guide.querySelectorAll("[data-suggested] a")].map((one) => one.pathname);
}"""


@pytest.fixture
def page(browser_page):
    browser_page.goto("/da/")
    browser_page.locator("body.ready").wait_for()
    return browser_page


def found(page, words):
    page.locator(BOX).fill(words)
    return page.locator(FOUND).all_inner_texts()


# --- words -----------------------------------------------------------------------------------
DANISH = {
    "sover dårligt": "Stresssignaler",
    "sover daarligt": "Stresssignaler",
    "SOVER DÅRLIGT!": "Stresssignaler",
    "sover dårlit": "Stresssignaler",
    "for mange møder": "Skab overblik",
    "møderr": "Skab overblik",
    "chefen lytter ikke": "Hvorfor går jeg ikke til min leder?",
    "min chef hører ikke efter": "Hvorfor går jeg ikke til min leder?",
    "ny leder": "Ledelsesskift",
    "ny chef": "Ledelsesskift",
    "ensom leder": "Ledersparring",
    "belastningskurven": "Belastningskurven",
    "belastningskruven": "Belastningskurven",
    "kollega stresset": "Tre stressforløb",
    "tilbage fra sygemelding": "Læring af stressforløb",
    "dårlig stemning": "Frustrationsspiralen",
    "tør ikke sige noget": "Psykologisk tryghed",
    "os og dem": "På tværs af afdelinger",
    "hvem gør hvad": "Hvem gør hvad?",
    "mobning": "Hvordan er din balance?",
    "årshjul": "Halvårshjulet",
    "energi": "Mit barometer",
}
ENGLISH = {
    "sleep badly": "Signs of stress",
    "sleap badly": "Signs of stress",
    "too many meetings": "Make an overview",
    "my boss does not listen": "Why don't I go to my leader?",
    "new manager": "Change of leader",
    "new leader": "Change of leader",
    "afraid to speak up": "Psychological safety",
    "back after sick leave": "Learning from a course of stress",
    "us and them": "Across departments",
    "lonely": "Peer talks for leaders",
}


@pytest.mark.parametrize(("language", "expected"), [("da", DANISH), ("en", ENGLISH)])
def test_words_people_use_lead_to_the_tool(browser_page, language, expected):
    browser_page.goto(f"/{language}/")
    browser_page.locator("body.ready").wait_for()

    missed = {
        words: first
        for words, title in expected.items()
        if title not in (first := found(browser_page, words)[:3])
    }

    assert missed == {}


def test_a_new_leader_is_led_to_the_change_of_leader_first(page):
    assert found(page, "ny leder")[0] == "Ledelsesskift"


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_tool_is_found_first_by_its_title_and_by_each_of_its_own_words(page, language):
    tools = [tool.spec for tool in queries.tools().values()]
    said = [
        {
            "key": tool.id,
            "title": tool.title.in_(language),
            "purpose": tool.purpose.in_(language),
            "search": tool.search.in_(language),
        }
        for tool in tools
    ]

    by_title = page.evaluate(ASK, [language, [one | {"asked": one["title"]} for one in said]])
    assert [keys[0] for keys in by_title] == [tool.id for tool in tools]
    lost = []
    for at in range(max(len(one["search"].split(", ")) for one in said)):
        asked = [one | {"asked": one["search"].split(", ")[at:][:1]} for one in said]
        asked = [one | {"asked": (one["asked"] or [one["title"]])[0]} for one in asked]
        results = page.evaluate(ASK, [language, asked])
        lost += [
            (one["key"], one["asked"], keys[:8])
            for one, keys in zip(asked, results, strict=True)
            if one["key"] not in keys[:8]
        ]
    assert lost == []


def test_nothing_found_says_so_and_leaves_the_whole_box(page):
    assert found(page, "xyzzy") == []

    said = page.locator("[data-found-said]")
    assert "Intet værktøj passer på »xyzzy«" in said.inner_text()
    assert said.get_attribute("role") == "status"
    assert page.locator("#tools").is_visible()


def test_how_many_were_found_is_said_to_a_screen_reader(page):
    found(page, "sover dårligt")

    said = page.locator("[data-found-said]")
    assert said.inner_text() == "Værktøjer, der passer: 1"
    assert page.locator("#tools").is_hidden()


def test_nothing_found_leaves_the_three_questions(page):
    found(page, "xyzzy")

    assert page.locator("[data-guide] summary").is_visible()


def test_on_a_phone_what_was_found_is_brought_into_sight(page):
    page.set_viewport_size(PHONE)
    page.locator(BOX).press_sequentially("sover")

    seen = page.locator(FOUND).first.bounding_box()
    assert 0 <= seen["y"] <= PHONE["height"] - 100


def test_what_is_typed_is_only_text(page):
    found(page, '<img src=x onerror="document.title=1">')

    assert page.locator("[data-found-said] img").count() == 0
    assert page.title() != "1"


def test_search_works_from_the_keyboard_and_escape_ends_it(page):
    page.locator(BOX).focus()
    page.keyboard.type("sover")

    page.keyboard.press("Enter")
    expect(page.locator(f"{FOUND} a")).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.locator(BOX)).to_be_focused()
    assert page.locator(BOX).input_value() == ""
    assert page.locator(FOUND).count() == 0
    assert page.locator("#tools").is_visible()


def test_a_way_in_ends_the_search_and_shows_its_column(page):
    found(page, "sover")

    page.get_by_role("link", name="Vi er en gruppe").click()

    expect(page.locator("#tools")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, LAPTOP])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_was_found_and_asked_fits_and_is_clean(page, size, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    page.locator("[data-guide] summary").click()
    page.evaluate(SUGGEST, {"who": "group", "what": "talk", "time": "60"})
    found(page, "leder")

    axe(page)
    nothing_slides_out(page)


# --- three questions -------------------------------------------------------------------------
def suggestions(page):
    """What the three questions lead to, for all answers one can give."""
    tools = {tool.slug: tool.spec for tool in queries.tools().values()}
    led_to = {}
    for who, what, time in itertools.product(names.LEVELS, names.BRINGS, TIMES):
        paths = page.evaluate(SUGGEST, {"who": who, "what": what, "time": time})
        led_to[who, what, time] = [tools[path.split("/")[3]] for path in paths]
    return led_to


def test_three_answers_lead_to_two_tools_that_fit(page):
    led_to = suggestions(page)

    assert len(led_to) == 4 * 9 * 3
    for (who, what, time), two in led_to.items():
        assert len({tool.id for tool in two}) == 2, (who, what, time)
        for tool in two:
            assert what in tool.brings or Level(who) in tool.levels, (who, what, time, tool.id)
        assert any(what in tool.brings for tool in two), (who, what, time)


def test_who_has_ten_minutes_is_not_sent_into_an_hour_when_something_shorter_fits(page):
    for (who, what, time), two in suggestions(page).items():
        fitting = [
            tool.spec
            for tool in queries.tools().values()
            if what in tool.spec.brings and Level(who) == tool.level and tool.minutes <= 15
        ]
        if time == "10" and fitting:
            assert min(tool.minutes for tool in two) <= 15, (who, what)


def test_most_tools_are_suggested_to_somebody(page):
    suggested = {tool.id for two in suggestions(page).values() for tool in two}

    assert len(suggested) >= 36  # the others are found by their words: see above


def test_the_questions_are_answered_from_the_keyboard(page):
    page.locator("[data-guide] summary").focus()
    page.keyboard.press("Enter")
    for _ in range(3):
        tabs(page, 1)
        page.keyboard.press("Space")

    said = page.locator("[data-suggested-said]")
    expect(said).to_contain_text("Prøv et af disse to: ")
    assert said.get_attribute("role") == "status"
    assert tabs(page, 1)[0] in said.inner_text()


def test_two_answers_are_not_enough(page):
    page.locator("[data-guide] summary").click()
    page.locator("[name=who]").first.check()
    page.locator("[name=what]").first.check()

    assert page.locator("[data-suggested] a").count() == 0


# --- drafts ----------------------------------------------------------------------------------
def test_without_drafts_nothing_is_said_of_them(page):
    expect(page.locator("[data-here]")).to_be_hidden()


def test_drafts_lead_back_to_their_tools_and_can_be_forgotten(browser_page):
    open_tool(browser_page, REASONS)
    step(browser_page, "other").get_by_role("textbox").fill("et ord")
    is_kept(browser_page)
    browser_page.goto("/da/")
    here = browser_page.locator("[data-here]")
    expect(here.get_by_role("link")).to_have_text("Hvorfor går jeg ikke til min leder?")
    axe(browser_page)

    here.get_by_role("button", name="Slet alle kladder her").click()
    expect(here.get_by_role("button", name="Nej, behold")).to_be_focused()
    browser_page.keyboard.press("Enter")
    assert len(drafting.drafts(browser_page)) == 1
    expect(here.get_by_role("button", name="Slet alle kladder her")).to_be_focused()
    browser_page.keyboard.press("Enter")
    here.get_by_role("button", name="Ja, slet").click()

    expect(here).to_be_hidden()
    said = browser_page.locator("[data-found-said]")
    expect(said).to_have_text("Alle kladder i denne browser er slettet.")
    assert drafting.drafts(browser_page) == []


def test_a_damaged_draft_does_not_close_the_front_door(page):
    for draft in ({"tool": 7}, {"tool": "B15", "changed": {}}, {"tool": "B99", "name": []}):
        open_tool(page, REASONS)
        drafting.put(page, {"id": str(draft), **draft})
    page.goto("/da/")

    expect(page.locator("[data-here] a")).to_have_count(1)
    assert found(page, "ny leder")[0] == "Ledelsesskift"


def test_without_a_store_the_front_door_works(browser_page):
    browser_page.add_init_script(drafting.NO_STORE)
    browser_page.goto("/da/")
    browser_page.locator("body.ready").wait_for()

    assert found(browser_page, "ny leder")[0] == "Ledelsesskift"
    assert browser_page.locator("[data-here]").is_hidden()
