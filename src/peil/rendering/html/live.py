"""The page's own script: assets/*.js behind one another in one element, allowed by its hash and by nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_ASSETS = Path(__file__).parent / "assets"
# In the order in which they build on each other; the last one starts them.
_PARTS = ("page", "theme", "evidence", "strips", "tables", "links", "proof", "marks", "groups", "search", "start")


@cache
def script() -> str:
    """The whole script, closed to the world: it leaves no name behind."""
    parts = "".join((_ASSETS / f"{name}.js").read_text(encoding="utf-8") for name in _PARTS)
    return f'(() => {{\n"use strict";\n{parts}}})();'
