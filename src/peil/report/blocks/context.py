"""What every block needs: one survey of a study, its published results, and the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import isnan

from peil.language import Language
from peil.results.model import ALL, Contrast, Estimate, Published, WaveAccount, estimate_id
from peil.study.model import (
    Break,
    ColumnWeights,
    Grade,
    Group,
    Multiple,
    Number,
    Question,
    Single,
    Study,
    Survey,
    Text,
    Wave,
)

Measure = str
"""mean, share, nps, sd, median, or p1 to p99."""
UNWEIGHTED = "†"
"""Stands behind a wave without weights, in a survey that weights its other waves."""


@dataclass(frozen=True)
class Subject:
    """What a figure measures: `measure` of a question, or of one answer (or net) of it.

    `question` is None for a break that is not a question; then `id` is the id of the break.
    """

    id: str
    label: str
    measure: Measure
    answer: str = ""
    question: Question | None = None

    @property
    def key(self) -> str:
        """The subject as it stands in ids: `overall`, `website=visited`."""
        return f"{self.id}={self.answer}" if self.answer else self.id


@dataclass(frozen=True)
class Context:
    """One survey of a study, its published results, and the language of the reader.

    `whom`: by survey the group that the report is for; empty = the report is for everyone.
    """

    study: Study
    survey: Survey
    published: Published
    language: Language
    whom: Mapping[str, tuple[Break, Group]] = field(default_factory=dict)

    def of(self, survey: Survey) -> Context:
        """The same for another survey."""
        return self if survey is self.survey else replace(self, survey=survey)

    def told(self, text: Text | None) -> str:
        """A text of the study in the reader's language, "" when there is none."""
        return text(self.language.code).strip() if text is not None else ""

    @property
    def own(self) -> tuple[Break, Group] | None:
        """The group of this survey that the report is for, with its break; None in a report for everyone."""
        return self.whom.get(self.survey.id)

    @property
    def told_surveys(self) -> tuple[Survey, ...]:
        """The surveys that the report is about: all, or those that have the group."""
        return tuple(one for one in self.study.surveys.values() if not self.whom or one.id in self.whom)

    @property
    def waves(self) -> tuple[Wave, ...]:
        """The survey's waves, oldest first."""
        return self.survey.waves

    @cached_property
    def this(self) -> Wave:
        """The wave that the report is about: the latest with respondents' data."""
        measured = [wave for wave in self.waves if wave.data is not None]
        return (measured or list(self.waves))[-1]

    @property
    def earlier(self) -> tuple[Wave, ...]:
        """The waves before this one, oldest first."""
        return self.waves[: self.waves.index(self.this)]

    @cached_property
    def breaks(self) -> tuple[Break, ...]:
        """The breaks that the report shows; in that of a group the group by itself, and what divides it."""
        if self.own is None:
            return self.survey.shown_breaks
        break_, group = self.own
        nested = (one for one in self.survey.shown_breaks if one.outer == break_.id)
        inner = (replace(one, groups=tuple(g for g in one.groups if self._belongs(one, g))) for one in nested)
        return (replace(break_, groups=(group,)), *(one for one in inner if one.groups))

    def _belongs(self, break_: Break, group: Group) -> bool:
        """Whether an inner group lies in the group that the report is for, and someone belongs to it."""
        inside = self.own is not None and group.parent == self.own[1].id
        return inside and bool(self.group_sizes.get((self.this.label, break_.key(group))))

    @property
    def overall(self) -> Question | None:
        """The question of the first page: the one that was named, else `overall`, else the first grade by itself."""
        questions = self.survey.questions
        name = self.survey.settings.overall or "overall"
        if name in questions:
            return questions[name]
        graded = (one for one in questions.values() if isinstance(one.kind, Grade) and one.grid is None)
        return next((one for one in graded if one.per is None), None)

    @cached_property
    def unweighted_waves(self) -> frozenset[str]:
        """The waves whose respondents all count once, in a survey that weights others."""
        weighting = self.survey.weighting
        if not isinstance(weighting, ColumnWeights):
            return frozenset()
        return frozenset(w.label for w in self.waves if w.data is not None and w.label not in weighting.columns)

    def heading(self, wave: Wave) -> str:
        """A wave as a chart or a table is headed with it: its label, with a dagger when it is not weighted."""
        return wave.label + (UNWEIGHTED if wave.label in self.unweighted_waves else "")

    def estimate(self, subject: Subject, wave: Wave | str, group: str = ALL) -> Estimate | None:
        """The estimate of a subject in a wave for a group (its key in ids), None when there is none."""
        label = wave if isinstance(wave, str) else wave.label
        name = estimate_id(self.survey.id, label, subject.id, subject.answer, subject.measure, group)
        return self.published.by_id.get(name)

    def shown(self, subject: Subject, wave: Wave | str, group: str = ALL) -> Estimate | None:
        """The estimate, when there is one and it may be shown."""
        found = self.estimate(subject, wave, group)
        return found if found is not None and found.shown and not isnan(found.estimate) else None

    def contrast(self, estimate: Estimate, against: str) -> Contrast | None:
        """The estimate compared with `rest`, `others` or an earlier wave by its label."""
        return self.published.contrasts_by_id.get(f"{estimate.id}~{against}")

    def account(self, wave: Wave) -> WaveAccount | None:
        """The fieldwork account of a wave."""
        return self.published.accounts_by_wave.get((self.survey.id, wave.label))

    @cached_property
    def asked(self) -> frozenset[tuple[str, str, str]]:
        """Survey, wave and question of every figure."""
        return self.published.asked

    @cached_property
    def group_sizes(self) -> Mapping[tuple[str, str], int]:
        """Respondents of this survey per wave and group, as far as they can be published."""
        sizes = self.published.group_sizes.items()
        return {(wave, group): n for (survey, wave, group), n in sizes if survey == self.survey.id}

    def value_text(self, subject: Subject, value: float) -> str:
        """A figure as the reader sees it: rounded once, here."""
        match subject.measure:
            case "share":
                return self.language.percent(value)
            case "nps":
                return self.language.number(value, 0)
            case "mean" | "sd":
                return self.language.number(value, self.survey.settings.decimals)
            case _:
                # A median is one of the answers, mostly a whole number.
                whole = value == round(value)
                return self.language.number(value, 0 if whole else self.survey.settings.decimals)

    def difference_text(self, subject: Subject, difference: float) -> str:
        """A difference between two figures, or a change, as the reader sees it: with its sign; of shares in percentage
        points, without a word for them."""
        if subject.measure == "share":
            return self.language.number(difference * 100, 0, sign=True)
        whole = subject.measure == "nps" or (subject.measure == "median" and difference == round(difference))
        return self.language.number(difference, 0 if whole else self.survey.settings.decimals, sign=True)


def of_ten(question: Question | None) -> bool:
    """Whether its marks are grades, from 1 to 10 as schools give them: those of any other scale are ratings."""
    return question is not None and isinstance(question.kind, Grade) and question.kind.of_ten


def measures_of(question: Question) -> tuple[str, ...]:
    """The measures that a question is told by, as they are called in ids; of answers and nets their share."""
    kind = question.kind
    numbers = ("mean",) if isinstance(kind, Grade | Number) else ()
    promoters = ("nps",) if isinstance(kind, Grade) and kind.has_promoters else ()
    shares = ("share",) if isinstance(kind, Single | Multiple) or question.nets else ()
    return (*numbers, *question.measures, *promoters, *shares)


def main_subject(context: Context, question: Question) -> Subject:
    """A question as one figure: the mean of a grade or a number."""
    return Subject(question.id, context.told(question.label), "mean", "", question)


def answer_subjects(context: Context, question: Question) -> tuple[Subject, ...]:
    """Every answer of a closed question as a figure of its own, in the order of the questionnaire."""
    return tuple(
        Subject(question.id, label, "share", answer, question) for answer, label in answers(context, question).items()
    )


def answers(context: Context, question: Question) -> dict[str, str]:
    """The answers of a closed question: id and text."""
    match question.kind:
        case Single(answers=given) | Multiple(answers=given):
            return {answer.id: context.told(answer.text) for answer in given}
        case Grade(low=low, high=high, labels=labels):
            ids = [str(mark) for mark in range(low, high + 1)]
            return {mark: f"{mark} {context.told(labels[mark])}" if mark in labels else mark for mark in ids}
        case _:
            return {}


def net_subjects(context: Context, question: Question) -> tuple[Subject, ...]:
    """The nets of a question, each as a figure of its own."""
    return tuple(Subject(question.id, context.told(net.text), "share", net.id, question) for net in question.nets)


def group_subjects(context: Context, break_: Break) -> tuple[Subject, ...]:
    """The groups of a break as shares, to profile other groups by."""
    question = context.survey.questions.get(break_.question or "")
    if question is not None:
        labels = {group.id: context.told(group.label) for group in break_.groups}
        return tuple(Subject(question.id, label, "share", name, question) for name, label in labels.items())
    return tuple(Subject(break_.id, group_name(context, break_, group), "share", group.id) for group in break_.groups)


def group_name(context: Context, break_: Break, group: Group) -> str:
    """A group's label; a group of a nested break with that of the group in which it lies: "Sponsors (Social)"."""
    label = context.told(group.label)
    outer = context.survey.breaks.get(break_.outer or "")
    parent = next((one for one in outer.groups if one.id == group.parent), None) if outer else None
    return f"{label} ({context.told(parent.label)})" if parent is not None else label
