"""Complementary suppression: which further cells must be hidden, so that no private one follows by arithmetic.

A reader knows every cell that is shown and how cells add up. A private cell is safe when another table, equal in all
that is shown and possible in all that is hidden, gives it a value at the limit. Such a table is the true one plus a
*shift*: a change of cells that leaves every sum as it is. The cheapest shift, a small linear programme, names the cells
to hide; it is at the same time the proof that they are enough.

Source: Fischetti and Salazar, "Models and algorithms for optimizing cell suppression in tabular data with linear
constraints", Journal of the American Statistical Association 95, 2000 (the relaxation, one private cell after another).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from peil.stats.least_change import Change, least_change

if TYPE_CHECKING:
    from scipy.sparse import csc_array

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
# What it costs to use a cell that is hidden anyway: little, so that the shift stays short.
_HIDDEN = 1e-3
_ZERO = 1e-9
# A shift that loses less than this costs no figure that would be shown; so many are looked for to find one that does.
_FIGURE = 30.0
_TRIES = 6


@dataclass(frozen=True)
class Table:
    """Cells and how they add up.

    `sums`: (equations, cells) coefficients of sums that a reader knows; sparse where there are many. `values`: (cells,)
    the counts. `lowest`, `highest`: (cells,) what a reader holds possible for a hidden cell, but the one that is to
    move. `cost`: (cells,) the loss of hiding one; infinite for what is known whatever is hidden. `hidden`: (cells,) not
    shown anyway. `rise`: (cells,) how far a private cell must be able to go up (or, negative, down); 0 for all others.
    `must`: else it is hidden where that is possible, and left where it is not.
    """

    sums: Floats | csc_array
    values: Floats
    lowest: Floats
    highest: Floats
    cost: Floats
    hidden: Bools
    rise: Floats
    must: bool = True


@dataclass
class Known:
    """Shifts that were found before, by the cell that they protect: tried first, so that tables that are alike hide the
    same cells."""

    shifts: dict[int, list[Floats]] = field(default_factory=dict)


def suppress(table: Table, known: Known | None = None) -> Bools:
    """(cells,) what must be hidden, private cells included: which cells may a reader not see?

    Private cells one by one, the most exposed first; what one of them hides serves the next. Where no shift exists a
    reader's ideas of what is possible are left out of account; where even then there is none, everything that can be
    hidden is, unless the table says that it is not a `must`.
    """
    known = known if known is not None else Known()
    hidden: Bools = table.hidden | (table.rise != 0)
    for cell in sorted(np.flatnonzero(table.rise).tolist(), key=lambda one: -abs(table.rise[one])):
        shift = _shift(table, hidden, cell, known)
        if shift is None and table.must:
            return np.logical_or(hidden, np.isfinite(table.cost))
        if shift is not None:
            hidden = np.logical_or(hidden, np.abs(shift) > _ZERO)
    return hidden


def _shift(table: Table, hidden: Bools, cell: int, known: Known) -> Floats | None:
    """The change that protects a cell: one that was found before, unless it costs a figure and another may not."""
    tried = known.shifts.setdefault(cell, [])
    before = _remembered(table, hidden, cell, known)
    if before is not None and (len(tried) >= _TRIES or _loss(table, hidden, before) < _FIGURE):
        return before
    found = cheapest_shift(table, hidden, cell)
    if found is None and before is None and table.must:
        found = cheapest_shift(replace(table, lowest=np.minimum(table.lowest, 0.0)), hidden, cell)
    if found is None:
        return before
    tried.append(found / found[cell])
    return found if before is None or _loss(table, hidden, found) < _loss(table, hidden, before) else before


def _remembered(table: Table, hidden: Bools, cell: int, known: Known) -> Floats | None:
    """Of the shifts that are possible here the one that loses least."""
    shifts = (unit * table.rise[cell] for unit in known.shifts.get(cell, ()) if len(unit) == len(table.values))
    possible = (shift for shift in shifts if _possible(table, shift, cell))
    return min(possible, key=lambda shift: _loss(table, hidden, shift), default=None)


def _loss(table: Table, hidden: Bools, shift: Floats) -> float:
    """The loss of hiding all that a shift moves."""
    return float(table.cost[(np.abs(shift) > _ZERO) & ~hidden].sum())


def _possible(table: Table, shift: Floats, cell: int) -> bool:
    moved = np.abs(shift) > _ZERO
    after = table.values + shift
    inside = (after >= table.lowest - _ZERO) & (after <= table.highest + _ZERO) & np.isfinite(table.cost)
    inside[cell] = True
    return bool(inside[moved].all()) and bool(np.abs(table.sums @ shift).max(initial=0.0) < _ZERO)


def cheapest_shift(table: Table, hidden: Bools, cell: int) -> Floats | None:
    """(cells,) the change that moves `cell` as far as it must at the least loss; None where there is none."""
    free = np.isfinite(table.cost)
    up = np.where(free, np.maximum(table.highest - table.values, 0.0), 0.0)
    down = np.where(free, np.maximum(table.values - table.lowest, 0.0), 0.0)
    # Of cells that are hidden anyway large ones are a bit cheaper: a shift of these is possible in other tables too.
    unseen = _HIDDEN * (1 + 0.01 / (1 + np.maximum(table.values, 0.0)))
    return least_change(Change(table.sums, np.where(hidden, unseen, table.cost), up, down), cell, table.rise[cell])
