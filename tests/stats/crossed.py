"""The schools of crossed.R as Peil sees them: each design, of either wave, and each measure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from peil import stats
from peil.stats.arrays import FloatArray, IntArray
from stats.schools import STYPES, read

KINDS = ("simple", "weights", "fpc", "cells", "raking", "greg", "clusters", "clusters_raked")
SHARES = ("share", "net", "top")
MEASURES = ("mean", *SHARES, "nps", "index", "sd")
_FINITE = ("fpc", "cells", "raking", "greg")


@dataclass(frozen=True)
class Schools:
    """A sample of schools: its columns, the weights that were fitted, the cell of each, and the design."""

    columns: dict[str, FloatArray]
    weights: FloatArray
    cells: IntArray
    design: stats.Design

    def values(self, measure: str) -> FloatArray:
        """(N,) what a measure is taken of."""
        grade, before = self.columns["api00"] // 100, self.columns["api99"] // 100
        api = self.columns["api00"]
        made = {
            "share": (api >= 650).astype(np.float64),
            "net": np.isin(grade, (6, 7)).astype(np.float64),
            "top": (grade >= 8).astype(np.float64),
            "nps": 100.0 * ((api >= 700) * 1.0 - (api < 600)),
            "index": (grade + before) / 2,
        }
        return np.asarray(made.get(measure, api), np.float64)

    def moments(
        self, values: FloatArray, groups: IntArray, scores: FloatArray | None = None
    ) -> tuple[stats.Moments, FloatArray]:
        """Moments of (N,) values by groups, and the scores: the distinct values, or those that both waves share."""
        scores = np.unique(values) if scores is None else scores
        answers = np.searchsorted(scores, values)
        clusters = self.design.clusters
        layout = stats.Layout(1 if clusters is not None else len(self.design.units), int(groups.max()) + 1, len(scores))
        if clusters is None:
            return stats.collect(self.cells, groups, answers, self.weights, layout), scores
        return stats.collect_clustered(self.cells, groups, answers, self.weights, layout, clusters), scores

    def groups(self, name: str) -> tuple[IntArray, int]:
        """(N,) group codes in which a named group stands, and its place."""
        stype = self.columns["stype"].astype(np.int64)
        return (np.zeros_like(stype), 0) if name == "all" else (stype, STYPES.index(name))


def _targets(kind: str, columns: dict[str, FloatArray]) -> tuple[list[stats.Margin], list[stats.Quantity]]:
    """What the weights of a kind of design are fitted to: all Californian schools."""
    known = {name: value[0] for name, value in read("api_population").items()}
    margins = [
        stats.Margin(column, columns[column].astype(np.int64), np.array([1 - part, part]))
        for column, part in (
            ("sch.wide", known["wide"] / known["schools"]),
            ("awards", known["awards"] / known["schools"]),
        )
    ]
    mean = stats.Quantity("api99", columns["api99"], known["api99"] / known["schools"])
    if kind == "cells":
        return margins[:1], []
    return margins, [mean] if kind == "greg" else []


def _fitted(
    kind: str, columns: dict[str, FloatArray], start: FloatArray
) -> tuple[FloatArray, IntArray, stats.Margins | None]:
    """Weights, the weighting cell of each school (-1: weights as given), and what the residuals are taken on."""
    if kind not in ("cells", "raking", "greg", "clusters_raked"):
        return start, np.full(len(start), -1), None
    margins, quantities = _targets(kind, columns)
    if kind == "cells":
        codes = np.asarray(margins[0].codes, np.int64)
        return stats.cell_weights(codes, margins[0].targets, start), codes, None
    how = stats.Bounded("linear" if kind == "greg" else "raking")
    found = stats.calibrate(margins, quantities, start, how)
    cells, residuals = stats.residuals_on(margins, quantities, start, found)
    return found.weights, cells, residuals


@cache
def schools(kind: str, wave: int) -> Schools:
    """The sample of a design, of this wave (1) or the one before (0)."""
    clustered = kind.startswith("clusters")
    columns = read((("apiclus2", "apiclus1") if clustered else ("apisrs", "apistrat"))[wave])
    start = np.ones(len(columns["pw"])) if kind == "simple" else columns["pw"]
    stratum = columns["stype"].astype(np.int64) if kind in _FINITE and wave == 1 else np.zeros(len(start), np.int64)
    weights, fitted, residuals = _fitted(kind, columns, start)
    kinds, cells = np.unique(np.stack([stratum, fitted]), axis=1, return_inverse=True)
    population = (
        np.array([columns["fpc"][stratum == h][0] for h in range(stratum.max() + 1)]) if kind in _FINITE else None
    )
    frame = stats.Frame(kinds[0], kinds[1], population, residuals)
    cells = cells.ravel().astype(np.int64)
    if not clustered:
        return Schools(columns, weights, cells, stats.describe(cells, weights, frame))
    district = np.unique(columns["dnum"], return_inverse=True)[1].astype(np.int64)
    design, place = stats.describe_clustered(district, cells, weights, frame)
    return Schools(columns, weights, place, design)
