"""Weights that came with the data."""

from __future__ import annotations

import numpy as np

from peil.errors import StatisticsError, WeightingError
from peil.stats import Tally, Trim, tally, trim_weights
from peil.study.model import ColumnWeights
from peil.weighting.wave import WITHOUT, Floats, Wave, Weights


def weights(wave: Wave, weighting: ColumnWeights) -> Weights:
    """The weights of the column; those without one get what the study's rule says."""
    if wave.label not in weighting.columns:
        return Weights(np.ones(len(wave.rows)))
    found = _given(wave, weighting)
    return Weights(found) if weighting.trim is None else _trimmed(wave, weighting, found)


def given(wave: Wave, weighting: ColumnWeights) -> Tally:
    """How many respondents of the wave have which weight above 0."""
    weights = _given(wave, weighting) if wave.label in weighting.columns else np.empty(0)
    return wave.total(_tally(wave, weighting, weights[weights > 0]))


def _tally(wave: Wave, weighting: ColumnWeights, weights: Floats) -> Tally:
    return tally(wave.called(weighting), (), (), weights, [weights])[1]


def _given(wave: Wave, weighting: ColumnWeights) -> Floats:
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
    weights[missing] = WITHOUT.get(weighting.missing, 1.0)
    return weights


def _trimmed(wave: Wave, weighting: ColumnWeights, weights: Floats) -> Weights:
    """Weights that came with the data are cut without targets: what is cut goes to the others. 0 stays 0."""
    assert weighting.trim is not None
    counted = weights > 0
    trimmed = np.zeros(len(weights), np.bool_)
    kind, here = tally(wave.called(weighting), (), (), weights[counted], [weights[counted]])
    whole = wave.total(here)
    if not whole.respondents:
        return Weights(weights, trimmed)
    values = whole.keys[:, 0]
    limit = Trim(weighting.trim.times, weighting.trim.of).limit(values, whole.n)
    try:
        cut_off, cut = trim_weights(values, upper=limit, count=whole.n)
    except StatisticsError as error:
        raise wave.stop(weighting, str(error)) from error
    place = whole.places(here)[kind]
    weights[counted], trimmed[counted] = cut_off[place], cut[place]
    return Weights(weights, trimmed)
