"""A study full of hostile texts, read from its files: nothing of it runs, leads astray or turns a figure round."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from peil.errors import ProseError, RenderError
from peil.render.html import render_html
from peil.report.model import Report
from peil.workflow import build_results, compose, publish, read_study
from render.html.hostile_study import IMAGE, OVERRIDE, SCRIPT, write_hostile_study
from render.html.reading import Element, read


def composed(folder: Path, language: str = "nl") -> Report:
    """The report of a study folder."""
    study = read_study(folder)
    return compose(study, publish(study, build_results(study)), language)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the hostile study."""
    folder = write_hostile_study(tmp_path_factory.mktemp("hostile"))
    render_html(composed(folder), folder / "page.html")
    return folder / "page.html"


@pytest.fixture(scope="module")
def page(file: Path) -> Element:
    """The same as a tree."""
    return read(file.read_text(encoding="utf-8"))


def test_markup_in_a_study_is_shown_as_text(page: Element) -> None:
    """Title, chapter, page, quotation and foot show the characters; no element comes of them."""
    assert {e.tag for e in page.everything()} & {"script", "img", "iframe", "object", "form"} == set()
    assert [name for e in page.everything() for name in e.attributes if name.startswith("on")] == []
    for tag in (
        "title",
        "h1",
        "h2",
        "h3",
        "h4",
        "blockquote",
        "figcaption",
        "li",
        "svg",
        "td",
        "th",
        "caption",
        "footer",
    ):
        if found := page.all(tag):
            assert any(SCRIPT in element.text and IMAGE in element.text for element in found), tag
    assert len(page.all("blockquote")) == 1


def test_no_text_turns_the_direction_of_what_follows(file: Path) -> None:
    """Not in the page and not in a drawing; the text itself is still there."""
    html = file.read_text(encoding="utf-8")
    assert re.findall("[\u202a-\u202e\u2066-\u2069]", html) == []
    assert OVERRIDE.strip("\u202e\u2066") in html


def test_every_link_leads_to_a_place_that_is_allowed(page: Element) -> None:
    """http, https, mailto, or a place on this page."""
    addresses = [a.attributes["href"] for a in page.all("a")]
    assert "https://example.org/?a=%3Cb%3E" in addresses
    assert [address for address in addresses if not re.match(r"#|https?:|mailto:", address)] == []


@pytest.mark.parametrize(
    "link",
    [
        "[words](javascript:alert(1))",
        "[words](JaVaScRiPt:alert(1))",
        "[words](vbscript:x)",
        "[a][b]\n\n[b]: javascript:x",
    ],
)
def test_a_link_that_would_run_something_stops_the_chapter(link: str, tmp_path: Path) -> None:
    """In a chapter, with file and line."""
    folder = write_hostile_study(tmp_path, more=link)
    with pytest.raises(ProseError, match=r"01\.md:\d+"):
        composed(folder)


@pytest.mark.parametrize("link", ["<javascript:alert(1)>", "[words](java\u202escript:alert(1))"])
def test_a_link_in_disguise_becomes_no_link(link: str, tmp_path: Path) -> None:
    """Whether it is refused or shown as text, no address on the page begins with a scheme that runs something."""
    try:
        render_html(composed(write_hostile_study(tmp_path, more=link)), tmp_path / "page.html")
    except (ProseError, RenderError):
        return
    addresses = [a.attributes["href"] for a in read((tmp_path / "page.html").read_text(encoding="utf-8")).all("a")]
    assert [address for address in addresses if not re.match(r"#|https?:|mailto:", address)] == []


@pytest.mark.parametrize(
    "address", ["data:image/png;base64,AAAA", "tel:112", "tables.xlsx", "//example.org", "ftp://x"]
)
def test_a_link_that_the_chapter_lets_through_is_refused_by_the_page(address: str, tmp_path: Path) -> None:
    """Markdown allows more addresses than the page does."""
    report = composed(write_hostile_study(tmp_path, more=f"[words]({address})"))
    with pytest.raises(RenderError, match="expected an address that begins with http:, https:, mailto: or #"):
        render_html(report, tmp_path / "page.html")


def test_nothing_runs_in_a_browser(file: Path, browser: Browser) -> None:
    """No dialog, no message on the console, no request; a figure's text reads from left to right."""
    noises: list[str] = []
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.on("dialog", lambda dialog: noises.append(dialog.message))
    page.on("console", lambda message: noises.append(message.text))
    page.on("request", lambda request: noises.append(request.url) if request.url.startswith("http") else None)
    page.goto(file.as_uri())
    assert page.locator("script, img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
    assert noises == []
