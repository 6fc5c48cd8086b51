"""Every tool on paper, read back: whole, tagged, in both languages, and on few pages."""

import struct
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

import make_tools
from toolbox import onpaper
from trivsel.domain.toolspec import KINDS
from trivsel.toolbox import articles, library
from trivsel.toolbox.paper import facts, typesetting

TOOLS = library.tools()
POSTERS = [tool for tool in TOOLS if tool.poster]
LANGUAGES = ["da", "en"]
MARKUP = '#let x = 1 $y$ *b* _i_ ] [ } { `raw` = <a> @b "\\" // c /* d */ - e'


def in_both(tools):
    return [pytest.param(t, code, id=f"{t.id}-{code}") for t in tools for code in LANGUAGES]


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The folder with everything, set once for all workers: what is there is not set again."""
    base = tmp_path_factory.getbasetemp()
    data = (base if base.name.startswith("pytest-") else base.parent) / "paper-of-all"
    result = onpaper.run(data)
    assert (result.returncode, result.stderr) == (0, "")
    [folder] = (data / "paper").iterdir()
    return folder


def read(path: Path) -> PdfReader:
    return PdfReader(path)


def test_all_that_is_promised_lies_there_and_nothing_else(made):
    expected = {f"{language}/cards.pdf" for language in LANGUAGES}
    for language in LANGUAGES:
        expected |= {f"{language}/{tool.slug}-a4.pdf" for tool in TOOLS}
        expected |= {f"{language}/{tool.slug}-a3.pdf" for tool in POSTERS}
        expected |= {f"{language}/tool-{tool.slug}.png" for tool in TOOLS}
        expected |= {f"{language}/article-{slug}.png" for slug in articles.articles()}
        expected.add(f"{language}/front.png")

    found = {str(path.relative_to(made)) for path in made.rglob("*") if path.is_file()}

    assert found == expected | {"full"}
    assert len(TOOLS) >= 41
    assert len(POSTERS) >= 15


@pytest.mark.parametrize(("tool", "language"), in_both(TOOLS))
def test_every_text_of_a_tool_stands_on_its_sheet(made, tool, language):
    sheet = onpaper.text_of(read(made / language / f"{tool.slug}-a4.pdf"))
    said = [tool.title.in_(language), tool.purpose.in_(language)]
    for step in tool.steps:
        spoken = step.spoken(language)
        said += [spoken["title"], spoken["prompt"], *onpaper.texts(spoken["said"])]

    missing = [words for words in said if onpaper.squeezed(words) not in sheet]

    assert missing == []
    assert onpaper.squeezed("Det her står der ikke") not in sheet


@pytest.mark.parametrize(("tool", "language"), in_both(TOOLS))
def test_a_sheet_is_one_to_four_upright_pages_and_speaks_its_language(made, tool, language):
    pdf = read(made / language / f"{tool.slug}-a4.pdf")

    assert 1 <= len(pdf.pages) <= 4
    assert {tuple(map(round, page.mediabox[2:])) for page in pdf.pages} == {(595, 842)}
    assert pdf.metadata.title == tool.title.in_(language)
    assert pdf.metadata.author == "Trivsel"
    assert str(pdf.trailer["/Root"]["/Lang"]).startswith(language)


@pytest.mark.parametrize(("tool", "language"), in_both(TOOLS))
def test_a_sheet_is_tagged_for_those_who_listen(made, tool, language):
    pdf = read(made / language / f"{tool.slug}-a4.pdf")
    root = pdf.trailer["/Root"]
    found = list(onpaper.tags(pdf))
    headings = [tag for tag, _alt in found if tag in {"/H1", "/H2"}]

    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - an object of PDF
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert headings == ["/H1", *["/H2"] * len(tool.steps)]
    assert all(alt for tag, alt in found if tag == "/Figure")


DRAWN = {kind.name for kind in KINDS.values() if kind.stays}


@pytest.mark.parametrize(("tool", "language"), in_both(t for t in TOOLS if DRAWN & {*t.kinds}))
def test_a_drawing_says_in_words_what_it_shows(made, tool, language):
    pdf = read(made / language / f"{tool.slug}-a4.pdf")

    assert [alt for tag, alt in onpaper.tags(pdf) if tag == "/Figure"]


@pytest.mark.parametrize(("tool", "language"), in_both(POSTERS))
def test_a_poster_is_one_lying_a3_with_large_letters(made, tool, language):
    pdf = read(made / language / f"{tool.slug}-a3.pdf")
    [page] = pdf.pages

    assert tuple(map(round, page.mediabox[2:])) == (1191, 842)
    assert onpaper.squeezed(tool.title.in_(language)) in onpaper.text_of(pdf)
    assert {"/H1", "/H2"} <= {tag for tag, _alt in onpaper.tags(pdf)}
    assert not smaller_than(11, page)


def smaller_than(points, page):
    """Texts in small letters, but for the line at the foot that says where it is from."""
    found = []

    def visit(text, _cm, tm, _font, size):
        if text.strip() and abs(size * tm[3]) < points and "Trivsel" not in text:
            found.append((text, size * tm[3]))

    page.extract_text(visitor_text=visit)
    return found


def test_small_letters_on_a_poster_would_be_seen(made):
    sheet = read(made / "da" / f"{POSTERS[0].slug}-a4.pdf")

    assert smaller_than(11, sheet.pages[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_action_cards_stand_on_a_page(made, language):
    pdf = read(made / language / "cards.pdf")
    what = {"da": "Første skridt", "en": "First step"}[language]

    assert len(pdf.pages) == 1
    assert onpaper.text_of(pdf).count(onpaper.squeezed(what)) == 4


def test_paper_is_set_in_our_own_letters_only(made):
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[1]
        for path in made.rglob("*.pdf")
        for page in read(path).pages
        for font in page["/Resources"].get("/Font", {}).values()
    }

    assert fonts <= {"Inter-Regular", "Inter-SemiBold", "Inter-Bold"}
    assert fonts


def test_every_letter_of_every_tool_is_in_the_font():
    letters = {
        letter
        for path in make_tools.OURS
        for letter in path.read_text(encoding="utf-8")
        if letter.isprintable()
    }

    assert letters - font_letters() == set()
    assert "ш" not in font_letters()


def font_letters():
    font = TTFont(typesetting.TEMPLATES / "fonts" / "Inter-Regular.ttf")
    return {chr(number) for number in font.getBestCmap()}


def test_every_picture_is_as_large_as_those_who_show_links_want_it(made):
    sizes = {struct.unpack(">II", path.read_bytes()[16:24]) for path in made.rglob("*.png")}

    assert sizes == {(1200, 630)}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_template_of_its_own_on_paper(kind):
    text = (typesetting.TEMPLATES / "kinds" / f"{kind}.typ").read_text(encoding="utf-8")

    assert "#let sheet(step)" in text
    assert "#let sketch(colour)" in text


SAID = [*make_tools.SAID.items(), *make_tools.ALSO.items()]
SAID = [(kind, said) for kind, said in SAID if kind != "action"]  # every tool ends in one


@pytest.mark.parametrize(("kind", "said"), SAID, ids=[kind for kind, _said in SAID])
def test_a_kind_that_says_all_it_may_is_set_whole(kind, said):
    step = make_tools.step(kind, key="all", **said)
    tool = make_tools.toml(make_tools.document(step, poster=True))
    spoken = [words for words in onpaper.texts(said_in_danish(tool)) if words]

    sheet = onpaper.text_of(onpaper.sheet_of(tool))

    assert [words for words in spoken if onpaper.squeezed(words) not in sheet] == []
    if "da/a3.pdf" in onpaper.documents_of(tool):
        assert len(onpaper.sheet_of(tool, "da/a3.pdf").pages) == 1


def said_in_danish(raw):
    return onpaper.documents_of(raw)["da/a4.pdf"].facts["steps"][0]["said"]


def test_markup_of_the_typesetter_in_a_text_stays_text():
    words = {"da": MARKUP, "en": MARKUP}
    question = {"key": "q", **words, "hint": words}
    step = make_tools.step("prompt", questions=[question]) | {"prompt": words}
    title = {"da": "#panic() $x$ *", "en": "#panic()"}
    tool = make_tools.document(step, title=title, purpose=words)

    pdf = onpaper.sheet_of(make_tools.toml(tool))

    assert onpaper.text_of(pdf).count(onpaper.squeezed(MARKUP)) == 4
    assert pdf.metadata.title == title["da"]


def test_the_same_words_as_markup_would_not_have_stayed():
    """The negative control: what the text above would have done to a template."""
    compiler = typesetting.typst.Compiler(MARKUP.encode())

    with pytest.raises(typesetting.typst.TypstError):
        compiler.compile()


@pytest.mark.parametrize("step", ["text", "pick", "table"])
def test_long_words_and_long_lists_are_cut_nowhere(step):
    long = [make_tools.entry(f"k{n}") | {"da": f"{n} {'æ' * 60}"} for n in range(50)]
    said = {
        "text": {"points": long},
        "pick": {"items": long},
        "table": {"columns": make_tools.entries("a", "b"), "rows": long},
    }[step]
    tool = make_tools.toml(make_tools.document(make_tools.step(step, **said)))

    sheet = onpaper.text_of(onpaper.sheet_of(tool))

    assert [one["da"] for one in long if onpaper.squeezed(one["da"]) not in sheet] == []


def test_sheets_are_set_before_pictures():
    order = [document.is_picture for document in facts.documents(TOOLS)]

    assert order == sorted(order)
    assert {True, False} == {*order}
