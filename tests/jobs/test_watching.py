"""While writing: a saved chapter is on the screen at once, a mistake stands beside the last good report, and goes."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from peil.errors import PeilError, Place, Problem
from peil.jobs.reports import build_report
from peil.jobs.watching.board import Board, Fault
from peil.jobs.watching.files import Looked
from peil.jobs.watching.server import serving
from study.studies import ROOT

PATIENCE = 60_000  # milliseconds: a busy machine is no fault
FILLING = "\n\n".join(f"## Part {place}\n\nWords.\n\n::: bars overall by visit" for place in range(6))


def chapter(sentence: str) -> str:
    """A chapter long enough to scroll, with a sentence near its end."""
    return f"# Visitors\n\n{FILLING}\n\n## The end\n\nThe grade is [7.4]{{overall this}}. {sentence}\n"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest example with a chapter in either language."""
    folder = tmp_path_factory.mktemp("watched") / "study"
    shutil.copytree(ROOT / "examples" / "minimal", folder, ignore=shutil.ignore_patterns(".*"))
    for language in ("nl", "en"):
        file = folder / "chapters" / language / "01.md"
        file.parent.mkdir(parents=True)
        file.write_text(chapter("").replace("7.4", "7,4") if language == "nl" else chapter(""), "utf-8")
    return folder


@pytest.fixture(scope="module")
def address(study: Path) -> Iterator[str]:
    """Where `peil report --watch` shows it; stopped in the end as a person does it, which must be no error."""
    command = [sys.executable, "-u", "-m", "peil", "report", str(study), "--watch", "--port", "0"]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        yield re.findall(r"http://\S+/", first)[0]
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert process.wait(30) == 0, rest
        assert "stopped; the files written so far are complete" in rest


@pytest.fixture
def page(browser: Browser, address: str, study: Path) -> Iterator[Page]:
    """The page in English, with the report as it stands in the files; whatever its policy refuses is a fault."""
    (study / "chapters" / "en" / "01.md").write_text(chapter(""), "utf-8")
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}?language=en")
    expect(report(page).get_by_role("heading", name="The end")).to_be_attached(timeout=PATIENCE)
    expect(page.locator(".fault")).to_be_hidden(timeout=PATIENCE)
    # In one step: a report that comes just then would stand in another frame.
    assert page.locator("iframe.front").evaluate("one => one.getBoundingClientRect().height") > 600
    yield page
    page.close()
    assert said == []


def report(page: Page) -> FrameLocator:
    """The report within the page."""
    return page.frame_locator("iframe.front")


def test_a_saved_sentence_is_shown_where_the_reader_was(page: Page, study: Path) -> None:
    """The new words come by themselves; scrolled place and chosen group stay as they were."""
    report(page).locator("select").first.select_option(index=1)
    group = report(page).locator("select").first.input_value()
    assert group
    heading = report(page).get_by_role("heading", name="Part 4")
    heading.evaluate("one => one.scrollIntoView({behavior: 'instant'})")
    before = heading.evaluate("one => one.getBoundingClientRect().top")
    (study / "chapters" / "en" / "01.md").write_text(
        chapter("This came later.").replace("Words.", "More words.\n\n" * 3, 1), "utf-8"
    )
    expect(report(page).get_by_text("This came later.")).to_be_attached(timeout=PATIENCE)
    page.wait_for_function("document.querySelectorAll('iframe').length === 1")
    assert abs(heading.evaluate("one => one.getBoundingClientRect().top") - before) < 3
    assert report(page).locator("select").first.input_value() == group


def test_a_mistake_is_shown_with_file_and_line_and_goes_when_it_is_mended(page: Page, study: Path) -> None:
    """A false claim: the last good report stays below it. Mended, also by taking it back, the message goes."""
    file = study / "chapters" / "en" / "01.md"
    line = chapter("").split("\n").index("The grade is [7.4]{overall this}. ") + 1
    file.write_text(chapter("It [fell]{falls overall previous this}."), "utf-8")
    fault = page.locator(".fault")
    expect(fault).to_be_visible(timeout=PATIENCE)
    expect(fault.locator("li strong")).to_have_text(f"chapters/en/01.md:{line}")
    expect(fault.locator("li")).to_contain_text("[fell]{falls overall previous this} does not hold")
    expect(report(page).get_by_role("heading", name="The end")).to_be_attached()
    expect(page.locator(".languages a.wrong")).to_have_text("en")
    file.write_text(chapter("It [rose]{up overall previous this}."), "utf-8")
    expect(fault).to_be_hidden(timeout=PATIENCE)
    expect(report(page).get_by_text("It rose.")).to_be_attached(timeout=PATIENCE)
    file.write_text(chapter("It stood."), "utf-8")
    expect(report(page).get_by_text("It stood.").first).to_be_attached(timeout=PATIENCE)
    file.write_text(chapter("[9]{overall this}"), "utf-8")
    expect(fault).to_be_visible(timeout=PATIENCE)
    file.write_text(chapter("It stood."), "utf-8")
    expect(fault).to_be_hidden(timeout=PATIENCE)


def test_a_mistake_in_the_study_is_shown_and_goes(page: Page, study: Path) -> None:
    """A survey file that cannot be read is told at its line; afterwards the report follows the new definition."""
    survey = study / "desk.yaml"
    sound = survey.read_text("utf-8")
    survey.write_text(sound.replace("kind: grade", "kind: grad"), "utf-8")
    expect(page.locator(".fault li strong").first).to_have_text("desk.yaml:7", timeout=PATIENCE)
    survey.write_text(sound.replace("By telephone", "By phone"), "utf-8")
    expect(page.locator(".fault")).to_be_hidden(timeout=PATIENCE)
    expect(report(page).get_by_text("By phone").first).to_be_attached(timeout=PATIENCE)
    survey.write_text(sound, "utf-8")
    expect(report(page).get_by_text("By telephone").first).to_be_attached(timeout=PATIENCE)


def test_the_other_language_is_one_click_away(page: Page) -> None:
    """It was made too, and its chapters are those of its own language."""
    page.locator(".languages").get_by_text("nl").click()
    expect(report(page).locator("html[lang=nl]").get_by_role("heading", name="The end")).to_be_attached(
        timeout=PATIENCE
    )


def test_the_file_on_disk_is_that_of_a_report_without_watching(page: Page, study: Path, tmp_path: Path) -> None:
    """Nothing that reloads stands in it: to the byte what `peil report` writes, and what the browser is given."""
    (study / "chapters" / "en" / "01.md").write_text(chapter("The same."), "utf-8")
    expect(report(page).get_by_text("The same.")).to_be_attached(timeout=PATIENCE)
    written = (study / "report" / "minimal-en.html").read_bytes()
    build_report(study, tmp_path, ("en",))
    assert (tmp_path / "minimal-en.html").read_bytes() == written
    assert page.evaluate("fetch('/report/en').then(one => one.text())").encode() == written


@pytest.mark.parametrize("size", [(360, 740), (1440, 900)])
def test_many_problems_leave_room_for_the_report(browser: Browser, size: tuple[int, int]) -> None:
    """On a phone and a desk at least half of the screen shows the report; nothing is wider than the screen."""
    board = Board()
    board.good("nl", b"<!DOCTYPE html><title>t</title><p id=a>The report", 0.5)
    problem = Problem(
        Place("chapters/nl/01-a-chapter-with-a-long-name.md", 12), "[stijgt]{rises overall}" * 4, "7,4", "7,7"
    )
    board.bad(("nl",), Fault("30 problems in the chapters", (problem,) * 30))
    with serving(board, 0) as address:
        page = browser.new_page(viewport={"width": size[0], "height": size[1]})
        page.goto(address)
        expect(page.locator(".fault li")).to_have_count(30)
        expect(report(page).get_by_text("The report")).to_be_visible()
        box = page.locator("iframe.front").bounding_box()
        assert box is not None
        assert box["width"] * box["height"] > size[0] * size[1] / 2
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.close()


def test_other_names_for_this_machine_get_nothing() -> None:
    """A site that makes its own name lead to 127.0.0.1 cannot read a report; nor is there anything but the pages."""
    board = Board()
    board.good("nl", b"secret", 0.1)
    with serving(board, 0) as address:
        place = urlsplit(address)

        def status(path: str, host: str) -> tuple[int, bytes]:
            connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=10)
            with closing(connection):
                connection.request("GET", path, headers={"Host": host})
                answer = connection.getresponse()
                return answer.status, answer.read()

        assert status("/report/nl", place.netloc) == (200, b"secret")
        assert status("/report/nl", f"evil.example:{place.port}")[0] == 403
        assert status("/state?known=0", "evil.example")[0] == 403
        assert status("/report/../../study.yaml", place.netloc)[0] == 404
        assert json.loads(status("/state?known=x", place.netloc)[1])["version"] == 1


def test_a_port_that_is_taken_is_named() -> None:
    """Of one that was asked for; the usual one gives way to any that is free."""
    with serving(Board(), 0) as address:
        port = urlsplit(address).port
        with pytest.raises(PeilError, match=f"--port {port}: .*expected a port that is free"), serving(Board(), port):
            pass


def test_news_comes_at_once_and_waiting_ends() -> None:
    """Who knows the last version waits for the next one, and not for ever."""
    board = Board()
    assert board.state(0, 0.01)["version"] == 0
    threading.Timer(0.1, board.good, ("nl", b"x", 0.1)).start()
    start = time.monotonic()
    assert board.state(0, 30)["version"] == 1
    assert time.monotonic() - start < 20


def test_what_editors_leave_beside_a_file_is_no_change(tmp_path: Path) -> None:
    """Hidden files, copies with a tilde, what is kept and what is written are not looked at; whatever else is."""
    looked = Looked((tmp_path,), (tmp_path / "report",))
    (tmp_path / "chapters" / "nl").mkdir(parents=True)
    before = looked.state()
    for name in (".01.md.swp", "chapters/nl/01.md~", ".peil/a.kept", "report/a.html", "__pycache__/a.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
        assert looked.state() == before
    (tmp_path / "chapters" / "nl" / "01.md").write_text("x", "utf-8")
    assert len(looked.state()) == 1
    assert Looked((tmp_path / "not there",), ()).state() == {}
