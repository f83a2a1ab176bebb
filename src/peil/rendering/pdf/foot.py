"""The foot of a printed page: two columns of small lines, never more than a third of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from peil.language import Language
from peil.rendering.charts.text import wrap
from peil.rendering.pdf.grid import GRID
from peil.rendering.pdf.room import lines
from peil.rendering.pdf.words import Data, breakable
from peil.report.model import Foot

MOST_LINES = 11  # with the line at the bottom just over a third of the page
_WORTH = 2  # lines that must be won before what belongs together is divided
_HIGH = 7  # lines of a foot; of a higher one every line counts
_LABEL = 62.0  # points that the label before a line takes, with some room to spare

# A count stays on the line of what it counts: "Naturalisatie 241".
_BEFORE_COUNT = re.compile(r" (?=(?:n=)?[\d–][\d.,–]*(?:[,;.)]|$))")

Line = tuple[str, str]  # label and text


@dataclass(frozen=True)
class FootColumns:
    """What was asked and of whom, left; what the marks mean and the notes, right."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]

    @property
    def lines(self) -> int:
        """Lines of the higher column."""
        return max(_high(self.left), _high(self.right))

    def as_data(self) -> list[list[Data]]:
        """For the template."""
        return [_labelled(self.left), _labelled(self.right)]


def foot_columns(of: Foot, language: Language) -> FootColumns:
    """The foot as it is printed. Where one column is much higher than the other, it goes on in the other; what fits in
    neither is left to the page of notes."""
    based = [(language.text("Base"), _BEFORE_COUNT.sub("\u00a0", text)) for text in of.base]
    asked = [(language.text("Question"), text) for text in of.question] + based
    noted = [(language.text("Marks"), text) for text in of.marks] + [(language.text("Note"), t) for t in of.notes]
    asked, noted = _even(asked, noted)
    if _high(asked) > MOST_LINES:
        asked, over = _divided(asked, MOST_LINES)
        noted = over + noted if _high(over + noted) <= MOST_LINES else noted
    if _high(noted) > MOST_LINES:
        moved, noted = _divided(noted, MOST_LINES - _high(asked))
        asked += moved
    if _high(noted) > MOST_LINES:
        noted, _ = _divided(noted, MOST_LINES - 1)
        noted.append(("", language.text("More notes: see Notes")))
    return FootColumns(tuple(asked), tuple(noted)) if asked else FootColumns(tuple(noted), ())


def _even(asked: list[Line], noted: list[Line]) -> tuple[list[Line], list[Line]]:
    """The two columns as they are; or, where that makes the foot clearly lower, with the last of the left one at the
    head of the right one, or the first or the last of the right one at the foot of the left one."""
    ways = [(asked[:at], asked[at:] + noted) for at in range(1, len(asked))]
    ways += [(asked + noted[:at], noted[at:]) for at in range(1, len(noted))]
    ways += [(asked + noted[at:], noted[:at]) for at in range(1, len(noted))]
    best = min(ways, key=lambda way: (_higher(way), abs(len(way[0]) - len(asked))), default=(asked, noted))
    high = _higher((asked, noted))
    worth = 1 if high > _HIGH else _WORTH
    return best if _higher(best) <= high - worth else (asked, noted)


def _higher(columns: tuple[Sequence[Line], Sequence[Line]]) -> int:
    return max(_high(columns[0]), _high(columns[1]))


def _high(of: Sequence[Line]) -> int:
    return sum(_lines(text) for _, text in of)


def _lines(text: str) -> int:
    return lines(text, GRID.column - _LABEL, GRID.foot)


def _divided(of: Sequence[Line], most: int) -> tuple[list[Line], list[Line]]:
    """The first lines as far as they fit, and the rest. A single one that is too high by itself is cut short."""
    count = 0
    while count < len(of) and _high(of[: count + 1]) <= most:
        count += 1
    if count == 0 and of and _lines(of[0][1]) > MOST_LINES - 1 and most > 0:
        label, text = of[0]
        return [(label, " ".join(wrap(text, GRID.column - _LABEL, GRID.foot, lines=most)))], list(of[1:])
    return list(of[:count]), list(of[count:])


def _labelled(of: Sequence[Line]) -> list[Data]:
    """A label is printed once for all the lines that it heads."""
    made: list[Data] = []
    before = ""
    for label, text in of:
        made.append({"label": "" if label == before else label, "text": breakable(text)})
        before = label or before
    return made
