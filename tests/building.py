"""Small surveys and data for the tests of tables, weighting and disclosure: exactly what a case needs, by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from peil.data.model import Coded, Data, SurveyData, Values
from peil.errors import Place
from peil.study.model import (
    Answer,
    Break,
    Condition,
    DataRules,
    Grade,
    Group,
    Kind,
    Question,
    Settings,
    Single,
    Source,
    Study,
    Survey,
    Text,
    Unweighted,
    Wave,
    Weighting,
)

NOWHERE = Place("survey.yaml", 1)


def text(words: str) -> Text:
    """The same words in both languages."""
    return Text({"nl": words, "en": words})


def single(*answers: str) -> Single:
    """A single question with these answers."""
    return Single(tuple(Answer(answer, text(answer), (answer,)) for answer in answers))


def question(name: str, kind: Kind | None = None, waves: Sequence[str] = ("2013",), **more: object) -> Question:
    """A question asked in these waves; a grade unless another kind is given."""
    sources = {wave: Source((name,), {}) for wave in waves}
    return Question(name, text(name), text(name), kind or Grade(), NOWHERE, sources, **more)  # type: ignore[arg-type]  # fields by name


def break_of(asked: Question) -> Break:
    """A break whose groups are the answers of a single question."""
    assert isinstance(asked.kind, Single)
    groups = tuple(Group(answer.id, answer.text, (Condition(asked.id, (answer.id,)),)) for answer in asked.kind.answers)
    return Break(asked.id, asked.text, groups, NOWHERE, question=asked.id)


def survey(
    questions: Sequence[Question],
    breaks: Sequence[Break] = (),
    waves: Sequence[Wave] | None = None,
    weighting: Weighting | None = None,
    settings: Settings | None = None,
) -> Survey:
    """A survey of these parts, one wave (2013) unless said."""
    return Survey(
        id="vr", title=text("Survey"), place=NOWHERE, population=None, frame=None,
        waves=tuple(waves or (Wave("2013", NOWHERE),)),
        questions={part.id: part for part in questions}, grids={}, breaks={part.id: part for part in breaks},
        weighting=weighting or Unweighted(), settings=settings or Settings(), rules=DataRules(), dimensions={},
    )  # fmt: skip


def study(*surveys: Survey) -> Study:
    """A study of these surveys."""
    return Study("test", Path(), text("Test"), ("nl", "en"), {part.id: part for part in surveys})


def coded(codes: Sequence[int]) -> Coded:
    """Answers by position; negative is a reason."""
    return Coded(np.array(codes, np.int16))


def data(about: Survey, wave: Sequence[int], columns: Mapping[str, Values], **arrays: NDArray[np.generic]) -> Data:
    """Answers to a survey; breaks of single questions are derived from their columns."""
    membership = {}
    for break_ in about.breaks.values():
        values = columns[break_.question or ""]
        assert isinstance(values, Coded)
        membership[break_.id] = values.codes[:, None] == np.arange(len(break_.groups))
    answers = SurveyData(
        survey=about.id, waves=tuple(part.label for part in about.waves), wave=np.array(wave, np.int16),
        unit=tuple(str(row) for row in range(len(wave))), columns=columns, membership=membership,
        weight=np.ones(len(wave)), **arrays,  # type: ignore[arg-type]  # arrays by name
    )  # fmt: skip
    return Data({about.id: answers})
