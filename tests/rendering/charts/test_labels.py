"""Labels are pushed apart as little as is needed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peil.rendering.charts.labels import spread


def test_labels_with_room_stay_where_they_are() -> None:
    """Nothing moves without need."""
    assert spread([10, 50, 90], [10, 10, 10], 0, 100) == [10, 50, 90]


def test_a_clump_sits_around_what_its_labels_want() -> None:
    """Three labels that want the same place stand around it."""
    assert spread([50, 50, 50], [10, 10, 10], 0, 100) == pytest.approx([40, 50, 60])


@given(
    wanted=st.lists(st.floats(0, 300), min_size=1, max_size=12),
    heights=st.lists(st.floats(5, 24), min_size=12, max_size=12),
)
def test_no_two_labels_overlap_and_all_stay_within_the_ends(wanted: list[float], heights: list[float]) -> None:
    """For any wishes, in the order of the wishes."""
    placed = spread(wanted, heights[: len(wanted)], 0, 300)
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    for above, below in pairwise(order):
        assert placed[above] + heights[above] / 2 <= placed[below] - heights[below] / 2 + 1e-6
    assert all(h / 2 - 1e-6 <= y <= 300 - h / 2 + 1e-6 for y, h in zip(placed, heights, strict=False))
