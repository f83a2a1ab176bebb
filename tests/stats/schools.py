"""The api schools as Peil sees them: codes, weights and designs; and the numbers that R gave for them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from peil import stats
from peil.stats.arrays import FloatArray, IntArray

REFERENCE = Path(__file__).parent.parent / "reference"
STYPES = ("E", "H", "M")
SHARE = np.array([0.0, 1.0])
EXACT = stats.Options(df="design")
EXACT_SHARE = stats.Options(df="design", share=True)
R_TOLERANCE = 1e-8


@dataclass(frozen=True)
class Number:
    """One row of numbers that R gave; NaN where it gave none."""

    estimate: float
    se: float
    statistic: float
    df: float
    p: float
    low: float
    high: float


@dataclass(frozen=True)
class Wave:
    """A sample of schools: columns of the file by name, codes of a break, and the design that goes with the weights."""

    columns: dict[str, FloatArray]
    weights: FloatArray
    cells: IntArray
    design: stats.Design

    def moments(self, question: str, break_name: str) -> tuple[stats.Moments, FloatArray]:
        """Moments and scores of `api00` (mean) or `both` (share) by a break; "all" has one group."""
        scores, answers = np.unique(self.columns[question], return_inverse=True)
        groups = self.codes(break_name)
        layout = stats.Layout(len(self.design.units), max(2, int(groups.max()) + 1), len(scores))
        valid = np.where(np.isnan(self.columns[question]), -1, answers)
        return stats.collect(self.cells, groups, valid, self.weights, layout), scores

    def codes(self, break_name: str) -> IntArray:
        """Group codes: school type 0-2, or no/yes 0-1."""
        if break_name == "all":
            return np.zeros(len(self.weights), np.int64)
        return self.columns[break_name].astype(np.int64)


def read(name: str) -> dict[str, FloatArray]:
    """Columns of a stored file as numbers: E, H, M as 0-2, No and Yes as 0-1."""
    codes = {"E": 0.0, "H": 1.0, "M": 2.0, "No": 0.0, "Yes": 1.0}
    with (REFERENCE / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        key: np.array([codes.get(row[key], np.nan) if row[key] in codes else float(row[key]) for row in rows])
        for key in rows[0]
    }


def numbers(name: str) -> dict[str, Number]:
    """The numbers that R gave, by case."""
    with (REFERENCE / "numbers" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row.pop("case"): Number(**{key: float(value.replace("NA", "nan")) for key, value in row.items()})
        for row in rows
    }


def wave(kind: str, name: str = "apistrat") -> Wave:
    """A wave under one of the designs weights, strata, fpc, poststrat_no_fpc, poststrat.

    apistrat is stratified by school type, apisrs is not. Cells are school type × school-wide target.
    """
    columns = read(name)
    cells = (columns["stype"] * 2 + columns["sch.wide"]).astype(np.int64)
    by_type = np.repeat(np.arange(3), 2)
    stratum = by_type if name == "apistrat" and kind != "weights" else np.zeros(6, np.int64)
    finite = kind in ("fpc", "poststrat")
    population = np.array([columns["fpc"][stratum[cells] == h][0] for h in range(stratum.max() + 1)])
    poststratified = kind.startswith("poststrat")
    weights = columns["pw"]
    if poststratified:
        totals = read("api_totals")["n"]
        have = np.bincount(columns["sch.wide"].astype(np.int64), weights)
        weights = weights * (totals / have)[columns["sch.wide"].astype(np.int64)]
    frame = stats.Frame(
        stratum=stratum,
        calibration=np.tile(np.arange(2), 3) if poststratified else None,
        population=population if finite else None,
    )
    return Wave(columns, weights, cells, stats.describe(cells, weights, frame))
