"""One style sheet for the page: fonts inside it, the colours of the study, and what a printed page bears."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from math import ceil
from pathlib import Path

from peil.rendering.charts.text import width
from peil.rendering.theme import INK, WHITE, Theme, contrast

NIGHT = "#15181c"  # the paper of the dark scheme; stands in styles/base.css too
_LINK_ON_NIGHT = 7.0
_TIGHTER = 0.022  # the letter spacing of titles, in ems; stands in styles/base.css too
_HERE = Path(__file__).parent
_FONTS = _HERE.parents[1] / "assets" / "fonts"
_FACES = (("Regular", 400, "normal"), ("Italic", 400, "italic"), ("SemiBold", 600, "normal"))
# In the order of the cascade.
_SHEETS = ("base", "layout", "blocks", "tables", "live", "dark", "print")


def style_sheet(colours: Theme, printed: Mapping[str, str], titles: Iterable[str]) -> str:
    """The whole style sheet.

    `printed`: what stands in the margins of every printed page, by the name of the margin. `titles`: the titles that
    must fit on a phone.
    """
    fits = (_fit(ems) for ems in sorted({_longest(title) for title in titles}))
    sheets = (_dark(_sheet(name)) if name == "dark" else _sheet(name) for name in _SHEETS)
    return "\n".join((_fonts(), _colours(colours), *sheets, *fits, _margins(printed)))


def fit(title: str) -> str:
    """The class of a title: with a long word in it, Dutch ones are, it is set smaller where the screen is narrow."""
    return f"fit-{_longest(title)}"


def _longest(title: str) -> int:
    """Width of the widest word in a title, in whole ems, rounded up."""
    return ceil(max((width(word, 1.0, 600) - _TIGHTER * len(word) for word in title.split()), default=0))


def _fit(ems: int) -> str:
    room = f"(100vw - 2 * var(--edge)) / {max(ems, 1)}"
    return f".fit-{ems} {{ font-size: min(var(--display), max(1.25rem, {room})) }}"


def policy(style: str, script: str) -> str:
    """What a browser may do with the page: use this very style sheet, this very script, and what is inside the file."""
    return (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def quoted(text: str) -> str:
    """A text as a string of CSS; whatever stands in it stays text."""
    return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\{ord(c):x} " for c in text) + '"'


def link_on_night(colours: Theme) -> str:
    """The deepest step of the lead colour that reads well on dark paper."""
    steps = colours.sequence(12)
    return next((step for step in reversed(steps) if contrast(step, NIGHT) >= _LINK_ON_NIGHT), WHITE)


def _colours(colours: Theme) -> str:
    return (
        f":root {{ --lead: {colours.lead}; --band: {colours.lead}; --pale: {colours.pale}; --ink: {INK} }}\n"
        + _dark(f":root {{ --lead: {link_on_night(colours)} }}")
    )


def _dark(rules: str) -> str:
    """Rules that begin with :root, for a dark screen: as the system asks, unless the reader chose; and as chosen."""
    asked, chosen = ':root:not([data-theme="light"])', ':root[data-theme="dark"]'
    by_system = f"@media screen and (prefers-color-scheme: dark) {{\n{rules.replace(':root', asked)}\n}}"
    return f"{by_system}\n@media screen {{\n{rules.replace(':root', chosen)}\n}}\n"


def _margins(printed: Mapping[str, str]) -> str:
    boxes = " ".join(f"@{margin} {{ content: {content} }}" for margin, content in printed.items())
    return f"@page {{ {boxes} }}"


@cache
def _sheet(name: str) -> str:
    return (_HERE / "styles" / f"{name}.css").read_text(encoding="utf-8")


@cache
def _fonts() -> str:
    return "\n".join(_face(name, weight, slope) for name, weight, slope in _FACES)


def _face(name: str, weight: int, slope: str) -> str:
    data = base64.b64encode((_FONTS / f"Inter-{name}.latin.woff2").read_bytes()).decode()
    return (
        f'@font-face {{ font-family: "Inter"; font-weight: {weight}; font-style: {slope}; '
        f'src: url(data:font/woff2;base64,{data}) format("woff2") }}'
    )
