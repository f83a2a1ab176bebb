"""The words of messages about a study: lists of names, the nearest existing name, a value as it was written."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

NAMES_SHOWN = 12
LETTERS_SHOWN = 50


def listed(names: Iterable[str], last: str = "or") -> str:
    """a, b or c; a long list ends in how many more there are."""
    shown = list(names)
    if len(shown) > NAMES_SHOWN:
        return f"{', '.join(shown[:NAMES_SHOWN])} and {len(shown) - NAMES_SHOWN} more"
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}" if len(shown) > 1 else "".join(shown)


def nearest(name: str, existing: Iterable[str]) -> str:
    """The existing name most like this one, without regard to capitals or underscores; empty when none is like it.

    Of numbers none is: 2011 is no slip of the pen for 2010.
    """
    if name.isdigit():
        return ""
    by_plain = {_plain(other): other for other in existing}
    found = get_close_matches(_plain(name), list(by_plain), n=1, cutoff=0.6)
    return by_plain[found[0]] if found else ""


def _plain(name: str) -> str:
    return name.lower().replace("_", " ")


def suggestion(name: str, existing: Iterable[str], otherwise: str = "") -> str:
    """`Did you mean ...?` with the nearest existing name, or else what else can be done."""
    near = nearest(name, existing)
    return f"Did you mean {near!r}?" if near else otherwise


def written(value: object) -> str:
    """A value as a person wrote it, short enough for a message."""
    match value:
        case None | "":
            return "nothing"
        case dict():
            return "a mapping" if value else "an empty mapping"
        case list():
            return "a list"
        case _:
            text = " ".join(str(value).split())
            return repr(text if len(text) <= LETTERS_SHOWN else text[: LETTERS_SHOWN - 1] + "…")


def number(value: float) -> str:
    """A number without decimals that say nothing: 99.5, 100."""
    return f"{value:.10g}"
