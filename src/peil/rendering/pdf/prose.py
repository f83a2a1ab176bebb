"""Running text on a printed page: in one wide column when there is little, else in two of about equal height.

Lists are split between their items; a heading stays with what follows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from peil.rendering.pdf.grid import GRID
from peil.rendering.pdf.room import height_of, lines
from peil.rendering.pdf.words import Data, prose
from peil.report.model import Block, Bullets, Heading, Paragraph, Quotation, plain

_LITTLE = 0.8  # of one column of body text: less than two fifths of both columns together
_ITEM = 0.85  # of the leading, between the items of a list


@dataclass(frozen=True)
class Type:
    """A size of type and its leading, and the name under which the template knows it."""

    name: str
    size: float
    leading: float


BODY = Type("body", GRID.body, GRID.body_leading)
LEAD = Type("lead", GRID.lead, GRID.lead_leading)


@dataclass(frozen=True)
class Piece:
    """What is not split: a block, or one item of a list. `source`: which block of the page; `number` of the item."""

    block: Block
    source: int
    number: int = 1


def pieces(texts: Sequence[Block]) -> list[Piece]:
    """Blocks as pieces: each item of a list on its own."""
    made: list[Piece] = []
    for source, block in enumerate(texts):
        if isinstance(block, Bullets):
            items = enumerate(block.items, start=1)
            made += [Piece(Bullets((item,), block.ordered), source, number) for number, item in items]
        else:
            made.append(Piece(block, source))
    return made


def height(of: Sequence[Piece], width: float, kind: Type = BODY) -> float:
    """Points that pieces take below each other."""
    made = 0.0
    for i, piece in enumerate(of):
        made += _piece_height(piece.block, width, kind)
        if i + 1 < len(of):
            made += _gap(piece, of[i + 1], kind)
    return made


def _gap(piece: Piece, below: Piece, kind: Type) -> float:
    if isinstance(piece.block, Heading):
        return 9.0
    same = piece.source == below.source and isinstance(piece.block, Bullets)
    return kind.leading * (_ITEM if same else 1.0)


def _piece_height(block: Block, width: float, kind: Type) -> float:
    size, leading = kind.size, kind.leading
    match block:
        case Paragraph():
            return height_of(lines(plain(block.content), width, size), size, leading)
        case Heading():
            return height_of(lines(plain(block.content), width, size, 600), size, leading)
        case Quotation():
            count = lines(plain(block.content), width - 16, size) + bool(block.attribution)
            return height_of(count, size, leading) + 4
        case Bullets():
            rows = [(item, 16) for item, _ in block.items] + [(each, 32) for _, below in block.items for each in below]
            counts = [lines(plain(row), width - indent, size) for row, indent in rows]
            return sum(height_of(n, size, leading) for n in counts) + (len(rows) - 1) * leading * _ITEM
        case _:
            return inf


def data_of(of: Sequence[Piece]) -> list[Data]:
    """Pieces for the template; items of one list that follow each other are one list again."""
    return _joined(of, prose([piece.block for piece in of]))


def _joined(of: Sequence[Piece], made: Sequence[Data]) -> list[Data]:
    joined: list[Data] = []
    before = -1
    for piece, item in zip(of, made, strict=True):
        if isinstance(piece.block, Bullets) and piece.source == before:
            joined[-1] = joined[-1] | {"items": [*_items(joined[-1]), *_items(item)]}
        elif isinstance(piece.block, Bullets):
            joined.append(item | {"start": piece.number})
        else:
            joined.append(item)
        before = piece.source
    return joined


def _items(of: Data) -> list[object]:
    items = of["items"]
    return items if isinstance(items, list) else []


def text_page(texts: Sequence[Block], room: float) -> list[Data]:
    """The parts of a page of nothing but text."""
    of = pieces(texts)
    little = height(of, GRID.column) <= room * _LITTLE
    if little and height(of, GRID.lead_measure, LEAD) <= room:
        return [_part([data_of(of)], LEAD, GRID.lead_measure)]
    return in_columns(of, room)


def strip(texts: Sequence[Block]) -> tuple[Data, float]:
    """Words above or below something else, kept together, and the points that they take: in one column, or in two
    where that saves height."""
    of = pieces(texts)
    alone = height(of, GRID.lead_measure)
    splits = _splits(of)
    if not splits or alone <= splits[0][0]:
        return _part([data_of(of)], BODY, GRID.lead_measure) | {"together": True}, alone
    high, middle = splits[0]
    made = prose([piece.block for piece in of])
    columns = [_joined(of[:middle], made[:middle]), _joined(of[middle:], made[middle:])]
    return _part(columns, BODY, GRID.column) | {"together": True}, high


def column_part(of: Sequence[Piece]) -> Data:
    """Words in one of two columns."""
    return _part([data_of(of)], BODY, GRID.column) | {"together": True}


def in_columns(of: Sequence[Piece], room: float) -> list[Data]:
    """Pieces in two columns, the last ones of equal height, with a new sheet where both are full. Text with a piece
    that is higher than a column flows on as it comes."""
    made = prose([piece.block for piece in of])
    if any(height([piece], GRID.column) > room for piece in of):
        return [_part([_joined(of, made)], BODY, GRID.column) | {"flows": True}]
    parts: list[Data] = []
    start = 0
    while start < len(of):
        middle, end = (start + count for count in _sheet(of[start:], room))
        columns = [_joined(of[i:k], made[i:k]) for i, k in ((start, middle), (middle, end))]
        if parts:
            parts.append({"kind": "break"})
        parts.append(_part(columns, BODY, GRID.column))
        start = end
    return parts


def _sheet(of: Sequence[Piece], room: float) -> tuple[int, int]:
    """How many pieces stand before the end of the first and of the second column of a sheet."""
    splits = _splits(of)
    if splits and splits[0][0] <= room:
        return splits[0][1], len(of)
    first = _filled(of, 0, room)
    return first, _filled(of, first, room)


def _splits(of: Sequence[Piece]) -> list[tuple[float, int]]:
    """Ways to divide pieces over two columns: how high they become, and where they are cut; the lowest first."""
    cuts = [i for i in range(1, len(of)) if not isinstance(of[i - 1].block, Heading)]
    return sorted((max(height(of[:i], GRID.column), height(of[i:], GRID.column)), i) for i in cuts)


def _filled(of: Sequence[Piece], start: int, room: float) -> int:
    """Where a column ends that begins at `start`: full, and not behind a heading."""
    end = start
    while end < len(of) and height(of[start : end + 1], GRID.column) <= room:
        end += 1
    kept = end
    while end < len(of) and kept > start + 1 and isinstance(of[kept - 1].block, Heading):
        kept -= 1
    return kept


def _part(columns: list[list[Data]], kind: Type, width: float) -> Data:
    return {
        "kind": "prose", "columns": columns, "type": kind.name, "width": width, "flows": False, "together": False,
    }  # fmt: skip
