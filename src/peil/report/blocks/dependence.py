"""What the foot of answers by group says of the whole table: do the answers depend on the group at all?"""

from __future__ import annotations

from collections.abc import Iterator

from peil.report.blocks.context import Context
from peil.report.blocks.titles import in_sentence
from peil.results.model import Dependence
from peil.study.model import Break, Question


def dependence_notes(context: Context, question: Question, break_: Break | None) -> Iterator[str]:
    """The test of this wave, where the survey asks for it and it may be told."""
    name = f"{context.survey.id}/{context.this.label}/{question.id}/dependence/{break_.id if break_ else ''}"
    test = context.published.dependences_by_id.get(name)
    if test is None or break_ is None:
        return
    language = context.language
    words = {"break_title": in_sentence(context, context.told(break_.title)), "test": _test(context, test)}
    if test.significant:
        yield language.text("The answers depend on {break_title}, over all groups together: {test}.", **words)
    else:
        yield language.text(
            "That the answers depend on {break_title} was not shown over all groups together: {test}.", **words
        )


def _test(context: Context, test: Dependence) -> str:
    """F with its degrees of freedom and p; p after the correction where there is one."""
    language = context.language
    p = language.number(max(test.p_adjusted, 0.001), 3)
    return language.text(
        "F({ndf}; {ddf}) = {statistic}, {p} (Rao-Scott)",
        ndf=language.number(test.ndf, 1),
        ddf=language.number(test.ddf, 1),
        statistic=language.number(test.statistic, 2),
        p=f"p < {p}" if test.p_adjusted < 0.001 else f"p = {p}",
    )
