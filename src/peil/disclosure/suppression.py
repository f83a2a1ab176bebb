"""Complementary suppression: which further cells must be hidden, so that no private one follows by arithmetic.

A reader knows every cell that is shown and how cells add up. A private cell is safe when another table, equal in all
that is shown and possible in all that is hidden, gives it a value at the limit. Such a table is the true one plus a
*shift*: a change of cells that leaves every sum as it is. The cheapest shift, a small linear programme, names the cells
to hide; it is at the same time the proof that they are enough.

Source: Fischetti and Salazar, "Models and algorithms for optimizing cell suppression in tabular data with linear
constraints", Journal of the American Statistical Association 95, 2000 (the relaxation, one private cell after another).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from peil.stats.least_change import Change, Solver
from peil.stats.sparse import Sparse

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Places = NDArray[np.intp]
# What it costs to use a cell that is hidden anyway: little, so that the shift stays short.
_HIDDEN = 1e-3
_ZERO = 1e-9
# A shift that loses less than this costs no figure that would be shown; so many are looked for to find one that does.
_FIGURE = 30.0
_TRIES = 6


@dataclass(frozen=True)
class Table:
    """Cells and how they add up.

    `sums`: (equations, cells) coefficients of sums that a reader knows. `values`: (cells,) the counts. `lowest`,
    `highest`: (cells,) what a reader holds possible for a hidden cell, but the one that is to move. `cost`: (cells,)
    the loss of hiding one; infinite for what is known whatever is hidden. `hidden`: (cells,) not shown anyway. `rise`:
    (cells,) how far a private cell must be able to go up (or, negative, down); 0 for all others. `must`: else it is
    hidden where that is possible, and left where it is not.
    """

    sums: Sparse
    values: Floats
    lowest: Floats
    highest: Floats
    cost: Floats
    hidden: Bools
    rise: Floats
    must: bool = True

    @cached_property
    def up(self) -> Floats:
        """(cells,) how far a reader holds possible that a cell rises."""
        return np.where(np.isfinite(self.cost), np.maximum(self.highest - self.values, 0.0), 0.0)

    @cached_property
    def down(self) -> Floats:
        """(cells,) how far a reader holds possible that a cell falls."""
        return np.where(np.isfinite(self.cost), np.maximum(self.values - self.lowest, 0.0), 0.0)


@dataclass
class Known:
    """(shifts, cells) shifts by one that were found before, by the cell that they protect: tried first, so that tables
    that are alike hide the same cells. All of tables with the same cells. `solver`: who finds them."""

    shifts: dict[int, Floats] = field(default_factory=dict)
    solver: Solver = field(default_factory=Solver)

    def count(self, cell: int) -> int:
        """How many protect a cell."""
        return len(self.shifts.get(cell, ()))

    def add(self, cell: int, shift: Floats) -> None:
        """One that protects a cell."""
        before = self.shifts.get(cell, np.empty((0, len(shift))))
        self.shifts[cell] = np.concatenate([before, shift[None] / shift[cell]])


def suppress(table: Table, known: Known | None = None) -> Bools:
    """(cells,) what must be hidden, private cells included: which cells may a reader not see?

    Private cells one by one, the most exposed first; what one of them hides serves the next. Where no shift exists a
    reader's ideas of what is possible are left out of account; where even then there is none, everything that can be
    hidden is, unless the table says that it is not a `must`.
    """
    known = known if known is not None else Known()
    hidden: Bools = table.hidden | (table.rise != 0)
    cells = np.flatnonzero(table.rise)
    cells = cells[np.argsort(-np.abs(table.rise[cells]), kind="stable")]
    possible = _possible(table, cells, known)
    for cell in cells.tolist():
        shift = _shift(table, hidden, cell, known, possible.get(cell))
        if shift is None and table.must:
            return np.logical_or(hidden, np.isfinite(table.cost))
        if shift is not None:
            hidden |= np.abs(shift) > _ZERO
    return hidden


def _shift(table: Table, hidden: Bools, cell: int, known: Known, possible: Floats | None) -> Floats | None:
    """The change that protects a cell: one that was found before, unless it costs a figure and another may not.

    `possible`: (shifts, cells) those found before that are possible here; None = there is none.
    """
    loss: float = np.inf
    before: Floats | None = None
    if possible is not None:
        losses = _losses(table, hidden, possible)
        best = int(losses.argmin())
        loss, before = losses[best], possible[best]
        if loss < _FIGURE or known.count(cell) >= _TRIES:
            return before
    found = cheapest_shift(table, hidden, cell, known.solver)
    if found is None and before is None and table.must:
        free = replace(table, lowest=np.minimum(table.lowest, 0.0))
        found = cheapest_shift(free, hidden, cell, known.solver)
    if found is None:
        return before
    known.add(cell, found)
    return found if before is None or _losses(table, hidden, found[None])[0] < loss else before


def _possible(table: Table, moved: Places, known: Known) -> Mapping[int, Floats]:
    """By cell the (shifts, cells) found before that move it as far as it must and that are possible here."""
    tried = [(cell, known.shifts[cell]) for cell in moved.tolist() if cell in known.shifts]
    if not tried:
        return {}
    cells = np.repeat([cell for cell, _ in tried], [len(one) for _, one in tried])
    shifts = np.concatenate([one for _, one in tried]) * table.rise[cells][:, None]
    beyond = (shifts > table.up + _ZERO) | (shifts < -table.down - _ZERO)
    beyond[np.arange(len(cells)), cells] = False
    fits = np.flatnonzero(~beyond.any(axis=1))
    fits = fits[np.abs(table.sums @ shifts[fits].T).max(axis=0, initial=0.0) < _ZERO]
    ends = np.flatnonzero(np.diff(cells[fits], append=-1)) + 1
    return {int(cells[fits[end - 1]]): shifts[fits[begin:end]] for begin, end in pairwise([0, *ends.tolist()])}


def _losses(table: Table, hidden: Bools, shifts: Floats) -> Floats:
    """(shifts,) the loss of hiding all that each moves."""
    shift, cell = np.nonzero((np.abs(shifts) > _ZERO) & ~hidden)
    lost: Floats = np.bincount(shift, table.cost[cell], minlength=len(shifts)).astype(np.float64, copy=False)
    return lost


def cheapest_shift(table: Table, hidden: Bools, cell: int, solver: Solver) -> Floats | None:
    """(cells,) the change that moves `cell` as far as it must at the least loss; None where there is none."""
    # Of cells that are hidden anyway large ones are a bit cheaper: a shift of these is possible in other tables too.
    unseen = _HIDDEN * (1 + 0.01 / (1 + np.maximum(table.values, 0.0)))
    change = Change(table.sums, np.where(hidden, unseen, table.cost), table.up, table.down)
    return solver.least_change(change, cell, table.rise[cell])
