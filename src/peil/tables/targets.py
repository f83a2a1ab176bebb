"""Targets of the weights: what was asked for, what it came to, and what it comes to with who could not be weighted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from peil.data.designs import taken
from peil.data.margins import codes_on, numbers_of
from peil.data.model import SurveyData
from peil.results.model import WeightTarget
from peil.stats.arrays import FloatArray, ratio
from peil.study.model import CellWeights, MarginWeights, Survey

# A target: its name, what was asked for, and of every respondent what counts towards it (NaN = not in its base).
_Asked = tuple[str, float, FloatArray]


def weight_targets(survey: Survey, data: SurveyData) -> Iterator[WeightTarget]:
    """A row per target and wave, of cells and of margins: is it reached, and what do the others do to it?"""
    if data.weight_cell is None:
        return
    for position, label in enumerate(data.waves):
        rows = np.flatnonzero(data.wave == position)
        weights, placed = taken(data.weight, rows), taken(data.weight_cell, rows) >= 0
        for name, wanted, values in _asked(survey, data, label, rows):
            known = np.isfinite(values) & (weights > 0)
            one, all_ = (_sums(values, weights, inside) for inside in (known & placed, known))
            sums = data.sums.total(f"{survey.id}/{label}/target/{name}", np.stack([one, all_]))
            if sums[0, 2]:
                reached, with_others = ratio(sums[:, 1], sums[:, 0]).tolist()
                others = int(sums[1, 2] - sums[0, 2])
                yield WeightTarget(survey.id, label, name, wanted, reached, with_others, others)


def _sums(values: FloatArray, weights: FloatArray, inside: NDArray[np.bool_]) -> FloatArray:
    """(3,) Σw, Σw·value and how many."""
    w = weights[inside]
    return np.array([w.sum(), (w * values[inside]).sum(), float(len(w))])


def _asked(survey: Survey, data: SurveyData, label: str, rows: NDArray[np.intp]) -> Iterator[_Asked]:
    match survey.weighting:
        case CellWeights(cells=cells):
            assert data.weight_cell is not None
            codes = taken(data.weight_cell, rows)
            for place, cell in enumerate(cells):
                yield cell.id, cell.share, (codes == place).astype(np.float64)
        case MarginWeights() as weighting:
            for margin in weighting.margins_in(label):
                codes = codes_on(survey, margin, data, label, rows)
                for place, (answer, share) in enumerate(margin.shares[label].items()):
                    yield f"{margin.question}={answer}", share, np.where(codes >= 0, codes == place, np.nan)
            for mean in weighting.means_in(label):
                yield mean.question, mean.means[label], numbers_of(data, mean.question, rows)
        case _:
            return
