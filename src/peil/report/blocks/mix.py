"""`::: change QUESTION by BREAK`: a change between waves as real change and change of the mix, group by group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from peil.language.language import NOTHING
from peil.report.blocks.arguments import Request
from peil.report.blocks.changes import against_rest_asked, apart_cell, change_cell, explained
from peil.report.blocks.context import Context, Subject, group_name, of_ten
from peil.report.blocks.feet import Shown
from peil.report.blocks.legend import double_mark
from peil.report.blocks.marks import HIDDEN, of_test
from peil.report.blocks.pages import page
from peil.report.blocks.titles import in_sentence, titled
from peil.report.blocks.untold import too_small_a_group
from peil.report.model import Inlines, Page, Paragraph, Run, Table, TableCell, TableRow
from peil.results.hiding import FOR_PRIVACY
from peil.results.model import ALL, ChangePart, ChangeSplit
from peil.study.model import Break
from peil.study.targets import holds_shares

# By row of the table: the change of a group, and how much more that is than of everyone else.
Pairs = tuple[tuple[TableCell, TableCell], ...]


def change(context: Context, request: Request) -> tuple[Page, ...]:
    """One page: this wave with the earlier one that `waves` names, else with the one before."""
    if request.subject is None or request.break_ is None:
        return ()
    earlier = _earlier(context, request)
    split = _split(context, request.subject, request.break_, earlier)
    if split is None:
        return tuple(_instead(context, request.subject, request.break_, earlier))
    parts = [part for part in context.published.change_parts if part.split == split.id]
    language, this = context.language, context.this
    columns = tuple(
        text
        for wave in (split.earlier, this.label)
        for text in (language.text("Share {wave}", wave=wave), _mean_in(context, request.subject, wave))
    )  # fmt: skip
    table = Table(
        f"{context.survey.id}/{request.subject.key}/change/{request.break_.id}",
        language.text("The change told apart"),
        context.told(request.break_.title),
        (*columns, language.text("Real"), language.text("Mix")),
        (_total(context, request.subject, split), *_rows(context, request.subject, request.break_, parts, split)),
        (("", 4), (language.text("Adds to the change"), 2)),
    )
    compared = _compared(context, request.subject, request.break_, split, parts)
    if compared:
        table = _beside(context, table, compared)
    waves = tuple(wave for wave in context.waves if wave.label in (split.earlier, this.label))
    shown = Shown((request.subject,), (request.subject.question,) if request.subject.question else (), waves,
                  extra=tuple(_notes(context, request.break_, split, parts)),
                  marks=tuple(_marks(context, compared, split)),
                  keys=tuple(part.group for part in parts if part.group))  # fmt: skip
    measure = language.text("Real change and change of the mix, in points")
    return (page(context, table.id, _title(context, request.subject, split), measure, (table,), shown),)


def _instead(context: Context, subject: Subject, break_: Break, earlier: str | None) -> Iterator[Page]:
    """A page with a sentence, where both totals are shown and a group of the break is hidden for privacy."""
    label = earlier or (context.earlier[-1].label if context.earlier else "")
    both = tuple(wave for wave in context.waves if wave.label in (label, context.this.label))
    found = [context.estimate(subject, wave, break_.key(group)) for wave in both for group in break_.groups]
    hidden = any(one is not None and one.status in FOR_PRIVACY for one in found)
    if not hidden or len(both) < 2 or any(context.shown(subject, wave) is None for wave in both):
        return
    title = context.language.text(
        "{label} since {wave}: not told apart by {break_title}",
        label=subject.label, wave=label, break_title=in_sentence(context, context.told(break_.title)),
    )  # fmt: skip
    shown = Shown((subject,), (subject.question,) if subject.question else (), both)
    measure = context.language.text("Real change and change of the mix, in points")
    block_id = f"{context.survey.id}/{subject.key}/change/{break_.id}"
    yield page(context, block_id, titled(title), measure, (Paragraph((Run(too_small_a_group(context)),)),), shown)


def _compared(
    context: Context, subject: Subject, break_: Break, split: ChangeSplit, parts: Sequence[ChangePart]
) -> Pairs:
    """By row the change of a group and how much more that is than of everyone else; empty where no test was made."""
    if not against_rest_asked(context, break_) or not parts:
        return ()
    keys = [part.group for part in parts]
    whole = change_cell(context, subject, split.earlier, ALL, marked=False)
    found = tuple(
        (
            change_cell(context, subject, split.earlier, key, marked=False),
            apart_cell(context, subject, split.earlier, key),
        )
        for key in keys
    )
    return ((whole, TableCell("")), *found) if any(apart.evidence for _, apart in found) else ()


def _beside(context: Context, table: Table, compared: Pairs) -> Table:
    """The table with these columns before the last two."""
    language = context.language
    rows = tuple(
        replace(row, cells=(*row.cells[:4], *cells, *row.cells[4:]))
        for row, cells in zip(table.rows, compared, strict=True)
    )
    heads = (language.text("Change"), language.text("Against the others"))
    spans = (("", 4), (language.text("Changed"), 2), table.spans[-1])
    return replace(table, columns=(*table.columns[:4], *heads, *table.columns[4:]), rows=rows, spans=spans)


def _marks(context: Context, compared: Pairs, split: ChangeSplit) -> Iterator[str]:
    """What the marks mean: those of the change against the others, and those of the last two columns, another test."""
    language = context.language
    column = language.text("Against the others")
    for line in explained(context, [apart.flag for _, apart in compared], split.earlier):
        yield language.text("“{quoted}”", quoted=column) + f" {line}"
    signs = {of_test(context, value > 0, p) for value, p in ((split.real, split.real_p), (split.mix, split.mix_p))}
    if any(signs):
        level = language.number(context.survey.settings.level, 2)
        yield language.text("Real and mix, + or −: differs from zero (p < {level})", level=level)
    yield from (line.removesuffix(".") for line in double_mark(context, signs))


def _mean_in(context: Context, subject: Subject, wave: str) -> str:
    """What the mean of a wave is called."""
    named = context.language.text
    return named("Grade {wave}", wave=wave) if of_ten(subject.question) else named("Rating {wave}", wave=wave)


def _earlier(context: Context, request: Request) -> str | None:
    named = [wave.label for wave in request.waves if wave is not context.this]
    return named[0] if named else None


def _split(context: Context, subject: Subject, break_: Break, earlier: str | None) -> ChangeSplit | None:
    """The published split; without a wave that with the latest earlier one."""
    found = {
        one.earlier: one
        for one in context.published.changes
        if (one.survey, one.wave, one.question, one.break_id)
        == (context.survey.id, context.this.label, subject.id, break_.id)
    }
    if earlier is not None:
        return found.get(earlier)
    return next((found[wave.label] for wave in reversed(context.earlier) if wave.label in found), None)


def _total(context: Context, subject: Subject, split: ChangeSplit) -> TableRow:
    language = context.language
    whole = language.percent(1.0)
    waves: list[TableCell] = []
    few = False
    for label in (split.earlier, split.wave):
        found = context.shown(subject, label)
        text = context.value_text(subject, found.estimate) if found is not None else NOTHING
        small = found is not None and found.status == "small base"
        waves += [TableCell(whole), replace(_cell(text, small), evidence=found.id if found is not None else "")]
        few |= small
    points = [
        replace(_cell(language.number(value, 2, sign=True), few), flag=of_test(context, value > 0, p))
        for value, p in ((split.real, split.real_p), (split.mix, split.mix_p))
    ]
    return TableRow(language.text("Total"), (*waves, *points), 0, "total")


def _rows(
    context: Context, subject: Subject, break_: Break, parts: Sequence[ChangePart], split: ChangeSplit
) -> Iterator[TableRow]:
    """The groups in the order of the study, then those who are in none; an asterisk where the base is too small, and
    all that rests on a small base in brackets."""
    language, decimals = context.language, context.survey.settings.decimals
    labels = {break_.key(group): group_name(context, break_, group) for group in break_.groups}
    for part in parts:
        texts = (
            language.percent(part.share_then), language.number(part.mean_then, decimals),
            language.percent(part.share_now), language.number(part.mean_now, decimals),
            language.number(part.real, 2, sign=True), language.number(part.mix, 2, sign=True),
        )  # fmt: skip
        label = labels.get(part.group) or language.text("In none of these groups")
        if _too_small(context, part):
            yield TableRow(label, (TableCell(HIDDEN, muted=True),) * len(texts))
            continue
        then = _small_base(context, subject, split.earlier, part.group, part.n_then)
        now = _small_base(context, subject, split.wave, part.group, part.n_now)
        # A share is one of all respondents: it does not rest on the group alone.
        small = (False, then, False, now, then or now, then or now)
        yield TableRow(label, tuple(_cell(text, few) for text, few in zip(texts, small, strict=True)))


def _cell(text: str, small: bool) -> TableCell:
    bracketed = small and text != NOTHING
    return TableCell(f"({text})" if bracketed else text, muted=bracketed or text == NOTHING)


def _too_small(context: Context, part: ChangePart) -> bool:
    return any(0 < n <= context.survey.settings.hide_up_to for n in (part.n_then, part.n_now))


def _small_base(context: Context, subject: Subject, wave: str, key: str, n: int) -> bool:
    """Whether the figure of a group rests on a small base; of those who are in no group there is a count alone."""
    found = context.estimate(subject, wave, key) if key else None
    if found is not None:
        return found.status == "small base"
    settings = context.survey.settings
    return settings.hide_up_to < n <= settings.mark_up_to


def _title(context: Context, subject: Subject, split: ChangeSplit) -> Inlines:
    """What the change consists of; what is not significant is not told as a finding."""
    language, level = context.language, context.survey.settings.level
    words = {
        "label": subject.label, "wave": split.earlier, "change": language.number(split.change, 2, sign=True),
        "real": language.number(split.real, 2, sign=True), "mix": language.number(split.mix, 2, sign=True),
    }  # fmt: skip
    evidence = (f"{split.survey}/{split.wave}/{split.question}/mean/{ALL}~{split.earlier}",)
    if not split.change_p < level:
        return titled(language.text("{label}: no demonstrable change since {wave}", **words), *evidence)
    if split.real_p < level and split.real * split.change > 0:
        message = "{label} {change} since {wave}: {real} because people judge otherwise, {mix} by another mix"
        return titled(language.text(message, **words), *evidence)
    return titled(
        language.text("{label} {change} since {wave}, but not demonstrably because people judge otherwise", **words),
        *evidence,
    )


def _notes(context: Context, break_: Break, split: ChangeSplit, parts: Sequence[ChangePart]) -> Iterator[str]:
    language = context.language
    title = in_sentence(context, context.told(break_.title))
    yield language.text(
        "Real: what the change would have been with the same mix of {break_title} in both waves. Mix: the rest, "
        "because the groups have other shares (Kitagawa). It says nothing of causes.",
        break_title=title,
    )
    yield language.text(
        "Margins ({level}): change ±{change}, real ±{real}, mix ±{mix}. By rounding, parts may not add up.",
        level=language.percent(1 - context.survey.settings.level),
        change=language.number(split.change_margin, 2),
        real=language.number(split.real_margin, 2),
        mix=language.number(split.mix_margin, 2),
    )
    if split.fixed:
        yield language.text("The weights fix the shares of these groups: the mix is zero by construction.")
    elif holds_shares(context.survey, break_, (split.earlier, split.wave)):
        yield language.text(
            "The weights fix the shares of these groups among all respondents; the mix that is left comes from who "
            "answered this question."
        )
    if not parts:
        yield language.text("The groups are not shown: one of them is so small that it could be recognised.")
