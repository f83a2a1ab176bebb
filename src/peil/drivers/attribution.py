"""What carried the change of the overall grade between two waves, as far as the aspects tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import erfc, nan, sqrt

import numpy as np

from peil.data.designs import options
from peil.drivers.rows import Floats, Part, Wave
from peil.errors import StatisticsError
from peil.results.model import ALL, Carried, ChangeSplit, Contrast, Decomposition, Results, estimate_id
from peil.stats import joint_covariance, mean_influence
from peil.stats.processors import each

# So much explained comes of pairs of grades that too few gave.
_SATURATED = 0.999

Told = tuple[Decomposition, tuple[Carried, ...]]


@dataclass(frozen=True)
class _Pair:
    """A group in two waves. `contrast`: its change; `aspects`: ids of those that count in both."""

    now: Wave
    then: Wave
    part: Part
    contrast: Contrast
    aspects: tuple[str, ...]
    split: ChangeSplit | None

    @property
    def waves(self) -> tuple[Wave, Wave]:
        """The later and the earlier."""
        return self.now, self.then

    def member(self, wave: Wave) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        """(rows,) who belongs to the group in this wave."""
        keys = [part.key for part in wave.parts]
        return wave.rows.member[:, keys.index(self.part.key)]


def decompositions(found: Sequence[Wave], results: Results) -> Iterator[Told]:
    """The latest wave against the one before and the first: the total, and groups whose overall grade changed
    significantly. Groups that are too small, or whose grades do not fix a covariance, have none.
    """
    if len(found) < 2:
        return
    now = found[-1]
    earlier = [found[place] for place in dict.fromkeys((len(found) - 2, 0))]
    pairs = [_pair(now, then, part, results) for then in earlier for part in now.parts]
    told = each(lambda pair: _decomposed(pair, results), [pair for pair in pairs if pair is not None])
    yield from (one for one in told if one is not None)


def _pair(now: Wave, then: Wave, part: Part, results: Results) -> _Pair | None:
    survey = now.survey
    name = f"{estimate_id(survey.id, now.label, now.overall.id, '', 'mean', part.key)}~{then.label}"
    contrast = results.contrasts_by_id.get(name)
    if contrast is None or not (part.key == ALL or contrast.p < survey.settings.level):
        return None
    pair = _Pair(now, then, part, contrast, (), _split(name, now, results) if part.key == ALL else None)
    counts = [int(np.isfinite(wave.values[pair.member(wave), -1]).sum()) for wave in pair.waves]
    if min(counts) <= survey.settings.hide_up_to or sum(counts) < survey.settings.drivers.smallest_group:
        return None
    usable = [_usable(pair, wave) for wave in pair.waves]
    aspects = tuple(name for name in usable[0] if name in usable[1])
    return _Pair(now, then, part, contrast, aspects, pair.split) if aspects else None


def _split(contrast: str, now: Wave, results: Results) -> ChangeSplit | None:
    """Real change and mix by the first break of the report, unless the weights fix its shares."""
    breaks = [one.id for one in now.survey.shown_breaks if not one.overlapping]
    splits = {one.id: one for one in results.changes}
    found = splits.get(f"{contrast}/{breaks[0]}") if breaks else None
    return None if found is None or found.fixed else found


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


def _decomposed(pair: _Pair, results: Results) -> Told | None:
    try:
        return _told(pair, results)
    except StatisticsError:
        return None  # too few gave the same pairs of grades, as for importance


def _told(pair: _Pair, results: Results) -> Told | None:
    # Importing numba takes longer than all tables of a small study.
    from peil.stats.carried import carried_change

    shares = {} if pair.split is None else _shares(pair.split.id, results)
    now, then = (_rows(pair, wave, shares) for wave in pair.waves)
    if not (now.weights.any() and then.weights.any()):
        # No group that both waves have: all of the change is another mix.
        return None
    later = np.repeat([1.0, 0.0], [len(now.values), len(then.values)])
    weights = np.concatenate([now.weights, then.weights])
    found = carried_change(np.concatenate([now.values, then.values]), weights, later)
    if found.r2 > _SATURATED:
        return None
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
    mix = 0.0 if pair.split is None else pair.split.mix
    carried = float(found.points.sum())
    rest = pair.contrast.difference - mix - carried
    own = _decomposition(pair, found.r2, (carried, float(se[-2])), (rest, float(se[-1])))
    return own, tuple(_parts(pair, own.id, np.stack([found.points, found.change]), se[:-2].reshape(2, -1)))


def _shares(split: str, results: Results) -> dict[str, tuple[float, float]]:
    return {one.group: (one.share_then, one.share_now) for one in results.change_parts if one.split == split}


def _decomposition(pair: _Pair, r2: float, carried: tuple[float, float], rest: tuple[float, float]) -> Decomposition:
    now, then, part, contrast = pair.now, pair.then, pair.part, pair.contrast
    n_now, n_then = (int(np.isfinite(wave.values[pair.member(wave), -1]).sum()) for wave in pair.waves)
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
        mix_break="" if pair.split is None else pair.split.break_id,
        mix=0.0 if pair.split is None else pair.split.mix,
        mix_se=0.0 if pair.split is None else pair.split.mix_se,
        mix_p=nan if pair.split is None else pair.split.mix_p,
        carried=carried[0],
        carried_se=carried[1],
        carried_p=_p(*carried),
        rest=rest[0],
        rest_se=rest[1],
        rest_p=_p(*rest),
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
        yield Carried(name, whole, survey, now, aspect, change, change_se, points, se, _p(points, se))


def _p(value: float, se: float) -> float:
    """Two-sided, by the normal distribution."""
    return erfc(abs(value / se) / sqrt(2)) if se > 0 else nan
