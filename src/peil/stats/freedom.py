"""From how many degrees of freedom a test starts: of the whole wave, or of those who answered."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from peil.stats.arrays import BoolArray, FloatArray, IntArray, firsts
from peil.stats.clustered import by_cluster
from peil.stats.design import Design, indicator
from peil.stats.moments import Moments
from peil.stats.options import Options


def tested_df(sides: Sequence[Moments], scores: FloatArray, design: Design, options: Options) -> FloatArray:
    """(..., G) floats: units − strata from which the test of these sides starts, before what each mean takes off.

    `sides`: moments whose g-th groups are compared. By default of all respondents of the wave: Welch's degrees of
    freedom, which count answers, are the smaller ones where few answered. Under `df: design` nothing else bounds them,
    and they are those of the respondents (clusters) who gave an answer with a score on one of the sides, and of the
    strata that hold one. Source: R survey 4.1, `degf` of the design that `svyglm` and `svyttest` keep, which leave out
    rows without an answer and rows outside a subset.
    """
    if options.df != "design" or options.method != "design":
        return np.asarray(design.df)
    base = np.isfinite(np.asarray(scores, np.float64))
    counted = [_counted(side, base, design) for side in sides]
    # A cluster may stand on both sides, and is one unit then; a respondent who is drawn alone stands on one.
    units = np.maximum.reduce(counted) if sides[0].rows is not None else sum(counted[1:], counted[0])
    if sides[0].rows is not None:
        units = units @ indicator(_strata(sides[0], design))
    df: FloatArray = units.sum(axis=-1) - (units > 0).sum(axis=-1)
    return df


def _counted(side: Moments, base: BoolArray, design: Design) -> FloatArray:
    """(..., G, H) respondents with an answer; where rows belong together (..., G, K) 1 for each cluster with one."""
    if side.rows is None:
        n = np.where(base[..., None, None, :], side.n, 0).sum(axis=-1)
        by_stratum: FloatArray = n.swapaxes(-1, -2).astype(np.float64) @ indicator(design.stratum)
        return by_stratum
    here = by_cluster(side.rows.sums(base[..., None, :].astype(np.float64)), side.rows.clusters) > 0
    return here.astype(np.float64)


def _strata(side: Moments, design: Design) -> IntArray:
    """(K,) the stratum of each cluster."""
    assert side.rows is not None
    if side.rows.held is not None:
        return design.stratum[side.rows.held.cells]
    return design.stratum[firsts(side.rows.clusters)]
