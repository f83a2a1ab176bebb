"""`::: table QUESTION or GRID by BREAK changes [waves WAVE]`: changes of groups beside each other, each tested against
that of everyone else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from peil.report.blocks.arguments import Request
from peil.report.blocks.changes import REST, change_cell, earlier_wave, explained, moved
from peil.report.blocks.context import Context, Subject, group_name
from peil.report.blocks.feet import Shown
from peil.report.blocks.groups import Owned, key_of, side_by_side
from peil.report.blocks.marks import cell, shows_nothing
from peil.report.blocks.sheets import Sheet
from peil.report.blocks.tables import Row, pages_of_tables, total_and_names
from peil.report.blocks.titles import in_sentence, short_label, titled
from peil.report.model import Inlines, Page, Table, TableRow


def change_pages(context: Context, sheet: Sheet, request: Request, shown: Shown, label: str) -> tuple[Page, ...]:
    """The pages of the table, since the wave that is named or else the latest that can be compared; `label`: what it is
    about."""
    earlier = earlier_wave(context, [row.subject for row in sheet.rows], request.waves or context.earlier)
    if earlier is None or shown.break_ is None:
        return ()
    kept = tuple(row for row in sheet.rows if moved(context, row.subject, earlier.label))
    subjects = tuple(row.subject for row in kept)
    measure = _measure(context, subjects, earlier.label)
    table = _table(context, replace(sheet, rows=kept), shown, earlier.label, measure)
    flags = [one.flag for row in table.rows for one in row.cells]
    told = replace(
        shown,
        subjects=subjects,
        waves=(earlier, context.this),
        compared="nothing",
        marks=tuple(explained(context, flags, earlier.label)),
    )
    title = _title(context, table, subjects, label, earlier.label)
    return pages_of_tables(context, ((table, told),), title, measure)


def _table(context: Context, sheet: Sheet, shown: Shown, earlier: str, measure: str) -> Table:
    """The change of everyone, or of the outer group, and beside it that of each group."""
    assert shown.break_ is not None
    # In the report of a group that group stands beside everyone; else a group that is named is divided.
    outer = shown.group if context.own is None else None
    groups = [one for one in side_by_side(context, shown.break_, (context.this,), shown.group) if one != outer]
    title = in_sentence(context, context.told(shown.break_.title))
    first, *names = total_and_names(context, groups)
    return Table(
        "/".join([sheet.id, "changes", shown.break_.id, *([shown.group[1].id] if shown.group is not None else [])]),
        context.language.text("{measure}, by {break_title}", measure=measure, break_title=title),
        sheet.corner if len(sheet.rows) > 1 else context.language.text("Wave"),
        (group_name(context, *outer) if outer is not None else first, *names),
        tuple(_rows(context, sheet.rows, earlier, (outer, *groups))),
        opening=1,
    )


def _rows(context: Context, rows: Sequence[Row], earlier: str, whose: Sequence[Owned | None]) -> Iterator[TableRow]:
    """A row of changes per figure; of one figure alone what it was and is, too."""
    if len(rows) > 1:
        yield from (_changes(context, row, earlier, whose) for row in rows)
        return
    for wave in context.waves:
        if wave.label in (earlier, context.this.label):
            cells = tuple(cell(context, rows[0].subject, wave, key_of(one)) for one in whose)
            yield TableRow(context.heading(wave), cells)
    yield replace(_changes(context, rows[0], earlier, whose), label=context.language.text("Change"), level=0)


def _changes(context: Context, row: Row, earlier: str, whose: Sequence[Owned | None]) -> TableRow:
    """The change of the whole, without a mark, and of each group."""
    first, *others = (
        change_cell(context, row.subject, earlier, key_of(one), marked=place > 0) for place, one in enumerate(whose)
    )
    return TableRow(row.label, (first, *others), row.level)


def _measure(context: Context, subjects: Sequence[Subject], earlier: str) -> str:
    language = context.language
    kinds = {one.measure for one in subjects}
    if kinds == {"share"}:
        return language.text("Change since {wave} in percentage points", wave=earlier)
    if "share" in kinds:
        return language.text("Change since {wave}, of shares in percentage points", wave=earlier)
    return language.text("Change since {wave} in points", wave=earlier)


def _title(context: Context, table: Table, subjects: Sequence[Subject], label: str, earlier: str) -> Inlines:
    """Of one figure which groups changed more than the others; of several what is shown."""
    language = context.language
    cells = table.rows[-1].cells
    marked = [(name, one) for name, one in zip(table.columns, cells, strict=True) if one.flag]
    tests = {
        name: context.published.contrasts_by_id.get(one.evidence)
        for name, one in zip(table.columns, cells, strict=True)
        if one.evidence.endswith(REST)
    }
    nothing = bool(tests) and all(shows_nothing(context, one) for one in tests.values())
    if len(subjects) > 1 or not (marked or nothing):
        return titled(language.text("{label}: change since {wave} by group", label=label, wave=earlier))
    up, down = (language.joined([name for name, one in marked if one.flag * way > 0]) for way in (1, -1))
    words = {"label": short_label(context, subjects[0]), "wave": earlier, "up": up, "down": down}
    if up and down:
        message = "{label}: since {wave} further up for {up} than for the others, further down for {down}"
    elif up:
        message = "{label}: since {wave} further up for {up} than for the others"
    elif down:
        message = "{label}: since {wave} further down for {down} than for the others"
    elif len(tests) == 1:
        (words["group"],) = tests
        message = "{label}: since {wave} {group} did not change demonstrably otherwise than the others"
    else:
        message = "{label}: since {wave} no group changed demonstrably otherwise than the others"
    return titled(language.text(message, **words), *(one.evidence for _, one in marked))
