"""Raking, calibration with bounds and trimming against R's survey package (tests/reference/weighting.R)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.testing import assert_allclose

from peil import stats
from peil.stats.arrays import FloatArray, IntArray
from stats.schools import EXACT, R_TOLERANCE, numbers, read

NUMBERS = numbers("weighting")
WEIGHTS = read("weighting")
SCHOOLS = read("apistrat")
# Design weights: schools of each type in the population over those in the sample.
START = SCHOOLS["fpc"] / np.array([100.0, 50, 50])[SCHOOLS["stype"].astype(np.int64)]
TOTALS = {"stypeE": 4421, "stypeH": 755, "stypeM": 1018, "wideYes": 5122, "bothYes": 4405, "api99": 3914069}
ALL = 6194
WITH_MEAN = ("linear_mean", "linear_bounds", "raking_bounds", "logit_bounds")
CASES = ("raking", "linear", *WITH_MEAN, "trimmed", "trimmed_median")


def margins() -> list[stats.Margin]:
    """School type, and whether the school-wide and both targets were met: shares of all Californian schools."""
    shares = (
        ("stype", [TOTALS["stypeE"], TOTALS["stypeH"], TOTALS["stypeM"]], ("E", "H", "M")),
        ("sch.wide", [ALL - TOTALS["wideYes"], TOTALS["wideYes"]], ("No", "Yes")),
        ("both", [ALL - TOTALS["bothYes"], TOTALS["bothYes"]], ("No", "Yes")),
    )
    return [
        stats.Margin(name, SCHOOLS[name].astype(np.int64), np.array(wanted) / ALL, names)
        for name, wanted, names in shares
    ]


def quantities(case: str) -> list[stats.Quantity]:
    """The mean index of 1999, where the case calibrates on it."""
    return [stats.Quantity("api99", SCHOOLS["api99"], TOTALS["api99"] / ALL)] if case in WITH_MEAN else []


def fitted(case: str, base: FloatArray | None) -> stats.Fitted:
    """What Peil makes of a case of the R script."""
    if case == "rake":
        return stats.rake(margins(), base)
    if case.startswith("trimmed"):
        trim = stats.Trim(1.5) if case == "trimmed" else stats.Trim(1.9, "median")
        return stats.rake(margins(), base, trim)
    how = {
        "raking": stats.Bounded("raking"),
        "linear_bounds": stats.Bounded("linear", 0.56, 1.21),
        "raking_bounds": stats.Bounded("raking", 0.57, 1.225),
        "logit_bounds": stats.Bounded("logit", 0.5, 1.3),
    }.get(case, stats.Bounded("linear"))
    return stats.calibrate(margins(), quantities(case), base, how)


@dataclass(frozen=True)
class Weighted:
    """Moments of the index by whether a school got an award, and the design."""

    moments: stats.Moments
    scores: FloatArray
    design: stats.Design


def weighted(case: str, kind: str, base: FloatArray | None) -> Weighted:
    """The sample under a case's weights: without strata, or stratified by type with finite populations."""
    found = fitted(case, base)
    cells, residuals = stats.residuals_on(margins(), quantities(case), base, found)
    strata: IntArray = SCHOOLS["stype"].astype(np.int64) if kind == "fpc" else np.zeros(200, np.int64)
    size = len(residuals.columns)
    frame = stats.Frame(
        stratum=np.repeat(np.arange(strata.max() + 1), size),
        calibration=np.tile(np.arange(size), strata.max() + 1),
        population=np.array([4421.0, 755.0, 1018.0]) if kind == "fpc" else None,
        margins=residuals,
    )
    code = strata * size + cells
    scores, answers = np.unique(SCHOOLS["api00"], return_inverse=True)
    layout = stats.Layout(len(frame.stratum), 2, len(scores))
    awards = SCHOOLS["awards"].astype(np.int64)
    return Weighted(
        stats.collect(code, awards, answers, found.weights, layout),
        scores,
        stats.describe(code, found.weights, frame),
    )


@pytest.mark.parametrize("case", ["rake", *CASES])
def test_the_weights_are_those_of_r(case: str) -> None:
    """rake, calibrate (linear, raking, logit; with bounds) and a raking with trimmed weights, from design weights."""
    found = fitted(case, START)
    assert_allclose(found.weights * ALL / 200, WEIGHTS[case], rtol=R_TOLERANCE)


@pytest.mark.parametrize("case", ["trimmed", "trimmed_median"])
def test_the_trimmed_share_is_that_of_r(case: str) -> None:
    """41% of the schools stand on the limit, and none above it."""
    found = fitted(case, START)
    assert found.trimmed.mean() == NUMBERS[f"{case}/trimmed"].estimate
    assert_allclose(found.weights.max(), found.weights[found.trimmed], rtol=1e-12)


@pytest.mark.parametrize("kind", ["plain", "fpc"])
@pytest.mark.parametrize("case", CASES)
def test_means_and_tests_have_r_s_calibrated_error(case: str, kind: str) -> None:
    """svymean, svyby and svyttest after calibrate, without strata and with strata and finite populations."""
    agree(weighted(case, kind, START), f"{kind}/{case}")


def test_from_equal_start_weights_raking_has_the_error_of_r_s_rake() -> None:
    """R's rake regresses unweighted: the same thing here. It stops after ten sweeps, short of convergence."""
    schools = weighted("rake", "plain", None)
    agree(schools, "equal/raking")
    agree(schools, "equal/rake", rtol=1e-5)


def agree(schools: Weighted, case: str, rtol: float = R_TOLERANCE) -> None:
    """Mean in all and per group with their errors, and the test of one against the other."""
    found = stats.estimate(schools.moments, schools.scores, schools.design, EXACT)
    expected = [NUMBERS[f"{case}/{what}"] for what in ("No", "Yes", "all")]
    assert_allclose([*found.groups.estimate, found.total.estimate], [one.estimate for one in expected], rtol=rtol)
    assert_allclose([*found.groups.se, found.total.se], [one.se for one in expected], rtol=rtol)
    rest = stats.group_against_rest(schools.moments, schools.scores, schools.design, EXACT)
    test = NUMBERS[f"{case}/awards"]
    for name in ("difference", "se", "statistic", "df", "p"):
        wanted = test.estimate if name == "difference" else getattr(test, name)
        assert_allclose(getattr(rest, name)[1], wanted, rtol=rtol, err_msg=name)


@pytest.mark.parametrize("strict", [False, True])
def test_limits_without_targets_are_r_s_trim_weights(strict: bool) -> None:
    """What is cut is spread evenly over the other schools, once or until none lies outside."""
    found, cut = stats.trim_weights(START, upper=35, lower=18, strict=strict)
    assert_allclose(found, WEIGHTS[f"trim{str(strict).upper()}"], rtol=R_TOLERANCE)
    assert cut.sum() >= 150


def test_raking_on_one_margin_is_post_stratification() -> None:
    """One margin: the factors of cell weights."""
    margin = margins()[1]
    cells = stats.cell_weights(margin.codes, margin.targets, START)
    assert_allclose(stats.rake([margin], START).weights, cells, rtol=1e-12)
    assert_allclose(stats.calibrate([margin], (), START).weights, cells, rtol=1e-12)
