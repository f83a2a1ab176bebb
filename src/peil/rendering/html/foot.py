"""The foot of a page: question and base always in sight; what explains them folded away where there is little room."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from peil.rendering.html.texts import Texts
from peil.report.model import Foot

# Characters on a line of a phone, and how many lines may stand under a figure before they are folded.
LINE, MOST_LINES = 46, 6
# With more notes than this they are a wall of text on any screen.
MOST_NOTES = 6


@dataclass(frozen=True)
class FootRow:
    """Lines under one term. `again`: more lines of the term before, which stands in sight. `many`: a list to unfold."""

    term: str
    lines: tuple[str, ...]
    again: bool = False
    many: bool = False


@dataclass(frozen=True)
class FootView:
    """The rows that are always in sight, and those that a phone folds away."""

    shown: tuple[FootRow, ...]
    folded: tuple[FootRow, ...]


def foot_view(foot: Foot, texts: Texts) -> FootView:
    """A foot of a few lines stands there whole; of a longer one the question and who answered remain in sight."""
    question = _row(texts.question(len(foot.question)), foot.question)
    notes = tuple(FootRow(texts.notes, lines, many=len(lines) > MOST_NOTES) for lines in (foot.notes,) if lines)
    explained = _row(texts.marks, foot.marks) + notes
    if _lines(foot) <= MOST_LINES or not (foot.question or foot.base):
        return FootView(question + _row(texts.base, foot.base) + explained, ())
    more = tuple(FootRow(texts.base, foot.base[1:], again=True) for _ in foot.base[1:2])
    return FootView(question + _row(texts.base, foot.base[:1]), more + explained)


def _row(term: str, lines: tuple[str, ...]) -> tuple[FootRow, ...]:
    return (FootRow(term, lines),) if lines else ()


def _lines(foot: Foot) -> int:
    """How many lines the foot takes on a phone, its terms left out."""
    return sum(ceil(len(line) / LINE) for part in (foot.question, foot.base, foot.marks, foot.notes) for line in part)
