"""From a subject, a wave and a group to the published figure or test; or the reason why there is none to tell."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

from peil.report.prose.facts import Scope
from peil.report.prose.refusal import Refused
from peil.results.model import ALL, Contrast, Estimate, Status, estimate_id
from peil.study.model import Grade, Multiple, Question, Single, Survey
from peil.study.questions import answer_ids

# Measures that are counted only where a study asks for them, as it writes them.
_ASKED_FOR = {"median": "median", "sd": "standard deviation"}


@dataclass(frozen=True)
class Subject:
    """What was asked: a question, an answer or net of it ("" = none), and how it is measured."""

    survey: Survey
    question: str
    answer: str
    measure: str

    @property
    def name(self) -> str:
        """As a chapter names it: `overall`, `website=visited`."""
        return f"{self.question}={self.answer}" if self.answer else self.question

    def estimate_id(self, wave: str, group: str = ALL) -> str:
        """The id of the estimate for a wave and a group."""
        return estimate_id(self.survey.id, wave, self.question, self.answer, self.measure, group)


def find_estimate(subject: Subject, wave: str, group: str, scope: Scope) -> Estimate:
    """The published estimate that may be told; refuses one that is absent, hidden or on a small base."""
    estimate = any_estimate(subject, wave, group, scope)
    if estimate.status == "small base":
        raise Refused(
            f"`{estimate.id}` on a small base (n={estimate.n})",
            f"more than {subject.survey.settings.mark_up_to} valid answers",
            "A small base is shown marked in tables and charts; prose does not build on it.",
        )
    return estimate


def any_estimate(subject: Subject, wave: str, group: str, scope: Scope) -> Estimate:
    """The published estimate, on a small base or not; refuses one that is absent or hidden."""
    wanted = subject.estimate_id(wave, group)
    estimate = scope.published.by_id.get(wanted)
    if estimate is None:
        raise Refused(f"no figure `{wanted}`", "a figure of the results", _absence(subject, wave, group))
    if estimate.status == "empty":
        raise Refused(f"`{wanted}` without any valid answer", "a figure of the results")
    if not estimate.shown:
        raise hidden(f"`{wanted}`", estimate.status, subject.survey)
    return estimate


def hidden(name: str, status: Status, survey: Survey) -> Refused:
    """The refusal of a figure that may not be told, with the reason why."""
    settings = survey.settings
    if status == "hidden: privacy":
        why, least = "it would tell of a few respondents", f"{settings.privacy_below} respondents or more"
    elif status == "hidden: subtraction":
        why, least = "figures of a few respondents would follow from it by subtraction", "a figure that tells of nobody"
    else:
        why, least = "its base is too small to be published", f"more than {settings.hide_up_to} valid answers"
    return Refused(f"{name}, which is hidden: {why}", least, "Leave it out of the text.")


def find_contrast(left: Estimate, against: str, scope: Scope) -> Contrast | None:
    """The published test of an estimate against `rest` or an earlier wave; None when there is none."""
    contrast = scope.published.contrasts_by_id.get(f"{left.id}~{against}")
    return None if contrast is None or isnan(contrast.difference) or isnan(contrast.p) else contrast


def _no_measure(subject: Subject, question: Question) -> str:
    """Why a question has no such measure at all; "" when it has."""
    if subject.measure == "nps":
        if isinstance(question.kind, Grade) and question.kind.has_promoters:
            return ""
        return f"A net promoter score is made of a grade from 0 to 10, and `{subject.question}` is {_scale(question)}."
    wanted = _ASKED_FOR[subject.measure]
    return "" if subject.measure in question.measures else f"The survey must ask for it: `measures: [{wanted}]`."


def _scale(question: Question) -> str:
    return f"one from {question.kind.low} to {question.kind.high}" if isinstance(question.kind, Grade) else "no grade"


def _absence(subject: Subject, wave: str, group: str) -> str:
    """Why a figure is not among the results, as far as the study tells."""
    question = subject.survey.questions[subject.question]
    if subject.measure in _ASKED_FOR or subject.measure == "nps":
        lack = _no_measure(subject, question)
        if lack:
            return lack
    definition = subject.survey.wave(wave)
    if definition.published and definition.data is None:
        return f"Of wave {wave} only published figures exist, and this one is not listed there."
    if wave not in question.sources:
        return f"`{subject.question}` was not asked in {wave}."
    if subject.answer and subject.answer not in answers_in(question, subject.survey, wave):
        return f"`{subject.name}` could not be answered in {wave}."
    if group != ALL:
        return f"Group `{group}` has no figure for it; see `breaks` and `report: breaks` in the survey file."
    return f"Wave {wave} has no results for it yet."


def answers_of(question: Question) -> tuple[str, ...]:
    """Ids of the answers and nets whose share can be told."""
    return answer_ids(question.kind) + tuple(net.id for net in question.nets)


def answers_in(question: Question, survey: Survey, wave: str) -> tuple[str, ...]:
    """The same for one wave, by `since` and `until` of the answers."""
    if not isinstance(question.kind, Single | Multiple):
        return answers_of(question)
    labels = [one.label for one in survey.waves]
    absent = {
        answer.id
        for answer in question.kind.answers
        if (answer.since is not None and labels.index(wave) < labels.index(answer.since))
        or (answer.until is not None and labels.index(answer.until) < labels.index(wave))
    }
    return tuple(answer for answer in answers_of(question) if answer not in absent)
