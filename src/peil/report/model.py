"""The report: what is told, in one language, ready to be rendered: every text is final, every number is formatted.

    Report ── Section (a chapter) ── Page (one message: a title, a body of blocks, a foot)
    Block   = Paragraph | Bullets | Quotation | Heading | KeyFigures | Figure | Table | Facts
    Figure  = Trend | Bars | Stack | Matrix | Waterfall    drawn.py     neutral: series, texts, estimate ids
    rows    = Table | Facts | KeyFigures                   tabled.py
    Inline  = Run | Value                                  running.py   running text; a Value rests on estimates

Renderers get only this. The set of blocks is closed: `match` with `assert_never` lists what a renderer lacks.
A block's `id` is its key without the wave (`vr/overall/trend/directorate`), stable from wave to wave.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from peil.report.drawn import (
    Axis,
    BarRow,
    Bars,
    Figure,
    Flag,
    Mark,
    Matrix,
    MatrixPoint,
    Reference,
    Stack,
    StackRow,
    Step,
    Trend,
    TrendSeries,
    Waterfall,
)
from peil.report.evidence import NO_EVIDENCE, Evidence
from peil.report.running import Bullets, Heading, Inline, Inlines, Paragraph, Quotation, Run, Value, Whose, plain
from peil.report.tabled import Facts, KeyFigure, KeyFigures, Table, TableCell, TableRow

__all__ = [
    "Axis",
    "BarRow",
    "Bars",
    "Block",
    "Bullets",
    "Facts",
    "Figure",
    "Flag",
    "Foot",
    "Heading",
    "Inline",
    "Inlines",
    "KeyFigure",
    "KeyFigures",
    "Mark",
    "Matrix",
    "MatrixPoint",
    "Page",
    "Paragraph",
    "Quotation",
    "Reference",
    "Report",
    "Run",
    "Section",
    "Stack",
    "StackRow",
    "Step",
    "Table",
    "TableCell",
    "TableRow",
    "Trend",
    "TrendSeries",
    "Value",
    "Waterfall",
    "Whose",
    "plain",
]

Block = (
    Paragraph | Heading | Bullets | Quotation | KeyFigures | Trend | Bars | Stack | Matrix | Waterfall | Table | Facts
)


@dataclass(frozen=True)
class Foot:
    """What stands under a page's figures: the question's wording, who answered (base and n), marks, footnotes.

    `apart`: lines of base and notes that hold for one question only, each with the same line that names the question,
    which takes its place on a page with other questions.
    """

    question: tuple[str, ...] = ()
    base: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


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
