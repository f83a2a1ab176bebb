"""`rises most` and `falls most`: the largest change of all parts, and significant."""

import pytest

from report.prose import small


@pytest.mark.parametrize(
    "braces",
    [
        "rises most overall by directorate: asylum",
        "falls most overall by directorate: naturalisation",
        "falls most aspects by item: deadlines",
        "rises most website=visited by role: sponsor",
    ],
)
def test_the_part_that_went_furthest_may_be_said_to(braces: str) -> None:
    """Of groups and of items, up and down, means and shares."""
    assert small.problems(f"x [het meest]{{{braces}}}.") == []


def test_another_that_went_further_is_named_with_its_figure() -> None:
    """Sponsors: nine points; foreign nationals: seven."""
    message = small.only("x [het meest]{rises most website=visited by role: foreign_national}.")
    assert "sponsor went further" in message
    assert "sponsor goes furthest: 9,0 percentage points" in message
    assert message.endswith("True here: `rises most website=visited by role: sponsor`.")


def test_the_largest_change_that_is_not_significant_is_refused() -> None:
    """The difference of one wave to the next may be chance, also when it is the largest."""
    message = small.only("x [het meest]{falls most overall by directorate: regular_social}.")
    assert "not significant" in message


def test_one_part_is_named_and_another_is_compared() -> None:
    """Two that rise most are no claim."""
    message = small.only("x [het meest]{rises most website=visited by role: sponsor foreign_national}.")
    assert "2 named of 2" in message


def test_an_equal_change_as_printed_is_refused() -> None:
    """A shared first place is none."""
    figures = small.published({"2013/website=visited/share/role=foreign_national": (0.42, 600, 0.02)})
    message = small.only("x [het meest]{rises most website=visited by role: sponsor}.", figures=figures)
    assert "as printed foreign_national went as far" in message
