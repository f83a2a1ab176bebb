"""Design × measure × contrast as a whole, every cell against R's survey package (tests/reference/crossed.R)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from peil import stats
from stats.crossed import KINDS, MEASURES, SHARES, schools
from stats.schools import EXACT, EXACT_SHARE, R_TOLERANCE, STYPES, Number, numbers

CROSSED = numbers("crossed")
# R finds the ends of the score interval with root finders of its own (uniroot, optimize), which stop earlier.
ROOT_TOLERANCE = 1e-6


def cases(contrast: str, *measures: str) -> list[str]:
    """The cases of a contrast, of these measures or of all."""
    found = [case.split("/") for case in CROSSED]
    return ["/".join(one) for one in found if one[2].startswith(contrast) and (not measures or one[1] in measures)]


def close(actual: object, expected: float, what: str, rtol: float = R_TOLERANCE) -> None:
    """Equal to what R gave, where it gave anything."""
    if not np.isnan(expected):
        assert_allclose(np.asarray(actual, np.float64), expected, rtol=rtol, atol=1e-13, err_msg=what)


def agree(found: stats.Contrast, place: int, expected: Number) -> None:
    """Difference, error, t, degrees of freedom and p; of spreads R gives the first two."""
    close(found.difference[place], expected.estimate, "difference")
    close(found.se[place], expected.se, "se")
    agree_in_test(found, place, expected)


def agree_in_test(found: stats.Contrast, place: int, expected: Number) -> None:
    """The test alone."""
    for field in ("statistic", "df", "p"):
        close(getattr(found, field)[place], getattr(expected, field), field)


def counted(kind: str, measure: str, name: str, wave: int = 1) -> tuple[stats.Estimates, int]:
    """The estimates of a wave in which a named group stands, and its place."""
    sample = schools(kind, wave)
    groups, place = sample.groups(name)
    moments, scores = sample.moments(sample.values(measure), groups)
    make = {"nps": stats.estimate_promoters, "sd": stats.estimate_spread}.get(measure, stats.estimate)
    return make(moments, scores, sample.design, EXACT_SHARE if measure in SHARES else EXACT).groups, place


def against_rest(kind: str, measure: str, wave: int = 1) -> stats.Contrast:
    """Each school type against the other schools of a wave."""
    sample = schools(kind, wave)
    moments, scores = sample.moments(sample.values(measure), sample.groups("E")[0])
    compare = stats.spread_against_rest if measure == "sd" else stats.group_against_rest
    return compare(moments, scores, sample.design, EXACT)


@pytest.mark.parametrize("case", cases("estimate", *MEASURES))
def test_an_estimate_with_its_error_and_interval_equals_r(case: str) -> None:
    """svymean (svyvar for the deviation); the interval by t, on the logit scale of a share, by score of promoters."""
    kind, measure, what = case.split("/")
    found, place = counted(kind, measure, what.removeprefix("estimate "))
    expected = CROSSED[case]
    close(found.estimate[place], expected.estimate, "estimate")
    close(found.se[place], expected.se, "se")
    for field, value in (("ci_low", expected.low), ("ci_high", expected.high)):
        close(getattr(found, field)[place], value, field, ROOT_TOLERANCE if measure == "nps" else R_TOLERANCE)
    close(found.design_df, expected.df, "df")


@pytest.mark.parametrize("case", cases("estimate", "median"))
def test_a_median_with_its_interval_equals_r(case: str) -> None:
    """svyquantile with its default rule (math) and interval (mean)."""
    kind, _, what = case.split("/")
    sample = schools(kind, 1)
    groups, place = sample.groups(what.removeprefix("estimate "))
    moments, scores = sample.moments(sample.values("mean"), groups)
    found = stats.estimate_quantile(moments, scores, 0.5, sample.design, EXACT, interval="woodruff").groups
    expected = CROSSED[case]
    for field, value in (
        ("estimate", expected.estimate),
        ("se", expected.se),
        ("ci_low", expected.low),
        ("ci_high", expected.high),
    ):
        close(getattr(found, field)[place], value, field)


@pytest.mark.parametrize("case", cases("rest"))
def test_a_group_against_the_rest_equals_r(case: str) -> None:
    """svyttest(y ~ group); of spreads svycontrast of totals."""
    kind, measure, what = case.split("/")
    agree(against_rest(kind, measure), STYPES.index(what.removeprefix("rest ")), CROSSED[case])


@pytest.mark.parametrize("case", cases("group"))
def test_a_group_against_a_group_equals_r(case: str) -> None:
    """svyttest on the two groups alone, with the degrees of freedom of these."""
    kind, measure, _ = case.split("/")
    sample = schools(kind, 1)
    moments, scores = sample.moments(sample.values(measure), sample.groups("E")[0])
    compare = stats.spread_against_group if measure == "sd" else stats.group_against_group
    agree(compare(moments, scores, sample.design, ([0], [2]), EXACT), 0, CROSSED[case])


@pytest.mark.parametrize("case", cases("wave"))
def test_a_wave_against_a_wave_equals_r(case: str) -> None:
    """svyttest over the stacked waves, each weighted on its own."""
    kind, measure, what = case.split("/")
    (now, place), (then, _) = (counted(kind, measure, what.removeprefix("wave "), wave) for wave in (1, 0))
    agree(stats.between_waves(now, then, EXACT), place, CROSSED[case])


@pytest.mark.parametrize("case", cases("odds"))
def test_shares_by_their_log_odds_equal_r(case: str) -> None:
    """svyglm(family = quasibinomial) on one regressor: t, degrees of freedom, p; the difference stays that in points.

    Of groups that overlap R gives t alone, by svycontrast of totals.
    """
    kind, measure, what = case.split("/")
    contrast, group = what.removeprefix("odds ").split(" ", 1)
    sample = schools(kind, 1)
    moments, scores = sample.moments(sample.values(measure), sample.groups("E")[0])
    if contrast == "wave":
        (now, place), (then, _) = (counted(kind, measure, group, wave) for wave in (1, 0))
        found = stats.between_waves(now, then, EXACT_SHARE)
    elif contrast == "overlap":
        parts = (sample.columns["stype"] * 2 + sample.columns["both"]).astype(np.int64)
        sides = (np.array([[1.0, 1, 0, 0, 0, 0]]), np.array([[0.0, 1, 0, 1, 0, 1]]))
        moments, scores = sample.moments(sample.values(measure), parts)
        found, place = stats.overlapping_groups(moments, scores, sample.design, sides, EXACT_SHARE), 0
    elif contrast == "group":
        found, place = stats.group_against_group(moments, scores, sample.design, ([0], [2]), EXACT_SHARE), 0
    else:
        found = stats.group_against_rest(moments, scores, sample.design, EXACT_SHARE)
        place = STYPES.index(group)
    agree_in_test(found, place, CROSSED[case])
    points = CROSSED.get(f"{kind}/{measure}/{contrast} {group}")
    if points is not None:
        close(found.difference[place], points.estimate, "difference")
        close(found.se[place], points.se, "se")


@pytest.mark.parametrize("case", cases("change"))
def test_a_change_against_a_change_equals_r(case: str) -> None:
    """svyglm(y ~ wave * group): the coefficient of the product."""
    kind, measure, what = case.split("/")
    place = STYPES.index(what.removeprefix("change "))
    now, then = (against_rest(kind, measure, wave) for wave in (1, 0))
    one, two = (replace(side, df=side.df + 0 * side.se) for side in (now, then))
    agree(stats.between_changes(one, two, EXACT), place, CROSSED[case])


@pytest.mark.parametrize("case", cases("answers"))
def test_an_answer_against_an_answer_equals_r(case: str) -> None:
    """svycontrast of two columns of ticks of the same schools."""
    kind, measure, what = case.split("/")
    sample = schools(kind, 1)
    groups, place = sample.groups(what.removeprefix("answers "))
    moments, codes = sample.moments(sample.values(measure) + 2 * sample.values("top"), groups)
    one, two = codes.astype(np.int64) & 1, codes.astype(np.int64) >> 1
    found = stats.answer_against_answer(moments, one.astype(np.float64), two.astype(np.float64), sample.design, EXACT)
    agree(found, place, CROSSED[case])


@pytest.mark.parametrize("case", cases("overlap"))
def test_groups_that_overlap_equal_r(case: str) -> None:
    """Elementary schools and the schools that met both targets: svycontrast of totals."""
    sample = schools(case.partition("/")[0], 1)
    parts = (sample.columns["stype"] * 2 + sample.columns["both"]).astype(np.int64)
    moments, scores = sample.moments(sample.values("mean"), parts)
    sides = (np.array([[1.0, 1, 0, 0, 0, 0]]), np.array([[0.0, 1, 0, 1, 0, 1]]))
    agree(stats.overlapping_groups(moments, scores, sample.design, sides, EXACT), 0, CROSSED[case])


@pytest.mark.parametrize("case", cases("hundreds"))
def test_the_test_of_a_whole_table_equals_r(case: str) -> None:
    """svychisq(statistic = "F"): F, both degrees of freedom, p."""
    sample, expected = schools(case.partition("/")[0], 1), CROSSED[case]
    moments, _ = sample.moments(sample.values("mean") // 100, sample.groups("E")[0])
    found = stats.rao_scott(moments, sample.design, EXACT)
    for field, wanted in (
        ("statistic", expected.statistic),
        ("ndf", expected.df),
        ("ddf", expected.low),
        ("p", expected.p),
    ):
        close(getattr(found, field), wanted, field)


@pytest.mark.parametrize("case", cases("apart"))
def test_a_change_told_apart_equals_r(case: str) -> None:
    """Real change and mix over the schools that met both targets and the others: svycontrast of totals."""
    kind, _, what = case.split("/")
    samples = [schools(kind, wave) for wave in (1, 0)]
    scores = np.unique(np.concatenate([sample.values("mean") for sample in samples]))
    now, then = (
        stats.Sample(
            sample.moments(sample.values("mean"), sample.columns["both"].astype(np.int64), scores)[0], sample.design
        )
        for sample in samples
    )
    split = stats.split_change(now, then, scores, EXACT)
    found = {"real": split.real, "mix": split.mix}[what.removeprefix("apart ")]
    close(found.difference, CROSSED[case].estimate, "difference")
    close(found.se, CROSSED[case].se, "se")


def test_no_cell_of_design_measure_and_contrast_is_left_out() -> None:
    """Each of 8 designs and 7 measures has estimates and four contrasts; shares as answers too, medians alone."""
    for kind in KINDS:
        for measure in MEASURES:
            for what in ("estimate all", "estimate E", "rest E", "group E M", "wave all", "wave E", "change E"):
                assert f"{kind}/{measure}/{what}" in CROSSED
        assert {f"{kind}/mean/overlap E both", f"{kind}/mean/apart mix", f"{kind}/table/hundreds stype"} <= set(CROSSED)
        for measure in SHARES:
            for what in ("rest E", "rest M", "group E M", "wave all", "wave E", "wave M"):
                assert f"{kind}/{measure}/odds {what}" in CROSSED
        assert {f"{kind}/median/estimate all", f"{kind}/share/answers all", f"{kind}/net/answers E"} <= set(CROSSED)
