"""Rows of figures as tables: over waves, by group in this wave, or groups beside each other and of each its waves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from peil.report.blocks.arguments import Request
from peil.report.blocks.bars import few, latest
from peil.report.blocks.context import Context, Subject
from peil.report.blocks.feet import Shown
from peil.report.blocks.groups import Owned, key_of, narrowed, side_by_side
from peil.report.blocks.marks import Compared
from peil.report.blocks.pages import split
from peil.report.blocks.tables import (
    Row,
    by_groups,
    by_groups_and_waves,
    group_columns,
    over_waves,
    pages_of_tables,
    total_and_names,
    total_column,
    wave_columns,
    with_total,
)
from peil.report.model import Inlines, Page, Table, TableRow
from peil.study.model import Question, Wave

MOST_WAVES = 9
# Total and five groups over three waves: what a printed page holds in the type of tables.
MOST_COLUMNS = 18
# More names than this would not be read.
MOST_GROUPS = 6


@dataclass(frozen=True)
class Sheet:
    """What the tables of a block have in common: id, caption, heading of the rows, the rows."""

    id: str
    caption: str
    corner: str
    rows: tuple[Row, ...]


def asked_waves(context: Context, request: Request, subjects: Sequence[Subject]) -> tuple[Wave, ...]:
    """The waves of a table: those named; else this one by group, up to three beside groups, and else up to nine."""
    if request.break_ is None:
        return request.waves or latest(context, subjects, MOST_WAVES, key_of(request.within))
    if not request.beside(context.this):
        return (context.this,)
    return request.waves or few(context, subjects, request.break_)


def shown_in(context: Context, request: Request, subjects: Sequence[Subject], waves: tuple[Wave, ...]) -> Shown:
    """What a table of these subjects shows. Flags are against the rest where groups stand by themselves, and else over
    waves: beside waves a reader compares waves."""
    questions: dict[str, Question] = {one.question.id: one.question for one in subjects if one.question is not None}
    told = tuple(questions.values())
    if request.break_ is None:
        return Shown(tuple(subjects), told, waves, "waves", group=request.within)
    compared: Compared = "waves" if request.beside(context.this) else "rest"
    groups = narrowed(request.break_, request.within).groups
    return Shown(tuple(subjects), told, waves, compared, request.break_, groups, group=request.within)


def sheet_pages(context: Context, sheet: Sheet, title: Inlines, measure: str, shown: Shown) -> tuple[Page, ...]:
    """The pages of the table; of groups beside waves as many tables as hold all groups, with the total in each."""
    name = sheet.id + (f"/{shown.break_.id}" if shown.break_ is not None else "")
    sheet = replace(sheet, id=name + (f"/{shown.group[1].id}" if shown.group is not None else ""))
    if shown.break_ is None:
        return pages_of_tables(context, ((_over_waves(context, sheet, shown), shown),), title, measure)
    groups = side_by_side(context, shown.break_, shown.waves, shown.group)
    if shown.compared == "rest":
        rows = [by_groups(context, row, groups) for row in sheet.rows]
        table = replace(_table(sheet, group_columns(context, groups), rows), opening=1)
        return pages_of_tables(context, ((table, shown),), title, measure)
    sheet = replace(sheet, id=f"{sheet.id}/waves")
    fitting = max(1, min(MOST_GROUPS, MOST_COLUMNS // len(shown.waves) - 1))
    tables = [_beside(context, sheet, shown, part) for part in _packed(groups, fitting)]
    return pages_of_tables(context, tables, title, measure)


def _over_waves(context: Context, sheet: Sheet, shown: Shown) -> Table:
    """The waves side by side; of the group that the report is for with the total of this wave behind them."""
    columns, rows = wave_columns(context, shown.waves), [over_waves(context, row, shown.waves) for row in sheet.rows]
    if context.own is None:
        return _table(sheet, columns, rows)
    beside = [with_total(context, made, row.subject) for made, row in zip(rows, sheet.rows, strict=True)]
    return _table(sheet, (*columns, total_column(context)), beside)


def _packed(groups: Sequence[Owned], most: int) -> list[Sequence[Owned]]:
    """Groups in parts of at most so many; those that lie in one outer group stay together where they can."""
    families = [tuple(family) for _, family in groupby(groups, key=lambda owned: owned[1].parent)]
    if len(families) == 1 or any(len(family) > most for family in families):
        return [groups[part] for part in split(groups, most)]
    parts: list[tuple[Owned, ...]] = [()]
    for family in families:
        if len(parts[-1]) + len(family) > most:
            parts.append(())
        parts[-1] += family
    return [*parts]


def _table(sheet: Sheet, columns: tuple[str, ...], rows: Sequence[TableRow]) -> Table:
    return Table(sheet.id, sheet.caption, sheet.corner, columns, tuple(rows))


def _beside(context: Context, sheet: Sheet, shown: Shown, groups: Sequence[Owned]) -> tuple[Table, Shown]:
    """The total and these groups over waves, with what the foot must know of them."""
    waves = shown.waves
    columns = tuple(context.heading(wave) for _ in range(len(groups) + 1) for wave in waves)
    table = _table(sheet, columns, [by_groups_and_waves(context, row, groups, waves) for row in sheet.rows])
    spans = tuple((name, len(waves)) for name in total_and_names(context, groups))
    own = tuple(group for owner, group in groups if (owner, group) != shown.group)
    return replace(table, spans=spans, opening=len(waves)), replace(shown, groups=own, n_over_waves=True)
