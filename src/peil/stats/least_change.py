"""The cheapest change of numbers of which one must move while sums of them stay: a linear programme, solved exactly.

    min Σ cost·|x|   where   sums·x = 0,   x[moved] = by,   -down ≤ x ≤ up

Such a change moves ten numbers of a table of hundreds. So only sums that some step breaks are looked at. While nothing
moves, no price pays for a change; the dual simplex method keeps it so, and mends one broken sum or bound after another.
An absolute value needs no variables of its own: a number may rest at -down, at 0 and at up, and its cost has one slope
in each *piece* between them. Large programmes, and what takes many steps, are left to a solver that is made for them.

Source: Fourer, "A simplex algorithm for piecewise-linear programming I", Mathematical Programming 33, 1985; Maros,
Computational Techniques of the Simplex Method, 2003, chapter 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peil.stats.arrays import BoolArray, FloatArray

if TYPE_CHECKING:
    from scipy.sparse import csc_array

_ZERO = 1e-9
# Of a change of ten numbers few take more.
_STEPS = 60


@dataclass(frozen=True)
class Change:
    """What a change may do. `sums`: (sums, numbers) coefficients of what stays; sparse where there are many. `cost`,
    `up`, `down`: (numbers,) what one more or less of each costs, how far it may rise, how far it may fall; an infinite
    cost = it may not change."""

    sums: FloatArray | csc_array
    cost: FloatArray
    up: FloatArray
    down: FloatArray


def least_change(allowed: Change, moved: int, by: float) -> FloatArray | None:
    """(numbers,) floats: the change of least cost that moves one number by so much; None where there is none.

    Of what `moved` itself may do and costs nothing is asked.
    """
    if isinstance(allowed.sums, np.ndarray):
        state = _Simplex(allowed, allowed.sums, moved, by)
        for _ in range(_STEPS):
            broken = state.broken()
            if broken is None:
                return np.where(np.abs(state.x[:-1]) > _ZERO, state.x[:-1], 0.0)
            if not state.mend(*broken):
                return None
    return of_many_steps(allowed, moved, by)


def of_many_steps(allowed: Change, moved: int, by: float) -> FloatArray | None:
    """The same, by the solver for large programmes."""
    # Loaded here, because it takes long and few tables need it.
    from scipy.optimize import linprog
    from scipy.sparse import csc_array, hstack

    sums = csc_array(allowed.sums)
    free = np.flatnonzero(np.isfinite(allowed.cost) & (np.arange(len(allowed.cost)) != moved))
    most = np.concatenate([allowed.up[free], allowed.down[free]])
    found = linprog(  # type: ignore[call-overload]  # it takes sparse matrices, which its stubs do not know
        np.concatenate([allowed.cost[free], allowed.cost[free]]),
        A_eq=hstack([sums[:, free], -sums[:, free]], "csc"),
        b_eq=-by * sums[:, [moved]].toarray()[:, 0],
        bounds=np.column_stack([np.zeros(len(most)), most]),
        method="highs",
    )
    if found.x is None:
        return None
    change = np.zeros(len(allowed.cost))
    change[free] = found.x[: len(free)] - found.x[len(free) :]
    change[moved] = by
    return np.where(np.abs(change) > _ZERO, change, 0.0)


class _Simplex:
    """Where the dual simplex method stands. The last number is what the sum that is looked at lacks; it must be 0.

    `x`: (numbers,) the change so far. `rows`: (rows, numbers) the sums that were broken, each solved for the number
    that mends it, its `own`: `rows @ x` stays, and a row holds 1 at its own number and 0 at those of others. `low`,
    `high`: (rows,) the piece in which the own number must lie. `price`: (numbers,) what the sums pay for one more.
    """

    def __init__(self, allowed: Change, sums: FloatArray, moved: int, by: float) -> None:
        self.sums = sums
        self.cost, self.up, self.down = (np.append(one, 0.0) for one in (allowed.cost, allowed.up, allowed.down))
        self.x, self.price = np.zeros(len(self.up)), np.zeros(len(self.up))
        # No step changes it again.
        self.x[moved] = self.up[moved] = by
        self.down[moved] = -by
        self.rows, self.own = np.empty((0, len(self.up))), np.empty(0, np.intp)
        self.low, self.high = np.empty(0), np.empty(0)

    def broken(self) -> tuple[int, float] | None:
        """A row whose own number lies outside its piece, and how far above it (or, negative, below)."""
        value = self.x[self.own]
        over = np.maximum(value - self.high, 0.0) + np.minimum(value - self.low, 0.0)
        if np.abs(over).max(initial=0.0) > _ZERO:
            row = int(np.abs(over).argmax())
            return row, float(over[row])
        lacks = -(self.sums @ self.x[:-1])
        if np.abs(lacks).max(initial=0.0) > _ZERO:
            which = int(np.abs(lacks).argmax())
            return self._new_row(which, float(lacks[which])), float(lacks[which])
        return None

    def _new_row(self, which: int, lacks: float) -> int:
        """The row of a sum that was not looked at before."""
        plain = np.append(self.sums[which], 1.0)
        self.rows = np.vstack([self.rows, plain - plain[self.own] @ self.rows])
        self.own = np.append(self.own, len(plain) - 1)
        self.low, self.high = np.append(self.low, 0.0), np.append(self.high, 0.0)
        self.x[-1] = lacks
        return len(self.own) - 1

    def mend(self, row: int, over: float) -> bool:
        """The cheapest step towards the piece of the own number of a row; False where nothing can move."""
        pull = self.rows[row] * np.sign(over)
        step, paid = self._first_to_pay(pull)
        bend = self._bend(row, over)
        if min(paid, bend) == np.inf:
            return False
        self.price += min(paid, bend) * pull
        if bend <= paid:
            number = self.own[row]
            self.low[row], self.high[row] = self._piece(number, above=over > 0)
        else:
            self._exchange(row, step, over)
        return True

    def _first_to_pay(self, pull: FloatArray) -> tuple[int, float]:
        """The number that moves first when prices rise by this pull, and how far they rise; infinite where none can."""
        able = ((pull > _ZERO) & (self.x < self.up)) | ((pull < -_ZERO) & (self.x > -self.down))
        able[self.own] = False
        steps = np.flatnonzero(able)
        if not len(steps):
            return -1, np.inf
        slope = np.where(_above(self.x[steps], pull[steps]), self.cost[steps], -self.cost[steps])
        rise = np.maximum((slope - self.price[steps]) / pull[steps], 0.0)
        first = int((rise <= rise.min() + _ZERO).argmax())
        return int(steps[first]), float(rise[first])

    def _bend(self, row: int, over: float) -> float:
        """The rise of prices at which the own number of a row goes on beyond 0; infinite where it rests elsewhere."""
        number = self.own[row]
        beyond = self.high[row] == 0 < self.up[number] if over > 0 else self.low[row] == 0 < self.down[number]
        return 2.0 * float(self.cost[number]) if beyond else np.inf

    def _exchange(self, row: int, step: int, over: float) -> None:
        """A number moves until the row is mended, and is its own from now on; the one before it rests at its bound."""
        by = over / self.rows[row, step]
        piece = self._piece(step, above=bool(_above(self.x[step], by)))
        self.x[self.own] -= self.rows[:, step] * by
        self.x[self.own[row]] = self.high[row] if over > 0 else self.low[row]
        self.x[step] += by
        solved = self.rows[row] / self.rows[row, step]
        self.rows -= np.outer(self.rows[:, step], solved)
        self.rows[row] = solved
        self.own[row] = step
        self.low[row], self.high[row] = piece

    def _piece(self, number: int, above: bool) -> tuple[float, float]:
        return (0.0, float(self.up[number])) if above else (-float(self.down[number]), 0.0)


def _above(x: FloatArray, towards: FloatArray) -> BoolArray:
    """Whether a step from x leads through the piece above 0, or through that below it."""
    return np.where(towards > 0, x >= 0, x > 0)
