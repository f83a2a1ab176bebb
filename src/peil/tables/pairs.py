"""Pairs of groups that a study asks for, and changes between waves in which the same units return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from peil.data.designs import WaveDesign
from peil.stats import Contrast, Moments, between_changes_of_units, tested_df
from peil.tables.batches import Batch, by_kind
from peil.tables.clusters import clustered_moments, is_clustered
from peil.tables.counting import Choose, in_rows, joined
from peil.tables.divided import moments_of
from peil.tables.measures import Measurement
from peil.tables.splits import Split
from peil.tables.variables import Variable
from peil.tables.ways import WAYS, Sides, scores_of


def count_pairs(batch: Batch, split: Split, sides: Sides, wave: WaveDesign, choose: Choose) -> Contrast:
    """(rows, pairs) contrasts of groups made of the parts of a split. `sides`: two (pairs, parts and none) arrays.

    Of two waves together (`both_waves`) the parts come twice: first now, then before.
    """
    if is_clustered(batch.first, wave):
        every = [_alone(variable, split, wave) for variable in batch.variables]
    else:
        (whole,) = moments_of(batch.variables, [split], wave)
        every = [Moments(whole.n[:, None], whole.w[:, None], whole.w2[:, None])]

    def contrast(part: Sequence[Measurement]) -> Contrast:
        way, options = WAYS[part[0].kind], choose(part[0].share)
        return joined(Contrast, [way.pair(moments, part, wave.design, sides, options) for moments in every], 0)

    return in_rows(Contrast, [contrast(part) for part in by_kind(batch.first.measurements)], batch, wave)


def count_changes(batch: Batch, split: Split, sides: Sides, both: WaveDesign, choose: Choose) -> Contrast:
    """(rows, pairs) contrasts of changes between two waves in which the same units return. `sides` as in one wave."""
    nothing = np.zeros_like(sides[0])
    four = [np.concatenate(pair, axis=1) for side in sides for pair in ((side, nothing), (nothing, side))]
    four = [four[0], four[2], four[1], four[3]]
    every = [_alone(variable, split, both) for variable in batch.variables]

    def contrast(part: Sequence[Measurement]) -> Contrast:
        way, options = WAYS[part[0].kind], choose(part[0].share)
        found = []
        for moments in every:
            parts = [way.linear(moments.merged(side), part) for side in four]
            df = tested_df([moments.merged(np.maximum.reduce(four))], scores_of(part), both.design, options)
            found.append(between_changes_of_units(parts, both.design, df, options))
        return joined(Contrast, found, 0)

    return in_rows(Contrast, [contrast(part) for part in by_kind(batch.first.measurements)], batch, both)


def _alone(variable: Variable, split: Split, wave: WaveDesign) -> Moments:
    """(1, 1, 1, positions, A) moments of rows that belong together."""
    moments = clustered_moments(variable, split, wave)
    return replace(moments, n=moments.n[None, None], w=moments.w[None, None], w2=moments.w2[None, None])
