"""The design of every wave: strata, weighting cells and frame sizes, as standard errors need them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from peil.data.model import SurveyData
from peil.stats import Design, Frame, Options, describe
from peil.study.model import CellWeights, Settings, Single, Survey, Wave
from peil.tables.coverage import refuse_small_list

T = TypeVar("T", bound=np.generic)
_METHODS = {
    "design": "design",
    "q": "q",
    "pooled effective base": "pooled_effective",
    "weighted n": "weighted_n",
}


@dataclass(frozen=True)
class WaveDesign:
    """One wave as the statistics see it. `rows`: positions of its respondents; `cell`: (rows,) stratum × weighting
    cell of each; `weights`: (rows,).
    """

    label: str
    rows: NDArray[np.intp]
    cell: NDArray[np.int64]
    weights: NDArray[np.float64]
    design: Design

    @property
    def cells(self) -> int:
        """Number of cells."""
        return len(self.design.units)

    def of(self, values: NDArray[T]) -> NDArray[T]:
        """(rows, ...) those of (respondents, ...) values that are of this wave; not a copy where they lie together."""
        return taken(values, self.rows)


def taken(values: NDArray[T], rows: NDArray[np.intp]) -> NDArray[T]:
    """(rows, ...) the values at these rising positions, without a copy where nothing lies between them."""
    start, end = int(rows[0]), int(rows[-1]) + 1
    return values[start:end] if end - start == len(rows) else values[rows]


def wave_designs(survey: Survey, data: SurveyData) -> tuple[WaveDesign, ...]:
    """The design of every wave that has respondents, in the order of the waves.

    Respondents with weight 0 were left out by the study: they count in no base and no degree of freedom.
    """
    counted = data.weight > 0
    return tuple(
        _wave_design(survey, survey.wave(label), data, np.flatnonzero((data.wave == position) & counted))
        for position, label in enumerate(data.waves)
        if ((data.wave == position) & counted).any()
    )


def options(settings: Settings, share: bool) -> Options:
    """The statistical choices of a survey, for shares or for other measures."""
    return Options(
        method=_METHODS[settings.method],  # type: ignore[arg-type]  # a table of the four literals
        df=settings.degrees_of_freedom,
        level=1 - settings.level,
        share=share,
        lonely="adjust",
    )


def _wave_design(survey: Survey, wave: Wave, data: SurveyData, rows: NDArray[np.intp]) -> WaveDesign:
    strata, sizes = _strata(survey, wave, data)
    stratum = np.zeros(len(rows), np.int64) if data.stratum is None else taken(data.stratum, rows).astype(np.int64)
    targets = len(survey.weighting.cells) if isinstance(survey.weighting, CellWeights) else 0
    if data.weight_cell is None or not targets:
        targets, calibration = 0, np.zeros(len(rows), np.int64)
    else:
        given = taken(data.weight_cell, rows).astype(np.int64)
        calibration = np.where(given < 0, targets, given)
    cell = stratum * (targets + 1) + calibration
    frame = Frame(
        stratum=np.repeat(np.arange(strata), targets + 1),
        calibration=np.tile(np.r_[np.arange(targets), -1], strata).astype(np.int64),
        population=sizes,
    )
    weights = taken(data.weight, rows)
    return WaveDesign(wave.label, rows, cell, weights, describe(cell, weights, frame))


def _strata(survey: Survey, wave: Wave, data: SurveyData) -> tuple[int, NDArray[np.float64] | None]:
    """Number of strata, and their size in the frame (infinite where the study does not say)."""
    if survey.stratum is None or data.stratum is None:
        return 1, None
    kind = survey.questions[survey.stratum].kind
    answers = kind.answers if isinstance(kind, Single) else ()
    if not wave.strata:
        return len(answers), None
    refuse_small_list(survey, wave, data, ("strata", wave.strata))
    sizes = np.array([float(wave.strata.get(answer.id, np.inf)) for answer in answers])
    return len(answers), sizes
