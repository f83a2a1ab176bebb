"""Tails and quantiles equal those of R and of scipy, in every digit that doubles leave them."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable
from math import inf, nan
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy import special

from peil.stats.arrays import FloatArray
from peil.stats.distributions import chi_square_tail, f_tail, t_tail, t_tail_of_one, t_with_tail

NUMBERS = Path(__file__).parents[1] / "reference" / "numbers" / "distributions.csv"
# A tail is the exponential function of something rounded: of 1e-300 it has 690 times the error of a double, which R's
# has too. Anything above 1e-20 agrees to 2e-14.
CLOSE, FAR, SMALL = 2e-14, 4e-13, 1e-20
WAYS: dict[str, Callable[[float, float, float], FloatArray | float]] = {
    "t tail": lambda value, df, _: t_tail(value, df),
    "t with tail": lambda value, df, _: t_with_tail(value, df),
    "F tail": f_tail,
    "chi-square tail": lambda value, df, _: chi_square_tail(value, df),
}


def rows(of: str) -> FloatArray:
    """(N, 4) value, df, other df, and what R gives."""
    with NUMBERS.open(encoding="utf-8") as file:
        found = [list(row.values())[1:] for row in csv.DictReader(file) if row["of"] == of]
    return np.array([[nan if text == "NA" else float(text) for text in row] for row in found])


def assert_equal_tails(found: FloatArray, expected: FloatArray) -> None:
    """To the digits that a tail of this size has."""
    small = expected < SMALL
    assert_allclose(found[~small], expected[~small], rtol=CLOSE)
    assert_allclose(found[small], expected[small], rtol=FAR)


@pytest.mark.parametrize("of", WAYS)
def test_tails_and_quantiles_equal_those_of_r(of: str) -> None:
    """From half a degree of freedom to ten million and infinitely many, tails from 1 to 1e-300."""
    *given_to_r, expected = rows(of).T
    found = np.array([WAYS[of](*one) for one in np.transpose(given_to_r)])
    assert_equal_tails(found, expected)
    assert len(expected) > 80


def test_the_t_distribution_is_scipy_s() -> None:
    """On both sides of every place where the way of computing changes: t in steps of a tenth and beside them."""
    df = np.array([0.5, 1.0, 3.3, 9.0, 18.4, 18.5, 18.6, 33.0, 211.0, 5e3, 1e6])[:, None]
    t = np.concatenate([np.linspace(0.1, 30.0, 300), np.sqrt(df[:, 0] * np.expm1(1.0)) * [[0.999], [1.001]]], None)
    assert_equal_tails(t_tail(t, df), special.stdtr(df, -t))
    assert_allclose(t_tail(-t, df), special.stdtr(df, t), rtol=CLOSE)
    tail = np.array([1e-9, 1e-4, 0.025, 0.3, 0.48, 0.52, 0.9, 0.999])
    assert_allclose(t_with_tail(tail, df), -special.stdtrit(df, tail), rtol=CLOSE)


def test_infinite_degrees_of_freedom_are_the_normal_distribution() -> None:
    """Whose tail at 1.959964 is 2.5%, and at 0 exactly a half."""
    assert t_tail(1.959963984540054, inf) == pytest.approx(0.025, rel=1e-15, abs=0)
    assert t_with_tail(0.025, inf) == pytest.approx(1.959963984540054, rel=1e-15, abs=0)
    assert t_tail(0.0, [1.0, 50.0, inf]).tolist() == [0.5, 0.5, 0.5]
    t = np.linspace(0, 38, 77)
    assert_equal_tails(t_tail(t, inf), t_tail(t, 1e300))


def test_a_tail_that_is_smaller_than_a_rounding_error_is_not_lost() -> None:
    """P(t₁ > x) is 1/(πx) less its third power, P(t₂ > x) is 1/(2x²) and P(t½ > x) falls by √x, for a large x."""
    assert t_tail(1e100, 1) == pytest.approx(1 / (np.pi * 1e100), rel=1e-13, abs=0)
    assert t_tail(1e140, 2) == pytest.approx(0.5e-280, rel=1e-12, abs=0)
    assert t_with_tail(0.5e-280, 2) == pytest.approx(1e140, rel=1e-12)
    assert t_tail(1e200, 0.5) == pytest.approx(1e-50 * float(t_tail(1e100, 0.5)), rel=1e-12, abs=0)


@given(st.floats(1e-150, 1 - 1e-6), st.floats(0.5, 1e8))
def test_the_quantile_of_a_tail_has_that_tail(tail: float, df: float) -> None:
    """To the digits that a t beyond which so little lies can have."""
    assert t_tail(t_with_tail(tail, df), df) == pytest.approx(tail, rel=1e-12, abs=0)


def test_a_single_tail_links_no_machine_code() -> None:
    """A report that is made from kept results tests two groups, and needs no other loop: it would load 50 MB."""
    code = "import sys\nfrom peil.stats.distributions import t_tail_of_one\nprint(t_tail_of_one(2, 9), *sys.modules)"
    tail, *loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert float(tail) == pytest.approx(0.03827641, abs=1e-8)
    assert "llvmlite" not in loaded


@given(st.floats(0.001, 1e3), st.floats(1, 500), st.floats(1, 1e7))
def test_the_tails_of_f_and_of_its_inverse_make_up_a_whole(f: float, df: float, other: float) -> None:
    """And F on one degree of freedom is the square of t."""
    assert f_tail(f, df, other) + f_tail(1 / f, other, df) == pytest.approx(1, rel=1e-12)
    assert f_tail(f, 1, other) == pytest.approx(float(2 * t_tail(np.sqrt(f), other)), rel=1e-11, abs=0)


def test_what_is_no_number_has_no_tail() -> None:
    """NaN, degrees of freedom that are not above zero, a share that is none."""
    assert np.isnan(t_tail([nan, 1, 1, 1], [5, nan, 0, -2])).all()
    assert np.isnan(t_with_tail([nan, 0.1, 0.1, -0.1, 1.1], [5, nan, 0, 5, 5])).all()
    assert np.isnan([f_tail(nan, 1, 1), f_tail(1, 0, 1), f_tail(1, 1, nan), chi_square_tail(1, 0)]).all()


def test_what_is_infinitely_far_has_no_tail_left() -> None:
    """And the other way round."""
    assert t_tail([inf, -inf], [3, inf]).tolist() == [0, 1]
    assert t_with_tail([0, 1, 0.5, 1e-300], [3, inf, 2, 0.5]).tolist() == [inf, -inf, 0, inf]
    assert [f_tail(one, 2, 3) for one in (0.0, inf, 1e-300, 1e300)] == [1, 0, 1, 0]
    assert [chi_square_tail(one, 2) for one in (0.0, inf, 1e-300, 1e300)] == [1, 0, 1, 0]


@pytest.mark.parametrize("df", [0.5, 1.0, 3.3, 18.4, 18.6, 211.0, 1e6, 1e300, inf, 0.0, -1.0, nan])
def test_a_single_tail_is_that_of_the_machine_code(df: float) -> None:
    """To the bit, at and beyond the ends of what a number can be; what would divide by zero or overflow included."""
    t = [0.0, 1e-320, 1e-200, 1e-8, 0.1, 1.0, 2.0, 8.0, 30.0, 1e10, 1e160, 1e308, inf, nan]
    both = [*t, *(-one for one in t)]
    assert np.array_equal([t_tail_of_one(one, df) for one in both], t_tail(both, df), equal_nan=True)


def test_shapes_are_broadcast() -> None:
    """As numpy does."""
    assert t_tail(np.ones((3, 1)), [1.0, 2.0]).shape == (3, 2)
    assert t_tail(1.0, 2.0).shape == ()
    assert t_with_tail(0.1, np.ones((0, 4))).shape == (0, 4)
