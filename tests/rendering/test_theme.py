"""Colours keep their contrast, whatever lead colour a study chooses."""

from itertools import pairwise

import pytest

from peil.errors import RenderError
from peil.rendering.theme import GREY, INK, SOFT, WHITE, contrast, text_on, theme

LEADS = ("#1F4E79", "#E17000", "#ffff00", "#00aa55", "#222222", "#8B0000", "#ffffff", "#7b2fbe")

# How a reader without green-sensitive (deuteranopia) or red-sensitive cones (protanopia) sees linear red, green, blue
# (Machado, Oliveira and Fernandes 2009, severity 1).
BLINDNESS = {
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
}


def seen(colour: str, matrix: tuple[tuple[float, ...], ...]) -> str:
    """The colour as someone with this colour blindness sees it."""
    channels = [(int(colour[i : i + 2], 16) / 255) ** 2.2 for i in (1, 3, 5)]
    mixed = [min(1.0, max(0.0, sum(m * c for m, c in zip(row, channels, strict=True)))) for row in matrix]
    return "#" + "".join(f"{round(channel ** (1 / 2.2) * 255):02x}" for channel in mixed)


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21:1; #767676 on white is the lightest grey with 4.5:1 (WCAG 2.1, 1.4.3)."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_inks_keep_their_contrast_on_white() -> None:
    """Text 4.5:1, marks 3:1."""
    assert contrast(INK, WHITE) >= 7
    assert contrast(GREY, WHITE) >= 4.5
    assert contrast(SOFT, WHITE) >= 3


@pytest.mark.parametrize("lead", LEADS)
def test_white_text_reads_on_the_lead_colour(lead: str) -> None:
    """Cover, chapters and the large figure bear white text."""
    made = theme(lead)
    assert contrast(made.lead, WHITE) >= 4.5
    assert contrast(made.deep, WHITE) >= 4.5
    assert contrast(INK, made.pale) >= 7


@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize("count", [2, 3, 4])
def test_waves_grow_darker_and_stand_out_from_white(lead: str, count: int) -> None:
    """Each step has 3:1 on white and differs from its neighbour by a fifth in luminance, also in grey print."""
    for steps in (theme(lead).waves(count), theme(lead).total_waves(count)):
        assert all(contrast(step, WHITE) >= 3 for step in steps)
        assert all(contrast(later, earlier) >= 1.2 for earlier, later in pairwise(steps))
        assert list(steps) == sorted(steps, key=lambda step: contrast(step, WHITE))


@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize("count", range(2, 9))
def test_text_reads_on_every_segment(lead: str, count: int) -> None:
    """Ink or white reaches 4.5:1 on each colour of a stack."""
    for fill in (*theme(lead).sequence(count), *theme(lead).answers(count)):
        assert contrast(text_on(fill), fill) >= 4.5


@pytest.mark.parametrize("lead", LEADS)
def test_neighbouring_answers_differ_in_grey_and_for_the_colour_blind(lead: str) -> None:
    """Luminance alone tells neighbours apart, as printed in grey and as seen without red or green cones."""
    for one, other in pairwise(theme(lead).answers(8)):
        assert contrast(one, other) >= 1.3
        for matrix in BLINDNESS.values():
            assert contrast(seen(one, matrix), seen(other, matrix)) >= 1.2


@pytest.mark.parametrize("lead", LEADS)
def test_names_of_lines_read_in_their_colour(lead: str) -> None:
    """The name of a line has the colour of the line, so that colour carries text."""
    assert all(contrast(colour, WHITE) >= 4.5 for colour in theme(lead).lines(8))


@pytest.mark.parametrize("wrong", ["blue", "#12345", "1F4E79", "#GGGGGG"])
def test_a_colour_that_is_none_is_refused(wrong: str) -> None:
    """The message names the value and shows what is expected."""
    with pytest.raises(RenderError, match=r"expected #rrggbb") as caught:
        theme(wrong)
    assert repr(wrong) in str(caught.value)
