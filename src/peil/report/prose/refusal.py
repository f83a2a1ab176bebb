"""Why one span cannot stand, thrown where it is found and turned into a problem with its place by `check`."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class Refused(Exception):
    """A span that cannot be computed or does not agree: what was found, what was expected, what to do."""

    def __init__(self, found: str, expected: str = "", remedy: str = "") -> None:
        self.found = found
        self.expected = expected
        self.remedy = remedy
        super().__init__(found)


class WrongWords(Refused):
    """The words of a claim that holds say something else, or more; `figures`: what it rests on."""

    def __init__(self, refused: Refused, figures: str, true: str) -> None:
        remedy = f"{refused.remedy} True here: {true}." if true else refused.remedy
        super().__init__(refused.found, refused.expected, remedy)
        self.figures = figures


def suggestion(name: str, known: Iterable[str]) -> str:
    """The nearest known name for a typing error, or all of them when none is near."""
    names = sorted(set(known))
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    if near:
        return f"Did you mean `{near[0]}`?"
    if not names:
        return "There are none."
    return "Known: " + ", ".join(names[:20]) + (", ..." if len(names) > 20 else "") + "."
