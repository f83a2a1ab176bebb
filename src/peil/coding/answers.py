"""The answers to one open question in one wave, masked, each with what a quote must know of its respondent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from peil.coding.masking import Masking, on_one_line
from peil.data.model import Coded, SurveyData, Texts, Ticks
from peil.study.model import Multiple, Question, QuoteRules, Single, Survey
from peil.study.questions import answer_ids

_DIGEST = 12


@dataclass(frozen=True)
class Answered:
    """One answer as it may be read: masked. `row`: its place in the data, which never leaves the program."""

    row: int
    text: str
    digest: str


@dataclass(frozen=True)
class Answers:
    """The answers to an open question in a wave, with the themes, groups, grades and languages behind them."""

    survey: Survey
    rules: QuoteRules
    data: SurveyData
    question: str
    wave: str

    @cached_property
    def in_wave(self) -> NDArray[np.bool_]:
        """(respondents,) who took part in the wave."""
        return np.equal(self.data.wave, self.data.waves.index(self.wave))

    @cached_property
    def all(self) -> tuple[Answered, ...]:
        """Every answer with words in it."""
        return self._masked(self._said)

    def holding(self, words: str) -> tuple[Answered, ...]:
        """The answers with these words, as they were given: to mask all others takes a thousand times as long."""
        words = on_one_line(words)
        return self._masked([(row, text) for row, text in self._said if words in text])

    @cached_property
    def _said(self) -> list[tuple[int, str]]:
        """By row what was answered, on one line. It points to people, and does not leave this class."""
        column = self.data.columns[self.question]
        assert isinstance(column, Texts)
        rows = np.flatnonzero(self.in_wave & (column.reasons == 0)).tolist()
        return [(row, on_one_line(column.values[row])) for row in rows]

    def _masked(self, said: Sequence[tuple[int, str]]) -> tuple[Answered, ...]:
        masking = Masking(self.rules.names, self.rules.case_numbers)
        masked = ((row, masking(text)) for row, text in said)
        return tuple(Answered(row, text, digest(text)) for row, text in masked if text)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups that may be quoted, as in ids, in the order of the break."""
        division = self.survey.breaks[self.rules.break_id]
        return tuple(division.key(group) for group in division.groups)

    def members(self, group: str) -> NDArray[np.bool_]:
        """(respondents,) who belongs to the group, in this wave."""
        member: NDArray[np.bool_] = self.data.membership[self.rules.break_id][:, self.groups.index(group)]
        return member & self.in_wave

    @cached_property
    def _themes(self) -> tuple[Question, ...]:
        questions = self.survey.questions.values()
        return tuple(one for one in questions if one.themes_of == self.question and self.wave in one.sources)

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes of the question in this wave, in the order of the code frame."""
        return tuple(theme for one in self._themes for theme in answer_ids(one.kind))

    def has_theme(self, theme: str) -> NDArray[np.bool_]:
        """(respondents,) whose answer was put into the theme."""
        found = np.zeros(self.data.respondents, bool)
        for question in self._themes:
            if theme in answer_ids(question.kind):
                column, place = self.data.columns[question.id], answer_ids(question.kind).index(theme)
                if isinstance(question.kind, Multiple) and isinstance(column, Ticks):
                    found |= column.marks[:, place] == 1
                elif isinstance(column, Coded):
                    found |= column.codes == place
        return found

    @cached_property
    def _languages(self) -> NDArray[np.int16] | None:
        column = self.data.columns.get(self.rules.language or "")
        return column.codes if isinstance(column, Coded) else None

    def language(self, row: int) -> str:
        """The language of an answer, "" when it is not known."""
        kind = self.survey.questions[self.rules.language].kind if self.rules.language else None
        if not isinstance(kind, Single) or self._languages is None or self._languages[row] < 0:
            return ""
        return kind.answers[int(self._languages[row])].id

    def language_n(self, group: str, language: str) -> int:
        """Respondents of the group who answered in a language, "" for those of whom it is not known; all of the group
        where the survey knows no languages."""
        members = self.members(group)
        kind = self.survey.questions[self.rules.language].kind if self.rules.language else None
        if not isinstance(kind, Single) or self._languages is None:
            return int(np.sum(members))
        codes = [code for code, one in enumerate(answer_ids(kind)) if one == language]
        spoken = np.isin(self._languages, codes) if language else self._languages < 0
        return int(np.sum(members & spoken))

    def band(self, row: int) -> str:
        """The band in which the respondent's grade lies, "" without a grade."""
        name = self.rules.grades[self.question]
        column, marks = self.data.columns[name], answer_ids(self.survey.questions[name].kind)
        assert isinstance(column, Coded)
        if column.codes[row] < 0:
            return ""
        mark = int(marks[int(column.codes[row])])
        return next((f"{low}-{high}" for low, high in self.rules.bands if low <= mark <= high), "")


def digest(text: str) -> str:
    """What the id of a quote says of the answer. Of the masked text alone: whoever has the file learns nothing more."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]


def answers_of(survey: Survey, data: SurveyData, question: str, wave: str) -> Answers | None:
    """The answers to a question in a wave; None when that wave has none."""
    rules = survey.quote_rules
    asked = was_asked(survey, question, wave)
    return Answers(survey, rules, data, question, wave) if asked and rules is not None else None


def was_asked(survey: Survey, question: str, wave: str) -> bool:
    """Whether a wave has answers to a question that is quoted."""
    known = any(one.label == wave for one in survey.waves)
    return survey.quote_rules is not None and known and wave in survey.questions[question].sources


def last_answers(survey: Survey, data: SurveyData) -> Iterator[Answers]:
    """The answers of the last wave with respondents' data to every question that is quoted."""
    for question in survey.quote_rules.grades if survey.quote_rules is not None and data.waves else ():
        found = answers_of(survey, data, question, data.waves[-1])
        if found is not None:
            yield found
