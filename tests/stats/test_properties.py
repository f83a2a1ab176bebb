"""What must hold for any respondents: properties, and a plain row-by-row calculation to compare with."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from peil import stats
from peil.stats.arrays import FloatArray, IntArray

CELLS, GROUPS, ANSWERS = 6, 3, 5
STRATUM = np.repeat(np.arange(2), 3)
CALIBRATION = np.tile(np.arange(3), 2)
LAYOUT = stats.Layout(CELLS, GROUPS, ANSWERS)
SCORES = np.array([1.0, 4.0, 6.5, 8.0, 10.0])
METHODS = ["design", "q", "pooled_effective", "weighted_n"]


@dataclass(frozen=True)
class People:
    """Rows of a wave."""

    cells: IntArray
    groups: IntArray
    answers: IntArray
    weights: FloatArray

    def rows(self, index: IntArray) -> People:
        """The same people, other rows."""
        return People(*(getattr(self, name)[index] for name in ("cells", "groups", "answers", "weights")))

    def moments(self) -> stats.Moments:
        """Collected."""
        return stats.collect(self.cells, self.groups, self.answers, self.weights, LAYOUT)

    def design(self, calibrated: bool = True) -> stats.Design:
        """Two strata, three weighting cells, a frame of 300 and 500."""
        frame = stats.Frame(STRATUM, CALIBRATION if calibrated else None, np.array([300.0, 500.0]))
        return stats.describe(self.cells, self.weights, frame)


@st.composite
def people(draw: st.DrawFn) -> People:
    """20 to 120 respondents, every cell and group filled, some without answer or group."""
    size, seed = draw(st.integers(20, 120)), draw(st.integers(0, 2**31))
    random = np.random.default_rng(seed)
    cells, groups = random.integers(0, CELLS, size), random.integers(-1, GROUPS, size)
    answers = random.integers(-1, ANSWERS, size)
    cells[:12], groups[:12], answers[:12] = np.tile(np.arange(6), 2), np.arange(12) % 3, np.arange(12) // 3
    return People(cells, groups, answers, random.uniform(0.1, 5, size))


def agree(one: object, two: object, rtol: float = 1e-9) -> None:
    """All arrays of two results are equal."""
    for field, value in vars(one).items():
        if value is not None:
            assert_allclose(getattr(two, field), value, rtol=rtol, atol=1e-12, err_msg=field)


@given(people(), st.booleans())
def test_moments_give_what_a_calculation_row_by_row_gives(rows: People, calibrated: bool) -> None:
    """Mean and Taylor variance of group 0 against the rest, straight from the formulas over all rows."""
    x = np.where(rows.answers >= 0, SCORES[rows.answers], 0.0)
    w, u = rows.weights, np.zeros(len(rows.weights))
    valid = (rows.answers >= 0) & (rows.groups >= 0)
    for sign, side in ((1, valid & (rows.groups == 0)), (-1, valid & (rows.groups != 0))):
        mean = np.average(x[side], weights=w[side])
        u[side] = sign * w[side] * (x[side] - mean) / w[side].sum()
    if calibrated:
        k = CALIBRATION[rows.cells]
        u = u - w * (np.bincount(k, u) / np.bincount(k, w))[k]
    expected = 0.0
    for h, size in enumerate((300, 500)):
        part = u[STRATUM[rows.cells] == h]
        expected += (1 - len(part) / size) * len(part) * part.var(ddof=1)
    found = stats.group_against_rest(rows.moments(), SCORES, rows.design(calibrated))
    assert_allclose(found.se[0], np.sqrt(expected), rtol=1e-8)


@pytest.mark.parametrize("method", METHODS)
@given(people(), st.floats(1e-3, 1e3))
def test_the_scale_of_the_weights_changes_nothing(method: str, rows: People, scale: float) -> None:
    """Ten times the weights: the same p. Except, by design, for `weighted_n`, whose fault this is."""
    options = stats.Options(method=method)  # type: ignore[arg-type] # parametrize gives a plain str
    scaled = replace(rows, weights=rows.weights * scale)
    one, two = (stats.group_against_rest(r.moments(), SCORES, r.design(), options) for r in (rows, scaled))
    assert_allclose(two.difference, one.difference, atol=1e-10)
    if method != "weighted_n":
        agree(one, two, rtol=1e-7)


def test_weighted_n_depends_on_the_scale_of_the_weights() -> None:
    """Why it is called invalid: ten times the weights makes everything significant."""
    random = np.random.default_rng(4)
    rows = People(random.integers(0, 6, 200), random.integers(0, 3, 200), random.integers(0, 5, 200), np.ones(200))
    options = stats.Options(method="weighted_n")
    one, ten = (
        stats.group_against_rest(replace(rows, weights=rows.weights * k).moments(), SCORES, rows.design(), options)
        for k in (1, 10)
    )
    assert (ten.p < one.p).all()


@given(people(), st.integers(0, 2**31))
def test_the_order_of_the_rows_changes_nothing(rows: People, seed: int) -> None:
    """Shuffled respondents give the same estimates."""
    shuffled = rows.rows(np.random.default_rng(seed).permutation(len(rows.cells)))
    one, two = (stats.estimate(r.moments(), SCORES, r.design()) for r in (rows, shuffled))
    agree(one.groups, two.groups)
    agree(one.total, two.total)


@given(people(), st.floats(0, 1))
def test_blocks_of_rows_add_up(rows: People, where: float) -> None:
    """Moments and design of two blocks, added, are those of the whole."""
    cut = int(where * len(rows.cells))
    first, second = (rows.rows(part) for part in np.split(np.arange(len(rows.cells)), [cut]))
    both = first.moments() + second.moments()
    assert_array_equal(both.n, rows.moments().n)
    agree(rows.moments(), both, rtol=1e-12)
    design = first.design() + second.design()
    assert_allclose(design.weight2, rows.design().weight2, rtol=1e-12)
    assert_array_equal(design.units, rows.design().units)


@given(people(), st.permutations(range(GROUPS)), st.permutations(range(ANSWERS)))
def test_labels_carry_no_meaning(rows: People, groups: list[int], answers: list[int]) -> None:
    """Other codes for groups and answers permute the results and nothing else."""
    other_groups, other_answers = np.array([*groups, -1]), np.array([*answers, -1])
    relabelled = replace(rows, groups=other_groups[rows.groups], answers=other_answers[rows.answers])
    scores = np.empty(ANSWERS)
    scores[np.array(answers)] = SCORES
    one = stats.group_against_rest(rows.moments(), SCORES, rows.design())
    two = stats.group_against_rest(relabelled.moments(), scores, rows.design())
    for field, value in vars(one).items():
        assert_allclose(getattr(two, field)[np.array(groups)], value, rtol=1e-9, atol=1e-12)


@given(people())
def test_merging_groups_is_relabelling_them(rows: People) -> None:
    """Groups 1 and 2 as one: its contrast with group 0 is that of group 0 with the rest, seen from the other side."""
    merged = replace(rows, groups=np.minimum(rows.groups, 1))
    one = stats.group_against_rest(rows.moments(), SCORES, rows.design())
    two = stats.group_against_rest(merged.moments(), SCORES, rows.design())
    assert_allclose(two.se[:2], one.se[0], rtol=1e-9)
    assert_allclose(two.difference[:2], [one.difference[0], -one.difference[0]], atol=1e-12)
    assert_allclose(two.p[:2], one.p[0], rtol=1e-7)


@given(people(), st.floats(-50, 50), st.floats(0.1, 20))
def test_a_change_of_scale_of_the_scores_changes_no_p(rows: People, shift: float, scale: float) -> None:
    """Grades 1-10 or points 0-100: the same test."""
    one = stats.group_against_rest(rows.moments(), SCORES, rows.design())
    two = stats.group_against_rest(rows.moments(), SCORES * scale + shift, rows.design())
    assert_allclose(two.p, one.p, rtol=1e-6, atol=1e-12)
    assert_allclose(two.se, one.se * scale, rtol=1e-7)


@given(people())
def test_shares_of_a_question_add_up_to_one(rows: People) -> None:
    """One answer each: the shares of all answers sum to 1, in every group and in total."""
    found = stats.estimate(rows.moments(), np.eye(ANSWERS), rows.design(), stats.Options(share=True))
    assert_allclose(found.groups.estimate.sum(axis=0), 1, rtol=1e-12)
    assert_allclose(found.total.estimate.sum(axis=0), 1, rtol=1e-12)
    for low, high, p in ((found.groups.ci_low, found.groups.ci_high, found.groups.estimate),):
        assert ((low >= 0) & (low <= p + 1e-12) & (p - 1e-12 <= high) & (high <= 1)).all()


@given(people())
def test_an_answer_without_a_score_is_as_no_answer(rows: People) -> None:
    """A valid but ungraded answer (NaN) does not enter the base."""
    scores = np.where(np.arange(ANSWERS) == 2, np.nan, SCORES)
    without = replace(rows, answers=np.where(rows.answers == 2, -1, rows.answers))
    one = stats.estimate(rows.moments(), scores, rows.design())
    agree(one.groups, stats.estimate(without.moments(), SCORES, rows.design()).groups)
