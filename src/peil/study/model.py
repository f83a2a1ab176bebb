"""The study: what is asked, of whom and when. Frozen values, normalised; `study.read` makes them from a folder.

    Study ── Survey ┬─ Wave            one round of fieldwork, with its data file or its published figures
                    ├─ Question ─ Kind  Grade | Single | Multiple | Number | Date | Open
                    ├─ Grid             questions asked as the rows of one table
                    ├─ Break ─ Group    a way to split respondents, and its parts
                    ├─ Weighting        CellWeights | ColumnWeights | Unweighted
                    └─ Settings         how it is compared, hidden, reported

Questions and the items of grids live in one namespace per survey, so that a chapter can say `friendly` for the
item `friendly` of the grid `aspects`. Wherever something depends on the wave, it is already resolved here: a
mapping from the label of the wave to the value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from pathlib import Path
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
    """Respondents whose answer to `question` is one of `answers` (ids), or lies between low and high (both included)."""

    question: str
    answers: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Question:
    """One thing asked, of which answers can be counted: a question, or an item of a grid.

    `sources` has a key for every wave in which it was asked and nothing else. `new_series` lists the waves from
    which on the answers are not comparable with earlier ones. `asked_if`: all conditions must hold, else the
    respondent was not asked (routing). `per`: the id of a Multiple; the question was put once for each answer chosen
    there, so that one respondent brings several rows.
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

    def wording(self, wave: str) -> Text:
        """The question as it was put in a wave."""
        return self.wordings.get(wave, self.text)


@dataclass(frozen=True)
class Grid:
    """Items asked under one question. `items` are ids of questions, in the order of the questionnaire."""

    id: str
    text: Text
    items: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Group:
    """One part of a break. A respondent belongs to it when all `conditions` hold and, if there is a list, stands on it.

    `parent`: the id of the group of the outer break in which this one lies, for nested breaks.
    `members`: unit numbers as in the data file, from a list; None when there is no list.
    """

    id: str
    label: Text
    conditions: tuple[Condition, ...] = ()
    members: frozenset[str] | None = None
    parent: str | None = None
    note: Text | None = None


@dataclass(frozen=True)
class Break:
    """A way to split respondents. `overlapping`: a respondent can be in several groups.

    `question`: the question whose answers are the groups, when that is how the break was made. `outer`: the break in
    whose groups these groups lie (role within directorate).
    """

    id: str
    title: Text
    groups: tuple[Group, ...]
    place: Place
    question: str | None = None
    outer: str | None = None
    overlapping: bool = False
    note: Text | None = None


@dataclass(frozen=True)
class Cell:
    """A weighting cell: the answers that define it, by question, and its fixed share of the total (0-1)."""

    id: str
    answers: Mapping[str, str]
    share: float


@dataclass(frozen=True)
class CellWeights:
    """Fixed target shares, equal in every wave. `without_cell`: what becomes of a respondent who has no cell.

    `stop` (the default) refuses; `weight 1` keeps them with weight 1 beside cells of mean weight 1; `leave out`
    gives them weight 0.
    """

    cells: tuple[Cell, ...]
    place: Place
    without_cell: Literal["stop", "weight 1", "leave out"] = "stop"
    note: Text | None = None


@dataclass(frozen=True)
class ColumnWeights:
    """Weights that came with the data, by wave the column that holds them; a wave that is absent has no weights.

    `missing`: what becomes of a respondent whose weight is empty.
    """

    columns: Mapping[str, str]
    place: Place
    missing: Literal["stop", "weight 1", "leave out"] = "stop"
    note: Text | None = None


@dataclass(frozen=True)
class Unweighted:
    """Every respondent counts once."""


Weighting = CellWeights | ColumnWeights | Unweighted


@dataclass(frozen=True)
class Period:
    """First and last day of fieldwork; a month stands for all its days."""

    first: date
    last: date


@dataclass(frozen=True)
class PublishedFigure:
    """A figure that was published about a wave of which no respondents' data exist."""

    question: str
    measure: str
    value: float
    source: str
    place: Place
    answer: str = ""
    group: str = ""
    n: int | None = None
    sd: float | None = None


@dataclass(frozen=True)
class Wave:
    """One round of fieldwork. `sent` = gross sample; `dispositions` = what became of the sampled units, by AAPOR name.

    `strata` = size of each stratum in the frame, by the answer id of the survey's stratum question; empty = unknown.
    `key` = the column that identifies a respondent; empty = the rows are numbered.
    """

    label: str
    place: Place
    title: Text | None = None
    data: str | None = None
    sheet: str | None = None
    key: str = ""
    published: tuple[PublishedFigure, ...] = ()
    field: Period | None = None
    modes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sent: int | None = None
    dispositions: Mapping[str, int] = field(default_factory=dict)
    strata: Mapping[str, int] = field(default_factory=dict)
    where: tuple[Condition, ...] = ()
    note: Text | None = None


@dataclass(frozen=True)
class DataRules:
    """What to do with things in the data that the study does not list; each is `stop` unless the study says else."""

    unknown_code: Literal["stop", "not answered"] = "stop"
    out_of_range: Literal["stop", "not answered"] = "stop"
    text_in_number: Literal["stop", "not answered"] = "stop"
    duplicates: Literal["stop", "keep first", "keep last", "keep all"] = "stop"
    outside_routing: Literal["stop", "keep", "not asked"] = "stop"


@dataclass(frozen=True)
class Settings:
    """How a survey is compared, hidden and reported.

    `hide_up_to`, `mark_up_to`: unweighted valid answers up to and including which a figure is hidden, or marked.
    `compare_waves`: which comparisons flag a figure. `minimum`: smallest relevant difference on a grade, in points;
    `minimum_share`: the same for shares, 0-1.
    """

    overall: str | None = None
    breaks: tuple[str, ...] = ()
    hide_up_to: int = 29
    mark_up_to: int = 49
    compare_waves: Literal["previous", "each earlier wave", "the other waves together"] = "previous"
    level: float = 0.05
    minimum: float = 0.1
    minimum_share: float = 0.0
    method: Literal["design", "q", "pooled effective base", "weighted n"] = "design"
    degrees_of_freedom: Literal["smaller", "design"] = "smaller"
    correction: Literal["none", "benjamini-hochberg", "bonferroni"] = "none"
    decimals: int = 1
    axis: tuple[float, float] | None = None


@dataclass(frozen=True)
class Survey:
    """One population and questionnaire of a study."""

    id: str
    title: Text
    place: Place
    population: Text | None
    frame: Text | None
    waves: tuple[Wave, ...]
    questions: Mapping[str, Question]
    grids: Mapping[str, Grid]
    breaks: Mapping[str, Break]
    weighting: Weighting
    settings: Settings
    rules: DataRules
    dimensions: Mapping[str, Text]
    stratum: str | None = None
    note: Text | None = None

    def wave(self, label: str) -> Wave:
        """The wave with this label."""
        return next(wave for wave in self.waves if wave.label == label)

    @property
    def aspects(self) -> tuple[Question, ...]:
        """The graded items of the service, in the order of the questionnaire."""
        return tuple(question for question in self.questions.values() if question.aspect)


@dataclass(frozen=True)
class Contact:
    """A person to ask about the study."""

    name: str
    role: Text | None = None
    organisation: str = ""
    email: str = ""
    telephone: str = ""


@dataclass(frozen=True)
class Chapter:
    """A Markdown file of the report in one language: its path, its text and where it stands."""

    file: str
    language: str
    text: str


@dataclass(frozen=True)
class Study:
    """A whole study, read from `folder`. `banner` is printed on every page, slide and sheet ("simulated, ...").

    `lead_colour`: the theme's lead colour, #rrggbb.
    """

    id: str
    folder: Path
    title: Text
    languages: tuple[str, ...]
    surveys: Mapping[str, Survey]
    chapters: tuple[Chapter, ...] = ()
    subtitle: Text | None = None
    client: str = ""
    researcher: str = ""
    funder: str = ""
    contacts: tuple[Contact, ...] = ()
    preface: Text | None = None
    copyright: str = ""
    central_question: Text | None = None
    research_questions: tuple[Text, ...] = ()
    banner: Text | None = None
    lead_colour: str = "#1F4E79"
    note: Text | None = None
