"""Page one: the hero at the left over the full height, the other figures right of it, the findings below.

All of them keep to the lines of three columns, so that the page looks composed with one figure or with seven.
"""

from __future__ import annotations

from collections.abc import Sequence

from peil.render.charts.text import width
from peil.render.pdf.grid import GRID
from peil.render.pdf.prose import LEAD, height, pieces
from peil.render.pdf.words import Data, inlines
from peil.report.model import Block, Bullets, Inlines, KeyFigure, KeyFigures, Paragraph

_GAP = 14.0  # points between cards below each other
_BELOW = 26.0  # between the figures and the findings
_FINDING_TOP = 12.0  # between the line above a finding and its text
_MOST, _LEAST = 250.0, 176.0  # height of the hero
_WIDE_LEAST, _SMALL_LEAST = 50.0, 84.0  # height of a card over two columns, and of one in a single column
_VALUES = (64.0, 44.0, 34.0)  # type of values, with one, two and more rows of cards
_LARGEST = 92.0  # type of the hero's value
_ALL_WIDE = 3  # so many figures beside the hero have a row of their own each

Item = tuple[Inlines, tuple[Inlines, ...]]


def key_part(block: KeyFigures, texts: Sequence[Block], room: float) -> Data:
    """The figures, and the findings below them; beside the hero when it is the only figure."""
    items, rows = findings(texts), _rows(block.figures[1:])
    below = _BELOW + _findings_height(items) if items and rows else 0.0
    gaps = _GAP * (len(rows) - 1)
    least = max(_LEAST, sum(_WIDE_LEAST if len(row) == 1 else _SMALL_LEAST for row in rows) + gaps)
    high = max(least, min(_MOST, room - below - 8))
    return {
        "kind": "key",
        "high": high,
        "gap": _GAP,
        "below": _BELOW,
        "hero": _figure(block.figures[0], _fitting(block.figures[0].value, GRID.third - 40, _LARGEST)),
        "rows": [[_figure(figure, _value_size(rows, row)) for figure in row] for row in rows],
        "row_high": (high - gaps) / max(1, len(rows)),
        "findings": [inlines(content) for content, _ in items],
        "finding_top": _FINDING_TOP,
    }


def findings(texts: Sequence[Block]) -> tuple[Item, ...]:
    """The findings, when the texts are one plain list of at most four."""
    match texts:
        case [Bullets(items=items)] if 1 <= len(items) <= 4 and not any(below for _, below in items):
            return items
        case _:
            return ()


def _rows(figures: Sequence[KeyFigure]) -> list[Sequence[KeyFigure]]:
    """Few figures in a row each, more of them in twos; an odd one, the most important, has a row of its own."""
    if len(figures) <= _ALL_WIDE:
        return [[figure] for figure in figures]
    odd = len(figures) % 2
    return [*([figures[:1]] if odd else []), *(figures[i : i + 2] for i in range(odd, len(figures), 2))]


def _value_size(rows: Sequence[Sequence[KeyFigure]], row: Sequence[KeyFigure]) -> float:
    """Size of type for the values of a row: the same in all rows of a kind."""
    size = _VALUES[min(len(rows), len(_VALUES)) - 1]
    if len(row) > 1:
        size = min(size, 34.0 if len(rows) < 3 else 24.0)
    elif any(len(other) > 1 for other in rows):
        size = 34.0
    alike = [figure for other in rows if len(other) == len(row) for figure in other]
    return min(_fitting(figure.value, GRID.third, size) for figure in alike)


def _fitting(text: str, room: float, most: float) -> float:
    """The size at which a text fits on a line, at most `most`."""
    return min(most, most * room / max(1.0, width(text, most, 600)))


def _findings_height(items: Sequence[Item]) -> float:
    """Points that the findings take: as many rows as the template gives them."""
    two = GRID.third * 2 + GRID.gap
    widths = {1: [GRID.measure], 2: [GRID.third, two], 3: [GRID.third] * 3}.get(len(items), [GRID.third, two])
    made = 0.0
    for start in range(0, len(items), len(widths)):
        row = zip(items[start : start + len(widths)], widths, strict=False)
        made += max(height(pieces([Paragraph(content)]), wide, LEAD) for (content, _), wide in row)
        made += _FINDING_TOP + (_GAP if start else 0.0)
    return made


def _figure(figure: KeyFigure, size: float) -> Data:
    return {
        "value": figure.value,
        "label": figure.label,
        "detail": figure.detail,
        "change": figure.change,
        "flag": figure.flag,
        "size": size,
    }
