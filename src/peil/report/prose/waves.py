"""Which wave a word names: `this`, `previous` and `first` move along, a label means that wave for ever."""

from __future__ import annotations

from collections.abc import Collection

from peil.report.prose.facts import Scope
from peil.report.prose.refusal import Refused
from peil.study.model import Survey

RELATIVE = ("this", "previous", "first")


def reported_waves(survey: Survey, scope: Scope) -> tuple[str, ...]:
    """The waves of a survey of which something is published, oldest first; the last one is `this`."""
    found = scope.facts.waves.get(survey.id, frozenset())
    return tuple(wave.label for wave in survey.waves if wave.label in found)


def waves_with(survey: Survey, question: str, answer: str, scope: Scope) -> tuple[str, ...]:
    """The waves that have a figure for this question and answer, oldest first."""
    found = scope.facts.series.get((survey.id, question, answer), frozenset())
    return tuple(wave.label for wave in survey.waves if wave.label in found)


def find_wave(word: str, survey: Survey, having: Collection[str], scope: Scope) -> str:
    """The label of the wave that a label, `this`, `previous` or `first` names. `having`: waves with a figure.

    `this` is always the survey's last wave, so that a question that was dropped cannot pass for a fresh figure;
    `previous` and `first` pass over waves in which the question was not asked.
    """
    labels = [wave.label for wave in survey.waves]
    if word in labels:
        return word
    reported = reported_waves(survey, scope)
    if not reported:
        raise Refused(f"`{word}`, while survey `{survey.id}` has no results", "a wave with results")
    this = reported[-1]
    if word == "this":
        return this
    earlier = [wave for wave in having if labels.index(wave) < labels.index(this)]
    if word == "previous" and not earlier:
        raise Refused(f"`previous`, while no wave before {this} has this figure", "an earlier wave with the figure")
    if word == "previous":
        return earlier[-1]
    return earlier[0] if earlier else this


def not_comparable(survey: Survey, question: str, first: str, last: str) -> str | None:
    """The wave between two waves in which a changed question began a new series; None when they can be compared."""
    labels = [wave.label for wave in survey.waves]
    low, high = sorted((labels.index(first), labels.index(last)))
    for wave in survey.questions[question].new_series:
        if low < labels.index(wave) <= high:
            return wave
    return None


def why_not_comparable(survey: Survey, question: str, first: str, last: str) -> str:
    """Why the figures of two waves cannot be compared, for a message; "" when they can."""
    changed = not_comparable(survey, question, first, last)
    return f"`{question}` was changed in {changed}: figures before and after cannot be compared" if changed else ""
