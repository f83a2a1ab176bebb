"""The strata of a survey beside the lists they were drawn from."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from peil.data.model import SurveyData
from peil.errors import Problem, StudyError
from peil.study.model import Single, Survey, Wave


def strata_of(survey: Survey) -> tuple[str, ...]:
    """Ids of the strata: the answers of the question that holds them."""
    asked = survey.questions.get(survey.stratum or "")
    return tuple(answer.id for answer in asked.kind.answers) if asked and isinstance(asked.kind, Single) else ()


def more_than_sent(wave: Wave, respondents: int) -> Problem | None:
    """What is wrong when more people answered a wave than were written to."""
    if wave.sent is None or respondents <= wave.sent:
        return None
    return Problem(
        wave.place,
        f"waves > {wave.label} > sent",
        found=f"{respondents} respondents, sent {wave.sent}",
        expected="a sample at least as large as its respondents",
        remedy="Correct `sent`, or look in the data for rows of another wave.",
    )


def refuse_small_list(survey: Survey, wave: Wave, data: SurveyData, written: tuple[str, Mapping[str, int]]) -> None:
    """StudyError when a stratum has fewer units than respondents. `written`: the key of the sizes, and the sizes."""
    key, sizes = written
    if data.stratum is None or wave.label not in data.waves:
        return
    rows = data.wave == data.waves.index(wave.label)
    answers = strata_of(survey)
    here = np.bincount(data.stratum[rows & (data.stratum >= 0)], minlength=len(answers))
    counts = data.sums.total(f"{survey.id}/{wave.label}/by stratum", here)
    problems = [
        Problem(
            wave.place,
            f"waves > {wave.label} > {key} > {name}",
            found=f"{sizes[name]} {'in the frame' if key == 'strata' else 'sent'} and {counts[place]} respondents",
            expected=f"a {'frame' if key == 'strata' else 'sample'} at least as large as its respondents",
            remedy="Correct the size of the stratum, or the stratum of these respondents.",
        )
        for place, name in enumerate(answers)
        if name in sizes and sizes[name] < counts[place]
    ]
    if problems:
        raise StudyError(problems)
