"""The claim that something was asked for the first time: `first asked`. It rests on the study, not on figures."""

from __future__ import annotations

from peil.report.prose.claims.model import Claim, Verdict, nothing_instead
from peil.report.prose.lookup import answers_in
from peil.report.prose.query import Query
from peil.report.prose.spans import Form


def _judge(query: Query) -> Verdict:
    """Was the question (or the answer) put for the first time in this wave?"""
    asked, survey, wave = query.asked, query.survey, query.waves[-1]
    question = survey.questions[asked.question]
    published = {one.label for one in survey.waves for figure in one.published if figure.question == question.id}
    waves = [one.label for one in survey.waves if one.label in question.sources or one.label in published]
    if asked.answer:
        waves = [label for label in waves if asked.answer in answers_in(question, survey, label)]
    holds = waves[:1] == [wave]
    figures = f"`{asked.name}` asked in {', '.join(waves) or 'no wave'}"
    reason = "" if holds else f"{wave} is not the first of them"
    return Verdict(holds, holds, (query.any_estimate().id,), figures, reason, f"{wave} as the first wave that asked it")


FIRST_ASKED = Claim(
    Form("first asked", "first asked QUESTION[=ANSWER] [WAVE]", clauses=frozenset()), _judge, nothing_instead
)
