"""The live page in a real browser: by mouse, by keyboard alone, by address, without script; on a phone and in the dark.

Anything on the console, a policy that is violated among it, an error or a request fails a test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from peil.rendering.html import render_html
from peil.workflow import build_results, compose, publish, read_study
from rendering.html.test_browser import STICKING_OUT, outside
from rendering.sample import sample_report

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
OVERALL = "vr/2013/overall/mean/all"
TREND = "vr/overall/trend/directorate"
Scheme = Literal["light", "dark"]
Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The reference report, and the sample, in which a group is hidden."""
    folder = tmp_path_factory.mktemp("live")
    study = read_study(EXAMPLES / "ind")
    render_html(compose(study, publish(study, build_results(study)), "en"), folder / "ind.html")
    render_html(sample_report("en"), folder / "sample.html")
    return {name: folder / f"{name}.html" for name in ("ind", "sample")}


@pytest.fixture
def opened(browser: Browser, files: dict[str, Path]) -> Iterator[Opened]:
    """Opens a page in a window of its own."""
    noises: list[str] = []
    contexts = []

    def open_page(
        width: int = 1440, scheme: Scheme = "light", name: str = "ind", after: str = "", script: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
            has_touch=width < 600,
        )
        contexts.append(context)
        page = context.new_page()
        address = files[name].as_uri()
        page.on("console", lambda message: noises.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: noises.append(f"error: {error}"))
        page.on(
            "request",
            lambda request: noises.append(request.url) if outside(request.url.partition("?")[0], address) else None,
        )
        page.goto(address + after)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert noises == []


def test_a_mark_tells_what_it_is_under_the_mouse_and_opens_at_a_click(opened: Opened) -> None:
    """Value, n and interval in the tip; behind it question, tests, waves and id; Escape returns."""
    page = opened()
    now = page.locator(f"[id='{TREND}'] td[data-evidence*='.']").last.get_attribute("data-evidence")
    mark = page.locator(f"[id='{TREND}'] .drawing svg:visible text[data-evidence='{now}']").first
    mark.hover()
    tip = page.locator("#tip")
    expect(tip).to_be_visible()
    assert re.search(r"n = \d+ · 95%: \d\.\d – \d\.\d", tip.inner_text())
    mark.click()
    proof = page.locator("#proof")
    expect(proof).to_be_visible()
    told = proof.inner_text()
    for part in ("Overall grade", "Question", "What grade do you give", "All waves", "Effective base", "95% interval"):
        assert part in told, part
    assert re.search(r"t\([\d,]+\) = −?\d", told)
    assert re.search(r"Id: vr/2013/overall/mean/", told)
    page.keyboard.press("Escape")
    expect(proof).to_be_hidden()
    expect(page).to_have_url(re.compile(r"^[^#]*$"))  # going back takes the browser a moment


def test_who_has_no_mouse_goes_from_mark_to_mark(opened: Opened) -> None:
    """A chart is one stop; arrows walk, Enter opens, Escape comes back to the chart."""
    page = opened()
    drawing = page.locator(f"[id='{TREND}'] .drawing svg:visible")
    drawing.focus()
    seen = []
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        seen.append(page.locator("#tip strong").inner_text() + page.locator("#tip span").first.inner_text())
    assert len(set(seen)) == 3
    assert page.locator("#said").inner_text() != ""
    page.keyboard.press("Enter")
    expect(page.locator("#proof")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "proof-title"
    page.keyboard.press("Escape")
    expect(page.locator("#proof")).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") == "svg"


def test_a_number_in_text_and_one_in_a_table_open_by_keyboard(opened: Opened) -> None:
    """In text each is a stop; a table is one stop, and arrows go through it. The focus comes back to the number."""
    page = opened()
    value = page.locator("p .value.opens, li .value.opens").first
    value.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#proof")).to_be_visible()
    page.keyboard.press("Escape")
    assert value.evaluate("e => e === document.activeElement")
    page.locator(f"[id='{TREND}'] summary").click()
    first = page.locator(f"[id='{TREND}'] td button.opens").first
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert first.evaluate("e => e === document.activeElement")
    page.keyboard.press("ArrowDown")
    assert not first.evaluate("e => e === document.activeElement")
    assert page.evaluate("document.activeElement.classList.contains('opens')")
    page.keyboard.press("Enter")
    expect(page.locator("#proof")).to_be_visible()


def test_a_window_has_an_address(opened: Opened) -> None:
    """Opened by it at once; closing leaves the page; going back and forth follows."""
    page = opened(after=f"#open:{OVERALL}")
    expect(page.locator("#proof")).to_be_visible()
    assert OVERALL in page.locator("#proof code").inner_text()
    page.locator("#proof-close").click()
    expect(page.locator("#proof")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"^(?!.*open:)"))
    page.locator(".value.opens").first.click()
    page.go_back()
    expect(page.locator("#proof")).to_be_hidden()
    page.go_forward()
    expect(page.locator("#proof")).to_be_visible()


def test_whoever_came_by_a_link_stays_at_the_number_after_its_window(opened: Opened) -> None:
    """Closing goes back to an address that names the end of the page, and the browser took the reader there."""
    page = opened(after="#organisations-method-3")
    for close in ("Escape", "Enter"):  # Enter is the button with which the window closes
        value = page.locator(".value.opens").first
        value.scroll_into_view_if_needed()
        before = page.evaluate("scrollY")
        value.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#proof")).to_be_visible()
        if close == "Enter":
            page.locator("#proof-close").focus()
        page.keyboard.press(close)
        expect(page).to_have_url(re.compile(r"#organisations-method-3$"))
        page.wait_for_timeout(200)
        assert value.evaluate("e => e === document.activeElement")
        assert abs(page.evaluate("scrollY") - before) < 2


def test_an_address_that_means_nothing_opens_nothing(opened: Opened) -> None:
    """Whatever stands in it."""
    page = opened(after="#open:<img src=x onerror=alert(1)>|%E0%A4%A|vr/2013/overall/mean/nobody")
    expect(page.locator("#proof")).to_be_hidden()


def test_search_finds_titles_figures_and_texts_by_keyboard(opened: Opened) -> None:
    """The slash goes to it; arrows choose, Enter goes there; accents and capitals do not matter."""
    page = opened()
    page.keyboard.press("/")
    page.keyboard.type("OVERÁLL grade")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    kinds = page.locator(".found__where").all_inner_texts()
    assert any(text.startswith("Page") for text in kinds)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator("#search").get_attribute("aria-activedescendant") == "found:1"
    target = options.nth(1).get_attribute("href")
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_be_hidden()
    assert target is not None
    assert page.url.endswith(target)
    assert page.evaluate("document.activeElement.id") == target[1:]


def test_search_says_when_it_finds_nothing(opened: Opened) -> None:
    """To those who listen too."""
    page = opened(360)
    page.locator("#search").fill("zzzz")
    expect(page.locator("#found")).to_have_text("Nothing found")
    assert page.locator("#said").inner_text() == "Nothing found"


def test_a_group_stands_out_and_stands_beside_the_total(opened: Opened) -> None:
    """On pages by group its marks stand out; elsewhere a table gives group and total; the address keeps it."""
    page = opened()
    page.locator("#group").select_option(label="Asylum")
    panels = page.locator(".beside-total")
    assert panels.count() > 5
    assert page.locator(f"[id='{TREND}'] .chosen").count() > 0
    assert page.locator(f"[id='{TREND}'] .faded").count() > 0
    assert panels.first.get_attribute("aria-label") == "Asylum beside the total"
    expect(page).to_have_url(re.compile("group=vr%2Fdirectorate%3Dasylum"))
    opening = panels.locator("button.opens").first
    opening.click()
    assert "Asylum" in page.locator(".proof__where").inner_text()
    page.keyboard.press("Escape")
    page.locator("#group").select_option(value="")
    assert panels.count() == page.locator(".chosen, .faded").count() == 0
    expect(page).to_have_url(re.compile(r"^(?!.*group=)"))


def test_lines_and_names_of_other_groups_step_back(opened: Opened) -> None:
    """With the marks on them; the line of the group that is chosen and that of the total do not."""
    page = opened(after="?group=vr/directorate=asylum")
    drawing = page.locator(f"[id='{TREND}'] .drawing svg:visible")
    faded = drawing.locator("text.faded:not([data-evidence])").all_text_contents()
    assert "Naturalisation" in faded
    assert not {"Asylum", "Total"} & set(faded)
    assert drawing.locator("path.faded:not([data-evidence])").count() >= 6


def test_a_window_about_importance_has_no_empty_columns(opened: Opened) -> None:
    """Importance is drawn nowhere, and has no effective base; how it was measured is said once."""
    page = opened()
    page.locator("[id='vr/matrix'] .drawing svg:visible [data-evidence]").first.click()
    waves = page.locator("#proof table").first
    assert waves.locator("thead th").all_inner_texts() == ["Wave", "Figure", "95% interval", "n"]
    assert page.locator("#proof .strip").count() == 0
    assert page.locator("#proof").inner_text().count("part of what the aspects explain") == 1


def test_every_point_of_a_matrix_can_be_pointed_at(opened: Opened) -> None:
    """In its middle, where the line to its number ends: what lies there is a point, not the line."""
    page = opened()
    drawing = page.locator(".figure--matrix .drawing svg:visible").first
    drawing.scroll_into_view_if_needed()
    found = drawing.evaluate(
        """svg => [...svg.querySelectorAll(":is(circle, path)[data-evidence]")].map(point => {
            const box = point.getBoundingClientRect();
            const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return at?.closest("[data-evidence]") !== null;
        })"""
    )
    assert len(found) > 5
    assert all(found)


def test_a_group_comes_with_the_address(opened: Opened) -> None:
    """A link sent to someone shows what was seen; a group that is not there shows everyone."""
    page = opened(after="?group=vr/directorate=asylum")
    assert page.locator(".beside-total").count() > 5
    assert page.locator("#group option:checked").inner_text() == "Asylum"
    assert opened(after="?group=vr/status=nobody").locator(".beside-total").count() == 0


def test_a_hidden_figure_of_a_group_is_a_dash_with_its_reason(opened: Opened) -> None:
    """And opens nothing that is not there."""
    page = opened(name="sample")
    page.locator("#group").select_option(label="Sponsors")
    panel = page.locator(".beside-total").first
    assert "–" in panel.inner_text()
    assert "fewer than 30 answers" in panel.inner_text()


def test_light_and_dark_are_chosen_and_kept(opened: Opened) -> None:
    """As the system has them, light, dark, and round again."""
    page = opened(scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)
    page.locator("#theme").click()
    light = page.evaluate(paper)
    assert light == "rgb(255, 255, 255)" != dark
    page.reload()
    assert page.evaluate(paper) == light
    page.locator("#theme").click()
    assert page.evaluate(paper) == dark
    assert page.locator("#theme").get_attribute("aria-label") == "Colours: dark"
    page.locator("#theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") is None


def test_every_figure_and_table_has_a_link_to_itself(opened: Opened) -> None:
    """It leads to the figure, and says that it was copied or where it stands."""
    page = opened()
    for block in ("figure.figure", ".table-block"):
        found = page.locator(block).first
        assert found.locator("a.anchor--block").get_attribute("href") == f"#{found.get_attribute('id')}"
    page.locator("a.anchor--block").first.click()
    expect(page.locator("#said")).to_have_text(re.compile("Link copied|The link stands in the address bar"))
    assert page.url.endswith(page.locator("figure.figure, .table-block").first.get_attribute("id") or "nowhere")


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (768, "light"), (1440, "light"), (1440, "dark")])
def test_axe_finds_no_violation_in_what_is_live(opened: Opened, width: int, scheme: Scheme) -> None:
    """With a group chosen, with search results, and with the window open; nothing sticks out."""
    page = opened(width, scheme, after="?group=vr/directorate=asylum")
    assert page.evaluate(STICKING_OUT) == []
    page.locator("#search").fill("grade")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.goto(page.url.partition("#")[0] + f"#open:{OVERALL}")
    expect(page.locator("#proof")).to_be_visible()
    page.locator("#proof summary").first.click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_a_touch_opens_a_mark_on_a_phone(opened: Opened) -> None:
    """The window takes the lower part of the screen, and a tap on the dark above it closes it."""
    page = opened(360)
    page.locator(f"[id='{TREND}'] .drawing svg:visible text[data-evidence]").last.tap()
    proof = page.locator("#proof")
    expect(proof).to_be_visible()
    box = proof.bounding_box()
    assert box is not None
    assert box["width"] == 360
    page.touchscreen.tap(180, 20)
    expect(proof).to_be_hidden()


def test_without_script_nothing_of_it_is_there(opened: Opened) -> None:
    """No bar, no window, no button that does nothing."""
    page = opened(script=False)
    for gone in (".tools", "#proof", "#tip"):
        assert page.locator(gone).is_hidden()
    assert page.locator(".opens").count() == 0
    assert page.locator("h1").is_visible()


def test_a_script_that_was_put_in_does_not_run(browser: Browser, files: dict[str, Path]) -> None:
    """The policy allows the page's own script by its hash, and no other."""
    page = browser.new_page()
    page.goto(files["sample"].as_uri())
    page.evaluate(
        """() => { const put = document.createElement('script'); put.textContent = 'window.broken = true';
        document.body.append(put); const told = document.createElement('p'); told.setAttribute('onclick', 'broken = 1');
        document.body.append(told); told.click(); }"""
    )
    assert page.evaluate("window.broken") is None
    page.close()


def test_the_reference_report_is_small_and_soon_there(opened: Opened, files: dict[str, Path]) -> None:
    """Under 2.7 MB; alive within three seconds, on a machine that does other things too."""
    assert files["ind"].stat().st_size < 2_700_000
    page = opened()
    seconds = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd / 1000")
    assert seconds < 3
