"""Weights to targets per question: raking or calibration, from start weights, trimmed or not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice

import numpy as np

from peil.data.margins import OnMargins, on_margins
from peil.data.model import Combined
from peil.errors import Place, StatisticsError, UnreachableError
from peil.stats import Bounded, Fitted, Margin, Quantity, Tally, Trim, calibrate, rake, residuals_on, tally
from peil.stats.arrays import FloatArray, IntArray, ratio
from peil.study.model import MarginWeights
from peil.weighting.wave import WITHOUT, Standing, Wave, Weights


def standing(wave: Wave, weighting: MarginWeights) -> Standing:
    """All respondents of the wave."""
    return wave.total(_here(wave, weighting)[2])


def _here(wave: Wave, weighting: MarginWeights) -> tuple[OnMargins, IntArray, Standing]:
    """Those at hand: where they stand, the kind of each of those with all values, and the same in counts."""
    found = on_margins(wave.survey, weighting, wave.data, wave.label, wave.rows)
    start = np.ones(int(found.placed.sum())) if found.start is None else found.start
    stratum = np.zeros(len(wave.rows))
    if wave.data.stratum is not None:
        # A wave that was not asked for its strata counts as one.
        stratum = np.maximum(wave.data.stratum[wave.rows], 0).astype(np.float64)
    beside = [stratum[found.placed], *([] if weighting.trim is None else [start])]
    kind, kinds = tally(wave.called(weighting), found.margins, found.quantities, start, beside)
    return found, kind, Standing(len(wave.rows), kinds, Counter(found.lacking))


def weights(wave: Wave, weighting: MarginWeights) -> Weights:
    """Fitted among those with all values; the others get what the study's rule says."""
    found, kind, here = _here(wave, weighting)
    whole = wave.total(here)
    if not whole.rows:
        return Weights(np.ones(0))
    _refuse_without_value(wave, whole, weighting)
    kinds = _of_kinds(found, whole.kinds, weighting.trim is not None)
    try:
        fitted = _fitted(weighting, kinds)
        combination, margins = residuals_on(kinds.margins, kinds.quantities, kinds.start, fitted, kinds.n)
    except UnreachableError as error:
        raise wave.stop(weighting, str(error), _place_of(weighting, error.about)) from error
    except StatisticsError as error:
        raise wave.stop(weighting, str(error)) from error
    place = whole.kinds.places(here.kinds)[kind]
    own = np.ones(len(kind)) if found.start is None else found.start
    result = np.full(len(wave.rows), WITHOUT.get(weighting.without_value, 1.0))
    result[found.placed] = own * np.nan_to_num(ratio(fitted.weights, kinds.start))[place]
    trimmed, cell = np.zeros(len(wave.rows), np.bool_), np.full(len(wave.rows), -1, np.int64)
    trimmed[found.placed] = fitted.trimmed[place]
    cell[found.placed] = combination[place]
    occurs = np.unique(np.stack([kinds.stratum, combination]), axis=1)
    return Weights(result, trimmed, cell, Combined(margins, *occurs))


def _place_of(weighting: MarginWeights, question: str) -> Place:
    """Where the targets of a question stand in the study; of several questions together where the weights do."""
    places = {margin.question: margin.place for margin in weighting.margins}
    places |= {mean.question: mean.place for mean in weighting.means}
    return places.get(question, weighting.place)


@dataclass(frozen=True)
class _Kinds:
    """(T,) kinds of respondents as the statistics want them. `n`: how many; `start`: the mean of their start weights;
    `stratum`: theirs."""

    margins: tuple[Margin, ...]
    quantities: tuple[Quantity, ...]
    n: IntArray
    start: FloatArray
    stratum: IntArray


def _of_kinds(found: OnMargins, kinds: Tally, trimmed: bool) -> _Kinds:
    columns = iter(kinds.keys.T)
    margins = tuple(
        Margin(one.name, codes.astype(np.int64), one.targets, one.names)
        for one, codes in zip(found.margins, islice(columns, len(found.margins)), strict=True)
    )
    numbers = islice(columns, len(found.quantities))
    quantities = tuple(
        Quantity(one.name, values, one.mean) for one, values in zip(found.quantities, numbers, strict=True)
    )
    stratum = next(columns).astype(np.int64)
    return _Kinds(margins, quantities, kinds.n, next(columns) if trimmed else kinds.start / kinds.n, stratum)


def _refuse_without_value(wave: Wave, whole: Standing, weighting: MarginWeights) -> None:
    without = whole.without
    if without and weighting.without_value == "stop":
        missing = ", ".join(
            f"{name} ({count}{', an answer without a target' if '=' in name else ''})"
            for name, count in whole.lacking.items()
        )
        targets = "Give every answer a target, or write" if any("=" in name for name in whole.lacking) else "Write"
        raise wave.stop(
            weighting,
            f"{without} of {whole.rows} respondents have no value to weight by: {missing}. "
            f"{targets} `respondents without a value: weight 1` (they count once, beside a mean weight of 1) or "
            "`leave out` under `weights`.",
        )


def _fitted(weighting: MarginWeights, kinds: _Kinds) -> Fitted:
    trim = Trim(weighting.trim.times, weighting.trim.of) if weighting.trim is not None else None
    if not weighting.calibrated and weighting.bounds is None:
        return rake(kinds.margins, kinds.start, trim, kinds.n)
    how = Bounded(weighting.distance, *(weighting.bounds or ()))
    return calibrate(kinds.margins, kinds.quantities, kinds.start, how, trim, kinds.n)
