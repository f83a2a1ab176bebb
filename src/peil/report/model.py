"""The report: what is told, in one language, ready to be rendered: every text is final, every number is formatted.

    Report ── Section (a chapter) ── Page (one message: a title, a body of blocks, a foot)
    Block   = Paragraph | Bullets | Quotation | Heading | KeyFigures | Figure | Table | Facts | Contents
    Figure  = Trend | Bars | Stack | Matrix | Waterfall    neutral: series, texts, estimate ids; renderers draw them
    Inline  = Run | Value                      a piece of running text; a Value rests on estimates

Renderers get only this. The set of blocks is closed: `match` with `assert_never` lists what a renderer lacks.
A block's `id` is its key without the wave (`vr/overall/trend/directorate`), stable from wave to wave.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from peil.report.evidence import NO_EVIDENCE, Evidence

Flag = Literal[-2, -1, 0, 1, 2]
Whose = Literal["everyone", "own", "other"]


@dataclass(frozen=True)
class Run:
    """Running text. `href` makes it a link."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""


@dataclass(frozen=True)
class Value:
    """Text that rests on results: `evidence` are the ids of the estimates or contrasts behind it.

    `whose`: of whom it is said, seen from the group that the report is for.
    """

    text: str
    evidence: tuple[str, ...]
    strong: bool = False
    emphasis: bool = False
    whose: Whose = "everyone"


Inline = Run | Value
Inlines = tuple[Inline, ...]


def plain(inlines: Inlines) -> str:
    """The text without its marks."""
    return "".join(inline.text for inline in inlines)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text."""

    content: Inlines


@dataclass(frozen=True)
class Heading:
    """A heading inside a page."""

    content: Inlines
    level: int = 3


@dataclass(frozen=True)
class Bullets:
    """A list; each item is a row of inlines and the items below it."""

    items: tuple[tuple[Inlines, tuple[Inlines, ...]], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Quotation:
    """A quotation, with who said it, and the code of its language where that may be another than the report's."""

    content: Inlines
    attribution: str = ""
    language: str = ""


@dataclass(frozen=True)
class KeyFigure:
    """One large figure of the first page: "7,7", what it is, its margin, its change, and the ids it rests on."""

    value: str
    label: str
    detail: str
    change: str
    flag: Flag
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class KeyFigures:
    """The figures of page one, the most important first; the first is drawn largest."""

    id: str
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Mark:
    """One estimate in a figure. `value` None = nothing to draw, and `text` says why: "*" small base, "–" no answers.

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


@dataclass(frozen=True)
class TableCell:
    """One cell. `flag` prints + or - and makes it bold; `evidence` is the id of the estimate, "" for text. `content`:
    the same text in runs, where only some of it is bold, cursive or a link."""

    text: str
    evidence: str = ""
    flag: Flag = 0
    strong: bool = False
    muted: bool = False
    align: Literal["left", "right"] = "right"
    content: tuple[Run, ...] = ()


@dataclass(frozen=True)
class TableRow:
    """One row: its heading and its cells. `level` indents; `kind` separates totals and headings of parts."""

    label: str
    cells: tuple[TableCell, ...]
    level: int = 0
    kind: Literal["row", "total", "part"] = "row"


@dataclass(frozen=True)
class Table:
    """A table with a caption for those who cannot see it. `spans`: (text, columns) over the columns, "" = nothing.

    `opening`: so many columns (the total) come back in every part, where a table is cut because it is too wide.
    """

    id: str
    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    spans: tuple[tuple[str, int], ...] = ()
    opening: int = 0


@dataclass(frozen=True)
class Facts:
    """Pairs of a term and its explanation: the method account, the reading guide."""

    id: str
    pairs: tuple[tuple[str, tuple[Inlines, ...]], ...]


Block = (
    Paragraph | Heading | Bullets | Quotation | KeyFigures | Trend | Bars | Stack | Matrix | Waterfall | Table | Facts
)


@dataclass(frozen=True)
class Foot:
    """What stands under a page's figures: the question's wording, who answered (base and n), marks, footnotes."""

    question: tuple[str, ...] = ()
    base: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """One message. `id`: its anchor, unique in the report; `title`: the finding; `subtitle`: measure, who, wave."""

    id: str
    title: Inlines
    subtitle: str
    blocks: tuple[Block, ...]
    foot: Foot = Foot()


@dataclass(frozen=True)
class Section:
    """A chapter of the report: a title page and its pages. `survey`: title of the survey, "" when general."""

    id: str
    title: str
    pages: tuple[Page, ...]
    survey: str = ""


@dataclass(frozen=True)
class Report:
    """A whole report in one language. `banner` stands on every page; `made_with` and `date_line` on the last.

    `evidence`: what its figures rest on, for a page in which they can be opened. `fonts`: files for scripts that the
    fonts of a renderer lack. `group`: for whom it is, where it is the report of one group; `part`: what its files are
    called for that reason, "directorate-asylum".
    """

    study: str
    language: str
    title: str
    subtitle: str
    client: str
    researcher: str
    copyright: str
    banner: str
    lead_colour: str
    sections: tuple[Section, ...]
    contacts: tuple[str, ...] = ()
    date_line: str = ""
    made_with: str = ""
    evidence: Evidence = NO_EVIDENCE
    fonts: tuple[Path, ...] = ()
    group: str = ""
    part: str = ""

    @property
    def stem(self) -> str:
        """How its files are called, without their endings."""
        return "-".join(part for part in (self.study, self.part, self.language) if part)
