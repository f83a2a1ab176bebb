"""The numbers of the project's statistics reference, and R's other numbers (tests/reference/others.R)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from peil import stats
from peil.stats.estimates import wilson_interval
from stats.schools import EXACT, EXACT_SHARE, R_TOLERANCE, STYPES, Wave, numbers, read, wave

OTHERS = numbers("others")


@pytest.mark.parametrize(
    ("kind", "mean", "se"),
    [
        ("fpc", 662.28736, 9.40894),
        ("weights", 662.28736, 9.58543),
        ("poststrat_no_fpc", 662.20303, 9.39567),
    ],
)
def test_the_mean_of_apistrat_is_the_published_one(kind: str, mean: float, se: float) -> None:
    """Mean api00 under three designs, to the five decimals printed."""
    schools = wave(kind)
    total = stats.estimate(*schools.moments("api00", "all"), schools.design).total
    assert_allclose(total.estimate, mean, atol=5e-6)
    assert_allclose(total.se, se, atol=5e-6)


def test_school_types_have_the_published_means_and_errors() -> None:
    """E 674.43, H 625.82, M 636.60 with strata and fpc."""
    schools = wave("fpc")
    found = stats.estimate(*schools.moments("api00", "stype"), schools.design).groups
    assert_allclose(found.estimate, [674.43, 625.82, 636.60], rtol=1e-12)
    assert_allclose(found.se, [12.38247979, 14.93712919, 16.21470731], atol=5e-9)
    assert found.n.tolist() == [100, 50, 50]


def test_kish_effective_base_is_the_published_one() -> None:
    """(Σw)²/Σw² of apistrat."""
    schools = wave("weights")
    total = stats.estimate(*schools.moments("api00", "all"), schools.design).total
    assert_allclose(total.n_effective, 168.5813313, atol=5e-8)
    assert_allclose(stats.summary(schools.weights).n_effective, OTHERS["kish"].estimate, rtol=1e-12)


@pytest.mark.parametrize(
    ("kind", "break_name", "group", "difference", "t", "df", "p"),
    [
        ("fpc", "both", 1, 44.68749396, 2.30360732, 196, 0.022293524),
        ("strata", "both", 1, 44.68749396, 2.27208446, 196, None),
        ("weights", "both", 1, 44.68749396, 2.26946494, 198, None),
        ("fpc", "stype", 0, 42.42046812, 2.53302853, 196, 0.012091463),
        ("weights", "stype", 0, 42.42046812, 2.49610632, 198, 0.013372927),
    ],
)
def test_group_against_rest_has_the_published_t_and_p(
    kind: str, break_name: str, group: int, difference: float, t: float, df: float, p: float | None
) -> None:
    """Every contrast that the reference prints."""
    schools = wave(kind)
    found = stats.group_against_rest(*schools.moments("api00", break_name), schools.design, EXACT)
    assert_allclose(found.difference[group], difference, atol=5e-9)
    assert_allclose(found.statistic[group], t, atol=5e-9)
    assert found.df[group] == df
    if p is not None:
        assert_allclose(found.p[group], p, atol=5e-10)


def test_wave_against_wave_has_the_published_t_and_p() -> None:
    """apisrs minus apistrat with fpc: −5.702, t −0.432, df 395."""
    strat, srs = (
        stats.estimate(*schools.moments("api00", "all"), schools.design).total
        for schools in (wave("fpc"), wave("fpc", "apisrs"))
    )
    found = stats.between_waves(srs, strat, EXACT)
    assert_allclose(found.difference, -5.70236316, atol=5e-9)
    assert_allclose(found.statistic, -0.43218883, atol=5e-9)
    assert found.df == 395
    assert_allclose(found.p, 0.66584001, atol=5e-9)


def test_a_share_has_the_published_logit_interval() -> None:
    """svyciprop(both = Yes): .638936 (.568721, .70368); R's own glm stops at 1e-8."""
    schools = wave("fpc")
    total = stats.estimate(*schools.moments("both", "all"), schools.design, EXACT_SHARE).total
    assert_allclose([total.estimate, total.ci_low, total.ci_high], [0.638936, 0.568721, 0.70368], atol=5e-6)
    expected = OTHERS["svyciprop logit"]
    assert_allclose([total.ci_low, total.ci_high], [expected.low, expected.high], rtol=R_TOLERANCE)


@pytest.mark.parametrize("count", [0, 7, 20])
def test_the_wilson_interval_equals_r(count: int) -> None:
    """prop.test(correct = FALSE) on 20 answers, 0% and 100% included."""
    low, high = wilson_interval(np.array(count / 20), np.array(20.0), 0.95)
    expected = OTHERS[f"wilson {count} of 20"]
    assert_allclose([low, high], [expected.low, expected.high], rtol=1e-12, atol=1e-15)


def raked(name: str, kind: str) -> tuple[stats.Moments, np.ndarray, stats.Design]:
    """apistrat with R's raked weights; regression on both margins per cell."""
    schools = wave(kind)
    weights = read("apistrat_raked")[name]
    columns = np.array([[1, s == 1, s == 2, w] for s in range(3) for w in range(2)], np.float64)
    plain = stats.describe(schools.cells, weights, stats.Frame(schools.design.stratum))
    regression = plain.units if name == "rake" else schools.design.weight
    margins = stats.Margins(columns, regression / plain.weight)
    design = replace(plain, calibration=np.arange(6), population=schools.design.population, margins=margins)
    moments, scores = replace(schools, weights=weights).moments("api00", "all")
    return moments, scores, design


@pytest.mark.parametrize(
    ("case", "name", "kind"),
    [("rake", "rake", "fpc"), ("rake no fpc", "rake", "strata"), ("calibrate raking", "calibrate", "fpc")],
)
def test_raked_weights_have_r_s_calibrated_error(case: str, name: str, kind: str) -> None:
    """R's rake regresses unweighted, its calibrate with the design weights: `Margins.ratio` gives both."""
    moments, scores, design = raked(name, kind)
    total = stats.estimate(moments, scores, design).total
    assert_allclose([total.estimate, total.se], [OTHERS[case].estimate, OTHERS[case].se], rtol=R_TOLERANCE)


def test_raking_over_a_weights_only_design_has_the_published_error() -> None:
    """rake stype × sch.wide: 662.2115 (SE 9.36737); R's default stops when totals move by less than 1 school."""
    moments, scores, design = raked("rake", "weights")
    total = stats.estimate(moments, scores, design).total
    assert_allclose(total.se, OTHERS["rake weights only"].se, rtol=2e-5)
    assert_allclose(total.se, 9.36737, atol=2e-4)


def test_raked_weights_taken_as_plain_have_the_published_error() -> None:
    """The same weights without calibration: 9.58721."""
    moments, scores, design = raked("rake", "weights")
    total = stats.estimate(moments, scores, replace(design, calibration=np.full(6, -1), margins=None)).total
    assert_allclose(total.se, 9.58721, atol=1e-4)


@pytest.mark.parametrize("kind", ["strata", "poststrat"])
def test_respondents_without_an_answer_still_count_in_the_design(kind: str) -> None:
    """Every fifth school without a grade: R keeps them in the strata and weighting cells, with u = 0."""
    schools = wave("fpc" if kind == "strata" else "poststrat")
    holes = schools.columns["api00"].copy()
    holes[::5] = np.nan
    schools = replace(schools, columns={**schools.columns, "api00": holes})
    found = stats.estimate(*schools.moments("api00", "stype"), schools.design)
    for actual, expected in ((found.total, OTHERS[f"holes {kind}"]),):
        assert_allclose([actual.estimate, actual.se], [expected.estimate, expected.se], rtol=R_TOLERANCE)
    expected = OTHERS[f"holes E {kind}"]
    assert_allclose([found.groups.estimate[0], found.groups.se[0]], [expected.estimate, expected.se], rtol=R_TOLERANCE)


@pytest.mark.parametrize("rule", ["adjust", "certainty"])
def test_a_stratum_with_one_respondent_contributes_what_r_says(rule: str) -> None:
    """options(survey.lonely.psu): the first school in a stratum of its own."""
    schools = wave("strata")
    cells = schools.cells.copy()
    cells[0] = 6
    frame = stats.Frame(np.array([0, 0, 1, 1, 2, 2, 3]))
    alone = replace(schools, cells=cells, design=stats.describe(cells, schools.weights, frame))
    options = stats.Options(lonely=rule)  # type: ignore[arg-type] # parametrize gives a plain str
    total = stats.estimate(*alone.moments("api00", "all"), alone.design, options).total
    assert_allclose(total.se, OTHERS[f"lonely {rule}"].se, rtol=R_TOLERANCE)


def test_the_standard_deviation_is_that_of_svyvar() -> None:
    """Weighted, times n/(n−1), in total and per group."""
    schools = wave("weights")
    found = stats.estimate(*schools.moments("api00", "stype"), schools.design)
    assert_allclose(found.total.sd, OTHERS["svyvar weights"].estimate, rtol=R_TOLERANCE)
    assert_allclose(found.groups.sd[0], OTHERS["svyvar E"].estimate, rtol=R_TOLERANCE)


def test_waves_taken_together_are_a_fixed_mix() -> None:
    """Each wave for its share of the weight; svycontrast with fixed coefficients."""
    waves = [
        stats.estimate(*schools.moments("api00", "all"), schools.design).total
        for schools in (wave("fpc"), wave("fpc", "apisrs"))
    ]
    found = stats.together(waves)
    expected = OTHERS["together"]
    assert_allclose([found.estimate, found.se], [expected.estimate, expected.se], rtol=R_TOLERANCE)


def silent(schools: Wave) -> Wave:
    """Every fifth school without a grade, and none of the high schools: a stratum in which nobody answered."""
    grade = schools.columns["api00"].copy()
    grade[::5] = np.nan
    grade[schools.columns["stype"] == STYPES.index("H")] = np.nan
    return replace(schools, columns={**schools.columns, "api00": grade})


@pytest.mark.parametrize("kind", ["strata", "poststrat"])
@pytest.mark.parametrize("of", ["all", "wide"])
def test_a_test_counts_who_answered_as_r_s_svyttest_does(kind: str, of: str) -> None:
    """svyttest(api00 ~ awards) where answers are missing, and on a subset: 115 and 92 degrees of freedom, of 197."""
    schools = silent(wave("fpc" if kind == "strata" else "poststrat"))
    awards, wide = (schools.columns[name].astype(np.int64) for name in ("awards", "sch.wide"))
    groups = np.where((of == "all") | (wide == 1), awards, -1)
    scores, answers = np.unique(schools.columns["api00"], return_inverse=True)
    answers = np.where(np.isnan(schools.columns["api00"]), -1, answers)
    layout = stats.Layout(len(schools.design.units), 2, len(scores))
    moments = stats.collect(schools.cells, groups, answers, schools.weights, layout)
    rest = stats.group_against_rest(moments, scores, schools.design, EXACT)
    pair = stats.group_against_group(moments, scores, schools.design, ([1], [0]), EXACT)
    overlap = stats.overlapping_groups(
        moments, scores, schools.design, (np.array([[0.0, 1]]), np.array([[1.0, 0]])), EXACT
    )
    expected = OTHERS[f"silent {kind} {of}"]
    for found, place in ((rest, 1), (pair, 0), (overlap, 0)):
        for field in ("se", "statistic", "df", "p"):
            assert_allclose(getattr(found, field)[place], getattr(expected, field), rtol=R_TOLERANCE, err_msg=field)
    spread = stats.spread_against_rest(moments, scores, schools.design, EXACT)
    assert spread.df[1] == expected.df


def test_a_test_counts_districts_with_an_answer_as_r_s_svyttest_does() -> None:
    """Of 15 districts 11 hold an answer, and of those that answered one loses a degree of freedom twice: 9."""
    columns = read("apiclus1")
    grade, district = columns["api00"].copy(), columns["dnum"]
    grade[np.isin(district, np.unique(district)[:4])] = np.nan
    grade[::7] = np.nan
    zero = np.zeros(len(grade), np.int64)
    frame = stats.Frame(np.zeros(1, np.int64), None, np.array([757.0]))
    design, cells = stats.describe_clustered(np.unique(district, return_inverse=True)[1], zero, columns["pw"], frame)
    scores, answers = np.unique(grade, return_inverse=True)
    answers = np.where(np.isnan(grade), -1, answers)
    assert design.clusters is not None
    layout = stats.Layout(1, 2, len(scores))
    awards = columns["awards"].astype(np.int64)
    moments = stats.collect_clustered(cells, awards, answers, columns["pw"], layout, design.clusters)
    found = stats.group_against_rest(moments, scores, design, EXACT)
    expected = OTHERS["silent clusters all"]
    for field in ("se", "statistic", "df", "p"):
        assert_allclose(getattr(found, field)[1], getattr(expected, field), rtol=R_TOLERANCE, err_msg=field)


def test_an_interval_and_a_whole_table_count_the_wave_as_r_s_functions_do() -> None:
    """svychisq on the design with missing answers: 197 degrees of freedom times those of the table, answers or not. The
    same of svyciprop and svyquantile, whose default is degf of the design that they get."""
    schools = silent(wave("fpc"))
    half = np.floor(schools.columns["api00"] / 300)
    scores, answers = np.unique(half, return_inverse=True)
    answers = np.where(np.isnan(half), -1, answers)
    layout = stats.Layout(len(schools.design.units), 2, len(scores))
    moments = stats.collect(schools.cells, schools.columns["awards"].astype(np.int64), answers, schools.weights, layout)
    expected = OTHERS["silent table"]
    found = stats.rao_scott(moments, schools.design, EXACT)
    for actual, wanted in ((found.statistic, expected.statistic), (found.ndf, expected.df), (found.ddf, expected.low)):
        assert_allclose(actual, wanted, rtol=R_TOLERANCE)
    assert stats.estimate(moments, scores, schools.design, EXACT).total.design_df == 197


def cars() -> tuple[stats.Moments, np.ndarray, stats.Design]:
    """mtcars, miles per gallon by transmission, unweighted."""
    data = read("mtcars")
    scores, answers = np.unique(data["mpg"], return_inverse=True)
    ones = np.ones(len(answers))
    layout = stats.Layout(1, 2, len(scores))
    moments = stats.collect(np.zeros(len(answers), int), data["am"].astype(int), answers, ones, layout)
    return moments, scores, stats.weights_only(ones)


@pytest.mark.parametrize(
    ("method", "case"),
    [("q", "welch mtcars"), ("pooled_effective", "student mtcars"), ("weighted_n", "student mtcars")],
)
def test_unweighted_methods_equal_the_textbook_tests(method: str, case: str) -> None:
    """Welch p .0013736383; with weights of 1 both pooled methods are Student's t."""
    options = stats.Options(method=method)  # type: ignore[arg-type] # parametrize gives a plain str
    found = stats.group_against_rest(*cars(), options)
    expected = OTHERS[case]
    actual = [found.difference[0], found.se[0], found.statistic[0], found.df[0], found.p[0]]
    assert_allclose(actual, [expected.estimate, expected.se, expected.statistic, expected.df, expected.p], rtol=1e-8)
    if method == "q":
        assert_allclose(found.p[0], 0.0013736383, atol=5e-11)


def test_two_published_waves_give_welch_from_their_means_and_deviations() -> None:
    """Only n, mean and sd are known, as of an old report: the same Welch p as from the data."""
    groups = stats.estimate(*cars()).groups
    published = [stats.from_published(groups.estimate[g], groups.sd[g], groups.n[g]) for g in (0, 1)]
    found = stats.between_waves(published[0], published[1])
    assert_allclose(found.p, OTHERS["welch mtcars"].p, rtol=1e-8)
    assert_allclose(found.df, OTHERS["welch mtcars"].df, rtol=1e-10)


def test_two_shares_by_the_score_test_give_the_published_p() -> None:
    """12 of 18 against 7 of 14: p .34094291."""
    left, right = (stats.from_published_share(k / n, n) for k, n in ((12, 18), (7, 14)))
    assert_allclose(stats.shares_by_score(left, right).p, 0.34094291, atol=5e-9)
    assert_allclose(stats.shares_by_score(left, right).p, OTHERS["two shares pooled z"].p, rtol=1e-10)
