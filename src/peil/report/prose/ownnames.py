"""The study's own names in the words of a claim: they say nothing by themselves, but name what the claim is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from peil.report.prose.query import Query
from peil.study.model import Survey

# Labels that are words of every text are no names.
_SHORTEST = 5
_COMMON = frozenset({"anders", "overig", "overige", "other", "others", "totaal", "total", "beide", "anderen"})


def without_names(text: str, query: Query) -> str:
    """The words of a claim without those that are names of what it is about."""
    for label in sorted(_labels(query), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(label)}(?!\w)", " ", text, flags=re.IGNORECASE)
        words = re.findall(r"\w+", label)
        for left, right in pairwise(words):
            text = re.sub(rf"(?<!\w){left}\W+{right}(?!\w)", " ", text, flags=re.IGNORECASE)
    return text


def names_of(text: str, query: Query) -> list[str]:
    """The groups that a text names and its claim is not about."""
    if query.expression.clause("by") and not query.expression.clause(":"):
        return []
    own = {name.lower() for name in _labels(query)}
    words = {word for name in own for word in re.findall(r"\w+", name)}
    named = _ids(query)
    return [
        label
        for name, label in _group_labels(query.survey, query.scope.language.code)
        if len(label) >= _SHORTEST
        and name not in named
        and label.lower() not in _COMMON
        and not any(label.lower() in one for one in own)
        and not {word for word in re.findall(r"\w+", label.lower()) if word not in ("en", "and")} <= words
        and re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text, re.IGNORECASE)
    ]


def _labels(query: Query) -> Iterator[str]:
    """The labels of the question, its answer, the items or answers behind the colon, and the groups."""
    survey, code = query.survey, query.scope.language.code
    ids = _ids(query)
    subjects = [one for one in (query.subject, *query.parts) if one is not None]
    for one in subjects:
        question = survey.questions[one.question]
        if query.subject is not None or one.question in ids:
            yield question.label(code)
        if one.answer and (query.subject is not None or one.answer in ids):
            yield from _answer_labels(survey, one.question, one.answer, code)
    for split in survey.breaks.values():
        for group in split.groups:
            if ids & set(group.id.split(".")):
                yield group.label(code)


def _ids(query: Query) -> set[str]:
    """The ids that the braces name: of groups, items and answers."""
    named = [word for clause in ("for", "than", ":") for word in query.expression.clause(clause)]
    return {part for name in (*named, *query.expression.names[:1], query.group) for part in re.split(r"[=,.]", name)}


def _answer_labels(survey: Survey, question: str, answer: str, code: str) -> Iterator[str]:
    asked = survey.questions[question]
    for one in (*getattr(asked.kind, "answers", ()), *asked.nets):
        if one.id == answer:
            yield one.text(code)


def _group_labels(survey: Survey, code: str) -> Iterator[tuple[str, str]]:
    for split in survey.breaks.values():
        for group in split.groups:
            yield group.id, group.label(code)
