"""Flags: which differences deserve a mark, after level, correction for many tests and minimum relevant difference."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peil.stats import Contrast, benjamini_hochberg, bonferroni, flag
from peil.study.model import Settings
from peil.tables.batches import Batch
from peil.tables.splits import Split

Flags = NDArray[np.int8]


def flags_of(contrast: Contrast, batch: Batch, settings: Settings) -> Flags:
    """(rows, parts) flags of a table of contrasts. Nets are marked, but are not in the family of tests."""
    minimum = np.array([settings.minimum_share if line.measurement.share else settings.minimum for line in batch.lines])
    p = contrast.p.copy()
    if settings.correction != "none":
        questions = np.array([line.question for line in batch.lines])
        tested = np.array([line.measurement.in_family for line in batch.lines])
        for question in dict.fromkeys(questions.tolist()):
            family = tested & (questions == question)
            p[family] = _corrected(p[family], settings)
    return flag(contrast.difference, p, settings.level, minimum[:, None])


def rest_flags(contrast: Contrast, batch: Batch, split: Split, settings: Settings) -> Flags:
    """As `flags_of`, for groups against the rest: of two groups that mirror each other only the higher is marked."""
    flags = flags_of(contrast, batch, settings)
    return np.where(flags > 0, flags, 0).astype(np.int8) if split.mirrored else flags


def _corrected(p: NDArray[np.float64], settings: Settings) -> NDArray[np.float64]:
    match settings.correction:
        case "benjamini-hochberg":
            return benjamini_hochberg(p)
        case "bonferroni":
            return bonferroni(p)
        case "none":
            return p
