"""Weights to cells with a target each; from start weights, trimmed or not."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from peil.errors import StatisticsError, WeightingError
from peil.stats import Margin, Trim, cell_factors, percent, rake, tally
from peil.stats.arrays import IntArray, ratio
from peil.study.model import CellWeights
from peil.weighting.wave import WITHOUT, Standing, Wave, Weights

_NO_CELL = "a cell"


def counted(wave: Wave, weighting: CellWeights) -> None:
    """Ask for the sums over all rows that the weights of the wave rest on."""
    if _is_plain(wave, weighting):
        _counts(wave, weighting)
    else:
        wave.total(_here(wave, weighting)[2])


def weights(wave: Wave, weighting: CellWeights) -> Weights:
    """Every cell its target among those who have a cell; the others get what the study's rule says."""
    return _plain(wave, weighting) if _is_plain(wave, weighting) else _fitted(wave, weighting)


def _is_plain(wave: Wave, weighting: CellWeights) -> bool:
    """Whether all of a cell have one weight, so that counts of the cells tell all."""
    return wave.label not in weighting.start and weighting.trim is None


def _counts(wave: Wave, weighting: CellWeights) -> IntArray:
    """(cells + 1,) how many respondents the wave has in each weighting cell; last those without one."""
    size, here = len(weighting.cells), _cells(wave)
    return wave.total(np.bincount(np.where(here < 0, size, here), minlength=size + 1).astype(np.int64))


def _plain(wave: Wave, weighting: CellWeights) -> Weights:
    counts = _counts(wave, weighting)
    if not counts.any():
        return Weights(np.ones(len(wave.rows)))
    _refuse_without_cell(wave, int(counts[-1]), int(counts.sum()), weighting)
    _refuse_empty_cells(wave, counts, weighting)
    try:
        factors = cell_factors(counts[:-1].astype(np.float64), _targets(weighting), int(counts[:-1].sum()))
    except StatisticsError as error:
        raise wave.stop(weighting, str(error)) from error
    # Those without a cell have code -1, and come out at the end.
    return Weights(np.append(factors, WITHOUT.get(weighting.without_cell, np.nan))[_cells(wave)])


def _here(wave: Wave, weighting: CellWeights) -> tuple[NDArray[np.float64], IntArray, Standing]:
    """Of those at hand the start weights (NaN = cannot be weighted), the kind of each of the others, and the same in
    counts. A kind is a cell; where weights are trimmed, a cell and a start weight."""
    cells = _cells(wave)
    start = np.ones(len(wave.rows))
    given = wave.data.given_weight
    if wave.label in weighting.start and given is not None:
        start = given[wave.rows]
    lacking = Counter({_NO_CELL: int((cells < 0).sum())})
    if wave.label in weighting.start:
        lacking[f"column {weighting.start[wave.label]}"] = int(np.isnan(start).sum())
    start = np.where(cells < 0, np.nan, start)
    placed = np.isfinite(start)
    margin = _margin(weighting, cells[placed].astype(np.int64))
    beside = [] if weighting.trim is None else [start[placed]]
    kind, kinds = tally(wave.called(weighting), [margin], (), start[placed], beside)
    return start, kind, Standing(len(wave.rows), kinds, +lacking)


def _fitted(wave: Wave, weighting: CellWeights) -> Weights:
    """As raking on one margin, the cells: that is what reaches them from start weights, and under a limit."""
    start, kind, here = _here(wave, weighting)
    whole = wave.total(here)
    if not whole.rows:
        return Weights(np.ones(0))
    _refuse_without_cell(wave, whole.without, whole.rows, weighting, whole.lacking)
    cells = whole.kinds.keys[:, 0].astype(np.int64)
    counts = np.bincount(cells, whole.kinds.n, len(weighting.cells)).astype(np.int64)
    _refuse_empty_cells(wave, counts, weighting)
    own = whole.kinds.start / whole.kinds.n if weighting.trim is None else whole.kinds.keys[:, 1]
    trim = None if weighting.trim is None else Trim(weighting.trim.times, weighting.trim.of)
    try:
        found = rake([_margin(weighting, cells)], own, trim, whole.kinds.n)
    except StatisticsError as error:
        raise wave.stop(weighting, str(error)) from error
    place, placed = whole.kinds.places(here.kinds)[kind], np.isfinite(start)
    result = np.full(len(start), WITHOUT.get(weighting.without_cell, np.nan))
    result[placed] = start[placed] * np.nan_to_num(ratio(found.weights, own))[place]
    trimmed, cell = np.zeros(len(start), np.bool_), np.full(len(start), -1, np.int64)
    trimmed[placed], cell[placed] = found.trimmed[place], cells[place]
    return Weights(result, trimmed, cell)


def _margin(weighting: CellWeights, codes: IntArray) -> Margin:
    return Margin("weighting cell", codes, _targets(weighting), tuple(cell.id for cell in weighting.cells))


def _targets(weighting: CellWeights) -> NDArray[np.float64]:
    return np.array([cell.share for cell in weighting.cells])


def _cells(wave: Wave) -> NDArray[np.integer]:
    if wave.data.weight_cell is None:
        raise WeightingError(f"{wave.survey.id}, wave {wave.label}: no weighting cells were derived from the data")
    return wave.data.weight_cell[wave.rows]


def _refuse_without_cell(
    wave: Wave, missing: int, respondents: int, weighting: CellWeights, lacking: Counter[str] | None = None
) -> None:
    if missing and weighting.without_cell == "stop":
        what = "weighting cell"
        if lacking and set(lacking) != {_NO_CELL}:
            what = f"cell or start weight ({', '.join(f'{name}: {count}' for name, count in lacking.items())})"
        raise wave.stop(
            weighting,
            f"{missing} of {respondents} respondents have no {what}, and the study has no rule for them. "
            "Write `respondents without a cell: weight 1` (they count once, beside cells with a mean weight of 1) or "
            "`leave out` under `weights`.",
        )


def _refuse_empty_cells(wave: Wave, counts: IntArray, weighting: CellWeights) -> None:
    empty = [
        f"{cell.id} (target {percent(cell.share)})"
        for position, cell in enumerate(weighting.cells)
        if cell.share > 0 and not counts[position]
    ]
    if empty:
        raise wave.stop(
            weighting,
            f"no respondents in weighting cell {', '.join(empty)}. Such a target cannot be reached: join the cell with "
            "another one, or weight by fewer answers.",
        )
