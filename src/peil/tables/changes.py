"""Changes between waves told apart: how much of a change is real, how much comes of another mix of respondents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from peil.data.designs import WaveDesign, options, wave_designs
from peil.data.model import SurveyData
from peil.results.model import ChangePart, ChangeSplit, estimate_id
from peil.stats import ChangeSplit as Arrays
from peil.stats import Options, Sample, margin, split_change
from peil.study.model import Survey
from peil.study.targets import holds_shares
from peil.tables.batches import Batch, batches
from peil.tables.clusters import both_waves, clustered_moments
from peil.tables.counting import moments_of
from peil.tables.splits import Split, splits
from peil.tables.variables import Variable, variables

Floats = NDArray[np.float64]
Told = tuple[ChangeSplit, tuple[ChangePart, ...]]

_ZERO = 1e-9  # points of the scale: what is below this is rounding


@dataclass(frozen=True)
class _Pair:
    """What is told apart: grades that are counted alike, by the groups of a break, from one wave to a later one."""

    survey: Survey
    grades: Batch
    split: Split
    now: WaveDesign
    then: WaveDesign

    @property
    def scores(self) -> Floats:
        """(answers,) the grades."""
        return next(one.scores for one in self.grades.first.measurements if one.measure == "mean")

    def id(self, question: str) -> str:
        """The key of the split of one of the grades: that of the contrast, and the break."""
        left = estimate_id(self.survey.id, self.now.label, question, "", "mean")
        return f"{left}~{self.then.label}/{self.split.break_id}"


def change_splits(survey: Survey, data: SurveyData) -> Iterator[Told]:
    """The overall grade and every aspect, by every break of the report whose groups do not overlap.

    Of each wave with the one before, and with the first, as far as the series is not broken in between. Those who are
    in none of the groups are a group of their own, with the id "".
    """
    designs = wave_designs(survey, data)
    if len(designs) < 2:
        return
    shown = {one.id for one in survey.shown_breaks if not one.overlapping}
    divided = [split for split in splits(survey, data) if split.break_id in shown]
    splitting = {name for split in divided for name in (split.break_id, split.question or "")}
    for batch in batches(_grades(survey, data), (), splitting):
        asked = [design for design in designs if design.label in batch.first.waves]
        for split in divided:
            if batch.first.question in (split.break_id, split.question):
                continue
            for now, then in _pairs(survey, batch.first, asked):
                yield from _told_apart(_Pair(survey, batch, split, now, then))


def _grades(survey: Survey, data: SurveyData) -> Iterator[Variable]:
    """The overall grade and the aspects, as far as a respondent gave each once."""
    wanted = {survey.settings.overall or "overall", *(aspect.id for aspect in survey.aspects)}
    for variable in variables(survey, data):
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


def _told_apart(pair: _Pair) -> Iterator[Told]:
    if pair.now.design.clusters is not None and len(pair.grades.variables) > 1:
        # Rows that belong together are gone over one variable at a time.
        for variable in pair.grades.variables:
            yield from _told_apart(replace(pair, grades=Batch((variable,))))
        return
    samples = _samples(pair)
    found = split_change(*samples, pair.scores, options(pair.survey.settings, False))
    told = _figures(found, options(pair.survey.settings, False)).tolist()
    fixed = _fixed(pair, found).tolist()
    parts = _parts(pair, found, samples).tolist()
    for row, variable in enumerate(pair.grades.variables):
        name, figures = pair.id(variable.question), [*told[row], fixed[row]]
        whole = ChangeSplit(
            name, pair.survey.id, pair.now.label, pair.then.label, variable.question, pair.split.break_id,
            *figures,
        )  # fmt: skip
        yield whole, tuple(_named_parts(pair, name, parts[row]))


def _samples(pair: _Pair) -> tuple[Sample, Sample]:
    if pair.now.design.clusters is None and pair.then.design.clusters is None:
        now, then = (moments_of(pair.grades, pair.split, wave) for wave in (pair.now, pair.then))
        return Sample(now, pair.now.design), Sample(then, pair.then.design)
    if not pair.survey.units_return:
        return _clustered(pair, pair.now), _clustered(pair, pair.then)
    both, size = both_waves(pair.now, pair.then), pair.split.size
    whole = _clustered(pair, both)
    now, then = (whole.moments.take(np.arange(size) + start) for start in (0, size))
    return Sample(now, both.design), Sample(then, both.design)


def _clustered(pair: _Pair, wave: WaveDesign) -> Sample:
    moments = clustered_moments(pair.grades.first, pair.split, wave)
    return Sample(replace(moments, n=moments.n[None], w=moments.w[None], w2=moments.w2[None]), wave.design)


def _figures(found: Arrays, choices: Options) -> Floats:
    """(variables, 12) difference, se, half the interval and p of the change, of its real part and of the mix."""
    parts = (found.total, found.real, found.mix)
    return np.stack([value for one in parts for value in (one.difference, one.se, margin(one, choices), one.p)], -1)


def _fixed(pair: _Pair, found: Arrays) -> NDArray[np.bool_]:
    """(variables,) whether the mix is fixed: shares that are so among all respondents still move among those who
    answered the question."""
    break_ = pair.survey.breaks[pair.split.break_id]
    held = found.fixed | holds_shares(pair.survey, break_, (pair.now.label, pair.then.label))
    return np.asarray(held & (np.abs(np.nan_to_num(found.group_mix)).max(axis=-1) <= _ZERO))


def _parts(pair: _Pair, found: Arrays, samples: tuple[Sample, Sample]) -> Floats:
    """(variables, groups, 8) n, share, mean now and then, and what the group adds to the real part and the mix."""
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


def _named_parts(pair: _Pair, name: str, parts: Sequence[Sequence[float]]) -> Iterator[ChangePart]:
    """A row per group, and one of those who are in none where there are any. `name`: of the change."""
    keys = (*(part.key for part in pair.split.parts), "")
    for key, (n_now, n_then, *figures) in zip(keys, parts, strict=True):
        if key or n_now or n_then:
            yield ChangePart(name, key, int(n_now), int(n_then), *figures)
