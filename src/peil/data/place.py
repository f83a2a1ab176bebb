"""Deal respondents out over groups, strata and weighting cells, so that a rehearsal leaves none of them empty."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peil.data.conditions import answer_positions
from peil.data.meaning import in_wave
from peil.study.model import CellWeights, Grade, MarginWeights, Multiple, Question, Single, Survey, Wave
from peil.study.questions import answer_ids

Positions = NDArray[np.int64]


def placed_answers(survey: Survey, wave: Wave, respondents: int, rng: np.random.Generator) -> dict[str, Positions]:
    """By question (respondents,) positions of answers, for the questions that define groups, strata and cells.

    Combinations of their answers come up about equally often, as far as there are respondents enough; weighting cells
    overrule the combinations.
    """
    turn = rng.permutation(respondents)
    block = 1
    placed: dict[str, Positions] = {}
    for question in _placing(survey, wave):
        allowed = np.array(_allowed(question, survey, wave), np.int64)
        if not len(allowed):
            continue
        if block * len(allowed) > respondents:
            # There are more combinations than respondents: deal out afresh, by chance beside the earlier questions.
            turn, block = rng.permutation(respondents), 1
        placed[question.id] = allowed[(turn // block) % len(allowed)]
        block *= len(allowed)
    _fill_cells(placed, survey, rng.permutation(respondents))
    return placed


def _placing(survey: Survey, wave: Wave) -> list[Question]:
    """Single and multiple questions of this wave on which groups, strata, cells or the wave itself rest."""
    names = [survey.stratum] if survey.stratum else []
    if isinstance(survey.weighting, CellWeights):
        names += [name for cell in survey.weighting.cells for name in cell.answers]
    if isinstance(survey.weighting, MarginWeights):
        names += [margin.question for margin in survey.weighting.margins_in(wave.label)]
    names += [condition.question for condition in wave.where]
    for split in survey.breaks.values():
        names += [condition.question for group in split.groups for condition in group.conditions]
    questions = [survey.questions[name] for name in dict.fromkeys(names)]
    closed = [question for question in questions if isinstance(question.kind, Single | Multiple)]
    graded = [survey.questions[condition.question] for condition in wave.where]
    closed += [question for question in graded if isinstance(question.kind, Grade)]
    return [question for question in closed if wave.label in question.sources and question.per is None]


def _allowed(question: Question, survey: Survey, wave: Wave) -> list[int]:
    """Positions that exist in this wave and that its `where` lets through."""
    kind = question.kind
    allowed = list(range(len(answer_ids(question.kind))))
    if isinstance(kind, Single | Multiple):
        allowed = [place for place in allowed if in_wave(kind.answers[place], survey, wave.label)]
    for condition in wave.where:
        if condition.question == question.id and condition.answers:
            wanted = answer_positions(condition.answers, question)
            allowed = [place for place in allowed if place in wanted]
    return allowed


def _fill_cells(placed: dict[str, Positions], survey: Survey, turn: Positions) -> None:
    """Every weighting cell gets its turn."""
    if not isinstance(survey.weighting, CellWeights):
        return
    cells = survey.weighting.cells
    for number, cell in enumerate(cells):
        here = turn % len(cells) == number
        for name, answer in cell.answers.items():
            if name in placed:
                position = answer_positions((answer,), survey.questions[name])
                placed[name][here] = position[0]
