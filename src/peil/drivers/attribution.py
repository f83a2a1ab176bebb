"""What carried the change of the overall grade between two waves, as far as the aspects tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import nan

import numpy as np

from peil.data.designs import options
from peil.drivers.families import corrected, two_sided
from peil.drivers.fitting import why_not
from peil.drivers.mix import Mix, mix_of_everyone, mix_of_group
from peil.drivers.rows import Floats, Part, Wave
from peil.errors import StatisticsError
from peil.results.model import ALL, Carried, Contrast, Decomposition, Results, estimate_id
from peil.stats import joint_covariance, mean_influence
from peil.stats.carried import carried_change
from peil.stats.processors import each

# So much explained comes of pairs of grades that too few gave.
_SATURATED = 0.999

Told = tuple[Decomposition, tuple[Carried, ...]]


@dataclass(frozen=True)
class _Pair:
    """A group in two waves. `contrast`: its change; `aspects`: ids of those that count in both; `why`: there is nothing
    to tell apart."""

    now: Wave
    then: Wave
    part: Part
    contrast: Contrast
    mix: Mix
    aspects: tuple[str, ...] = ()
    why: str = ""

    @property
    def waves(self) -> tuple[Wave, Wave]:
        """The later and the earlier."""
        return self.now, self.then

    def member(self, wave: Wave) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        """(rows,) who belongs to the group in this wave."""
        keys = [part.key for part in wave.parts]
        return wave.rows.member[:, keys.index(self.part.key)]

    def graded(self, wave: Wave) -> int:
        """Respondents with an overall grade in this wave."""
        return int(np.isfinite(wave.values[self.member(wave), -1]).sum())


def decompositions(found: Sequence[Wave], results: Results) -> Iterator[Told]:
    """The latest wave against the one before and the first: the total, and groups whose overall grade changed
    significantly. Where it cannot be told what the aspects carry, the row says why.
    """
    if len(found) < 2:
        return
    now = found[-1]
    earlier = [found[place] for place in dict.fromkeys((len(found) - 2, 0))]
    pairs = [_pair(now, then, part, results) for then in earlier for part in now.parts]
    told = each(_decomposed, [pair for pair in pairs if pair is not None])
    parts = [one for _, carried in told for one in carried]
    settings = now.survey.settings
    p = corrected([one.p for one in parts], [one.decomposition for one in parts], settings)
    judged = {one.id: replace(one, p_adjusted=value) for one, value in zip(parts, p, strict=True)}
    yield from ((whole, tuple(judged[one.id] for one in carried)) for whole, carried in told)


def _pair(now: Wave, then: Wave, part: Part, results: Results) -> _Pair | None:
    survey = now.survey
    name = f"{estimate_id(survey.id, now.label, now.overall.id, '', 'mean', part.key)}~{then.label}"
    contrast = results.contrasts_by_id.get(name)
    if contrast is None or not (part.key == ALL or contrast.p < survey.settings.level):
        return None
    pair = _Pair(now, then, part, contrast, Mix())
    counts = [pair.graded(wave) for wave in pair.waves]
    if min(counts) <= survey.settings.hide_up_to:
        return None
    usable = [_usable(pair, wave) for wave in pair.waves]
    aspects = tuple(name for name in usable[0] if name in usable[1])
    if sum(counts) < survey.settings.drivers.smallest_group:
        return replace(pair, why="small group")
    if not aspects:
        return replace(pair, why="no aspects")
    mix = mix_of_everyone(name, now, results) if part.key == ALL else mix_of_group(now, then, part)
    return replace(pair, aspects=aspects, mix=mix)


def _usable(pair: _Pair, wave: Wave) -> list[str]:
    """The aspects that enough of the group graded, and not all alike."""
    settings = wave.survey.settings
    values = wave.values[pair.member(wave)]
    n = (np.isfinite(values[:, :-1]) & np.isfinite(values[:, -1:])).sum(axis=0)
    enough = (n > settings.hide_up_to) & (n >= settings.drivers.seldom_graded * np.isfinite(values[:, -1]).sum())
    return [
        aspect.id
        for place, aspect in enumerate(wave.aspects)
        if enough[place] and np.unique(values[np.isfinite(values[:, place]), place]).size > 1
    ]


@dataclass(frozen=True)
class _Rows:
    """(n, q) grades of the aspects that count, the overall one last, and (n,) weights of a group in one wave."""

    wave: Wave
    member: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
    values: Floats
    weights: Floats

    def variance(self, u: Floats) -> Floats:
        """(k, k) of what these rows add to k figures."""
        lonely = options(self.wave.survey.settings, False).lonely
        rows = self.wave.rows
        return joint_covariance(u, rows.cell[self.member], rows.weight[self.member], self.wave.design.design, lonely)


def _rows(pair: _Pair, wave: Wave, shares: Mapping[str, tuple[float, float]]) -> _Rows:
    member = pair.member(wave)
    places = {aspect.id: place for place, aspect in enumerate(wave.aspects)}
    values = wave.values[member][:, [*(places[name] for name in pair.aspects), len(places)]]
    weights = wave.rows.weight[member].copy()
    if shares:
        # With the mix of both waves together in either: what is left of the change is the real part.
        factor = np.full(len(weights), _factor(shares.get("", (0.0, 0.0)), wave is pair.now))
        for column, part in enumerate(wave.parts):
            if part.key in shares:
                factor[wave.rows.member[member, column]] = _factor(shares[part.key], wave is pair.now)
        weights *= factor
    total = weights.sum()
    return _Rows(wave, member, values, weights * len(weights) / total if total > 0 else weights)


def _factor(shares: tuple[float, float], now: bool) -> float:
    """From a group's own share (then, now) to the mean of both; a group that one wave lacks counts in the mix alone."""
    return 0.0 if min(shares) <= 0 else (shares[0] + shares[1]) / 2 / shares[now]


def _decomposed(pair: _Pair) -> Told:
    if pair.why:
        return _without(pair)
    try:
        return _told(pair)
    except StatisticsError as error:
        # As for importance: too few gave the same pairs of grades, or there are too many aspects.
        return _without(replace(pair, why=why_not(error)))


def _without(pair: _Pair) -> Told:
    """The change, and why it is not told apart."""
    return _decomposition(pair, nan, (nan, nan), (nan, nan)), ()


def _told(pair: _Pair) -> Told:
    now, then = (_rows(pair, wave, pair.mix.shares) for wave in pair.waves)
    if not (now.weights.any() and then.weights.any()):
        # No group that both waves have: all of the change is another mix.
        return _without(replace(pair, why="no common group"))
    later = np.repeat([1.0, 0.0], [len(now.values), len(then.values)])
    weights = np.concatenate([now.weights, then.weights])
    found = carried_change(np.concatenate([now.values, then.values]), weights, later)
    if found.r2 > _SATURATED:
        return _without(replace(pair, why="not settled"))
    whole = np.concatenate(
        [mean_influence(now.values[:, -1:], now.weights), -mean_influence(then.values[:, -1:], then.weights)]
    )
    sums = found.points_influence.sum(axis=1, keepdims=True)
    u = np.concatenate([found.points_influence, found.change_influence, sums, whole - sums], axis=1)
    joint = now.variance(u[: len(now.values)]) + then.variance(u[len(now.values) :])
    se = np.sqrt(np.maximum(np.diag(joint), 0.0))
    if pair.now.survey.units_return:
        # The waves are not independent, and the covariance of what they add is not known.
        se = np.full(len(se), nan)
    if np.nanmax(se[: len(found.points)], initial=0.0) > _spread(now):
        # An error as large as the differences between respondents: their answers do not fix what an aspect carries.
        return _without(replace(pair, why="not settled"))
    carried = float(found.points.sum())
    rest = pair.contrast.difference - pair.mix.points - carried
    own = _decomposition(pair, found.r2, (carried, float(se[-2])), (rest, float(se[-1])))
    return own, tuple(_parts(pair, own.id, np.stack([found.points, found.change]), se[:-2].reshape(2, -1)))


def _spread(rows: _Rows) -> float:
    """The standard deviation of the overall grade."""
    known = np.isfinite(rows.values[:, -1])
    score, weight = rows.values[known, -1], rows.weights[known]
    mean = score @ weight / weight.sum()
    return float(np.sqrt((score - mean) ** 2 @ weight / weight.sum()))


def _decomposition(pair: _Pair, r2: float, carried: tuple[float, float], rest: tuple[float, float]) -> Decomposition:
    now, then, part, contrast = pair.now, pair.then, pair.part, pair.contrast
    n_now, n_then = (pair.graded(wave) for wave in pair.waves)
    mean = _mean(pair, now)
    return Decomposition(
        id=contrast.id,
        survey=now.survey.id,
        wave=now.label,
        earlier=then.label,
        break_id=part.break_id,
        group=part.group,
        within=part.within,
        n_now=n_now,
        n_then=n_then,
        aspects=len(pair.aspects),
        r2=r2,
        mean_then=mean - contrast.difference,
        mean_now=mean,
        change=contrast.difference,
        change_se=contrast.se,
        change_p=contrast.p,
        mix_break=pair.mix.break_id,
        mix=pair.mix.points,
        mix_se=pair.mix.se,
        mix_p=pair.mix.p,
        carried=carried[0],
        carried_se=carried[1],
        carried_p=two_sided(*carried),
        rest=rest[0],
        rest_se=rest[1],
        rest_p=two_sided(*rest),
        mix_lack=pair.mix.lack,
        why=pair.why,
    )


def _mean(pair: _Pair, wave: Wave) -> float:
    """The weighted mean of the overall grade."""
    member = pair.member(wave)
    values, weights = wave.values[member, -1], wave.rows.weight[member]
    known = np.isfinite(values)
    return float(values[known] @ weights[known] / weights[known].sum())


def _parts(pair: _Pair, whole: str, figures: Floats, errors: Floats) -> Iterator[Carried]:
    survey, now, then = pair.now.survey.id, pair.now.label, pair.then.label
    for place, aspect in enumerate(pair.aspects):
        (points, change), (se, change_se) = figures[:, place].tolist(), errors[:, place].tolist()
        name = f"{survey}/{now}/{aspect}/carried/{pair.part.key}~{then}"
        yield Carried(name, whole, survey, now, aspect, change, change_se, points, se, two_sided(points, se))
