"""Broken studies: a small correct one, the edit that breaks it, and every message that must come out.

The table is `broken_studies.yaml`; the correct study is tests/studies/broken. `python -m study.broken` in tests/
writes docs/errors-study.md anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from peil.study.read import check_study

TESTS = Path(__file__).resolve().parent.parent
BASE = TESTS / "studies" / "broken"
TABLE = Path(__file__).with_name("broken_studies.yaml")
DOCUMENT = TESTS.parent / "docs" / "errors-study.md"

_HEAD = """\
# What can be wrong with a study, and what Peil says

`peil check STUDY` lists every problem at once, each with its file and line, what was found, what was expected and what
to do. Below is every kind of fault that is tested, made in one small correct study
([tests/studies/broken](../tests/studies/broken/vr.yaml)). This page is written by the tests; to write it anew:
`cd tests && python -m study.broken`.
"""


@dataclass(frozen=True)
class Broken:
    """One broken study. `edits`: by file the text that is replaced and what comes in its place."""

    part: str
    fault: str
    says: tuple[str, ...]
    edits: dict[str, tuple[str, str]] = field(default_factory=dict)
    write: dict[str, str] = field(default_factory=dict)
    copy: dict[str, str] = field(default_factory=dict)
    encode: dict[str, str] = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    folder: str = ""

    def make(self, folder: Path) -> Path:
        """Put the broken study in `folder`; gives where it is."""
        shutil.copytree(BASE, folder, dirs_exist_ok=True)
        for file, (old, new) in self.edits.items():
            text = (folder / file).read_text("utf-8")
            assert text.count(old) == 1, f"{self.fault}: {old!r} stands {text.count(old)} times in {file}"
            (folder / file).write_text(text.replace(old, new), "utf-8")
        for source, target in self.copy.items():
            shutil.copy(folder / source, folder / target)
        for file, text in self.write.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text, "utf-8")
        for file, encoding in self.encode.items():
            text = (folder / file).read_text("utf-8")
            (folder / file).write_bytes(text.encode(encoding))
        for file in self.remove:
            (folder / file).unlink()
        return folder / self.folder

    def messages(self, folder: Path) -> tuple[str, ...]:
        """What Peil says about it, with the folder it happens to stand in left out."""
        place = self.make(folder)
        return tuple(str(problem).replace(folder.as_posix(), "FOLDER") for problem in check_study(place))


def cases() -> list[Broken]:
    """The table."""
    return [_case(part, row) for part, rows in yaml.safe_load(TABLE.read_text("utf-8")).items() for row in rows]


def _case(part: str, row: dict[str, Any]) -> Broken:
    edits = {file: (old, new) for file, (old, new) in row.get("edit", {}).items()}
    return Broken(
        part,
        row["fault"],
        tuple(row.get("says", ())),
        edits,
        row.get("write", {}),
        row.get("copy", {}),
        row.get("encode", {}),
        tuple(row.get("remove", ())),
        row.get("folder", ""),
    )


def document() -> str:
    """docs/errors-study.md as it must be."""
    return "\n".join([_HEAD, *_lines()])


def _lines() -> Iterator[str]:
    for part, inside in groupby(cases(), key=lambda case: case.part):
        yield from (f"## {part}", "", "| fault | what Peil says |", "|---|---|")
        yield from (f"| {_cell(case.fault)} | {'<br>'.join(_cell(one) for one in case.says)} |" for case in inside)
        yield ""


def _cell(text: str) -> str:
    """A text as a table cell, in which nothing is a mark of Markdown but code between backticks."""
    pieces = text.split("`")
    plain = [piece if number % 2 else _escaped(piece) for number, piece in enumerate(pieces)]
    return "`".join(plain).replace("|", "\\|") if len(pieces) % 2 else _escaped(text).replace("|", "\\|")


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\*_<[`" else sign for sign in text)


if __name__ == "__main__":
    DOCUMENT.write_text(document(), "utf-8")
