"""Drawings in the page say what they look like in the style sheet: every shape looks as it was drawn, in less."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from peil.rendering.charts import ChartStyle, draw
from peil.rendering.html.looks import Looks
from peil.report.model import Figure
from rendering import sample_figures as figures
from rendering.sample_figures import Words

STYLE = ChartStyle("nl", "#1F4E79", 660)
LOOKS = ("fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "text-anchor")
DRAWN = [
    figures.trend_of_nine_waves(Words("nl")),
    figures.bars_of_many_groups(Words("nl")),
    figures.stack_of_information(Words("nl")),
]


def worn(svg: str, rules: str = "") -> list[dict[str, str]]:
    """What each shape and word looks like, by its attributes and by the rules for its kind and its class."""
    told = dict(re.findall(r":where\(\.drawing ([a-z.]+)\)\{([^}]*)\}", rules))
    made = []
    for element in list(ElementTree.fromstring(svg))[:]:
        tag = element.tag.rpartition("}")[2]
        look = {name: element.get(name, "") for name in LOOKS if element.get(name)}
        for rule in (tag, f"{tag}.{element.get('class')}"):
            look |= dict(one.split(":") for one in told.get(rule, "").split(";") if one)
        made.append({name: value for name, value in look.items() if value != "inherit"})
    return made


@pytest.mark.parametrize("figure", DRAWN, ids=lambda figure: figure.id)
def test_every_shape_looks_as_it_was_drawn(figure: Figure) -> None:
    """Fill, stroke, size and weight are those of the drawing, one by one."""
    looks, svg = Looks(), draw(figure, STYLE)
    light = looks.named(looks.light(svg, "caption"))
    assert len(light) < 0.8 * len(svg)
    assert worn(light, looks.rules()) == worn(svg)


def test_the_usual_look_of_an_element_has_no_name() -> None:
    """One rule for texts, one for paths; the shortest names go to those that come most."""
    looks = Looks()
    shapes = (
        '<path d="M0,0" fill="red"/>' * 3
        + '<path d="M0,0" fill="blue" stroke="red"/>'
        + '<text x="1" fill="red">a</text>'
    )
    light = looks.named(looks.light(f'<svg viewBox="0 0 9 9">{shapes}</svg>', "c"))
    assert light.count('<path d="M0,0"/>') == 3
    assert light.count('<path class="a" d="M0,0"/>') == 1
    assert looks.rules() == (
        ":where(.drawing path){fill:red}:where(.drawing text){fill:red}:where(.drawing path.a){fill:blue;stroke:red}"
    )


def test_what_only_the_usual_look_says_does_not_reach_others() -> None:
    """A shape without a line has none, though most of its kind have one."""
    looks = Looks()
    shapes = '<path d="M0,0" fill="red" stroke="red"/>' * 2 + '<path d="M0,0" fill="blue"/>'
    looks.light(f'<svg viewBox="0 0 9 9">{shapes}</svg>', "c")
    assert looks.rules().endswith(":where(.drawing path.a){fill:blue;stroke:inherit}")


def test_places_are_told_to_a_tenth_of_a_pixel() -> None:
    """Words and sizes are left alone."""
    light = Looks().light('<svg viewBox="0 0 9.25 9"><text x="1.26" y="10.04">7.25</text></svg>', "c")
    assert 'viewBox="0 0 9.25 9"' in light
    assert '<text x="1.3" y="10">7.25</text>' in light
