"""The base rule: what rests on few answers says too little; it is hidden, or marked."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import numpy as np
from numpy.typing import NDArray

from peil.results.model import Driver, Estimate, Status
from peil.results.table import Table
from peil.study.model import Settings, Study

# What of a hidden figure is not told.
FIGURES = ("sum_weight", "n_effective", "estimate", "se", "ci_low", "ci_high", "sd")
_HIDDEN: Status = "hidden: small base"


def estimates_by_base(study: Study, table: Table[Estimate]) -> Table[Estimate]:
    """The same rows, those that rest on too little without their figures."""
    base = np.where(table.column("unit") == "occasions", table.column("units"), table.column("n"))
    status = table.column("status").copy()
    ok = status == "ok"
    hidden = ok & (base <= limits(study, table, "hide_up_to"))
    small = ok & ~hidden & (base <= limits(study, table, "mark_up_to"))
    status[hidden], status[small] = _HIDDEN, "small base"
    told = {name: np.where(hidden, np.nan, table.column(name)) for name in FIGURES}
    return table.changed(status=status, **told)


def limits(study: Study, table: Table[Estimate], name: str) -> NDArray[np.int64]:
    """(rows,) the limit that this setting of its survey puts on every row."""
    survey, first = table.numbered("survey")
    settings = (study.surveys[key].settings for key in table.column("survey")[first].tolist())
    return np.array([getattr(one, name) for one in settings], np.int64)[survey]


def driver_by_base(row: Driver, settings: Settings) -> Driver:
    """By the smaller of the bases of importance and rating: where one of the two is hidden, both are."""
    if row.status != "ok":
        return row
    # Where nobody was asked how important it is there is no importance to hide.
    status = _status(row.rated if row.lack == "importance not asked" else row.base, settings)
    if status == _HIDDEN:
        return replace(
            row, status=status, n=0, importance=nan, rating=nan, importance_border=nan, rating_border=nan,
            quadrant=None, graded=nan, rated=0,
        )  # fmt: skip
    return row if status == "ok" else replace(row, status=status)


def _status(base: int, settings: Settings) -> Status:
    """What the rules make of a figure on this many answers or respondents."""
    if base <= settings.hide_up_to:
        return _HIDDEN
    return "small base" if base <= settings.mark_up_to else "ok"
