"""Quantiles, spread, promoters, answers, overlapping groups, changes and whole tables, against R (measures.R)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from peil import stats
from peil.stats.arrays import FloatArray, IntArray
from peil.stats.promoters import score_interval
from stats.schools import EXACT, EXACT_SHARE, R_TOLERANCE, SHARE, STYPES, Number, Wave, numbers, read, wave

MEASURES = numbers("measures")
NPS = np.array([-100.0, 0.0, 100.0])
# R finds these ends with root finders of its own (uniroot, optimize), which stop earlier.
ROOT_TOLERANCE = 1e-6
PAIRS = {"a b": (0, 1), "a c": (0, 2), "b c": (1, 2), "a d": (0, 3)}


def cases(kind: str, *parts: str) -> list[str]:
    """The cases whose third part begins so, of these questions."""
    found = [case.split("/") for case in MEASURES]
    return ["/".join(case) for case in found if case[2].startswith(kind) and (not parts or case[1] in parts)]


def close(actual: object, expected: float, rtol: float = R_TOLERANCE) -> None:
    """Equal to what R gave, its NaN included; a difference of nothing may be rounding."""
    assert_allclose(np.asarray(actual, np.float64), expected, rtol=rtol, atol=1e-13)


def derived(schools: Wave) -> dict[str, FloatArray]:
    """The columns of measures.R beside those of the file: grades, promoters, four ticks that overlap."""
    api = schools.columns["api00"]
    ticks = np.stack(
        [schools.columns["both"], api >= 650, schools.columns["api99"] < 600, schools.columns["sch.wide"]]
    ).astype(np.float64)
    return {
        **schools.columns,
        "grade": np.floor(api / 100),
        "nps": 100.0 * ((api >= 700) * 1.0 - (api < 600)),
        "a": ticks[0], "b": ticks[1], "c": ticks[2],
        "ticks": ticks[0] + 2 * ticks[1] + 4 * ticks[2] + 8 * ticks[3],
    }  # fmt: skip


def moments(schools: Wave, question: str, groups: IntArray) -> tuple[stats.Moments, FloatArray]:
    """Moments and scores of a column by group codes."""
    scores, answers = np.unique(derived(schools)[question], return_inverse=True)
    layout = stats.Layout(len(schools.design.units), int(groups.max()) + 1, len(scores))
    return stats.collect(schools.cells, groups, answers, schools.weights, layout), scores


def place(name: str) -> tuple[str, int]:
    """Break and code of a group."""
    return ("all", 0) if name == "all" else ("stype", STYPES.index(name))


def placed(case: str) -> tuple[Wave, str, str, IntArray, int, Number]:
    """What a case is about: schools, question, what, group codes, the group, and R's numbers."""
    kind, question, what = case.split("/")
    what, _, name = what.rpartition(" ")
    schools = wave(kind)
    break_name, group = place(name)
    return schools, question, what, schools.codes(break_name), group, MEASURES[case]


@pytest.mark.parametrize("case", cases("quantile"))
def test_a_quantile_and_woodruffs_interval_equal_those_of_r(case: str) -> None:
    """svyquantile with its default rule (math) and interval (mean): quantile, both ends, standard error."""
    schools, question, what, groups, group, expected = placed(case)
    table, scores = moments(schools, question, groups)
    part = float(what.split()[1])
    found = stats.estimate_quantile(table, scores, part, schools.design, EXACT, interval="woodruff").groups
    for field, value in (("estimate", expected.estimate), ("ci_low", expected.low), ("ci_high", expected.high)):
        close(getattr(found, field)[group], value)
    close(found.se[group], expected.se)


@pytest.mark.parametrize("kind", ["weights", "strata", "fpc", "poststrat_no_fpc", "poststrat"])
@pytest.mark.parametrize("name", ["all", *STYPES])
@pytest.mark.parametrize("part", [0.25, 0.5, 0.9])
def test_the_interval_by_test_follows_from_the_shares_that_r_gives(kind: str, name: str, part: float) -> None:
    """A grade is kept when R's share at or below it is not surely under the part, and that of the one below it not
    surely over it: the ends are the first grades that pass either bound."""
    schools, (break_name, group) = wave(kind), place(name)
    table, scores = moments(schools, "grade", schools.codes(break_name))
    found = stats.estimate_quantile(table, scores, part, schools.design, EXACT).groups
    rows = {k: MEASURES[f"{kind}/grade/at or below {k} {name}"] for k in range(4, 9)}
    t = 1.9720790337760  # qt(.975, 197); with 199 degrees of freedom 1.9719565
    low = next((k for k in rows if rows[k].estimate + t * rows[k].se > part), 9)
    high = next((k for k in rows if rows[k].estimate - t * rows[k].se > part), 9)
    assert (found.ci_low[group], found.ci_high[group]) == (low, high)


@pytest.mark.parametrize("part", [0.25, 0.5, 0.75])
def test_the_interval_by_test_is_r_s_or_one_answer_wider_where_weights_are_equal(part: float) -> None:
    """svyquantile(interval.type = "score") seeks the answer where the test turns with a root finder, which stops just
    before or just behind it. With unequal weights R then reads the end in a distribution without weights."""
    columns = read("apisrs")
    scores, answers = np.unique(columns["api00"], return_inverse=True)
    n = len(answers)
    zero = np.zeros(n, np.int64)
    table = stats.collect(zero, zero, answers, columns["pw"], stats.Layout(1, 1, len(scores)))
    found = stats.estimate_quantile(table, scores, part, stats.weights_only(columns["pw"]), EXACT).groups
    expected = MEASURES[f"apisrs/api00/score {part:g}"]
    assert found.estimate[0] == expected.estimate
    for end, of_r in ((found.ci_low[0], expected.low), (found.ci_high[0], expected.high)):
        assert of_r in scores[[np.searchsorted(scores, end) - 1, np.searchsorted(scores, end)]]


@pytest.mark.parametrize(
    "case", [case for case in cases("spread") if "spread rest" not in case and "group" not in case]
)
def test_a_standard_deviation_and_its_error_equal_those_of_r(case: str) -> None:
    """The root of svyvar, with the error of svyvar over twice the root."""
    schools, question, _, groups, group, expected = placed(case)
    table, scores = moments(schools, question, groups)
    found = stats.estimate_spread(table, scores, schools.design, EXACT)
    close(found.groups.estimate[group], expected.estimate)
    close(found.groups.se[group], expected.se)
    assert 0 < found.groups.ci_low[group] < found.groups.estimate[group] < found.groups.ci_high[group]


@pytest.mark.parametrize("case", [*cases("spread rest"), *cases("spread group"), *cases("group"), *cases("overlap")])
def test_a_difference_that_r_differentiates_itself_is_the_same(case: str) -> None:
    """svycontrast of a formula in totals: spread against rest and group, group against group, overlapping groups."""
    kind, question, what = case.split("/")
    schools, expected = wave(kind), MEASURES[case]
    table, scores = moments(schools, question, schools.codes("stype"))
    words = what.split()
    codes = [STYPES.index(word) for word in words if word in STYPES]
    if what.startswith("spread rest"):
        found = stats.spread_against_rest(table, scores, schools.design, EXACT)
        difference, se = found.difference[codes[0]], found.se[codes[0]]
    elif what.startswith("overlap"):
        parts = (schools.codes("stype") * 2 + schools.codes("both")).astype(np.int64)
        table, scores = moments(schools, question, parts)
        left, right = np.arange(6) // 2 == codes[0], np.arange(6) % 2 == 1
        sides = (left[None].astype(float), right[None].astype(float))
        found = stats.overlapping_groups(table, scores, schools.design, sides, EXACT)
        difference, se = found.difference[0], found.se[0]
    else:
        compare = stats.spread_against_group if what.startswith("spread") else stats.group_against_group
        found = compare(table, scores, schools.design, ([codes[0]], [codes[1]]), EXACT)
        difference, se = found.difference[0], found.se[0]
    close(difference, expected.estimate, 1e-8)
    close(se, expected.se)


@pytest.mark.parametrize("case", cases("promoters"))
def test_a_net_promoter_score_has_r_s_error_and_the_score_interval(case: str) -> None:
    """svymean of −100, 0, 100; the interval with shares found by maximising the likelihood, as R can."""
    schools, _, _, groups, group, expected = placed(case)
    table, _ = moments(schools, "nps", groups)
    found = stats.estimate_promoters(table, NPS, schools.design, EXACT).groups
    close(found.estimate[group], expected.estimate)
    close(found.se[group], expected.se)
    close(found.ci_low[group], expected.low, ROOT_TOLERANCE)
    close(found.ci_high[group], expected.high, ROOT_TOLERANCE)


@pytest.mark.parametrize("case", [case for case in MEASURES if "/answers/" in case])
def test_answer_against_answer_equals_r(case: str) -> None:
    """svycontrast of two columns of ticks on the same respondents: difference, error, t, df, p."""
    schools, _, what, groups, group, expected = placed(case)
    table, codes = moments(schools, "ticks", groups)
    one, two = (np.asarray(codes.astype(np.int64) >> tick & 1, np.float64) for tick in PAIRS[what])
    found = stats.answer_against_answer(table, one, two, schools.design, EXACT)
    for field, value in (("difference", expected.estimate), ("se", expected.se), ("statistic", expected.statistic)):
        close(getattr(found, field)[group], value)
    close(found.df[group], expected.df)
    close(found.p[group], expected.p)


@pytest.mark.parametrize("case", cases("interval"))
def test_the_interval_of_a_share_equals_r(case: str) -> None:
    """svyciprop(method = "xlogit")."""
    schools, _, _, groups, group, expected = placed(case)
    table, _ = moments(schools, "b", groups)
    found = stats.estimate(table, SHARE, schools.design, EXACT_SHARE).groups
    close(found.estimate[group], expected.estimate)
    close(found.ci_low[group], expected.low)
    close(found.ci_high[group], expected.high)


@pytest.mark.parametrize("case", cases("change"))
def test_a_difference_of_differences_equals_r(case: str) -> None:
    """svyglm(y ~ wave * group): the coefficient of the product, its error, t, df and p."""
    kind, question, what = case.split("/")
    expected = MEASURES[case]
    names = what.split()[1:]
    contrasts = []
    for schools in (wave(kind), wave(kind, "apisrs")):
        table, scores = moments(schools, question, schools.codes("stype"))
        if names[0] == "rest":
            found = stats.group_against_rest(table, scores, schools.design, EXACT)
            place_ = STYPES.index(names[1])
        else:
            pair = ([STYPES.index(names[0])], [STYPES.index(names[1])])
            found, place_ = stats.group_against_group(table, scores, schools.design, pair, EXACT), 0
        contrasts.append(replace(found, **{key: value[..., place_] for key, value in vars(found).items()}))
    change = stats.between_changes(contrasts[0], contrasts[1], EXACT)
    close(change.difference, expected.estimate)
    close(change.se, expected.se)
    close(change.statistic, expected.statistic)
    close(change.df, expected.df)
    close(change.p, expected.p)


@pytest.mark.parametrize("case", cases("table"))
def test_the_test_of_a_whole_table_equals_r(case: str) -> None:
    """svychisq(statistic = "F"): F, both degrees of freedom, p."""
    kind, question, _ = case.split("/")
    schools, expected = wave(kind), MEASURES[case]
    columns = derived(schools)
    answers = np.unique(columns[question], return_inverse=True)[1]
    layout = stats.Layout(len(schools.design.units), 3, int(answers.max()) + 1)
    table = stats.collect(schools.cells, schools.codes("stype"), answers, schools.weights, layout)
    found = stats.rao_scott(table, schools.design)
    close(found.statistic, expected.statistic)
    close(found.ndf, expected.df)
    close(found.ddf, expected.low)
    close(found.p, expected.p)


def test_the_score_interval_is_that_of_a_published_example() -> None:
    """Airway responsiveness before and after transplantation (Bentur and others 2009; 1 and 7 of 21 changed): −0.286,
    Tango's interval −0.517 to −0.026, as printed by Fagerland, Lydersen and Laake, Statistics in Medicine 33 (2014)."""
    counts = np.repeat([0, 1, 2], [7, 13, 1])
    zero = np.zeros(21, np.int64)
    table = stats.collect(zero, zero, counts, np.ones(21), stats.Layout(1, 1, 3))
    design = stats.weights_only(np.ones(21))
    found = stats.estimate_promoters(table, NPS, design, EXACT).groups
    assert found.estimate[0] == pytest.approx(-28.6, abs=0.05)
    assert found.se[0] == pytest.approx(100 * np.sqrt((8 / 21 - (6 / 21) ** 2) / 20), rel=1e-12)
    z = np.array([1.959963984540054])
    low, high = score_interval(np.array([1 / 21]), np.array([7 / 21]), np.array([21.0]), z)
    assert_array_equal(np.round([low[0], high[0]], 3), [-0.517, -0.026])
