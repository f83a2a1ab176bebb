"""Weights to cells with a target each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peil.errors import StatisticsError, WeightingError
from peil.stats import cell_factors
from peil.stats.arrays import IntArray
from peil.study.model import CellWeights
from peil.weighting.wave import WITHOUT, Wave, Weights


def counted(wave: Wave) -> IntArray:
    """(cells + 1,) how many respondents the wave has in each weighting cell; last those without one."""
    weighting = wave.survey.weighting
    assert isinstance(weighting, CellWeights)
    size = len(weighting.cells)
    here = _cells(wave)
    return wave.total(np.bincount(np.where(here < 0, size, here), minlength=size + 1).astype(np.int64))


def weights(wave: Wave, weighting: CellWeights) -> Weights:
    """Every cell its target among those who have a cell; the others get what the study's rule says."""
    counts = counted(wave)
    if not counts.any():
        return Weights(np.ones(len(wave.rows)))
    _refuse_without_cell(wave, counts, weighting)
    _refuse_empty_cells(wave, counts, weighting)
    targets = np.array([cell.share for cell in weighting.cells])
    try:
        factors = cell_factors(counts[:-1].astype(np.float64), targets, int(counts[:-1].sum()))
    except StatisticsError as error:
        raise wave.stop(weighting, str(error)) from error
    # Those without a cell have code -1, and come out at the end.
    return Weights(np.append(factors, WITHOUT.get(weighting.without_cell, np.nan))[_cells(wave)])


def _cells(wave: Wave) -> NDArray[np.integer]:
    if wave.data.weight_cell is None:
        raise WeightingError(f"{wave.survey.id}, wave {wave.label}: no weighting cells were derived from the data")
    return wave.data.weight_cell[wave.rows]


def _refuse_without_cell(wave: Wave, counts: IntArray, weighting: CellWeights) -> None:
    missing = int(counts[-1])
    if missing and weighting.without_cell == "stop":
        raise wave.stop(
            weighting,
            f"{missing} of {int(counts.sum())} respondents have no weighting cell, and the study has no rule for them. "
            "Write `respondents without a cell: weight 1` (they count once, beside cells with a mean weight of 1) or "
            "`leave out` under `weights`.",
        )


def _refuse_empty_cells(wave: Wave, counts: IntArray, weighting: CellWeights) -> None:
    empty = [
        f"{cell.id} (target {cell.share:.1%})"
        for position, cell in enumerate(weighting.cells)
        if cell.share > 0 and not counts[position]
    ]
    if empty:
        raise wave.stop(
            weighting,
            f"no respondents in weighting cell {', '.join(empty)}. Such a target cannot be reached: join the cell with "
            "another one, or weight by fewer answers.",
        )
