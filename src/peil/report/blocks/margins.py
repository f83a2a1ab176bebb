"""The last page of the method account: the margins of the overall grade by wave and group, and what they leave out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isnan

from peil.language.language import NOTHING
from peil.report.blocks.context import Context, Subject, group_name, main_subject
from peil.report.blocks.feet import Shown
from peil.report.blocks.legend import confidence, hides_few
from peil.report.blocks.marks import cell
from peil.report.blocks.pages import measure_text, page
from peil.report.blocks.titles import overall_name, titled
from peil.report.model import Block, Facts, Page, Run, Table, TableCell, TableRow
from peil.results.model import ALL
from peil.study.model import Wave

_MOST_GROUPS = 8


def margins_page(context: Context) -> Page:
    """The page; without an overall grade only what a margin leaves out."""
    language, question = context.language, context.overall
    told = [
        (language.text("What a margin leaves out"), _left_out(context)),
        (language.text("Small bases"), _small(context)),
    ]
    block_id = f"{context.survey.id}/method/margins"
    title = titled(language.text("Method: margins"))
    if question is None:
        measure, shown = language.text("How precise the figures are"), Shown((), (), (context.this,))
        return page(context, block_id, title, measure, (_facts(block_id, told),), shown)
    subject = main_subject(context, question)
    tables = tuple(_table(context, subject))
    if not tables:
        told.insert(0, (_title(context), _no_table(context, subject)))
    alike = any(cell.text == NOTHING for table in tables for row in table.rows for cell in row.cells)
    marks = (f"{NOTHING}: {language.text('no margin, because everyone gave the same grade')}",) if alike else ()
    shown = Shown((), (question,), (context.this,), marks=marks)
    blocks: tuple[Block, ...] = (*tables, _facts(block_id, told))
    return page(context, block_id, title, measure_text(context, subject), blocks, shown)


def _facts(block_id: str, told: Sequence[tuple[str, str]]) -> Facts:
    return Facts(block_id, tuple((term, ((Run(line),),)) for term, line in told))


def _no_table(context: Context, subject: Subject) -> str:
    """Why no figure has a margin."""
    language, overall = context.language, overall_name(context)
    figures = [found for wave in context.waves if (found := context.shown(subject, wave)) is not None]
    if not figures:
        return language.text("The {overall} may not be shown in any wave, and neither may its margin.", overall=overall)
    if all(one.status == "published elsewhere" for one in figures):
        return language.text("The {overall} was published elsewhere, without a margin.", overall=overall)
    return language.text(
        "The sample does not tell how precise the {overall} is, as where all respondents come from one cluster.",
        overall=overall,
    )


def _title(context: Context) -> str:
    return context.language.text("Margins of the {overall}", overall=overall_name(context))


def _table(context: Context, subject: Subject) -> Iterator[Table]:
    """The overall grade with its margin, n and effective base: every wave, then the groups of this one."""
    language = context.language
    rows = [
        _row(context, subject, f"{language.text('Total')} {wave.label}", wave, ALL) for wave in reversed(context.waves)
    ]
    for break_ in context.breaks[:1]:
        if len(break_.groups) <= _MOST_GROUPS:
            rows += [
                _row(
                    context,
                    subject,
                    f"{group_name(context, break_, one)} {context.this.label}",
                    context.this,
                    break_.key(one),
                )
                for one in break_.groups
            ]
    found = tuple(row for row in rows if row is not None)
    if found:
        columns = (
            subject.label,
            language.text("Margin ({level})", level=confidence(context)),
            "n",
            language.text("Effective n"),
        )
        name = f"{context.survey.id}/method/margins/table"
        yield Table(name, _title(context), language.text("Group"), columns, found)


def _row(context: Context, subject: Subject, label: str, wave: Wave, group: str) -> TableRow | None:
    found = context.shown(subject, wave, group)
    # Grades that are all alike have no margin: the sample does not tell how far others would lie from them.
    if found is None or (isnan(found.ci_low) and found.sd != 0):
        return None
    language = context.language
    margin = TableCell(NOTHING, muted=True)
    if not isnan(found.ci_low):
        half = language.number((found.ci_high - found.ci_low) / 2, context.survey.settings.decimals + 1)
        margin = TableCell(f"±{half}", found.id)
    effective = language.integer(found.n_effective) if not isnan(found.n_effective) else ""
    cells = (margin, TableCell(language.integer(found.n)), TableCell(effective))
    return TableRow(label, (cell(context, subject, wave, group), *cells))


def _left_out(context: Context) -> str:
    """What no margin covers."""
    language = context.language
    account = context.account(context.this)
    text = language.text(
        "A margin covers chance in the sample alone. It leaves out deviations that arise because some people answer "
        "less often than others, or understand a question differently."
    )
    if account is None or account.rate is None:
        return text
    rate = language.percent(account.rate)
    return text + " " + language.text("With a response of {rate} that has to be borne in mind.", rate=rate)


def _small(context: Context) -> str:
    settings, language = context.survey.settings, context.language
    small = language.text(
        "Figures on {hidden} answers or fewer are not shown; figures on {first} to {last} answers are marked "
        "as a small base.",
        hidden=settings.hide_up_to,
        first=settings.hide_up_to + 1,
        last=settings.mark_up_to,
    )
    if not hides_few(context):
        return small
    private = language.text(
        "Nor is anything shown that tells of fewer than {count} respondents, or from which that would follow by "
        "subtraction.",
        count=settings.privacy_below,
    )
    return f"{small} {private}"
