"""Questions that were put to those who gave some answer: by their base they tell how many that were.

Where an answer of a sensitive question is hidden in a group, so are the figures there of every question that it leads
to. The groups that are hidden are those of the answer, whose counts were chosen so that no private one follows; the
bases of what it leads to add up over groups in the same way, so that none follows from these either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import inf

import numpy as np

from peil.disclosure.lines import Lines
from peil.results.hiding import Hiding
from peil.study.model import Condition, Grade, Question, Survey
from peil.study.questions import answer_ids

# By sensitive question the answers that lead to another one.
Leads = Mapping[str, frozenset[str]]
_WHY: Hiding = "hidden: subtraction"


def hidden_by_routing(
    survey: Survey, lines: Lines, keys: Sequence[str], hidden: Mapping[str, object]
) -> Iterator[tuple[str, Hiding]]:
    """The ids of figures of which the base would tell a hidden answer. `keys`: of the groups, without the
    sums behind them; `hidden`: the ids of what is hidden already."""
    groups = _hidden_answers(survey, lines, keys, hidden)
    if not groups:
        return
    leads = {name: leads_to(survey, question) for name, question in survey.questions.items()}
    for line, name in enumerate(lines.questions):
        found = {
            group
            for question, answers in leads.get(name, {}).items()
            for answer in _and_nets(survey.questions[question], answers)
            for group in groups.get((question, answer), ())
        }
        for group in sorted(found):
            one = f"{lines.heads[line]}/{keys[group]}"
            if lines.n[line, group] > 0 and one not in hidden:
                yield one, _WHY


def leads_to(survey: Survey, question: Question) -> Leads:
    """By sensitive question the answers that one must have given to be asked this question, by whatever way."""
    found: dict[str, set[str]] = {}
    waiting, seen = [question], {question.id}
    while waiting:
        one = waiting.pop()
        before = {condition.question: _answers(survey, condition) for condition in one.asked_if}
        if one.per is not None:
            before[one.per] = answer_ids(survey.questions[one.per].kind)
        before |= dict.fromkeys(one.index.items if one.index is not None else (), ())
        for name, answers in before.items():
            if survey.questions[name].sensitive and answers:
                found.setdefault(name, set()).update(answers)
            if name not in seen:
                seen.add(name)
                waiting.append(survey.questions[name])
    return {name: frozenset(answers) for name, answers in found.items()}


def _answers(survey: Survey, condition: Condition) -> tuple[str, ...]:
    """The answers of which one must be given: those named, or the grades from low to high."""
    if condition.answers:
        return condition.answers
    low, high = (-inf if condition.low is None else condition.low, inf if condition.high is None else condition.high)
    kind = survey.questions[condition.question].kind
    return tuple(one for one in answer_ids(kind) if isinstance(kind, Grade) and low <= float(one) <= high)


def _hidden_answers(
    survey: Survey, lines: Lines, keys: Sequence[str], hidden: Mapping[str, object]
) -> Mapping[tuple[str, str], frozenset[int]]:
    """By sensitive question and answer (or net) the groups in which its share is hidden.

    Where some are, those on a small base are too: the shifts that protect the others count on it.
    """
    found: dict[tuple[str, str], frozenset[int]] = {}
    for name, question in survey.questions.items():
        own = lines.where([one == name for one in lines.questions]) if question.sensitive else lines.where([])
        ids = [[f"{head}/{key}" in hidden for key in keys] for head in own.heads]
        n = own.n[:, : len(keys)]
        private = np.array(ids, np.bool_).reshape(n.shape) & (n >= 0)
        if private.any():
            unseen = private | ((n > 0) & (n <= survey.settings.hide_up_to))
            for answer, row in zip(own.answers, unseen, strict=True):
                found[name, answer] = frozenset(np.flatnonzero(row).tolist())
    return {(name, answer): groups for (name, answer), groups in found.items() if answer and groups}


def _and_nets(question: Question, answers: frozenset[str]) -> Iterator[str]:
    """Answers, and the nets that hold any of them."""
    yield from answers
    yield from (net.id for net in question.nets if answers & set(net.answers))
