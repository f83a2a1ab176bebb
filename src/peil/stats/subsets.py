"""The innermost loop of exact importance: all subsets of the predictors, depth first, many problems side by side.

On a matrix with the outcome last, *leaving out* a predictor keeps the block behind it, *taking it in* subtracts a
rank-one update (a Schur complement) from that block; at the end the outcome's own entry is the residual of the
regression on the predictors taken in. What is needed of a residual only depends on how many were taken in, so that a
node hands one sum to the node above. Blocks near the end are tiny, which is why `LANES` problems go through together:
bootstrap replicates, groups, or the expansions of the first predictors of one problem. With two outcomes, c and d,
the entry that they share at the end is the same of their product.
"""

from __future__ import annotations

import numpy as np

from peil.stats.arrays import FloatArray, IntArray, aligned
from peil.stats.loops.subsets import LAST, walk_one
from peil.stats.processors import each, runs


def walk(blocks: FloatArray, size: int, taken: IntArray, factors: FloatArray) -> tuple[FloatArray, FloatArray]:
    """(T, q, L) and (T, L) floats: per predictor Σ c(|S|)·residual(S) over the subsets S with it, and over all.

    `blocks`: (T, q+1, q+1, L) matrices of T tasks, L lanes side by side, the outcome last, or (T, q+2, q+2, L) with two
    outcomes; q = `size` ≥ `LAST`. `taken`: (T, L) how many predictors were taken in before. `factors`: (k,) c by the
    number taken in. Tasks are divided over the processors; each writes its own sums, which therefore do not depend on
    how many there are.
    """
    tasks, lanes = len(blocks), blocks.shape[-1]
    own, whole = np.zeros((tasks, size, lanes)), np.zeros((tasks, (LAST + 1) * lanes))
    weights = np.ascontiguousarray(factors[np.arange(size + 1)[None, :, None] + taken[:, None, :]])
    levels = size - LAST + 1

    def work(run: range) -> None:
        # Scratch memory is made once for many tasks: the system hands it out page by page.
        meanwhile = aligned(levels, *blocks.shape[1:]), aligned(levels + 1, lanes), np.empty((3, levels), np.int64)
        for task in run:
            walk_one(blocks[task], weights[task], own[task], whole[task], *meanwhile)

    each(work, runs(tasks))
    return own, whole[:, :lanes]
