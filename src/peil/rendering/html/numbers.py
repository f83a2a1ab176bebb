"""The table behind a figure: every number that is drawn, with its base, for those who want figures or cannot see.

One shape for all figures: rows and columns of cells, so that one template writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from peil.language import Language
from peil.rendering.html.texts import Texts
from peil.report.model import Bars, Figure, Flag, Mark, Matrix, MatrixPoint, Reference, Stack, Trend, Waterfall


@dataclass(frozen=True)
class Number:
    """One cell: the figure as printed, its base or the note that explains it, and what it rests on."""

    text: str
    base: str
    evidence: tuple[str, ...]
    flag: Flag


@dataclass(frozen=True)
class NumberRow:
    """One row: a group, an answer or a series; `base` when all its cells have one base."""

    label: str
    cells: tuple[Number, ...]
    total: bool
    level: int
    base: str


@dataclass(frozen=True)
class Numbers:
    """The table: what its rows are, its columns, its unit. `bases`: the rows have a column with their base."""

    caption: str
    unit: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[NumberRow, ...]
    bases: bool


def numbers(figure: Figure, texts: Texts) -> Numbers:
    """The table behind a figure."""
    match figure:
        case Trend():
            columns = tuple(label for label, _ in figure.moments)
            rows = tuple(_row(line.label, line.marks, texts, line.total) for line in figure.series)
            rows += _outside(figure.references, len(columns), texts)
            return Numbers(figure.summary, figure.axis.title, texts.group, columns, rows, False)
        case Bars():
            rows = tuple(_row(bar.label, bar.marks, texts, bar.total, bar.level) for bar in figure.rows)
            rows += _outside(figure.references, len(figure.columns), texts)
            return Numbers(figure.summary, figure.axis.title, texts.group, figure.columns, rows, False)
        case Stack():
            bases = any(bar.n for bar in figure.rows)
            rows = tuple(_stack_row(bar.label, bar.marks, texts, bar.total, bar.n) for bar in figure.rows)
            return Numbers(figure.summary, "", texts.group, figure.segments, rows, bases)
        case Matrix():
            columns = (figure.rating.title, figure.importance.title, figure.place, *figure.details)
            rows = tuple(_point_row(figure, point, texts) for point in figure.points)
            return Numbers(figure.summary, "", texts.aspect, columns, rows, False)
        case Waterfall():
            rows = tuple(_row(step.label, (step.mark,), texts, step.level) for step in figure.steps)
            return Numbers(figure.summary, figure.axis.title, texts.aspect, (figure.column,), rows, False)
        case _:
            assert_never(figure)


def _point_row(figure: Matrix, point: MatrixPoint, texts: Texts) -> NumberRow:
    cells = tuple(_number(mark, texts.language) for mark in (point.rating, point.importance))
    texts_behind = (figure.corners[point.corner], *point.details)
    return NumberRow(point.label, (*cells, *(Number(text, "", (), 0) for text in texts_behind)), False, 0, "")


def _row(label: str, marks: Sequence[Mark | None], texts: Texts, total: bool, level: int = 0) -> NumberRow:
    cells = tuple(_number(mark, texts.language) for mark in marks)
    return NumberRow(label, cells, total, level, "")


def _outside(references: Sequence[Reference], columns: int, texts: Texts) -> tuple[NumberRow, ...]:
    """A row per figure from outside: it stands under the last wave, and says that it was not tested."""
    blank = (Number("", "", (), 0),) * (columns - 1)
    cells = (Number(one.text, texts.untested, (one.evidence,), 0) for one in references)
    return tuple(
        NumberRow(one.label, (*blank, cell), False, 0, "") for one, cell in zip(references, cells, strict=True)
    )


def _stack_row(label: str, marks: Sequence[Mark | None], texts: Texts, total: bool, base: str) -> NumberRow:
    """The base stands once, in its own column; a cell repeats only a note of its own."""
    cells = tuple(
        Number(cell.text, mark.note if mark else "", cell.evidence, cell.flag)
        for mark, cell in ((mark, _number(mark, texts.language)) for mark in marks)
    )
    return NumberRow(label, cells if base else _row(label, marks, texts, total).cells, total, 0, base)


def _number(mark: Mark | None, language: Language) -> Number:
    if mark is None:
        return Number("", "", (), 0)
    base = f"n={language.integer(mark.n)}" if mark.n else ""
    told = mark.note if base and base in mark.note else ", ".join(filter(None, (base, mark.note)))
    return Number(mark.text, told, (mark.evidence,) if mark.evidence else (), mark.flag)
