"""The design of every wave: strata, weighting cells and frame sizes, as standard errors need them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from peil.data.model import Combined, SurveyData
from peil.data.strata import refuse_small_list
from peil.errors import Problem, StudyError
from peil.stats import Design, Frame, Options, describe, describe_clustered
from peil.stats.sums import Sums
from peil.study.model import CellWeights, Settings, Single, Survey, Wave

T = TypeVar("T", bound=np.generic)
# From so many kinds of respondents on, each on average fewer than so many, rows are counted one by one: sums per kind,
# group and answer would take more room than the rows themselves.
_MANY_KINDS, _FEW_OF_A_KIND = 1000, 4
_METHODS = {
    "design": "design",
    "q": "q",
    "pooled effective base": "pooled_effective",
    "weighted n": "weighted_n",
}


@dataclass(frozen=True)
class WaveDesign:
    """One wave as the statistics see it. `name`: of survey and wave; `rows`: positions of its respondents at hand;
    `cell`: (rows,) stratum × weighting cell of each (with clusters × cluster); `weights`: (rows,). `n` and `design`: of
    all its respondents, who may be more than those at hand: what adds up over rows goes by `sums`. `drawn`: (rows,) the
    number of the cluster, None = each was drawn alone. `earlier`: None, or the label of a wave before, which is taken
    together with this one; `before`: (rows,) which rows are of that one.
    """

    name: str
    label: str
    rows: NDArray[np.intp]
    cell: NDArray[np.int64]
    weights: NDArray[np.float64]
    n: int
    design: Design
    sums: Sums
    drawn: NDArray[np.int64] | None = None
    earlier: str | None = None
    before: NDArray[np.bool_] | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The wave; of two waves together both."""
        return (self.label,) if self.earlier is None else (self.label, self.earlier)

    @property
    def cells(self) -> int:
        """Number of cells."""
        return len(self.design.units)

    def of(self, values: NDArray[T]) -> NDArray[T]:
        """(rows, ...) those of (respondents, ...) values that are of this wave; not a copy where they lie together."""
        return taken(values, self.rows)


def taken(values: NDArray[T], rows: NDArray[np.intp]) -> NDArray[T]:
    """(rows, ...) the values at these rising positions, without a copy where nothing lies between them."""
    start, end = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, 0)
    return values[start:end] if end - start == len(rows) else values[rows]


def wave_designs(survey: Survey, data: SurveyData) -> tuple[WaveDesign, ...]:
    """The design of every wave that has respondents, in the order of the waves.

    Respondents with weight 0 were left out by the study: they count in no base and no degree of freedom.
    """
    counted = data.weight > 0
    waves = [np.flatnonzero((data.wave == position) & counted) for position in range(len(data.waves))]
    alone = _counts_one_by_one(survey, data, waves)
    designs = (
        _wave_design(survey, survey.wave(label), data, rows, alone)
        for label, rows in zip(data.waves, waves, strict=True)
    )
    return tuple(design for design in designs if design.n)


def _counts_one_by_one(survey: Survey, data: SurveyData, waves: Sequence[NDArray[np.intp]]) -> bool:
    """Whether weights to margins make so many kinds of respondents that every respondent is a cluster of one.

    The figures stay the same: what is drawn together is one respondent. Blocks keep their sums per kind, which add up.
    """
    if type(data.sums) is not Sums or survey.settings.method != "design":
        return False
    kinds = [len(one.stratum) for one in data.margins.values()]
    return any(
        size > _MANY_KINDS and size * _FEW_OF_A_KIND > len(rows) for size, rows in zip(kinds, waves, strict=False)
    )


def options(settings: Settings, share: bool) -> Options:
    """The statistical choices of a survey, for shares or for other measures."""
    return Options(
        method=_METHODS[settings.method],  # type: ignore[arg-type]  # a table of the four literals
        df=settings.degrees_of_freedom,
        level=1 - settings.level,
        share=share,
        lonely="adjust",
        shares=settings.test_shares,
    )


@dataclass(frozen=True)
class _Weighting:
    """What the weights of a wave are fixed to. `cell`: (rows,) weighting cell, -1 = none; `cells`: their number."""

    cell: NDArray[np.int64] | None = None
    cells: int = 0
    combined: Combined | None = None


def _wave_design(
    survey: Survey, wave: Wave, data: SurveyData, rows: NDArray[np.intp], alone: bool = False
) -> WaveDesign:
    strata, sizes = _strata(survey, wave, data)
    stratum = np.zeros(len(rows), np.int64)
    if data.stratum is not None and strata > 1:
        stratum = taken(data.stratum, rows).astype(np.int64)
    fixed = _weighting(survey, wave, data, rows)
    place = fixed.cells + 1
    cell = stratum
    if fixed.cell is not None:
        cell = stratum * place + np.where(fixed.cell < 0, fixed.cells, fixed.cell)
    used = np.arange(strata * place)
    if fixed.combined is not None:
        # Combinations are many, and few of them occur in every stratum: only what is there becomes a cell.
        without = np.arange(strata) * place + fixed.cells
        used = np.union1d(fixed.combined.stratum * place + fixed.combined.combination, without)
        cell = np.searchsorted(used, cell)
    weighted = used % place
    frame = Frame(
        stratum=used // place,
        calibration=np.where(weighted == fixed.cells, -1, weighted),
        population=sizes,
        margins=None if fixed.combined is None else fixed.combined.margins,
    )
    weights = taken(data.weight, rows)
    name = f"{survey.id}/{wave.label}"
    if data.cluster is not None and (wave.cluster or survey.units_return):
        drawn = taken(data.cluster, rows)
        if wave.cluster != wave.key or wave.clusters:
            frame = replace(frame, population=_clusters_in_frame(survey, wave, stratum, drawn, strata))
        found, place_of = describe_clustered(drawn, cell, weights, frame)
        return WaveDesign(name, wave.label, rows, place_of, weights, len(rows), found, data.sums, drawn)
    if alone:
        found, place_of = describe_clustered(np.arange(len(rows)), cell, weights, frame)
        return WaveDesign(name, wave.label, rows, place_of, weights, len(rows), found, data.sums)
    n = data.sums.total(f"{name}/n", len(rows))
    design = data.sums.total(f"{name}/design", describe(cell, weights, frame))
    return WaveDesign(name, wave.label, rows, cell, weights, n, design, data.sums)


def _weighting(survey: Survey, wave: Wave, data: SurveyData, rows: NDArray[np.intp]) -> _Weighting:
    """The weighting cells of a wave; for margins every combination that occurs is one."""
    weighting = survey.weighting
    if data.weight_cell is None:
        return _Weighting()
    given = taken(data.weight_cell, rows).astype(np.int64)
    if isinstance(weighting, CellWeights):
        return _Weighting(given, len(weighting.cells))
    combined = data.margins.get(wave.label)
    return _Weighting() if combined is None else _Weighting(given, len(combined.margins.columns), combined)


def _clusters_in_frame(
    survey: Survey, wave: Wave, stratum: NDArray[np.int64], drawn: NDArray[np.int64], strata: int
) -> NDArray[np.float64] | None:
    """(strata,) clusters in the frame, infinite where the study does not say. StudyError when more answered."""
    if not wave.clusters:
        return None
    kind = survey.questions[survey.stratum].kind if survey.stratum else None
    names = [answer.id for answer in kind.answers] if isinstance(kind, Single) else [""]
    answered = np.bincount(np.unique(np.stack([stratum, drawn]), axis=1)[0], minlength=strata)
    problems = [
        Problem(
            wave.place,
            f"waves > {wave.label} > clusters in the frame{f' > {name}' if name else ''}",
            found=f"{wave.clusters[name]} clusters, and respondents of {answered[place]}",
            expected="a frame with at least the clusters that answered",
            remedy=f"Correct the number, or the column of the clusters ({wave.cluster}).",
        )
        for place, name in enumerate(names)
        if name in wave.clusters and wave.clusters[name] < answered[place]
    ]
    if problems:
        raise StudyError(problems)
    return np.array([float(wave.clusters.get(name, np.inf)) for name in names])


def _strata(survey: Survey, wave: Wave, data: SurveyData) -> tuple[int, NDArray[np.float64] | None]:
    """Number of strata, and their size in the frame (infinite where the study does not say)."""
    if survey.stratum is None or data.stratum is None or wave.label not in survey.questions[survey.stratum].sources:
        return 1, None
    kind = survey.questions[survey.stratum].kind
    answers = kind.answers if isinstance(kind, Single) else ()
    if not wave.strata:
        return len(answers), None
    refuse_small_list(survey, wave, data, ("strata", wave.strata))
    sizes = np.array([float(wave.strata.get(answer.id, np.inf)) for answer in answers])
    return len(answers), sizes
