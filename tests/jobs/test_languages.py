"""Chapters in two languages: one may be written first, and both must tell the same in the end."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from peil.cli import main

MINIMAL = Path(__file__).parent.parent.parent / "examples" / "minimal"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """The minimal study with a page that stands in English alone."""
    folder = tmp_path / "study"
    shutil.copytree(MINIMAL, folder, ignore=shutil.ignore_patterns("chapters", ".peil"))
    for language, text in (("en", "# Overall\n\n## The desk\n\n::: trend overall\n"), ("nl", "# Totaaloordeel\n")):
        chapter = folder / "chapters" / language / "01-overall.md"
        chapter.parent.mkdir(parents=True)
        chapter.write_text(text, "utf-8")
    return folder


def test_a_page_can_be_written_in_one_language_first(study: Path) -> None:
    """The report in that language is made."""
    assert main(["report", str(study), "--language", "en", "--out", str(study.parent / "out"), "-q"]) == 0


def test_the_report_in_both_names_the_page_that_one_lacks(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its place; a check of the study says so too."""
    for command in (["report", str(study), "--out", str(study.parent / "out")], ["check", str(study)]):
        assert main([*command, "-q"]) == 1
        assert "chapters/en/01-overall.md:3: a page or block: found a new page" in capsys.readouterr().err


def test_a_slip_in_a_block_is_told_beside_the_page_that_lacks(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is not hidden behind the other language."""
    chapter = study / "chapters" / "en" / "01-overall.md"
    chapter.write_text(chapter.read_text("utf-8").replace("trend overall", "trend overal"), "utf-8")
    assert main(["report", str(study), "--out", str(study.parent / "out"), "-q"]) == 1
    assert "Did you mean 'overall'?" in capsys.readouterr().err
