"""How sure the places in the matrix are, and whether an aspect moved between two waves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import erfc, hypot, nan, sqrt
from statistics import NormalDist

import numpy as np

from peil.data.designs import options
from peil.drivers.fitting import Fitted
from peil.drivers.rows import Floats, Wave
from peil.errors import StatisticsError
from peil.results.model import Driver, Move, Standing
from peil.stats import (
    SCALES,
    correlation_influence,
    em_influence,
    imputed_influence,
    joint_covariance,
    mean_influence,
    placing,
    share_gradients,
    small_sample,
)
from peil.stats.placing import Border
from peil.stats.scales import ScaleName
from peil.study.drivers import Border as WrittenBorder
from peil.study.model import Survey


def standings(wave: Wave, values: Floats, group: Fitted, drivers: Sequence[Driver]) -> Iterator[Standing]:
    """A row per aspect of a group that counts in its borders. `drivers`: those of the group."""
    settings = wave.survey.settings
    counted = [one for one in drivers if one.quadrant is not None and one.base > settings.hide_up_to]
    if not counted:
        return
    places = {aspect.id: place for place, aspect in enumerate(wave.aspects)}
    columns = [places[one.aspect] for one in counted]
    rows = group.member
    weights = wave.rows.weight[rows]
    try:
        moved = _importance(wave, values[rows], weights, group)
    except StatisticsError:
        # The covariance was found, but the answers hardly fix it: importance without any error.
        return
    u = np.concatenate([moved[:, columns], mean_influence(values[rows][:, columns], weights)], axis=1)
    chosen = options(settings, False)
    joint = joint_covariance(u, wave.rows.cell[rows], weights, wave.design.design, chosen.lonely)
    importance, rating = (np.array([getattr(one, name) for one in counted]) for name in ("importance", "rating"))
    borders = _border(settings.drivers.importance_border), _border(settings.drivers.rating_border)
    scale = SCALES[_scale(wave, group)]
    found = placing(importance, rating, joint, borders, scale)
    ranks = (-importance).argsort(kind="stable").argsort() + 1
    errors = np.sqrt(np.maximum(np.diag(joint), 0.0)).reshape(2, -1)
    low, high = scale.interval(importance, errors[0], NormalDist().inv_cdf(1 - settings.level / 2))
    for i, one in enumerate(counted):
        strength, priority, hygiene, low_priority = found.chances[i].tolist()
        chances = {"strength": strength, "priority": priority, "hygiene": hygiene, "low priority": low_priority}
        assert one.quadrant is not None
        yield Standing(
            one.id, one.survey, one.wave, one.aspect, one.break_id, one.group, one.within, one.quadrant,
            chances[one.quadrant], int(ranks[i]), int(found.rank_low[i]), int(found.rank_high[i]),
            float(errors[0, i]), float(errors[1, i]),
            one.importance - one.importance_border, float(found.importance_se[i]),
            one.rating - one.rating_border, float(found.rating_se[i]),
            strength, priority, hygiene, low_priority, float(low[i]), float(high[i]),
        )  # fmt: skip


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


def _scale(wave: Wave, group: Fitted) -> ScaleName:
    """On which the errors of importance are even."""
    stated = wave.survey.settings.drivers.stated
    if group.fit.method == "stated":
        return "share" if stated is not None and stated.kind == "share" else "plain"
    return "part" if group.fit.method == "lmg" else "correlation"


def _border(how: WrittenBorder) -> Border:
    """The border over the aspects of every draw."""
    if how == "mean":
        return lambda values: values.mean(axis=1, keepdims=True)
    if how == "median":
        return lambda values: np.median(values, axis=1, keepdims=True)
    return lambda values: np.full((len(values), 1), float(how))


def moves(survey: Survey, found: Sequence[Standing], methods: Mapping[str, str]) -> Iterator[Move]:
    """Every aspect against the wave before, and the first, as far as it was asked there and measured in the same way.

    `methods`: how importance was measured, by the id of the driver.
    """
    by_id = {one.id: one for one in found}
    order = [wave.label for wave in survey.waves]
    for now in found:
        place = order.index(now.wave)
        question = survey.questions[now.aspect]
        for earlier in dict.fromkeys(label for label in (*order[:place][-1:], order[0]) if order.index(label) < place):
            then = by_id.get(f"{now.survey}/{earlier}/{now.id.split('/', 2)[2]}")
            broken = any(order.index(earlier) < order.index(start) <= place for start in question.new_series)
            if then is not None and not broken and methods[then.id] == methods[now.id]:
                yield _move(survey, now, then)


def _move(survey: Survey, now: Standing, then: Standing) -> Move:
    changes = []
    for axis in ("importance_distance", "rating_distance"):
        change = getattr(now, axis) - getattr(then, axis)
        # Where the same units return the two distances are not independent, and their covariance is not known.
        se = nan if survey.units_return else hypot(getattr(now, f"{axis}_se"), getattr(then, f"{axis}_se"))
        p = erfc(abs(change / se) / sqrt(2)) if se > 0 else nan
        crossed = (getattr(now, axis) >= 0) != (getattr(then, axis) >= 0)
        changes.append((change, se, p, crossed))
    crossed_p = [p for _, _, p, crossed in changes if crossed]
    p = max(crossed_p) if crossed_p and now.quadrant != then.quadrant else nan
    return Move(
        f"{now.id}~{then.wave}", now.survey, now.wave, then.wave, now.aspect, now.break_id, now.group, now.within,
        then.quadrant, now.quadrant, *changes[0][:3], *changes[1][:3], p, bool(p < survey.settings.level),
    )  # fmt: skip
