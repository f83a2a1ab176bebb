"""The words of messages about data: counts, rows, lists of names, the nearest existing name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

ROWS_SHOWN = 3
NAMES_SHOWN = 12


def counted(number: int, one: str, many: str) -> str:
    """1 cell, 3 cells."""
    return f"{number} {one if number == 1 else many}"


def cells(number: int) -> str:
    """How many cells."""
    return counted(number, "cell", "cells")


def rows(lines: Sequence[int]) -> str:
    """The first rows as a reader finds them in the file: `row 5`, `rows 5, 9, 12 and 4 more`."""
    if len(lines) == 1:
        return f"row {lines[0]}"
    shown = ", ".join(str(line) for line in lines[:ROWS_SHOWN])
    more = len(lines) - ROWS_SHOWN
    return f"rows {shown} and {more} more" if more > 0 else f"rows {shown}"


def listed(names: Iterable[str], last: str = "or") -> str:
    """a, b or c; a long list ends in how many more there are."""
    shown = list(names)
    if len(shown) > NAMES_SHOWN:
        return f"{', '.join(shown[:NAMES_SHOWN])} and {len(shown) - NAMES_SHOWN} more"
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}"


def nearest(name: str, existing: Iterable[str]) -> str:
    """The existing name most like this one, without regard to capitals; empty when none is like it."""
    by_lower = {other.lower(): other for other in existing}
    found = get_close_matches(name.lower(), list(by_lower), n=1, cutoff=0.6)
    return by_lower[found[0]] if found else ""
