"""Weights: every respondent gets the weight that the study asks for, wave by wave."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from peil.data.margins import OnMargins, on_margins
from peil.data.model import Data, SurveyData
from peil.errors import StatisticsError, WeightingError
from peil.stats import Bounded, Fitted, Trim, calibrate, cell_weights, rake, trim_weights
from peil.study.model import CellWeights, ColumnWeights, MarginWeights, Study, Survey, Unweighted

Floats = NDArray[np.float64]
_WITHOUT_CELL = {"weight 1": 1.0, "leave out": 0.0}


def weigh(study: Study, data: Data) -> Data:
    """The same data with the weights of the study filled in. Raises WeightingError naming survey, wave and cell."""
    surveys = {key: _weigh_survey(study.surveys[key], answers) for key, answers in data.surveys.items()}
    return replace(data, surveys=surveys)


@dataclass(frozen=True)
class _Wave:
    """One wave of a survey. `rows`: positions of its respondents in the data."""

    survey: Survey
    label: str
    data: SurveyData
    rows: NDArray[np.intp]

    def stop(self, weighting: CellWeights | MarginWeights | ColumnWeights, what: str) -> WeightingError:
        """What stands in the way, with the place in the study."""
        return WeightingError(f"{weighting.place}: {self.survey.id}, wave {self.label}: {what}")


@dataclass(frozen=True)
class _Weights:
    """(rows,) of one wave: the weights, whether they were trimmed, the weighting cell (-1 = none)."""

    weights: Floats
    trimmed: NDArray[np.bool_] | None = None
    cell: NDArray[np.int16] | None = None


def _weigh_survey(survey: Survey, data: SurveyData) -> SurveyData:
    weights, trimmed = np.ones(data.respondents), np.zeros(data.respondents, np.bool_)
    cell = np.zeros(data.respondents, np.int16) if isinstance(survey.weighting, MarginWeights) else data.weight_cell
    for position, label in enumerate(data.waves):
        rows = np.flatnonzero(data.wave == position)
        if not rows.size:
            continue
        found = _weigh_wave(_Wave(survey, label, data, rows))
        weights[rows] = found.weights
        if found.trimmed is not None:
            trimmed[rows] = found.trimmed
        if found.cell is not None and cell is not None:
            cell[rows] = found.cell
    weighted_by_cell = isinstance(survey.weighting, CellWeights | MarginWeights)
    return data.weighted(weights, cell if weighted_by_cell else None, trimmed if trimmed.any() else None)


def _weigh_wave(wave: _Wave) -> _Weights:
    match wave.survey.weighting:
        case Unweighted():
            return _Weights(np.ones(len(wave.rows)))
        case ColumnWeights() as given:
            return _column(wave, given)
        case CellWeights() as cells:
            return _Weights(_cells(wave, cells))
        case MarginWeights() as margins:
            return _margins(wave, margins)
        case _:
            assert_never(wave.survey.weighting)


def _margins(wave: _Wave, weighting: MarginWeights) -> _Weights:
    """Raking or calibration among those with all values; the others get what the study's rule says."""
    found = on_margins(wave.survey, weighting, wave.data, wave.label, wave.rows)
    if not found.placed.all() and weighting.without_value == "stop":
        missing = ", ".join(f"{name} ({count})" for name, count in found.lacking.items())
        raise wave.stop(
            weighting,
            f"{int((~found.placed).sum())} of {len(wave.rows)} respondents have no value to weight by: {missing}. "
            "Write `respondents without a value: weight 1` (they count once, beside a mean weight of 1) or `leave out` "
            "under `weights`.",
        )
    try:
        fitted = _fitted(weighting, found)
    except StatisticsError as error:
        raise wave.stop(weighting, str(error)) from error
    weights = np.full(len(wave.rows), _WITHOUT_CELL.get(weighting.without_value, 1.0))
    weights[found.placed] = fitted.weights
    trimmed = np.zeros(len(wave.rows), np.bool_)
    trimmed[found.placed] = fitted.trimmed
    return _Weights(weights, trimmed, np.where(found.placed, 0, -1).astype(np.int16))


def _fitted(weighting: MarginWeights, found: OnMargins) -> Fitted:
    trim = Trim(weighting.trim.times, weighting.trim.of) if weighting.trim is not None else None
    if not weighting.calibrated and weighting.bounds is None:
        return rake(found.margins, found.start, trim)
    how = Bounded(weighting.distance, *(weighting.bounds or ()))
    return calibrate(found.margins, found.quantities, found.start, how, trim)


def _cells(wave: _Wave, weighting: CellWeights) -> Floats:
    if wave.data.weight_cell is None:
        raise WeightingError(f"{wave.survey.id}, wave {wave.label}: no weighting cells were derived from the data")
    cells = wave.data.weight_cell[wave.rows].astype(np.int64)
    _refuse_without_cell(wave, cells, weighting)
    _refuse_empty_cells(wave, cells, weighting)
    targets = np.array([cell.share for cell in weighting.cells])
    try:
        return cell_weights(cells, targets, without_cell=_WITHOUT_CELL.get(weighting.without_cell))
    except StatisticsError as error:
        raise wave.stop(weighting, str(error)) from error


def _refuse_without_cell(wave: _Wave, cells: NDArray[np.int64], weighting: CellWeights) -> None:
    missing = int((cells < 0).sum())
    if missing and weighting.without_cell == "stop":
        raise wave.stop(
            weighting,
            f"{missing} of {len(cells)} respondents have no weighting cell, and the study has no rule for them. Write "
            "`respondents without a cell: weight 1` (they count once, beside cells with a mean weight of 1) or `leave "
            "out` under `weights`.",
        )


def _refuse_empty_cells(wave: _Wave, cells: NDArray[np.int64], weighting: CellWeights) -> None:
    empty = [
        f"{cell.id} (target {cell.share:.1%})"
        for position, cell in enumerate(weighting.cells)
        if cell.share > 0 and not (cells == position).any()
    ]
    if empty:
        raise wave.stop(
            weighting,
            f"no respondents in weighting cell {', '.join(empty)}. Such a target cannot be reached: join the cell with "
            "another one, or weight by fewer answers.",
        )


def _column(wave: _Wave, weighting: ColumnWeights) -> _Weights:
    if wave.label not in weighting.columns:
        return _Weights(np.ones(len(wave.rows)))
    if wave.data.given_weight is None:
        raise WeightingError(f"{wave.survey.id}, wave {wave.label}: no weights were read from the data")
    weights = wave.data.given_weight[wave.rows].copy()
    missing = np.isnan(weights)
    if missing.any() and weighting.missing == "stop":
        raise wave.stop(
            weighting,
            f"{int(missing.sum())} of {len(wave.rows)} respondents have no weight in column "
            f"{weighting.columns[wave.label]}. Write `respondents without a weight: weight 1` or `leave out` under "
            "`weights`.",
        )
    weights[missing] = _WITHOUT_CELL.get(weighting.missing, 1.0)
    return _Weights(weights) if weighting.trim is None else _trimmed(wave, weighting, weights)


def _trimmed(wave: _Wave, weighting: ColumnWeights, weights: Floats) -> _Weights:
    """Weights that came with the data are cut without targets: what is cut goes to the others. 0 stays 0."""
    assert weighting.trim is not None
    counted = weights > 0
    trimmed = np.zeros(len(weights), np.bool_)
    limit = Trim(weighting.trim.times, weighting.trim.of).limit(weights[counted])
    try:
        weights[counted], trimmed[counted] = trim_weights(weights[counted], upper=limit)
    except StatisticsError as error:
        raise wave.stop(weighting, str(error)) from error
    return _Weights(weights, trimmed)
