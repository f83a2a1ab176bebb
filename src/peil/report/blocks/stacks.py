"""Bars of 100%: what adds up, over waves, by group, or by group and wave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum

from peil.report.blocks.context import Context, Subject
from peil.report.blocks.feet import Shown
from peil.report.blocks.groups import group_rows, key_of
from peil.report.blocks.marks import Compared, mark, said_once
from peil.report.blocks.pages import ROWS_PER_PAGE, numbered, page, share_text, split
from peil.report.model import Bullets, Inlines, Mark, Page, Stack, StackRow, plain
from peil.results.model import ALL
from peil.study.model import Wave

_NEARLY_ALL = 0.995  # of the respondents: with less shown a bar ends pale


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


def stack_pages(context: Context, whole: Whole, remarks: tuple[Bullets, ...] = ()) -> tuple[Page, ...]:
    """The pages of a 100% stack: a row per wave, or the total and a row per group, or per group and wave."""
    shown = whole.shown
    opening, found = _rows(context, whole)
    groups = tuple(kept for rows in found if (kept := tuple(row for row in rows if any(row.marks))))
    if not groups:
        return ()
    every = (*opening, *(row for rows in groups for row in rows))
    told = replace(shown, extra=(*shown.extra, *_rounding_note(context, every)))
    parts = split(groups, max(1, ROWS_PER_PAGE // max(map(len, groups))))
    pages = []
    for number, part in enumerate(parts, start=1):
        block_id = _id(whole) + (f"/{number}" if number > 1 else "")
        names = tuple(segment.label for segment in whole.segments)
        rows = (*opening, *(row for rows in groups[part] for row in rows))
        figure = Stack(block_id, names, rows, whole.ordered, _summary(whole, every))
        title = numbered(whole.title, number, len(parts))
        measure = share_text(context, whole.segments[0].subjects[0].question)
        pages.append(page(context, block_id, title, measure, (figure, *(remarks if number == 1 else ())), told))
    return tuple(pages)


def _id(whole: Whole) -> str:
    shown = whole.shown
    by = f"/{shown.break_.id}" if shown.break_ is not None else ""
    within = f"/{shown.group[1].id}" if shown.group is not None else ""
    return f"{whole.id}{by}{within}{'/waves' if shown.break_ is not None and shown.compared == 'waves' else ''}"


Rows = tuple[StackRow, ...]


def _rows(context: Context, whole: Whole) -> tuple[Rows, tuple[Rows, ...]]:
    """The rows that open every page, and the others in the groups that stay together."""
    shown = whole.shown
    if shown.break_ is None:
        key = key_of(shown.alone)
        return (), tuple((_row(context, whole, one.label, one, key),) for one in shown.waves)
    total = _over_waves(context, whole, context.language.text("Total"), ALL)
    first = whole.segments[0].subjects[0]
    outer = context.survey.breaks.get(shown.break_.outer or "")
    groups = group_rows(context, first, shown.break_, within=shown.group)
    if outer is None:
        order = {group.id: place for place, group in enumerate(shown.break_.groups)}
        groups.sort(key=lambda row: order[row.group.id])
    labels = ((f"– {row.label}" if row.level else row.label, row.key) for row in groups)
    return total, tuple(_over_waves(context, whole, label, key) for label, key in labels)


def _over_waves(context: Context, whole: Whole, label: str, group: str) -> Rows:
    """A row per wave in which it was asked, with the wave behind the name where there are several."""
    waves = whole.shown.waves
    named = [(f"{label} {context.heading(wave)}" if len(waves) > 1 else label, wave) for wave in waves]
    rows = [row for text, wave in named if any((row := _row(context, whole, text, wave, group)).marks)]
    # In the report of a group that group is in bold, and the total beside it is not.
    bold = (group == ALL) is (context.own is None)
    return tuple(replace(row, total=bold, follows=place > 0) for place, row in enumerate(rows))


def _row(context: Context, whole: Whole, label: str, wave: Wave, group: str) -> StackRow:
    """The bar of a wave and a group; in bold that of this wave."""
    marks = []
    for segment in whole.segments:
        compared = whole.shown.compared if wave is context.this else "nothing"
        if compared == "rest" and (group == ALL or _said_elsewhere(context, whole, segment, group)):
            compared = "nothing"
        marks.append(segment_mark(context, segment, wave, group, compared))
    n = max((one.n for one in marks if one is not None), default=0)
    return StackRow(label, tuple(marks), wave is context.this, f"n={context.language.integer(n)}" if n else "")


def _said_elsewhere(context: Context, whole: Whole, segment: Segment, group: str) -> bool:
    break_ = whole.shown.break_
    return break_ is not None and group in said_once(context, break_, segment.subjects[0])


def _rounding_note(context: Context, rows: Sequence[StackRow]) -> tuple[str, ...]:
    """The note under bars that show less than everyone, or whose printed percentages do not add up to 100."""
    drawn = [[one for one in row.marks if one is not None and one.value is not None] for row in rows]
    if any(shown and fsum(one.value or 0.0 for one in shown) < _NEARLY_ALL for shown in drawn):
        return (context.language.text("The pale end of a bar: other answers or groups, which are not shown here."),)
    for shown in drawn:
        printed = sum(int(one.text.rstrip("%")) for one in shown)
        if shown and printed != 100:
            return (context.language.text("Percentages may not add up to 100 because of rounding."),)
    return ()


def _summary(whole: Whole, rows: Sequence[StackRow]) -> str:
    """The title, and the figures of the row that matters most: the total, or the last wave."""
    row = next((one for one in reversed(rows) if one.total), rows[-1])
    named = zip(whole.segments, row.marks, strict=True)
    figures = "; ".join(f"{segment.label} {one.text}" for segment, one in named if one is not None)
    return f"{plain(whole.title)}. {row.label}: {figures}."
