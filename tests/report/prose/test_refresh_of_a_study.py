"""A new wave as a researcher meets it: the report refuses, `--refresh` rewrites numbers, a person mends the rest."""

import csv
import shutil
from pathlib import Path

import pytest

from peil.cli import main

MINIMAL = Path(__file__).resolve().parents[3] / "examples" / "minimal"
MARK = b"\xef\xbb\xbf"
DUTCH = """# Het loket

Bezoekers gaven een [1]{overall previous} en nu een [1]{overall}: dat cijfer [stijgt]{rises overall}.
Van hen kwam [1%]{visit=desk} langs; [1]{n} deden mee.
"""
ENGLISH = """# The desk

Visitors gave a [1]{overall previous} and now a [1]{overall}: that grade [rises]{rises overall}.
Of them [1%]{visit=desk} came by; [1]{n} took part.
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """The minimal study with a chapter in two languages; the Dutch file as an editor on Windows leaves it."""
    folder = tmp_path / "study"
    shutil.copytree(MINIMAL, folder)
    for code, content in (("nl", MARK + DUTCH.replace("\n", "\r\n").encode()), ("en", ENGLISH.encode())):
        (folder / "chapters" / code).mkdir(parents=True)
        chapter(folder, code).write_bytes(content)
    return folder


def chapter(folder: Path, code: str) -> Path:
    """The chapter in a language."""
    return folder / "chapters" / code / "01-desk.md"


def move_grades(folder: Path, by: int) -> str:
    """In the last wave everyone gives this many points more, within the scale; the new mean, in English."""
    file = folder / "data" / "desk-2025.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        header, *rows = csv.reader(opened)
    at, grades = header.index("overall"), []
    for row in rows:
        if row[at].isdigit():
            row[at] = str(min(10, max(1, int(row[at]) + by)))
            grades.append(int(row[at]))
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([header, *rows])
    return f"{sum(grades) / len(grades):.1f}"


def test_a_new_wave_is_refused_refreshed_mended_and_reported(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From a text with stale numbers to a report, and from changed data to the next one; nothing else is touched."""
    out = tmp_path / "out"
    high = move_grades(study, 1)
    report, refresh = ["report", str(study), "--out", str(out)], ["report", str(study), "--refresh"]

    assert main(report) == 1
    refused = capsys.readouterr().err
    assert "8 problems in the chapters" in refused
    assert (
        "chapters/nl/01-desk.md:3: [1]{overall previous} in “Bezoekers gaven een 1 en nu een 1: dat cijfer" in refused
    )
    assert (
        "chapters/en/01-desk.md:4: [1]{n} in “Of them 1% came by; 1 took part.”: found `1`, expected `131`" in refused
    )
    assert not out.exists()

    assert main(refresh) == 0
    told = capsys.readouterr()
    assert "chapters/nl/01-desk.md: 4 numbers rewritten" in told.out
    assert f"every number and claim holds; next: peil report {study}" in told.out
    filled = chapter(study, "nl").read_bytes()
    text = DUTCH.replace("[1]{overall p", "[7,2]{overall p").replace(
        "[1]{overall}", f"[{high.replace('.', ',')}]{{overall}}"
    )
    text = text.replace("[1%]", "[57%]").replace("[1]{n}", "[131]{n}")
    assert filled == MARK + text.replace("\n", "\r\n").encode()

    assert main(refresh) == 0
    assert "no number had to be rewritten" in capsys.readouterr().out
    assert chapter(study, "nl").read_bytes() == filled

    low = move_grades(study, -2)
    assert main(report) == 1
    capsys.readouterr()
    assert main([*refresh, "--verbose"]) == 1
    told = capsys.readouterr()
    assert f"chapters/en/01-desk.md: 1 number rewritten\n  chapters/en/01-desk.md:3: {high} became {low}" in told.out
    assert "read these sentences again" in told.out
    assert "2 × no longer true: mend the words or the braces" in told.err
    assert f"[rises]{{rises overall}} does not hold in “Visitors gave a 7.2 and now a {low}: that" in told.err
    assert "True here: `falls overall`." in told.err

    for code, words in (("nl", (b"[stijgt]", b"[daalt]")), ("en", (b"[rises]", b"[falls]"))):
        mended = chapter(study, code).read_bytes().replace(*words).replace(b"{rises", b"{falls")
        chapter(study, code).write_bytes(mended)
    assert main(refresh) == 0
    assert main(report) == 0
    assert {file.suffix for file in out.iterdir()} == {".html", ".pdf"}


def test_what_cannot_be_computed_is_listed_and_left(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A value of which there is no figure keeps its number; the others are rewritten, and the exit code says so."""
    move_grades(study, 1)
    text = "# T\n\n[1]{overall} [2]{overall for nobody} [seven]{overall}\n"
    chapter(study, "en").write_text(text, encoding="utf-8", newline="\n")
    assert main(["report", str(study), "--refresh", "--quiet"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "2 × not computed, so left as it was: mend it by hand" in told.err
    assert "chapters/en/01-desk.md:3: [2]{overall for nobody}: found group `nobody`" in told.err
    assert "only `seven` in words" in told.err
    assert chapter(study, "en").read_bytes() == text.replace("[1]", "[8.3]").encode()
