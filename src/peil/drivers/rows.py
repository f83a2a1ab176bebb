"""Who graded what: the grades of a wave's respondents beside their weights, groups and place in the design."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from peil.data.designs import WaveDesign, wave_designs
from peil.data.model import Coded, SurveyData
from peil.drivers.said import said_codes, said_scores
from peil.results.model import ALL
from peil.study.model import Grade, Question, Survey

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Part:
    """A group as the ids of estimates name it: its key (`directorate=asylum`), break, id, and the group it lies in."""

    key: str
    break_id: str
    group: str
    within: str


@dataclass(frozen=True)
class Graded:
    """(N, q) `codes`: positions on the scale, of the aspects and last of the overall grade, below 0 = no grade;
    (N,) `weight`, `cell` of the design; (N, G) `member`; (N, p) `said`: the answer about the importance of each aspect,
    below 0 = none, without columns where nobody was asked. Blocks of rows follow one another with `+`: the covariance
    of grades of which some are missing goes through the rows many times.
    """

    codes: NDArray[np.int16]
    weight: Floats
    cell: NDArray[np.int64]
    member: Bools
    said: NDArray[np.int16]

    def __add__(self, other: Graded) -> Graded:
        return Graded(
            np.concatenate([self.codes, other.codes]),
            np.concatenate([self.weight, other.weight]),
            np.concatenate([self.cell, other.cell]),
            np.concatenate([self.member, other.member]),
            np.concatenate([self.said, other.said]),
        )


@dataclass(frozen=True)
class Wave:
    """One wave of a survey: the aspects that were asked in it, its groups, its design, and who graded what.

    `values`: (N, q) grades, the overall one last, NaN = none.
    """

    survey: Survey
    label: str
    overall: Question
    aspects: tuple[Question, ...]
    parts: tuple[Part, ...]
    design: WaveDesign
    rows: Graded

    @cached_property
    def values(self) -> Floats:
        """(N, q) grades."""
        lows = [float(one.kind.low) for one in (*self.aspects, self.overall) if isinstance(one.kind, Grade)]
        return np.where(self.rows.codes >= 0, self.rows.codes + np.array(lows), np.nan)

    @property
    def asked_importance(self) -> bool:
        """Whether respondents of this wave were asked how important aspects are."""
        return len(self.rows.said.T) > 0

    @property
    def said(self) -> Floats:
        """(N, p) how important each respondent called each aspect, as a score, NaN = nothing said."""
        return said_scores(self.survey, self.rows.said)


def waves(survey: Survey, data: SurveyData) -> Iterator[Wave]:
    """The waves in which the overall grade and at least one aspect were asked of respondents whose answers we have."""
    overall = survey.questions.get(survey.settings.overall or "")
    if overall is None or not _graded(overall, data):
        return
    # Respondents with weight 0 were left out by the study, here as in the estimates.
    for design in wave_designs(survey, data):
        asked = (one for one in survey.aspects if one.id != overall.id and _graded(one, data))
        aspects = tuple(one for one in asked if design.label in one.sources)
        if aspects and design.label in overall.sources:
            parts, member = _groups(survey, data, design.rows)
            codes = np.stack([_codes(one, data, design.rows) for one in (*aspects, overall)], axis=1)
            said = said_codes(survey, data, design, [one.id for one in aspects])
            here = Graded(codes, design.weights, design.cell, member, said)
            whole = data.sums.total(f"{design.name}/graded", here)
            yield Wave(survey, design.label, overall, aspects, parts, design, whole)


def _graded(question: Question, data: SurveyData) -> bool:
    """Whether respondents gave it one grade each."""
    return isinstance(question.kind, Grade) and isinstance(data.columns.get(question.id), Coded)


def _groups(survey: Survey, data: SurveyData, rows: NDArray[np.intp]) -> tuple[tuple[Part, ...], Bools]:
    """The total and every group of the breaks that the report shows, and (rows, groups) who belongs to each."""
    parts = [Part(ALL, "", ALL, "")]
    members = [np.ones((len(rows), 1), np.bool_)]
    for break_ in survey.shown_breaks:
        parts += [Part(break_.key(group), break_.id, group.id, break_.within(group)) for group in break_.groups]
        members.append(data.membership[break_.id][rows])
    return tuple(parts), np.concatenate(members, axis=1)


def _codes(question: Question, data: SurveyData, rows: NDArray[np.intp]) -> NDArray[np.int16]:
    values = data.columns[question.id]
    assert isinstance(values, Coded)
    return values.codes[rows].astype(np.int16)
