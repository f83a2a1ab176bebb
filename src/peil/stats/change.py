"""A change between two waves, told apart: the groups changed (real), or the groups' shares did (mix)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from peil.stats.arrays import FloatArray, ratio, root
from peil.stats.contrasts import Contrast, two_sided
from peil.stats.design import Design
from peil.stats.estimates import Summary, summarise
from peil.stats.moments import Moments
from peil.stats.options import DEFAULT, Options
from peil.stats.variance import Linearised, from_influence, variance

# A mix whose error is below this part of the error of the change is fixed by the weights: what is left is rounding.
_FIXED = 1e-6


@dataclass(frozen=True)
class Sample:
    """One wave: its (..., C, G, A) moments, with every respondent who counts in one of the groups, and its design.

    Where the same units return, both waves have the design of both together, with the unit as the cluster.
    """

    moments: Moments
    design: Design


@dataclass(frozen=True)
class ChangeSplit:
    """A change of a weighted mean, in units of the scores, as the sum of a real part and a part by the mix.

    `total`, `real`, `mix`: (...) contrasts of the later with the earlier wave; total = real + mix. `group_real`,
    `group_mix`: (..., G) what each group adds to either. `fixed`: (...) True where the weights fix the shares of the
    groups, so that the mix is zero by construction and says nothing.
    """

    total: Contrast
    real: Contrast
    mix: Contrast
    group_real: FloatArray
    group_mix: FloatArray
    fixed: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


@dataclass(frozen=True)
class _Weighed:
    """How much each group's mean and share count, (parts, ..., G), as derivatives of each part of the change."""

    mean: FloatArray
    share: FloatArray


def split_change(now: Sample, then: Sample, scores: FloatArray, options: Options = DEFAULT) -> ChangeSplit:
    """(...) splits: is the mean another one because people judge otherwise, or because other people answered?

    real = Σ ½(s₁+s₀)(m₁−m₀), mix = Σ ½(m₁+m₀)(s₁−s₀) over the groups, s a group's share of the weight of the valid
    answers and m its mean; the groups of both waves are the same and together everyone. `scores`: (A,) or (S, A) as in
    `estimate`. A group without answers in one wave has no change of its own: it counts in the mix alone, with the mean
    that it has. What a group adds to the mix is measured from the average of the two overall means. The waves are
    independent, unless they share a design; errors by Taylor linearisation, shares and means both being estimated.
    Degrees of freedom: units − strata − 1 over both waves, and under `df: smaller` at most Welch's. Source: Kitagawa,
    "Components of a difference between two rates", JASA 50, 1955; errors checked against R `svycontrast`.
    """
    scores = np.asarray(scores, np.float64)
    new, old = _of_groups(now, scores), _of_groups(then, scores)
    m1, m0 = np.where(new.filled, new.mean, old.mean), np.where(old.filled, old.mean, new.mean)
    share, moved, middle = (new.share + old.share) / 2, (new.share - old.share) / 2, (m1 + m0) / 2
    both = new.filled & old.filled
    once = np.where(both, moved, 2 * moved)  # a mean that stands for both waves counts twice

    change = new.whole.estimate[..., 0] - old.whole.estimate[..., 0]
    known = np.where(np.isfinite(change), 0.0, np.nan)[..., None]
    level = (new.whole.estimate + old.whole.estimate) / 2
    group_real, group_mix = share * (m1 - m0) + known, 2 * (middle - level) * moved + known
    steady, half = share * both, (m1 - m0) / 2
    weighed = (
        _Weighed(np.stack([new.share, steady, once]), np.stack([m1, half, middle])),
        _Weighed(np.stack([-old.share, -steady, once]), np.stack([-m0, half, -middle])),
    )
    values = np.stack([change, group_real.sum(axis=-1), group_mix.sum(axis=-1)])
    tested = _tested(values, weighed, (now, then), (new, old), scores, options)
    whole, real, mix = (Contrast(*(figures[part] for figures in vars(tested).values())) for part in range(3))
    fixed = np.nan_to_num(mix.se) <= _FIXED * np.nan_to_num(whole.se)
    return ChangeSplit(whole, real, mix, group_real, group_mix, fixed)


@dataclass(frozen=True)
class _Groups:
    """(..., G) share and mean of every group of a wave, which have answers, and the summary of all together."""

    share: FloatArray
    mean: FloatArray
    weight: FloatArray
    filled: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
    whole: Summary


def _of_groups(sample: Sample, scores: FloatArray) -> _Groups:
    parts, whole = summarise(sample.moments, scores), summarise(sample.moments.total(), scores)
    filled = parts.sum_weight > 0
    share = np.where(filled, ratio(parts.sum_weight, whole.sum_weight), 0.0)
    return _Groups(share, np.where(filled, parts.estimate, 0.0), parts.sum_weight, filled, whole)


def _tested(
    values: FloatArray,
    weighed: tuple[_Weighed, _Weighed],
    samples: tuple[Sample, Sample],
    groups: tuple[_Groups, _Groups],
    scores: FloatArray,
    options: Options,
) -> Contrast:
    """(parts, ...) contrasts of the change and its parts. `values`: (parts, ...) what they come to; `weighed`: (parts,
    ..., G) as derivatives in either wave."""
    now, then = samples
    u = [_influence(*part, scores) for part in zip(samples, groups, weighed, strict=True)]
    of_now, of_then = (variance(part, one.design, options.lonely) for part, one in zip(u, samples, strict=True))
    both = of_now + of_then
    if now.design is then.design:
        both = variance(u[0].plus(u[1]), now.design, options.lonely)
    return _contrast(values, (both, of_now, of_then), samples, (groups[0].whole, groups[1].whole), options)


def _influence(sample: Sample, groups: _Groups, weighed: _Weighed, scores: FloatArray) -> Linearised:
    """(parts, ..., C) sums of u = w·z, z(g, a) being what an answer in a group moves each part of the change by."""
    base = np.isfinite(scores)[..., None, :]
    score = np.where(base, scores[..., None, :], 0.0)
    by_share = weighed.share - (weighed.share * groups.share).sum(axis=-1, keepdims=True)
    by_share = ratio(by_share, groups.whole.sum_weight)
    by_mean = np.where(groups.filled, ratio(weighed.mean, groups.weight), 0.0)
    z = np.nan_to_num(by_share)[..., None] + by_mean[..., None] * (score - groups.mean[..., None])
    z = np.where(base, z, 0.0)
    if sample.moments.rows is not None:
        return from_influence(sample.moments, z).together()
    z = z.reshape(*z.shape[:-2], 1, -1, 1)
    w, w2 = (part.reshape(*part.shape[:-2], -1) for part in (sample.moments.w, sample.moments.w2))
    pairs = ((w, z), (w2, z * z), (w2, z))
    total, square, cross = ((part[..., None, :] @ value)[..., 0, 0] for part, value in pairs)
    return Linearised(total, square, cross)


def _contrast(
    value: FloatArray,
    squares: tuple[FloatArray, FloatArray, FloatArray],
    samples: tuple[Sample, Sample],
    wholes: tuple[Summary, Summary],
    options: Options,
) -> Contrast:
    """(parts, ...) contrasts. `squares`: the variance, and what either wave brings to it on its own."""
    both, now, then = squares
    designs = [sample.design for sample in samples]
    df = np.full(value.shape, sum(one.df for one in (designs if designs[0] is not designs[1] else designs[:1])) - 1)
    if options.df == "smaller":
        sizes = [ratio(1.0, whole.units[..., 0] - 1) for whole in wholes]
        df = np.fmin(df, ratio((now + then) ** 2, now**2 * sizes[0] + then**2 * sizes[1]))
    tested = (wholes[0].units[..., 0] >= 2) & (wholes[1].units[..., 0] >= 2)
    se = root(np.where(tested, both, np.nan))
    statistic = np.where(se > 0, value / np.where(se > 0, se, np.nan), np.nan)
    return Contrast(value, se, statistic, df + 0 * se, two_sided(statistic, df))
