"""Width and wrapping of text in our own font, from a table made by tools/make-widths."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

Weight = Literal[400, 600]
ELLIPSIS = "…"
_SPACES = re.compile(r"[ \t\n]+")  # where a line may end; a no-break space is none of them
_UNKNOWN = 1000  # a character that the table lacks counts as wide as the type is high: never too narrow


@cache
def _table(weight: Weight) -> Mapping[str, int]:
    path = Path(__file__).with_name("widths.json")
    widths: dict[str, dict[str, int]] = json.loads(path.read_text(encoding="utf-8"))
    return widths[str(weight)]


def width(text: str, size: float, weight: Weight = 400) -> float:
    """How wide is this text, in the unit of `size`? Without kerning, so rather too wide than too narrow."""
    return _thousandths(text, weight) * size / 1000


@lru_cache(maxsize=20_000)
def _thousandths(text: str, weight: Weight) -> int:
    """The same names and numbers are measured for every width of a figure, and again in each figure."""
    table = _table(weight)
    return sum(table.get(character, _UNKNOWN) for character in text)


def start_within(text: str, wished: float, room: float, size: float, weight: Weight = 400) -> float:
    """Where does this text begin, as near to the wished place as it can be without running out of the room?"""
    return max(0.0, min(wished, room - width(text, size, weight)))


def wrap(text: str, room: float, size: float, weight: Weight = 400, lines: int = 2) -> tuple[str, ...]:
    """The text in at most `lines` lines, none wider than `room`; a word that is too long is hyphenated, a rest is cut.

    Two lines are balanced: as short as the longer of them can be.
    """
    rows = _filled(_words(text), room, size, weight)
    if len(rows) > lines:
        kept = rows[:lines]
        kept[-1] = _cut(kept[-1], room, size, weight)
        return tuple(kept)
    return _balanced(rows, size, weight) if len(rows) == 2 else tuple(rows or [""])


def _words(text: str) -> list[str]:
    return [word for word in _SPACES.split(text) if word]


def _filled(words: list[str], room: float, size: float, weight: Weight) -> list[str]:
    rows: list[str] = []
    for word in words:
        if rows and width(f"{rows[-1]} {word}", size, weight) <= room:
            rows[-1] += f" {word}"
            continue
        rest = word
        while width(rest, size, weight) > room and len(rest) > 1:
            part = _break(rest, room - width("-", size, weight), size, weight)
            rows.append(f"{part}-" if part[-1].isalpha() else part)
            rest = rest[len(part) :]
        rows.append(rest)
    return rows


def _break(word: str, room: float, size: float, weight: Weight) -> str:
    """The longest beginning of a word that fits, at least one character."""
    count = 1
    while count < len(word) and width(word[: count + 1], size, weight) <= room:
        count += 1
    return word[:count]


def _cut(text: str, room: float, size: float, weight: Weight) -> str:
    while text and width(text + ELLIPSIS, size, weight) > room:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def _balanced(rows: list[str], size: float, weight: Weight) -> tuple[str, ...]:
    words = _words(" ".join(rows))
    splits = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    widest = max(width(row, size, weight) for row in rows)
    fitting = [pair for pair in splits if max(width(row, size, weight) for row in pair) <= widest]
    return min(fitting, key=lambda pair: max(width(row, size, weight) for row in pair)) if fitting else tuple(rows)
