"""Tables of figures: rows of subjects or groups, columns of waves or groups, split over pages where they are long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from peil.report.blocks.context import Context, Subject, group_name
from peil.report.blocks.feet import Shown
from peil.report.blocks.groups import Owned
from peil.report.blocks.marks import cell, said_once
from peil.report.blocks.pages import numbered, page, split
from peil.report.model import Inlines, Page, Table, TableCell, TableRow
from peil.results.model import ALL
from peil.study.model import Break, Group, Wave


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
    begins = row.subject.question.new_series if row.subject.question is not None else ()
    current = max((place for place, wave in enumerate(waves) if wave.label in begins), default=0)
    cells = []
    for place, wave in enumerate(waves):
        one = cell(context, row.subject, wave, row.group, "waves" if wave is context.this else "nothing")
        cells.append(replace(one, muted=True) if place < current else one)
    return TableRow(row.label, (*cells, count(context, row.subject, row.group)), row.level, row.kind)


def by_groups(context: Context, row: Row, break_: Break) -> TableRow:
    """A row over the groups of a break in this wave: the total, then each group with its flag against the rest."""
    once = said_once(context, break_, row.subject)
    cells = [cell(context, row.subject, context.this, ALL)]
    for group in known_groups(context, break_):
        key = break_.key(group)
        cells.append(cell(context, row.subject, context.this, key, "nothing" if key in once else "rest"))
    return TableRow(row.label, (*cells, count(context, row.subject, row.group)), row.level, row.kind)


def count(context: Context, subject: Subject, group: str) -> TableCell:
    """The unweighted n of a figure in this wave."""
    found = context.estimate(subject, context.this, group)
    return TableCell(context.language.integer(found.n) if found is not None and found.n else "", muted=True)


def wave_columns(context: Context, waves: Sequence[Wave]) -> tuple[str, ...]:
    """The headings over waves, and n."""
    n = context.language.text("n {wave}", wave=context.this.label)
    return (*(wave.label for wave in waves), n)


def group_columns(context: Context, break_: Break) -> tuple[str, ...]:
    """The headings over the groups of a break, and n."""
    n = context.language.text("n {wave}", wave=context.this.label)
    return (
        context.language.text("Total"),
        *(group_name(context, break_, group) for group in known_groups(context, break_)),
        n,
    )


def known_groups(context: Context, break_: Break) -> tuple[Group, ...]:
    """The groups to which someone belongs in this wave; all of them when that is not known."""
    found = [one for one in break_.groups if context.group_sizes.get((context.this.label, break_.key(one)))]
    return tuple(found) or break_.groups


def table_pages(context: Context, table: Table, title: Inlines, measure: str, shown: Shown) -> tuple[Page, ...]:
    """The pages of a table: the rows that open it (totals) on each, the others split."""
    opening = tuple(row for row in table.rows if row.kind == "total")
    rows = table.rows[len(opening) :]
    parts = split(rows)
    pages = []
    for number, part in enumerate(parts, start=1):
        suffix = f"/{number}" if number > 1 else ""
        piece = replace(table, id=table.id + suffix, rows=(*opening, *rows[part]))
        name = numbered(title, number, len(parts))
        pages.append(page(context, piece.id, name, measure, (piece,), shown))
    return tuple(pages)


def owned_rows(context: Context, subject: Subject, groups: Sequence[Owned]) -> list[Row]:
    """Groups as rows, below the total."""
    named = [Row(subject, group_name(context, owner, group), owner.key(group)) for owner, group in groups]
    return [Row(subject, context.language.text("Total"), kind="total"), *named]
