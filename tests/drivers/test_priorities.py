"""Penalty and reward of every aspect, and the lists of what to do first."""

from __future__ import annotations

import numpy as np
import pytest

from drivers.test_attribution import fallen, told
from drivers.test_shares import SETTINGS, explained, people
from peil.disclosure import publish
from peil.stats import asymmetry


def test_penalty_and_reward_are_differences_of_means() -> None:
    """Written out: the mean overall grade of who grades an aspect 1-5, 6-7 and 8-10."""
    grades = people(500, 3)
    found = explained(grades)
    for place, one in enumerate(found.penalties):
        item, overall = grades[:, place], grades[:, -1]
        low, middle, high = (overall[part].mean() for part in (item <= 5, (item > 5) & (item < 8), item >= 8))
        assert (one.penalty, one.reward) == pytest.approx((middle - low, high - middle))
        assert one.difference == pytest.approx(one.penalty - one.reward)
        assert one.n_low + one.n_middle + one.n_high == 500


def test_what_a_low_grade_costs_is_a_basic() -> None:
    """The overall grade follows the first aspect below six only, the second above seven only, the third evenly."""
    rng = np.random.default_rng(4)
    items = rng.integers(1, 11, (800, 3)).astype(float)
    overall = (
        6 + 0.7 * np.minimum(items[:, 0] - 6, 0) + 0.7 * np.maximum(items[:, 1] - 7, 0) + 0.3 * (items[:, 2] - 6.5)
    )
    grades = np.column_stack([items, np.clip(np.rint(overall + rng.normal(size=800)), 1, 10)])
    kinds = {one.aspect: one.kind for one in explained(grades).penalties}
    assert kinds["a"] == "basic"
    assert kinds["b"] == "extra"


def test_the_error_is_that_of_the_regression_on_two_dummies() -> None:
    """Robust (HC0) errors of least squares on low and high, written out."""
    grades = people(300, 1)
    item, overall = grades[:, 0], grades[:, 1]
    x = np.column_stack([np.ones(300), item <= 5, item >= 8]).astype(float)
    inverse = np.linalg.inv(x.T @ x)
    slopes = inverse @ x.T @ overall
    rest = overall - x @ slopes
    covariance = inverse @ (x * rest[:, None] ** 2).T @ x @ inverse
    found = asymmetry(grades[:, :1], overall, np.ones(300), np.array([[5.0], [7.75]]))
    assert (-found.penalty[0], found.reward[0]) == pytest.approx((slopes[1], slopes[2]))
    assert (found.influence**2).sum(axis=0)[:2] == pytest.approx([covariance[1, 1], covariance[2, 2]])


def test_low_grades_without_a_weight_cost_nothing_that_is_known() -> None:
    """Their mean is not 0: it would be a penalty of all that the others gave."""
    item, overall = np.array([[1.0], [2.0], [6.0], [7.0], [9.0]]), np.array([3.0, 4.0, 6.0, 7.0, 9.0])
    found = asymmetry(item, overall, np.array([0.0, 0.0, 1.0, 1.0, 1.0]), np.array([[5.0], [8.0]]))
    assert found.n.tolist() == [[2, 2, 1]]
    assert np.isnan([found.penalty[0], found.difference[0]]).all()
    assert found.reward.tolist() == [2.5]


def test_nothing_is_told_of_parts_that_are_too_small() -> None:
    """Fewer than ten low grades have no row; up to 29 none that is handed out."""
    grades = np.maximum(people(300, 2), 6)
    grades[:5, 0] = 2
    grades[:20, 1] = 2
    about, found = told([grades])
    assert {one.aspect for one in found.penalties} == {"b"}
    assert publish(about, found).penalties == ()


def test_lists_are_ranked_and_tell_what_improves() -> None:
    """An aspect that matters, is rated low and rose since the wave before is a point of attention."""
    then, now = people(400, 3, 1), people(400, 3, 2)
    then[:, 0], now[:, 0] = np.clip(then[:, 0] - 4, 1, 10), np.clip(now[:, 0] - 2, 1, 10)
    _, found = told([then, now])
    latest = [one for one in found.advice if one.wave == "2013"]
    quadrants = {one.aspect: one.quadrant for one in found.drivers if one.wave == "2013"}
    if quadrants["a"] == "priority":
        row = next(one for one in latest if one.aspect == "a")
        assert (row.kind, row.evidence) == ("attention", "vr/2013/a/mean/all~2011")
    for kind in ("priority", "attention", "strength"):
        assert [one.place for one in latest if one.kind == kind] == list(
            range(1, 1 + sum(one.kind == kind for one in latest))
        )
    assert {one.aspect for one in latest if one.kind == "strength"} == {
        name for name, quadrant in quadrants.items() if quadrant == "strength"
    }


def test_what_fell_is_a_priority_not_a_point_of_attention() -> None:
    """A fall is no improvement."""
    _, found = told([people(300, 3, 1), fallen(people(300, 3, 2))])
    assert "attention" not in {one.kind for one in found.advice if one.aspect == "a"}
    assert SETTINGS.level == 0.05
