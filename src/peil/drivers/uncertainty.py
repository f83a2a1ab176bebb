"""How sure the places in the matrix are, and whether an aspect moved between two waves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import hypot, isfinite, nan
from statistics import NormalDist

import numpy as np

from peil.drivers.families import corrected, two_sided
from peil.drivers.fitting import Fitted
from peil.drivers.frames import Frame
from peil.drivers.influence import movements, place_covariance
from peil.drivers.matrix import quadrant_of
from peil.drivers.rows import Floats, Wave
from peil.errors import StatisticsError
from peil.results.model import Driver, DriverFit, Move, Standing
from peil.stats import SCALES, placing
from peil.stats.placing import Border
from peil.stats.scales import ScaleName
from peil.study.drivers import Border as WrittenBorder
from peil.study.model import Survey


def standings(wave: Wave, values: Floats, group: Fitted, drivers: Sequence[Driver], frame: Frame) -> Iterator[Standing]:
    """A row per aspect of a group that may be shown and has a place. `drivers`: those of the group."""
    settings = wave.survey.settings
    counted = [one for one in drivers if one.quadrant is not None and one.base > settings.hide_up_to]
    if not counted:
        return
    places = {aspect.id: place for place, aspect in enumerate(wave.aspects)}
    try:
        moved = movements(wave, values, group, [places[one.aspect] for one in counted])
    except StatisticsError:
        # The covariance was found, but the answers hardly fix it: importance without any error.
        return
    importance, rating = (np.array([getattr(one, name) for one in counted]) for name in ("importance", "rating"))
    scale = SCALES[_scale(wave, group)]
    around = None if frame.fixed or frame.group.fit.id == group.fit.id else frame.drawn
    joint = place_covariance(wave, moved) if around is None else _with_frame(wave, moved, frame)
    written, stretch = settings.drivers, frame.stretch(group)
    borders = _border(written.importance_border, stretch), _border(written.rating_border)
    found = placing(importance, rating, joint, borders, scale, around)
    ranks = (-importance).argsort(kind="stable").argsort() + 1
    errors = np.sqrt(np.maximum(np.diag(joint), 0.0))[: 2 * len(counted)].reshape(2, -1)
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


def _with_frame(wave: Wave, moved: Floats, frame: Frame) -> Floats:
    """(2a+2b, 2a+2b) covariances of the aspects of a matrix and of those that its borders were drawn over: together
    where they are of one wave, for respondents may be in both; independent where they are not.
    """
    if frame.wave is wave:
        return place_covariance(wave, np.concatenate([moved, frame.movements], axis=1))
    own, other = place_covariance(wave, moved), place_covariance(frame.wave, frame.movements)
    size = len(own)
    joint = np.zeros((size + len(other), size + len(other)))
    joint[:size, :size], joint[size:, size:] = own, other
    return joint


def _scale(wave: Wave, group: Fitted) -> ScaleName:
    """On which the errors of importance are even."""
    stated = wave.survey.settings.drivers.stated
    if group.fit.method == "stated":
        return "share" if stated is not None and stated.kind == "share" else "plain"
    return "part" if group.fit.method == "lmg" else "correlation"


def _border(how: WrittenBorder, stretch: float = 1.0) -> Border:
    """The border over the aspects of every draw."""
    if how == "mean":
        return lambda values: values.mean(axis=1, keepdims=True) * stretch
    if how == "median":
        return lambda values: np.median(values, axis=1, keepdims=True) * stretch
    return lambda values: np.full((len(values), 1), float(how))


def moves(
    survey: Survey, found: Sequence[Standing], drivers: Sequence[Driver], fits: Sequence[DriverFit]
) -> Iterator[Move]:
    """Every aspect against the wave before, and the first, as far as it was asked there and measured so too."""
    made = list(_moves(survey, found, drivers, fits))
    tables = [f"{one.wave}~{one.earlier}/{one.id.rpartition('/')[2]}" for one in made]
    # An aspect that stays could have moved: it counts in the family.
    p = [one.p if isfinite(one.p) or not isfinite(one.rating_p) else 1.0 for one in made]
    for one, adjusted in zip(made, corrected(p, tables, survey.settings), strict=True):
        moved = adjusted < survey.settings.level
        yield replace(one, p_adjusted=adjusted, moved=moved) if isfinite(one.p) else one


def _moves(
    survey: Survey, found: Sequence[Standing], drivers: Sequence[Driver], fits: Sequence[DriverFit]
) -> Iterator[Move]:
    standing, driver = {one.id: one for one in found}, {one.id: one for one in drivers}
    aspects = {_matrix(one.id): one.aspects for one in fits}
    order = [wave.label for wave in survey.waves]
    relative = not isinstance(survey.settings.drivers.importance_border, float)
    for now in found:
        place = order.index(now.wave)
        question = survey.questions[now.aspect]
        for earlier in dict.fromkeys(label for label in (*order[:place][-1:], order[0]) if order.index(label) < place):
            name = f"{now.survey}/{earlier}/{now.id.split('/', 2)[2]}"
            broken = any(order.index(earlier) < order.index(start) <= place for start in question.new_series)
            if name in standing and not broken and driver[name].method == driver[now.id].method:
                parts = relative and driver[name].method == "lmg"
                stretch = aspects[_matrix(name)] / aspects[_matrix(now.id)] if parts else 1.0
                yield _move(survey, (driver[now.id], now), (driver[name], standing[name]), stretch)


def _matrix(name: str) -> tuple[str, str, str]:
    """Survey, wave and group of the id of a driver or a fit."""
    survey, wave, _, _, key = name.split("/")
    return survey, wave, key


_Stood = tuple[Driver, Standing]


def _move(survey: Survey, now: _Stood, then: _Stood, stretch: float) -> Move:
    """Within the borders of now, the only ones that a reader sees. `stretch`: of importance then, for it to be as large
    a part of what another number of aspects explain.
    """
    one = now[0]
    importance = then[0].importance * stretch
    error = then[1].importance_se * stretch
    axes = (
        (one.importance, importance, one.importance_border, now[1].importance_se, error),
        (one.rating, then[0].rating, one.rating_border, now[1].rating_se, then[1].rating_se),
    )
    changes, crossed = [], []
    for here, there, border, *errors in axes:
        # Where the same units return the two are not independent, and their covariance is not known.
        se = nan if survey.units_return else hypot(*errors)
        p = two_sided(here - there, se)
        changes.append((here - there, se, p))
        if (here >= border) != (there >= border):
            crossed.append(p)
    quadrant = quadrant_of(importance - one.importance_border, then[0].rating - one.rating_border)
    p = max(crossed) if crossed and now[1].quadrant != quadrant else nan
    return Move(
        f"{one.id}~{then[0].wave}", one.survey, one.wave, then[0].wave, one.aspect, one.break_id, one.group,
        one.within, quadrant, now[1].quadrant, *changes[0], *changes[1], p, False, importance,
    )  # fmt: skip
