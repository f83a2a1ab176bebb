"""docs/verify.md: its files are read, and what it shows is what comes out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import peil
from peil.cli import main
from peil.verifying.model import CLASSES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "verify.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example with the two files of the page."""
    study = tmp_path / "my-study"
    shutil.copytree(ROOT / "examples" / "minimal", study)
    for name, text in zip(("published.csv", "claims.csv"), blocks("csv"), strict=True):
        (study / name).write_text(text, "utf-8")
    return study


def test_the_example_gives_the_table_that_is_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the misses that the page speaks of; one of them is not explained, so the exit code is 1."""
    assert main(["verify", str(folder)]) == 1
    told = capsys.readouterr()
    (shown,) = blocks("text")
    assert told.out.startswith(shown)
    assert "desk/2025/rate/all: printed 32, computed 32.75" in told.out
    assert "desk/2025/overall/mean/visit=phone: printed 7.2, computed 7.058" in told.err


def test_the_line_of_python_runs(folder: Path) -> None:
    """It takes a study and its results."""
    study = peil.read_study(folder)
    names: dict[str, Any] = {"peil": peil, "study": study, "results": peil.tabulate(study, peil.read_data(study))}
    (line,) = blocks("python")
    exec(compile(line, "verify.md", "exec"), names)
    assert len(names["found"].misses) == 3


def test_every_class_is_explained() -> None:
    """The page has a row for each class that the file may hold."""
    assert [name for name in CLASSES if f"| `{name}` |" not in PAGE] == []
