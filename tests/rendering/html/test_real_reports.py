"""The reports of the examples in a real browser: on a phone and a desk, in light and dark, without script, on paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdfium2 import PdfDocument

from peil.rendering.html import render_html
from peil.workflow import build_results, compose, publish, read_study
from rendering.html.reading import read
from rendering.html.test_browser import SIZES_IN_DRAWINGS, STICKING_OUT, UNFOLD, outside

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
NAMES = ["minimal-nl", "minimal-en", "ind-nl", "ind-en"]
Scheme = Literal["light", "dark"]
Opened = Callable[..., Page]


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of every example in every language of it; made once."""
    folder = tmp_path_factory.mktemp("real")
    for name in ("minimal", "ind"):
        study = read_study(EXAMPLES / name)
        published = publish(study, build_results(study))
        for language in study.languages:
            render_html(compose(study, published, language), folder / f"{name}-{language}.html")
    return {file.stem: file for file in folder.iterdir()}


@pytest.fixture
def opened(browser: Browser, real: dict[str, Path]) -> Iterator[Opened]:
    """Opens a report in a window; a request, a message on the console or an error in it fails the test."""
    noises: list[str] = []
    contexts = []

    def open_page(name: str, width: int, scheme: Scheme = "light", script: bool = True, height: int = 800) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        address = real[name].as_uri()
        page.on("console", lambda message: noises.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: noises.append(f"error: {error}"))
        page.on("request", lambda request: noises.append(request.url) if outside(request.url, address) else None)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert noises == []


ON_TOP = """() => {
  const wrong = [];
  let slid = 0;
  for (const place of document.querySelectorAll('.scroll')) {
    place.scrollLeft = 80;
    if (!place.scrollLeft || !place.checkVisibility()) continue;
    place.scrollIntoView({ block: 'center', behavior: 'instant' });
    for (const head of place.querySelectorAll('tbody th[scope=row]')) {
      const box = head.getBoundingClientRect();
      if (box.top < 60 || box.bottom > innerHeight) continue;
      slid += 1;
      for (const part of [0.1, 0.3, 0.5, 0.7, 0.9]) {
        const top = document.elementFromPoint(box.left + box.width * part, box.top + box.height / 2);
        if (!head.contains(top)) wrong.push(`${head.textContent} under ${top?.textContent}`);
      }
    }
  }
  return [slid, wrong];
}"""


def test_every_example_is_here(real: dict[str, Path]) -> None:
    """Two studies in two languages."""
    assert sorted(real) == sorted(NAMES)


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (360, "dark"), (1440, "light"), (1440, "dark")])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_no_violation(opened: Opened, name: str, width: int, scheme: Scheme) -> None:
    """As the page opens, and with everything unfolded."""
    page = opened(name, width, scheme)
    for step in ("() => {}", UNFOLD):
        page.evaluate(step)
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_somewhere(real: dict[str, Path], name: str) -> None:
    """Ids are unique; links, labels and clips name one of them; other addresses are https or mailto."""
    page = read(real[name].read_text(encoding="utf-8"))
    ids = Counter(e.attributes["id"] for e in page.everything() if "id" in e.attributes)
    assert [key for key, count in ids.items() if count > 1] == []
    addresses = [a.attributes["href"] for a in page.all("a")]
    labels = [e.attributes["aria-labelledby"] for e in page.everything() if "aria-labelledby" in e.attributes]
    assert len(addresses) > 20
    assert {address[1:] for address in addresses if address.startswith("#")} | set(labels) <= ids.keys()
    assert [address for address in addresses if not re.match(r"#|https:|mailto:", address)] == []


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wider_than_the_window(opened: Opened, name: str, width: int) -> None:
    """Tables scroll in their own place; text in drawings is at least 12 pixels as it is shown."""
    page = opened(name, width)
    page.evaluate(UNFOLD)
    assert page.evaluate(STICKING_OUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert min(page.evaluate(SIZES_IN_DRAWINGS)) >= 12


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figures_that_slide_under_the_first_column_do_not_show_through_it(opened: Opened, scheme: Scheme) -> None:
    """They are buttons on top of it otherwise: the name of a row and a percentage in one place."""
    slid, wrong = opened("ind-nl", 360, scheme).evaluate(ON_TOP)
    assert slid > 20
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_the_first_screen_of_a_phone_tells_the_grade(opened: Opened, name: str) -> None:
    """Client, title, banner, and the grade with its margin, without scrolling."""
    page = opened(name, 360)
    for part in (".masthead__client", "h1", ".grade", *([".banner--top"] if name.startswith("ind") else [])):
        box = page.locator(part).bounding_box()
        assert box is not None, part
        assert box["y"] + box["height"] <= 640, part
    assert re.search(r"\d[.,]\d", page.locator(".grade__value").inner_text())
    assert "±" in page.locator(".grade").inner_text()


@pytest.mark.parametrize("name", NAMES)
def test_the_first_screen_of_a_desk_tells_the_grade_once(opened: Opened, name: str) -> None:
    """In the head, or large on the first page where that is the page of the grade."""
    page = opened(name, 1440, height=900)
    large = page.locator(".grade__value:visible, .key-figure--first .key-figure__value:visible").all()
    seen = [box for box in (figure.bounding_box() for figure in large) if box and box["y"] + box["height"] <= 900]
    assert len(seen) == 1


@pytest.mark.parametrize("name", NAMES)
def test_it_is_read_without_script(opened: Opened, name: str) -> None:
    """Titles, drawings and text are there; a table, the contents and the explanations unfold."""
    page = opened(name, 360, script=False)
    assert page.locator("h1").is_visible()
    assert page.locator(".drawing--narrow svg").first.is_visible()
    for folded, inside in (
        (".above > details", ".above .contents a"),
        ("details.numbers", "details.numbers table"),
        ("details.more", "details.more dd"),
    ):
        assert page.locator(inside).first.is_hidden()
        page.locator(f"{folded} > summary").first.click()
        assert page.locator(inside).first.is_visible()


@pytest.mark.parametrize(("width", "folded"), [(360, True), (768, False), (1440, False)])
def test_explanations_are_folded_on_a_phone_only(opened: Opened, width: int, folded: bool) -> None:
    """Elsewhere they stand there, and what would unfold them is gone."""
    page = opened("ind-nl", width)
    assert page.locator(".more > summary").first.is_visible() == folded
    assert page.locator(".more dd").first.is_visible() != folded


def test_a_page_can_be_linked_to(opened: Opened) -> None:
    """Beside a title stands a link to it, seen when the pointer or the keyboard comes there."""
    page = opened("ind-en", 1440)
    head = page.locator(".page__head").nth(3)
    anchor = head.locator(".anchor")
    shown = "e => getComputedStyle(e).opacity"
    assert anchor.evaluate(shown) == "0"
    head.hover()
    assert anchor.evaluate(shown) == "1"
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    anchor.focus()
    assert anchor.evaluate(shown) == "1"
    assert anchor.get_attribute("href") == f"#{head.locator('h3').get_attribute('id')}"
    assert anchor.get_attribute("aria-label") == f"Link to: {head.locator('h3').inner_text()}"


@pytest.mark.parametrize("name", NAMES)
def test_on_paper_nothing_is_lost(opened: Opened, real: dict[str, Path], name: str, tmp_path: Path) -> None:
    """A4; every title and every line of every foot is printed, those that a phone folds away too."""
    page = opened(name, 1440)
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    printed = PdfDocument(tmp_path / "page.pdf")
    sizes = {tuple(round(side) for side in sheet.get_size()) for sheet in printed}
    text = squeezed("".join(sheet.get_textpage().get_text_bounded() for sheet in printed))
    printed.close()
    assert sizes == {(595, 842)}
    tree = read(real[name].read_text(encoding="utf-8"))
    lines = [e.text for foot in tree.with_class("page__foot") for e in (*foot.all("dd"), *foot.all("li"))]
    # What unfolds a long list is for the screen; its lines are looked for one by one.
    folded = ("Show all", "Toon alle")
    wanted = [line for line in (*lines, *(h.text for h in tree.all("h3"))) if not line.strip().startswith(folded)]
    assert len(wanted) > 25
    assert [line for line in wanted if squeezed(line) not in text] == []


def squeezed(text: str) -> str:
    """The text without what breaking lines adds or takes away."""
    return re.sub(r"[^\w%+±=]", "", text)
