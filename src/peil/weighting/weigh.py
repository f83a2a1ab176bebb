"""Weights: every respondent gets the weight that the study asks for, wave by wave.

Rows may come in blocks. Weights that are fitted to targets need all rows first: `ask` sums up what they need of a
block, and with the sums of all blocks `weigh` gives each block its weights.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

import numpy as np

from peil.data.model import Combined, Data, SurveyData
from peil.study.model import CellWeights, ColumnWeights, MarginWeights, Study, Survey, Unweighted
from peil.weighting.cells import counted
from peil.weighting.cells import weights as cell_weights
from peil.weighting.column import given as given_weights
from peil.weighting.column import weights as column_weights
from peil.weighting.margins import standing
from peil.weighting.margins import weights as margin_weights
from peil.weighting.untargeted import untargeted
from peil.weighting.wave import Wave, Weights


def weigh(study: Study, data: Data) -> Data:
    """The same data with the weights of the study filled in. Raises WeightingError naming survey, wave and cell; warns
    of answers without a target."""
    surveys = {key: _weigh_survey(study.surveys[key], answers) for key, answers in data.surveys.items()}
    beside = [one for key, answers in surveys.items() for one in untargeted(study.surveys[key], answers)]
    return replace(data, surveys=surveys, warnings=(*data.warnings, *beside))


def ask(study: Study, data: Data) -> None:
    """Tell the sums of the data what weights need of all rows before any row can be weighted."""
    for key, answers in data.surveys.items():
        for wave in _waves(study.surveys[key], answers):
            match wave.survey.weighting:
                case CellWeights() as weighting:
                    counted(wave, weighting)
                case MarginWeights() as weighting:
                    standing(wave, weighting)
                case ColumnWeights(trim=trim) as weighting if trim is not None:
                    given_weights(wave, weighting)
                case _:
                    continue


def needs_all_rows(study: Study) -> bool:
    """Whether weights of the study rest on sums over all rows."""
    return any(
        isinstance(weighting, CellWeights | MarginWeights)
        or (isinstance(weighting, ColumnWeights) and weighting.trim is not None)
        for weighting in (survey.weighting for survey in study.surveys.values())
    )


def _waves(survey: Survey, data: SurveyData) -> Iterator[Wave]:
    for position, label in enumerate(data.waves):
        yield Wave(survey, label, data, np.flatnonzero(data.wave == position))


def _weigh_survey(survey: Survey, data: SurveyData) -> SurveyData:
    weights, trimmed = np.ones(data.respondents), np.zeros(data.respondents, np.bool_)
    cell = np.full(data.respondents, -1, np.int64) if isinstance(survey.weighting, MarginWeights) else data.weight_cell
    if cell is not None:
        cell = cell.copy()
    fixed: dict[str, Combined] = {}
    for wave in _waves(survey, data):
        found = _weigh_wave(wave)
        weights[wave.rows] = found.weights
        if found.trimmed is not None:
            trimmed[wave.rows] = found.trimmed
        if found.cell is not None and cell is not None:
            cell[wave.rows] = found.cell
        if found.margins is not None:
            fixed[wave.label] = found.margins
    weighted_by_cell = isinstance(survey.weighting, CellWeights | MarginWeights)
    weighted = data.weighted(weights, cell if weighted_by_cell else None, trimmed if trimmed.any() else None)
    return replace(weighted, margins=fixed)


def _weigh_wave(wave: Wave) -> Weights:
    match wave.survey.weighting:
        case Unweighted():
            return Weights(np.ones(len(wave.rows)))
        case ColumnWeights() as given:
            return column_weights(wave, given)
        case CellWeights() as targets:
            return cell_weights(wave, targets)
        case MarginWeights() as targets:
            return margin_weights(wave, targets)
        case _:
            assert_never(wave.survey.weighting)
