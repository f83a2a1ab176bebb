"""The order in which questions are worked on: each after those that its routing depends on."""

from __future__ import annotations

from collections.abc import Mapping

from peil.study.model import Question


def in_order(questions: Mapping[str, Question]) -> list[Question]:
    """The questions in such an order that each comes after those its routing, or its index, depends on."""
    ordered: dict[str, Question] = {}
    visited: set[str] = set()

    def visit(question: Question) -> None:
        if question.id in visited:
            return
        visited.add(question.id)
        before = [condition.question for condition in question.asked_if]
        of = question.index.items if question.index else ()
        for name in [*before, *([question.per] if question.per else []), *of]:
            visit(questions[name])
        ordered[question.id] = question

    for question in questions.values():
        visit(question)
    return list(ordered.values())
