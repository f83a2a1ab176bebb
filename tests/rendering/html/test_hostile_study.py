"""A study full of hostile texts, read from its files: nothing of it runs, leads astray or turns a figure round."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from peil.errors import ProseError, RenderError
from peil.rendering.html import render_html
from peil.report.model import Report
from peil.workflow import build_results, compose, publish, read_study
from rendering.html.hostile_study import IMAGE, OVERRIDE, SCRIPT, write_hostile_study
from rendering.html.reading import Element, read


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
    assert {e.tag for e in page.everything()} & {"img", "iframe", "object", "form"} == set()
    assert len(page.all("script")) == 2  # the page's own, and the evidence
    assert [name for e in page.everything() for name in e.attributes if name.startswith("on")] == []
    for tag in ("title", "h1", "h2", "h3", "blockquote", "li", "th", "caption", "footer"):
        assert any(SCRIPT in element.text and IMAGE in element.text for element in page.all(tag)), tag
    captions = {svg.attributes.get("aria-labelledby") for svg in page.all("svg")}
    labels = [element.text for element in page.everything() if element.attributes.get("id") in captions]
    assert any(SCRIPT in label for label in labels)


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
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "data:image/png;base64,AAAA",
        "tel:112",
        "ftp://example.org",
        "//example.org",
        "tables.xlsx",
    ],
)
def test_a_link_to_what_is_not_allowed_stops_the_report(address: str, tmp_path: Path) -> None:
    """In a chapter: http, https, mailto and # only; nothing is written."""
    folder = write_hostile_study(tmp_path, more=f"[words]({address})")
    with pytest.raises((ProseError, RenderError), match=re.escape(address)):
        render_html(composed(folder), tmp_path / "page.html")
    assert not (tmp_path / "page.html").exists()


@pytest.mark.parametrize(
    "link",
    ["<javascript:alert(1)>", "[a][b]\n\n[b]: javascript:x", "[words](java\u202escript:alert(1))"],
)
@pytest.mark.parametrize("place", ["more", "preface"])
def test_a_link_in_disguise_becomes_no_link(link: str, place: str, tmp_path: Path) -> None:
    """Whether it is refused or shown as text, no address on the page begins with a scheme that runs something."""
    folder = write_hostile_study(tmp_path, **{place: link})
    try:
        render_html(composed(folder), tmp_path / "page.html")
    except (ProseError, RenderError):
        assert not (tmp_path / "page.html").exists()
        return
    addresses = [a.attributes["href"] for a in read((tmp_path / "page.html").read_text(encoding="utf-8")).all("a")]
    assert [address for address in addresses if not re.match(r"#|https?:|mailto:", address)] == []


def test_nothing_runs_in_a_browser(file: Path, browser: Browser) -> None:
    """No dialog, no message on the console, no request; a figure's text reads from left to right."""
    noises: list[str] = []
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.on("dialog", lambda dialog: noises.append(dialog.message))
    page.on("console", lambda message: noises.append(message.text))
    page.on("request", lambda request: noises.append(request.url) if request.url.startswith("http") else None)
    page.goto(file.as_uri())
    assert page.locator("script").count() == 2  # the page's own, and the evidence
    assert page.locator("img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
    assert noises == []
