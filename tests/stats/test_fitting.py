"""Raking and calibration stop with the category's name where targets cannot be met, and meet them otherwise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from peil import stats
from peil.errors import StatisticsError, UnreachableError
from peil.stats import calibration, raking
from peil.stats.arrays import FloatArray, IntArray, weighted_count

People = tuple[list[stats.Margin], FloatArray]
SEX = np.array([0, 0, 0, 1, 1, 1, 1, 1])
OLD = np.array([0, 1, 0, 1, 0, 1, 1, 1])


def sex(*targets: float, codes: object = SEX) -> stats.Margin:
    """A margin of men and women."""
    return stats.Margin("sex", np.asarray(codes), np.array(targets), ("man", "woman"))


def old(*targets: float, codes: object = OLD) -> stats.Margin:
    """A margin of young and old."""
    return stats.Margin("age", np.asarray(codes), np.array(targets), ("young", "old"))


@st.composite
def people(draw: st.DrawFn) -> People:
    """Three margins on which every combination occurs, with targets that some weights meet; and start weights."""
    random = np.random.default_rng(draw(st.integers(0, 2**31)))
    more = random.integers(0, 2, (3, draw(st.integers(0, 60))))
    codes = np.concatenate([np.indices((3, 2, 2)).reshape(3, -1), more], axis=1)
    wanted = random.uniform(0.3, 3, (codes.shape[1],))
    margins = [
        stats.Margin(f"m{m}", one, np.bincount(one, wanted, minlength=size) / wanted.sum())
        for m, (one, size) in enumerate(zip(codes, (3, 2, 2), strict=True))
    ]
    return margins, random.uniform(0.5, 2, (codes.shape[1],))


def shares(margin: stats.Margin, weights: FloatArray) -> FloatArray:
    """What the weights come to."""
    return weighted_count(margin.codes, weights / weights.sum(), len(margin.targets))


@given(people(), st.floats(1e-3, 1e3))
def test_targets_are_met_whatever_the_scale_of_the_start_weights(given: People, scale: float) -> None:
    """Shares to 1e-9, mean 1, and ten times the start weights change nothing."""
    margins, base = given
    found = stats.rake(margins, base)
    for margin in margins:
        assert_allclose(shares(margin, found.weights), margin.targets, atol=1e-9)
    assert_allclose(found.weights.mean(), 1, rtol=1e-9)
    assert_allclose(stats.rake(margins, base * scale).weights, found.weights, rtol=1e-8)


@given(people())
def test_raking_is_calibration_with_the_raking_distance(given: People) -> None:
    """Two ways to the same weights: margins in turn, and Newton's method."""
    margins, base = given
    other = stats.calibrate(margins, (), base, stats.Bounded("raking"))
    assert_allclose(other.weights, stats.rake(margins, base).weights, rtol=1e-8)


@given(people(), st.integers(0, 2**31))
def test_the_order_of_respondents_and_of_margins_changes_nothing(given: People, seed: int) -> None:
    """Shuffled rows and margins give the same weights."""
    margins, base = given
    order = np.random.default_rng(seed).permutation(len(base))
    shuffled = [stats.Margin(one.name, one.codes[order], one.targets) for one in margins[::-1]]
    assert_allclose(stats.rake(shuffled, base[order]).weights, stats.rake(margins, base).weights[order], rtol=1e-8)


@given(people())
def test_respondents_alike_can_be_merged(given: People) -> None:
    """Two rows with the same categories count as one with their weights together."""
    margins, base = given
    code = np.ravel_multi_index([one.codes for one in margins], (3, 2, 2))
    merged = weighted_count(code, base, 12)
    first = np.array([np.flatnonzero(code == k)[0] for k in range(12)])
    fewer = [stats.Margin(one.name, one.codes[first], one.targets) for one in margins]
    whole, one_each = stats.rake(margins, base).weights, stats.rake(fewer, merged).weights
    assert_allclose(np.bincount(code, whole) / whole.sum(), one_each / one_each.sum(), rtol=1e-8)


@given(people(), st.sampled_from(["linear", "raking", "logit"]))
def test_factors_stay_within_bounds_that_can_be_met(given: People, distance: str) -> None:
    """Wide bounds around the raked factors: met, and kept."""
    margins, base = given
    factors = stats.rake(margins, base).weights / (base / base.mean())
    low, high = 0.8 * factors.min(), 1.2 * factors.max()
    found = stats.calibrate(margins, (), base, stats.Bounded(distance, low, high))  # type: ignore[arg-type] # a plain str
    ratio = found.weights / (base / base.mean())
    assert ratio.min() >= low * (1 - 1e-9)
    assert ratio.max() <= high * (1 + 1e-9)
    for margin in margins:
        assert_allclose(shares(margin, found.weights), margin.targets, atol=1e-9)


@given(people())
def test_no_trimmed_weight_is_above_the_limit_and_the_targets_hold(
    given: People,
) -> None:
    """The largest weight is the limit, those that were cut have exactly it, and the margins are met as before."""
    margins, base = given
    free = stats.rake(margins, base)
    times = 0.5 + 0.5 * max(1.2, float(free.weights.max()))
    try:
        found = stats.rake(margins, base, stats.Trim(times))
    except StatisticsError:
        assume(False)
    assert found.weights.max() <= times * (1 + 1e-9)
    assert_allclose(found.weights[found.trimmed], times, rtol=1e-9)
    for margin in margins:
        assert_allclose(shares(margin, found.weights), margin.targets, atol=1e-9)


def test_a_quantity_gets_its_mean() -> None:
    """Calibrated on a margin and on the mean of a number."""
    age = np.array([20.0, 60, 30, 70, 25, 50, 65, 80])
    found = stats.calibrate([sex(0.5, 0.5)], [stats.Quantity("age", age, 55.0)], None, stats.Bounded("logit", 0.2, 5))
    assert_allclose(np.average(age, weights=found.weights), 55, rtol=1e-9)
    assert_allclose(shares(sex(0.5, 0.5), found.weights), [0.5, 0.5], atol=1e-9)


def test_start_weights_of_zero_stay_zero() -> None:
    """Who weighs nothing is not there."""
    found = stats.rake([sex(0.5, 0.5)], np.array([1.0, 1, 0, 1, 1, 1, 1, 1]))
    assert found.weights[2] == 0


APART: IntArray = np.array([0, 0, 0, 1, 1, 1, 1, 1])


@pytest.mark.parametrize(
    ("margins", "message"),
    [
        ([sex(0.5, 0.4)], "margin sex: found target shares that add up to 0.9, expected shares of 0 or more"),
        ([sex(1.5, -0.5)], "margin sex: found target shares"),
        ([sex(np.nan, 0.5)], "margin sex: found target shares"),
        (
            [sex(0.875, 0.125, codes=np.zeros(8, int))],
            "sex=woman: found no respondents, expected some for its target of 12.5%. Join it",
        ),
        ([sex(1, 0)], "sex=woman: found respondents and a target of 0, which would drop them"),
        ([sex(0.5, 0.5, codes=[0, -1, 1, 1, -1, 0, 1, 0])], "margin sex: row 1 has no category, as have 2 rows in all"),
        ([sex(0.5, 0.5, codes=[0, 1])], None),
        (
            [sex(0.6, 0.4), old(0.3, 0.7, codes=APART)],
            "sex=man: found a target of 60%, while its respondents occur only with age=young, whose target is 30%: ",
        ),
        ([sex(0.5, 0.5), old(0.5, 0.5, codes=[0, 1])], "margin age: found 2 codes, expected one for each of 8"),
        ([], "weighting: found no margin and no quantity"),
        ([sex(0.5, 0.5, codes=[0, 2, 1, 1, 1, 1, 1, 1])], "margin sex: category code of row 1: found 2"),
    ],
)  # fmt: skip
def test_targets_that_cannot_be_met_stop_with_the_category(margins: list[stats.Margin], message: str | None) -> None:
    """Empty, contradictory or incomplete targets; nothing ends silently."""
    if message is None:
        assert stats.rake(margins).weights.tolist() == [1, 1]
        return
    with pytest.raises(StatisticsError, match="^" + message.replace("(", r"\(")):
        stats.rake(margins)


def test_a_contradiction_over_three_margins_is_found() -> None:
    """Each pair of margins can be met; the three together cannot."""
    codes = np.array([[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]]).T
    wanted = [stats.Margin(f"m{m}", one, np.array([0.9, 0.1])) for m, one in enumerate(codes)]
    wanted[2] = stats.Margin("m2", codes[2], np.array([0.1, 0.9]))
    message = (
        "^m0=0: found a target of 90%, which no weights reach while the other targets are met, expected one from 0% "
    )
    with pytest.raises(UnreachableError, match=message) as refused:
        stats.rake(wanted)
    assert refused.value.about == "m0"


def test_targets_that_contradict_one_another_twice_are_named_together() -> None:
    """Two such threes of margins: no single target explains it."""
    three = np.array([[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]])
    codes = np.hstack([np.repeat(three, 4, axis=0), np.tile(three, (4, 1))]).T
    lowest = [0.9, 0.9, 0.1] * 2
    wanted = [
        stats.Margin(f"m{m}", one, np.array([part, 1 - part]))
        for m, (one, part) in enumerate(zip(codes, lowest, strict=True))
    ]
    with pytest.raises(StatisticsError, match=r"^targets of m0 and m1 and m2 and m3 and m4 and m5: found targets that"):
        stats.rake(wanted)


def test_raking_that_does_not_converge_says_how_far_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of rounds, and the margin that is furthest off with the size of the miss."""
    monkeypatch.setattr(raking.rake_combinations, "__defaults__", (2,))
    with pytest.raises(
        StatisticsError,
        match=r"raking: no convergence after 2 rounds: sex=(wo)?man stands at \d+\.\d+%, \S+% off its target of \d+%\.",
    ):
        stats.rake([sex(0.9, 0.1), old(0.2, 0.8)])


def test_calibration_that_does_not_converge_says_how_far_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    """As raking."""
    monkeypatch.setattr(calibration.calibrate_combinations, "__defaults__", (1,))
    with pytest.raises(StatisticsError, match=r"calibration \(raking\): no convergence after 1 rounds: .* off"):
        stats.calibrate([sex(0.9, 0.1), old(0.2, 0.8)], (), None, stats.Bounded("raking"))


def test_factors_far_outside_any_weight_do_not_overflow() -> None:
    """Start weights of very different size and a mean that bounds keep out of reach: an error, and no warning."""
    values, base = np.array([0.001, 0, 0, 0, 0.001]), np.array([0.0211, 120.39, 1.374, 0.0964, 0])
    margin = stats.Margin("all", np.zeros(5, np.int64), np.ones(1))
    with pytest.raises(StatisticsError, match=r"bounds 0\.5 to 2: found no weights within them that reach the targets"):
        stats.calibrate([margin], [stats.Quantity("q", values, 0.00079)], base, stats.Bounded("raking", 0.5, 2.0))


def test_targets_that_only_weights_of_zero_reach_do_not_converge() -> None:
    """All men are young, and the men's target is that of all the young: young women would have to weigh nothing."""
    with pytest.raises(StatisticsError, match="raking: no convergence after 2000 rounds"):
        stats.rake([sex(0.4, 0.6), old(0.4, 0.6, codes=[0, 0, 0, 1, 0, 1, 1, 1])])


@pytest.mark.parametrize(
    ("low", "high", "message"),
    [
        (0.3, 1.2, "bounds 0.3 to 1.2: found no weights within them .*, expected an upper bound above 2.133"),
        (0.9, 2.5, "bounds 0.9 to 2.5: found no weights within them .*, expected a lower bound below 0.32"),
        (0.9, 1.2, "bounds 0.9 to 1.2: found no weights within them .*, expected wider ones on both sides"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("distance", ["linear", "raking", "logit"])
def test_bounds_that_cannot_be_met_stop_and_say_which_could(
    low: float, high: float, message: str, distance: str
) -> None:
    """3 of 8 respondents are to count for 80%: their factor is 32/15, that of the others 8/25."""
    with pytest.raises(StatisticsError, match=message):
        stats.calibrate([sex(0.8, 0.2)], (), None, stats.Bounded(distance, low, high))  # type: ignore[arg-type] # a plain str


def calibrated(age: FloatArray, mean: float) -> stats.Fitted:
    """Half men, half women, of this mean age."""
    return stats.calibrate([sex(0.5, 0.5)], [stats.Quantity("age", age, mean)])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: stats.Bounded("linear", 1.1, 2), "bounds: found 1.1 to 2, expected one below and one above 1"),
        (lambda: stats.Bounded("logit"), "expected a lowest and a highest factor for the logit distance"),
        (lambda: stats.Trim(0.9), "trimming: found 0.9 times the mean, expected more than 1"),
        (lambda: stats.trim_weights(np.array([1.0, 2, 9]), upper=3), "found limits -inf to 3 and a mean weight of 4"),
        (lambda: stats.rake([sex(0.5, 0.5)], np.zeros(8)), "start weights: found 8 that add up to 0"),
        (lambda: stats.rake([sex(0.5, 0.5)], np.full(8, -1.0)), "weight of row 0"),
        (lambda: stats.rake([sex(0.5, 0.5)], np.ones(7)), "start weights: found 7"),
        (lambda: stats.rake([sex(0.9, 0.1)], None, stats.Trim(1.05)), "the mean .a weight of 1.05.: "
         "the others cannot reach the targets any more. Trim at a higher limit. What stands in the way: sex=man"),
        (lambda: stats.rake([sex(0.9, 0.1)], None, stats.Trim(1.5, "median")), "a limit of 0.24, below the mean"),
        (lambda: calibrated(np.full(8, np.nan), 1.0), "quantity age: expected a number"),
        (lambda: calibrated(np.arange(8.0), np.nan), "quantity age: found the target mean nan"),
        (lambda: calibrated(np.arange(8.0), 99.0), "^the mean of age: found a target of 99, which no weights reach, "
         "expected one from 0 to 7. Correct"),
        (lambda: calibrated(np.arange(8.0), 6.8), "^the mean of age: found a target of 6.8, which no weights reach "
         "while the other targets are met, expected one from"),
        (lambda: calibrated(np.arange(8.0), 4.4), "found factors below 0"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(make: object, message: str) -> None:
    """Bounds, limits, start weights and quantities."""
    with pytest.raises(StatisticsError, match=message):
        make()  # type: ignore[operator] # a table of calls
