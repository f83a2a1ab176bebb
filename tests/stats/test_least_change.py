"""The cheapest change is found: against scipy, to which each programme is given with every variable."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from peil.stats.arrays import FloatArray
from peil.stats.least_change import Change, Solver
from peil.stats.sparse import Sparse


def drawn(seed: int, sums: int, numbers: int) -> tuple[Change, int, float]:
    """A programme with many ties: costs and bounds of few sizes, numbers that may not change, sums of few numbers."""
    draw = np.random.default_rng(seed)
    coefficients = draw.choice([-1.0, 0.0, 0.0, 0.0, 1.0, 2.0], (sums, numbers))
    cost = draw.choice([0.001, 1.0, 1.0, 30.0, np.inf], numbers)
    up = np.where(np.isinf(cost), 0.0, draw.choice([0.0, 1.0, 3.0, np.inf], numbers))
    down = np.where(np.isinf(cost), 0.0, draw.choice([0.0, 1.0, 2.0, 5.0], numbers))
    return Change(coefficients, cost, up, down), int(draw.integers(numbers)), float(draw.choice([-2.0, 1.0, 4.0]))


def least_cost(change: Change, moved: int, by: float) -> float | None:
    """What scipy finds that the cheapest change costs, `moved` itself not counted; None where it finds none."""
    cost = np.where(np.isfinite(change.cost), change.cost, 0.0)
    up, down = change.up.copy(), change.down.copy()
    cost[moved], up[moved], down[moved] = 0.0, max(by, 0.0), max(-by, 0.0)
    target = np.arange(len(cost)) == moved
    sums = np.vstack([np.asarray(change.sums), target])
    found = linprog(
        np.tile(cost, 2),
        A_eq=np.hstack([sums, -sums]),
        b_eq=np.append(np.zeros(len(sums) - 1), by),
        bounds=[(0.0, float(most)) for most in (*up, *down)],
    )
    return found.fun


def checked(change: Change, moved: int, by: float, found: FloatArray | None) -> None:
    """The change does what it must and only what it may, at the least cost there is."""
    least = least_cost(change, moved, by)
    assert (found is None) == (least is None)
    if found is None or least is None:
        return
    others = np.arange(len(found)) != moved
    assert found[moved] == by
    assert np.abs(change.sums @ found).max() < 1e-7
    assert (found <= change.up + 1e-7)[others].all()
    assert (found >= -change.down - 1e-7)[others].all()
    free = np.isfinite(change.cost) & others
    assert float(change.cost[free] @ np.abs(found[free])) == pytest.approx(least, rel=1e-7, abs=1e-9)


@given(st.integers(0, 10**6), st.integers(1, 8), st.integers(2, 25))
@settings(max_examples=100)
def test_the_change_is_possible_and_none_is_cheaper(seed: int, sums: int, numbers: int) -> None:
    """Whatever the sums, costs and bounds; and where it finds no change there is none."""
    change, moved, by = drawn(seed, sums, numbers)
    checked(change, moved, by, Solver().least_change(change, moved, by))


def test_sums_of_many_numbers_may_be_sparse() -> None:
    """They give the same change."""
    change, moved, by = drawn(4, 6, 40)
    found = Solver().least_change(change, moved, by)
    whole = np.asarray(change.sums)
    rows, columns = np.nonzero(whole)
    sums = Sparse.of(rows, columns, whole[rows, columns], (6, 40))
    sparse = Solver().least_change(Change(sums, change.cost, change.up, change.down), moved, by)
    assert found is not None
    assert sparse is not None
    assert sparse.tolist() == found.tolist()
    checked(change, moved, by, found)


def test_a_solver_forgets_what_it_solved_before() -> None:
    """Of changes that cost the same it finds the one that a new solver finds, also after a programme without any."""
    one, cases = Solver(), [drawn(seed, 6, 20) for seed in range(30)]
    found = [one.least_change(*case) for case in cases]
    anew = [Solver().least_change(*case) for case in cases]
    assert any(each is None for each in anew[:-1])
    for mine, other in zip(found, anew, strict=True):
        assert (mine is None) == (other is None)
        assert mine is None or other is None or mine.tolist() == other.tolist()


def test_the_solver_writes_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """Neither who it is, nor how it goes: what a command prints is Peil's."""
    change, moved, by = drawn(4, 6, 40)
    assert Solver().least_change(change, moved, by) is not None
    assert capfd.readouterr() == ("", "")


def test_a_change_is_as_cheap_as_can_be() -> None:
    """Of a = b and a + b = c: where c rises by 1, a and b rise by a half; where b may not change nothing can."""
    sums = np.array([[1.0, -1.0, 0.0], [1.0, 1.0, -1.0]])
    wide, cost = np.full(3, 5.0), np.array([1.0, 30.0, 1.0])
    found = Solver().least_change(Change(sums, cost, wide, wide), 2, 1.0)
    assert found is not None
    assert found.tolist() == [0.5, 0.5, 1.0]
    narrow = wide * [1, 0, 1]
    assert Solver().least_change(Change(sums, cost, narrow, narrow), 2, 1.0) is None
