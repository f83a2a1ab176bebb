"""The cheapest change of numbers of which one must move while sums of them stay: a linear programme, solved by HiGHS.

min Σ cost·|x|   where   sums·x = 0,   x[moved] = by,   -down ≤ x ≤ up
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from peil.stats.arrays import FloatArray, IntArray
from peil.stats.sparse import Sparse

if TYPE_CHECKING:
    import highspy

_ZERO = 1e-9
# Where nothing is free there is nothing to solve: one that moves alone may break a sum. HiGHS keeps sums to 1e-7.
_BROKEN = 1e-6


@dataclass(frozen=True)
class Change:
    """What a change may do. `sums`: (sums, numbers) coefficients of what stays; sparse where there are many. `cost`,
    `up`, `down`: (numbers,) what one more or less of each costs, how far it may rise, how far it may fall; an infinite
    cost = it may not change."""

    sums: FloatArray | Sparse
    cost: FloatArray
    up: FloatArray
    down: FloatArray


class Solver:
    """HiGHS, kept for many programmes: to make it anew takes half as long as to solve one. For one thread at a time."""

    @cached_property
    def _highs(self) -> highspy.Highs:
        # Loaded here, because few studies need it.
        import highspy

        made = highspy.Highs()  # type: ignore[no-untyped-call]  # of all its methods this one alone has no types
        made.silent()
        # A programme is solved sooner than threads are started, or it is looked through for what can be left out.
        made.setOptionValue("threads", 1)
        made.setOptionValue("presolve", "off")
        return made

    def least_change(self, allowed: Change, moved: int, by: float) -> FloatArray | None:
        """(numbers,) floats: the change of least cost that moves one number by so much; None where there is none.

        Of what `moved` itself may do and costs nothing is asked.
        """
        free = np.isfinite(allowed.cost)
        free[moved] = False
        places, change = np.flatnonzero(free), np.zeros(len(free))
        if len(places):
            found = self._solved(allowed, places, moved, by)
            if found is None:
                return None
            change[places] = np.where(np.abs(found) > _ZERO, found, 0.0)
        change[moved] = by
        return change if np.abs(allowed.sums @ change).max(initial=0.0) < _BROKEN else None

    def _solved(self, allowed: Change, free: IntArray, moved: int, by: float) -> FloatArray | None:
        """(free,) the change of those that are free. How far each rises, then how far each falls: columns, with the
        sums as rows. They go as arrays: a programme of HiGHS's own takes them number by number."""
        import highspy

        starts, rows, values, right = _columns(allowed.sums, free, moved)
        wanted, size = -by * right, 2 * len(free)
        cost, most = np.tile(allowed.cost[free], 2), np.concatenate([allowed.up[free], allowed.down[free]])
        begins, of_rows = np.concatenate([starts[:-1], starts + starts[-1]]), np.tile(rows, 2)
        self._highs.passModel(
            size, len(wanted), len(of_rows), int(highspy.MatrixFormat.kColwise), int(highspy.ObjSense.kMinimize), 0.0,
            cost, np.zeros(size), most, wanted, wanted,
            begins.astype(np.int32), of_rows.astype(np.int32), np.concatenate([values, -values]),
            np.zeros(size, np.int32),
        )  # fmt: skip
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        rise, fall = np.array(self._highs.getSolution().col_value).reshape(2, -1)
        return np.asarray(rise - fall)


def _columns(
    sums: FloatArray | Sparse, free: IntArray, moved: int
) -> tuple[IntArray, IntArray, FloatArray, FloatArray]:
    """The coefficients of the numbers that are free, column by column: where each begins, rows, values; and the column
    of the one that moves."""
    if isinstance(sums, Sparse):
        alone = (np.arange(sums.shape[1]) == moved).astype(np.float64)
        return *sums.of_columns(free), sums @ alone
    columns, rows = np.nonzero(sums[:, free].T)
    starts = np.searchsorted(columns, np.arange(len(free) + 1))
    return starts, rows, sums[rows, free[columns]], sums[:, moved]
