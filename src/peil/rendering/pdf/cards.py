"""A page of findings: a list whose items each open with a few words in bold becomes cards, side by side in a grid."""

from __future__ import annotations

from collections.abc import Sequence

from peil.rendering.pdf.grid import GRID
from peil.rendering.pdf.prose import BODY, LEAD, Type, height, pieces
from peil.rendering.pdf.room import height_of, lines
from peil.rendering.pdf.words import Data, inlines
from peil.report.model import Block, Bullets, Inline, Inlines, Paragraph, Run

_COLUMNS = {2: 2, 3: 3, 4: 2, 5: 3, 6: 3}  # of so many cards
_LONGEST_HEAD = 60  # characters
NUMBER = 34.0  # size of type
_TOP = 14.0  # points between the line above a card and its text
_UNDER_HEAD = 18.0
_UNDER_NUMBER = 20.0
_GAP = 30.0  # points between rows of cards, at least
_MOST_GAP = 56.0

Card = tuple[Inlines, Inlines]  # head and text


def cards(texts: Sequence[Block], room: float) -> list[Data]:
    """The list as cards, in the largest type that fits; nothing when the texts are no such list."""
    found = _cards(texts)
    if not found:
        return []
    ordered = isinstance(texts[0], Bullets) and texts[0].ordered
    count = _COLUMNS[len(found)]
    wide = (GRID.measure - GRID.gap * (count - 1)) / count
    rows = [found[i : i + count] for i in range(0, len(found), count)]
    for kind in (LEAD, BODY):
        highs = [max(_height(card, wide, kind, ordered) for card in row) for row in rows]
        used = sum(highs) + _GAP * (len(rows) - 1)
        if used <= room:
            gap = min(_MOST_GAP, _GAP + (room - used) / max(1, len(rows) - 1) / 2)
            return [_part(rows, count, kind, gap, ordered)]
    return []


def _cards(texts: Sequence[Block]) -> list[Card]:
    match texts:
        case [Bullets(items=items)] if len(items) in _COLUMNS:
            split = [_split(content) for content, below in items if not below]
            found = [card for card in split if card is not None]
            return found if len(found) == len(items) else []
        case _:
            return []


def _split(content: Inlines) -> Card | None:
    """The words in bold with which an item opens, and the rest; None where there are no such two."""
    count = 0
    while count < len(content) and content[count].strong:
        count += 1
    head, rest = content[:count], _stripped(content[count:])
    long = sum(len(inline.text) for inline in head) > _LONGEST_HEAD
    return None if not head or not rest or long else (head, rest)


def _stripped(content: Inlines) -> Inlines:
    """The inlines without the space at their beginning."""
    if not content or not isinstance(content[0], Run):
        return content
    first: Inline = Run(content[0].text.lstrip(), content[0].strong, content[0].emphasis, content[0].href)
    return (first, *content[1:]) if first.text else _stripped(content[1:])


def _height(card: Card, wide: float, kind: Type, ordered: bool) -> float:
    head, rest = card
    title = height_of(lines("".join(one.text for one in head), wide, LEAD.size, 600), LEAD.size, LEAD.leading)
    number = height_of(1, NUMBER, NUMBER) + _UNDER_NUMBER if ordered else 0.0
    # The heads of a row are as high as the highest of them; they rarely differ.
    return _TOP + number + title + _UNDER_HEAD + height(pieces([Paragraph(rest)]), wide, kind)


def _part(rows: list[list[Card]], columns: int, kind: Type, gap: float, ordered: bool) -> Data:
    flat = [card for row in rows for card in row]
    return {
        "kind": "cards",
        "columns": columns,
        "type": kind.name,
        "gap": gap,
        "top": _TOP,
        "under_head": _UNDER_HEAD,
        "under_number": _UNDER_NUMBER,
        "number": NUMBER,
        "cards": [
            {"number": str(i) if ordered else "", "head": inlines(head), "text": inlines(text)}
            for i, (head, text) in enumerate(flat, start=1)
        ],
    }
