"""Whether a figure may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from peil.results.hiding import HIDDEN

Status = Literal[
    "ok", "small base", "hidden: small base", "hidden: privacy", "hidden: subtraction", "empty", "published elsewhere"
]
# Of these there is no figure to show.
NOT_SHOWN: tuple[Status, ...] = (*HIDDEN, "empty")


def is_shown(status: Status) -> bool:
    """Whether a figure of this status may be shown."""
    return status not in NOT_SHOWN


def all_shown(names: Iterable[str], statuses: Mapping[str, Status]) -> bool:
    """Whether figures of all these names are there and may be shown. `statuses`: by name."""
    return all(name in statuses and is_shown(statuses[name]) for name in names)
