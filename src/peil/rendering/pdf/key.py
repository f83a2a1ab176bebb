"""Page one: the hero at the left over the full height, the other figures right of it, the findings below.

All of them keep to the lines of three columns, so that the page looks composed with one figure or with seven.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peil.rendering.charts.scene import CAP_HEIGHT
from peil.rendering.charts.text import Weight, width
from peil.rendering.pdf.grid import GRID
from peil.rendering.pdf.prose import BODY, LEAD, Type, height, pieces
from peil.rendering.pdf.room import height_of, lines
from peil.rendering.pdf.words import Data, inlines
from peil.report.model import Block, Bullets, Inlines, KeyFigure, KeyFigures, Paragraph

_GAP = 14.0  # points between cards below each other
_BELOW = 26.0  # between the figures and the findings
_FINDING_TOP = 12.0  # between the line above a finding and its text
_MOST, _LEAST = 250.0, 176.0  # height of the hero
_CARD = 11.0 + 9.0 + 4.0  # of a card: above its texts, between its label and its notes, and below
_UNDER = 12.0  # between the value and the label of a card in one column
_VALUE_ROOM = 112.0  # width of the value in a card over two columns
_VALUES = (64.0, 44.0, 34.0)  # type of values, with one, two and more rows of cards
_LARGEST, _SMALLEST = 92.0, 48.0  # type of the hero's value
_ALL_WIDE = 3  # so many figures beside the hero have a row of their own each
_HERO = 20.0 + 28.0 + 14.0 + 20.0  # of the hero: the edges, and between its texts; a comma hangs below its figure

Item = tuple[Inlines, tuple[Inlines, ...]]


@dataclass(frozen=True)
class _Types:
    """Type of the label and of the notes of a card."""

    label: Type
    notes: Type

    def height(self, figure: KeyFigure, width: float) -> float:
        """Points that both take below each other."""
        notes = " · ".join(text for text in (figure.change, figure.detail) if text)
        return self.label_height(figure, width) + _lines_height(notes, width, self.notes, 600 if figure.flag else 400)

    def label_height(self, figure: KeyFigure, width: float) -> float:
        """Points that the label takes."""
        return _lines_height(figure.label, width, self.label, 600)


_ROOMY = _Types(Type("lead", GRID.lead, 20.0), Type("body", GRID.body, 17.0))
_CLOSE = _Types(Type("body", GRID.body, 16.0), Type("table", GRID.table, 13.5))


@dataclass(frozen=True)
class _Plan:
    """Type of the cards and of the findings, the part of their size at which values are set; `tight`: closer
    together."""

    types: _Types
    findings: Type
    part: float = 1.0
    tight: bool = False

    @property
    def gap(self) -> float:
        """Points between cards below each other."""
        return 10.0 if self.tight else _GAP

    @property
    def below(self) -> float:
        """Points between the figures and the findings."""
        return 18.0 if self.tight else _BELOW

    @property
    def card(self) -> float:
        """Points of a card above its texts, between its label and its notes, and below."""
        return _CARD - (4.0 if self.tight else 0.0)


_PLANS = (
    _Plan(_ROOMY, LEAD),
    _Plan(_CLOSE, LEAD),
    _Plan(_CLOSE, LEAD, 0.8),
    _Plan(_CLOSE, BODY, 0.8),
    _Plan(_CLOSE, BODY, 0.8, tight=True),
)


def key_part(block: KeyFigures, texts: Sequence[Block], room: float) -> Data:
    """The figures, and the findings below them; beside the hero when it is the only figure."""
    hero, items, rows = block.figures[0], findings(texts), _rows(block.figures[1:])
    fitting = (plan for plan in _PLANS if _needed(hero, rows, plan) + _below(rows, items, plan) <= room)
    plan = next(fitting, _PLANS[-1])
    high = max(_needed(hero, rows, plan), min(_MOST, room - _below(rows, items, plan)))
    size = min(_fitting(hero.value, GRID.third - 40, _LARGEST), (high - _hero_height(hero)) / CAP_HEIGHT)
    needed = [_row_high(rows, row, plan) for row in rows]
    spare = (high - sum(needed) - plan.gap * (len(rows) - 1)) / max(1, len(rows))
    return {
        "kind": "key",
        "high": high,
        "gap": plan.gap,
        "below": plan.below,
        "card_gap": 7.0 if plan.tight else 9.0,
        "hero": _figure(hero, size, _ROOMY),
        "rows": [[_figure(figure, _value_size(rows, row, plan), plan.types) for figure in row] for row in rows],
        "row_highs": [high + spare for high in needed],
        "findings": [inlines(content) for content, _ in items],
        "findings_type": plan.findings.name,
        "finding_top": _FINDING_TOP,
    }


def _needed(hero: KeyFigure, rows: Sequence[Sequence[KeyFigure]], plan: _Plan) -> float:
    """Points that hero and cards need."""
    cards = sum(_row_high(rows, row, plan) for row in rows) + plan.gap * (len(rows) - 1)
    return max(_LEAST, cards, _hero_height(hero) + _SMALLEST * CAP_HEIGHT)


def _below(rows: Sequence[Sequence[KeyFigure]], items: Sequence[Item], plan: _Plan) -> float:
    """Points that the findings below the cards take, with some room to spare above the foot."""
    return plan.below + _findings_height(items, plan.findings) + 8 if items and rows else 0.0


def _hero_height(figure: KeyFigure) -> float:
    """Points that the hero takes without its value."""
    width, notes = GRID.third - 42, _ROOMY.notes
    texts = [text for text in (figure.change, figure.detail) if text]
    count = sum(lines(text, width, notes.size, 600) for text in texts)
    return _HERO + _ROOMY.label_height(figure, width) + height_of(count, notes.size, notes.leading)


def _row_high(rows: Sequence[Sequence[KeyFigure]], row: Sequence[KeyFigure], plan: _Plan) -> float:
    """Points that a row of cards needs: rows of a kind are equally high."""
    wide = GRID.third * 2 + GRID.gap - _VALUE_ROOM - 18
    value = _value_size(rows, row, plan) * CAP_HEIGHT
    alike = [figure for other in rows if len(other) == len(row) for figure in other]
    if len(row) == 1:
        return max(plan.card + max(value, plan.types.height(figure, wide)) for figure in alike)
    return max(plan.card + value + _UNDER + plan.types.height(figure, GRID.third) for figure in alike)


def _lines_height(text: str, width: float, kind: Type, weight: Weight) -> float:
    return height_of(lines(text, width, kind.size, weight), kind.size, kind.leading)


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


def _value_size(rows: Sequence[Sequence[KeyFigure]], row: Sequence[KeyFigure], plan: _Plan) -> float:
    """Size of type for the values of a row: the same in all rows of a kind."""
    size = _VALUES[min(len(rows), len(_VALUES)) - 1]
    if len(row) > 1:
        size = min(size, 34.0 if len(rows) < 3 else 24.0)
    elif any(len(other) > 1 for other in rows):
        size = 34.0
    size *= plan.part
    alike = [figure for other in rows if len(other) == len(row) for figure in other]
    return min(_fitting(figure.value, _VALUE_ROOM if len(row) == 1 else GRID.third, size) for figure in alike)


def _fitting(text: str, room: float, most: float) -> float:
    """The size at which a text fits on a line, at most `most`."""
    return min(most, most * room / max(1.0, width(text, most, 600)))


def _findings_height(items: Sequence[Item], kind: Type) -> float:
    """Points that the findings take: as many rows as the template gives them."""
    widths = {1: [GRID.measure], 3: [GRID.third] * 3}.get(len(items), [GRID.column] * 2)
    made = 0.0
    for start in range(0, len(items), len(widths)):
        row = zip(items[start : start + len(widths)], widths, strict=False)
        made += max(height(pieces([Paragraph(content)]), wide, kind) for (content, _), wide in row)
        made += _FINDING_TOP + (_GAP if start else 0.0)
    return made


def _figure(figure: KeyFigure, size: float, types: _Types) -> Data:
    return {
        "value": figure.value,
        "label": figure.label,
        "detail": figure.detail,
        "change": figure.change,
        "flag": figure.flag,
        "size": size,
        "value_room": _VALUE_ROOM,
        "label_type": {"size": types.label.size, "leading": types.label.leading},
        "notes_type": {"size": types.notes.size, "leading": types.notes.leading},
    }
