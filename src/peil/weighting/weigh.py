"""Weights: every respondent gets the weight that the study asks for, wave by wave."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from peil.data.model import Data, SurveyData
from peil.errors import StatisticsError, WeightingError
from peil.stats.weights import cell_weights
from peil.study.model import CellWeights, ColumnWeights, Study, Survey, Unweighted

Floats = NDArray[np.float64]
_WITHOUT_CELL = {"weight 1": 1.0, "leave out": 0.0}


def weigh(study: Study, data: Data) -> Data:
    """The same data with the weights of the study filled in. Raises WeightingError naming survey, wave and cell."""
    surveys = {key: _weigh_survey(study.surveys[key], answers) for key, answers in data.surveys.items()}
    return replace(data, surveys=surveys)


def _weigh_survey(survey: Survey, data: SurveyData) -> SurveyData:
    match survey.weighting:
        case Unweighted():
            return data.weighted(np.ones(data.respondents), None)
        case ColumnWeights() as given:
            return data.weighted(_by_wave(survey, data, given), None)
        case CellWeights() as cells:
            return data.weighted(_by_wave(survey, data, cells), data.weight_cell)
        case _:
            assert_never(survey.weighting)


def _by_wave(survey: Survey, data: SurveyData, weighting: CellWeights | ColumnWeights) -> Floats:
    weights = np.ones(data.respondents)
    for position, label in enumerate(data.waves):
        rows = np.flatnonzero(data.wave == position)
        if not rows.size:
            continue
        if isinstance(weighting, CellWeights):
            weights[rows] = _cells(survey, label, data, rows, weighting)
        elif label in weighting.columns:
            weights[rows] = _column(survey, label, data, rows, weighting)
    return weights


def _cells(survey: Survey, label: str, data: SurveyData, rows: NDArray[np.intp], weighting: CellWeights) -> Floats:
    if data.weight_cell is None:
        raise WeightingError(f"{survey.id}, wave {label}: no weighting cells were derived from the data")
    cells = data.weight_cell[rows].astype(np.int64)
    _refuse_without_cell(survey, label, cells, weighting)
    _refuse_empty_cells(survey, label, cells, weighting)
    targets = np.array([cell.share for cell in weighting.cells])
    try:
        return cell_weights(cells, targets, without_cell=_WITHOUT_CELL.get(weighting.without_cell))
    except StatisticsError as error:
        raise WeightingError(f"{weighting.place}: {survey.id}, wave {label}: {error}") from error


def _refuse_without_cell(survey: Survey, label: str, cells: NDArray[np.int64], weighting: CellWeights) -> None:
    missing = int((cells < 0).sum())
    if missing and weighting.without_cell == "stop":
        raise WeightingError(
            f"{weighting.place}: {survey.id}, wave {label}: {missing} of {len(cells)} respondents have no weighting "
            "cell, and the study has no rule for them. Write `respondents without a cell: weight 1` (they count once, "
            "beside cells with a mean weight of 1) or `leave out` under `weights`."
        )


def _refuse_empty_cells(survey: Survey, label: str, cells: NDArray[np.int64], weighting: CellWeights) -> None:
    empty = [
        f"{cell.id} (target {cell.share:.1%})"
        for position, cell in enumerate(weighting.cells)
        if cell.share > 0 and not (cells == position).any()
    ]
    if empty:
        raise WeightingError(
            f"{weighting.place}: {survey.id}, wave {label}: no respondents in weighting cell {', '.join(empty)}. "
            "Such a target cannot be reached: join the cell with another one, or weight by fewer answers."
        )


def _column(survey: Survey, label: str, data: SurveyData, rows: NDArray[np.intp], weighting: ColumnWeights) -> Floats:
    if data.given_weight is None:
        raise WeightingError(f"{survey.id}, wave {label}: no weights were read from the data")
    weights = data.given_weight[rows].copy()
    missing = np.isnan(weights)
    if missing.any() and weighting.missing == "stop":
        raise WeightingError(
            f"{weighting.place}: {survey.id}, wave {label}: {int(missing.sum())} of {len(rows)} respondents have no "
            f"weight in column {weighting.columns[label]}. Write `respondents without a weight: weight 1` or "
            "`leave out` under `weights`."
        )
    weights[missing] = _WITHOUT_CELL.get(weighting.missing, 1.0)
    return weights
