"""Explain: how much every aspect goes together with the overall grade, in every wave and group of the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from peil.data.model import Coded, Data, SurveyData
from peil.drivers.matrix import Standing, placed
from peil.results.model import ALL, Driver, Estimate, Results, estimate_id
from peil.stats import Correlations, collect_pairs, correlate
from peil.study.model import Grade, Question, Study, Survey

Floats = NDArray[np.float64]
_METHOD = "correlation"


@dataclass(frozen=True)
class _Part:
    """A group as the ids of estimates name it: its key (`directorate=asylum`), break, id, and the group it lies in."""

    key: str
    break_id: str
    group: str
    within: str


@dataclass(frozen=True)
class _Wave:
    """One wave of a survey. `rows`: positions of its respondents; `aspects`: those that were asked in it."""

    survey: Survey
    label: str
    rows: NDArray[np.intp]
    overall: Question
    aspects: tuple[Question, ...]


def explain(study: Study, data: Data, results: Results) -> Results:
    """The same results with their drivers: which aspects matter for the overall grade, and how are these rated?

    `data` must have been weighted, and `results` come of it. A survey without an overall grade or aspects has no
    drivers, nor has a wave of which only figures were published, nor an aspect that a respondent graded several times
    (`per`): beside these grades stands no single overall one. Importance is the correlation of `stats.correlate`.
    """
    drivers = tuple(
        driver
        for survey in study.surveys.values()
        for wave in _waves(survey, data.surveys[survey.id])
        for driver in _drivers(wave, data.surveys[survey.id], results.by_id)
    )
    return replace(results, drivers=drivers)


def _waves(survey: Survey, data: SurveyData) -> Iterator[_Wave]:
    """The waves in which the overall grade and at least one aspect were asked of respondents whose answers we have."""
    overall = survey.questions.get(survey.settings.overall or "")
    if overall is None or not _graded(overall, data):
        return
    for position, label in enumerate(data.waves):
        # Respondents with weight 0 were left out by the study, here as in the estimates.
        rows = np.flatnonzero((data.wave == position) & (data.weight > 0))
        asked = (one for one in survey.aspects if one.id != overall.id and _graded(one, data))
        aspects = tuple(one for one in asked if label in one.sources)
        n = data.sums.total(f"{survey.id}/{label}/explained", len(rows))
        if n and aspects and label in overall.sources:
            yield _Wave(survey, label, rows, overall, aspects)


def _graded(question: Question, data: SurveyData) -> bool:
    """Whether respondents gave it one grade each."""
    return isinstance(question.kind, Grade) and isinstance(data.columns.get(question.id), Coded)


def _drivers(wave: _Wave, data: SurveyData, estimates: Mapping[str, Estimate]) -> Iterator[Driver]:
    parts, members = _groups(wave, data)
    items = np.stack([_grades(aspect, data, wave.rows) for aspect in wave.aspects], axis=1)
    overall = _grades(wave.overall, data, wave.rows)
    here = collect_pairs(items, overall, data.weight[wave.rows], members)
    found = correlate(data.sums.total(f"{wave.survey.id}/{wave.label}/pairs", here))
    for column, part in enumerate(parts):
        yield from _of_group(wave, part, found, column, estimates)


def _groups(wave: _Wave, data: SurveyData) -> tuple[Sequence[_Part], NDArray[np.bool_]]:
    """The total and every group of the breaks that the report shows, and (rows, groups) who belongs to each."""
    parts = [_Part(ALL, "", ALL, "")]
    members = [np.ones((len(wave.rows), 1), np.bool_)]
    for break_ in wave.survey.shown_breaks:
        parts += [_Part(break_.key(group), break_.id, group.id, break_.within(group)) for group in break_.groups]
        members.append(data.membership[break_.id][wave.rows])
    return parts, np.concatenate(members, axis=1)


def _grades(question: Question, data: SurveyData, rows: NDArray[np.intp]) -> Floats:
    """(rows,) the grades themselves, NaN for a reason why there is none."""
    values = data.columns[question.id]
    assert isinstance(values, Coded)
    assert isinstance(question.kind, Grade)
    codes = values.codes[rows]
    return np.where(codes >= 0, codes + float(question.kind.low), np.nan)


def _of_group(
    wave: _Wave, part: _Part, found: Correlations, column: int, estimates: Mapping[str, Estimate]
) -> Iterator[Driver]:
    """A row per aspect that has a rating in this group; a break made of the aspect itself gives it none."""
    survey, label = wave.survey, wave.label
    ids = (estimate_id(survey.id, label, aspect.id, "", "mean", part.key) for aspect in wave.aspects)
    figures = zip(ids, found.n[column].tolist(), found.r[column].tolist(), strict=True)
    standings = [Standing(estimates[key], n, r) for key, n, r in figures if key in estimates]
    for one, place in zip(standings, placed(standings, survey.settings.hide_up_to), strict=True):
        yield Driver(
            id=estimate_id(survey.id, label, one.rating.question, "", "importance", part.key),
            survey=survey.id,
            wave=label,
            aspect=one.rating.question,
            break_id=part.break_id,
            group=part.group,
            within=part.within,
            method=_METHOD,
            n=one.n,
            importance=one.importance,
            rating=one.rating.estimate,
            importance_border=place.importance_border,
            rating_border=place.rating_border,
            quadrant=place.quadrant,
            status=one.rating.status,
        )
