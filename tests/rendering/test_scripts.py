"""Quotes in Arabic, Persian, Tigrinya and Russian, in print and on screen: joined, in their direction, in our fonts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]  # fonttools ships no types
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]  # the same
from playwright.sync_api import Browser, Page

from peil.errors import RenderError
from peil.rendering.charts.text import width
from peil.rendering.fonts import direction, language_tag
from peil.rendering.html import render_html
from peil.rendering.pdf.render import render_pdf
from peil.report.model import Page as ReportPage
from peil.report.model import Quotation, Report, Run
from rendering.sample import sample_report

SIZE = 16.0  # points of a page with little text
ARABIC, PERSIAN, TIGRINYA, RUSSIAN = "انتظرت", "مهربان", "ብዙሕ", "Очень"
QUOTES = (
    Quotation((Run(f"”{ARABIC} 14 شهرًا. [telefoonnummer] لم يجب أحد (7.4%)!“"),), "Asiel, in het Arabisch", "ar"),
    Quotation((Run(f"«[naam] {PERSIAN} بود: ۲۱ روز»"),), "Asiel, in het Perzisch", "fa"),
    Quotation((Run(f"«{TIGRINYA} ግዜ ክጽበ ነይሩኒ፡ 3 ሰዓታት።»"),), "Asiel, in het Tigrinya", "ti"),
    Quotation((Run(f"«{RUSSIAN} долго ждать: 9 месяцев.»"),), "Asiel, in het Russisch", "ru"),
)
CHINESE = Quotation((Run("“等太久”"),), "Asiel, in het Chinees", "zh")


def report_of(*quotes: Quotation) -> Report:
    """A report of these quotes."""
    report = sample_report("nl")
    page = ReportPage("quotes", (Run("In hun eigen woorden"),), "2013", quotes)
    return replace(report, sections=(replace(report.sections[0], pages=(page,)),))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> pypdfium2.PdfPage:
    """The printed page of quotes."""
    path = tmp_path_factory.mktemp("scripts") / "quotes.pdf"
    render_pdf(report_of(*QUOTES), path)
    document = pypdfium2.PdfDocument(path)
    return document[len(document) - 2]


@pytest.fixture
def shown(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The same page in a browser."""
    render_html(report_of(*QUOTES), tmp_path / "quotes.html")
    page = browser.new_page()
    page.goto((tmp_path / "quotes.html").as_uri())
    yield page
    page.close()


def places(page: pypdfium2.PdfPage, word: str) -> list[float]:
    """The left ends of the letters of a word on the printed page, in the order in which they are read."""
    text = page.get_textpage()
    characters = [text.get_text_range(i, 1) for i in range(text.count_chars())]
    start = "".join(characters).index(word)
    return [text.get_charbox(start + i)[0] for i in range(len(word))]


@pytest.mark.parametrize(("word", "turned"), [(ARABIC, True), (PERSIAN, True), (TIGRINYA, False), (RUSSIAN, False)])
def test_a_printed_quote_runs_in_its_own_direction(printed: pypdfium2.PdfPage, word: str, turned: bool) -> None:
    """The second letter of a word stands left of the first one in Arabic and Persian, right of it elsewhere."""
    first, second = places(printed, word)[:2]
    assert (second < first) is turned


def test_printed_arabic_letters_are_joined(printed: pypdfium2.PdfPage) -> None:
    """A word takes far less room than its letters do on their own."""
    objects = [one for one in printed.get_objects() if one.type == pdfium.FPDF_PAGEOBJ_TEXT]
    text = printed.get_textpage()
    start = text.get_text_range().index(ARABIC) if ARABIC in text.get_text_range() else -1
    assert objects
    assert start >= 0, "the word can be found and copied as it was written"
    boxes = [text.get_charbox(i) for i in range(start, start + len(ARABIC))]
    room = max(box[2] for box in boxes) - min(box[0] for box in boxes)
    assert 0 < room < 0.8 * width(ARABIC, SIZE)


def test_a_quote_is_printed_in_the_fonts_of_the_package(tmp_path: Path) -> None:
    """Noto for Arabic and Ethiopic, Inter for Russian; no other font is in the file."""
    render_pdf(report_of(*QUOTES), tmp_path / "quotes.pdf")
    file = (tmp_path / "quotes.pdf").read_bytes()
    assert b"NotoSansArabic" in file
    assert b"NotoSansEthiopic" in file
    render_pdf(report_of(QUOTES[3]), tmp_path / "russian.pdf")
    assert b"NotoSans" not in (tmp_path / "russian.pdf").read_bytes()


def test_a_script_without_a_font_names_the_quotes_and_says_what_to_do(tmp_path: Path) -> None:
    """The page, every quote, the first character that no font has, and two ways out."""
    with pytest.raises(RenderError) as refused:
        render_pdf(report_of(QUOTES[0], CHINESE, replace(CHINESE, attribution="Regulier")), tmp_path / "quotes.pdf")
    message = str(refused.value)
    assert "page 'quotes' ('In hun eigen woorden'): the quote “等太久” (Asiel, in het Chinees)" in message
    assert "(Regulier): no font has 等 (U+7B49, CJK UNIFIED IDEOGRAPH-7B49)" in message
    assert "in the folder fonts of the study" in message
    assert "status: rejected" in message
    assert ARABIC not in message


def test_a_font_of_the_study_serves_a_script_that_peil_has_none_for(tmp_path: Path) -> None:
    """The same quote is printed as soon as a font with its characters is there."""
    font = tmp_path / "own.ttf"
    squares(font, "等太久")
    render_pdf(replace(report_of(CHINESE), fonts=(font,)), tmp_path / "quotes.pdf")
    assert b"Squares" in (tmp_path / "quotes.pdf").read_bytes()


def squares(path: Path, characters: str) -> None:
    """A font that has a square for each of these characters."""
    pen = TTGlyphPen(None)
    for place, point in enumerate(((100, 0), (100, 700), (800, 700), (800, 0))):
        (pen.lineTo if place else pen.moveTo)(point)
    pen.closePath()
    square = pen.glyph()
    names = [".notdef", *(f"g{i}" for i in range(len(characters)))]
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder(names)
    made.setupCharacterMap({ord(one): name for one, name in zip(characters, names[1:], strict=True)})
    made.setupGlyf(dict.fromkeys(names, square))
    made.setupHorizontalMetrics(dict.fromkeys(names, (900, 100)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Squares", "styleName": "Regular", "psName": "Squares"})
    made.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200, sCapHeight=700)
    made.setupPost()
    made.save(path)


def test_a_quote_on_screen_has_its_language_and_its_direction(shown: Page) -> None:
    """Arabic and Persian from the right, though a masked name in Dutch comes first; who said it stays Dutch."""
    told = """e => [e.querySelector('blockquote').lang,
      ...['p', 'figcaption'].map(part => getComputedStyle(e.querySelector(part)).direction)]"""
    found = [quote.evaluate(told) for quote in shown.locator(".quotation").all()]
    assert found == [["ar", "rtl", "ltr"], ["fa", "rtl", "ltr"], ["ti", "ltr", "ltr"], ["ru", "ltr", "ltr"]]


def test_a_quote_on_screen_is_set_in_the_fonts_in_the_page(shown: Page) -> None:
    """No glyph comes from the reader's system, whatever that has."""
    session = shown.context.new_cdp_session(shown)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    paragraphs = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": ".quotation blockquote p"})[
        "nodeIds"
    ]
    used = [session.send("CSS.getPlatformFontsForNode", {"nodeId": one})["fonts"] for one in paragraphs]
    assert all(font["isCustomFont"] for fonts in used for font in fonts)
    names = [{font["familyName"] for font in fonts} for fonts in used]
    assert ["Noto Sans Arabic" in names[0], "Noto Sans Arabic" in names[1], "Noto Sans Ethiopic" in names[2]] == [
        True
    ] * 3


def test_arabic_letters_on_screen_are_joined(shown: Page) -> None:
    """A word takes far less room than its letters do on their own."""
    room = shown.evaluate(
        """word => {
          const empty = () => document.body.appendChild(document.createElement('span'));
          const made = (text) => Object.assign(empty(), { textContent: text });
          return [made(word), ...[...word].map(made)].map((e) => e.getBoundingClientRect().width);
        }""",
        ARABIC,
    )
    assert 0 < room[0] < 0.8 * sum(room[1:])


def test_a_page_carries_the_fonts_of_its_own_scripts_only(tmp_path: Path) -> None:
    """A Dutch report is not a byte heavier for what others need."""
    for name, quotes in (("dutch", ()), ("persian", QUOTES[1:2])):
        render_html(report_of(*quotes), tmp_path / f"{name}.html")
    dutch, persian = ((tmp_path / f"{name}.html").read_text(encoding="utf-8") for name in ("dutch", "persian"))
    assert dutch.count("@font-face") == 2  # upright and semibold: no word in it is in italics
    assert persian.count("@font-face") == 3


def test_the_letters_decide_which_way_a_text_runs() -> None:
    """Not the first of them: a quote may begin with a mask, and a Dutch one may hold an Arabic word."""
    assert direction("[naam] مهربان بود و همه چیز") == "rtl"
    assert direction("IND بطيء maar eerlijk") == "ltr"
    assert direction("14 – 21") == "ltr"


@pytest.mark.parametrize(
    ("code", "tag"), [("ar", "ar"), ("zh-Hans", "zh-Hans"), ("prs", "prs"), ("other", ""), ("", "")]
)
def test_a_language_is_named_only_where_it_has_a_code(code: str, tag: str) -> None:
    """An answer such as "another language" is no language that a reader's voice could take."""
    assert language_tag(code) == tag
