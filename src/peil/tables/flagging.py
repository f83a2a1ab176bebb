"""Flags: which differences deserve a mark, after level, correction for many tests and minimum relevant difference."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peil.stats import Contrast, benjamini_hochberg, bonferroni, flag
from peil.study.model import Settings
from peil.tables.counting import ordered
from peil.tables.splits import Split
from peil.tables.variables import Variable

Flags = NDArray[np.int8]


def flags_of(contrast: Contrast, variable: Variable, settings: Settings) -> Flags:
    """(measurements, parts) flags of one table of contrasts. Nets are marked, but are not in the family of tests."""
    rows = ordered(variable.measurements)
    family = np.array([measurement.in_family for measurement in rows])
    minimum = np.array([settings.minimum_share if row.share else settings.minimum for row in rows])
    p = contrast.p.copy()
    p[family] = _corrected(p[family], settings)
    return flag(contrast.difference, p, settings.level, minimum[:, None])


def rest_flags(contrast: Contrast, variable: Variable, split: Split, settings: Settings) -> Flags:
    """As `flags_of`, for groups against the rest: of two groups that mirror each other only the higher is marked."""
    flags = flags_of(contrast, variable, settings)
    return np.where(flags > 0, flags, 0).astype(np.int8) if split.mirrored else flags


def _corrected(p: NDArray[np.float64], settings: Settings) -> NDArray[np.float64]:
    match settings.correction:
        case "benjamini-hochberg":
            return benjamini_hochberg(p)
        case "bonferroni":
            return bonferroni(p)
        case "none":
            return p
