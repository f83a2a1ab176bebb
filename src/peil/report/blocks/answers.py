"""`::: answers QUESTION [by BREAK]` and `::: profile BREAK by BREAK`: what adds up to 100%, over waves or by group.

Answers of which several may be given add up to more: they become bars, and by group a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import fsum

from peil.report.blocks.answertitles import of_answers, of_answers_by_group, opened
from peil.report.blocks.arguments import Request
from peil.report.blocks.bars import answer_bars, sums_note
from peil.report.blocks.context import (
    Context,
    Subject,
    answer_subjects,
    group_subjects,
    main_subject,
    net_subjects,
)
from peil.report.blocks.feet import Shown
from peil.report.blocks.groups import group_rows
from peil.report.blocks.marks import Compared, by_value, mark, said_once
from peil.report.blocks.pages import numbered, page, split
from peil.report.blocks.tables import Row, by_groups, group_columns, table_pages
from peil.report.blocks.titles import in_sentence, short_label, titled
from peil.report.model import Bullets, Inlines, Mark, Page, Run, Stack, StackRow, Table, Value, plain
from peil.results.model import ALL
from peil.study.model import Break, Grade, Multiple, Question, Single, Wave

_EVERY_MARK_UP_TO = 7
_MOST_SEGMENTS = 7


@dataclass(frozen=True)
class Segment:
    """A part of the 100%: one answer, or a band of answers taken together."""

    label: str
    subjects: tuple[Subject, ...]


@dataclass(frozen=True)
class Whole:
    """What adds up to 100%: its segments, in order, and what it is called."""

    id: str
    title: Inlines
    segments: tuple[Segment, ...]
    ordered: bool
    shown: Shown


def answers(context: Context, request: Request) -> tuple[Page, ...]:
    """The pages of the answers to a closed question."""
    question = request.question
    if question is None:
        return ()
    if isinstance(question.kind, Multiple):
        return _many_answers(context, question, request)
    subjects = answer_subjects(context, question)
    ordered = isinstance(question.kind, Grade) or (isinstance(question.kind, Single) and question.kind.ordered)
    segments = (
        bands(context, question)
        if isinstance(question.kind, Grade)
        else tuple(Segment(one.label, (one,)) for one in (subjects if ordered else by_value(context, subjects)))
    )
    if len(segments) > _MOST_SEGMENTS:
        return _many_answers(context, question, request)
    waves = request.waves or tuple(
        wave for wave in context.waves if any(context.estimate(one, wave) for one in subjects)
    )
    waves = (context.this,) if request.break_ is not None else waves
    compared: Compared = "rest" if request.break_ is not None else "waves"
    groups = request.break_.groups if request.break_ is not None else ()
    shown = Shown(subjects, (question,), waves, compared, request.break_, groups)
    title = _title(context, question, segments, request.break_)
    whole = Whole(f"{context.survey.id}/{question.id}/answers", title, segments, ordered, shown)
    return _stacks(context, whole, _nets(context, question, segments, shown))


def _many_answers(context: Context, question: Question, request: Request) -> tuple[Page, ...]:
    """Answers that add up to more than 100%, or are too many for one bar: bars, and by group a table."""
    if request.break_ is None:
        return answer_bars(context, question, request.waves)
    return _table(context, answer_subjects(context, question), request.break_, question, sums_note(context, question))


def _title(context: Context, question: Question, segments: Sequence[Segment], break_: Break | None) -> Inlines:
    label = context.told(question.label)
    if break_ is not None:
        alone = [segment.subjects[0] for segment in segments if len(segment.subjects) == 1]
        return of_answers_by_group(context, label, alone, break_)
    if isinstance(question.kind, Grade):
        return of_bands(context, question, segments)
    return of_answers(context, label, [segment.subjects[0] for segment in segments])


def profile(context: Context, request: Request) -> tuple[Page, ...]:
    """How the groups of one break lie over those of another, in this wave."""
    profiled, by = request.profiled, request.break_
    if profiled is None or by is None:
        return ()
    subjects = group_subjects(context, profiled)
    language = context.language
    title = of_answers_by_group(context, context.told(profiled.title), subjects, by)
    if profiled.overlapping:
        note = language.text("Groups overlap: the percentages add up to more than 100%.")
        pages = _table(context, subjects, by, subjects[0].question, (note,))
        return tuple(replace(one, title=numbered(title, n, len(pages))) for n, one in enumerate(pages, start=1))
    questions = tuple(dict.fromkeys(one.question for one in subjects if one.question is not None))
    segments = tuple(Segment(one.label, (one,)) for one in subjects)
    shown = Shown(subjects, questions, (context.this,), "rest", by, by.groups)
    return _stacks(context, Whole(f"{context.survey.id}/{profiled.id}/profile", title, segments, False, shown))


def bands(context: Context, question: Question) -> tuple[Segment, ...]:
    """A grade's marks in bands: the study's own nets where they make up the scale, else 1–5, 6–7, 8–10 and the like."""
    by_answer = {one.answer: one for one in answer_subjects(context, question)}
    nets = net_subjects(context, question)
    parts = [answer for net in question.nets for answer in net.answers]
    if nets and sorted(parts) == sorted(by_answer):

        def first(pair: tuple[Subject, tuple[str, ...]]) -> int:
            return min(int(answer) for answer in pair[1])

        pairs = sorted(zip(nets, (net.answers for net in question.nets), strict=True), key=first)
        return tuple(Segment(net.label, (net,)) for net, _ in pairs)
    kind = question.kind
    if not isinstance(kind, Grade) or kind.high - kind.low < _EVERY_MARK_UP_TO:
        return tuple(Segment(one.label, (one,)) for one in by_answer.values())
    edges = (
        [kind.low, 6, 8, 11]
        if kind.high == 10
        else [kind.low + round(step * (kind.high - kind.low + 1) / 3) for step in range(4)]
    )
    return tuple(
        Segment(f"{low}–{high - 1}", tuple(by_answer[str(mark)] for mark in range(low, high)))
        for low, high in pairwise(edges)
    )


def of_bands(context: Context, question: Question, segments: Sequence[Segment]) -> Inlines:
    """A title about a graded question's bands: the share that gave the highest marks."""
    top = _top_net(context, question, segments) or segments[-1]
    share = segment_mark(context, top, context.this, ALL, "nothing")
    label = short_label(context, main_subject(context, question))
    if share is None or share.value is None or share.small:
        return titled(label)
    if len(top.subjects) > 1:
        text = context.language.text("{share} give {lowest} or higher", share=share.text, lowest=top.subjects[0].answer)
    elif top is segments[-1]:
        text = context.language.text("{share} give {lowest}", share=share.text, lowest=top.subjects[0].answer)
    else:
        text = context.language.text("{share} “{answer}”", share=share.text, answer=top.label)
    return titled(opened(label, text), share.evidence, *share.summed)


def _top_net(context: Context, question: Question, segments: Sequence[Segment]) -> Segment | None:
    """The study's own net of the highest marks, where the segments are single marks or nets of the study."""
    if not isinstance(question.kind, Grade) or any(len(one.subjects) > 1 for one in segments):
        return None
    best = str(question.kind.high)
    tops = [one for one in question.nets if best in one.answers and len(one.answers) > 1]
    subjects = {one.answer: one for one in net_subjects(context, question)}
    return Segment(context.told(tops[0].text), (subjects[tops[0].id],)) if tops else None


def segment_mark(context: Context, segment: Segment, wave: Wave, group: str, compared: Compared) -> Mark | None:
    """The mark of a segment; that of a band is the sum of the unrounded shares of its answers."""
    if len(segment.subjects) == 1:
        return mark(context, segment.subjects[0], wave, group, compared)
    marks = [mark(context, one, wave, group) for one in segment.subjects]
    found = [one for one in marks if one is not None]
    if not found:
        return None
    hidden = next((one for one in found if one.value is None), None)
    if hidden is not None:
        return hidden
    total = fsum(one.value for one in found if one.value is not None)
    first, *others = found
    return Mark(
        total,
        context.language.percent(total),
        first.evidence,
        first.n,
        small=first.small,
        note=first.note,
        summed=tuple(one.evidence for one in others),
    )


def _stacks(context: Context, whole: Whole, remarks: tuple[Bullets, ...] = ()) -> tuple[Page, ...]:
    """The pages of a 100% stack: a row per wave, or the total and a row per group."""
    shown, language = whole.shown, context.language
    opening, found = _rows(context, whole)
    rows = tuple(row for row in found if any(row.marks))
    if not rows:
        return ()
    by = f"/{shown.break_.id}" if shown.break_ is not None else ""
    every = (*opening, *rows)
    extra = (*shown.extra, *_rounding_note(context, every))
    parts = split(rows)
    pages = []
    for number, part in enumerate(parts, start=1):
        block_id = f"{whole.id}{by}" + (f"/{number}" if number > 1 else "")
        names = tuple(segment.label for segment in whole.segments)
        figure = Stack(block_id, names, (*opening, *rows[part]), whole.ordered, _summary(whole, every))
        title = numbered(whole.title, number, len(parts))
        measure = language.text("Percentage of respondents")
        told = replace(shown, extra=extra)
        pages.append(page(context, block_id, title, measure, (figure, *(remarks if number == 1 else ())), told))
    return tuple(pages)


def _rows(context: Context, whole: Whole) -> tuple[tuple[StackRow, ...], tuple[StackRow, ...]]:
    shown = whole.shown
    if shown.break_ is None:
        waves = tuple(_row(context, whole, wave.label, wave, ALL, wave is context.this) for wave in shown.waves)
        return (), waves
    total = _row(context, whole, context.language.text("Total"), context.this, ALL, True)
    first = whole.segments[0].subjects[0]
    outer = context.survey.breaks.get(shown.break_.outer or "")
    groups = group_rows(context, first, shown.break_)
    if outer is None:
        order = {group.id: place for place, group in enumerate(shown.break_.groups)}
        groups.sort(key=lambda row: order[row.group.id])
    rows = tuple(
        _row(context, whole, f"– {row.label}" if row.level else row.label, context.this, row.key, False)
        for row in groups
    )
    return (total,), rows


def _row(context: Context, whole: Whole, label: str, wave: Wave, group: str, total: bool) -> StackRow:
    marks = []
    for segment in whole.segments:
        compared = whole.shown.compared if wave is context.this else "nothing"
        if compared == "rest" and (group == ALL or _said_elsewhere(context, whole, segment, group)):
            compared = "nothing"
        marks.append(segment_mark(context, segment, wave, group, compared))
    n = max((one.n for one in marks if one is not None), default=0)
    return StackRow(label, tuple(marks), total, f"n={context.language.integer(n)}" if n else "")


def _said_elsewhere(context: Context, whole: Whole, segment: Segment, group: str) -> bool:
    break_ = whole.shown.break_
    return break_ is not None and group in said_once(context, break_, segment.subjects[0])


def _rounding_note(context: Context, rows: Sequence[StackRow]) -> tuple[str, ...]:
    """The note under bars whose printed percentages do not add up to 100."""
    for row in rows:
        shown = [one for one in row.marks if one is not None and one.value is not None]
        printed = sum(int(one.text.rstrip("%")) for one in shown)
        if shown and printed != 100:
            return (context.language.text("Percentages may not add up to 100 because of rounding."),)
    return ()


def _summary(whole: Whole, rows: Sequence[StackRow]) -> str:
    """The title, and the figures of the row that matters most: the total, or the last wave."""
    row = next((one for one in rows if one.total), rows[-1])
    named = zip(whole.segments, row.marks, strict=True)
    figures = "; ".join(f"{segment.label} {one.text}" for segment, one in named if one is not None)
    return f"{plain(whole.title)}. {row.label}: {figures}."


def _nets(context: Context, question: Question, segments: Sequence[Segment], shown: Shown) -> tuple[Bullets, ...]:
    """Remarks with the nets of a question over waves, unless they are the segments themselves."""
    drawn = {segment.subjects[0].answer for segment in segments if len(segment.subjects) == 1}
    items = []
    for net in net_subjects(context, question):
        found = [(wave.label, one) for wave in shown.waves if (one := context.shown(net, wave)) is not None]
        if net.answer in drawn or not found:
            continue
        figures = context.language.joined([f"{context.value_text(net, one.estimate)} ({wave})" for wave, one in found])
        items.append(((Run(f"{net.label}: "), Value(figures, tuple(one.id for _, one in found))), ()))
    return (Bullets(tuple(items)),) if items else ()


def _table(
    context: Context, subjects: Sequence[Subject], break_: Break, question: Question | None, notes: tuple[str, ...]
) -> tuple[Page, ...]:
    """Shares that add up to more than 100%, by group: a table."""
    language = context.language
    nets = net_subjects(context, question) if question is not None else ()
    rows = [Row(one, one.label) for one in by_value(context, (*nets, *subjects))]
    label = context.told(question.label) if question is not None else ""
    measure = language.text("Percentage of respondents")
    parts = {answer for net in question.nets for answer in net.answers} if question is not None else set()
    heads = [row.subject for row in rows if row.subject.answer not in parts]
    table = Table(
        f"{context.survey.id}/{subjects[0].id}/answers/{break_.id}",
        language.text(
            "{measure}, by {break_title}", measure=measure, break_title=in_sentence(context, context.told(break_.title))
        ),
        language.text("Answer"),
        group_columns(context, break_),
        tuple(by_groups(context, row, break_) for row in rows),
    )
    questions = (question,) if question is not None else ()
    shown = Shown(tuple(subjects), questions, (context.this,), "rest", break_, break_.groups, extra=notes)
    return table_pages(context, table, of_answers_by_group(context, label, heads, break_), measure, shown)
