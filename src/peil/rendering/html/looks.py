"""Drawings made light: what shapes and words look like is said once, in the style sheet; places to a tenth of a pixel.

Three drawings of every figure stand in a page, and most of what they say is the same colours, strokes and sizes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, product
from string import ascii_lowercase

# Attributes of SVG that a style sheet can say as well.
_LOOKS = ("fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "text-anchor")
_LOOK = re.compile(rf' ({"|".join(_LOOKS)})="([^"]*)"')
_PLACES = re.compile(r'(?<= )(?:[xyd]|c[xy])="[^"]*"')
_NUMBER = re.compile(r"\d+\.\d\d+")
_ELEMENT = re.compile(r"<(?:path|circle|text) [^>]*>")
# Of the whole drawing; the page says the rest: name space, size, language and type, and its label is in the caption.
_KEPT = re.compile(r' (?:viewBox|font-size)="[^"]*"')
# A look that has no name yet, between signs that stand in no text of a report.
_MARK = "\x01"
_UNNAMED = re.compile(f"{_MARK}(\\d+){_MARK}")


@dataclass
class Looks:
    """The looks in a page, and how often each is worn."""

    _places: dict[tuple[str, str], int] = field(default_factory=dict)
    _worn: Counter[int] = field(default_factory=Counter)

    def light(self, svg: str, caption: str) -> str:
        """A drawing whose shapes and words wear a look that `named` gives a name. `caption`: the element that says what
        it shows, in the words of its label."""
        opening, rest = svg[: svg.index(">")], svg[svg.index(">") :]
        kept = "".join(found[0] for found in _KEPT.finditer(opening))
        return f'<svg{kept} role="img" aria-labelledby="{caption}"' + _ELEMENT.sub(self._element, rest)

    def named(self, page: str) -> str:
        """The page with the names of the looks in it; the usual look of a kind of element has none."""
        names = self._names()
        return _UNNAMED.sub(lambda found: f' class="{name}"' if (name := names[int(found[1])]) else "", page)

    def rules(self) -> str:
        """The style sheet of the looks: the usual ones first. It gives way to every other rule, as attributes do."""
        names = self._names()
        usual = {element: look for (element, look), place in self._places.items() if not names[place]}
        return "".join(_rule(element, "", look) for element, look in usual.items()) + "".join(
            _rule(element, names[place], look + _left_out(look, usual[element]))
            for (element, look), place in self._places.items()
            if names[place]
        )

    def _element(self, found: re.Match[str]) -> str:
        tag = found[0]
        look = ";".join(f"{name}:{value}" for name, value in _LOOK.findall(tag))
        tag = _PLACES.sub(lambda found: _NUMBER.sub(_tenth, found[0]), _LOOK.sub("", tag))
        if not look:
            return tag
        end = tag.index(" ")
        place = self._places.setdefault((tag[1:end], look), len(self._places))
        self._worn[place] += 1
        return f"{tag[:end]}{_MARK}{place}{_MARK}{tag[end:]}"

    def _names(self) -> dict[int, str]:
        """The shortest for those worn most."""
        order = sorted(self._places.items(), key=lambda one: (-self._worn[one[1]], one[1]))
        names, dressed, made = _short_names(), set[str](), dict[int, str]()
        for (element, _), place in order:
            made[place] = next(names) if element in dressed else ""
            dressed.add(element)
        return made


def _rule(element: str, name: str, look: str) -> str:
    return f":where(.drawing {element}{name and f'.{name}'}){{{look}}}"


def _left_out(look: str, usual: str) -> str:
    """What the usual look says and this one does not: that is as it would be without either."""
    said = {one.partition(":")[0] for one in look.split(";")}
    others = (one.partition(":")[0] for one in usual.split(";"))
    return "".join(f";{name}:inherit" for name in others if name not in said)


def _short_names() -> Iterator[str]:
    """a, b, ... z, aa, ab, ..."""
    for length in count(1):
        yield from ("".join(letters) for letters in product(ascii_lowercase, repeat=length))


def _tenth(number: re.Match[str]) -> str:
    return f"{round(float(number[0]), 1):g}"
