"""Which block stands where on a page: a page of the report becomes parts for the template, each of a size that fits.

one figure and prose    figure left on about two thirds, remarks right; long prose above or below it, as it was written
one figure              the whole width; many rows in two halves
one table (and prose)   see tablepage
prose                   a list of findings as cards; one wide column when short, else two
several of them         in the order in which they were written; figures two by two, each under its own words; a matrix
                        on a sheet of its own
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from peil.rendering.charts import draw_scene
from peil.rendering.pdf import prose, tables
from peil.rendering.pdf.cards import cards
from peil.rendering.pdf.cutting import PITCHES
from peil.rendering.pdf.drawings import Drawings
from peil.rendering.pdf.grid import GRID
from peil.rendering.pdf.key import findings, key_part
from peil.rendering.pdf.room import GAP, facts_height, facts_in_room, facts_inset, facts_sheets
from peil.rendering.pdf.split import fitting
from peil.rendering.pdf.tablepage import BREAK, Around, in_pairs, on_sheets, table_page, table_parts
from peil.rendering.pdf.words import Data, Prose, facts
from peil.report.model import Bars, Block, Facts, Figure, KeyFigures, Matrix, Page, Stack, Table, Trend, Waterfall

_TREND_HIGH = 0.56  # height of a trend as a part of its width, at most
_LEAST_FIGURE = 150.0  # points that a figure keeps at least when words stand above or below it
_FACTS = (prose.BODY, prose.Type("facts", 12.25, 17.0), prose.Type("facts", 11.5, 15.5))  # the largest that fits
_CLOSE_PITCH = 15.2  # of a table on a page that would else not fit


def arrange(page: Page, room: float, drawings: Drawings) -> list[Data]:
    """The parts of a page, from top to bottom, on sheets with so much room between title and foot."""
    blocks = [block for block in page.blocks if not _empty(block)]
    texts = [block for block in blocks if isinstance(block, Prose)]
    others = [block for block in blocks if not isinstance(block, Prose)]
    match others:
        case []:
            return cards(texts, room) or prose.text_page(texts, room)
        case [Trend() | Bars() | Stack() | Matrix() | Waterfall() as figure]:
            return _one_figure(figure, _around(blocks, figure), room, drawings)
        case [Table() as table]:
            return table_page(table, _around(blocks, table), room, drawings)
        case [KeyFigures() as key]:
            rest = [] if findings(texts) else texts
            return _without_edges([key_part(key, texts, room), *_after(rest, room)])
        case _:
            return _several(blocks, room, drawings)


def _empty(block: Block) -> bool:
    return isinstance(block, Facts) and not block.pairs


def _around(blocks: Sequence[Block], middle: Block) -> Around:
    """The words before and behind the only block that is not words."""
    at = next(i for i, block in enumerate(blocks) if block is middle)
    return Around(tuple(blocks[:at]), tuple(blocks[at + 1 :]))


def _one_figure(figure: Figure, around: Around, room: float, drawings: Drawings) -> list[Data]:
    if not around.all:
        return _alone(figure, room, drawings)
    if isinstance(figure, Matrix):  # names beside points need the whole width
        return _stacked(figure, around, room, drawings) or around.apart(_alone(figure, room, drawings), room)
    of = prose.pieces(around.all)
    parts = fitting(figure, GRID.beside_remarks, room, drawings.style(GRID.beside_remarks, 0))
    if prose.height(of, GRID.remarks) <= room:
        made = [drawings.add(part, GRID.beside_remarks, _wish(part, GRID.beside_remarks, room)) for part in parts]
        first: Data = {"kind": "beside", "left": made[:1], "right": prose.data_of(of)}
        return on_sheets([[first], *([part] for part in made[1:])])
    return _stacked(figure, around, room, drawings) or around.apart(_alone(figure, room, drawings), room)


def _stacked(figure: Figure, around: Around, room: float, drawings: Drawings) -> list[Data]:
    """Words above and below the figure on the same sheet; nothing where that leaves the figure too little."""
    less = room - sum(around.heights())
    if isinstance(figure, Matrix) and draw_scene(figure, drawings.style(GRID.measure, less)).height > less:
        return []
    if less < _LEAST_FIGURE or len(fitting(figure, GRID.measure, less, drawings.style(GRID.measure, 0))) > 1:
        return []
    return around.join([drawings.add(figure, GRID.measure, less)])


def _alone(figure: Figure, room: float, drawings: Drawings) -> list[Data]:
    parts = fitting(figure, GRID.measure, room, drawings.style(GRID.measure, 0))
    if len(parts) == 1:
        return [drawings.add(parts[0], GRID.measure, _wish(parts[0], GRID.measure, room))]
    halves = fitting(figure, GRID.column, room, drawings.style(GRID.column, 0))
    return in_pairs([drawings.add(part, GRID.column, room) for part in halves])


def _wish(figure: Figure, width: float, room: float) -> float:
    """The height that suits a figure in this room: a trend keeps its shape, rows may use what there is."""
    return min(room, width * _TREND_HIGH) if isinstance(figure, Trend) else room


def _after(texts: Sequence[Block], room: float) -> list[Data]:
    """Prose above or below other things: kept together when it fits on a sheet, else on sheets of its own."""
    if not texts:
        return []
    strip, high = prose.strip(texts)
    return [strip] if high <= room else [BREAK, *prose.in_columns(prose.pieces(texts), room), BREAK]


def _is_figure(block: Block) -> bool:
    return isinstance(block, Figure)


def _several(blocks: Sequence[Block], room: float, drawings: Drawings) -> list[Data]:
    """All blocks in the order in which they were written: figures two by two, words in columns between them."""
    side_by_side = _own_words(blocks, room, drawings)
    if side_by_side:
        return side_by_side
    made: list[Data] = []
    others = [block for block in blocks if not isinstance(block, Prose)]
    how = _facts_type(others, room)
    height = _height_of_figures(blocks, room, drawings)
    for kind, run in groupby(blocks, key=_kind):
        group = list(run)
        if kind == "prose":
            made += _after(group, room)
        elif kind == "figure":
            made += _figures(group, height, room, drawings)
        else:
            for block in group:
                made += _other(block, room, drawings, how)
    return _without_edges(made)


def _without_edges(parts: list[Data]) -> list[Data]:
    """The parts without a break at either end: it would leave a sheet empty."""
    while parts and parts[0] is BREAK:
        parts = parts[1:]
    while parts and parts[-1] is BREAK:
        parts = parts[:-1]
    return parts


def _kind(block: Block) -> str:
    return "prose" if isinstance(block, Prose) else "figure" if _is_figure(block) else "other"


def _figures(figures: Sequence[Block], height: float, room: float, drawings: Drawings) -> list[Data]:
    """Figures two by two; a matrix, whose names need the whole width, on a sheet of its own."""
    made: list[Data] = []
    for alone, run in groupby(figures, key=lambda one: isinstance(one, Matrix)):
        if not alone:
            made += _pairs_of_figures(list(run), height, drawings)
            continue
        for figure in run:
            if isinstance(figure, Matrix):
                made += [BREAK, *_alone(figure, room, drawings), BREAK]
    return made


def _pairs_of_figures(figures: Sequence[Block], height: float, drawings: Drawings) -> list[Data]:
    made: list[Data] = []
    for figure in figures:
        if isinstance(figure, Figure):
            parts = fitting(figure, GRID.column, height, drawings.style(GRID.column, 0))
            made += [drawings.add(part, GRID.column, _wish(part, GRID.column, height)) for part in parts]
    return in_pairs(made)


def _height_of_figures(blocks: Sequence[Block], room: float, drawings: Drawings) -> float:
    """The height for a pair of figures: what the words above and below leave, where they are all the page holds."""
    runs = [(kind, list(run)) for kind, run in groupby(blocks, key=_kind)]
    figures = [block for kind, run in runs if kind == "figure" for block in run]
    words = [run for kind, run in runs if kind == "prose"]
    kinds = [kind for kind, _ in runs]
    if _any_matrix(figures) or len(figures) != 2 or kinds.count("figure") != 1 or "other" in kinds:
        return room
    less = room - sum(prose.strip(run)[1] + GAP for run in words)
    return less if less >= _LEAST_FIGURE and _fit(figures, less, drawings) else room


def _any_matrix(figures: Sequence[Block]) -> bool:
    return any(isinstance(figure, Matrix) for figure in figures)


def _fit(figures: Sequence[Block], height: float, drawings: Drawings) -> bool:
    return all(
        len(fitting(figure, GRID.column, height, drawings.style(GRID.column, 0))) == 1
        for figure in figures
        if isinstance(figure, Figure)
    )


def _own_words(blocks: Sequence[Block], room: float, drawings: Drawings) -> list[Data]:
    """Two figures that each have words before (or behind) them: two columns, each figure under (or above) its words and
    both from the same height. Nothing where that is not what the page holds, or does not fit."""
    runs = [(kind, list(run)) for kind, run in groupby(blocks, key=_kind)]
    kinds = [kind for kind, _ in runs]
    figures = [block for kind, run in runs if kind == "figure" for block in run]
    if kinds not in (["prose", "figure"] * 2, ["figure", "prose"] * 2) or len(figures) != 2 or _any_matrix(figures):
        return []
    words = [prose.pieces(run) for kind, run in runs if kind == "prose"]
    less = room - GAP - max(prose.height(of, GRID.column) for of in words)
    if less < _LEAST_FIGURE or not _fit(figures, less, drawings):
        return []
    told: Data = {"kind": "pair", "items": [prose.column_part(of) for of in words]}
    drawn = _pairs_of_figures(figures, less, drawings)
    return [told, *drawn] if kinds[0] == "prose" else [*drawn, told]


def _facts_type(others: Sequence[Block], room: float) -> tuple[prose.Type, float]:
    """Body text for terms and explanations, or a smaller one where that saves a sheet, with closer tables where that
    keeps the page on one; and the distance between the rows of tables."""
    if not any(isinstance(block, Facts) for block in others):
        return prose.BODY, PITCHES[0]
    for pitch in (PITCHES[0], _CLOSE_PITCH):
        for kind in _FACTS:
            if GAP * (len(others) - 1) + sum(_height(block, kind, pitch) for block in others) <= room:
                return kind, pitch
    told = [block for block in others if isinstance(block, Facts)]
    sheets = [sum(facts_sheets(one, kind.size, kind.leading, room) for one in told) for kind in _FACTS]
    return _FACTS[sheets.index(min(sheets))], PITCHES[0]


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
            return table_parts(block, room, drawings, pitch)
        case Facts():
            fitting_in = facts_in_room(block, kind.size, kind.leading, room)
            return [
                facts(fitting_in) | {"size": kind.size, "leading": kind.leading, "inset": facts_inset(kind.leading)}
            ]
        case KeyFigures():
            return [key_part(block, (), room)]
        case _:
            raise TypeError(f"{type(block).__name__} has no place of its own on a page")
