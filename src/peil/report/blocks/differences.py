"""All closed questions by one break in one table: of each the answer on which a group differs most from the others."""

from __future__ import annotations

from collections.abc import Iterator

from peil.report.blocks.context import Context, Subject, answer_subjects, net_subjects
from peil.report.blocks.feet import Shown
from peil.report.blocks.groups import side_by_side
from peil.report.blocks.marks import flag
from peil.report.blocks.tables import Row, by_groups, group_columns, table_pages
from peil.report.blocks.titles import in_sentence, named_groups, titled
from peil.report.model import Page, Table
from peil.results.model import Estimate
from peil.study.model import Break, Multiple, Question, Single


def differences(context: Context, break_: Break) -> tuple[Page, ...]:
    """The pages of the table; none when no answer is flagged against the rest."""
    questions = [one for one in context.survey.questions.values() if suits(context, one, break_)]
    found = [one for question in questions if (one := _greatest(context, question, break_)) is not None]
    if not found:
        return ()
    language, groups = context.language, side_by_side(context, break_)
    title = in_sentence(context, context.told(break_.title))
    measure = language.text("Percentage of respondents")
    table = Table(
        f"{context.survey.id}/differences/{break_.id}",
        language.text("{measure}, by {break_title}", measure=measure, break_title=title),
        language.text("Question and answer"),
        group_columns(context, groups),
        tuple(by_groups(context, Row(one, _label(context, one)), groups) for one in found),
    )
    counts = {"count": language.integer(len(found)), "total": language.integer(len(questions))}
    heading = titled(
        language.text("By {break_title}: differences on {count} of {total} questions", break_title=title, **counts),
        *(estimate.id for one in found for _, estimate in _flagged(context, one, break_)),
    )
    shown = Shown(
        tuple(found),
        (),
        (context.this,),
        "rest",
        break_,
        break_.groups,
        language.text("Questions are given by their short names."),
        (language.text("Of each question the answer on which a group differs most from the others."),),
    )
    return table_pages(context, table, heading, measure, shown)


def suits(context: Context, question: Question, break_: Break) -> bool:
    """Whether a closed question was asked in this wave and is not what the break is made of."""
    label = context.this.label
    if not isinstance(question.kind, Single | Multiple) or question.per is not None:
        return False
    if (context.survey.id, label, question.id) not in context.asked:
        return False
    made_of = {break_.question or "", *(one.question for group in break_.groups for one in group.conditions)}
    sources = [context.survey.questions[name].sources for name in made_of if name in context.survey.questions]
    columns = {column for source in sources if label in source for column in source[label].columns}
    own = question.sources[label].columns if label in question.sources else ()
    return question.id not in made_of and not columns.intersection(own)


def _greatest(context: Context, question: Question, break_: Break) -> Subject | None:
    """The answer (or net) with the greatest flagged difference of a group; of two answers the first tells both."""
    subjects = answer_subjects(context, question)
    if isinstance(question.kind, Single) and len(subjects) == 2:
        subjects = subjects[:1]
    best: tuple[float, Subject] | None = None
    for subject in (*net_subjects(context, question), *subjects):
        for size, _ in _flagged(context, subject, break_):
            if best is None or size > best[0]:
                best = (size, subject)
    return best[1] if best is not None else None


def _flagged(context: Context, subject: Subject, break_: Break) -> Iterator[tuple[float, Estimate]]:
    """How far each group lies from the others, where that is flagged."""
    for named in named_groups(context, subject, break_):
        contrast = context.contrast(named.estimate, "rest")
        if contrast is not None and flag(context, named.estimate, "rest"):
            yield abs(contrast.difference), named.estimate


def _label(context: Context, subject: Subject) -> str:
    """The question and the answer: "Free WiFi: Yes"."""
    label = context.told(subject.question.label) if subject.question is not None else ""
    return f"{label} {subject.label}" if label.endswith("?") else f"{label}: {subject.label}"
