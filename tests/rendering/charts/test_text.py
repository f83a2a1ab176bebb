"""Widths and wrapping of text agree with the font that is drawn."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fonttools ships no types

import peil
from peil.rendering.charts.text import Weight, width, wrap

FONTS = Path(peil.__file__).parent / "assets" / "fonts"


@pytest.mark.parametrize(("weight", "style"), [(400, "Regular"), (600, "SemiBold")])
def test_the_table_agrees_with_the_font(weight: Weight, style: str) -> None:
    """Every character of a Dutch sentence is as wide as the font says; run tools/make-widths when this fails."""
    font = TTFont(FONTS / f"Inter-{style}.ttf")
    names, units = font.getBestCmap(), font["head"].unitsPerEm
    for character in "Súdwest-Fryslân: 7,7 + (n=1.234) − “ëïö” 42% … –":
        advance = font["hmtx"][names[ord(character)]][0] * 1000 / units
        assert width(character, 1000, weight) == pytest.approx(advance, abs=0.5)


def test_two_lines_are_balanced() -> None:
    """A short last word does not stand alone."""
    lines = wrap("Ketenpartners 1: gemeenten, ambassades en andere overheden", 200, 10)
    assert len(lines) == 2
    assert min(width(line, 10) for line in lines) > 0.6 * max(width(line, 10) for line in lines)


def test_no_line_is_wider_than_its_room() -> None:
    """Also where a word is longer than the room; what does not fit ends in an ellipsis."""
    lines = wrap("Hottentottententententoonstellingsmakersopleiding " * 3, 80, 10)
    assert len(lines) == 2
    assert all(width(line, 10) <= 80 for line in lines)
    assert lines[-1].endswith("…")


def test_short_text_stays_as_it_is() -> None:
    """One line, nothing cut."""
    assert wrap("Totaal", 200, 10) == ("Totaal",)
    assert wrap("", 200, 10) == ("",)


def test_a_line_does_not_end_at_a_no_break_space() -> None:
    """The count stays with what it counts."""
    lines = wrap("Regulier sociaal 205, Naturalisatie\u00a0241", width("Regulier sociaal 205, Naturalisatie", 10), 10)
    assert lines[-1] == "Naturalisatie\u00a0241"
