"""What each respondent of a wave adds to the places of the aspects of a group, and how these move together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from peil.data.designs import options
from peil.drivers.fitting import Fitted
from peil.drivers.resampling import resampled
from peil.drivers.rows import Floats, Wave
from peil.stats import (
    correlation_influence,
    em_influence,
    imputed_influence,
    joint_covariance,
    mean_influence,
    share_gradients,
    small_sample,
)


def influence(wave: Wave, values: Floats, group: Fitted, columns: Sequence[int]) -> Floats:
    """(N, 2a) what each respondent of the wave adds to the importances and ratings of some aspects in a group."""
    rows = group.member
    weights = wave.rows.weight[rows]
    inside = [
        _importance(wave, values[rows], weights, group)[:, columns],
        mean_influence(values[rows][:, columns], weights),
    ]
    u = np.zeros((len(rows), 2 * len(columns)))
    u[rows] = np.concatenate(inside, axis=1)
    return u


def movements(wave: Wave, values: Floats, group: Fitted, columns: Sequence[int]) -> Floats:
    """(N, 2a) what respondents add to importances and ratings of some aspects, or (B, 2a) these in bootstrap samples,
    as the study asks; `place_covariance` makes covariances of either.
    """
    if wave.survey.settings.drivers.errors == "bootstrap":
        return resampled(wave, values, group, columns)
    return influence(wave, values, group, columns)


def place_covariance(wave: Wave, moved: Floats) -> Floats:
    """(k, k) covariances of what `movements` gave, of one wave."""
    if wave.survey.settings.drivers.errors == "bootstrap":
        made: Floats = np.cov(moved[np.isfinite(moved).all(axis=1)], rowvar=False)
        return made
    return wave_covariance(wave, moved)


def wave_covariance(wave: Wave, u: Floats) -> Floats:
    """(k, k) covariances of figures of one wave, of what all its respondents add to them."""
    lonely = options(wave.survey.settings, False).lonely
    return joint_covariance(u, wave.rows.cell, wave.rows.weight, wave.design.design, lonely)


def _importance(wave: Wave, values: Floats, weights: Floats, group: Fitted) -> Floats:
    """(rows, aspects) what each respondent of the group adds to the importance of each aspect."""
    if group.fit.method == "stated":
        return mean_influence(wave.said[group.member], weights)
    if group.covariance is None or group.mean is None:
        return correlation_influence(values[:, :-1], values[:, -1], weights)
    scale = np.sqrt(np.diag(group.covariance))
    used = [*group.used, values.shape[1] - 1]
    standard = (values[:, used] - group.mean) / scale
    covariance = group.covariance / np.outer(scale, scale)
    influence = em_influence if group.fit.estimand == "as if everyone" else imputed_influence
    slopes = share_gradients(covariance).covariance
    u = np.zeros((len(values), len(wave.aspects)))
    u[:, list(group.used)] = influence(standard, weights, np.zeros(len(used)), covariance, slopes)
    return u * small_sample(np.isfinite(standard), weights)
