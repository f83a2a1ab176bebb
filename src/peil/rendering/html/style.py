"""One style sheet for the page: fonts inside it, the colours of the study, and what a printed page bears."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from math import ceil
from pathlib import Path

from peil.rendering.charts.text import width
from peil.rendering.fonts import FAMILIES_IN_PAGE, FONT_FAMILY, FONT_FOLDER, SCRIPTS, Script
from peil.rendering.theme import INK, WHITE, Theme, contrast

NIGHT = "#15181c"  # the paper of the dark scheme; stands in styles/base.css too
_LINK_ON_NIGHT = 7.0
_TIGHTER = 0.022  # the letter spacing of titles, in ems; stands in styles/base.css too
_HERE = Path(__file__).parent
_FACES = (("Regular", 400, "normal"), ("Italic", 400, "italic"), ("SemiBold", 600, "normal"))
_TYPE = ", ".join((*(f'"{family}"' for family in FAMILIES_IN_PAGE), "system-ui", "sans-serif"))
_COMMENT = re.compile(
    r"^ */\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL
)  # for who changes it, not for who reads the page
# In the order of the cascade.
_SHEETS = ("base", "layout", "blocks", "tables", "live", "dark", "print")


def style_sheet(colours: Theme, printed: Mapping[str, str], titles: Iterable[str], text: str) -> str:
    """The whole style sheet.

    `printed`: what stands in the margins of every printed page, by the name of the margin. `titles`: the titles that
    must fit on a phone. `text`: all that the page says; it gets the fonts of the scripts in it, and italics
    where it leans on a word.
    """
    fits = (_fit(ems) for ems in sorted({_longest(title) for title in titles}))
    sheets = (_dark(_sheet(name)) if name == "dark" else _sheet(name) for name in _SHEETS)
    scripts = (_script_face(script) for script in SCRIPTS if script.stands_in(text))
    faces = (_face(*face) for face in _FACES if face[2] != "italic" or "<em>" in text)
    return "\n".join((*faces, *scripts, _colours(colours), *sheets, *fits, _margins(printed)))


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
        f":root {{ --type: {_TYPE} }}\n" + _dark(f":root {{ --lead: {link_on_night(colours)} }}")
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
    return _COMMENT.sub("", (_HERE / "styles" / f"{name}.css").read_text(encoding="utf-8"))


def _face(name: str, weight: int, slope: str) -> str:
    source = _source(FONT_FAMILY, f"Inter-{name}.latin.woff2")
    return f"@font-face {{ {source}; font-weight: {weight}; font-style: {slope} }}"


def _script_face(script: Script) -> str:
    """A script in its one weight, which serves for all. A family of its own: within one, the weight goes before the
    characters, and those of the other weights would be missing."""
    ranges = ", ".join(f"U+{low:X}-{high:X}" for low, high in script.ranges)
    return f"@font-face {{ {_source(script.in_page, script.file)}; font-weight: 400 600; unicode-range: {ranges} }}"


@cache
def _source(family: str, file: str) -> str:
    data = base64.b64encode((FONT_FOLDER / file).read_bytes()).decode()
    return f'font-family: "{family}"; src: url(data:font/woff2;base64,{data}) format("woff2")'
