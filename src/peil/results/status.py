"""Whether a figure may be shown."""

from __future__ import annotations

from typing import Literal

from peil.results.hiding import HIDDEN

Status = Literal[
    "ok", "small base", "hidden: small base", "hidden: privacy", "hidden: subtraction", "empty", "published elsewhere"
]


def is_shown(status: Status) -> bool:
    """Whether a figure of this status may be shown."""
    return status != "empty" and status not in HIDDEN
