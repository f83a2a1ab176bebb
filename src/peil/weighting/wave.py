"""One wave while it is weighted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peil.data.model import Combined, SurveyData
from peil.errors import Place, WeightingError
from peil.stats import Tally
from peil.stats.arrays import IntArray
from peil.stats.sums import T
from peil.study.model import CellWeights, ColumnWeights, MarginWeights, Survey

_Weighting = CellWeights | MarginWeights | ColumnWeights
Floats = NDArray[np.float64]
# What those get who cannot be weighted, by the study's rule.
WITHOUT = {"weight 1": 1.0, "leave out": 0.0}


@dataclass(frozen=True)
class Wave:
    """One wave of a survey. `rows`: positions of its respondents at hand in the data."""

    survey: Survey
    label: str
    data: SurveyData
    rows: NDArray[np.intp]

    def total(self, part: T) -> T:
        """What all rows of the wave bring to the weights, of which `part` is what the rows at hand bring."""
        return self.data.sums.total(f"{self.survey.id}/{self.label}/weighting", part)

    def stop(self, weighting: _Weighting, what: str, place: Place | None = None) -> WeightingError:
        """What stands in the way, with the place in the study: that of the weights, or of one target."""
        return WeightingError(f"{self.called(weighting, place)}: {what}")

    def called(self, weighting: _Weighting, place: Place | None = None) -> str:
        """What messages call the wave."""
        return f"{place or weighting.place}: {self.survey.id}, wave {self.label}"


@dataclass(frozen=True)
class Standing:
    """Respondents of a wave: how many, of which kinds those are who can be weighted, how many lack what."""

    rows: int
    kinds: Tally
    lacking: Counter[str]

    def __add__(self, other: Standing) -> Standing:
        """Two blocks of rows together."""
        return Standing(self.rows + other.rows, self.kinds + other.kinds, self.lacking + other.lacking)

    @property
    def without(self) -> int:
        """How many cannot be weighted."""
        return self.rows - self.kinds.respondents


@dataclass(frozen=True)
class Weights:
    """(rows,) of one wave: the weights, whether they were trimmed, the weighting cell (-1 = none). `margins`: what the
    residuals of these cells are taken on, where they are combinations of margins."""

    weights: Floats
    trimmed: NDArray[np.bool_] | None = None
    cell: IntArray | None = None
    margins: Combined | None = None
