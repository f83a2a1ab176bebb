"""Colours: from one lead colour to everything a page and a chart need, and the contrast between two colours.

Steps are made in OKLab, where equal distances look equal; contrast is that of WCAG 2. Text keeps 4.5:1 and marks 3:1
on white; neighbours differ in lightness, so that a grey printer and a colour-blind reader keep them apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, hypot, radians, sin

from peil.errors import RenderError

WHITE = "#ffffff"
INK = "#15181c"  # text, and the total in charts
GREY = "#5d646d"  # secondary text: 6:1 on white
SOFT = "#8b929b"  # marks that step back: 3:1 on white
RULE = "#d5d9de"  # thin lines
PALE = "#f3f5f7"  # quiet fields
TEXT_CONTRAST = 4.5
MARK_CONTRAST = 3.0

# Of the dimensions of a service, of equal weight; each has 3:1 on white: process, human, communication, others.
DIMENSIONS = ("#2a6fbb", "#2b8a3e", "#c93a83", "#c8640b", "#7a52b3", "#8a6d3b")

_Triple = tuple[float, float, float]


def contrast(one: str, other: str) -> float:
    """Ratio 1-21: how far do two colours stand apart in lightness, by WCAG 2?"""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_on(fill: str) -> str:
    """Ink or white: which of the two reads best on this colour?"""
    return max((INK, WHITE), key=lambda colour: contrast(colour, fill))


@dataclass(frozen=True)
class Theme:
    """The colours of one report. `lead` is the study's colour, made dark enough to carry white text."""

    lead: str
    deep: str
    soft: str
    pale: str

    def waves(self, count: int) -> tuple[str, ...]:
        """Steps of the lead colour, oldest first and last darkest; each has 3:1 on white."""
        return _ramp(self.lead, _lightness_for(self.lead, 3.1), _lch(self.lead)[0], count)

    def total_waves(self, count: int) -> tuple[str, ...]:
        """The same steps in grey, for the total."""
        return _ramp(INK, _lightness_for(INK, 3.1), 0.32, count)

    def sequence(self, count: int) -> tuple[str, ...]:
        """Steps for answers with an order of their own, light to dark; text on each keeps 4.5:1."""
        made = _ramp(self.lead, 0.9, _lch(self.lead)[0], count)
        return tuple(_readable(colour) for colour in made)

    def answers(self, count: int) -> tuple[str, ...]:
        """Muted colours for answers without an order: neighbours differ clearly in lightness as well as in hue."""
        lightness, _, hue = _lch(self.lead)
        plan = (
            (lightness, 0.09, hue), (0.84, 0.075, hue + 180), (0.62, 0.07, hue - 60), (0.91, 0.02, hue),
            (0.5, 0.08, hue + 100), (0.78, 0.06, hue + 45), (0.38, 0.02, hue), (0.7, 0.08, hue + 150),
        )  # fmt: skip
        return tuple(_readable(_hex(*plan[i % len(plan)])) for i in range(count))

    def lines(self, count: int) -> tuple[str, ...]:
        """Colours for lines that are told apart by marker and label too; their labels have the same colour."""
        hue = _lch(self.lead)[2]
        turns = (0, 165, -60, 100, -120, 45)
        hues = [hue + turns[i % len(turns)] for i in range(count)]
        made = [_hex(0.5, 0.115 if i else 0.1, each) for i, each in enumerate(hues)]
        return tuple(_darkened(colour, TEXT_CONTRAST + 0.3) for colour in made)


def theme(lead_colour: str) -> Theme:
    """The theme of a lead colour, #rrggbb. A light lead is darkened until white text reads well on it."""
    try:
        _rgb(lead_colour)
    except ValueError:
        raise RenderError(f"lead colour: found {lead_colour!r}, expected #rrggbb, for example #1F4E79") from None
    lead = _darkened(lead_colour.lower(), 6.5)
    lightness, chroma, hue = _lch(lead)
    return Theme(
        lead,
        _hex(lightness * 0.72, chroma * 0.9, hue),
        _hex(0.8, chroma * 0.5, hue),
        _hex(0.965, min(chroma, 0.012), hue),
    )


def _ramp(colour: str, first: float, last: float, count: int) -> tuple[str, ...]:
    """`count` steps of a colour between two lightnesses; light steps lose a little of their chroma."""
    _, chroma, hue = _lch(colour)
    if count <= 1:
        return (_hex(last, chroma, hue),) * count
    made = []
    for i in range(count):
        part = i / (count - 1)
        made.append(_hex(first + (last - first) * part, chroma * (0.72 + 0.28 * part), hue))
    return tuple(made)


def _readable(fill: str) -> str:
    """The fill itself, or a slightly lighter one where neither ink nor white would reach 4.5:1."""
    lightness, chroma, hue = _lch(fill)
    while contrast(text_on(fill), fill) < TEXT_CONTRAST + 0.05:
        lightness += 0.01
        fill = _hex(lightness, chroma, hue)
    return fill


def _darkened(colour: str, ratio: float) -> str:
    """The colour, made darker until it has this contrast on white."""
    lightness, chroma, hue = _lch(colour)
    while contrast(colour, WHITE) < ratio:
        lightness -= 0.005
        colour = _hex(lightness, chroma, hue)
    return colour


def _lightness_for(colour: str, ratio: float) -> float:
    """OKLab lightness at which this hue has the given contrast on white."""
    lightness, chroma, hue = _lch(colour)
    while contrast(_hex(lightness + 0.005, chroma * 0.72, hue), WHITE) >= ratio:
        lightness += 0.005
    return lightness


def _rgb(colour: str) -> _Triple:
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(colour)
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel) for channel in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lch(colour: str) -> _Triple:
    """Lightness 0-1, chroma and hue in degrees, in OKLab."""
    red, green, blue = (_linear(channel) for channel in _rgb(colour))
    long = float((0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3))
    middle = float((0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3))
    short = float((0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3))
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, hypot(a, b), atan2(b, a) * 57.29577951308232


def _hex(lightness: float, chroma: float, hue: float) -> str:
    """The colour as #rrggbb; a chroma beyond what a screen can show is taken back."""
    while True:
        channels = _channels(lightness, chroma, hue)
        if chroma <= 0.001 or all(-0.0005 <= channel <= 1.0005 for channel in channels):
            return "#" + "".join(f"{round(min(1.0, max(0.0, channel)) * 255):02x}" for channel in channels)
        chroma *= 0.97


def _channels(lightness: float, chroma: float, hue: float) -> tuple[float, ...]:
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return tuple(12.92 * c if c <= 0.0031308 else 1.055 * float(c ** (1 / 2.4)) - 0.055 for c in linear)
