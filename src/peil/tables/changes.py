"""Changes between waves told apart: how much of a change is real, how much comes of another mix of respondents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peil.data.designs import WaveDesign, options, wave_designs
from peil.data.model import SurveyData
from peil.results.model import ChangePart, ChangeSplit, estimate_id
from peil.stats import ChangeSplit as Arrays
from peil.stats import Moments, Options, Sample, margin, split_change
from peil.study.model import Survey
from peil.study.targets import holds_shares
from peil.tables.batches import Batch, batches
from peil.tables.clusters import both_waves, clustered_moments
from peil.tables.divided import moments_of
from peil.tables.splits import Split, splits
from peil.tables.variables import Variable

Floats = NDArray[np.float64]
Told = tuple[ChangeSplit, tuple[ChangePart, ...]]

_ZERO = 1e-9  # points of the scale: what is below this is rounding


@dataclass(frozen=True)
class _Pair:
    """What is told apart: grades that are counted alike, by the groups of some breaks, from one wave to a later one.

    Arrays have the shape (splits, variables, ...); the splits have as many groups as the largest of them. `counted`: by
    wave, where respondents are independent of each other.
    """

    survey: Survey
    grades: Batch
    splits: tuple[Split, ...]
    now: WaveDesign
    then: WaveDesign
    counted: Mapping[str, Sample]

    @property
    def scores(self) -> Floats:
        """(answers,) the grades."""
        return next(one.scores for one in self.grades.first.measurements if one.measure == "mean")

    @property
    def one_by_one(self) -> Iterator[_Pair]:
        """The same of every split and variable by itself."""
        for split in self.splits:
            for variable in self.grades.variables:
                yield replace(self, splits=(split,), grades=Batch((variable,)))

    def id(self, question: str, split: Split) -> str:
        """The key of the split of one of the grades: that of the contrast, and the break."""
        left = estimate_id(self.survey.id, self.now.label, question, "", "mean")
        return f"{left}~{self.then.label}/{split.break_id}"


def change_splits(survey: Survey, data: SurveyData, counted: Sequence[Variable]) -> Iterator[Told]:
    """The overall grade and every aspect, by every break of the report whose groups do not overlap.

    Of each wave with the one before, and with the first, as far as the series is not broken in between. Those who are
    in none of the groups are a group of their own, with the id "". `counted`: the variables of the survey.
    """
    designs = wave_designs(survey, data)
    if len(designs) < 2:
        return
    shown = {one.id for one in survey.shown_breaks if not one.overlapping}
    divided = [split for split in splits(survey, data) if split.break_id in shown]
    splitting = {name for split in divided for name in (split.break_id, split.question or "")}
    for batch in batches(_grades(survey, counted), (), splitting):
        asked = [design for design in designs if design.label in batch.first.waves]
        useful = tuple(one for one in divided if batch.first.question not in (one.break_id, one.question))
        if not useful:
            continue
        samples = {one.label: _sample(batch, useful, one) for one in asked if one.design.clusters is None}
        told = [
            list(_told_apart(_Pair(survey, batch, useful, now, then, samples)))
            for now, then in _pairs(survey, batch.first, asked)
        ]
        for by_pair in zip(*told, strict=True):
            for one in by_pair:
                yield from one


def _grades(survey: Survey, counted: Sequence[Variable]) -> Iterator[Variable]:
    """The overall grade and the aspects, as far as a respondent gave each once."""
    wanted = {survey.settings.overall or "overall", *(aspect.id for aspect in survey.aspects)}
    for variable in counted:
        graded = any(one.measure == "mean" for one in variable.measurements)
        if graded and variable.question in wanted and variable.respondent is None:
            yield variable


def _pairs(survey: Survey, variable: Variable, asked: Sequence[WaveDesign]) -> Iterator[tuple[WaveDesign, WaveDesign]]:
    """Every wave with the one before it and with the first, but not over the beginning of a new series."""
    order = [wave.label for wave in survey.waves]
    starts = [order.index(label) for label in variable.new_series]
    for place, now in enumerate(asked[1:], start=1):
        for then in (asked[place - 1], asked[0])[: 1 + (place > 1)]:
            if not any(order.index(then.label) < start <= order.index(now.label) for start in starts):
                yield now, then


def _told_apart(pair: _Pair) -> Iterator[list[Told]]:
    """Split by split what became of every grade."""
    if pair.now.label in pair.counted and pair.then.label in pair.counted:
        yield from _told(pair, pair.counted[pair.now.label], pair.counted[pair.then.label])
        return
    # Rows that belong together are gone over one variable at a time.
    each = [next(_told(one, *_clustered(one))) for one in pair.one_by_one]
    size = len(pair.grades.variables)
    for start in range(0, len(each), size):
        yield [row for found in each[start : start + size] for row in found]


def _told(pair: _Pair, now: Sample, then: Sample) -> Iterator[list[Told]]:
    choices = options(pair.survey.settings, False)
    found = split_change(now, then, pair.scores, choices)
    told = _figures(found, choices).tolist()
    parts = _parts(pair, found, (now, then)).tolist()
    waves = (pair.survey.id, pair.now.label, pair.then.label)
    for place, split in enumerate(pair.splits):
        fixed = _fixed(pair, split, found.fixed[place], found.group_mix[place]).tolist()
        rows: list[Told] = []
        for row, variable in enumerate(pair.grades.variables):
            name, figures = pair.id(variable.question, split), [*told[place][row], fixed[row]]
            whole = ChangeSplit(name, *waves, variable.question, split.break_id, *figures)
            rows.append((whole, tuple(_named_parts(split, name, parts[place][row]))))
        yield rows


def _sample(grades: Batch, splits: Sequence[Split], wave: WaveDesign) -> Sample:
    """With (splits, variables, C, groups, A) moments: those of a smaller split have empty groups behind its own."""
    found = moments_of(grades.variables, splits, wave)
    size = max(split.size for split in splits)

    def padded(name: str) -> NDArray[Any]:
        parts = [getattr(one, name) for one in found]
        wide = np.zeros((len(parts), *parts[0].shape[:-2], size, parts[0].shape[-1]), parts[0].dtype)
        for place, part in zip(wide, parts, strict=True):
            place[..., : part.shape[-2], :] = part
        return wide

    return Sample(Moments(padded("n"), padded("w"), padded("w2")), wave.design)


def _clustered(pair: _Pair) -> tuple[Sample, Sample]:
    """Samples of one split and one variable, with the rows behind them where they belong together."""
    (split,) = pair.splits

    def sample(wave: WaveDesign) -> Sample:
        if wave.design.clusters is None:
            return _sample(pair.grades, pair.splits, wave)
        found = clustered_moments(pair.grades.first, split, wave)
        return Sample(
            replace(found, n=found.n[None, None], w=found.w[None, None], w2=found.w2[None, None]), wave.design
        )

    if not pair.survey.units_return:
        return sample(pair.now), sample(pair.then)
    whole = sample(both_waves(pair.now, pair.then))
    now, then = (whole.moments.take(np.arange(split.size) + start) for start in (0, split.size))
    return Sample(now, whole.design), Sample(then, whole.design)


def _figures(found: Arrays, choices: Options) -> Floats:
    """(..., 12) difference, se, half the interval and p of the change, of its real part and of the mix."""
    parts = (found.total, found.real, found.mix)
    return np.stack([value for one in parts for value in (one.difference, one.se, margin(one, choices), one.p)], -1)


def _fixed(pair: _Pair, split: Split, fixed: NDArray[np.bool_], group_mix: Floats) -> NDArray[np.bool_]:
    """(variables,) whether the mix by a split is fixed: shares that are so among all respondents still move among those
    who answered the question. `fixed`, `group_mix`: (variables,) and (variables, groups) as they were found."""
    held = fixed | holds_shares(pair.survey, pair.survey.breaks[split.break_id], (pair.now.label, pair.then.label))
    return np.asarray(held & (np.abs(np.nan_to_num(group_mix)).max(axis=-1) <= _ZERO))


def _parts(pair: _Pair, found: Arrays, samples: tuple[Sample, Sample]) -> Floats:
    """(..., groups, 8) n, share, mean now and then, and what the group adds to the real part and the mix."""
    columns = []
    for sample in samples:
        n = sample.moments.n.sum(axis=(-3, -1)).astype(np.float64)
        weights = sample.moments.w.sum(axis=-3)
        weight = weights.sum(axis=-1)
        with np.errstate(invalid="ignore"):
            columns.append((n, weight / weight.sum(axis=-1, keepdims=True), (weights @ pair.scores) / weight))
    now, then = columns
    paired = [value for both in zip(now, then, strict=True) for value in both]
    return np.stack([*paired, found.group_real, found.group_mix], axis=-1)


def _named_parts(split: Split, name: str, parts: Sequence[Sequence[float]]) -> Iterator[ChangePart]:
    """A row per group, and one of those who are in none where there are any. `name`: of the change."""
    keys = (*(part.key for part in split.parts), "")
    for key, (n_now, n_then, *figures) in zip(keys, parts, strict=False):
        if key or n_now or n_then:
            yield ChangePart(name, key, int(n_now), int(n_then), *figures)
