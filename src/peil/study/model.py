"""The study: what is asked, of whom and when. Frozen values, normalised; `study.read` makes them from a folder.

    Study ── Survey ┬─ Wave            one round of fieldwork, with its data file or its published figures
                    ├─ Question ─ Kind  Grade | Single | Multiple | Number | Date | Open
                    ├─ Grid             questions asked as the rows of one table
                    ├─ Break ─ Group    a way to split respondents, and its parts
                    ├─ Weighting        CellWeights | MarginWeights | ColumnWeights | Unweighted
                    └─ Settings         how it is compared, hidden, reported

Questions and the items of grids live in one namespace per survey, so that a chapter can say `friendly` for the item
`friendly` of the grid `aspects`. What depends on the wave is resolved here: a mapping from its label to the value.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from peil.errors import Place
from peil.study.benchmarks import Benchmark, Citation
from peil.study.drivers import DriverSettings
from peil.study.questions import (
    Answer,
    Condition,
    Date,
    Grade,
    Grid,
    Index,
    Kind,
    Multiple,
    Net,
    Number,
    Open,
    Question,
    Reason,
    Single,
    Source,
    Text,
)
from peil.study.quotes import QuoteEntry, QuoteRules, QuoteStatus
from peil.study.weighting import (
    Cell,
    CellWeights,
    ColumnWeights,
    MarginTarget,
    MarginWeights,
    MeanTarget,
    Trimming,
    Unweighted,
    Weighting,
    weight_columns,
)

__all__ = [
    "Answer",
    "Benchmark",
    "Break",
    "Cell",
    "CellWeights",
    "Chapter",
    "Citation",
    "ColumnWeights",
    "Compared",
    "Condition",
    "Contact",
    "DataRules",
    "Date",
    "DriverSettings",
    "Grade",
    "Grid",
    "Group",
    "Index",
    "Kind",
    "MarginTarget",
    "MarginWeights",
    "MeanTarget",
    "Multiple",
    "Net",
    "Number",
    "Open",
    "Period",
    "PublishedFigure",
    "Question",
    "QuoteEntry",
    "QuoteRules",
    "QuoteStatus",
    "Reason",
    "Settings",
    "Single",
    "Source",
    "Study",
    "Survey",
    "Text",
    "Trimming",
    "Unweighted",
    "Wave",
    "Weighting",
    "weight_columns",
]


@dataclass(frozen=True)
class Group:
    """One part of a break. A respondent belongs to it when all `conditions` hold and, if there is a list, stands on it.

    `parent`: the id of the group of the outer break in which this one lies, for nested breaks; in a break by rule the
    group of the same break under which it is printed.
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

    `question`: the question whose answers are the groups, when that is how the break was made. `outer` and `inner`: for
    a nested break (role within directorate) the two breaks it is made of; its groups have the id `outer.inner`
    (`regular_social.sponsor`) and the outer one's id as `parent`.
    """

    id: str
    title: Text
    groups: tuple[Group, ...]
    place: Place
    question: str | None = None
    outer: str | None = None
    inner: str | None = None
    overlapping: bool = False
    note: Text | None = None

    def key(self, group: Group) -> str:
        """How a group is named in ids of estimates: `directorate=asylum`, nested `directorate=asylum,role=sponsor`."""
        if self.outer and self.inner and group.parent:
            return f"{self.outer}={group.parent},{self.inner}={group.id.removeprefix(group.parent + '.')}"
        return f"{self.id}={group.id}"

    def within(self, group: Group) -> str:
        """The outer group of a nested group, as `directorate=asylum`; "" when there is none."""
        return f"{self.outer}={group.parent}" if self.outer and group.parent else ""


@dataclass(frozen=True)
class Period:
    """First and last day of fieldwork; a month stands for all its days."""

    first: date
    last: date


@dataclass(frozen=True)
class PublishedFigure:
    """A figure that was published about a wave of which no respondents' data exist. A share is a fraction 0-1 here."""

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

    `sent_by_stratum` = the same by answer id of the survey's stratum question. `strata` = size of each stratum in the
    frame, by the same ids. Both empty = unknown.
    `key` = the column that identifies a respondent; empty = the rows are numbered. `cluster` = the column that names
    what respondents belong to who were drawn together; empty = each was drawn alone. `clusters` = how many of these
    there are in the frame, by stratum, or under "" where there are no strata; empty = unknown.
    """

    label: str
    place: Place
    title: Text | None = None
    data: str | None = None
    sheet: str | None = None
    key: str = ""
    cluster: str = ""
    clusters: Mapping[str, int] = dataclasses.field(default_factory=dict)
    published: tuple[PublishedFigure, ...] = ()
    field: Period | None = None
    modes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sent: int | None = None
    sent_by_stratum: Mapping[str, int] = dataclasses.field(default_factory=dict)
    dispositions: Mapping[str, int] = dataclasses.field(default_factory=dict)
    strata: Mapping[str, int] = dataclasses.field(default_factory=dict)
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
class Compared:
    """Comparisons that are asked for, each a pair of ids.

    `groups`: by break pairs of groups. `answers`: by question pairs of answers or nets. `changes`: by break pairs of
    groups whose change over waves is compared; a right side of "" is the rest. `dependence`: the breaks by which whole
    tables are tested.
    """

    groups: Mapping[str, tuple[tuple[str, str], ...]] = dataclasses.field(default_factory=dict)
    answers: Mapping[str, tuple[tuple[str, str], ...]] = dataclasses.field(default_factory=dict)
    changes: Mapping[str, tuple[tuple[str, str], ...]] = dataclasses.field(default_factory=dict)
    dependence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settings:
    """How a survey is compared, hidden and reported.

    `hide_up_to`, `mark_up_to`: unweighted valid answers up to and including which a figure is hidden, or marked.
    `privacy_below`: a count of respondents from 1 up to, not including, this is private; 0 or 1 switches the rule off.
    `compare_waves`: which comparisons flag a figure. `minimum`: smallest relevant difference on a grade, in points;
    `minimum_share`: the same for shares, 0-1. `strict_level`: the level of a double mark, None = there is none.
    `compared`: comparisons that are not made of themselves. `family`: which tests are corrected together.
    `unmarked_breaks`, `unmarked_questions`: where marks are not given, by id. `mode_shift`: how far the share of a mode
    may move between waves before that is told, 0-1. `pass_mark`: lowest grade that passes.
    """

    overall: str | None = None
    breaks: tuple[str, ...] = ()
    hide_up_to: int = 29
    mark_up_to: int = 49
    privacy_below: int = 5
    compare_waves: Literal["previous", "first", "each earlier wave", "the other waves together"] = "previous"
    level: float = 0.05
    strict_level: float | None = None
    compared: Compared = Compared()
    minimum: float = 0.1
    minimum_share: float = 0.0
    method: Literal["design", "q", "pooled effective base", "weighted n"] = "design"
    degrees_of_freedom: Literal["smaller", "design"] = "smaller"
    test_shares: Literal["log odds", "points"] = "log odds"
    correction: Literal["none", "benjamini-hochberg", "bonferroni"] = "none"
    family: Literal["table", "question", "report"] = "table"
    mode_shift: float = 0.1
    unmarked_breaks: tuple[str, ...] = ()
    unmarked_questions: tuple[str, ...] = ()
    decimals: int = 1
    pass_mark: float | None = None
    axis: tuple[float, float] | None = None
    drivers: DriverSettings = dataclasses.field(default_factory=DriverSettings)

    @property
    def by_odds(self) -> bool:
        """Whether shares are compared by their log odds."""
        return self.method == "design" and self.test_shares == "log odds"


@dataclass(frozen=True)
class Survey:
    """One population and questionnaire of a study. `stratum`, `mode`: the single questions that hold the stratum, and
    how each respondent answered (its answers are called as modes are: paper, web, ...). `quotes`: the entries of
    quotes/SURVEY.yaml, whatever their status; `quote_rules` None: no open answer is quoted. `units_return`: the
    clusters of two waves are the same where they are called the same.
    """

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
    mode: str | None = None
    units_return: bool = False
    note: Text | None = None
    benchmarks: Mapping[str, Benchmark] = dataclasses.field(default_factory=dict)
    citations: Mapping[str, Citation] = dataclasses.field(default_factory=dict)
    quote_rules: QuoteRules | None = None
    quotes: tuple[QuoteEntry, ...] = ()

    def wave(self, label: str) -> Wave:
        """The wave with this label."""
        return next(wave for wave in self.waves if wave.label == label)

    @property
    def aspects(self) -> tuple[Question, ...]:
        """The graded items of the service, in the order of the questionnaire."""
        return tuple(question for question in self.questions.values() if question.aspect)

    @property
    def shown_breaks(self) -> tuple[Break, ...]:
        """The breaks that the report shows: those that the settings name, else all."""
        return tuple(self.breaks[name] for name in self.settings.breaks) or tuple(self.breaks.values())


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

    `lead_colour`: the theme's lead colour, #rrggbb. `fonts`: files for scripts that the fonts of Peil lack.
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
    copyright: Text | None = None
    central_question: Text | None = None
    research_questions: tuple[Text, ...] = ()
    banner: Text | None = None
    lead_colour: str = "#1F4E79"
    note: Text | None = None
    fonts: tuple[Path, ...] = ()

    def benchmark(self, name: str, survey: Survey) -> tuple[Survey, Benchmark] | None:
        """The benchmark of this name with the survey that cites it: this one, or the only other that does."""
        citing = [survey] if name in survey.benchmarks else [x for x in self.surveys.values() if name in x.benchmarks]
        return (citing[0], citing[0].benchmarks[name]) if len(citing) == 1 else None

    def citation(self, name: str, survey: Survey) -> tuple[Survey, Citation] | None:
        """The quotation or fact of this name with the survey that cites it, found as a benchmark is."""
        citing = [survey] if name in survey.citations else [x for x in self.surveys.values() if name in x.citations]
        return (citing[0], citing[0].citations[name]) if len(citing) == 1 else None
