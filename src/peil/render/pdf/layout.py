"""Which block stands where on a page: a page of the report becomes parts for the template, each of a size that fits.

one figure and prose    figure left on about two thirds, remarks right
one figure              the whole width; many rows in two halves
one table (and prose)   its own width, remarks right where there is room; long ones in two halves
prose                   two columns
several of them         figures two by two, then tables, then prose
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from peil.render.charts import ChartStyle, draw, draw_scene
from peil.render.pdf import tables
from peil.render.pdf.grid import GRID
from peil.render.pdf.room import body_height, prose_height
from peil.render.pdf.split import fitting
from peil.render.pdf.words import Data, Prose, facts, prose
from peil.report.model import Bars, Block, Bullets, Facts, Figure, KeyFigures, Page, Stack, Table, Trend

_TREND_HIGH = 0.56  # height of a trend as a part of its width, at most


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


def arrange(page: Page, drawings: Drawings) -> list[Data]:
    """The parts of a page, from top to bottom."""
    room = body_height(page)
    texts = [block for block in page.blocks if isinstance(block, Prose)]
    others = [block for block in page.blocks if not isinstance(block, Prose)]
    match others:
        case []:
            return [_columns(texts, room)]
        case [Trend() | Bars() | Stack() as figure]:
            return _one_figure(figure, texts, room, drawings)
        case [Table() as table]:
            return _one_table(table, texts, room, drawings)
        case [KeyFigures() as key]:
            return [_key(key), _findings(texts, room)] if texts else [_key(key)]
        case _:
            return _several(others, texts, room, drawings)


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
    count = len(texts)
    while count > 1 and prose_height(texts[:count], GRID.remarks) > room:
        count -= 1
    made: list[Data] = [{"kind": "beside", "left": [parts[0]], "right": prose(texts[:count])}, *parts[1:]]
    return [*made, {"kind": "break"}, _columns(texts[count:], room)] if count < len(texts) else made


def _wish(figure: Figure, width: float, room: float) -> float:
    """The height that suits a figure in this room: a trend keeps its shape, rows may use what there is."""
    return min(room, width * _TREND_HIGH) if isinstance(figure, Trend) else room


def _one_table(table: Table, texts: Sequence[Block], room: float, drawings: Drawings) -> list[Data]:
    beside = bool(texts) and tables.sizes(table, GRID.measure).total <= GRID.beside_remarks
    whole = tables.sizes(table, GRID.beside_remarks if beside else GRID.measure)
    if beside:
        whole = tables.stretched(whole, GRID.beside_remarks)
        parts = tables.cut(table, whole, room, drawings.continued)
        return _beside([tables.data(part, whole, room) for part in parts], texts, room)
    half = tables.sizes(table, GRID.column)
    if tables.height(table, whole) > room and half.total <= GRID.column + 1:
        half = tables.stretched(half, GRID.column)
        parts = tables.cut(table, half, room, drawings.continued)
        made = _in_pairs([tables.data(part, half, room) for part in parts])
    else:
        made = _table(table, room, drawings)
    return [*made, _after(texts, room)] if texts else made


def _table(table: Table, room: float, drawings: Drawings) -> list[Data]:
    """A table on the whole width, cut where it is too wide or too high."""
    made: list[Data] = []
    for part in tables.by_columns(table, GRID.measure):
        at = tables.sizes(part, GRID.measure)
        made += [tables.data(piece, at, room) for piece in tables.cut(part, at, room, drawings.continued)]
    return made


def _after(texts: Sequence[Block], room: float) -> Data:
    """Prose below something else: kept together when it fits on a sheet."""
    return _columns(texts, room) | {"together": prose_height(texts, GRID.column) <= room}


def _in_pairs(parts: list[Data]) -> list[Data]:
    """Two side by side; an odd last one alone."""
    return [{"kind": "pair", "items": parts[i : i + 2]} for i in range(0, len(parts), 2)]


def _several(others: Sequence[Block], texts: Sequence[Block], room: float, drawings: Drawings) -> list[Data]:
    """Figures two by two, tables and facts below each other, prose in columns."""
    made: list[Data] = []
    figures: list[Data] = []
    for block in others:
        if isinstance(block, Trend | Bars | Stack):
            parts = fitting(block, GRID.column, room, drawings.style(GRID.column, 0))
            figures += [drawings.add(part, GRID.column, _wish(part, GRID.column, room)) for part in parts]
            continue
        made += _in_pairs(figures)
        figures = []
        made += _other(block, room, drawings)
    made += _in_pairs(figures)
    return [*made, _after(texts, room)] if texts else made


def _other(block: Block, room: float, drawings: Drawings) -> list[Data]:
    match block:
        case Table():
            return _table(block, room, drawings)
        case Facts():
            return [facts(block)]
        case KeyFigures():
            return [_key(block)]
        case _:
            raise TypeError(f"{type(block).__name__} has no place of its own on a page")


def _key(block: KeyFigures) -> Data:
    figures = [
        {
            "value": figure.value,
            "label": figure.label,
            "detail": figure.detail,
            "change": figure.change,
            "flag": figure.flag,
        }
        for figure in block.figures
    ]
    return {"kind": "key", "figures": figures}


def _findings(texts: Sequence[Block], room: float) -> Data:
    """What stands under the key figures: a list of two to four findings side by side, anything else as prose."""
    match texts:
        case [Bullets(items=items)] if 2 <= len(items) <= 4:
            return {"kind": "findings", "items": [prose([Bullets((item,))])[0] for item in items]}
        case _:
            return _after(texts, room)


def _columns(texts: Sequence[Block], room: float) -> Data:
    """Prose in one column when it is short, in two of about equal height when both fit, else flowing on."""
    whole = prose_height(texts, GRID.column)
    body: Data = {"blocks": prose(texts), "together": False}
    if whole <= room * 0.4 or len(texts) < 2:
        return {"kind": "prose", "columns": 1 if whole <= room else 2} | body | {"split": 0}
    heights = [prose_height([block], GRID.column) for block in texts]
    splits = range(1, len(texts))
    best = min(splits, key=lambda i: (max(sum(heights[:i]), sum(heights[i:])), i))
    fits = max(sum(heights[:best]), sum(heights[best:])) <= room
    return {"kind": "prose", "columns": 2} | body | {"split": best if fits else 0}
