"""The ids that a report mentions: everything in it that a reader can open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from peil.report.model import (
    Bars,
    Block,
    Bullets,
    Facts,
    Figure,
    Heading,
    Inlines,
    KeyFigures,
    Mark,
    Matrix,
    Page,
    Paragraph,
    Quotation,
    Section,
    Stack,
    Table,
    Trend,
    Value,
    Waterfall,
)  # fmt: skip
from peil.results.model import ALL


@dataclass(frozen=True)
class Named:
    """An id taken apart: `vr/2013/website=visited/share/role=sponsor`; `asked` is question and answer."""

    survey: str
    wave: str
    asked: str
    measure: str
    group: str = ALL


def named(identity: str) -> Named | None:
    """The estimate that an id names, or that the contrast starts from which it names; None when it is no estimate."""
    parts = identity.partition("~")[0].split("/")
    return Named(*parts) if len(parts) == 5 else None


def mentioned(sections: Iterable[Section]) -> tuple[str, ...]:
    """Every id in the pages, once, in the order of reading."""
    found = (identity for section in sections for page in section.pages for identity in in_page(page))
    return tuple(dict.fromkeys(found))


def in_page(page: Page) -> Iterator[str]:
    """Every id in a page, in the order of reading."""
    for ids in (_in_text(page.title), *(_in_block(block) for block in page.blocks)):
        yield from filter(None, ids)


def _in_block(block: Block) -> Iterator[str]:
    match block:
        case KeyFigures():
            for figure in block.figures:
                yield from figure.evidence
        case Table():
            yield from (cell.evidence for row in block.rows for cell in row.cells)
        case Trend() | Bars() | Stack() | Matrix() | Waterfall():
            yield from _in_marks(_marks(block))
            if isinstance(block, Trend | Bars):
                yield from (one.evidence for one in block.references)
        case _:
            for piece in _pieces(block):
                yield from _in_text(piece)


def _pieces(block: Paragraph | Heading | Quotation | Bullets | Facts) -> Iterator[Inlines]:
    """The running text of a block."""
    match block:
        case Paragraph() | Heading() | Quotation():
            yield block.content
        case Bullets():
            yield from (piece for item, below in block.items for piece in (item, *below))
        case Facts():
            yield from (piece for _, explanation in block.pairs for piece in explanation)
        case _:
            assert_never(block)


def _marks(figure: Figure) -> Iterator[Mark | None]:
    """The marks of a figure."""
    match figure:
        case Trend():
            yield from (mark for line in figure.series for mark in line.marks)
        case Bars() | Stack():
            yield from (mark for row in figure.rows for mark in row.marks)
        case Matrix():
            yield from (mark for point in figure.points for mark in (point.rating, point.importance))
        case Waterfall():
            yield from (step.mark for step in figure.steps)
        case _:
            assert_never(figure)


def _in_text(content: Inlines) -> Iterator[str]:
    for inline in content:
        if isinstance(inline, Value):
            yield from inline.evidence


def _in_marks(marks: Iterable[Mark | None]) -> Iterator[str]:
    for mark in marks:
        if mark is not None:
            yield mark.evidence
            yield from mark.summed
