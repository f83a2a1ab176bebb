"""Correlations with the overall score: R's numbers, what must hold for any respondents, and where there is none."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from peil import stats
from peil.errors import StatisticsError
from peil.stats.arrays import BoolArray, FloatArray, IntArray
from stats.schools import STYPES, numbers, read

NUMBERS = numbers("correlation")
ITEMS, GROUPS = 4, 3


@dataclass(frozen=True)
class People:
    """Rows of a wave: (N, P) items, (N,) overall and weights, (N, G) groups that overlap."""

    items: FloatArray
    overall: FloatArray
    weights: FloatArray
    groups: BoolArray

    def rows(self, index: IntArray) -> People:
        """The same people, other rows."""
        return People(self.items[index], self.overall[index], self.weights[index], self.groups[index])

    def sums(self) -> stats.PairSums:
        """Collected."""
        return stats.collect_pairs(self.items, self.overall, self.weights, self.groups)

    def found(self) -> stats.Correlations:
        """Collected and correlated."""
        return stats.correlate(self.sums())


def row_by_row(people: People) -> FloatArray:
    """(G, P) R's way, row by row: deviations from the weighted mean of the pairs of one group."""
    found = np.full((GROUPS, ITEMS), np.nan)
    for group in range(GROUPS):
        for item in range(ITEMS):
            x, y = people.items[:, item], people.overall
            both = people.groups[:, group] & np.isfinite(x) & np.isfinite(y)
            if both.sum() < 3:
                continue
            w = people.weights[both] / people.weights[both].sum()
            dx, dy = (part[both] - (w * part[both]).sum() for part in (x, y))
            spread = np.sqrt((w * dx * dx).sum() * (w * dy * dy).sum())
            if spread > 1e-9:
                found[group, item] = (w * dx * dy).sum() / spread
    return found


@st.composite
def people(draw: st.DrawFn) -> People:
    """5 to 80 respondents who give grades from 1 to 10, a quarter of them missing; groups of any size overlap."""
    size, seed = draw(st.integers(5, 80)), draw(st.integers(0, 2**31))
    random = np.random.default_rng(seed)
    overall = random.integers(1, 11, size).astype(np.float64)
    items = np.clip(overall[:, None] + random.integers(-4, 5, (size, ITEMS)), 1, 10)
    items[random.random(items.shape) < 0.25] = np.nan
    overall[random.random(size) < 0.1] = np.nan
    return People(items, overall, random.uniform(0.1, 5, size), random.random((size, GROUPS)) < [1.0, 0.5, 0.1])


def agree(one: stats.Correlations, two: stats.Correlations) -> None:
    """The same pairs, correlations and reasons for none."""
    assert_array_equal(two.n, one.n)
    assert_array_equal(two.lack, one.lack)
    assert_allclose(two.r, one.r, rtol=1e-9, atol=1e-11)


def compared(case: str, items: dict[str, FloatArray], overall: FloatArray, weights: FloatArray) -> None:
    """Every item of one group has R's correlation and R's number of pairs."""
    everyone = np.ones((len(overall), 1), np.bool_)
    found = stats.correlate(stats.collect_pairs(np.stack(list(items.values()), axis=1), overall, weights, everyone))
    assert_allclose(found.r[0], [NUMBERS[f"{case} {name}"].estimate for name in items], rtol=1e-12)
    assert found.n[0].tolist() == [NUMBERS[f"{case} {name} n"].estimate for name in items]


@pytest.mark.parametrize("kind", ["api", "holes"])
def test_weighted_correlations_per_group_are_those_of_cov_wt(kind: str) -> None:
    """All school types at once, with and without missing answers: cov.wt(cor = TRUE) on the pairs of each group."""
    columns = read("apistrat")
    items = np.stack([columns[name] for name in ("api99", "both", "sch.wide")], axis=1)
    overall = columns["api00"].copy()
    if kind == "holes":
        items[::5, 0], overall[::7] = np.nan, np.nan
    groups = np.stack([columns["stype"] >= 0, *(columns["stype"] == code for code in range(3))], axis=1)
    found = stats.correlate(stats.collect_pairs(items, overall, columns["pw"], groups))
    for row, group in enumerate(("all", *STYPES)):
        cases = [f"{kind} {group} {name}" for name in ("api99", "both", "sch.wide")]
        assert_allclose(found.r[row], [NUMBERS[case].estimate for case in cases], rtol=1e-12)
        assert found.n[row].tolist() == [NUMBERS[f"{case} n"].estimate for case in cases]


@pytest.mark.parametrize(("data", "overall"), [("swiss", "Fertility"), ("attitude", "rating")])
def test_correlations_of_r_s_own_data_are_those_of_cov_wt(data: str, overall: str) -> None:
    """swiss and attitude, plain and with weights from 1 to 2; some of the correlations are negative."""
    columns = read(data)
    score = columns.pop(overall)
    compared(data, columns, score, np.ones(len(score)))
    compared(f"{data} weighted", columns, score, np.linspace(1, 2, len(score)))


@given(people())
def test_sums_give_what_a_calculation_row_by_row_gives(rows: People) -> None:
    """From deviations instead of sums; both find a correlation, or neither."""
    assert_allclose(rows.found().r, row_by_row(rows), rtol=1e-9, atol=1e-11)


@given(people(), st.floats(1e-3, 1e3))
def test_the_scale_of_the_weights_changes_nothing(rows: People, scale: float) -> None:
    """Ten times the weights, the same correlations."""
    agree(rows.found(), replace(rows, weights=rows.weights * scale).found())


@given(people(), st.integers(0, 2**31))
def test_the_order_of_the_rows_changes_nothing(rows: People, seed: int) -> None:
    """Shuffled respondents correlate as before."""
    agree(rows.found(), rows.rows(np.random.default_rng(seed).permutation(len(rows.overall))).found())


@given(people(), st.floats(-20, 20), st.floats(0.1, 20), st.booleans())
def test_another_unit_of_an_item_changes_the_sign_at_most(
    rows: People, shift: float, scale: float, turned: bool
) -> None:
    """Grades as points 0-100, or the other way round (1 best): the same strength, the sign of the direction."""
    sign = -1 if turned else 1
    one, two = rows.found(), replace(rows, items=rows.items * scale * sign + shift).found()
    agree(replace(one, r=one.r * sign), two)
    agree(one, replace(rows, overall=rows.overall * scale + shift).found())


@given(people(), st.floats(0, 1))
def test_blocks_of_rows_add_up(rows: People, where: float) -> None:
    """The sums of two blocks, added, are those of the whole."""
    first, second = np.split(np.arange(len(rows.overall)), [int(where * len(rows.overall))])
    whole, both = rows.sums(), rows.rows(first).sums() + rows.rows(second).sums()
    for field in fields(whole):
        assert_allclose(getattr(both, field.name), getattr(whole, field.name), rtol=1e-12, err_msg=field.name)
    assert both.n.dtype == whole.n.dtype == np.int64


@given(people())
def test_a_row_with_weight_zero_is_as_no_row(rows: People) -> None:
    """Those whom the study left out are in no pair."""
    half = np.arange(len(rows.overall)) % 2 == 0
    agree(rows.rows(np.flatnonzero(half)).found(), replace(rows, weights=np.where(half, rows.weights, 0.0)).found())


@given(people())
def test_an_item_that_is_the_overall_score_correlates_exactly_one(rows: People) -> None:
    """Never above 1, whatever rounding makes of it, and its opposite -1."""
    same = np.stack([rows.overall, -rows.overall], axis=1)
    found = replace(rows, items=same).found()
    known = found.lack == stats.Lack.NOTHING
    assert (np.abs(found.r[known]) <= 1).all()
    assert_allclose(found.r[known], np.where(known, [1, -1], 0)[known], rtol=1e-12)


def test_what_has_no_correlation_says_why() -> None:
    """Two pairs, an item or an overall score without spread whatever the weights round to, nobody at all."""
    weights = np.random.default_rng(5).uniform(0.1, 3, 50)
    varied, alike = np.resize([6.0, 7.0, 9.0], 50), np.full(50, 7.3)
    two = np.where(np.arange(50) < 2, varied, np.nan)
    everyone, nobody = np.ones(50, np.bool_), np.zeros(50, np.bool_)
    groups = np.stack([everyone, nobody], axis=1)
    lack = stats.Lack
    found = stats.correlate(stats.collect_pairs(np.stack([two, alike, varied], axis=1), varied, weights, groups))
    assert found.lack.tolist() == [[lack.FEW_PAIRS, lack.ITEM_ALIKE, lack.NOTHING], [lack.FEW_PAIRS] * 3]
    assert found.n.tolist() == [[2, 50, 50], [0, 0, 0]]
    assert_array_equal(np.isnan(found.r), found.lack != lack.NOTHING)
    flat = stats.correlate(stats.collect_pairs(varied[:, None], alike, weights, groups))
    assert flat.lack[0, 0] == lack.OVERALL_ALIKE
    assert np.isnan(flat.r[0, 0])


def test_one_other_grade_among_ten_thousand_is_spread() -> None:
    """The tolerance for rounding takes no real difference away: r of one outlier that both grades share is 1."""
    grades = np.full(10_000, 8.0)
    grades[17] = 7.0
    everyone = np.ones((10_000, 1), np.bool_)
    found = stats.correlate(stats.collect_pairs(grades[:, None], grades, np.ones(10_000), everyone))
    assert_allclose(found.r, 1, rtol=1e-9)


def test_rows_that_do_not_fit_are_refused() -> None:
    """Unequal lengths, a negative weight, blocks with other columns."""
    items, overall, weights, groups = np.ones((4, 2)), np.ones(4), np.ones(4), np.ones((4, 1), np.bool_)
    with pytest.raises(StatisticsError, match="found 4 of items, 3 overall scores, 4 weights and 4 of groups"):
        stats.collect_pairs(items, overall[:3], weights, groups)
    with pytest.raises(StatisticsError, match="weight of row 0: found -1"):
        stats.collect_pairs(items, overall, -weights, groups)
    sums = stats.collect_pairs(items, overall, weights, groups)
    with pytest.raises(StatisticsError, match=r"pair sums to add: found shapes \(1, 2\) and \(1, 1\)"):
        sums + stats.collect_pairs(items[:, :1], overall, weights, groups)
