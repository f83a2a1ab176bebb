"""Figures of a report, neutral: series, marks with their texts, axes. Renderers draw them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Flag = Literal[-2, -1, 0, 1, 2]


@dataclass(frozen=True)
class Mark:
    """One estimate in a figure. `value` None = nothing to draw, and `text` says why: "*" small base, "×" for privacy,
    "–" no answers.

    `small` = small base, drawn hollow. `low`, `high` = interval. `evidence` = id of the estimate.
    `note` explains the mark where that is needed ("small base, n=42"); `flag` is after the rules of the survey.
    `summed` = ids of further estimates, when the value is the sum of several shares. Shares are fractions 0-1.
    """

    value: float | None
    text: str
    evidence: str
    n: int = 0
    low: float | None = None
    high: float | None = None
    flag: Flag = 0
    small: bool = False
    note: str = ""
    summed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Axis:
    """A quantitative axis: its ends, ticks and their texts, and what it measures ("rapportcijfer 1-10")."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    title: str


@dataclass(frozen=True)
class Reference:
    """A figure from outside the data, drawn beside those of the study and never tested: "6,8 Public services (2013)".

    `label`: what it is of and of when; `value`: its place on the axis; `evidence`: its id.
    """

    label: str
    value: float
    text: str
    evidence: str


@dataclass(frozen=True)
class TrendSeries:
    """One line of a trend: a mark per moment (None where the wave has no such figure).

    `breaks`: positions of moments where a new series begins (no line from the moment before). `beside`: the total that
    stands in grey beside the group that the report is for.
    """

    label: str
    total: bool
    marks: tuple[Mark | None, ...]
    breaks: tuple[int, ...] = ()
    beside: bool = False


@dataclass(frozen=True)
class Trend:
    """Figures over waves. `moments`: label and place in time (decimal year) of each wave."""

    id: str
    moments: tuple[tuple[str, float], ...]
    series: tuple[TrendSeries, ...]
    axis: Axis
    summary: str
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True)
class BarRow:
    """One row of bars or dots: a mark per column (the waves, the last one darkest). `level` 1 = a nested group."""

    label: str
    marks: tuple[Mark | None, ...]
    total: bool = False
    level: int = 0


@dataclass(frozen=True)
class Bars:
    """Figures by group or answer. `columns`: labels of the series (waves), oldest first.

    `style`: "bars" start at zero (shares); "dots" stand on a stated range of the axis (grades).
    """

    id: str
    columns: tuple[str, ...]
    rows: tuple[BarRow, ...]
    axis: Axis
    style: Literal["bars", "dots"]
    summary: str
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True)
class StackRow:
    """One bar of 100%: a mark per segment. `follows`: belongs to the row above (the same group in another wave)."""

    label: str
    marks: tuple[Mark | None, ...]
    total: bool = False
    n: str = ""
    follows: bool = False


@dataclass(frozen=True)
class Stack:
    """Answers that add up to 100%, per group or wave. `ordered`: the answers run from low to high."""

    id: str
    segments: tuple[str, ...]
    rows: tuple[StackRow, ...]
    ordered: bool
    summary: str


@dataclass(frozen=True)
class MatrixPoint:
    """An aspect in the matrix: how it is rated, how important it is, and where it stood in the last wave (rating and
    importance; None where it stood nowhere). `family`: position of its dimension; `corner`: of the part it lies in.
    `unsure`: chance alone may have put it in its part; `seldom`: many could not grade it, so it is drawn hollow.
    `details`: what else the table behind the figure says of it, a text per column."""

    label: str
    family: int
    corner: int
    rating: Mark
    importance: Mark
    earlier: tuple[float, float] | None = None
    unsure: bool = False
    seldom: bool = False
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matrix:
    """Aspects by rating (horizontal) and importance (vertical).

    `families`: the dimensions, each with the colour and shape it has in every report: 0 process, 1 human,
    2 communication, 3 and further the others. `corners`: names of the parts: top left, top right, bottom left, bottom
    right. `borders`: of rating and of importance, with what is printed at them. `trace`: what the faint lines from last
    wave's places mean, "" where there are none. `place`: heads the column of parts in the table behind the figure.
    `unsure`, `seldom`: what a ring around a point and a hollow one mean, "" where there are none. `details`: heads of
    the columns behind that.
    """

    id: str
    points: tuple[MatrixPoint, ...]
    families: tuple[tuple[str, int], ...]
    corners: tuple[str, str, str, str]
    rating: Axis
    importance: Axis
    borders: tuple[tuple[float, str], tuple[float, str]]
    trace: str
    place: str
    summary: str
    unsure: str = ""
    seldom: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """A row of a waterfall, from `start` to `end` on its axis; `level`: the figure itself, before or after.

    `sure`: not to be put down to chance; what is not is drawn hollow. `mark`: its text, and its interval around `end`.
    """

    label: str
    mark: Mark
    start: float
    end: float
    level: bool = False
    sure: bool = True


@dataclass(frozen=True)
class Waterfall:
    """How a figure went from one value to another, step by step. `column`: heads the values."""

    id: str
    steps: tuple[Step, ...]
    axis: Axis
    column: str
    summary: str


Figure = Trend | Bars | Stack | Matrix | Waterfall
