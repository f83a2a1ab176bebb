"""Answer against answer by the methods of old reports, against R and a published table (tests/reference/answers.R)."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from peil import stats
from peil.stats.arrays import FloatArray
from stats.schools import R_TOLERANCE, numbers, read

ANSWERS = numbers("answers")
# Neither, the first alone, the second alone, both.
FIRST, SECOND = np.array([0.0, 1, 0, 1]), np.array([0.0, 0, 1, 1])


def contrast(codes: FloatArray, weights: FloatArray, method: str) -> stats.Contrast:
    """The first answer less the second, of respondents with these combinations."""
    zero = np.zeros(len(codes), np.int64)
    moments = stats.collect(zero, zero, codes.astype(np.int64), weights, stats.Layout(1, 1, 4))
    options = stats.Options(method=method, df="design")  # type: ignore[arg-type]  # parametrize gives a plain str
    return stats.answer_against_answer(moments, FIRST, SECOND, stats.weights_only(weights), options)


@pytest.mark.parametrize(("method", "case"), [("pooled_effective", "effective base"), ("weighted_n", "sum of weights")])
def test_the_one_sample_form_of_an_old_method_is_that_of_r(method: str, case: str) -> None:
    """The formula of overlapping columns on the effective base, without n/(n−1); and R's paired t-test on rows that are
    repeated as often as they weigh. Their weights are unequal: a factor of n or of e would show."""
    schools = read("apistrat")
    codes = schools["both"] + 2 * (schools["api00"] >= 650)
    weights = schools["pw"] if case == "effective base" else np.round(schools["pw"] / 10)
    found, expected = contrast(codes, weights, method), ANSWERS[case]
    assert_allclose(found.difference[0], expected.estimate, rtol=R_TOLERANCE)
    for field in ("se", "statistic", "df", "p"):
        assert_allclose(getattr(found, field)[0], getattr(expected, field), rtol=R_TOLERANCE, err_msg=field)


def test_the_effective_base_of_equal_weights_gives_a_published_error() -> None:
    """Approval of a prime minister in two surveys of the same 1,600: 0.04 less, standard error 0.0095 (Agresti,
    Categorical Data Analysis, 2002, section 10.1.2)."""
    codes = np.repeat([0.0, 1, 2, 3], [570, 150, 86, 794])
    found = contrast(codes, np.ones(1600), "pooled_effective")
    assert found.difference[0] == pytest.approx(0.04)
    assert round(float(found.se[0]), 4) == 0.0095
    assert_allclose(found.se[0], ANSWERS["approval"].se, rtol=R_TOLERANCE)
