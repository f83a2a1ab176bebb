"""The sampling design and the weighting, as far as standard errors need them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from peil.errors import StatisticsError
from peil.stats.arrays import BoolArray, FloatArray, IntArray, firsts, weighted_count
from peil.stats.moments import Codes, check_codes, check_weights


@dataclass(frozen=True)
class Margins:
    """What the weights were fitted to when not to full cells: raking, or calibration on several margins.

    `columns`: (K, p) regressors per weighting cell (say the 0/1 columns of each margin). `ratio`: (K,)
    regression weight over final weight per weighting cell, None = the final weights themselves; start weight over
    final weight gives what R's `calibrate` does.
    """

    columns: FloatArray
    ratio: FloatArray | None = None


@dataclass(frozen=True)
class Design:
    """Per cell c: its stratum, its weighting cell, and sums over *all* units of the wave, answer or not.

    `units`: (C,) respondents of the wave. `stratum`: (C,) stratum. `calibration`: (C,) weighting cell, -1 =
    weights taken as given. `weight`, `weight2`: (C,) Σw, Σw² over all units. `population`: (H,) size of the
    frame per stratum, inf = unknown; None = no finite-population correction. `margins`: None = weights fixed
    to the totals of the full weighting cells. `clusters`: None = respondents are drawn one by one; else (C,) the
    cluster that a cell is part of, rising from 0, and `population` counts clusters.
    """

    units: IntArray
    stratum: IntArray
    calibration: IntArray
    weight: FloatArray
    weight2: FloatArray
    population: FloatArray | None = None
    margins: Margins | None = None
    clusters: IntArray | None = None

    def __post_init__(self) -> None:
        sizes = [part.shape for part in (self.units, self.stratum, self.calibration, self.weight, self.weight2)]
        if len(set(sizes)) > 1 or len(sizes[0]) != 1:
            raise StatisticsError(f"design: found arrays of shapes {sizes}, expected one value per cell in each")
        if self.stratum.size == 0 or self.stratum.min() < 0:
            raise StatisticsError("design: expected at least one cell, and a stratum of 0 or more for every cell")
        if self.clusters is not None:
            _check_clusters(self.clusters, self.stratum)
        _check_population(self.stratum_units(), self.population)

    def __add__(self, other: Design) -> Design:
        """The design of two blocks of rows together; cells, strata and population must be the same."""
        if self.clusters is not None or other.clusters is not None:
            raise StatisticsError("designs to add: found clusters, expected respondents independent of each other")
        if not (np.array_equal(self.stratum, other.stratum) and np.array_equal(self.calibration, other.calibration)):
            raise StatisticsError("designs to add: found different cells, expected two blocks of rows of one wave")
        return replace(
            self,
            units=self.units + other.units,
            weight=self.weight + other.weight,
            weight2=self.weight2 + other.weight2,
        )

    def drawn(self) -> tuple[IntArray, IntArray]:
        """Two arrays: the stratum of what was drawn together, and how many: clusters one by one, else respondents by
        cell."""
        if self.clusters is None:
            return self.stratum, self.units
        stratum = self.stratum[firsts(self.clusters)]
        return stratum, np.ones(len(stratum), np.int64)

    def stratum_units(self) -> IntArray:
        """(H,) ints: how many respondents, or clusters, has each stratum?"""
        return np.bincount(*self.drawn()).astype(np.int64)

    def in_stratum(self) -> FloatArray:
        """(C, H) 0/1: which cells make up which stratum; of clusters (K, H)."""
        return indicator(self.drawn()[0])

    @property
    def strata(self) -> int:
        """Number of strata that have respondents."""
        return int((self.stratum_units() > 0).sum())

    @property
    def df(self) -> float:
        """Degrees of freedom of an estimate: units − strata, or clusters − strata."""
        return float(self.stratum_units().sum() - self.strata)


@dataclass(frozen=True)
class Frame:
    """What is known before anyone answers: per cell stratum and weighting cell, per stratum its population.

    Fields as in `Design`; `calibration` None = weights taken as given.
    """

    stratum: IntArray
    calibration: IntArray | None = None
    population: FloatArray | None = None
    margins: Margins | None = None


def describe(cells: Codes, weights: FloatArray, frame: Frame) -> Design:
    """(C,) design from rows: how many units and how much weight has each cell of the wave?

    `cells`, `weights`: (N,) over all units of the wave, with or without a valid answer. StatisticsError for a
    code outside the frame, a negative or missing weight, or a stratum with more units than its population.
    """
    size = len(frame.stratum)
    check_codes("cell", cells, size)
    check_weights(weights)
    calibration = np.full(size, -1, np.int64) if frame.calibration is None else frame.calibration
    return Design(
        units=np.bincount(cells, minlength=size).astype(np.int64),
        stratum=frame.stratum,
        calibration=calibration,
        weight=weighted_count(cells, weights, size),
        weight2=weighted_count(cells, weights * weights, size),
        population=frame.population,
        margins=frame.margins,
    )


def describe_clustered(clusters: Codes, cells: Codes, weights: FloatArray, frame: Frame) -> tuple[Design, IntArray]:
    """A design whose respondents belong together, and (N,) the cell of each in it: a cluster × a cell of the frame.

    Arguments as in `describe`; `clusters`: (N,) codes of 0 or more. The population counts clusters. StatisticsError for
    a cluster in two strata, and as `describe`.
    """
    span = len(frame.stratum)
    check_codes("cell", cells, span)
    used, cell = np.unique(clusters.astype(np.int64) * span + cells, return_inverse=True)
    place = used % span
    stratum = frame.stratum[place]
    parts = Frame(
        stratum,
        None if frame.calibration is None else frame.calibration[place],
        None if frame.population is None else frame.population[: int(stratum.max(initial=0)) + 1],
        frame.margins,
    )
    together = np.unique(used // span, return_inverse=True)[1].astype(np.int64)
    # Without the population, which counts clusters: those are known only now.
    design = describe(cell, weights, replace(parts, population=None))
    return replace(design, clusters=together, population=parts.population), cell.astype(np.int64)


def weights_only(weights: FloatArray) -> Design:
    """(1,) design: one stratum, no finite population, weights taken as given; `weights` (N,) of all units."""
    frame = Frame(stratum=np.zeros(1, np.int64))
    return describe(np.zeros(len(weights), np.int64), weights, frame)


def indicator(codes: IntArray) -> FloatArray:
    """(C, K) 0/1: column k marks the cells with code k; a negative code has no column."""
    size = int(codes.max(initial=-1)) + 1
    marks: BoolArray = codes[:, None] == np.arange(size)
    return marks.astype(np.float64)


def _check_clusters(clusters: IntArray, stratum: IntArray) -> None:
    steps = np.diff(clusters, prepend=-1)
    if len(clusters) != len(stratum) or not np.isin(steps, (0, 1)).all():
        raise StatisticsError("design: expected a cluster for every cell, rising from 0 without gaps")
    split = np.flatnonzero((steps == 0) & (np.diff(stratum, prepend=stratum[0]) != 0))
    if split.size:
        c = int(split[0])
        raise StatisticsError(
            f"cluster {clusters[c]}: found in strata {stratum[c - 1]} and {stratum[c]}, expected one: a cluster is "
            "drawn within a stratum"
        )


def _check_population(units: IntArray, population: FloatArray | None) -> None:
    if population is None:
        return
    if len(population) != len(units):
        raise StatisticsError(
            f"population: found {len(population)} sizes, expected one for each of {len(units)} strata"
        )
    wrong = np.flatnonzero(~(population >= units))
    if wrong.size:
        h = int(wrong[0])
        raise StatisticsError(
            f"population of stratum {h}: found {population[h]}, expected at least its {units[h]} respondents "
            "(clusters, where these are drawn)"
        )
