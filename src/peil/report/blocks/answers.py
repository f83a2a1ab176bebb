"""`::: answers QUESTION [by BREAK] [for GROUP]` and `::: profile BREAK by BREAK`: what adds up to 100%.

Over waves, by group, or by group and wave. Answers of which several may be given add up to more: they become bars, and
by group a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from peil.report.blocks.answertitles import about, of_answers_by_group, of_shares, opened
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
from peil.report.blocks.dependence import dependence_notes
from peil.report.blocks.feet import Shown
from peil.report.blocks.groups import Owned, by_itself, key_of
from peil.report.blocks.marks import by_value
from peil.report.blocks.owntitles import of_own_answers
from peil.report.blocks.pages import share_text
from peil.report.blocks.sheets import Sheet, asked_waves, sheet_pages, shown_in
from peil.report.blocks.stacks import Segment, Whole, segment_mark, stack_pages
from peil.report.blocks.tables import Row
from peil.report.blocks.titles import in_sentence, short_label, titled
from peil.report.model import Bullets, Inlines, Page, Run, Value
from peil.study.model import Grade, Multiple, Question, Single, Wave

_EVERY_MARK_UP_TO = 7
_MOST_SEGMENTS = 7


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
    shown = shown_in(context, request, subjects, _waves(context, request, subjects))
    shown = replace(shown, extra=tuple(dependence_notes(context, question, request.break_)))
    title = _title(context, question, segments, shown)
    whole = Whole(f"{context.survey.id}/{question.id}/answers", title, segments, ordered, shown)
    return stack_pages(context, whole, _nets(context, question, segments, shown))


def _waves(context: Context, request: Request, subjects: Sequence[Subject]) -> tuple[Wave, ...]:
    """The waves that were named; else this one by group, and all with a figure where there are no groups."""
    if request.break_ is not None:
        return asked_waves(context, request, subjects)
    key = key_of(request.within)
    asked = (wave for wave in context.waves if any(context.estimate(one, wave, key) for one in subjects))
    return request.waves or tuple(asked)


def _many_answers(context: Context, question: Question, request: Request) -> tuple[Page, ...]:
    """Answers that add up to more than 100%, or are too many for one bar: bars, and by group a table."""
    if request.break_ is None:
        return answer_bars(context, question, request.waves, request.within)
    notes = (*dependence_notes(context, question, request.break_), *sums_note(context, question))
    return _table(context, answer_subjects(context, question), request, notes)


def _title(context: Context, question: Question, segments: Sequence[Segment], shown: Shown) -> Inlines:
    own = by_itself(shown.break_, shown.group)
    if isinstance(question.kind, Grade) and (shown.break_ is None or own is not None):
        return of_bands(context, question, segments, shown.group)
    alone = [segment.subjects[0] for segment in segments if len(segment.subjects) == 1]
    return of_shares(context, context.told(question.label), alone, shown)


def profile(context: Context, request: Request) -> tuple[Page, ...]:
    """How the groups of one break lie over those of another, in this wave."""
    profiled, by = request.profiled, request.break_
    if profiled is None or by is None:
        return ()
    subjects = group_subjects(context, profiled)
    language = context.language
    if profiled.overlapping:
        note = language.text("Groups overlap: the percentages add up to more than 100%.")
        return _table(context, subjects, request, (note,), context.told(profiled.title))
    own = by_itself(by, request.within)
    if own is not None:
        title = of_own_answers(context, context.told(profiled.title), subjects, own)
    else:
        title = of_answers_by_group(context, context.told(profiled.title), subjects, by)
    segments = tuple(Segment(one.label, (one,)) for one in subjects)
    shown = shown_in(context, request, subjects, (context.this,))
    return stack_pages(context, Whole(f"{context.survey.id}/{profiled.id}/profile", title, segments, False, shown))


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


def of_bands(context: Context, question: Question, segments: Sequence[Segment], whom: Owned | None = None) -> Inlines:
    """A title about a graded question's bands: the share that gave the highest marks."""
    top = _top_net(context, question, segments) or segments[-1]
    share = segment_mark(context, top, context.this, key_of(whom), "nothing")
    label = about(context, short_label(context, main_subject(context, question)), whom)
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


def _nets(context: Context, question: Question, segments: Sequence[Segment], shown: Shown) -> tuple[Bullets, ...]:
    """Remarks with the nets of a question over waves, unless they are the segments themselves."""
    drawn = {segment.subjects[0].answer for segment in segments if len(segment.subjects) == 1}
    items = []
    for net in net_subjects(context, question):
        shares = ((wave.label, context.shown(net, wave, key_of(shown.alone))) for wave in shown.waves)
        found = [(label, one) for label, one in shares if one is not None]
        if net.answer in drawn or not found:
            continue
        figures = context.language.joined([f"{context.value_text(net, one.estimate)} ({wave})" for wave, one in found])
        items.append(((Run(f"{net.label}: "), Value(figures, tuple(one.id for _, one in found))), ()))
    return (Bullets(tuple(items)),) if items else ()


def _table(
    context: Context, subjects: Sequence[Subject], request: Request, notes: tuple[str, ...], label: str = ""
) -> tuple[Page, ...]:
    """Shares that add up to more than 100%, by group, in this wave or over several: a table. `label`: what they are
    shares of, unless it is the question."""
    language, question, break_ = context.language, subjects[0].question, request.break_
    if break_ is None:
        return ()
    nets = net_subjects(context, question) if question is not None else ()
    waves = asked_waves(context, request, subjects)
    asked = [one for one in (*nets, *subjects) if any(context.estimate(one, wave) for wave in waves)]
    if not asked:
        return ()
    label = label or (context.told(question.label) if question is not None else "")
    parts = {answer for net in question.nets for answer in net.answers} if question is not None else set()
    heads = [one for one in by_value(context, asked) if one.answer not in parts]
    shown = replace(shown_in(context, request, subjects, waves), extra=notes)
    words = {
        "measure": share_text(context, question),
        "break_title": in_sentence(context, context.told(break_.title)),
    }
    caption = (
        language.text("{measure}, by {break_title} and wave", **words)
        if shown.compared == "waves"
        else language.text("{measure}, by {break_title}", **words)
    )
    rows = tuple(Row(one, one.label) for one in by_value(context, asked))
    sheet = Sheet(f"{context.survey.id}/{subjects[0].id}/answers", caption, language.text("Answer"), rows)
    return sheet_pages(context, sheet, of_shares(context, label, heads, shown), words["measure"], shown)
