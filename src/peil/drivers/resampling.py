"""Errors by bootstrap, for who asks for them: importance and ratings of a group in many samples of its wave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from peil.drivers.fitting import Fitted
from peil.drivers.rows import Bools, Floats, Wave
from peil.errors import StatisticsError
from peil.stats import collect_pairs, correlate, mean_imputed
from peil.stats.em import em_covariance
from peil.stats.importance import importance
from peil.stats.processors import each

# Of the covariance: an error of a thousandth of its own error does not show.
_TOLERANCE = 1e-5
_ENOUGH = 0.5  # of the samples, in which a covariance must be found


def samples(wave: Wave) -> Iterator[Floats]:
    """(N,) weights of every respondent, sample after sample: the same ones for all groups of a wave.

    Of every cell of the design one respondent fewer than there are is drawn, with replacement, and their weights are
    made up for it (Rao and Wu, JASA 83, 1988): strata and targets of cells are respected, frame sizes are not. Who is
    alone in a cell stays.
    """
    settings = wave.survey.settings.drivers
    rng = np.random.default_rng([settings.seed, *wave.label.encode()])
    cells, weights = wave.rows.cell, wave.rows.weight
    members = [np.flatnonzero(cells == cell) for cell in np.unique(cells)]
    for _ in range(settings.replicates):
        drawn = weights.copy()
        for place in members:
            n = len(place)
            if n > 1:
                drawn[place] *= rng.multinomial(n - 1, np.full(n, 1 / n)) * (n / (n - 1))
        yield drawn


def resampled(wave: Wave, values: Floats, group: Fitted, columns: Sequence[int]) -> Floats:
    """(B, 2a) importances and ratings of some aspects of a group in every sample; NaN where the sample has none.

    StatisticsError where most samples have none: the answers hardly fix the importances.
    """
    rows = group.member
    drawn = [one[rows] for one in samples(wave)]
    inside = values[rows]
    if group.covariance is not None:
        importance = _parts(inside, drawn, group)
    elif group.fit.method == "stated":
        importance = np.stack([_means(wave.said[rows], one) for one in drawn])
    else:
        importance = np.stack([_correlations(inside, one) for one in drawn])
    ratings = np.stack([_means(inside[:, :-1], one) for one in drawn])
    made: Floats = np.concatenate([importance[:, columns], ratings[:, columns]], axis=1)
    if np.isfinite(made).all(axis=1).mean() < _ENOUGH:
        raise StatisticsError("bootstrap: most samples fix no importances, expected that they do in at least half")
    return made


def _parts(values: Floats, drawn: Sequence[Floats], group: Fitted) -> Floats:
    """(B, aspects) parts of what is explained, all samples as lanes of one pass over the subsets."""
    used = [*group.used, values.shape[1] - 1]
    inside = values[:, used]

    def covariance(weights: Floats) -> Floats:
        try:
            if group.fit.estimand == "as if everyone":
                return em_covariance(inside, weights, tolerance=_TOLERANCE).covariance
            return mean_imputed(inside, weights)[1]
        except StatisticsError:
            return np.full((len(used), len(used)), np.nan)

    found = np.stack(each(covariance, drawn))
    known = np.isfinite(found).all(axis=(1, 2))
    made = np.full((len(drawn), values.shape[1] - 1), np.nan)
    if known.any():
        shares = importance(found[known]).shares
        made[np.ix_(np.flatnonzero(known), np.array(group.used))] = shares / shares.sum(axis=1, keepdims=True)
    return made


def _correlations(values: Floats, weights: Floats) -> Floats:
    """(aspects,) correlations with the overall grade, NaN where a sample has too few pairs for one."""
    everyone = np.ones((len(values), 1), np.bool_)
    (found,) = correlate(collect_pairs(values[:, :-1], values[:, -1], weights, everyone)).r
    return np.asarray(found, np.float64)


def _means(values: Floats, weights: Floats) -> Floats:
    """(k,) weighted means of who answered."""
    known: Bools = np.isfinite(values)
    weight = np.where(known, weights[:, None], 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        made: Floats = (weight * np.where(known, values, 0.0)).sum(axis=0) / weight.sum(axis=0)
    return made
