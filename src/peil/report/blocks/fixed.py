"""Figures that the weights fix: what comes out is what was put in, and no finding."""

from __future__ import annotations

from collections.abc import Sequence

from peil.report.blocks.context import Context, Subject, answer_subjects, main_subject
from peil.results.model import ALL, Estimate
from peil.study.model import Break, Group, Number, Question
from peil.study.targets import is_target, is_target_within

_ZERO = 1e-9
Owned = tuple[Break, Group]


def fixed(context: Context, found: Estimate) -> bool:
    """Whether a figure is a target of the weights, of everyone or within a group; it then has no error.

    A figure that has one is none: weights that were trimmed, or respondents without a cell, let it move.
    """
    if not found.se <= _ZERO:
        return False
    if found.group == ALL:
        return is_target(context.survey, found.question, found.wave)
    own = _owned(context, found)
    return own is not None and is_target_within(context.survey, found.question, *own)


def _owned(context: Context, found: Estimate) -> Owned | None:
    break_, key = context.survey.breaks.get(found.break_id), found.id.rpartition("/")[2]
    if break_ is None:
        return None
    return next(((break_, group) for group in break_.groups if break_.key(group) == key), None)


def fixed_in(context: Context, subjects: Sequence[Subject], key: str = ALL) -> bool:
    """Whether the weights fix all of these figures that a group (its key; "all" = everyone) has in this wave."""
    shown = [found for one in subjects if (found := context.shown(one, context.this, key)) is not None]
    return bool(shown) and all(fixed(context, one) for one in shown)


def all_fixed(context: Context, question: Question) -> bool:
    """Whether the weights fix every figure that a question has in this wave."""
    number = isinstance(question.kind, Number)
    subjects = (main_subject(context, question),) if number else answer_subjects(context, question)
    return fixed_in(context, subjects)
