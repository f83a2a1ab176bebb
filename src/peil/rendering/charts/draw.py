"""From a figure to SVG: which module draws which kind."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import assert_never

from peil.rendering.charts.bars import draw_bars
from peil.rendering.charts.dots import draw_dots
from peil.rendering.charts.matrix import draw_matrix
from peil.rendering.charts.scene import Scene
from peil.rendering.charts.stack import draw_stack
from peil.rendering.charts.style import ChartStyle
from peil.rendering.charts.svg import render
from peil.rendering.charts.trend import draw_trend
from peil.rendering.charts.waterfall import draw_waterfall
from peil.report.model import Bars, Figure, Matrix, Stack, Trend, Waterfall


@lru_cache(maxsize=512)
def draw(figure: Figure, style: ChartStyle) -> str:
    """The figure as SVG text. Its id is the figure's with the mode behind it: several can stand in one page."""
    scene = draw_scene(figure, style)
    return render(scene, f"chart-{_slug(figure.id)}-{style.mode}", figure.summary, style.language)


def draw_scene(figure: Figure, style: ChartStyle) -> Scene:
    """The figure laid out, before it is rendered."""
    match figure:
        case Trend():
            return draw_trend(figure, style)
        case Bars():
            return draw_dots(figure, style) if figure.style == "dots" else draw_bars(figure, style)
        case Stack():
            return draw_stack(figure, style)
        case Matrix():
            return draw_matrix(figure, style)
        case Waterfall():
            return draw_waterfall(figure, style)
        case _:
            assert_never(figure)


def _slug(identity: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "-", identity)
