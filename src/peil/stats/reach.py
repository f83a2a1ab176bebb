"""Which targets weights can reach at all, and when they cannot, which target stands in the way: a linear program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from peil.errors import StatisticsError, UnreachableError
from peil.stats.arrays import FloatArray
from peil.stats.targets import TOLERANCE, Combinations, Goal, percent

# The linear program meets totals to about 1e-7 of them.
_ROUNDING = 1e-6


@dataclass(frozen=True)
class _Row:
    """One target as an equation on the (C,) weights: `of` the margin or quantity it belongs to, what messages call it;
    in units of the reader its value is `shift` + total / `scale`, of a margin (`part`) a share."""

    of: str
    what: str
    column: FloatArray
    wanted: float
    scale: float
    shift: float = 0.0
    part: bool = False

    def told(self, total: float) -> str:
        """A total of this row in the reader's units: a percentage, or a mean."""
        value = self.shift + total / self.scale
        return percent(value) if self.part else f"{value:.6g}"


def refuse_impossible(goal: Goal, combinations: Combinations, low: float, high: float) -> None:
    """Stop where no weights at all reach the targets with factors on the start weights between the bounds.

    UnreachableError that names a target, its value and what can be reached; where wider bounds would do, these.
    """
    low = max(low, 0.0)
    rows = list(_rows(goal, combinations))
    program = _Program(combinations.start, goal.total)
    if program.range_of(None, rows, low, high) is not None:
        return
    if program.range_of(None, rows, 0.0, np.inf) is None:
        raise _unreachable(program, rows)
    _refuse_bounds(lambda one, two: program.range_of(None, rows, one, two) is not None, low, high)


def _rows(goal: Goal, combinations: Combinations) -> Iterator[_Row]:
    """All equations: of numbers, which are first to be doubted, then of categories."""
    for q, (quantity, wanted) in enumerate(zip(goal.quantities, goal.sums, strict=True)):
        column = combinations.values[:, q]
        yield _Row(quantity.name, f"the mean of {quantity.name}", column, wanted, goal.total, quantity.mean)
    for m, (margin, shares) in enumerate(zip(goal.margins, goal.shares, strict=True)):
        for k, wanted in enumerate(shares):
            column = (combinations.table[:, m] == k).astype(np.float64)
            yield _Row(margin.name, margin.category(k), column, float(wanted), goal.total, part=True)


def _unreachable(program: _Program, rows: list[_Row]) -> StatisticsError:
    """The target that cannot be met: for itself, or else beside the others."""
    for beside in ("", " while the other targets are met"):
        for row in rows:
            others = [one for one in rows if one.of != row.of] if beside else []
            reached = program.range_of(row, others, 0.0, np.inf)
            if reached is None:
                continue
            least, most = reached
            slack = max(_ROUNDING * float(np.abs(row.column).max(initial=0.0)) * program.total, TOLERANCE)
            if not least - slack <= row.wanted <= most + slack:
                return UnreachableError(
                    f"{row.what}: found a target of {row.told(row.wanted)}, which no weights reach{beside}, expected "
                    f"one from {row.told(least)} to {row.told(most)}. Correct the target, or join categories.",
                    row.of,
                )
    names = " and ".join(dict.fromkeys(row.of for row in rows))
    return StatisticsError(
        f"targets of {names}: found targets that contradict one another: no weights reach them all, expected targets "
        "that these respondents can meet. Change a target, or join categories."
    )


@dataclass(frozen=True)
class _Program:
    """Linear programs over the weights of (C,) combinations with these start weights."""

    start: FloatArray
    total: float

    def range_of(self, row: _Row | None, held: list[_Row], low: float, high: float) -> tuple[float, float] | None:
        """The least and the largest total that a row can have while others are held, with factors between the bounds;
        None where these cannot be held. Without a row: whether they can."""
        # Loaded here, because it takes long and few weights need it.
        from scipy import optimize

        size = len(self.start)
        units = [float(np.abs(one.column).max(initial=0.0)) or 1.0 for one in held]
        equal = np.stack([np.ones(size), *(one.column / unit for one, unit in zip(held, units, strict=True))])
        wanted = np.array([self.total, *(one.wanted / unit for one, unit in zip(held, units, strict=True))])
        bounds = np.stack(
            [low * self.start, np.where(self.start > 0, high, 0.0) * np.maximum(self.start, 1e-300)], axis=1
        )
        ends = []
        for sign in (0.0,) if row is None else (1.0, -1.0):
            aim = np.zeros(size) if row is None else sign * row.column
            found = optimize.linprog(aim, A_eq=equal, b_eq=wanted, bounds=bounds.tolist())
            if found.fun is None:
                return None
            ends.append(sign * float(found.fun))
        return ends[0], ends[-1]


def _refuse_bounds(reachable: Callable[[float, float], bool], low: float, high: float) -> None:
    """StatisticsError: weights exist, but none within these bounds."""
    remedy = []
    if reachable(low, np.inf):
        highest = _narrowest(lambda bound: reachable(low, bound), high)
        remedy.append(f"an upper bound above {highest:.4g}")
    if reachable(0.0, high):
        lowest = 1 / _narrowest(lambda bound: reachable(1 / bound, high), 1 / low)
        remedy.append(f"a lower bound below {lowest:.4g}")
    raise StatisticsError(
        f"bounds {low:g} to {high:g}: found no weights within them that reach the targets, expected "
        f"{' or '.join(remedy) or 'wider ones on both sides'}. Widen the bounds, or join categories."
    )


def _narrowest(reachable: Callable[[float], bool], start: float) -> float:
    """The smallest bound for which weights exist, to a hundred-thousandth; there are none at `start`."""
    low, high = start, 2 * start
    while not reachable(high):
        low, high = high, 2 * high
    while high > low * (1 + 1e-5):
        middle = (low * high) ** 0.5
        low, high = (low, middle) if reachable(middle) else (middle, high)
    return high
