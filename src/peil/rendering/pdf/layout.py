"""Which block stands where on a page: a page of the report becomes parts for the template, each of a size that fits.

one figure and prose    figure left on about two thirds, remarks right
one figure              the whole width; many rows in two halves
one table (and prose)   its own width, remarks right where there is room; long ones in two halves
prose                   one wide column when short, else two
several of them         figures two by two, then tables, then prose
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from peil.rendering.charts import ChartStyle, draw, draw_scene
from peil.rendering.pdf import prose, tables
from peil.rendering.pdf.cutting import PITCHES, Fit, fitted
from peil.rendering.pdf.grid import GRID
from peil.rendering.pdf.key import findings, key_part
from peil.rendering.pdf.room import GAP, facts_height, facts_inset
from peil.rendering.pdf.split import fitting
from peil.rendering.pdf.words import Data, Prose, facts
from peil.report.model import Bars, Block, Facts, Figure, KeyFigures, Page, Stack, Table, Trend

_TREND_HIGH = 0.56  # height of a trend as a part of its width, at most
_LARGE_PITCH = 24.0  # points from row to row of a small table in large type
_FACTS = (prose.BODY, prose.Type("facts", 12.25, 17.0), prose.Type("facts", 11.5, 15.5))  # the largest that fits
_CLOSE_PITCH = 15.2  # of a table on a page that would else not fit


@dataclass
class Drawings:
    """The SVG texts of a report by the name of their file, in the order in which they were drawn.

    `continued`: the word behind a heading that is repeated.
    """

    language: str
    lead_colour: str
    continued: str
    files: dict[str, str] = field(default_factory=dict)

    def add(self, figure: Figure, width: float, height: float) -> Data:
        """Draw a figure; the data with which the template finds it."""
        style = self.style(width, height)
        scene = draw_scene(figure, style)
        name = f"figure-{len(self.files) + 1}.svg"
        self.files[name] = draw(figure, style)
        return {"kind": "figure", "file": name, "alt": figure.summary, "width": scene.width, "height": scene.height}

    def style(self, width: float, height: float) -> ChartStyle:
        """How figures are drawn in print."""
        return ChartStyle(self.language, self.lead_colour, int(width), "wide", "print", int(height))


def arrange(page: Page, room: float, drawings: Drawings) -> list[Data]:
    """The parts of a page, from top to bottom, on sheets with so much room between title and foot."""
    texts = [block for block in page.blocks if isinstance(block, Prose)]
    others = [block for block in page.blocks if not isinstance(block, Prose) and not _empty(block)]
    match others:
        case []:
            return prose.text_page(texts, room)
        case [Trend() | Bars() | Stack() as figure]:
            return _one_figure(figure, texts, room, drawings)
        case [Table() as table]:
            return _one_table(table, texts, room, drawings)
        case [KeyFigures() as key]:
            rest = [] if findings(texts) else texts
            return [key_part(key, texts, room), *_after(rest, room)]
        case _:
            return _several(others, texts, room, drawings)


def _empty(block: Block) -> bool:
    return isinstance(block, Facts) and not block.pairs


def _one_figure(figure: Figure, texts: Sequence[Block], room: float, drawings: Drawings) -> list[Data]:
    if texts:
        parts = fitting(figure, GRID.beside_remarks, room, drawings.style(GRID.beside_remarks, 0))
        made = [drawings.add(part, GRID.beside_remarks, _wish(part, GRID.beside_remarks, room)) for part in parts]
        return _beside(made, texts, room)
    parts = fitting(figure, GRID.measure, room, drawings.style(GRID.measure, 0))
    if len(parts) == 1:
        return [drawings.add(parts[0], GRID.measure, _wish(parts[0], GRID.measure, room))]
    halves = fitting(figure, GRID.column, room, drawings.style(GRID.column, 0))
    made = [drawings.add(part, GRID.column, room) for part in halves]
    return _in_pairs(made)


def _beside(parts: list[Data], texts: Sequence[Block], room: float) -> list[Data]:
    """Remarks beside the first part as far as they fit there; what does not fit follows on a sheet of its own."""
    of = prose.pieces(texts)
    count = len(of)
    while count > 1 and prose.height(of[:count], GRID.remarks) > room:
        count -= 1
    made: list[Data] = [{"kind": "beside", "left": [parts[0]], "right": prose.data_of(of[:count])}, *parts[1:]]
    return [*made, {"kind": "break"}, *prose.in_columns(of[count:], room)] if count < len(of) else made


def _wish(figure: Figure, width: float, room: float) -> float:
    """The height that suits a figure in this room: a trend keeps its shape, rows may use what there is."""
    return min(room, width * _TREND_HIGH) if isinstance(figure, Trend) else room


def _one_table(table: Table, texts: Sequence[Block], room: float, drawings: Drawings) -> list[Data]:
    beside = bool(texts) and tables.sizes(table, GRID.measure).total <= GRID.beside_remarks
    if beside:
        large = _large(table, GRID.beside_remarks, room)
        at = tables.stretched(large.at if large else tables.sizes(table, GRID.beside_remarks), GRID.beside_remarks)
        fit = large or fitted(table, at, room, drawings.continued)
        return _beside([tables.data(part, replace(at, pitch=fit.at.pitch)) for part in fit.parts], texts, room)
    whole = fitted(table, tables.sizes(table, GRID.measure), room, drawings.continued)
    made = _halves(table, len(whole.parts), room, drawings) or _table(table, room, drawings)
    return [*made, *_after(texts, room)]


def _halves(table: Table, sheets: int, room: float, drawings: Drawings) -> list[Data]:
    """A long table in two halves on a sheet, where it fits so and takes fewer sheets; else nothing.

    Labels that wrap can make the halves so high that they save none.
    """
    half = tables.sizes(table, GRID.column)
    if sheets == 1 or half.total > GRID.column + 1:
        return []
    fit = fitted(table, tables.stretched(half, GRID.column), room, drawings.continued, beside=2)
    pairs = _in_pairs([tables.data(part, fit.at) for part in fit.parts])
    return pairs if len(pairs) < sheets else []


def _large(table: Table, width: float, room: float) -> Fit | None:
    """A small table in larger type, when it fits so."""
    at = replace(tables.sizes(table, width, GRID.body), pitch=_LARGE_PITCH)
    wraps = at.total > width - 1
    return None if wraps or tables.height(table, at) > room else Fit((table,), _snapped(at))


def _snapped(at: tables.Sizes) -> tables.Sizes:
    """The table as wide as the next line of the grid, so that it ends where other things end."""
    lines = (GRID.column, GRID.beside_remarks, GRID.measure)
    return tables.stretched(at, next((line for line in lines if line >= at.total - 1), at.total))


def _table(table: Table, room: float, drawings: Drawings, pitch: float = 0.0) -> list[Data]:
    """A table on the whole width, cut where it is too wide or too high; `pitch`: between rows, at most, where it does
    not stand alone."""
    made: list[Data] = []
    for part in tables.by_columns(table, GRID.measure):
        fit = None if pitch else _large(part, GRID.measure, room)
        fit = fit or fitted(part, _snapped(tables.sizes(part, GRID.measure)), room, drawings.continued)
        at = replace(fit.at, pitch=min(fit.at.pitch, pitch or fit.at.pitch))
        made += [tables.data(piece, at) | {"together": True} for piece in fit.parts]
    return made


def _after(texts: Sequence[Block], room: float) -> list[Data]:
    """Prose below something else: kept together when it fits on a sheet."""
    if not texts:
        return []
    parts = prose.in_columns(prose.pieces(texts), room)
    return [parts[0] | {"together": True}] if len(parts) == 1 else [{"kind": "break"}, *parts]


def _in_pairs(parts: list[Data]) -> list[Data]:
    """Two side by side; an odd last one alone."""
    return [{"kind": "pair", "items": parts[i : i + 2]} for i in range(0, len(parts), 2)]


def _several(others: Sequence[Block], texts: Sequence[Block], room: float, drawings: Drawings) -> list[Data]:
    """Figures two by two, tables and facts below each other, prose in columns."""
    made: list[Data] = []
    figures: list[Data] = []
    kind, pitch = _facts_type(others, room)
    for block in others:
        if isinstance(block, Trend | Bars | Stack):
            parts = fitting(block, GRID.column, room, drawings.style(GRID.column, 0))
            figures += [drawings.add(part, GRID.column, _wish(part, GRID.column, room)) for part in parts]
            continue
        made += _in_pairs(figures)
        figures = []
        made += _other(block, room, drawings, (kind, pitch))
    made += _in_pairs(figures)
    return [*made, *_after(texts, room)]


def _facts_type(others: Sequence[Block], room: float) -> tuple[prose.Type, float]:
    """Body text for terms and explanations, or a smaller one with closer tables where that keeps the page on one
    sheet; and the distance between the rows of tables."""
    if not any(isinstance(block, Facts) for block in others):
        return prose.BODY, PITCHES[0]
    for pitch in (PITCHES[0], _CLOSE_PITCH):
        for kind in _FACTS:
            if GAP * (len(others) - 1) + sum(_height(block, kind, pitch) for block in others) <= room:
                return kind, pitch
    return prose.BODY, PITCHES[0]


def _height(block: Block, kind: prose.Type, pitch: float) -> float:
    match block:
        case Facts():
            return facts_height(block, kind.size, kind.leading)
        case Table():
            return tables.height(block, replace(tables.sizes(block, GRID.measure), pitch=pitch))
        case _:
            return 0.0


def _other(block: Block, room: float, drawings: Drawings, how: tuple[prose.Type, float]) -> list[Data]:
    kind, pitch = how
    match block:
        case Table():
            return _table(block, room, drawings, pitch)
        case Facts():
            return [facts(block) | {"size": kind.size, "leading": kind.leading, "inset": facts_inset(kind.leading)}]
        case KeyFigures():
            return [key_part(block, (), room)]
        case _:
            raise TypeError(f"{type(block).__name__} has no place of its own on a page")
