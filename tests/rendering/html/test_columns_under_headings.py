"""Columns under headings of their own: where a group of columns begins."""

import pytest

from peil.rendering.html.blocks import starts


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ((("Total", 2), ("Asylum", 2), ("Social", 2)), {2, 4}),
        ((("Respondents", 3), ("Weighting", 1)), set()),
        ((), set()),
    ],
)
def test_a_group_of_columns_begins_behind_another(spans: tuple[tuple[str, int], ...], found: set[int]) -> None:
    """Not at the first column, and not where one column stands alone."""
    assert starts(spans) == found
