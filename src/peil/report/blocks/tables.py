"""Tables of figures: rows of subjects or groups, columns of waves or groups, split over pages where they are long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from peil.report.blocks.context import Context, Subject, group_name
from peil.report.blocks.feet import Shown
from peil.report.blocks.groups import Owned, key_of
from peil.report.blocks.marks import cell, said_once
from peil.report.blocks.pages import numbered, page, split
from peil.report.model import Inlines, Page, Table, TableCell, TableRow
from peil.results.model import ALL
from peil.study.model import Wave


@dataclass(frozen=True)
class Row:
    """A row of figures that is still to be filled: a subject for a group."""

    subject: Subject
    label: str
    group: str = ALL
    level: int = 0
    kind: Literal["row", "total", "part"] = "row"


def over_waves(context: Context, row: Row, waves: Sequence[Wave]) -> TableRow:
    """A row over waves: flags at this wave, figures of a series that has ended muted; then n in this wave."""
    cells = _wave_cells(context, row.subject, row.group, waves)
    return TableRow(row.label, (*cells, count(context, row.subject, row.group)), row.level, row.kind)


def _wave_cells(context: Context, subject: Subject, group: str, waves: Sequence[Wave]) -> list[TableCell]:
    begins = subject.question.new_series if subject.question is not None else ()
    current = max((place for place, wave in enumerate(waves) if wave.label in begins), default=0)
    cells = []
    for place, wave in enumerate(waves):
        one = cell(context, subject, wave, group, "waves" if wave is context.this else "nothing")
        cells.append(replace(one, muted=True) if place < current else one)
    return cells


def by_groups(context: Context, row: Row, groups: Sequence[Owned]) -> TableRow:
    """A row over groups in this wave: the total, then each group with its flag against the rest; then n."""
    cells = [replace(one, muted=one.muted or context.own is not None) for one in (_total(context, row.subject),)]
    for break_, group in groups:
        key, once = break_.key(group), said_once(context, break_, row.subject)
        cells.append(cell(context, row.subject, context.this, key, "nothing" if key in once else "rest"))
    # In the report of a group n is that of the group: it is what the reader looks at.
    whose = key_of(groups[0]) if context.own is not None and len(groups) == 1 else row.group
    return TableRow(row.label, (*cells, count(context, row.subject, whose)), row.level, row.kind)


def by_groups_and_waves(context: Context, row: Row, groups: Sequence[Owned], waves: Sequence[Wave]) -> TableRow:
    """A row over groups and, of each, over waves: the total first, flags over waves at this wave."""
    keys = (ALL, *map(key_of, groups))
    cells = [one for key in keys for one in _wave_cells(context, row.subject, key, waves)]
    if context.own is not None:
        cells = [replace(one, muted=one.muted or place < len(waves)) for place, one in enumerate(cells)]
    return TableRow(row.label, tuple(cells), row.level, row.kind)


def with_total(context: Context, row: TableRow, subject: Subject) -> TableRow:
    """A row of the group that the report is for, with the figure of everyone in this wave behind it, in grey."""
    return replace(row, cells=(*row.cells, replace(_total(context, subject), muted=True)))


def total_column(context: Context) -> str:
    """The heading over the figures of everyone in this wave."""
    return context.language.text("Total {wave}", wave=context.this.label)


def _total(context: Context, subject: Subject) -> TableCell:
    return cell(context, subject, context.this, ALL)


def count(context: Context, subject: Subject, group: str) -> TableCell:
    """The unweighted n of a figure in this wave."""
    found = context.estimate(subject, context.this, group)
    return TableCell(context.language.integer(found.n) if found is not None and found.n else "", muted=True)


def wave_columns(context: Context, waves: Sequence[Wave]) -> tuple[str, ...]:
    """The headings over waves, and n."""
    return (*map(context.heading, waves), _n_heading(context))


def group_columns(context: Context, groups: Sequence[Owned]) -> tuple[str, ...]:
    """The headings over the total and groups, and n."""
    return (*total_and_names(context, groups), _n_heading(context))


def total_and_names(context: Context, groups: Sequence[Owned]) -> tuple[str, ...]:
    """The total and each group by name."""
    return (context.language.text("Total"), *(group_name(context, break_, group) for break_, group in groups))


def _n_heading(context: Context) -> str:
    return context.language.text("n {wave}", wave=context.this.label)


def table_pages(context: Context, table: Table, title: Inlines, measure: str, shown: Shown) -> tuple[Page, ...]:
    """The pages of a table: the rows that open it (totals) on each, the others split."""
    return pages_of_tables(context, ((table, shown),), title, measure)


def pages_of_tables(
    context: Context, tables: Sequence[tuple[Table, Shown]], title: Inlines, measure: str
) -> tuple[Page, ...]:
    """The pages of tables with the same rows and other columns, one after the other, each split where it is long."""
    pieces = [(piece, shown) for table, shown in tables for piece in _pieces(table)]
    pages = []
    for number, (piece, shown) in enumerate(pieces, start=1):
        named = replace(piece, id=piece.id + (f"/{number}" if number > 1 else ""))
        pages.append(page(context, named.id, numbered(title, number, len(pieces)), measure, (named,), shown))
    return tuple(pages)


def _pieces(table: Table) -> list[Table]:
    opening = tuple(row for row in table.rows if row.kind == "total")
    rows = table.rows[len(opening) :]
    return [replace(table, rows=(*opening, *rows[part])) for part in split(rows)]


def owned_rows(context: Context, subject: Subject, groups: Sequence[Owned]) -> list[Row]:
    """Groups as rows, below the total."""
    named = [Row(subject, group_name(context, owner, group), owner.key(group)) for owner, group in groups]
    return [Row(subject, context.language.text("Total"), kind="total"), *named]
