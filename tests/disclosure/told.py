"""What every table that is handed out tells something of: the estimates behind its rows, and the counts in them.

Beside the equations of the attacker: a row that names a private figure tells of it without any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from math import isnan
from typing import Any

from peil.results.model import Published, estimate_id

# Counts of respondents, by table and column. Those of whom there is no answer are nobody in particular.
COUNTS = {
    "estimates": ("n",),
    "drivers": ("n", "rated"),
    "fits": ("n", "smallest"),
    "sizes": ("n",),
    "strata": ("n",),
    "weights": ("n",),
    "change_parts": ("n_now", "n_then"),
    "decompositions": ("n_now", "n_then"),
    "penalties": ("n_low", "n_middle", "n_high"),
    "dependences": ("n",),
    "accounts": ("n",),
}
# Tables whose rows tell something of figures: `behind` says of which.
ROWS = (
    "estimates", "contrasts", "wave_flags", "drivers", "fits", "standings", "moves", "penalties", "advice",
    "decompositions", "carried", "changes", "change_parts", "quotes", "dependences",
)  # fmt: skip
# Tables that tell no figure of a group: reasons for no answer, and the list of what is hidden, which tells none.
WITHOUT = ("study", "no_answer", "hidden")


def tables(rows: Published) -> Iterator[tuple[str, Iterable[Any]]]:
    """Every table that is handed out, by name."""
    for one in fields(rows):
        if one.name not in WITHOUT:
            yield one.name, getattr(rows, one.name)


def behind(table: str, row: Any, rows: Published) -> Iterator[str]:
    """The ids of the estimates that a row tells something of."""
    match table:
        case "estimates":
            yield from [row.id] if row.shown else []
        case "contrasts":
            yield row.left.partition("~")[0]
            if row.kind in ("group", "answer", "wave", "change"):
                yield row.right.partition("~")[0]
        case "wave_flags":
            yield row.estimate
        case "drivers" | "fits" | "standings" | "penalties" | "advice":
            yield from [_rating(row.id)] if getattr(row, "shown", True) else []
        case "moves" | "decompositions" | "carried":
            now, _, wave = row.id.partition("~")
            told = table != "carried" or not isnan(row.aspect_change)
            yield from (_rating(one) for one in (now, _in_wave(now, wave)) if told)
        case "changes":
            yield row.id.partition("~")[0]
        case "change_parts":
            head, _, _ = row.split.partition("~")
            if row.group and not isnan(row.mean_now):
                yield f"{head.rpartition('/')[0]}/{row.group}"
        case "quotes":
            themes = {one.question for one in rows.estimates if one.answer == row.theme and one.survey == row.survey}
            yield from (estimate_id(row.survey, row.wave, one, row.theme, "share", row.group) for one in themes)
        case "dependences":
            place = (row.survey, row.wave, row.question)
            yield from (
                one.id for one in rows.estimates
                if (one.survey, one.wave, one.question) == place and one.break_id in ("", row.break_id)
            )  # fmt: skip


def counts(table: str, row: Any) -> Iterator[int]:
    """The counts of respondents in a row."""
    if table == "estimates" and row.unit == "occasions":
        yield row.units
        return
    yield from (int(getattr(row, name)) for name in COUNTS.get(table, ()))


def _rating(name: str) -> str:
    """The mean that an aspect's place rests on, by the id of its driver or of what it carried."""
    return name.replace("/importance/", "/mean/").replace("/carried/", "/mean/")


def _in_wave(name: str, wave: str) -> str:
    survey, _, key = name.split("/", 2)
    return f"{survey}/{wave}/{key}"
