"""Rows that belong together: against R's svydesign(id = ~district), and against the estimators without clusters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.testing import assert_allclose

from peil import stats
from peil.errors import StatisticsError
from peil.stats.arrays import FloatArray, IntArray
from stats.schools import EXACT, EXACT_SHARE, R_TOLERANCE, STYPES, Number, numbers, read, wave

FOUND = numbers("clustered")
DISTRICTS = ("none", "fpc", "strata", "poststrat", "second")
PANELS = ("plain", "strata", "poststrat")
# R differentiates ratios of totals near 4 million, where a formula in totals is needed.
OF_TOTALS = 1e-8
SAMPLES = {"second": "apiclus2"}


@dataclass(frozen=True)
class Sample:
    """Schools with their cells in a design with clusters."""

    columns: dict[str, FloatArray]
    weights: FloatArray
    cells: IntArray
    design: stats.Design

    def moments(self, values: FloatArray, groups: IntArray, size: int) -> tuple[stats.Moments, FloatArray]:
        """Moments of (N,) values by groups, and the distinct values, which are the scores."""
        scores, answers = np.unique(values, return_inverse=True)
        layout = stats.Layout(1, size, len(scores))
        clusters = self.design.clusters
        assert clusters is not None
        return stats.collect_clustered(self.cells, groups, answers, self.weights, layout, clusters), scores

    def by_type(self, values: FloatArray) -> tuple[stats.Moments, FloatArray]:
        """The same, by school type."""
        return self.moments(values, self.columns["stype"].astype(np.int64), 3)

    def measured(self, name: str) -> FloatArray:
        """(N,) the values of a measure of clustered.R."""
        score = self.columns["api00"]
        made = {
            "api00": score,
            "share": self.columns["both"],
            "nps": 100.0 * ((score >= 700).astype(float) - (score < 600)),
            "grade": score // 100,
            "b": (score >= 650).astype(float),
        }
        return made[name]


def poststratified(weights: FloatArray, wide: IntArray) -> FloatArray:
    """Weights that add up to the schools of either kind."""
    totals = read("api_totals")["n"]
    return weights * (totals / np.bincount(wide, weights))[wide]


def districts(kind: str) -> Sample:
    """Schools in districts, of which the districts were drawn."""
    columns = read(SAMPLES.get(kind, "apiclus1"))
    dnum, wide = columns["dnum"].astype(np.int64), columns["sch.wide"].astype(np.int64)
    weights, calibration = columns["pw"], None
    population = {"fpc": [757.0], "poststrat": [757.0], "strata": [400.0, 357.0]}.get(kind)
    stratum, cells = np.zeros(1, np.int64), np.zeros(len(dnum), np.int64)
    if kind == "strata":
        stratum, cells = np.arange(2), dnum % 2
    if kind == "poststrat":
        weights = poststratified(weights, wide)
        stratum, calibration, cells = np.zeros(2, np.int64), np.arange(2), wide
    frame = stats.Frame(stratum, calibration, None if population is None else np.array(population))
    design, place = stats.describe_clustered(dnum, cells, weights, frame)
    return Sample(columns, weights, place, design)


def check(found: stats.Estimates | stats.Contrast, place: tuple[int, ...], expected: Number, *fields: str) -> None:
    """The numbers of one cell are those of R."""
    names = {"estimate": "difference"} if isinstance(found, stats.Contrast) else {"df": "design_df"}
    for field in fields:
        value = np.broadcast_to(getattr(found, names.get(field, field)), found.se.shape)[place]
        assert_allclose(value, getattr(expected, field), rtol=R_TOLERANCE, err_msg=field)


def group_place(found: stats.Estimated, name: str) -> tuple[stats.Estimates, tuple[int, ...]]:
    """Where the estimates of a group, or of all, stand."""
    return (found.total, ()) if name == "all" else (found.groups, (STYPES.index(name),))


@pytest.mark.parametrize("kind", DISTRICTS)
@pytest.mark.parametrize("measure", ["api00", "share", "nps"])
def test_means_shares_and_promoters_equal_r(kind: str, measure: str) -> None:
    """All schools and by school type: svymean, with clusters − strata degrees of freedom."""
    sample = districts(kind)
    moments, scores = sample.by_type(sample.measured(measure))
    make = stats.estimate_promoters if measure == "nps" else stats.estimate
    for name in ("all", *STYPES):
        found, place = group_place(make(moments, scores, sample.design, EXACT), name)
        check(found, place, FOUND[f"{kind}/{measure}/estimate {name}"], "estimate", "se", "df")


@pytest.mark.parametrize("kind", DISTRICTS)
@pytest.mark.parametrize("name", STYPES)
def test_the_covariance_of_two_means_equals_r(kind: str, name: str) -> None:
    """vcov(svymean(~api00 + share)) in a part: what places in the matrix rest on."""
    sample = districts(kind)
    inside = sample.columns["stype"] == STYPES.index(name)
    values = np.stack([sample.measured("api00"), sample.measured("share")], axis=1)[inside]
    u = stats.mean_influence(values, sample.weights[inside])
    found = stats.joint_covariance(u, sample.cells[inside], sample.weights[inside], sample.design, "fail")
    assert_allclose(found[0, 1], FOUND[f"{kind}/joint/{name}"].estimate, rtol=R_TOLERANCE)
    assert_allclose(np.sqrt(found[0, 0]), FOUND[f"{kind}/api00/estimate {name}"].se, rtol=R_TOLERANCE)


@pytest.mark.parametrize("kind", DISTRICTS)
def test_spreads_equal_r(kind: str) -> None:
    """svyvar, in all and by type."""
    sample = districts(kind)
    moments, scores = sample.by_type(sample.measured("api00"))
    for name in ("all", *STYPES):
        found, place = group_place(stats.estimate_spread(moments, scores, sample.design, EXACT), name)
        check(found, place, FOUND[f"{kind}/spread/estimate {name}"], "estimate", "se")


@pytest.mark.parametrize("kind", DISTRICTS)
def test_spreads_against_the_rest_equal_r(kind: str) -> None:
    """svycontrast of totals."""
    sample = districts(kind)
    moments, scores = sample.by_type(sample.measured("api00"))
    rest = stats.spread_against_rest(moments, scores, sample.design, EXACT)
    for g, name in enumerate(STYPES):
        check(rest, (g,), FOUND[f"{kind}/spread/rest {name}"], "estimate", "se")


@pytest.mark.parametrize("kind", DISTRICTS)
def test_spreads_of_two_types_equal_r(kind: str) -> None:
    """svycontrast of totals."""
    sample = districts(kind)
    moments, scores = sample.by_type(sample.measured("api00"))
    pair = stats.spread_against_group(moments, scores, sample.design, ([0, 1], [1, 2]), EXACT)
    for p, names in enumerate(("E H", "H M")):
        check(pair, (p,), FOUND[f"{kind}/spread/group {names}"], "estimate", "se")


@pytest.mark.parametrize("kind", DISTRICTS)
@pytest.mark.parametrize("question", ["both", "sch.wide", "grade"])
def test_the_test_of_a_whole_table_equals_r(kind: str, question: str) -> None:
    """svychisq(statistic = "F") over districts: F, both degrees of freedom, p."""
    sample, expected = districts(kind), FOUND[f"{kind}/{question}/table stype"]
    values = sample.columns[question] if question != "grade" else sample.measured("grade")
    table, _ = sample.by_type(values)
    found = stats.rao_scott(table, sample.design, EXACT)
    given = [found.statistic, found.ndf, found.ddf, found.p]
    assert_allclose(given, [expected.statistic, expected.df, expected.low, expected.p], rtol=R_TOLERANCE)


@pytest.mark.parametrize("kind", DISTRICTS)
def test_quantiles_equal_r(kind: str) -> None:
    """svyquantile (rule math) with Woodruff's interval; and the shares at or below a grade, from which ours follows.

    R gives the second answer for an end of the interval that lies below the share of the first one."""
    sample = districts(kind)
    moments, scores = sample.by_type(sample.measured("api00"))
    for part in (0.25, 0.5):
        for name in ("all", *STYPES):
            whole = stats.estimate_quantile(moments, scores, part, sample.design, EXACT, "woodruff")
            found, place = group_place(whole, name)
            expected = FOUND[f"{kind}/quantile/{part} {name}"]
            assert_allclose(found.estimate[place], expected.estimate)
            here = sample.columns["stype"] == STYPES.index(name) if name in STYPES else sample.weights > 0
            first, second = np.unique(sample.columns["api00"][here])[:2]
            ends = np.array([found.ci_low[place], found.ci_high[place]])
            assert_allclose(np.where(ends == first, second, ends), [expected.low, expected.high])
    for k in (5, 6, 7):
        moments, scores = sample.by_type((sample.measured("grade") <= k).astype(float))
        for name in ("all", *STYPES):
            found, place = group_place(stats.estimate(moments, scores, sample.design, EXACT), name)
            check(found, place, FOUND[f"{kind}/grade/at or below {k} {name}"], "estimate", "se")


@pytest.mark.parametrize("kind", DISTRICTS)
@pytest.mark.parametrize("measure", ["api00", "share"])
def test_groups_against_the_rest_equal_r(kind: str, measure: str) -> None:
    """svyttest: a district has schools of several types, so that it stands on both sides."""
    sample = districts(kind)
    moments, scores = sample.by_type(sample.measured(measure))
    alone = stats.group_against_rest(moments, scores, sample.design, EXACT)
    for g, name in enumerate(STYPES):
        expected = FOUND[f"{kind}/{measure}/rest {name}"]
        check(alone, (g,), expected, "estimate", "se", "statistic", "df", "p")
        check(stats.groups_and_rest(moments, scores, sample.design, EXACT)[1], (g,), expected, "se", "p")


@pytest.mark.parametrize("kind", DISTRICTS)
def test_shares_against_the_rest_by_log_odds_equal_r(kind: str) -> None:
    """svyglm(family = quasibinomial), both ways to ask for it."""
    sample = districts(kind)
    moments, scores = sample.by_type(sample.measured("share"))
    alone = stats.group_against_rest(moments, scores, sample.design, EXACT_SHARE)
    both = stats.groups_and_rest(moments, scores, sample.design, EXACT_SHARE)[1]
    for g, name in enumerate(STYPES):
        for found in (alone, both):
            check(found, (g,), FOUND[f"{kind}/share/odds rest {name}"], "statistic", "df", "p")


@pytest.mark.parametrize("kind", DISTRICTS)
def test_pairs_of_groups_equal_r(kind: str) -> None:
    """Two types of schools."""
    sample = districts(kind)
    moments, scores = sample.by_type(sample.measured("api00"))
    pair = stats.group_against_group(moments, scores, sample.design, ([0, 1], [1, 2]), EXACT)
    for p, names in enumerate(("E H", "H M")):
        check(pair, (p,), FOUND[f"{kind}/api00/group {names}"], "estimate", "se")


@pytest.mark.parametrize("kind", DISTRICTS)
def test_groups_that_overlap_equal_r(kind: str) -> None:
    """A type, and the schools that met both targets."""
    sample = districts(kind)
    both = sample.columns["both"].astype(np.int64)
    moments, scores = sample.moments(sample.measured("api00"), sample.columns["stype"].astype(np.int64) * 2 + both, 6)
    sides = (np.repeat(np.eye(3), 2, axis=1), np.tile([0.0, 1.0], (3, 3)))
    found = stats.overlapping_groups(moments, scores, sample.design, sides, EXACT)
    for g, name in enumerate(STYPES):
        check(found, (g,), FOUND[f"{kind}/api00/overlap both {name}"], "estimate", "se")


@pytest.mark.parametrize("kind", DISTRICTS)
def test_pairs_of_answers_equal_r(kind: str) -> None:
    """Two answers of the same schools."""
    sample = districts(kind)
    combined = sample.measured("share") + 2 * sample.measured("b")
    moments, codes = sample.by_type(combined)
    left, right = codes % 2, codes // 2
    by_type = stats.answer_against_answer(moments, left, right, sample.design, EXACT)
    in_all = stats.answer_against_answer(moments.total(), left, right, sample.design, EXACT)
    check(in_all, (0,), FOUND[f"{kind}/answers/all"], "estimate", "se", "statistic", "df", "p")
    for g, name in enumerate(STYPES):
        check(by_type, (g,), FOUND[f"{kind}/answers/{name}"], "estimate", "se", "statistic", "df", "p")


@dataclass(frozen=True)
class Panel:
    """Schools of 1999 and 2000, many of them the same: `later` marks the rows of 2000."""

    sample: Sample
    later: IntArray
    values: FloatArray


def panel(kind: str) -> Panel:
    """Every fifth school has no row in 1999, every seventh none in 2000; the school is the cluster."""
    every = read("apistrat")
    unit = np.arange(200)
    kept = [(unit + 1) % 7 != 0, (unit + 1) % 5 != 0]
    columns = {name: np.concatenate([column[rows] for rows in kept]) for name, column in every.items()}
    later = np.repeat([1, 0], [rows.sum() for rows in kept])
    values = np.concatenate([every["api00"][kept[0]], every["api99"][kept[1]]])
    units = np.concatenate([unit[rows] for rows in kept])
    weights, wide = columns["pw"], columns["sch.wide"].astype(np.int64)
    stratum = columns["stype"].astype(np.int64) * (kind != "plain")
    cells = (stratum * 2 + wide) * 2 + later
    calibration = None
    if kind == "poststrat":
        weights = np.where(later, poststratified(weights * later, wide), poststratified(weights * (1 - later), wide))
        calibration = np.tile(np.arange(4), 3)
    frame = stats.Frame(np.repeat(np.arange(3), 4), calibration)
    design, place = stats.describe_clustered(units, cells, weights, frame)
    return Panel(Sample(columns, weights, place, design), later, values)


@pytest.mark.parametrize("kind", PANELS)
@pytest.mark.parametrize("measure", ["y", "share"])
def test_waves_in_which_units_return_equal_r(kind: str, measure: str) -> None:
    """svyglm(y ~ wave) on both waves, with the school as the cluster: a change with its covariance."""
    contrast = change_over_waves(kind, measure, EXACT)
    for p, name in enumerate(("all", *STYPES)):
        expected = FOUND[f"panel/{kind}/{measure}/waves {name}"]
        check(contrast, (p,), expected, "estimate", "se", "statistic", "df", "p")


@pytest.mark.parametrize("kind", PANELS)
def test_shares_of_units_that_return_by_log_odds_equal_r(kind: str) -> None:
    """svyglm(share ~ wave, family = quasibinomial), with the school as the cluster."""
    contrast = change_over_waves(kind, "share", EXACT_SHARE)
    for p, name in enumerate(("all", *STYPES)):
        check(contrast, (p,), FOUND[f"panel/{kind}/share/odds waves {name}"], "statistic", "df", "p")


def change_over_waves(kind: str, measure: str, options: stats.Options) -> stats.Contrast:
    """The later wave against the earlier one, of all and by type."""
    found = panel(kind)
    values = found.values if measure == "y" else (found.values >= 650).astype(float)
    stype = found.sample.columns["stype"].astype(np.int64)
    moments, scores = found.sample.moments(values, stype * 2 + found.later, 6)
    sides = [np.zeros((4, 6)), np.zeros((4, 6))]
    for side, later in enumerate((1, 0)):
        sides[side][0, later::2] = 1
        sides[side][np.arange(1, 4), np.arange(3) * 2 + later] = 1
    return stats.overlapping_groups(moments, scores, found.sample.design, (sides[0], sides[1]), options)


@pytest.mark.parametrize("kind", PANELS)
def test_the_spread_of_two_waves_in_which_units_return_equals_r(kind: str) -> None:
    """svycontrast of totals of both waves."""
    found = panel(kind)
    moments, scores = found.sample.moments(found.values, found.later.astype(np.int64), 2)
    pair = stats.spread_against_group(moments, scores, found.sample.design, ([1], [0]), EXACT)
    check(pair, (0,), FOUND[f"panel/{kind}/spread/waves all"], "estimate", "se")


@pytest.mark.parametrize("kind", PANELS)
@pytest.mark.parametrize("measure", ["y", "share"])
def test_changes_against_the_rest_where_units_return_equal_r(kind: str, measure: str) -> None:
    """svyglm(y ~ wave * g) on both waves, with the school as the cluster."""
    found = panel(kind)
    values = found.values if measure == "y" else (found.values >= 650).astype(float)
    stype = found.sample.columns["stype"].astype(np.int64)
    moments, scores = found.sample.moments(values, stype * 2 + found.later, 6)
    own = [np.eye(6)[later::2] for later in (1, 0)]
    rest = [one.sum(axis=0) - one for one in own]
    sides = [side for pair in zip(own, rest, strict=True) for side in pair]
    linear = [stats.linear_mean(moments.merged(side), scores) for side in sides]
    df = stats.tested_df([moments.merged(np.ones((3, 6)))], scores, found.sample.design, EXACT)
    contrast = stats.between_changes_of_units(linear, found.sample.design, df, EXACT)
    for g, name in enumerate(STYPES):
        expected = FOUND[f"panel/{kind}/{measure}/change rest {name}"]
        check(contrast, (g,), expected, "estimate", "se", "statistic", "df", "p")


@pytest.mark.parametrize("kind", PANELS)
def test_a_change_of_units_that_return_told_apart_equals_r(kind: str) -> None:
    """Real change and mix over the schools that met their targets and the others: svycontrast of totals."""
    found = panel(kind)
    both = found.sample.columns["both"].astype(np.int64)
    samples = []
    for later in (1, 0):
        groups = np.where(found.later == later, both, -1)
        moments, scores = found.sample.moments(found.values, groups, 2)
        samples.append(stats.Sample(moments, found.sample.design))
    split = stats.split_change(samples[0], samples[1], scores, EXACT)
    check(split.real, (), FOUND[f"panel/{kind}/y/real"], "estimate", "se")
    check(split.mix, (), FOUND[f"panel/{kind}/y/mix"], "estimate", "se")
    assert split.total.df == found.sample.design.df - 1


def alone(kind: str, question: str) -> tuple[tuple[stats.Moments, FloatArray, stats.Design], ...]:
    """apistrat twice: as it is, and with every school as a cluster of its own."""
    schools = wave(kind)
    moments, scores = schools.moments(question, "stype")
    frame = stats.Frame(schools.design.stratum, schools.design.calibration, schools.design.population)
    design, place = stats.describe_clustered(np.arange(200), schools.cells, schools.weights, frame)
    found = Sample(schools.columns, schools.weights, place, design).by_type(schools.columns[question])
    return (moments, scores, schools.design), (*found, design)


Made = Callable[[stats.Moments, FloatArray, stats.Design], object]
MADE: dict[str, Made] = {
    "mean": lambda m, s, d: stats.estimate(m, s, d).groups,
    "rest": stats.group_against_rest,
    "rest, q": lambda m, s, d: stats.group_against_rest(m, s, d, stats.Options(method="q")),
    "spread": lambda m, s, d: stats.estimate_spread(m, s, d).groups,
    "spread rest": stats.spread_against_rest,
    "median": lambda m, s, d: stats.estimate_quantile(m, s, 0.5, d).groups,
}


@pytest.mark.parametrize("kind", ["weights", "strata", "fpc", "poststrat"])
@pytest.mark.parametrize("what", MADE)
def test_clusters_of_one_equal_the_estimator_without_clusters(kind: str, what: str) -> None:
    """Every design: two ways to the same numbers."""
    plain, clustered = alone(kind, "api00")
    expected, found = MADE[what](*plain), MADE[what](*clustered)
    for field, value in vars(expected).items():
        assert_allclose(getattr(found, field), value, rtol=1e-9, err_msg=field)


def test_rows_count_as_answers_and_clusters_as_units() -> None:
    """Three rows of two respondents, and one of a third who is in no group."""
    clusters = np.array([0, 0, 1, 1, 2])
    design, cells = stats.describe_clustered(clusters, np.zeros(5, np.int64), np.ones(5), stats.Frame(np.zeros(1, int)))
    assert design.clusters is not None
    groups, answers = np.array([0, 0, 0, 0, -1]), np.array([1, 2, 0, -1, 3])
    moments = stats.collect_clustered(cells, groups, answers, np.ones(5), stats.Layout(1, 2, 4), design.clusters)
    found = stats.estimate(moments, np.array([6.0, 7.0, 8.0, 9.0]), design)
    assert found.groups.n.tolist() == [3, 0]
    assert found.groups.units.tolist() == [2, 0]
    assert_allclose(found.groups.estimate, [7, np.nan])
    assert design.df == 2


def test_repeating_every_row_changes_no_error() -> None:
    """Who answers twice the same tells nothing new: the error stays, though there are twice as many rows."""
    (moments, scores, plain), _ = alone("strata", "api00")
    schools = wave("strata")
    frame = stats.Frame(plain.stratum)
    weights = np.tile(schools.weights, 2)
    design, place = stats.describe_clustered(np.tile(np.arange(200), 2), np.tile(schools.cells, 2), weights, frame)
    columns = {name: np.tile(column, 2) for name, column in schools.columns.items()}
    doubled = Sample(columns, weights, place, design).by_type(columns["api00"])
    found = stats.estimate(*doubled, design).groups
    assert_allclose(found.se, stats.estimate(moments, scores, plain).groups.se, rtol=1e-10)


@pytest.mark.parametrize("kind", ["strata", "fpc", "poststrat"])
def test_clusters_that_lie_within_a_cell_need_no_design_of_their_own(kind: str) -> None:
    """Respondents with several rows, some with none: the design that counts respondents gives what one by cluster does,
    though a respondent stands on both sides."""
    schools = wave(kind)
    random = np.random.default_rng(5)
    respondent = np.sort(random.integers(0, 200, 400))
    groups, answers = random.integers(0, 3, 400), random.integers(0, 10, 400)
    frame = stats.Frame(schools.design.stratum, schools.design.calibration, schools.design.population)
    design, place = stats.describe_clustered(np.arange(200), schools.cells, schools.weights, frame)
    assert design.clusters is not None
    weights, layout, scores = schools.weights[respondent], stats.Layout(1, 3, 10), np.arange(10.0)
    rows = (groups, answers, weights, layout)
    known = stats.collect_clustered(place[respondent], *rows, design.clusters)
    held = stats.Held(schools.cells, schools.weights, len(schools.design.units))
    unknown = stats.collect_clustered(respondent, *rows, held)
    for make in (
        lambda m, d: stats.groups_and_rest(m, scores, d)[0],
        lambda m, d: stats.groups_and_rest(m, scores, d)[1],
        lambda m, d: stats.spread_against_rest(m, scores, d),
        lambda m, d: stats.estimate_quantile(m, scores, 0.5, d).groups,
    ):
        expected = make(known, design)
        for field, value in vars(expected).items():
            assert_allclose(getattr(make(unknown, schools.design), field), value, rtol=1e-9, err_msg=field)


def test_a_cluster_in_two_strata_is_named() -> None:
    """The message has the cluster and the strata."""
    frame = stats.Frame(np.arange(2))
    with pytest.raises(StatisticsError, match=r"cluster 1: found in strata 0 and 1, expected one"):
        stats.describe_clustered(np.array([0, 1, 1]), np.array([0, 0, 1]), np.ones(3), frame)


def test_a_frame_with_fewer_clusters_than_answered_is_named() -> None:
    """The population counts clusters: three respondents in two clusters fit a frame of two, not of one."""
    parts = (np.array([0, 1, 1]), np.zeros(3, np.int64), np.ones(3))
    stats.describe_clustered(*parts, stats.Frame(np.zeros(1, np.int64), None, np.array([2.0])))
    with pytest.raises(StatisticsError, match=r"population of stratum 0: found 1.0, expected at least its 2"):
        stats.describe_clustered(*parts, stats.Frame(np.zeros(1, np.int64), None, np.array([1.0])))


def test_sums_with_clusters_are_not_added_up_block_by_block() -> None:
    """The rows of a cluster may stand in two blocks."""
    sample = districts("none")
    moments, _ = sample.by_type(sample.measured("share"))
    with pytest.raises(StatisticsError, match="moments to add: found clusters"):
        moments + moments
    with pytest.raises(StatisticsError, match="designs to add: found clusters"):
        sample.design + sample.design
