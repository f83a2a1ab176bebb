"""Which questions a draft tells of, and which it leaves to the account of the study.

How someone was asked is no finding: a question that says `draft: no`, one of which groups of the report are made and
the language in which a questionnaire came back have no page; `draft: yes` gives one all the same. What the weights fix
never has one.
"""

from __future__ import annotations

from peil.drafting.topics import Desk, first_break
from peil.report.blocks.aspects import grid_questions
from peil.report.blocks.fixed import all_fixed
from peil.report.blocks.gridshares import yes_or_no
from peil.study.model import Grid, Question

# A short questionnaire is told whole, the questions that make groups too.
_FEW_QUESTIONS = 10


def questions_told(desk: Desk) -> list[Question]:
    """Every question that stands by itself, was asked in this wave and is told of, as the questionnaire has them."""
    context = desk.context
    in_tables = {
        question.id
        for grid in context.survey.grids.values()
        for question in (*grid_questions(context, grid), *yes_or_no(context, grid))
    }
    return [
        one
        for one in context.survey.questions.values()
        if (context.survey.id, context.this.label, one.id) in context.asked
        and one is not context.overall
        and one.id not in in_tables
        and not all_fixed(context, one)
        and _is_told(desk, one)
    ]


def grids_told(desk: Desk) -> list[Grid]:
    """The grids that are told of: those that do not say `draft: no`."""
    questions, grids = desk.context.survey.questions, desk.context.survey.grids
    return [one for one in grids.values() if all(questions[name].draft is not False for name in one.items)]


def _is_told(desk: Desk, question: Question) -> bool:
    if question.draft is not None:
        return question.draft
    survey = desk.context.survey
    if survey.quote_rules is not None and question.id == survey.quote_rules.language:
        return False
    return len(survey.questions) <= _FEW_QUESTIONS or question.id not in _making_groups(desk)


def _making_groups(desk: Desk) -> set[str]:
    """The questions of which the groups of the report are made: the account of the study shows them."""
    survey = desk.context.survey
    parts = [name for one in desk.context.breaks for name in (one.id, one.outer, one.inner) if name]
    made = {survey.breaks[name].question or "" for name in parts if name in survey.breaks}
    first = first_break(desk.context)
    made |= {part.question for group in (first.groups if first is not None else ()) for part in group.conditions}
    return made
