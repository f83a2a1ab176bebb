"""Answers against answers of one question, given by the same respondents: which is given more?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from peil.data.designs import WaveDesign
from peil.data.model import Coded, SurveyData, Ticks
from peil.stats import Contrast, Options, answer_against_answer
from peil.study.model import Multiple, Question, Survey
from peil.study.questions import answer_ids
from peil.tables.batches import Batch
from peil.tables.clusters import clustered_moments
from peil.tables.counting import Choose, Crossing, collected
from peil.tables.divided import Divided
from peil.tables.measures import Measurement
from peil.tables.measures.measurement import waves_of
from peil.tables.rows import Columns, Naming, answer_rows
from peil.tables.splits import Division, Split, all_splits
from peil.tables.variables import Variable, base_of, chosen

Floats = NDArray[np.float64]
# Of two answers neither, the first alone, the second alone, both.
_FIRST, _SECOND = np.array([0.0, 1.0, 0.0, 1.0]), np.array([0.0, 0.0, 1.0, 1.0])


@dataclass(frozen=True)
class _Pairs:
    """The pairs of one question, a variable each: the left answers, the right ones, and what is counted of both."""

    lefts: Batch
    rights: Batch
    counted: Batch


def answer_contrasts(
    survey: Survey,
    data: SurveyData,
    useful: Callable[[Variable], tuple[Division, ...]],
    designs: Mapping[str, WaveDesign],
    choose: Choose,
) -> Iterator[Columns]:
    """The rows of all pairs of answers that the survey asks for, in all groups and waves. `useful`: the breaks that
    say something about a variable."""
    for name, pairs in survey.settings.compared.answers.items():
        if not pairs:
            continue
        held = _pairs(survey, survey.questions[name], data, pairs)
        divided = useful(held.lefts.first)
        for label, design in designs.items():
            if label in survey.questions[name].sources:
                contrast = _count(held, divided, design, choose)
                lefts, rights = (Naming(survey, batch, divided) for batch in (held.lefts, held.rights))
                yield answer_rows(lefts, rights, label, contrast)


def _count(held: _Pairs, divided: tuple[Division, ...], wave: WaveDesign, choose: Choose) -> Contrast:
    """(pairs, parts) contrasts in one wave; none where one of the two answers could not be given."""
    if wave.design.clusters is not None:
        whole = _together(held, all_splits(divided), wave, choose(True))
    else:
        left, right = (_scores(batch)[:, None] for batch in (held.lefts, held.rights))
        (beside,) = collected([Crossing(held.counted, divided)], Divided(divided, wave))
        found = answer_against_answer(beside.own, left, right, wave.design, choose(True))
        whole = {name: values[:, 0] for name, values in vars(found).items()}
    given = np.array(
        [
            one.measurement.asked_in(wave.label) and two.measurement.asked_in(wave.label)
            for one, two in zip(held.lefts.lines, held.rights.lines, strict=True)
        ]
    )
    return Contrast(**{name: np.where(given[:, None], values, np.nan) for name, values in whole.items()})


def _together(held: _Pairs, splits: Sequence[Split], wave: WaveDesign, options: Options) -> dict[str, Floats]:
    """(pairs, parts) contrasts of respondents who belong together, split by split and pair by pair."""
    left, right = (_scores(batch) for batch in (held.lefts, held.rights))
    pieces: list[dict[str, Floats]] = []
    for split in splits:
        found = []
        for place, variable in enumerate(held.counted.variables):
            moments = clustered_moments(variable, split, wave)
            found.append(answer_against_answer(moments, left[place], right[place], wave.design, options))
        pieces.append({name: np.stack([getattr(one, name)[:-1] for one in found]) for name in vars(found[0])})
    return {name: np.concatenate([piece[name] for piece in pieces], axis=1) for name in pieces[0]}


def _scores(batch: Batch) -> Floats:
    return np.stack([line.measurement.scores for line in batch.lines])


def _pairs(survey: Survey, question: Question, data: SurveyData, pairs: Sequence[tuple[str, str]]) -> _Pairs:
    values = data.columns[question.id]
    waves = [wave.label for wave in survey.waves]
    sides: tuple[list[Variable], list[Variable]] = ([], [])
    counted: list[Variable] = []
    for pair in pairs:
        codes, answers, scores = _combined(question, values, pair)
        like = Variable(question.id, codes, answers, (), tuple(question.sources), base_of(question))
        for side, name in enumerate(pair):
            place, given = _place(question, pair), _given(question, name, waves)
            one = Measurement("share", name, scores[side], "share", place, given)
            sides[side].append(replace(like, measurements=(one,)))
        # Named apart from the answers themselves, of which other sums are made.
        both = Measurement("share", "~".join(pair), scores[0] - scores[1], "mean")
        counted.append(replace(like, measurements=(both,)))
    return _Pairs(Batch(tuple(sides[0])), Batch(tuple(sides[1])), Batch(tuple(counted)))


def _combined(
    question: Question, values: object, pair: tuple[str, str]
) -> tuple[NDArray[np.int64], int, tuple[Floats, Floats]]:
    """(respondents,) codes, how many there are, and the scores of either answer. Who gave no valid answer to one of the
    two is left out."""
    if isinstance(values, Ticks) and isinstance(question.kind, Multiple):
        one, two = (chosen(question, values.marks, name).astype(np.int64) for name in pair)
        return np.where((one >= 0) & (two >= 0), one + 2 * two, np.minimum(one, two)), 4, (_FIRST, _SECOND)
    assert isinstance(values, Coded)
    ids = answer_ids(question.kind)
    left, right = (np.isin(ids, _parts(question, name)).astype(np.float64) for name in pair)
    return values.codes.astype(np.int64), len(ids), (left, right)


def _parts(question: Question, name: str) -> list[str]:
    """The answers that an id of an answer or a net stands for."""
    return next((list(net.answers) for net in question.nets if net.id == name), [name])


def _place(question: Question, pair: tuple[str, str]) -> Literal["own", "net"]:
    return "net" if {net.id for net in question.nets} & set(pair) else "own"


def _given(question: Question, name: str, waves: Sequence[str]) -> tuple[str, ...] | None:
    """The waves in which an answer could be given; of a net all that the question has."""
    listed = getattr(question.kind, "answers", ())
    return next((waves_of(answer, question, waves) for answer in listed if answer.id == name), None)
