"""Chapters in several languages tell the same: page by page, with the same charts and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from peil.errors import Place, Problem
from peil.study.model import Chapter

# A page begins with `## `, and a line that begins with `:::` puts a chart or table there.
_MARK = re.compile(r"^(## |:::)[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_END = (0, "")


def untranslated(chapters: Sequence[Chapter]) -> Iterator[Problem]:
    """Where a chapter has other pages or blocks than in the first language: the first one that differs."""
    first: dict[str, Chapter] = {}
    for chapter in chapters:
        name = chapter.file.rpartition("/")[2]
        model = first.setdefault(name, chapter)
        if model is not chapter:
            yield from _compared(model, chapter)


def _compared(model: Chapter, other: Chapter) -> Iterator[Problem]:
    for (line, mark), (there, wanted) in zip_longest(_marks(other.text), _marks(model.text), fillvalue=_END):
        if mark != wanted:
            place = Place(other.file, line or other.text.count("\n") + 1)
            where = f"{model.file}:{there}" if there else f"the end of {model.file}"
            expected = f"{_told(wanted)}, as at {where}"
            remedy = "A chapter has the same pages and blocks, in the same order, in every language."
            yield Problem(place, "a page or block", _told(mark), expected, remedy)
            return


def _marks(text: str) -> list[tuple[int, str]]:
    """Pages and blocks in their order, each with its line; a title is another in each language, a block is the same."""
    found = []
    for mark in _MARK.finditer(text):
        words = [":::", *mark[2].split()] if mark[1] == ":::" else ["##"]
        found.append((text.count("\n", 0, mark.start()) + 1, " ".join(words)))
    return found


def _told(mark: str) -> str:
    return "nothing" if not mark else "a new page (`## ...`)" if mark == "##" else f"`{mark}`"
