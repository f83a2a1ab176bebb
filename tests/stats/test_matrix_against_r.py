"""Design × measure × contrast, every cell against R's survey package (tests/reference/matrix.R)."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from peil import stats
from stats.schools import EXACT, EXACT_SHARE, R_TOLERANCE, STYPES, Number, numbers, wave

MATRIX = numbers("matrix")
QUESTION = {"mean": "api00", "share": "both"}


def place(name: str) -> tuple[str, int]:
    """Break and code of a group as the R script names it."""
    if name in STYPES:
        return "stype", STYPES.index(name)
    return {"both": ("both", 1), "wide": ("sch.wide", 1), "all": ("all", 0)}[name]


def close(actual: object, expected: float) -> None:
    """Equal to what R gave, where it gave anything."""
    if not np.isnan(expected):
        assert_allclose(np.asarray(actual, np.float64), expected, rtol=R_TOLERANCE)


def agree(actual: stats.Contrast, group: int | tuple[()], expected: Number) -> None:
    """All five numbers of a contrast."""
    for field in ("statistic", "df", "p", "se"):
        close(getattr(actual, field)[group], getattr(expected, field))
    close(actual.difference[group], expected.estimate)


def cases(kind: str) -> list[str]:
    """The cases of one kind: estimate, rest or wave."""
    return [case for case in MATRIX if case.split("/")[2].startswith(kind)]


@pytest.mark.parametrize("case", cases("estimate"))
def test_an_estimate_its_error_and_its_interval_equal_those_of_r(case: str) -> None:
    """svymean, its standard error, and the t or logit interval with units − strata degrees of freedom."""
    kind, measure, what = case.split("/")
    break_name, group = place(what.removeprefix("estimate "))
    schools = wave(kind)
    moments, scores = schools.moments(QUESTION[measure], break_name)
    found = stats.estimate(moments, scores, schools.design, EXACT if measure == "mean" else EXACT_SHARE).groups
    expected = MATRIX[case]
    for field, value in (("estimate", expected.estimate), ("se", expected.se)):
        close(getattr(found, field)[group], value)
    close(found.ci_low[group], expected.low)
    close(found.ci_high[group], expected.high)
    close(found.design_df, expected.df)


@pytest.mark.parametrize("case", [case for case in cases("rest") if not case.endswith("share/rest wide")])
def test_a_group_against_the_rest_equals_r(case: str) -> None:
    """svyttest(y ~ group, design): difference, standard error, t, df and p."""
    kind, measure, what = case.split("/")
    break_name, group = place(what.removeprefix("rest "))
    schools = wave(kind)
    moments, scores = schools.moments(QUESTION[measure], break_name)
    agree(stats.group_against_rest(moments, scores, schools.design, EXACT), group, MATRIX[case])


@pytest.mark.parametrize("case", [case for case in cases("rest") if case.endswith("share/rest wide")])
def test_a_rest_of_zero_percent_has_r_s_difference_and_error_but_no_test(case: str) -> None:
    """No school without a school-wide target met both: R tests 77% against 0% with Wald, t = 22; Peil refuses."""
    schools = wave(case.split("/", maxsplit=1)[0])
    moments, scores = schools.moments("both", "sch.wide")
    found = stats.group_against_rest(moments, scores, schools.design, EXACT)
    close(found.difference[1], MATRIX[case].estimate)
    close(found.se[1], MATRIX[case].se)
    assert np.isnan(found.statistic[1])
    assert np.isnan(found.p[1])


@pytest.mark.parametrize("case", cases("wave"))
def test_a_wave_against_a_wave_equals_r(case: str) -> None:
    """svyttest over the stacked waves, strata wave × stratum: Var = V1 + V2, df over both."""
    kind, measure, what = case.split("/")
    break_name, group = place(what.removeprefix("wave "))
    left, right = (
        stats.estimate(*schools.moments(QUESTION[measure], break_name), schools.design, EXACT).groups
        for schools in (wave(kind), wave(kind, "apisrs"))
    )
    agree(stats.between_waves(left, right, EXACT), group, MATRIX[case])


def test_group_against_group_of_a_two_group_break_equals_group_against_rest() -> None:
    """With two groups the rest is the other group."""
    schools = wave("poststrat")
    moments, scores = schools.moments("api00", "both")
    rest = stats.group_against_rest(moments, scores, schools.design)
    pair = stats.group_against_group(moments, scores, schools.design, ([0, 1], [1, 0]))
    for field, value in vars(rest).items():
        assert_allclose(getattr(pair, field), value, rtol=1e-12)


@pytest.mark.parametrize("kind", ["weights", "strata", "fpc", "poststrat"])
def test_all_shares_of_a_question_in_one_call_equal_them_one_by_one(kind: str) -> None:
    """Scores (S, A) give (S, G) in one call."""
    schools = wave(kind)
    moments, scores = schools.moments("api00", "stype")
    shares = np.stack([scores < 600, (scores >= 600) & (scores < 700), scores >= 700]).astype(np.float64)
    together = stats.estimate(moments, shares, schools.design, EXACT_SHARE)
    contrasts = stats.group_against_rest(moments, shares, schools.design)
    for s, share in enumerate(shares):
        alone = stats.estimate(moments, share, schools.design, EXACT_SHARE)
        assert_allclose(together.groups.se[s], alone.groups.se, rtol=1e-12)
        assert_allclose(together.total.ci_low[s], alone.total.ci_low, rtol=1e-12)
        contrast = stats.group_against_rest(moments, share, schools.design)
        assert_allclose(contrasts.p[s], contrast.p, rtol=1e-12)


def test_several_questions_stacked_equal_them_one_by_one() -> None:
    """A leading axis of the moments is a question."""
    schools = wave("poststrat")
    moments, scores = schools.moments("both", "stype")
    turned = stats.Moments(moments.n[..., ::-1], moments.w[..., ::-1], moments.w2[..., ::-1])
    found = stats.estimate(stats.stack([moments, turned]), scores, schools.design).groups
    assert_allclose(found.estimate[0], stats.estimate(moments, scores, schools.design).groups.estimate, rtol=1e-13)
    assert_allclose(found.estimate[0] + found.estimate[1], 1, rtol=1e-13)
    assert_allclose(found.se[0], found.se[1], rtol=1e-10)


@pytest.mark.parametrize("kind", ["weights", "strata", "fpc", "poststrat"])
def test_groups_with_their_rest_are_the_two_of_them(kind: str) -> None:
    """One go or two, every field of the estimates and of the contrasts, in every design."""
    schools = wave(kind)
    moments, scores = schools.moments("api00", "stype")
    estimates, contrasts = stats.groups_and_rest(moments, scores, schools.design, EXACT)
    alone = stats.estimate(moments, scores, schools.design, EXACT).groups
    rest = stats.group_against_rest(moments, scores, schools.design, EXACT)
    for one, other in ((estimates, alone), (contrasts, rest)):
        for name, value in vars(other).items():
            assert_allclose(getattr(one, name), value, rtol=1e-13)
