"""Work that is divided over the processors."""

from __future__ import annotations

from threading import current_thread, main_thread

import pytest

from peil.stats.processors import each, runs


def test_what_is_divided_comes_back_in_its_order() -> None:
    """Whoever is done first."""
    assert each(lambda number: number * number, range(50)) == [number * number for number in range(50)]
    assert each(str, []) == []


def test_within_divided_work_nothing_is_divided_again() -> None:
    """Every part of the inner work runs where the outer one does, and outside it is divided as before."""

    def inner(number: int) -> bool:
        here = current_thread()
        return all(each(lambda _: current_thread() is here, range(number, number + 5)))

    assert all(each(inner, range(8)))
    assert each(lambda _: current_thread() is main_thread(), [1]) == [True]


def test_what_goes_wrong_in_a_part_is_raised() -> None:
    """As it would be in a loop."""
    with pytest.raises(ZeroDivisionError):
        each(lambda number: 1 / number, [2, 1, 0, 3])


@pytest.mark.parametrize("count", [0, 1, 2, 7, 8])
def test_numbers_are_divided_into_runs_that_follow_one_another(count: int) -> None:
    """Each number once, in their order, and no run is empty."""
    found = runs(count)
    assert [number for run in found for number in run] == list(range(count))
    assert all(len(run) for run in found)
