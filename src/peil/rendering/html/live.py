"""The page's own script: assets/*.js behind one another in one element, allowed by its hash and by nothing else."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_ASSETS = Path(__file__).parent / "assets"
# In the order in which they build on each other; the last one starts them.
_PARTS = ("page", "theme", "evidence", "strips", "tables", "links", "proof", "marks", "groups", "search", "start")
# On lines of their own; for who changes the script, not for who reads the page.
_COMMENT = re.compile(r"^ *(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)


@cache
def script() -> str:
    """The whole script, closed to the world: it leaves no name behind."""
    parts = "".join(_COMMENT.sub("", (_ASSETS / f"{name}.js").read_text(encoding="utf-8")) for name in _PARTS)
    return f'(() => {{\n"use strict";\n{parts}}})();'
