"""A figure for many groups over waves as a table: what a trend becomes when its lines could not be told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from peil.report.blocks.context import Context, Subject
from peil.report.blocks.feet import Shown
from peil.report.blocks.groups import Owned
from peil.report.blocks.outside import Cited, references
from peil.report.blocks.pages import measure_text
from peil.report.blocks.tables import over_waves, owned_rows, table_pages, wave_columns
from peil.report.blocks.titles import in_sentence, of_changes_by_group
from peil.report.model import Page, Table, TableCell, TableRow
from peil.study.model import Break, Wave


def groups_over_waves(
    context: Context,
    subject: Subject,
    break_: Break,
    groups: Sequence[Owned],
    waves: tuple[Wave, ...],
    benchmarks: Sequence[Cited] = (),
) -> tuple[Page, ...]:
    """The pages of the table: groups from high to low, waves side by side."""

    def place(owned: Owned) -> tuple[bool, float]:
        found = context.shown(subject, context.this, owned[0].key(owned[1]))
        return (found is None, -found.estimate if found is not None else 0.0)

    rows = owned_rows(context, subject, sorted(groups, key=place))
    measure = measure_text(context, subject)
    title = context.told(break_.title)
    caption = context.language.text(
        "{measure}, by {break_title} and wave", measure=measure, break_title=in_sentence(context, title)
    )
    table = Table(
        f"{context.survey.id}/{subject.key}/table/{break_.id}",
        caption,
        title,
        wave_columns(context, waves),
        (*(over_waves(context, row, waves) for row in rows), *_beside(context, benchmarks, len(waves))),
    )
    questions = (subject.question,) if subject.question is not None else ()
    shown = Shown((subject,), questions, waves, "waves", break_, tuple(group for _, group in groups))
    return table_pages(context, table, of_changes_by_group(context, subject, groups, break_), measure, shown)


def _beside(context: Context, benchmarks: Sequence[Cited], waves: int) -> Iterator[TableRow]:
    """Figures from outside as rows of their own, in the column of the last wave."""
    for one in references(context, benchmarks):
        blank = (TableCell(""),) * (waves - 1)
        yield TableRow(one.label, (*blank, TableCell(one.text, one.evidence, muted=True)))
