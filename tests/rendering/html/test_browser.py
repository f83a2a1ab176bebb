"""The page in a real browser: on a phone and a desk, in light and dark, with every table unfolded, and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdfium2 import PdfDocument

from peil.rendering.html import render_html
from peil.report.model import Report
from rendering.html.spoiled import HOSTILE, endless_report, hostile_report
from rendering.sample import sample_report

Scheme = Literal["light", "dark"]
Opened = Callable[..., Page]

# Elements that stick out of the window, but for what scrolls in a place of its own and what is only for listeners.
STICKING_OUT = """() => {
  const found = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('.scroll table, svg, .unseen, .skip')) continue;
    const box = element.getBoundingClientRect();
    if (box.width && (box.right > innerWidth + 0.5 || box.left < -1.5)) {
      const words = element.textContent.slice(0, 40);
      found.push(`${element.tagName}.${element.className} ${box.left} ${box.right}: ${words}`);
    }
  }
  return found;
}"""
SIZES_IN_DRAWINGS = """() => [...document.querySelectorAll('.drawing svg text')].filter(e => e.getClientRects().length)
  .map(e => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a)"""
UNFOLD = "() => document.querySelectorAll('details').forEach(part => { part.open = true })"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages that the tests open."""
    folder = tmp_path_factory.mktemp("pages")
    reports: dict[str, Report] = {
        "nl": sample_report("nl"),
        "en": sample_report("en"),
        "hostile": hostile_report(),
        "endless": endless_report(),
    }
    for name, report in reports.items():
        render_html(report, folder / f"{name}.html")
    return {name: folder / f"{name}.html" for name in reports}


@pytest.fixture
def opened(browser: Browser, files: dict[str, Path]) -> Iterator[Opened]:
    """Opens a page in a window; a request, a message on the console or an error in it fails the test."""
    noises: list[str] = []
    contexts = []

    def open_page(name: str, width: int, scheme: Scheme = "light", script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        address = files[name].as_uri()
        page.on("console", lambda message: noises.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: noises.append(f"error: {error}"))
        page.on("dialog", lambda dialog: noises.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: noises.append(request.url) if outside(request.url, address) else None)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert noises == []


def outside(url: str, address: str) -> bool:
    """Whether a request goes beyond the file itself; its fonts are inside it."""
    return url != address and not url.startswith("data:font/woff2")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_no_violation(opened: Opened, language: str, width: int, scheme: Scheme) -> None:
    """With every table unfolded, at two widths, in light and dark."""
    page = opened(language, width, scheme)
    page.evaluate(UNFOLD)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("name", ["nl", "en", "hostile", "endless"])
@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_nothing_is_wider_than_the_window(opened: Opened, name: str, width: int) -> None:
    """Not the page, not an element of it, whatever stands in the report; tables scroll in their own place."""
    page = opened(name, width)
    page.evaluate(UNFOLD)
    assert page.evaluate(STICKING_OUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "shown"), [(360, "narrow"), (600, "middle"), (768, "wide")])
def test_one_drawing_of_each_figure_is_there(opened: Opened, width: int, shown: str) -> None:
    """The one that fits; the others are taken away, for a screen reader too."""
    page = opened("nl", width)
    assert page.locator(f".drawing--{shown}").count() == 7
    assert all(drawing.is_visible() for drawing in page.locator(f".drawing--{shown}").all())
    assert page.locator(".drawing:visible").count() == 7
    assert page.locator(".drawing svg[aria-labelledby]:visible").count() == 7


@pytest.mark.parametrize("script", [True, False])
def test_a_drawing_is_named_by_what_it_shows(opened: Opened, script: bool) -> None:
    """As the browser tells a screen reader, though the words stand once in the page, in a table that is folded."""
    page = opened("nl", 768, script=script)
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    drawings = [one for one in nodes if one.get("role", {}).get("value") in ("image", "application")]
    names = [one["name"]["value"] for one in drawings]
    assert "Totaaloordeel per klantgroep in drie metingen." in names
    assert len([name for name in names if name]) == 7


@pytest.mark.parametrize("width", [320, 360, 412, 480, 600, 690, 768, 1024, 1280, 1366, 1440, 1920])
def test_text_in_a_drawing_is_never_under_12_pixels(opened: Opened, width: int) -> None:
    """As it is shown, on every width of window; nor is it larger than a heading."""
    sizes = opened("nl", width).evaluate(SIZES_IN_DRAWINGS)
    assert len(sizes) > 50
    assert 12 <= min(sizes) <= max(sizes) <= 18


@pytest.mark.parametrize(("width", "shown", "hidden"), [(360, "above", "beside"), (1440, "beside", "above")])
def test_one_list_of_contents_is_there(opened: Opened, width: int, shown: str, hidden: str) -> None:
    """Beside the report on a wide screen, folded above it on a phone."""
    page = opened("nl", width)
    assert page.locator(f"nav.{shown}").is_visible()
    assert page.locator(f"nav.{hidden}").is_hidden()


def test_the_page_is_read_without_script(opened: Opened) -> None:
    """Titles, text, figures and tables stand there, and a table unfolds, with scripts switched off."""
    page = opened("nl", 360, script=False)
    assert page.get_by_role("heading", level=1).inner_text() == "Klanttevredenheidsonderzoek"
    assert page.locator(".drawing--narrow svg").first.is_visible()
    table = page.locator("details.numbers table").first
    assert table.is_hidden()
    page.locator("details.numbers summary").first.click()
    assert table.is_visible()


def test_the_fonts_are_those_in_the_file(opened: Opened) -> None:
    """Regular, italic and semibold are loaded from inside the page."""
    page = opened("nl", 1440)
    page.evaluate("document.fonts.ready.then(() => null)")
    loaded = page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').map(f => f.weight + f.style).sort()")
    assert loaded == ["400italic", "400normal", "600normal"]


def test_text_is_large_enough_to_read(opened: Opened) -> None:
    """Running text is at least 16 pixels, everything else at least 14."""
    page = opened("nl", 360)
    page.evaluate(UNFOLD)
    sizes = """selector => [...document.querySelectorAll(selector)].filter(e => e.getClientRects().length)
      .map(e => parseFloat(getComputedStyle(e).fontSize))"""
    assert min(page.evaluate(sizes, ".group__words p, .group__words li, .facts dd")) >= 16
    assert min(page.evaluate(sizes, "body :not(svg, svg *)")) >= 14


def test_hostile_texts_are_shown_as_they_are(opened: Opened) -> None:
    """A reader sees the characters; nothing in them runs (a dialog or a message would fail the test)."""
    page = opened("hostile", 1440)
    shown = page.locator("h1").inner_text()
    assert shown.startswith(HOSTILE)
    assert page.locator("script").count() == 2  # the page's own, and the evidence
    assert page.locator("img").count() == 0


def test_a_wide_table_can_be_scrolled_with_the_keyboard(opened: Opened) -> None:
    """On a phone the place of a table takes the focus; its first column stays in sight."""
    page = opened("nl", 320)
    place = page.locator(".table-block .scroll").first
    place.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("e => e.scrollLeft > 0", arg=place.element_handle())
    first = place.locator("tbody th").first.bounding_box()
    edge = place.bounding_box()
    assert first is not None
    assert edge is not None
    assert abs(first["x"] - edge["x"]) < 1


def test_the_skip_link_is_the_first_stop_and_is_seen(opened: Opened) -> None:
    """One press of the tab key shows it."""
    page = opened("nl", 1440)
    page.keyboard.press("Tab")
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert page.evaluate("document.activeElement.className") == "skip"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_printed_page_bears_the_banner(opened: Opened, language: str, tmp_path: Path) -> None:
    """On A4, cover included, and no page is empty."""
    page = opened(language, 1440)
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    printed = PdfDocument(tmp_path / "page.pdf")
    banner = sample_report(language).banner.lower()
    sizes = {tuple(round(side) for side in sheet.get_size()) for sheet in printed}
    texts = [sheet.get_textpage().get_text_bounded().lower() for sheet in printed]
    printed.close()
    assert sizes == {(595, 842)}
    assert [number for number, text in enumerate(texts) if banner not in text] == []
    assert min(len(text.replace(banner, "").split()) for text in texts[1:]) > 15
