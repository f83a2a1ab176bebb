"""Respondents against the list they were drawn from: R's chi-square, and lists that cannot be."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from peil import stats
from peil.errors import StatisticsError
from stats.schools import R_TOLERANCE, numbers

RESPONSE = numbers("response")
CASES = {
    "even": ([190, 95, 285], [1000, 500, 1500]),
    "uneven": ([182, 214, 213, 246], [1200, 1500, 1100, 1200]),
    "small": ([3, 7], [20, 12]),
}


@pytest.mark.parametrize("name", CASES)
def test_response_by_stratum_equals_r(name: str) -> None:
    """chisq.test of response by stratum, and of each stratum against the others."""
    found = stats.response_by_stratum(*(np.array(counts) for counts in CASES[name]))
    whole = RESPONSE[f"{name}/all"]
    assert_allclose(
        [found.overall, found.df, found.overall_p], [whole.statistic, whole.df, whole.p], rtol=R_TOLERANCE, atol=1e-12
    )
    for stratum, values in enumerate(zip(found.rate, found.statistic, found.p, strict=True)):
        expected = RESPONSE[f"{name}/{stratum}"]
        assert_allclose(values, [expected.estimate, expected.statistic, expected.p], rtol=R_TOLERANCE, atol=1e-12)


def test_strata_of_which_all_answered_have_no_test() -> None:
    """A census with full response leaves nothing to chance."""
    found = stats.response_by_stratum(np.array([5, 7]), np.array([5, 7]))
    assert np.isnan(found.p).all()
    assert np.isnan(found.overall)


def test_more_respondents_than_units_on_the_list_are_refused() -> None:
    """The message names the stratum and both counts."""
    with pytest.raises(StatisticsError, match="stratum 1: found 8 respondents of 7 on the list"):
        stats.response_by_stratum(np.array([5, 8]), np.array([5, 7]))
