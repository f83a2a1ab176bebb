"""A chapter's own text: its front matter, its lines, and where in it a piece of parsed Markdown stands.

Markdown gives lines but no positions within them; refreshing a number needs the exact place, to leave every other
byte as the researcher wrote it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from peil.errors import Place, Problem
from peil.report.prose.refusal import suggestion

NEWLINE = re.compile(r"\r\n?|\n")
_BLANK_LINE = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)")
_FENCE = re.compile(r"---[ \t]*")
KEYS = ("survey", "title")
_EXPECTED = "`survey: ID` or `title: TEXT`"


@dataclass(frozen=True)
class Source:
    """The text of a chapter and where its lines start. Lines are counted from 0 here, from 1 in messages."""

    file: str
    text: str
    starts: tuple[int, ...]

    def line(self, number: int) -> str:
        """A line without its end."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end].rstrip("\r\n")

    def place(self, offset: int) -> Place:
        """Line and column of a position in the text."""
        number = bisect_right(self.starts, offset) - 1
        return Place(self.file, number + 1, offset - self.starts[number] + 1)

    def place_of_text(self, text: str, start: Place) -> Place:
        """The place of a text in the paragraph that starts at `start`; its start when it is not found there."""
        begin = self.starts[start.line - 1]
        blank = _BLANK_LINE.search(self.text, begin)
        found = self.text.find(text, begin, blank.start() if blank else len(self.text))
        return start if found < 0 else self.place(found)

    def place_of_line(self, number: int) -> Place:
        """The beginning of a line."""
        return Place(self.file, number + 1, 1)


def read_source(file: str, text: str) -> Source:
    """The text with its lines, ended by \\n, \\r\\n or \\r."""
    return Source(file, text, (0, *(match.end() for match in NEWLINE.finditer(text))))


@dataclass(frozen=True)
class FrontMatter:
    """What stands between two lines of --- on top of a chapter: its keys, and how many lines it takes."""

    values: Mapping[str, str]
    lines: int
    problems: tuple[Problem, ...] = ()


def front_matter(source: Source) -> FrontMatter:
    """The front matter of a chapter, if it has one; what is not `survey` or `title` is a problem."""
    if not _FENCE.fullmatch(source.line(0)):
        return FrontMatter({}, 0)
    last = next((line for line in range(1, len(source.starts)) if _FENCE.fullmatch(source.line(line))), None)
    if last is None:
        problem = Problem(source.place_of_line(0), "front matter that does not end", "", "a second line of ---")
        return FrontMatter({}, 1, (problem,))
    try:
        # The loader that makes only texts: no dates, no numbers, no objects.
        read = yaml.load("\n".join(source.line(line) for line in range(1, last)), Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = 1 + (error.problem_mark.line if error.problem_mark is not None else 0)
        return FrontMatter({}, last + 1, (Problem(source.place_of_line(line), "front matter", "", _EXPECTED),))
    if not isinstance(read, dict):
        found = () if not read else (Problem(source.place_of_line(0), "front matter", repr(read), _EXPECTED),)
        return FrontMatter({}, last + 1, found)
    kept = {key: value for key, value in read.items() if key in KEYS and isinstance(value, str)}
    problems = tuple(
        Problem(source.place_of_line(0), f"front matter > {key}", repr(value), _EXPECTED, suggestion(str(key), KEYS))
        for key, value in read.items()
        if key not in kept
    )
    return FrontMatter(kept, last + 1, problems)


@dataclass(frozen=True)
class _Piece:
    """One line of an inline content: from `start` in the content on it stands at `offset` in the source.

    `escapes`: positions in the content before which the source has a backslash more.
    """

    start: int
    offset: int | None
    escapes: tuple[int, ...] = ()

    def place(self, position: int) -> int | None:
        """The position in the source."""
        if self.offset is None:
            return None
        return self.offset + position - self.start + bisect_right(self.escapes, position)


def _locate(source: Source, number: int, line: str, start: int, after: int) -> _Piece:
    """Find a line of content in its line of the source."""
    bare = line.strip()
    start += len(line) - len(line.lstrip())
    text, begin = source.line(number), max(0, after - source.starts[number])
    at = text.find(bare, begin)
    if at >= 0:
        return _Piece(start, source.starts[number] + at)
    at = text.find(bare.replace("|", "\\|"), begin)
    if at < 0:
        return _Piece(start, None)
    return _Piece(
        start, source.starts[number] + at, tuple(start + place for place, sign in enumerate(bare) if sign == "|")
    )


class Locator:
    """From a position in the content of one inline token to the position in the source.

    Markdown strips list marks, quote marks and outer spaces from each line, and makes `\\|` in a table cell a `|`; what
    is between stays. `after`: where the piece before it on the same line ended (the cell to the left).
    """

    def __init__(self, source: Source, content: str, first_line: int, after: int) -> None:
        self._pieces: list[_Piece] = []
        start = 0
        self.end = after
        for number, line in enumerate(content.split("\n"), first_line):
            piece = _locate(source, number, line, start, after)
            self._pieces.append(piece)
            # After a piece that cannot be found nothing on the line is certain any more.
            last = source.starts[number] + len(source.line(number))
            self.end = last if piece.offset is None else piece.place(start + len(line.rstrip())) or last
            start += len(line) + 1

    def offset(self, position: int) -> int | None:
        """The position in the source; None where the line could not be located."""
        index = bisect_right([piece.start for piece in self._pieces], position) - 1
        return self._pieces[max(0, index)].place(position)
