"""What weights must come to: shares of categories on margins, means of quantities; and respondents in combinations.

Nothing in weighting depends on the respondents one by one: those with the same categories and quantities get the same
factor on their start weight. Hence all work is done on the distinct combinations, of which there are few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from peil.errors import StatisticsError, UnreachableError
from peil.stats.arrays import FloatArray, IntArray, weighted_count
from peil.stats.moments import Codes, check_codes

TOLERANCE = 1e-9
# Up to so many possible combinations they are counted in one array; above it only those that occur are listed.
_DENSE = 1 << 21
# More are joined step by step, those that occur before the next.
_LARGEST = np.iinfo(np.int64).max // 2


def percent(share: float, digits: int = 6) -> str:
    """A share 0-1 as messages have it, and studies write their targets: `12.5%`."""
    return f"{100 * share:.{digits}g}%"


@dataclass(frozen=True)
class Margin:
    """(N,) category of every respondent, and (K,) target shares that add up to 1. `names`: for messages."""

    name: str
    codes: Codes
    targets: FloatArray
    names: tuple[str, ...] = ()

    def category(self, k: int) -> str:
        """How messages name a category: `gender=woman`."""
        return f"{self.name}={self.names[k] if self.names else k}"


@dataclass(frozen=True)
class Quantity:
    """(N,) a number of every respondent, and the weighted mean that it must have."""

    name: str
    values: FloatArray
    mean: float


@dataclass(frozen=True)
class Goal:
    """Margins and quantities together, as absolute totals of weights that are still to be given out.

    `shares`: per margin the (K,) totals. `sums`: per quantity Σ w·(value − mean). `total`: Σw.
    """

    margins: tuple[Margin, ...]
    quantities: tuple[Quantity, ...]
    shares: tuple[FloatArray, ...]
    sums: tuple[float, ...]
    total: float


@dataclass(frozen=True)
class Combinations:
    """The distinct combinations among (N,) respondents.

    `codes`: (N,) combination. `table`: (C, M) category on every margin; `values`: (C, Q) each quantity minus its mean;
    `start`: (C,) sum of start weights.
    """

    codes: IntArray
    table: IntArray
    values: FloatArray
    start: FloatArray

    def have(self, margin: int, weights: FloatArray, size: int) -> FloatArray:
        """(size,) what the (C,) weights come to on a margin."""
        return weighted_count(self.table[:, margin], weights, size)


def goal_of(margins: Sequence[Margin], quantities: Sequence[Quantity], rows: int, respondents: float) -> Goal:
    """The goal for respondents of mean weight 1, who stand in so many rows.

    StatisticsError, with the name of the margin, for targets that do not add up to 1, negative or missing targets,
    codes outside them, arrays of other lengths, or nothing to reach.
    """
    if not margins and not quantities:
        raise StatisticsError("weighting: found no margin and no quantity, expected something to weight to")
    for margin in margins:
        _check_margin(margin, rows)
    for quantity in quantities:
        if len(quantity.values) != rows or not np.isfinite(quantity.values).all():
            raise StatisticsError(
                f"quantity {quantity.name}: expected a number for each of {rows} respondents. Leave out those "
                "without one, or say which weight they get."
            )
        if not np.isfinite(quantity.mean):
            raise StatisticsError(f"quantity {quantity.name}: found the target mean {quantity.mean}, expected a number")
    shares = tuple(np.asarray(margin.targets, np.float64) * respondents for margin in margins)
    return Goal(tuple(margins), tuple(quantities), shares, (0.0,) * len(quantities), float(respondents))


def _check_margin(margin: Margin, respondents: int) -> None:
    targets = np.asarray(margin.targets, np.float64)
    total = float(targets.sum())
    if not abs(total - 1) <= TOLERANCE or targets.min(initial=0.0) < 0:
        raise StatisticsError(
            f"margin {margin.name}: found target shares that add up to {total:.10g}, expected shares of 0 or more, "
            "together 1"
        )
    if len(margin.codes) != respondents:
        raise StatisticsError(
            f"margin {margin.name}: found {len(margin.codes)} codes, expected one for each of {respondents} respondents"
        )
    check_codes(f"margin {margin.name}: category", margin.codes, len(targets), None)
    if margin.codes.size and margin.codes.min() < 0:
        missing = margin.codes < 0
        raise StatisticsError(
            f"margin {margin.name}: row {int(np.flatnonzero(missing)[0])} has no category, as have "
            f"{int(missing.sum())} rows in all. Leave them out, or say which weight they get."
        )


def combine(goal: Goal, base: FloatArray) -> Combinations:
    """The combinations that occur among the respondents; `base`: (N,) start weights."""
    parts: list[NDArray[np.integer]] = [margin.codes for margin in goal.margins]
    sizes = [len(margin.targets) for margin in goal.margins]
    distinct: list[FloatArray] = []
    for quantity in goal.quantities:
        found, inverse = np.unique(quantity.values, return_inverse=True)
        parts.append(inverse)
        sizes.append(len(found))
        distinct.append(found - quantity.mean)
    codes, table = joined(parts, sizes)
    count = len(goal.margins)
    columns = [found[table[:, count + q]] for q, found in enumerate(distinct)]
    values = np.stack(columns, axis=1) if columns else np.zeros((len(table), 0))
    return Combinations(codes, table[:, :count], values, weighted_count(codes, base, len(table)))


def joined(parts: Sequence[NDArray[np.integer]], sizes: Sequence[int]) -> tuple[IntArray, IntArray]:
    """(N,) position of each row of (N,) codes among the combinations that occur, and the (C, P) codes of these."""
    if prod(sizes) > _LARGEST and len(parts) > 1:
        first, table = joined(parts[:-1], sizes[:-1])
        codes, pairs = joined([first, parts[-1]], [len(table), sizes[-1]])
        return codes, np.column_stack([table[pairs[:, 0]], pairs[:, 1]])
    codes, present = _joined(parts, sizes)
    return codes, np.stack(np.unravel_index(present, sizes), axis=1)


def _joined(parts: Sequence[NDArray[np.integer]], sizes: Sequence[int]) -> tuple[IntArray, IntArray]:
    """(N,) position among the combinations that occur, and (C,) these combinations as one number each."""
    code = parts[0].astype(np.int64)
    for part, size in zip(parts[1:], sizes[1:], strict=True):
        code *= size
        code += part
    if prod(sizes) > _DENSE:
        present, codes = np.unique(code, return_inverse=True)
        return codes.astype(np.int64, copy=False), present
    seen = np.bincount(code, minlength=prod(sizes))
    present = np.flatnonzero(seen)
    if len(present) == len(seen):
        return code, present
    place = np.zeros(len(seen), np.int64)
    place[present] = np.arange(len(present))
    return place[code], present


def refuse_empty(goal: Goal, combinations: Combinations) -> None:
    """Stop, with the category's name, where a target has no respondents, or respondents have a target of 0."""
    for m, margin in enumerate(goal.margins):
        have = combinations.have(m, combinations.start, len(margin.targets))
        for k, (target, weight) in enumerate(zip(goal.shares[m] / goal.total, have, strict=True)):
            if target > 0 and weight <= 0:
                raise UnreachableError(
                    f"{margin.category(k)}: found no respondents, expected some for its target of {percent(target)}. "
                    "Join it with another category.",
                    margin.name,
                )
            if target == 0 and weight > 0:
                raise UnreachableError(
                    f"{margin.category(k)}: found respondents and a target of 0, which would drop them. Give it a "
                    "target, or leave them without a category.",
                    margin.name,
                )


def refuse_contradiction(goal: Goal, combinations: Combinations) -> None:
    """Stop where all respondents of a category belong to categories of another margin with smaller targets."""
    for m, margin in enumerate(goal.margins):
        for other in range(len(goal.margins)):
            if other != m:
                meets = np.zeros((len(margin.targets), len(goal.margins[other].targets)), np.bool_)
                meets[combinations.table[:, m], combinations.table[:, other]] = combinations.start > 0
                room = meets @ goal.shares[other]
                short = np.flatnonzero(goal.shares[m] - room > TOLERANCE * goal.total)
                if short.size:
                    _contradiction(goal, m, other, int(short[0]), meets)


def _contradiction(goal: Goal, m: int, other: int, k: int, meets: NDArray[np.bool_]) -> None:
    margin, beside = goal.margins[m], goal.margins[other]
    within = np.flatnonzero(meets[k])
    names = " and ".join(beside.category(int(one)) for one in within)
    room = float(goal.shares[other][within].sum() / goal.total)
    raise UnreachableError(
        f"{margin.category(k)}: found a target of {percent(goal.shares[m][k] / goal.total)}, while its respondents "
        f"occur only with {names}, whose target is {percent(room)}: both cannot be reached. Change one of the targets, "
        "or join categories.",
        margin.name,
    )


@dataclass(frozen=True)
class Miss:
    """Which target is furthest off: what it is called, what was reached, what it should be; `off` in shares. `mean`:
    of a number, and not a share."""

    what: str
    reached: float
    target: float
    off: float
    mean: bool = False

    def __str__(self) -> str:
        off = abs(self.reached - self.target)
        texts = [f"{self.reached:.9g}", f"{off:.3g}", f"{self.target:.9g}"]
        if not self.mean:
            texts = [percent(self.reached, 9), percent(off, 3), percent(self.target, 9)]
        return "{} stands at {}, {} off its target of {}".format(self.what, *texts)


def worst(goal: Goal, combinations: Combinations, weights: FloatArray) -> Miss:
    """The target that the (C,) weights of the combinations miss by most."""
    return _worst(goal, [combinations.have(m, weights, len(one)) for m, one in enumerate(goal.shares)],
                  combinations.values.T @ weights, float(weights.sum()))  # fmt: skip


def _worst(goal: Goal, have: Sequence[FloatArray], sums: FloatArray, total: float) -> Miss:
    scale = goal.total or 1.0
    found = Miss("the total", total / scale, 1.0, abs(total - goal.total) / scale)
    for margin, reached, wanted in zip(goal.margins, have, goal.shares, strict=True):
        off = np.abs(reached - wanted) / scale
        k = int(off.argmax())
        if off[k] > found.off:
            found = Miss(margin.category(k), reached[k] / scale, wanted[k] / scale, float(off[k]))
    for quantity, reached_sum, wanted_sum in zip(goal.quantities, sums, goal.sums, strict=True):
        unit = float(np.abs(quantity.values - quantity.mean).max(initial=0.0)) or 1.0
        off_mean = float(reached_sum - wanted_sum) / scale
        if abs(off_mean) / unit > found.off:
            mean = quantity.mean + float(wanted_sum) / scale
            found = Miss(f"the mean of {quantity.name}", mean + off_mean, mean, abs(off_mean) / unit, True)
    return found


def refuse_missed(goal: Goal, weights: FloatArray) -> None:
    """Stop unless the (N,) weights of all who stand in each row reach every target to 1e-9."""
    have = [weighted_count(margin.codes, weights, len(margin.targets)) for margin in goal.margins]
    sums = np.array([float(((one.values - one.mean) * weights).sum()) for one in goal.quantities])
    found = _worst(goal, have, sums, float(weights.sum()))
    if not found.off <= TOLERANCE:
        raise StatisticsError(f"weights: {found}, expected every target to be reached to {TOLERANCE:g}")
