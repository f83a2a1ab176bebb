"""`::: composition [by BREAK]`: how many respondents per group and wave, and the fixed shares of the weighting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peil.language.language import NOTHING
from peil.report.blocks.arguments import Request
from peil.report.blocks.context import Context, Subject, group_name, main_subject
from peil.report.blocks.feet import Shown, group_notes
from peil.report.blocks.groups import GroupRow, group_rows
from peil.report.blocks.legend import private_told
from peil.report.blocks.marks import HIDDEN, PRIVATE
from peil.report.blocks.notes import wave_notes
from peil.report.blocks.pages import numbered, page
from peil.report.blocks.tables import Row
from peil.report.blocks.titles import in_sentence, titled
from peil.report.model import Inlines, Page, Table, TableCell, TableRow
from peil.results.model import ALL
from peil.study.model import Break, CellWeights, MarginWeights, Unweighted, Wave
from peil.study.targets import fixed_share, is_target_within

_ROWS = 28


@dataclass(frozen=True)
class Line:
    """A row: a group of a break, or the total."""

    label: str
    key: str
    level: int = 0
    group: GroupRow | None = None


def composition(context: Context, request: Request) -> tuple[Page, ...]:
    """The pages; by the break that was named, or those that the report shows."""
    by = request.break_ if request.break_ is not None and _of_own(context, request.break_) else None
    breaks = [by] if by is not None else list(usual(context))
    waves = tuple(wave for wave in context.waves if context.group_sizes.get((wave.label, ALL)))
    opening = [_row(context, Line(context.language.text("Total"), ALL), waves, breaks)]
    opening += _without_cell(context, waves, breaks)
    parts = [_part(context, break_, waves, breaks) for break_ in breaks]
    pieces = packed(parts, _ROWS - len(opening))
    title = _title(context) if request.break_ is None else _title_by(context, request.break_)
    name = f"{context.survey.id}/composition" + (f"/{request.break_.id}" if request.break_ is not None else "")
    pages = []
    for number, rows in enumerate(pieces, start=1):
        suffix = f"/{number}" if number > 1 else ""
        table = Table(
            f"{name}{suffix}",
            context.language.text("Respondents by group and wave"),
            context.language.text("Group"),
            (*(wave.label for wave in waves), *_share_columns(context, breaks)),
            (*opening, *rows),
            _spans(context, waves, breaks),
        )
        shown = Shown((), (), waves, "nothing", None, extra=tuple(_notes(context, breaks, table.rows, waves)))
        measure = context.language.text("Number of respondents (unweighted)")
        pages.append(page(context, table.id, numbered(title, number, len(pieces)), measure, (table,), shown))
    return tuple(pages)


def _of_own(context: Context, break_: Break) -> bool:
    """Whether a break has a place in the report: in that of a group the break of it, or one that divides it."""
    return context.own is None or any(break_.id == one.id for one in context.breaks)


def _part(context: Context, break_: Break, waves: Sequence[Wave], breaks: Sequence[Break]) -> list[TableRow]:
    """The rows of a break, below its title where there are several breaks."""
    rows = [_row(context, line, waves, breaks) for line in lines(context, break_)]
    if len(breaks) < 2:
        return rows
    blank = (TableCell(""),) * (len(waves) + _shares(context, breaks))
    return [TableRow(context.told(break_.title), blank, kind="part"), *rows]


def packed(parts: Sequence[list[TableRow]], most: int) -> list[list[TableRow]]:
    """Breaks over pages of about equal length, none of them cut."""
    pages = -(-sum(len(part) for part in parts) // most)
    full = -(-sum(len(part) for part in parts) // max(1, pages))
    packed: list[list[TableRow]] = [[]]
    for part in parts:
        if packed[-1] and len(packed[-1]) + len(part) / 2 > full:
            packed.append([])
        packed[-1] += part
    return packed


def usual(context: Context) -> Iterator[Break]:
    """The breaks of the report, a nested one in the place of the outer one that it divides: that heads what lies within
    it. The inner one stays, for no row of the nested one is all of it."""
    nested = {one.outer for one in context.breaks if one.outer and one.inner}
    for break_ in context.breaks:
        if break_.id not in nested:
            yield break_


def lines(context: Context, break_: Break) -> list[Line]:
    """The groups in the order of the study."""
    subject = _any_subject(context)
    rows = group_rows(context, subject, break_, by_value=False, within=context.own) if subject is not None else []
    if subject is None:
        rows = [GroupRow(break_, group, context.told(group.label)) for group in break_.groups]
    return [Line(row.label, row.key, row.level, row) for row in rows]


def _any_subject(context: Context) -> Subject | None:
    question = context.overall or next(iter(context.survey.questions.values()), None)
    return main_subject(context, question) if question is not None else None


def _row(context: Context, line: Line, waves: Sequence[Wave], breaks: Sequence[Break]) -> TableRow:
    """The numbers of a group per wave, then its fixed share and its weighted share."""
    cells = [_count(context, line.key, wave) for wave in waves]
    if _has_targets(context):
        share = 1.0 if line.group is None else fixed_share(context.survey, line.group.break_, line.group.group)
        cells.append(TableCell(_exact(context, share) if share else ""))
    elif _has_weighted_shares(context, breaks):
        cells.append(_weighted(context, line))
    return TableRow(line.label, tuple(cells), line.level, "total" if line.group is None else "row")


def _exact(context: Context, share: float) -> str:
    """A fixed share with the decimals it has, at most two: 12%, 35,5%, 17,75%."""
    decimals = next(n for n in (0, 1, 2) if n == 2 or round(share * 100, n) == round(share * 100, 6))
    return context.language.percent(share, decimals)


def _without_cell(context: Context, waves: Sequence[Wave], breaks: Sequence[Break]) -> list[TableRow]:
    """A row with the respondents who have no weighting cell, or lack an answer to weight by, where there are any."""
    accounts = [context.account(wave) for wave in waves]
    counts = [one.without_cell if one is not None else 0 for one in accounts]
    if not any(counts):
        return []
    cells = [TableCell(context.language.integer(count), muted=not count) for count in counts]
    blank = (TableCell(""),) * _shares(context, breaks)
    label = context.language.text("of whom without a weighting cell")
    if isinstance(context.survey.weighting, MarginWeights):
        label = context.language.text("of whom without a value to weight by")
    return [TableRow(label, (*cells, *blank), 1)]


def _count(context: Context, key: str, wave: Wave) -> TableCell:
    n = context.group_sizes.get((wave.label, key), 0)
    if not n:
        private = (context.survey.id, wave.label, key) in context.published.hidden_sizes
        return TableCell(PRIVATE if private else NOTHING, muted=True)
    small = n <= context.survey.settings.hide_up_to
    return TableCell(context.language.integer(n) + (HIDDEN if small else ""), muted=small)


def _has_targets(context: Context) -> bool:
    return isinstance(context.survey.weighting, CellWeights)


def _has_weighted_shares(context: Context, breaks: Sequence[Break]) -> bool:
    return any(_profile(context, Line("", "", 0, GroupRow(b, g, ""))) for b in breaks for g in b.groups)


def _profile(context: Context, line: Line) -> Row | None:
    """The share of a group in this wave, where it is published."""
    if line.group is None:
        return None
    break_, group = line.group.break_, line.group.group
    subject = Subject(break_.question or break_.id, line.label, "share", group.id)
    return Row(subject, line.label) if context.shown(subject, context.this) is not None else None


def _weighted(context: Context, line: Line) -> TableCell:
    if line.group is None:
        return TableCell(context.language.percent(1.0))
    row = _profile(context, line)
    found = context.shown(row.subject, context.this) if row is not None else None
    return TableCell(context.language.percent(found.estimate), found.id) if found is not None else TableCell("")


def _shares(context: Context, breaks: Sequence[Break]) -> int:
    return int(_has_targets(context) or _has_weighted_shares(context, breaks))


def _share_columns(context: Context, breaks: Sequence[Break]) -> tuple[str, ...]:
    if _has_targets(context):
        return (context.language.text("Fixed share in the total"),)
    if _has_weighted_shares(context, breaks):
        return (context.language.text("Share {wave}", wave=context.this.label),)
    return ()


def _spans(context: Context, waves: Sequence[Wave], breaks: Sequence[Break]) -> tuple[tuple[str, int], ...]:
    language = context.language
    spans = [(language.text("Respondents (n)"), len(waves))]
    if _has_targets(context):
        spans.append((language.text("Weighting"), 1))
    elif _shares(context, breaks):
        weighted = not isinstance(context.survey.weighting, Unweighted)
        spans.append((language.text("Weighted") if weighted else "", 1))
    return tuple(spans)


def _title(context: Context) -> Inlines:
    """How many took part, and the response where it is known."""
    language = context.language
    account = context.account(context.this)
    if account is None:
        return titled(language.text("Composition of the sample"))
    n = language.integer(account.n)
    if account.rate is None:
        return titled(language.text("{n} respondents took part in {wave}", n=n, wave=context.this.label))
    return titled(
        language.text(
            "{n} respondents took part in {wave}: a response of {rate}",
            n=n,
            wave=context.this.label,
            rate=language.percent(account.rate),
        )
    )


def _within_own(context: Context, breaks: Sequence[Break]) -> Iterator[str]:
    """In the report of one group: of which of its parts the weights fix the share within the group."""
    if context.own is None:
        return
    language, (owner, own) = context.language, context.own
    for break_ in breaks:
        inner = context.survey.breaks.get(break_.inner or "")
        question = inner.question if inner is not None else None
        if break_.outer == owner.id and question and is_target_within(context.survey, question, owner, own):
            yield language.text(
                "Within {group} the weights fix the shares by {break_title}: that these stay the same is no finding.",
                group=group_name(context, owner, own),
                break_title=in_sentence(context, context.told(inner.title if inner is not None else None)),
            )


def _title_by(context: Context, break_: Break) -> Inlines:
    """Of a break that was named: several such pages would else bear one title."""
    language, n = context.language, context.group_sizes.get((context.this.label, ALL), 0)
    words = {"n": language.integer(n), "wave": context.this.label}
    by = in_sentence(context, context.told(break_.title))
    return titled(language.text("{n} respondents in {wave}, by {break_title}", break_title=by, **words))


def _notes(context: Context, breaks: Sequence[Break], rows: Sequence[TableRow], waves: Sequence[Wave]) -> Iterator[str]:
    language = context.language
    signs = {cell.text[-1:] for row in rows for cell in row.cells}
    if HIDDEN in signs:
        yield language.text(
            "*: fewer than {count} respondents, too few to report on", count=context.survey.settings.hide_up_to + 1
        )
    if PRIVATE in signs:
        yield private_told(context)
    weighting = context.survey.weighting
    if isinstance(weighting, CellWeights):
        yield language.text("The fixed shares are the same in every wave, so that waves can be compared.")
        yield from _within_own(context, breaks)
    if not isinstance(weighting, Unweighted) and weighting.note is not None:
        yield context.told(weighting.note)
    yield from wave_notes(context, waves)
    for break_ in breaks:
        if break_.overlapping:
            yield language.text(
                "{break_title}: a respondent may belong to several groups.", break_title=context.told(break_.title)
            )
    yield from group_notes(context, [group for break_ in breaks for group in break_.groups])
