"""Rows that belong together: against R's svydesign(id = ~dnum), and against the estimator without clusters."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from peil import stats
from peil.errors import StatisticsError
from stats.schools import EXACT, EXACT_SHARE, R_TOLERANCE, STYPES, numbers, read, wave

OTHERS = numbers("others")
QUESTION = {"mean": "api00", "share": "both"}


def districts(question: str, kind: str) -> tuple[stats.Rows, stats.Clusters, stats.Design]:
    """apiclus1: schools are rows, districts were drawn; `kind` fpc or none."""
    data = read("apiclus1")
    _, clusters = np.unique(data["dnum"], return_inverse=True)
    size = int(clusters.max()) + 1
    rows = stats.Rows(data[question], data["pw"], data["stype"].astype(np.int64), clusters)
    whole = stats.Clusters(np.zeros(size, np.int64), np.ones(size))
    population = np.array([757.0]) if kind == "fpc" else None
    design = stats.describe(whole.cells, whole.weights, stats.Frame(np.zeros(1, np.int64), None, population))
    return rows, whole, design


@pytest.mark.parametrize("kind", ["fpc", "none"])
@pytest.mark.parametrize("measure", ["mean", "share"])
def test_clustered_estimates_equal_r(kind: str, measure: str) -> None:
    """Mean and share over all schools and per school type, 15 districts, 14 degrees of freedom."""
    rows, clusters, design = districts(QUESTION[measure], kind)
    options = EXACT if measure == "mean" else EXACT_SHARE
    found = stats.estimate_clustered(rows, clusters, 3, design, options)
    expected = OTHERS[f"cluster {kind} {measure} estimate all"]
    assert_allclose([found.total.estimate, found.total.se], [expected.estimate, expected.se], rtol=R_TOLERANCE)
    assert found.total.design_df == expected.df
    for g, stype in enumerate(STYPES):
        expected = OTHERS[f"cluster {kind} {measure} estimate {stype}"]
        actual = [found.groups.estimate[g], found.groups.se[g]]
        assert_allclose(actual, [expected.estimate, expected.se], rtol=R_TOLERANCE)


@pytest.mark.parametrize("kind", ["fpc", "none"])
@pytest.mark.parametrize("measure", ["mean", "share"])
def test_clustered_group_against_rest_equals_r(kind: str, measure: str) -> None:
    """A district has schools of several types, so that it stands on both sides of the contrast."""
    rows, clusters, design = districts(QUESTION[measure], kind)
    found = stats.group_against_rest_clustered(rows, clusters, 3, design, EXACT)
    for g, stype in enumerate(STYPES):
        expected = OTHERS[f"cluster {kind} {measure} rest {stype}"]
        for field in ("statistic", "df", "p", "se"):
            assert_allclose(getattr(found, field)[g], getattr(expected, field), rtol=R_TOLERANCE)
        assert_allclose(found.difference[g], expected.estimate, rtol=R_TOLERANCE)


@pytest.mark.parametrize("kind", ["weights", "strata", "fpc", "poststrat"])
def test_one_row_per_respondent_equals_the_estimator_without_clusters(kind: str) -> None:
    """Every method and every design: two ways to the same numbers."""
    schools = wave(kind)
    moments, scores = schools.moments("api00", "stype")
    size = len(schools.weights)
    rows = stats.Rows(schools.columns["api00"], schools.weights, schools.codes("stype"), np.arange(size))
    clusters = stats.Clusters(schools.cells, schools.weights)
    found = stats.estimate_clustered(rows, clusters, 3, schools.design)
    expected = stats.estimate(moments, scores, schools.design)
    for field, value in vars(expected.groups).items():
        assert_allclose(getattr(found.groups, field), value, rtol=1e-10)
    for options in (stats.Options(), EXACT, stats.Options(method="q")):
        contrast = stats.group_against_rest_clustered(rows, clusters, 3, schools.design, options)
        for field, value in vars(stats.group_against_rest(moments, scores, schools.design, options)).items():
            assert_allclose(getattr(contrast, field), value, rtol=1e-9)


def test_rows_count_as_answers_and_respondents_as_units() -> None:
    """Three rows of two respondents; a row without value or group falls away."""
    rows = stats.Rows(
        np.array([7.0, 8.0, 6.0, np.nan, 9.0]), np.ones(5), np.array([0, 0, 0, 0, -1]), np.array([0, 0, 1, 1, 2])
    )
    clusters = stats.Clusters(np.zeros(3, np.int64), np.ones(3))
    found = stats.estimate_clustered(rows, clusters, 2, stats.weights_only(np.ones(3)))
    assert found.groups.n.tolist() == [3, 0]
    assert found.groups.units.tolist() == [2, 0]
    assert_allclose(found.groups.estimate, [7, np.nan])


def test_repeating_every_row_changes_no_error() -> None:
    """Who answers twice the same tells nothing new: the error stays, though there are twice as many rows."""
    schools = wave("strata")
    size = len(schools.weights)
    rows = stats.Rows(
        np.tile(schools.columns["api00"], 2),
        np.tile(schools.weights, 2),
        np.tile(schools.codes("stype"), 2),
        np.tile(np.arange(size), 2),
    )
    clusters = stats.Clusters(schools.cells, schools.weights)
    found = stats.estimate_clustered(rows, clusters, 3, schools.design).groups
    moments, scores = schools.moments("api00", "stype")
    assert_allclose(found.se, stats.estimate(moments, scores, schools.design).groups.se, rtol=1e-10)


def test_a_cluster_that_does_not_exist_is_named() -> None:
    """The message has the row and the code."""
    rows = stats.Rows(np.ones(2), np.ones(2), np.zeros(2, np.int64), np.array([0, 5]))
    clusters = stats.Clusters(np.zeros(3, np.int64), np.ones(3))
    with pytest.raises(StatisticsError, match=r"cluster code of row 1: found 5"):
        stats.estimate_clustered(rows, clusters, 1, stats.weights_only(np.ones(3)))


@pytest.mark.parametrize("kind", ["fpc", "none"])
def test_several_values_in_one_go_are_what_each_is_alone(kind: str) -> None:
    """The mean and a share of the same schools: estimates and contrasts, a row per kind of value."""
    one, clusters, design = districts("api00", kind)
    two, _, _ = districts("both", kind)
    estimates, contrasts = stats.groups_clustered([one, two], clusters, 3, design, EXACT)
    for place, rows in enumerate((one, two)):
        alone = stats.estimate_clustered(rows, clusters, 3, design, EXACT).groups
        rest = stats.group_against_rest_clustered(rows, clusters, 3, design, EXACT)
        assert_allclose(estimates.se[place], alone.se, rtol=1e-12)
        assert_allclose(estimates.ci_low[place], alone.ci_low, rtol=1e-12)
        assert_allclose(contrasts.p[place], rest.p, rtol=1e-12)
