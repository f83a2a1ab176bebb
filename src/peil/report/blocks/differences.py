"""All closed questions by one break in one table: only the answers in which a group differs from the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from peil.report.blocks.context import Context, Subject, answer_subjects, net_subjects
from peil.report.blocks.feet import Shown
from peil.report.blocks.marks import flag
from peil.report.blocks.tables import Row, by_groups, group_columns, table_pages
from peil.report.blocks.titles import in_sentence, named_groups, titled
from peil.report.model import Page, Table, TableCell, TableRow
from peil.results.model import Estimate
from peil.study.model import Break, Multiple, Question, Single


def differences(context: Context, break_: Break) -> tuple[Page, ...]:
    """The pages of the table; none when no answer is flagged against the rest."""
    questions = [one for one in context.survey.questions.values() if _suits(context, one, break_)]
    found = {one.id: (one, flagged) for one in questions if (flagged := _flagged(context, one, break_))}
    if not found:
        return ()
    language = context.language
    title = in_sentence(context, context.told(break_.title))
    measure = language.text("Percentage of respondents")
    table = Table(
        f"{context.survey.id}/differences/{break_.id}",
        language.text("{measure}, by {break_title}", measure=measure, break_title=title),
        language.text("Answer"),
        group_columns(context, break_),
        tuple(row for question, flagged in found.values() for row in _rows(context, question, flagged, break_)),
    )
    counts = {"count": language.integer(len(found)), "total": language.integer(len(questions))}
    heading = titled(
        language.text("By {break_title}: differences on {count} of {total} questions", break_title=title, **counts),
        *(one.id for _, flagged in found.values() for one in _evidence(context, flagged, break_)),
    )
    shown = Shown(
        tuple(one for _, flagged in found.values() for one in flagged),
        (),
        (context.this,),
        "rest",
        break_,
        break_.groups,
        language.text("Each question stands in full on its own page."),
        (language.text("Only answers on which a group differs significantly from the others are shown."),),
    )
    return table_pages(context, table, heading, measure, shown)


def _suits(context: Context, question: Question, break_: Break) -> bool:
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


def _flagged(context: Context, question: Question, break_: Break) -> list[Subject]:
    """The nets and answers on which a group differs; of two answers the first tells both."""
    subjects = answer_subjects(context, question)
    if isinstance(question.kind, Single) and len(subjects) == 2:
        subjects = subjects[:1]
    every = (*net_subjects(context, question), *subjects)
    return [one for one in every if any(_evidence(context, (one,), break_))]


def _evidence(context: Context, subjects: Sequence[Subject], break_: Break) -> Iterator[Estimate]:
    for subject in subjects:
        for named in named_groups(context, subject, break_):
            if flag(context, named.estimate, "rest"):
                yield named.estimate


def _rows(context: Context, question: Question, flagged: Sequence[Subject], break_: Break) -> Iterator[TableRow]:
    """A heading with the question, and a row per answer."""
    blank = (TableCell(""),) * (len(break_.groups) + 2)
    yield TableRow(context.told(question.label), blank, kind="part")
    for subject in flagged:
        yield by_groups(context, Row(subject, subject.label, level=1), break_)
