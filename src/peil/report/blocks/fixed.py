"""Figures that the weights fix: what comes out is what was put in, and no finding."""

from __future__ import annotations

from peil.report.blocks.context import Context, answer_subjects, main_subject
from peil.results.model import ALL, Estimate
from peil.study.model import Number, Question
from peil.study.targets import is_target

_ZERO = 1e-9


def fixed(context: Context, found: Estimate) -> bool:
    """Whether a figure of everyone is a target of the weights; it then has no error.

    A figure that has one is none: weights that were trimmed, or respondents without a cell, let it move.
    """
    return found.group == ALL and found.se <= _ZERO and is_target(context.survey, found.question, found.wave)


def all_fixed(context: Context, question: Question) -> bool:
    """Whether the weights fix every figure that a question has in this wave."""
    number = isinstance(question.kind, Number)
    subjects = (main_subject(context, question),) if number else answer_subjects(context, question)
    shown = [found for one in subjects if (found := context.shown(one, context.this)) is not None]
    return bool(shown) and all(fixed(context, one) for one in shown)
