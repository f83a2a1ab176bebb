"""From a scene to SVG: a Vega specification with every position and text as data, rendered without a browser.

Vega never formats a number or measures a word here, so its bytes depend on the scene alone. Its English words for
screen readers are taken out; the figure carries one label of its own, and shapes the id of the estimate they show.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from xml.etree import ElementTree

import vl_convert

from peil.rendering.charts.scene import Box, Dot, Item, Line, Scene, Words
from peil.rendering.fonts import FONT_FAMILY, FONT_FOLDER

_SVG = "http://www.w3.org/2000/svg"
_DROPPED = ("class", "role", "aria-hidden", "aria-roledescription", "font-family")
Datum = dict[str, object]


def render(scene: Scene, identity: str, summary: str, language: str) -> str:
    """SVG text with `identity` as its id and `summary` as its only text for a screen reader."""
    _register_fonts()
    root = ElementTree.fromstring(vl_convert.vega_to_svg(specification(scene)))
    for element in root.iter():
        _clean(element)
    for parent in list(root.iter()):
        for child in [child for child in parent if child.get("d") in ("", None) and child.tag.endswith("path")]:
            parent.remove(child)
    root.attrib |= {"id": identity, "role": "img", "aria-label": summary, "lang": language, "font-family": FONT_FAMILY}
    ElementTree.register_namespace("", _SVG)
    return ElementTree.tostring(root, encoding="unicode")


def specification(scene: Scene) -> dict[str, object]:
    """The Vega specification: one mark per run of items of a kind, so that the order of drawing is kept."""
    runs = [(kind, [_datum(item) for item in run]) for kind, run in groupby(scene.items, key=type)]
    return {
        "$schema": "https://vega.github.io/schema/vega/v5.json",
        "width": round(scene.width, 2),
        "height": round(scene.height, 2),
        "padding": 0,
        "autosize": "none",
        "data": [{"name": f"run{i}", "values": values} for i, (_, values) in enumerate(runs)],
        "marks": [_mark(kind, f"run{i}", values) for i, (kind, values) in enumerate(runs)],
    }


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(FONT_FOLDER))


def _mark(kind: type[Item], data: str, values: list[Datum]) -> dict[str, object]:
    vega = {Line: "path", Box: "rect", Dot: "symbol", Words: "text"}[kind]
    channels = sorted({channel for value in values for channel in value})
    return {
        "type": vega,
        "from": {"data": data},
        "encode": {"update": {channel: {"field": channel} for channel in channels}},
    }


def _datum(item: Item) -> Datum:
    match item:
        case Line():
            made = _line(item)
        case Box():
            made = _place(item.x, item.y) | {"width": round(item.width, 2), "height": round(item.height, 2)}
            made |= {"fill": item.fill} | _stroke(item.stroke, item.line)
        case Dot():
            made = _place(item.x, item.y) | {"shape": item.shape, "size": round((2 * item.size) ** 2, 2)}
            made |= {"fill": item.fill} | _stroke(item.stroke, item.line)
        case Words():
            made = _place(item.x, item.y) | {"text": item.text, "fontSize": item.size, "fill": item.colour}
            made |= {"fontWeight": item.weight, "align": _ALIGN[item.anchor]}
    evidence = "" if isinstance(item, Line) else item.evidence
    return made | ({"description": evidence} if evidence else {})


_ALIGN = {"start": "left", "middle": "center", "end": "right"}


def _line(item: Line) -> Datum:
    points = "L".join(f"{round(x, 2):g},{round(y, 2):g}" for x, y in item.points)
    made: Datum = {"path": f"M{points}"} | _stroke(item.colour, item.width)
    return made | ({"strokeDash": list(item.dash)} if item.dash else {})


def _place(x: float, y: float) -> Datum:
    return {"x": round(x, 2), "y": round(y, 2)}


def _stroke(colour: str, line: float) -> Datum:
    return {"stroke": colour, "strokeWidth": line} if colour else {}


def _clean(element: ElementTree.Element) -> None:
    """Out with Vega's words; the id of an estimate, passed on as a description, becomes a data attribute."""
    evidence = element.attrib.pop("aria-label", "")
    for name in _DROPPED:
        element.attrib.pop(name, None)
    if evidence and element.tag.endswith(("path", "text")):
        element.set("data-evidence", evidence)
