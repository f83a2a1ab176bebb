"""`::: bars QUESTION [by BREAK] [for GROUP]`: a figure by group, or the answers to a question, in the latest waves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from peil.report.blocks.answertitles import of_answers
from peil.report.blocks.arguments import Request
from peil.report.blocks.axes import axis
from peil.report.blocks.context import Context, Subject, answer_subjects, group_name, net_subjects
from peil.report.blocks.feet import GROUPS_IN_FOOT, Shown, group_n
from peil.report.blocks.groups import GroupRow, Owned, by_itself, group_rows, key_of, narrowed
from peil.report.blocks.marks import Compared, by_value, mark, said_once
from peil.report.blocks.outside import references, summed_up
from peil.report.blocks.owntitles import of_own, of_own_change
from peil.report.blocks.pages import measure_text, numbered, page, share_text, split
from peil.report.blocks.titles import of_change, of_groups
from peil.report.model import BarRow, Bars, Inlines, Mark, Page, plain
from peil.results.model import ALL
from peil.study.model import Break, Grade, Question, Single, Wave

MOST_WAVES = 3


@dataclass(frozen=True)
class Drawn:
    """Bars ready to be put on pages: the rows that open every page, the others, and the pages' id and title."""

    id: str
    subject: Subject
    opening: tuple[BarRow, ...]
    rows: tuple[BarRow, ...]
    title: Inlines
    measure: str


def bars(context: Context, request: Request) -> tuple[Page, ...]:
    """The pages of bars (shares) or dots (means), by group or by answer."""
    question, subject = request.question, request.subject
    if question is None:
        return ()
    whom = request.within
    if subject is None:
        return answer_bars(context, question, request.waves, whom)
    by = request.break_ or request.outer
    waves = request.waves or few(context, (subject,), by)
    groups = _groups(context, subject, request)
    compared: Compared = "rest" if request.break_ is not None else "waves"
    own = tuple(row.group for row in groups if row.break_ is by)
    outer = whom if request.break_ is not None and not by_itself(by, whom) else None
    shown = Shown((subject,), (question,), waves, compared, by, own, group=outer, benchmarks=request.benchmarks)
    suffix = (f"/{by.id}" if by is not None else "") + (f"/{whom[1].id}" if whom is not None else "")
    drawn = Drawn(
        f"{context.survey.id}/{subject.key}/bars{suffix}",
        subject,
        (_total(context, subject, waves, "waves" if compared == "waves" else "nothing"),),
        _group_bars(context, subject, groups, waves, compared),
        _title(context, subject, request),
        measure_text(context, subject),
    )
    return _pages(context, drawn, shown)


def _groups(context: Context, subject: Subject, request: Request) -> list[GroupRow]:
    """The groups of the break, of all or within a group; or a group by itself."""
    if request.break_ is not None:
        return group_rows(context, subject, request.break_, within=request.within)
    if request.within is None:
        return []
    owner, group = request.within
    return [GroupRow(owner, group, group_name(context, owner, group))]


def _title(context: Context, subject: Subject, request: Request) -> Inlines:
    own = by_itself(request.break_, request.within)
    if own is not None:
        return of_own(context, subject, own)
    if request.break_ is not None:
        return of_groups(context, subject, narrowed(request.break_, request.within))
    if request.within is not None and request.within == context.own:
        return of_own_change(context, subject, request.within)
    if request.within is not None:
        return of_change(context, subject, key_of(request.within), group_name(context, *request.within))
    return of_change(context, subject)


def latest(context: Context, subjects: Sequence[Subject], most: int, group: str = ALL) -> tuple[Wave, ...]:
    """This wave and the latest earlier ones in which there is a figure for the group, oldest first."""
    asked = [wave for wave in context.earlier if any(context.estimate(one, wave, group) for one in subjects)]
    return (*asked[-(most - 1) :], context.this)


def few(
    context: Context, subjects: Sequence[Subject], break_: Break | None = None, group: str = ALL
) -> tuple[Wave, ...]:
    """All waves with a figure when they are three or fewer; of more waves this one and the one before.

    With a break only waves in which its groups are known.
    """
    keys = [break_.key(group) for group in break_.groups] if break_ is not None else []
    every = latest(context, subjects, MOST_WAVES + 1, group)
    known = [any(context.group_sizes.get((wave.label, key)) for key in keys) for wave in every]
    kept = tuple(wave for wave, any_group in zip(every, known, strict=True) if any_group or wave is context.this)
    every = kept if break_ is not None else every
    return every if len(every) <= MOST_WAVES else every[-2:]


def _total(context: Context, subject: Subject, waves: Sequence[Wave], compared: Compared) -> BarRow:
    marks = tuple(_mark(context, subject, wave, ALL, compared) for wave in waves)
    return BarRow(context.language.text("Total"), marks, total=True)


def _mark(context: Context, subject: Subject, wave: Wave, group: str, compared: Compared) -> Mark | None:
    """A mark, with a flag at this wave alone."""
    return mark(context, subject, wave, group, compared if wave is context.this else "nothing")


def _group_bars(
    context: Context, subject: Subject, groups: Sequence[GroupRow], waves: Sequence[Wave], compared: Compared
) -> tuple[BarRow, ...]:
    """A row per group; n stands in the label where there are too many groups for the foot."""
    rows = []
    for row in groups:
        once = compared == "rest" and row.key in said_once(context, row.break_, subject)
        marks = tuple(_mark(context, subject, wave, row.key, "nothing" if once else compared) for wave in waves)
        n = group_n(context, (subject,), row.break_, row.group) if len(groups) > GROUPS_IN_FOOT else 0
        label = f"{row.label} (n={context.language.integer(n)})" if n else row.label
        rows.append(BarRow(label, marks, level=row.level))
    return tuple(rows)


def answer_bars(
    context: Context, question: Question, named: tuple[Wave, ...] = (), whom: Owned | None = None
) -> tuple[Page, ...]:
    """The answers as bars, a column per wave: from high to low, unless they have an order of their own.

    `whom`: those of one group.
    """
    subjects, nets = answer_subjects(context, question), net_subjects(context, question)
    key = key_of(whom)
    waves = named or few(context, subjects, group=key)
    ordered = isinstance(question.kind, Grade) or (isinstance(question.kind, Single) and question.kind.ordered)
    rows = _answer_rows(context, question, subjects if ordered else by_value(context, subjects, key), nets, key)
    drawn = Drawn(
        f"{context.survey.id}/{question.id}/bars" + (f"/{whom[1].id}" if whom is not None else ""),
        subjects[0],
        (),
        tuple(
            BarRow(one.label, tuple(_mark(context, one, wave, key, "waves") for wave in waves), level=level)
            for one, level in rows
        ),
        of_answers(context, context.told(question.label), [one for one, level in rows if level == 0], whom),
        share_text(context, question),
    )
    shown = Shown(subjects, (question,), waves, "waves", extra=sums_note(context, question), group=whom)
    return _pages(context, drawn, shown)


def _answer_rows(
    context: Context, question: Question, subjects: Sequence[Subject], nets: Sequence[Subject], group: str
) -> list[tuple[Subject, int]]:
    """Answers with their level; those of a net stand below it, and the net where its own figure puts it."""
    parts = {answer: net.id for net in reversed(question.nets) for answer in net.answers}
    top = [one for one in subjects if one.answer not in parts]
    heads = by_value(context, [*top, *nets], group) if nets else list(top)
    rows: list[tuple[Subject, int]] = []
    for head in heads:
        rows.append((head, 0))
        rows += [(one, 1) for one in subjects if head in nets and parts.get(one.answer) == head.answer]
    return rows


def sums_note(context: Context, question: Question) -> tuple[str, ...]:
    """The note under answers of which several could be given."""
    if isinstance(question.kind, Single | Grade):
        return ()
    return (context.language.text("Several answers were possible: the percentages add up to more than 100%."),)


def _pages(context: Context, drawn: Drawn, shown: Shown) -> tuple[Page, ...]:
    """The rows over pages, on one and the same axis; a row without any mark is left out."""
    opening = tuple(row for row in drawn.opening if any(row.marks))
    drawn = replace(drawn, opening=opening, rows=tuple(row for row in drawn.rows if any(row.marks)))
    if not drawn.rows and (not opening or shown.break_ is not None):
        return ()
    every = [one for row in (*drawn.opening, *drawn.rows) for one in row.marks]
    last = [row.marks[-1] for row in (*drawn.opening, *drawn.rows)]
    beside = references(context, shown.benchmarks)
    scale = axis(context, drawn.subject, every, last, [one.value for one in beside])
    style: Literal["bars", "dots"] = "dots" if drawn.subject.measure == "mean" else "bars"
    parts = split(drawn.rows)
    pages = []
    for number, part in enumerate(parts, start=1):
        rows = (*drawn.opening, *drawn.rows[part])
        block_id = drawn.id + (f"/{number}" if number > 1 else "")
        columns = tuple(map(context.heading, shown.waves))
        summary = _summary(context, drawn.title, rows) + summed_up(context, beside)
        figure = Bars(block_id, columns, rows, scale, style, summary, beside)
        title = numbered(drawn.title, number, len(parts))
        pages.append(page(context, block_id, title, drawn.measure, (figure,), shown))
    return tuple(pages)


def _summary(context: Context, title: Inlines, rows: Sequence[BarRow]) -> str:
    """The title, and the figures of this wave."""
    last = [(row.label, row.marks[-1]) for row in rows]
    figures = "; ".join(f"{label} {one.text}" for label, one in last if one is not None)
    return context.language.text(
        "{title}. In {wave}: {figures}.", title=plain(title), wave=context.this.label, figures=figures
    )
