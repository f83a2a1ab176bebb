"""The test of two groups is Welch's."""

from dataclasses import replace
from math import isclose, sqrt
from statistics import mean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peil.report.prose.claims.two_groups import compare
from report.prose import small

ESTIMATE = small.published().by_id["vr/2013/overall/mean/all"]
MANUAL = [21, 21, 22.8, 32.4, 30.4, 33.9, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4]
AUTOMATIC = [
    21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 21.5, 15.5, 15.2, 13.3, 19.2,
]  # fmt: skip


def test_it_gives_the_p_of_r() -> None:
    """mtcars, mpg by am: R's t.test gives p = .001373638 on 18.332 degrees of freedom."""
    one, other = (
        replace(ESTIMATE, estimate=mean(sample), se=sqrt(variance(sample) / len(sample)), n=len(sample))
        for sample in (AUTOMATIC, MANUAL)
    )
    found = compare(one, other, by_odds=True)
    assert found is not None
    assert found.p == pytest.approx(0.0013736383, abs=1e-9)
    assert found.df == pytest.approx(18.332, abs=1e-3)
    assert found.difference == pytest.approx(-7.244939, abs=1e-6)


def test_shares_are_compared_by_their_log_odds() -> None:
    """12 of 18 and 7 of 14: R's glm(family = binomial) gives z = .947019 (Woolf); p on Welch's degrees of freedom."""
    one, other = (
        replace(ESTIMATE, measure="share", estimate=given / n, se=sqrt(given / n * (1 - given / n) / n), n=n)
        for given, n in ((12, 18), (7, 14))
    )
    found = compare(one, other, by_odds=True)
    points = compare(one, other, by_odds=False)
    assert found is not None
    assert points is not None
    assert found.p == pytest.approx(0.35195655692, abs=1e-9)
    assert (found.difference, found.se, found.df) == (points.difference, points.se, points.df)


@given(*[st.floats(0.01, 5)] * 2, *[st.integers(2, 5000)] * 2, st.floats(-9, 9))
def test_it_does_not_depend_on_which_group_comes_first(a: float, b: float, m: int, n: int, apart: float) -> None:
    """Turned round, the difference changes its sign and nothing else changes; df lies between the usual bounds."""
    one = replace(ESTIMATE, estimate=apart, se=a, n=m)
    other = replace(ESTIMATE, estimate=0.0, se=b, n=n)
    this, that = compare(one, other, by_odds=True), compare(other, one, by_odds=True)
    assert this is not None
    assert that is not None
    assert isclose(this.p, that.p, rel_tol=1e-9)
    assert this.difference == -that.difference
    assert min(m, n) - 1 - 1e-6 <= this.df <= m + n - 2 + 1e-6


@pytest.mark.parametrize("changes", [{"se": 0.0}, {"se": float("nan")}, {"n": 1}])
def test_what_has_no_error_is_not_tested(changes: dict[str, float]) -> None:
    """A share of 0% or 100%, or a published figure without n, has no Wald error to test with."""
    other = replace(ESTIMATE, **changes)  # type: ignore[arg-type]  # fields by name
    assert compare(ESTIMATE, other, by_odds=False) is None
