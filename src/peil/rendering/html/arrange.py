"""How the blocks of one page are laid out: a figure takes its remarks to its side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from peil.report.model import (
    Bars,
    Block,
    Bullets,
    Heading,
    Inlines,
    KeyFigures,
    Matrix,
    Paragraph,
    Quotation,
    Stack,
    Table,
    Trend,
    Waterfall,
    plain,
)  # fmt: skip

Kind = Literal["words", "columns", "essay", "key", "alone", "beside"]

# Remarks beside a figure are short: about as high as the figure. More is an argument, and stands under it.
MOST_REMARKS = 1100
# Words alone stand in two columns when there are enough of them, and not so many that a reader must scroll back up.
FEWEST_IN_COLUMNS, MOST_IN_COLUMNS = 500, 2200
# A table with more columns needs the whole width.
MOST_COLUMNS_BESIDE = 4


@dataclass(frozen=True)
class Group:
    """Blocks that stand together: a visual (figure, table, facts) with its words, or only words.

    `words_first`: they were written above the visual, and stand there where there is no room beside it.
    """

    kind: Kind
    visual: Block | None
    words: tuple[Block, ...]
    words_first: bool = False


def groups(blocks: Iterable[Block]) -> tuple[Group, ...]:
    """The blocks of a page in groups, in their own order."""
    visual: Block | None = None
    words: list[Block] = []
    found: list[Group] = []
    for block in blocks:
        if is_words(block):
            words.append(block)
            continue
        if visual or words:
            found.append(_group(visual, tuple(words)))
        visual, words = block, []
    if visual or words:
        found.append(_group(visual, tuple(words)))
    return _joined(found)


def is_words(block: Block) -> bool:
    """Whether a block is running text."""
    return isinstance(block, Paragraph | Heading | Bullets | Quotation)


def _joined(found: list[Group]) -> tuple[Group, ...]:
    """Words above a visual that has none of its own become its remarks, when they are short and have no headings."""
    made: list[Group] = []
    for group in found:
        before = made[-1] if made else None
        if before and before.visual is None and group.kind == "alone" and not group.words:
            beside = _group(group.visual, before.words)
            if beside.kind == "beside" and not any(isinstance(block, Heading) for block in before.words):
                made[-1] = replace(beside, words_first=True)
                continue
        made.append(group)
    return tuple(made)


def _group(visual: Block | None, words: tuple[Block, ...]) -> Group:
    pieces = [piece for block in words for piece in running_text(block)]
    length = sum(len(plain(piece)) for piece in pieces)
    if visual is None:
        short = length < FEWEST_IN_COLUMNS or len(pieces) < 3
        return Group("words" if short else "columns" if length <= MOST_IN_COLUMNS else "essay", None, words)
    if isinstance(visual, KeyFigures):
        return Group("key", visual, words)
    fits = isinstance(visual, Trend | Bars | Stack | Matrix | Waterfall) or (
        isinstance(visual, Table) and len(visual.columns) <= MOST_COLUMNS_BESIDE
    )
    beside = words and fits and length <= MOST_REMARKS
    return Group("beside" if beside else "alone", visual, words)


def running_text(block: Block) -> tuple[Inlines, ...]:
    """The pieces of running text in a block."""
    match block:
        case Paragraph() | Heading() | Quotation():
            return (block.content,)
        case Bullets():
            return tuple(piece for item, below in block.items for piece in (item, *below))
        case _:
            return ()
