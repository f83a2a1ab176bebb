"""What respondents said of the importance of aspects, where a question asked it: answers, and what they count for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from peil.data.designs import WaveDesign
from peil.data.model import Coded, SurveyData, Ticks
from peil.study.drivers import Stated
from peil.study.model import Grade, Single, Survey
from peil.study.questions import answer_ids

_NOTHING = -1


def said_codes(survey: Survey, data: SurveyData, design: WaveDesign, aspects: Sequence[str]) -> NDArray[np.int16]:
    """(rows, aspects) the position of the answer about each aspect, 1 or 0 of one that was chosen or not, below 0 =
    nothing said; (rows, 0) in a wave that asked of none of them.
    """
    stated = survey.settings.drivers.stated
    asked = () if stated is None else tuple(name for name in stated.items if _asked(survey, stated, name, design.label))
    if stated is None or not set(asked) & set(aspects):
        return np.empty((len(design.rows), 0), np.int16)
    codes = np.full((len(design.rows), len(aspects)), _NOTHING, np.int16)
    for place, aspect in enumerate(aspects):
        if aspect in asked:
            codes[:, place] = _codes(survey, data, stated, aspect)[design.rows]
    return codes


def _asked(survey: Survey, stated: Stated, aspect: str, wave: str) -> bool:
    name = stated.question if stated.kind == "share" else stated.items[aspect]
    return wave in survey.questions[name].sources


def _codes(survey: Survey, data: SurveyData, stated: Stated, aspect: str) -> NDArray[np.integer]:
    item = stated.items[aspect]
    values = data.columns[stated.question if stated.kind == "share" else item]
    if isinstance(values, Ticks):
        return values.marks[:, answer_ids(survey.questions[stated.question].kind).index(item)]
    assert isinstance(values, Coded)
    return values.codes


def said_scores(survey: Survey, codes: NDArray[np.int16]) -> NDArray[np.float64]:
    """(rows, aspects) the same as scores, NaN = nothing said: grades, what the study counts each answer for, or 1 and 0
    of an aspect that was chosen or not.
    """
    stated = survey.settings.drivers.stated
    if stated is None or not codes.shape[1]:
        return np.empty((len(codes), 0))
    scores = _scores(survey, stated)
    return np.where(codes >= 0, scores[np.maximum(codes, 0)], np.nan)


def _scores(survey: Survey, stated: Stated) -> NDArray[np.float64]:
    """(answers,) what each counts for; NaN = not at all."""
    if stated.kind == "share":
        return np.array([0.0, 1.0])
    kind = survey.questions[next(iter(stated.items.values()))].kind
    if isinstance(kind, Grade):
        return np.arange(kind.low, kind.high + 1, dtype=np.float64)
    assert isinstance(kind, Single)
    return np.array([stated.scores.get(answer.id, np.nan) for answer in kind.answers])
