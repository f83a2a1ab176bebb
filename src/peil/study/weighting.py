"""How a survey is weighted: to cells, to margins, with weights that came with the data, or not at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, assert_never

from peil.errors import Place
from peil.study.questions import Text

Treatment = Literal["stop", "weight 1", "leave out"]


@dataclass(frozen=True)
class Trimming:
    """No weight above `times` the mean, or the median, of the weights of its wave."""

    times: float
    of: Literal["mean", "median"]


@dataclass(frozen=True)
class Cell:
    """A weighting cell: the answers that define it, by question, and its fixed share of the total (0-1)."""

    id: str
    answers: Mapping[str, str]
    share: float


@dataclass(frozen=True)
class CellWeights:
    """Fixed target shares, equal in every wave. `without_cell`: what becomes of a respondent who has no cell.

    `stop` (the default) refuses; `weight 1` keeps them with weight 1 beside cells of mean weight 1; `leave out`
    gives them weight 0. `start`, `trim`: as of `MarginWeights`; who lacks a start weight has no cell either.
    """

    cells: tuple[Cell, ...]
    place: Place
    without_cell: Treatment = "stop"
    note: Text | None = None
    start: Mapping[str, str] = dataclasses.field(default_factory=dict)
    trim: Trimming | None = None


@dataclass(frozen=True)
class MarginTarget:
    """What the answers to a single question must come to: by wave, by answer its share (0-1)."""

    question: str
    shares: Mapping[str, Mapping[str, float]]
    place: Place


@dataclass(frozen=True)
class MeanTarget:
    """What the mean of a number must be, by wave."""

    question: str
    means: Mapping[str, float]
    place: Place


@dataclass(frozen=True)
class MarginWeights:
    """Targets for several questions apart, by wave; a wave without a target for a question is not weighted by it.

    `distance`: how far weights are from the start weights ("raking", "linear", "logit"); `calibrated`: whether the
    study says `calibrate` or `rake`. `bounds`: lowest and highest factor on a start weight. `start`: by wave the
    column with design weights; a wave that is absent starts from equal weights. `without_value`: what becomes of a
    respondent who lacks one of the answers, or a start weight, as for cells.
    """

    margins: tuple[MarginTarget, ...]
    means: tuple[MeanTarget, ...]
    place: Place
    calibrated: bool = False
    distance: Literal["raking", "linear", "logit"] = "raking"
    bounds: tuple[float, float] | None = None
    start: Mapping[str, str] = dataclasses.field(default_factory=dict)
    trim: Trimming | None = None
    without_value: Treatment = "stop"
    note: Text | None = None

    def margins_in(self, wave: str) -> tuple[MarginTarget, ...]:
        """The margins that have targets in a wave."""
        return tuple(margin for margin in self.margins if wave in margin.shares)

    def means_in(self, wave: str) -> tuple[MeanTarget, ...]:
        """The numbers that have a target in a wave."""
        return tuple(mean for mean in self.means if wave in mean.means)

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that have targets, in the order of the study: single ones before numbers."""
        return (*(margin.question for margin in self.margins), *(mean.question for mean in self.means))


@dataclass(frozen=True)
class ColumnWeights:
    """Weights that came with the data, by wave the column that holds them; a wave that is absent has no weights.

    `missing`: what becomes of a respondent whose weight is empty.
    """

    columns: Mapping[str, str]
    place: Place
    missing: Treatment = "stop"
    note: Text | None = None
    trim: Trimming | None = None


@dataclass(frozen=True)
class Unweighted:
    """Every respondent counts once."""


Weighting = CellWeights | MarginWeights | ColumnWeights | Unweighted


def weight_columns(weighting: Weighting) -> Mapping[str, str]:
    """By wave the column of the data that holds a weight: the weight itself, or the one to start from."""
    match weighting:
        case ColumnWeights(columns=columns):
            return columns
        case MarginWeights(start=start) | CellWeights(start=start):
            return start
        case Unweighted():
            return {}
        case _:
            assert_never(weighting)
