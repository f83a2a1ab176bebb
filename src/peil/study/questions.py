"""What is asked: questions, their kinds and answers, and where a data file holds what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from math import ceil, floor
from typing import Literal

from peil.errors import Place


class Reason(IntEnum):
    """Why a respondent gave no valid answer. The numbers are the codes in the data arrays; never merged silently."""

    NOT_ANSWERED = -1
    DONT_KNOW = -2
    DOES_NOT_APPLY = -3
    NOT_ASKED = -4
    NOT_IN_WAVE = -5


@dataclass(frozen=True)
class Text:
    """A text in the languages of the study, by language code. Missing languages were refused when it was read."""

    by_language: Mapping[str, str]

    def __call__(self, language: str) -> str:
        return self.by_language[language]


@dataclass(frozen=True)
class Answer:
    """One answer of a closed question. `id` is its name everywhere; `codes` are what stands in the data file."""

    id: str
    text: Text
    codes: tuple[str, ...]
    since: str | None = None
    until: str | None = None
    note: Text | None = None


@dataclass(frozen=True)
class Net:
    """Several answers taken as one ("by telephone" = two numbers together). `answers` are ids of answers."""

    id: str
    text: Text
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Grade:
    """A mark on a numeric scale, both ends included. Its answers are the whole numbers, with ids "1", "2" ..."""

    low: int = 1
    high: int = 10
    ends: Text | None = None
    labels: Mapping[str, Text] = field(default_factory=dict)

    @property
    def of_ten(self) -> bool:
        """Whether its marks are grades as schools give them, from 1 to 10."""
        return (self.low, self.high) == (1, 10)

    @property
    def has_promoters(self) -> bool:
        """Whether it has a net promoter score: that is of a grade from 0 to 10, and of no other scale."""
        return (self.low, self.high) == (0, 10)

    @property
    def thirds(self) -> tuple[int, int]:
        """The highest mark that counts as low, and the lowest that counts as high: the lowest 45% of the scale and the
        highest 25%, of 1 to 10 what fails (1 to 5) and 8 to 10."""
        return floor(self.low + 0.45 * (self.high - self.low)), ceil(self.low + 0.75 * (self.high - self.low))


@dataclass(frozen=True)
class Single:
    """One answer out of several. `ordered` when the answers have an order of their own (then never sorted by size)."""

    answers: tuple[Answer, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Multiple:
    """Any number of answers out of several.

    `layout` says how a data file holds them: `columns` = a column per answer with 1 for chosen; `spread` = a few
    columns with the code of an answer in each ("first mentioned", "second mentioned").
    """

    answers: tuple[Answer, ...]
    layout: Literal["columns", "spread"] = "columns"


@dataclass(frozen=True)
class Number:
    """A quantity; values below `low` or above `high` are not possible."""

    low: float | None = None
    high: float | None = None
    unit: Text | None = None


@dataclass(frozen=True)
class Date:
    """A date, written in the data as ISO (2013-12-05) or in `format` (strptime)."""

    format: str = "%Y-%m-%d"


@dataclass(frozen=True)
class Open:
    """An answer in the respondent's own words."""


Kind = Grade | Single | Multiple | Number | Date | Open


def answer_ids(kind: Kind) -> tuple[str, ...]:
    """Ids of the answers that can be counted, in the order of their codes: for a grade "1" to "10"."""
    match kind:
        case Grade(low=low, high=high):
            return tuple(str(mark) for mark in range(low, high + 1))
        case Single(answers=answers) | Multiple(answers=answers):
            return tuple(answer.id for answer in answers)
        case _:
            return ()


@dataclass(frozen=True)
class Source:
    """Where one wave's data file holds the answers to a question.

    `columns`: names of columns; one for most kinds; for Multiple with layout `columns` one per answer, in the order
    of the answers; for `spread` any number; for a question asked per answer of another question one per such answer.
    An empty name means: this answer was not in this wave's file.
    `recode`: from a text as it stands in the file to the id of an answer, a number as text, or a Reason. It goes
    before the codes of the answers. Spaces around texts in the file are ignored.
    """

    columns: tuple[str, ...]
    recode: Mapping[str, str | Reason]


@dataclass(frozen=True)
class Condition:
    """Respondents whose answer to `question` is one of `answers` (ids), or lies from low up to and including high."""

    question: str
    answers: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Index:
    """A question that nobody was asked: the mean of several grades of a respondent.

    `items`: ids of the graded questions. `at_least`: how many valid grades it takes, None = half of those of the wave,
    rounded up. `scale`: lowest and highest value after laying out anew the scale of the grades (0-100), None = theirs.
    """

    items: tuple[str, ...]
    at_least: int | None = None
    scale: tuple[int, int] | None = None


@dataclass(frozen=True)
class Question:
    """One thing asked, of which answers can be counted: a question, or an item of a grid.

    `sources` has a key for every wave in which it was asked and nothing else. `new_series` lists the waves from
    which on the answers are not comparable with earlier ones. `asked_if`: all conditions must hold, else the
    respondent was not asked (routing). `per`: the id of a Multiple; the question was put once for each answer chosen
    there, so that one respondent brings several rows. `index`: what it is computed of when nobody was asked it; its
    kind is then a Number and its sources name no column. `measures`: what is counted beside mean, shares and net
    promoter score: "median", "p1" to "p99", "sd". `sensitive`: how many gave an answer is private when few did.
    `themes_of`: the id of the open question whose answers a person sorted into the answers of this one. `draft`:
    whether a draft has a page about it, None = that follows from what it is used for.
    """

    id: str
    text: Text
    label: Text
    kind: Kind
    place: Place
    sources: Mapping[str, Source]
    grid: str | None = None
    dimension: str | None = None
    aspect: bool = False
    hint: Text | None = None
    note: Text | None = None
    wordings: Mapping[str, Text] = field(default_factory=dict)
    new_series: tuple[str, ...] = ()
    series_note: Text | None = None
    asked_if: tuple[Condition, ...] = ()
    base: Text | None = None
    per: str | None = None
    nets: tuple[Net, ...] = ()
    index: Index | None = None
    measures: tuple[str, ...] = ()
    sensitive: bool = False
    themes_of: str | None = None
    draft: bool | None = None

    def wording(self, wave: str) -> Text:
        """The question as it was put in a wave."""
        return self.wordings.get(wave, self.text)


@dataclass(frozen=True)
class Grid:
    """Items asked under one question. `items` are ids of questions, in the order of the questionnaire. `label`: a short
    name of the whole, None = it has none."""

    id: str
    text: Text
    items: tuple[str, ...]
    place: Place
    label: Text | None = None
