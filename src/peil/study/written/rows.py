"""Rows of names: `Q6A..Q6N` or `51..67`, for a run of columns or codes that differ in their last number or letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peil.study.written.refusal import refused

LONGEST = 1000
_ROW = re.compile(r"^(?P<before>.*?)(?P<first>\d+|[A-Za-z]) *\.\. *(?P=before)(?P<last>\d+|[A-Za-z])$", re.DOTALL)


def row(text: str) -> tuple[str, ...]:
    """The names that a text stands for: itself, or of `Q6A..Q6N` Q6A, Q6B ... Q6N; `08..11` keeps its zero.

    Raises the fault of a form when the row runs backwards, or is longer than any row that was meant.
    """
    found = _ROW.match(text.strip())
    if found is None:
        return (text,)
    before, first, last = found["before"], found["first"], found["last"]
    ends = _ends(first, last)
    if ends is None or ends[1] < ends[0]:
        raise refused("a row from low to high, as Q6A..Q6N or 51..67", "Turn the two ends around.")
    if ends[1] - ends[0] >= LONGEST:
        raise refused(f"a row of at most {LONGEST} names", "Write a shorter one.")
    return tuple(f"{before}{name}" for name in _names(first, ends))


def _ends(first: str, last: str) -> tuple[int, int] | None:
    """Both ends as numbers; None when one is a number and the other a letter, or their cases differ."""
    if first.isdigit() and last.isdigit():
        return int(first), int(last)
    if first.isdigit() or last.isdigit() or first.isupper() != last.isupper():
        return None
    return ord(first), ord(last)


def _names(first: str, ends: tuple[int, int]) -> Iterator[str]:
    for number in range(ends[0], ends[1] + 1):
        yield str(number).zfill(len(first)) if first.isdigit() else chr(number)


def several(value: object) -> object:
    """A name or a list of names, with the rows in it written out; anything else as it is."""
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list):
        return value
    return [name for one in names for name in (row(one) if isinstance(one, str) else (one,))]
