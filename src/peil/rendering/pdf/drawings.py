"""The figures of a printed report: drawn once, kept under the name of their file."""

from __future__ import annotations

from dataclasses import dataclass, field

from peil.rendering.charts import ChartStyle, draw, draw_scene
from peil.rendering.pdf.words import Data
from peil.report.model import Figure


@dataclass
class Drawings:
    """The SVG texts of a report by the name of their file, in the order in which they were drawn.

    `continued`: the word behind a heading that is repeated.
    """

    language: str
    lead_colour: str
    continued: str
    files: dict[str, str] = field(default_factory=dict)

    def add(self, figure: Figure, width: float, height: float) -> Data:
        """Draw a figure; the data with which the template finds it."""
        style = self.style(width, height)
        scene = draw_scene(figure, style)
        name = f"figure-{len(self.files) + 1}.svg"
        self.files[name] = draw(figure, style)
        return {"kind": "figure", "file": name, "alt": figure.summary, "width": scene.width, "height": scene.height}

    def style(self, width: float, height: float) -> ChartStyle:
        """How figures are drawn in print."""
        return ChartStyle(self.language, self.lead_colour, int(width), "wide", "print", int(height))
