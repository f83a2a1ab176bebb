"""Respondents beside all targets, for an answer that the study gave no target: is that meant so, or forgotten?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from peil.data.model import Coded, SurveyData
from peil.errors import Problem
from peil.study.model import CellWeights, MarginWeights, Survey
from peil.study.questions import answer_ids

# The answers within which a question splits a cell, by question, and that question.
_Branch = tuple[tuple[tuple[str, str], ...], str]
# By question and answer, how many gave it.
_Counts = Mapping[tuple[str, str], int]
_BECAME = {"weight 1": "They count once, beside all targets", "leave out": "They are in no figure"}


def untargeted(survey: Survey, data: SurveyData) -> Iterator[Problem]:
    """A warning for every question with answers that have no target and were given; `data` must have been weighted."""
    match survey.weighting:
        case CellWeights(without_cell=treatment) as weighting:
            rule = "respondents without a cell"
        case MarginWeights(without_value=treatment) as weighting:
            rule = "respondents without a value"
        case _:
            return
    if treatment == "stop":
        return  # who stands beside the targets has stopped the run
    by_wave = {label: _counts(survey, weighting, data, label) for label in data.waves}
    for question in dict.fromkeys(one for counts in by_wave.values() for one, _ in counts):
        yield Problem(
            weighting.place,
            f"{survey.id}: weights > {question}",
            f"respondents whose answer has no target: {_told(question, by_wave)}",
            "a target for every answer that was given",
            f"{_BECAME[treatment]} (`{rule}: {treatment}`). Give the answer a target, unless this is meant so.",
        )


def _told(question: str, by_wave: Mapping[str, _Counts]) -> str:
    """By answer who gave it: other (12 in 2011, 3 in 2013)."""
    found: dict[str, list[str]] = {}
    for label, counts in by_wave.items():
        for (asked, answer), count in counts.items():
            if asked == question:
                found.setdefault(answer, []).append(f"{count} in {label}")
    return ", ".join(f"{answer} ({', '.join(waves)})" for answer, waves in found.items())


def _counts(survey: Survey, weighting: CellWeights | MarginWeights, data: SurveyData, wave: str) -> _Counts:
    """Of all in the wave who could not be weighted: how many gave which answer that has no target."""
    assert data.weight_cell is not None
    rows = np.flatnonzero((data.wave == data.waves.index(wave)) & (data.weight_cell < 0))
    counts: Counter[tuple[str, str]] = Counter()
    for (before, question), targets in _branches(weighting, wave).items():
        here = rows
        for other, answer in before:
            here = here[_codes(data, other, here) == answer_ids(survey.questions[other].kind).index(answer)]
        codes, ids = _codes(data, question, here), answer_ids(survey.questions[question].kind)
        given = np.bincount(codes[codes >= 0], minlength=len(ids))
        counts.update(
            {(question, ids[code]): n for code, n in enumerate(given.tolist()) if n and ids[code] not in targets}
        )
    return data.sums.total(f"{survey.id}/{wave}/without a target", counts)


def _branches(weighting: CellWeights | MarginWeights, wave: str) -> Mapping[_Branch, Sequence[str]]:
    """Wherever a question has targets, the answers that have one."""
    if isinstance(weighting, MarginWeights):
        return {((), margin.question): tuple(margin.shares[wave]) for margin in weighting.margins_in(wave)}
    found: dict[_Branch, list[str]] = {}
    for cell in weighting.cells:
        answers = tuple(cell.answers.items())
        for depth, (question, answer) in enumerate(answers):
            found.setdefault((answers[:depth], question), []).append(answer)
    return found


def _codes(data: SurveyData, question: str, rows: NDArray[np.intp]) -> NDArray[np.integer]:
    values = data.columns[question]
    assert isinstance(values, Coded)
    return values.codes[rows]
