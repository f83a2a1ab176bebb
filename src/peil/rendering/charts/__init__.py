"""Figures of a report as SVG. `draw` is the way in; a module per kind of figure lays it out, `svg` renders it.

    Figure ── trend | dots | bars | stack ── Scene (shapes and words at their places) ── svg ── SVG text

Every text arrives formatted; every place is computed here, with the widths of our own font; nothing is left to chance
in a browser.
"""

from peil.rendering.charts.draw import draw, draw_scene
from peil.rendering.charts.style import ChartStyle

__all__ = ["ChartStyle", "draw", "draw_scene"]
