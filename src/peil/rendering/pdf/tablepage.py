"""A page with one table and the words around it: on one sheet where that can be, else words share one with it.

The first that fits: beside the words; in one piece or two halves with the words above or below; on several sheets with
the words on the first or the last of them. Words that fit nowhere get a sheet of their own, where the author put them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from peil.rendering.pdf import prose, tables
from peil.rendering.pdf.cutting import Fit, fitted
from peil.rendering.pdf.drawings import Drawings
from peil.rendering.pdf.grid import GRID
from peil.rendering.pdf.room import GAP
from peil.rendering.pdf.words import Data
from peil.report.model import Block, Table

_LARGE_PITCH = 24.0  # points from row to row of a small table in large type
_LEAST_ROOM = 0.55  # of a sheet, for a table that has words above or below it
BREAK: Data = {"kind": "break"}


@dataclass(frozen=True)
class Around:
    """The words above and below something, as the author put them."""

    above: tuple[Block, ...]
    below: tuple[Block, ...]

    @property
    def all(self) -> tuple[Block, ...]:
        """All words in their order."""
        return (*self.above, *self.below)

    def heights(self) -> tuple[float, float]:
        """Points that they take above and below, with the room to what stands between."""
        above, below = (prose.strip(texts)[1] + GAP if texts else 0.0 for texts in (self.above, self.below))
        return above, below

    def join(self, parts: list[Data]) -> list[Data]:
        """The parts with the words around them on the first and the last sheet."""
        return [*self._strip(self.above), *parts, *self._strip(self.below)]

    def apart(self, parts: list[Data], room: float) -> list[Data]:
        """The parts with the words on sheets of their own, before and behind them."""
        above, below = (prose.text_page(texts, room) if texts else [] for texts in (self.above, self.below))
        return on_sheets([above, parts, below])

    def _strip(self, texts: tuple[Block, ...]) -> list[Data]:
        return [prose.strip(texts)[0]] if texts else []


def on_sheets(groups: Iterable[list[Data]]) -> list[Data]:
    """Groups of parts, each on a sheet of its own."""
    made: list[Data] = []
    for group in groups:
        if made and group:
            made.append(BREAK)
        made += group
    return made


def table_page(table: Table, around: Around, room: float, drawings: Drawings) -> list[Data]:
    """The parts of a page with this table and these words."""
    if not around.all:
        return _sheets(table, room, drawings)
    beside = _beside(table, around.all, room, drawings)
    if beside:
        return beside
    alone = _sheets(table, room, drawings)
    above, below = around.heights()
    # Words above and below share a sheet only where the table has one; words alone would cost a sheet as well.
    for less, most in ((room - above - below, 1), (room - max(above, below), _count(alone) + 1)):
        parts = _sheets(table, less, drawings) if less >= room * _LEAST_ROOM else []
        if parts and _count(parts) <= most:
            return around.join(parts)
    return around.apart(alone, room)


def _count(parts: list[Data]) -> int:
    """On how many sheets parts stand."""
    return 1 + sum(part is BREAK for part in parts)


def _beside(table: Table, texts: tuple[Block, ...], room: float, drawings: Drawings) -> list[Data]:
    """The words right of the table, when both fit there on one sheet; else nothing."""
    of = prose.pieces(texts)
    if tables.sizes(table, GRID.measure).total > GRID.beside_remarks or prose.height(of, GRID.remarks) > room:
        return []
    at = tables.stretched(tables.sizes(table, GRID.beside_remarks), GRID.beside_remarks)
    fit = _large(table, GRID.beside_remarks, room) or fitted(table, at, room, drawings.continued)
    if len(fit.parts) > 1:
        return []
    at = tables.stretched(fit.at, GRID.beside_remarks)
    return [{"kind": "beside", "left": [tables.data(table, at)], "right": prose.data_of(of)}]


def _sheets(table: Table, room: float, drawings: Drawings) -> list[Data]:
    """The table alone: whole, in halves or on as few sheets as can be."""
    whole = fitted(table, tables.sizes(table, GRID.measure), room, drawings.continued)
    return _halves(table, len(whole.parts), room, drawings) or table_parts(table, room, drawings)


def _halves(table: Table, sheets: int, room: float, drawings: Drawings) -> list[Data]:
    """A long table in two halves on a sheet, where it fits so and takes fewer sheets; else nothing.

    Labels that wrap can make the halves so high that they save none.
    """
    half = tables.sizes(table, GRID.column)
    if sheets == 1 or half.total > GRID.column + 1:
        return []
    fit = fitted(table, tables.stretched(half, GRID.column), room, drawings.continued, beside=2)
    pairs = in_pairs([tables.data(part, fit.at) for part in fit.parts])
    return on_sheets([pair] for pair in pairs) if len(pairs) < sheets else []


def table_parts(table: Table, room: float, drawings: Drawings, pitch: float = 0.0) -> list[Data]:
    """A table on the whole width, cut where it is too wide or too high, each part on a sheet of its own; `pitch`:
    between rows, at most, where it does not stand alone."""
    made: list[list[Data]] = []
    for part in tables.by_columns(table, GRID.measure):
        fit = None if pitch else _large(part, GRID.measure, room)
        fit = fit or fitted(part, _snapped(tables.sizes(part, GRID.measure)), room, drawings.continued)
        at = replace(fit.at, pitch=min(fit.at.pitch, pitch or fit.at.pitch))
        made += [[tables.data(piece, at) | {"together": True}] for piece in fit.parts]
    return on_sheets(made)


def _large(table: Table, width: float, room: float) -> Fit | None:
    """A small table in larger type, when it fits so."""
    at = replace(tables.sizes(table, width, GRID.body), pitch=_LARGE_PITCH)
    wraps = at.total > width - 1
    return None if wraps or tables.height(table, at) > room else Fit((table,), _snapped(at))


def _snapped(at: tables.Sizes) -> tables.Sizes:
    """The table as wide as the next line of the grid, so that it ends where other things end."""
    lines = (GRID.column, GRID.beside_remarks, GRID.measure)
    return tables.stretched(at, next((line for line in lines if line >= at.total - 1), at.total))


def in_pairs(parts: list[Data]) -> list[Data]:
    """Two side by side; an odd last one alone."""
    return [{"kind": "pair", "items": parts[i : i + 2]} for i in range(0, len(parts), 2)]
