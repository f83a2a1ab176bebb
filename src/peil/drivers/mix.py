"""How much of the change of a group comes of another mix of the groups inside it, as step 4 tells it of everyone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import nan, sqrt

import numpy as np

from peil.drivers.families import two_sided
from peil.drivers.influence import wave_covariance
from peil.drivers.rows import Bools, Floats, Part, Wave
from peil.results.model import Results
from peil.study.model import CellWeights, MarginWeights

_ZERO = 1e-9  # of a share: what is below this is rounding


@dataclass(frozen=True)
class Mix:
    """The part of a change by the shares of the groups of a break: `points` with error and two-sided p. `shares`: of
    every one, then and now, by key, "" for those in none of them; empty where nothing was taken out. `lack`: why not:
    "fixed" (the weights fix the shares), "no break" (none of the report divides the group), or "".
    """

    break_id: str = ""
    points: float = 0.0
    se: float = 0.0
    p: float = nan
    lack: str = ""
    shares: Mapping[str, tuple[float, float]] = field(default_factory=dict)


def mix_of_everyone(contrast: str, now: Wave, results: Results) -> Mix:
    """By the first break of the report, as the tables have it."""
    breaks = [one.id for one in now.survey.shown_breaks if not one.overlapping]
    found = next((one for one in results.changes if breaks and one.id == f"{contrast}/{breaks[0]}"), None)
    if found is None:
        return Mix(lack="no break")
    if found.fixed:
        return Mix(found.break_id, lack="fixed")
    parts = (one for one in results.change_parts if one.split == found.id)
    shares = {one.group: (one.share_then, one.share_now) for one in parts}
    return Mix(found.break_id, found.mix, found.mix_se, found.mix_p, "", shares)


def mix_of_group(now: Wave, then: Wave, part: Part) -> Mix:
    """By the break that divides the group (role within directorate), else the first other one of the report that does.

    Source: Kitagawa, as `stats.change`; errors by linearisation, shares and means both being estimated.
    """
    for break_id, keys in _breaks(now, part):
        sides = [_Side.of(wave, part, keys) for wave in (now, then)]
        if sum(bool(a > 0 and b > 0) for a, b in zip(sides[0].share, sides[1].share, strict=True)) < 2:
            continue
        held = isinstance(now.survey.weighting, CellWeights | MarginWeights)
        if held and np.abs(sides[0].whole - sides[1].whole).max() < _ZERO:
            return Mix(break_id, lack="fixed")
        return _told(break_id, (*keys, ""), sides)
    return Mix(lack="no break")


def _breaks(now: Wave, part: Part) -> Sequence[tuple[str, tuple[str, ...]]]:
    """Breaks that may divide a group, with the keys of their groups: what lies within it comes first."""
    shown = [one for one in now.survey.shown_breaks if not one.overlapping and one.id != part.break_id]
    within, beside = [], []
    for one in shown:
        inside = tuple(each.key for each in now.parts if each.break_id == one.id and each.within == part.key)
        if inside:
            within.append((one.id, inside))
        elif one.outer is None:
            beside.append((one.id, tuple(each.key for each in now.parts if each.break_id == one.id)))
    return [*within, *beside]


@dataclass(frozen=True)
class _Side:
    """A group in one wave: (K,) `share` and `mean` of the parts among those with an overall grade, the last being those
    in none; `whole`: shares among all of the group.
    """

    wave: Wave
    inside: Bools
    score: Floats
    weight: Floats
    share: Floats
    mean: Floats
    whole: Floats

    @staticmethod
    def of(wave: Wave, part: Part, keys: Sequence[str]) -> _Side:
        names = [each.key for each in wave.parts]
        group = wave.rows.member[:, names.index(part.key)]
        inside = wave.rows.member[:, [names.index(key) for key in keys]] & group[:, None]
        inside = np.concatenate([inside, (group & ~inside.any(axis=1))[:, None]], axis=1)
        score = wave.values[:, -1]
        every = wave.rows.weight
        weight = np.where(np.isfinite(score), every, 0.0)
        score = np.nan_to_num(score)
        sums = weight @ inside
        mean = np.where(sums > 0, (weight * score) @ inside / np.where(sums > 0, sums, 1.0), nan)
        whole = every @ inside
        return _Side(wave, inside, score, weight, sums / sums.sum(), mean, whole / whole.sum())

    def variance(self, by_share: Floats, by_mean: Floats) -> float:
        """Of a figure that moves so much with every share and mean."""
        sums = self.weight @ self.inside
        by_mean = np.where(sums > 0, by_mean / np.where(sums > 0, sums, 1.0), 0.0)
        among = self.inside.any(axis=1) * (by_share @ self.share)
        slope = (self.inside @ by_share - among) / sums.sum()
        slope = slope + self.inside @ by_mean * self.score - self.inside @ (by_mean * np.nan_to_num(self.mean))
        u: Floats = (self.weight * slope)[:, None]
        return float(wave_covariance(self.wave, u)[0, 0])


def _told(break_id: str, keys: Sequence[str], sides: Sequence[_Side]) -> Mix:
    now, then = sides
    filled = now.share > 0, then.share > 0
    both = filled[0] & filled[1]
    m1 = np.where(filled[0], now.mean, np.where(filled[1], then.mean, 0.0))
    m0 = np.where(filled[1], then.mean, np.where(filled[0], now.mean, 0.0))
    middle, moved = (m1 + m0) / 2, now.share - then.share
    points = float(middle @ moved)
    # A mean that stands for both waves counts twice.
    by_mean = np.where(both, moved / 2, moved)
    square = now.variance(middle, by_mean) + then.variance(-middle, by_mean)
    se = nan if now.wave.survey.units_return else sqrt(max(square, 0.0))
    p = two_sided(points, se)
    shares = dict(zip(keys, zip(then.share.tolist(), now.share.tolist(), strict=True), strict=True))
    return Mix(break_id, points, se, p, "", shares)
