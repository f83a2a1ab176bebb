"""The tree of errors. Every message names the thing, its value, what was expected, where, and what to do.

PeilError                    anything that Peil refuses, with a message for a researcher
├── StudyError               the study folder cannot be used: carries every problem found
├── DataError                the data files cannot be used as the study says: carries every problem found
├── StatisticsError          a calculation that has no valid outcome (an empty target cell, ...)
├── WeightingError           weights cannot be made as the study says
├── ProseError               a chapter says what the data do not: carries every problem found
├── FrozenError              a closed wave is not what was frozen: carries every problem found
├── PrintedError             the files about a printed report cannot be used: carries every problem found
├── CatalogueError           a text that a reader would see has no translation
└── RenderError              a renderer refused the report
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Place:
    """Where in a file something stands: `chapters/nl/01.md:12`, line and column counted from 1; 0 = the whole file."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, in words that a researcher can act on.

    `thing` names what is wrong (`questions > overall > kind`), `found` is its value as written, `expected` says
    what would be right, and `remedy` what to do (often the nearest existing name).
    """

    place: Place
    thing: str
    found: str = ""
    expected: str = ""
    remedy: str = ""
    sort_index: int = field(default=0, repr=False)

    def __str__(self) -> str:
        parts = [f"{self.place}: " if self.place.file else "", self.thing]
        if self.found:
            parts.append(f": found {self.found}")
        if self.expected:
            parts.append(f", expected {self.expected}")
        text = "".join(parts)
        return f"{text}. {self.remedy}" if self.remedy else text


class PeilError(Exception):
    """Anything that Peil refuses. The message is meant for the researcher, not for a programmer."""


class ProblemsError(PeilError):
    """Several problems found in one go; `problems` holds them all, in the order of their places."""

    headline = "problems"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        count = len(self.problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        headline = self.headline if count != 1 else self.headline.replace("problems", "problem", 1)
        super().__init__(f"{count} {headline}\n{lines}")


class StudyError(ProblemsError):
    """The study folder cannot be used as it is written."""

    headline = "problems in the study"


class DataError(ProblemsError):
    """The data files hold things that the study does not account for."""

    headline = "problems in the data"


class ProseError(ProblemsError):
    """The chapters say things that the results do not bear out."""

    headline = "problems in the chapters"


class PrintedError(ProblemsError):
    """The files with what a printed report says cannot be used as they are written."""

    headline = "problems in the files about the printed report"


class FrozenError(ProblemsError):
    """A closed wave is no longer what it was when it was frozen."""

    headline = "problems in frozen waves"


class StatisticsError(PeilError):
    """A calculation has no valid outcome."""


class UnreachableError(StatisticsError):
    """No weights reach a target. `about`: the margin or the number that it is a target of."""

    def __init__(self, message: str, about: str) -> None:
        super().__init__(message)
        self.about = about


class FewTogetherError(StatisticsError):
    """Two items were answered by hardly anyone in common: nothing tells how they go together."""


class TooManyError(StatisticsError):
    """More predictors than can be taken into account in all orders."""


class WeightingError(PeilError):
    """Weights cannot be made as the study says."""


class CatalogueError(PeilError):
    """A text that a reader would see has no translation."""


class RenderError(PeilError):
    """A renderer refused the report."""
