"""How a figure is drawn: language, colour, room and medium; and the sizes of type that follow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from peil.rendering.theme import Theme, theme


@dataclass(frozen=True)
class ChartStyle:
    """`width` in pixels (points in print). `mode` narrow is for a phone: labels stand above their rows.

    `height`: the room there is, for figures that can use or save some; 0 = as high as is natural.
    """

    language: str
    lead_colour: str
    width: int
    mode: Literal["wide", "narrow"] = "wide"
    medium: Literal["print", "screen"] = "screen"
    height: int = 0

    @cached_property
    def theme(self) -> Theme:
        """The colours."""
        return theme(self.lead_colour)

    @property
    def narrow(self) -> bool:
        """Whether labels stand above their rows."""
        return self.mode == "narrow"

    @property
    def text(self) -> float:
        """Size of labels and values."""
        return 10.5 if self.medium == "print" else 14.0

    @property
    def small(self) -> float:
        """Size of ticks, legends and bases; never under 8.5 points in print."""
        return 9.5 if self.medium == "print" else 12.5

    @property
    def line_height(self) -> float:
        """From one line of a wrapped label to the next."""
        return round(self.text * 1.22, 2)
