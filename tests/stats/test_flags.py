"""From tests to marks."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose, assert_array_equal

from peil import stats
from stats.schools import REFERENCE

NAN = np.nan


def test_a_mark_needs_significance_and_relevance() -> None:
    """p below the level, difference of at least the minimum, 7.7 − 7.6 counting as 0.1."""
    difference = np.array([0.5, -0.5, 0.5, 0.05, 7.7 - 7.6, 7.4 - 7.3, NAN, 0.5])
    p = np.array([0.01, 0.01, 0.05, 0.01, 0.01, 0.01, 0.01, NAN])
    assert stats.flag(difference, p, level=0.05, minimum=0.1).tolist() == [1, -1, 0, 0, 1, 1, 0, 0]


def waves(*flags: int) -> np.ndarray:
    """Contrasts of one figure with its earlier waves, in order of time."""
    return np.array(flags, np.int8)[:, None]


@pytest.mark.parametrize(
    ("flags", "present", "previous", "each"),
    [
        ((1, 1), (True, True), 1, 1),
        ((-1, -1), (True, True), -1, -1),
        ((0, 1), (True, True), 1, 0),
        ((1, 0), (True, True), 0, 0),
        ((-1, 1), (True, True), 1, 0),
        ((0, 1), (False, True), 1, 0),  # a wave is missing: `each earlier` marks nothing
        ((1, 0), (True, False), 0, 0),
        ((1, 1), (False, True), 1, 0),
        ((1, 1), (True, False), 0, 0),
        ((0, 0), (True, True), 0, 0),
    ],
)
def test_the_rule_over_waves_decides_the_mark(
    flags: tuple[int, int], present: tuple[bool, bool], previous: int, each: int
) -> None:
    """`previous` looks at the last earlier wave, `each earlier` wants every wave to agree and to exist."""
    there = np.array(present)[:, None]
    assert stats.previous(waves(*flags), there).tolist() == [previous]
    assert stats.each_earlier(waves(*flags), there).tolist() == [each]


def test_the_first_wave_is_never_marked() -> None:
    """There is no earlier wave."""
    none = np.zeros((0, 3), np.int8)
    assert stats.previous(none, none.astype(bool)).tolist() == [0, 0, 0]
    assert stats.each_earlier(none, none.astype(bool)).tolist() == [0, 0, 0]


def test_the_others_together_mark_only_where_another_wave_has_the_figure() -> None:
    """`others together` passes the mark of its one contrast on."""
    present = np.array([[True, False], [False, False]])
    assert stats.others_together(np.array([1, 1], np.int8), present).tolist() == [1, 0]


def test_adjusted_p_values_equal_those_of_r() -> None:
    """p.adjust: Benjamini-Hochberg and Bonferroni over 25 tests in another order, one of them impossible."""
    with (REFERENCE / "numbers" / "adjust.csv").open(encoding="utf-8") as file:
        rows = [{key: float(value) for key, value in row.items()} for row in csv.DictReader(file)]
    order = np.random.default_rng(1).permutation(len(rows))
    column = {key: np.array([rows[i][key] for i in order] + [NAN]) for key in rows[0]}
    assert_allclose(stats.benjamini_hochberg(column["p"]), column["bh"], rtol=1e-12)
    assert_allclose(stats.bonferroni(column["p"]), column["bonferroni"], rtol=1e-12)


def test_a_family_without_tests_stays_without() -> None:
    """All NaN, or nothing at all."""
    assert np.isnan(stats.benjamini_hochberg(np.array([NAN, NAN]))).all()
    assert stats.benjamini_hochberg(np.array([])).size == 0
    assert np.isnan(stats.bonferroni(np.array([NAN]))).all()


@given(hnp.arrays(np.float64, hnp.array_shapes(max_dims=2), elements=st.floats(0, 1)))
def test_corrections_keep_the_order_and_never_lower_p(p: np.ndarray) -> None:
    """raw ≤ Benjamini-Hochberg ≤ Bonferroni ≤ 1, and equal p stay equal."""
    adjusted, strict = stats.benjamini_hochberg(p), stats.bonferroni(p)
    assert adjusted.shape == p.shape
    assert (adjusted >= p - 1e-15).all()
    assert (adjusted <= strict + 1e-15).all()
    assert (strict <= 1).all()
    order = np.argsort(p, axis=None)
    assert (np.diff(adjusted.ravel()[order]) >= -1e-15).all()
    assert_array_equal(adjusted[p == p.flat[0]], adjusted.flat[0])
