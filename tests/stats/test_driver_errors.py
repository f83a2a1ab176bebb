"""Errors of importance: gradients against differences of exact shares, influence against moved weights, bootstrap."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from peil.stats import (
    SCALES,
    Frame,
    Margins,
    correlation_influence,
    describe,
    em_influence,
    imputed_influence,
    joint_covariance,
    mean_imputed,
    mean_influence,
    placing,
    share_gradients,
    small_sample,
    variances,
    weights_only,
)
from peil.stats.carried import carried_change
from peil.stats.em import em_covariance
from peil.stats.importance import attribution, importance
from peil.stats.orders import attribution_gradients

Floats = NDArray[np.float64]


def grades(count: int, items: int, missing: float = 0.0, seed: int = 3) -> tuple[Floats, Floats]:
    """(count, items + 1) scores that share a judgement, the outcome last, some missing; (count,) weights."""
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(count, items + 1)) + np.linspace(0.4, 1.4, items + 1) * rng.normal(size=(count, 1))
    values[rng.random(values.shape) < missing] = np.nan
    kept = np.isfinite(values).any(axis=1)
    return values[kept], rng.uniform(0.5, 2.0, count)[kept]


def shares(covariance: Floats) -> Floats:
    """Exact: parts of what is explained."""
    found = importance(covariance).shares
    parts: Floats = found / found.sum(axis=1, keepdims=True)
    return parts


def standardised(values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Values in standard deviations, and their covariance by EM."""
    found = em_covariance(values, weights, tolerance=1e-12)
    scale = np.sqrt(np.diag(found.covariance))
    return (values - found.mean) / scale, found.covariance / np.outer(scale, scale)


@pytest.mark.parametrize("entry", [(0, 1), (1, 4), (2, 2), (4, 4)])
def test_gradients_of_shares_are_near_those_of_the_exact_shares(entry: tuple[int, int]) -> None:
    """512 of the 24 orders of four predictors: each of them often; differences of exact shares over 2e-6."""
    _, covariance = standardised(*grades(400, 4))
    step = np.zeros_like(covariance)
    step[entry] = step[entry[::-1]] = 1e-6
    difference = (shares(covariance + step) - shares(covariance - step))[0] / 2e-6
    found = share_gradients(covariance).covariance[:, entry[0], entry[1]] * (1 + (entry[0] != entry[1]))
    assert found == pytest.approx(difference, abs=0.03)


def test_gradients_of_an_attribution_are_near_those_of_the_exact_one() -> None:
    """To the changes of the means, and to a covariance of two predictors."""
    _, covariance = standardised(*grades(400, 4))
    change = np.array([0.5, -0.2, 0.3, 0.1])

    def exact(matrix: Floats, moved: Floats) -> Floats:
        found: Floats = attribution(matrix[:-1, :-1], matrix[:-1, -1], moved).reshape(-1)
        return found

    found = attribution_gradients(covariance, change)
    assert found.change is not None
    assert found.value == pytest.approx(exact(covariance, change), abs=0.02)
    for place in range(4):
        one = np.eye(4)[place]
        assert found.change[:, place] == pytest.approx(exact(covariance, one), abs=0.02)
    step = np.zeros_like(covariance)
    step[0, 2] = step[2, 0] = 1e-6
    difference = (exact(covariance + step, change) - exact(covariance - step, change)) / 2e-6
    assert 2 * found.covariance[:, 0, 2] == pytest.approx(difference, abs=0.02)


def entries(q: int) -> Floats:
    """(3, q, q) gradients of three entries of a covariance to itself."""
    made = np.zeros((3, q, q))
    for number, (i, j) in enumerate([(0, 1), (2, 2), (0, q - 1)]):
        made[number, i, j] += 0.5
        made[number, j, i] += 0.5
    return made


@pytest.mark.parametrize("row", [0, 7, 150])
def test_influence_is_what_moving_a_weight_does(row: int) -> None:
    """A weight that is a ten-thousandth larger, and EM done again with 30% missing."""
    values, weights = grades(300, 5, missing=0.3)
    standard, covariance = standardised(values, weights)
    moved = weights.copy()
    moved[row] *= 1.0001
    again = em_covariance(standard, moved, tolerance=1e-13).covariance
    difference = (again - covariance) / 1e-4
    found = em_influence(standard, weights, np.zeros(6), covariance, entries(6))[row]
    assert found == pytest.approx([difference[0, 1], difference[2, 2], difference[0, 5]], rel=1e-3, abs=1e-7)


@pytest.mark.parametrize("row", [0, 7, 150])
def test_influence_on_an_imputed_covariance_is_what_moving_a_weight_does(row: int) -> None:
    """The same for who counts as the mean."""
    values, weights = grades(300, 5, missing=0.3)
    mean, covariance = mean_imputed(values, weights)
    moved = weights.copy()
    moved[row] *= 1.0001
    difference = (mean_imputed(values, moved)[1] - covariance) / 1e-4
    found = imputed_influence(values, weights, mean, covariance, entries(6))[row]
    assert found == pytest.approx([difference[0, 1], difference[2, 2], difference[0, 5]], rel=1e-3, abs=1e-7)


def test_the_variance_of_a_correlation_is_the_known_one() -> None:
    """Of a normal distribution (1 − r²)²/n, to the 10% that chance leaves at n = 4,000."""
    values, _ = grades(4000, 1)
    u = correlation_influence(values[:, :1], values[:, 1], np.ones(4000))
    r = float(np.asarray(np.corrcoef(values, rowvar=False))[0, 1])
    assert (u**2).sum() == pytest.approx((1 - r**2) ** 2 / 4000, rel=0.1)


def test_joint_errors_are_those_of_the_means() -> None:
    """Two strata: variances and the covariance of two means, written out."""
    values, weights = grades(200, 1)
    cells = (np.arange(200) % 3 == 0).astype(np.int64)
    design = describe(cells, weights, Frame(stratum=np.array([0, 1])))
    u = mean_influence(values, weights)
    expected = sum(
        len(part) / (len(part) - 1) * (part - part.mean(axis=0)).T @ (part - part.mean(axis=0))
        for part in (u[cells == 0], u[cells == 1])
    )
    assert joint_covariance(u, cells, weights, design, "fail") == pytest.approx(np.asarray(expected), rel=1e-9)


@pytest.mark.parametrize("margins", [None, Margins(np.array([[1.0, 0], [0, 1], [1, 1]]))], ids=["cells", "margins"])
def test_a_covariance_is_half_of_what_the_variance_of_the_sum_has_more(margins: Margins | None) -> None:
    """Var(a+b) = Var(a) + Var(b) + 2·Cov(a, b), with strata of which one has a single respondent, a finite population
    and weights that are fixed to totals; and what moves nobody moves with nothing."""
    rng = np.random.default_rng(4)
    cells = np.repeat(np.arange(5), [1, 60, 50, 40, 30]).astype(np.int64)
    frame = Frame(np.array([2, 0, 0, 1, 1]), np.array([-1, 0, 1, 2, 0]), np.array([np.inf, 200.0, 10.0]), margins)
    weights = rng.uniform(0.5, 2, len(cells))
    design = describe(cells, weights, frame)
    u = np.concatenate([rng.normal(size=(len(cells), 3)) + cells[:, None], np.zeros((len(cells), 1))], axis=1)
    found = joint_covariance(u, cells, weights, design, "adjust")
    alone = variances(u, cells, weights, design, "adjust")
    for one in range(4):
        both = variances(u + u[:, [one]], cells, weights, design, "adjust")
        assert found[one] == pytest.approx((both - alone - alone[one]) / 2, rel=1e-9, abs=1e-9)
    assert not found[3].any()


def test_errors_of_shares_are_those_of_the_bootstrap() -> None:
    """Six aspects, 30% missing: EM and exact shares on 200 samples drawn with replacement, within its own noise."""
    values, weights = grades(500, 6, missing=0.3)
    standard, covariance = standardised(values, weights)
    slopes = share_gradients(covariance).covariance
    u = em_influence(standard, weights, np.zeros(7), covariance, slopes)
    found = np.sqrt(np.diag(joint_covariance(u, np.zeros(len(u), np.int64), weights, weights_only(weights), "fail")))
    rng = np.random.default_rng(1)
    drawn = rng.multinomial(len(values), np.full(len(values), 1 / len(values)), size=200)
    replicates = np.stack([em_covariance(standard, weights * times, tolerance=1e-5).covariance for times in drawn])
    assert found / shares(replicates).std(axis=0) == pytest.approx(np.ones(6), abs=0.2)


def test_places_far_from_the_borders_are_sure() -> None:
    """Three aspects with errors of a hundredth: their corners and ranks are fixed."""
    mean = (lambda part: part.mean(axis=1, keepdims=True),) * 2
    found = placing(np.array([0.9, 0.6, 0.1]), np.array([8.0, 5.0, 7.9]), np.eye(6) * 1e-4, mean)
    assert found.chances.tolist() == [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]
    assert (found.rank_low.tolist(), found.rank_high.tolist()) == ([1, 2, 3], [1, 2, 3])


def test_equals_have_equal_chances() -> None:
    """Two aspects that are the same: either can be the first, and either on the high side."""
    mean = (lambda part: part.mean(axis=1, keepdims=True),) * 2
    found = placing(np.array([0.5, 0.5]), np.array([7.0, 7.0]), np.eye(4) * 0.01, mean)
    assert found.chances == pytest.approx(np.full((2, 4), 0.25), abs=0.03)
    assert (found.rank_low.tolist(), found.rank_high.tolist()) == ([1, 1], [2, 2])


def two_samples(missing: float) -> tuple[Floats, Floats, Floats]:
    """Two samples of which the later rates the first aspect higher: values, weights, and which row is later."""
    values, weights = grades(400, 4, missing)
    later = (np.arange(len(values)) % 3 == 0).astype(np.float64)
    return values + later[:, None] * np.array([0.6, 0, 0, 0, 0.4]), weights, later


def test_what_is_carried_adds_up_to_slopes_times_changes() -> None:
    """Complete answers: β by least squares on both samples with one intercept each, times the changes of the means."""
    values, weights, later = two_samples(0.0)
    found = carried_change(values, weights, later)
    for place in range(4):
        means = [np.average(values[later == wave, place], weights=weights[later == wave]) for wave in (1.0, 0.0)]
        assert found.change[place] == pytest.approx(means[0] - means[1], rel=1e-6)
    columns = np.column_stack([values[:, :4], later, np.ones(len(values))]) * np.sqrt(weights)[:, None]
    slopes = np.linalg.lstsq(columns, values[:, -1] * np.sqrt(weights), rcond=None)[0]
    assert found.points.sum() == pytest.approx(slopes[:4] @ found.change, rel=1e-6)


@pytest.mark.parametrize("row", [0, 5, 100])
def test_influence_on_what_is_carried_is_what_moving_a_weight_does(row: int) -> None:
    """A quarter missing; of points to the few thousandths that a sample of orders leaves."""
    values, weights, later = two_samples(0.25)
    moved = weights.copy()
    moved[row] *= 1.001
    found, again = carried_change(values, weights, later), carried_change(values, moved, later)
    assert found.change_influence[row] == pytest.approx((again.change - found.change) / 1e-3, rel=0.02, abs=1e-4)
    assert found.points_influence[row] == pytest.approx((again.points - found.points) / 1e-3, rel=0.1, abs=3e-4)


def test_scales_lead_there_and_back_and_their_slopes_are_differences() -> None:
    """Each of them, at values where it is used; an interval holds its value, and none leaves the scale."""
    value, step = np.array([0.02, 0.1, 0.4, 0.9]), 1e-6
    for scale in SCALES.values():
        assert scale.back(scale.there(value)) == pytest.approx(value)
        slope = (scale.there(value + step) - scale.there(value - step)) / (2 * step)
        assert scale.slope(value) == pytest.approx(slope, rel=1e-4)
        low, high = scale.interval(value, np.full(4, 0.01), 1.96)
        assert ((low < value) & (value < high)).all()
    low, _ = SCALES["part"].interval(np.array([0.001]), np.array([0.02]), 1.96)
    assert low == pytest.approx(0)


def test_few_rows_make_errors_longer_by_what_a_regression_leaves() -> None:
    """√(n/(n−q)) of complete rows; pairs and unequal weights count for what they are; at most 2."""
    known = np.ones((100, 5), bool)
    assert small_sample(known, np.ones(100)) == pytest.approx(np.sqrt(100 / 95))
    half = np.repeat([1.0, 3.0], 50)
    effective = half.sum() ** 2 / (half**2).sum()
    assert small_sample(known, half) == pytest.approx(np.sqrt(effective / (effective - 5)))
    known[:60, 0] = False
    pairs = (6 * 100 + 4 * 40) / 10
    assert small_sample(known, np.ones(100)) == pytest.approx(np.sqrt(pairs / (pairs - 5)))
    assert small_sample(np.ones((4, 5), bool), np.ones(4)) == 2


def test_intervals_hold_the_truth_with_few_respondents() -> None:
    """Sixty surveys of 120 with six grades, 30% of all missing: 95% intervals of shares hold that of 40,000 more often
    than plain ones do, by four points at least."""
    large, ones = grades(40_000, 6)
    truth = shares(standardised(large, np.ones(len(large)))[1])[0]
    inside, plain = [], []
    for seed in range(60):
        values, _ = grades(120, 6, 0.3, seed + 10)
        ones = np.ones(len(values))
        standard, covariance = standardised(values, ones)
        u = em_influence(standard, ones, np.zeros(7), covariance, share_gradients(covariance).covariance)
        se, found = np.sqrt((u**2).sum(axis=0)), shares(covariance)[0]
        low, high = SCALES["part"].interval(found, se * small_sample(np.isfinite(values), ones), 1.96)
        inside.append((low <= truth) & (truth <= high))
        plain.append(np.abs(found - truth) <= 1.96 * se)
    assert np.mean(inside) > np.mean(plain) + 0.04 > 0.86
