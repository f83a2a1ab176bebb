"""The claim that something was asked for the first time: `first asked`. It rests on the study, not on figures."""

from __future__ import annotations

from peil.report.prose.claims.model import Claim, Verdict, rewritten
from peil.report.prose.lookup import answers_in
from peil.report.prose.query import Query
from peil.report.prose.spans import Form


def _judge(query: Query) -> Verdict:
    """Was the question (or the answer) put for the first time in this wave?"""
    asked, wave = query.asked, query.waves[-1]
    waves = _waves(query)
    holds = waves[:1] == [wave]
    figures = f"`{asked.name}` asked in {', '.join(waves) or 'no wave'}"
    reason = "" if holds else f"{wave} is not the first of them"
    return Verdict(holds, holds, (query.any_estimate().id,), figures, reason, f"{wave} as the first wave that asked it")


def _waves(query: Query) -> list[str]:
    """The waves that put the question (and the answer), oldest first."""
    asked, survey = query.asked, query.survey
    question = survey.questions[asked.question]
    published = {one.label for one in survey.waves for figure in one.published if figure.question == question.id}
    waves = [one.label for one in survey.waves if one.label in question.sources or one.label in published]
    return [label for label in waves if not asked.answer or asked.answer in answers_in(question, survey, label)]


def _true_instead(query: Query) -> tuple[str, ...]:
    """The same of the wave that was the first."""
    first = _waves(query)[:1]
    return tuple(rewritten(query.expression, "first asked", (query.asked.name, label)) for label in first)


FIRST_ASKED = Claim(
    Form("first asked", "first asked QUESTION[=ANSWER] [WAVE]", clauses=frozenset()), _judge, _true_instead
)
