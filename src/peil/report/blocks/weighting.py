"""How a survey was weighted, in words, and what the weights cost: parts of the method account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isnan

from peil.report.blocks.composition import lines, packed, usual
from peil.report.blocks.context import Context, answers
from peil.report.blocks.feet import Shown
from peil.report.blocks.methodwords import plain
from peil.report.blocks.pages import numbered, page
from peil.report.blocks.titles import in_sentence, titled
from peil.report.model import Inlines, Page, Table, TableCell, TableRow
from peil.results.model import ALL, GroupWeights, WaveAccount
from peil.study.model import Break, CellWeights, ColumnWeights, MarginWeights, Trimming, Unweighted

_ROWS = 24


def how_weighted(context: Context) -> Iterator[str]:
    """To what, from what, within which limits, and what became of those who cannot be weighted."""
    language, weighting = context.language, context.survey.weighting
    match weighting:
        case Unweighted():
            yield language.text("The figures are not weighted: every respondent counts once.")
            return
        case ColumnWeights():
            yield language.text("Weighted with the weights that came with the data.")
            bare = [wave.label for wave in context.waves if wave.label in context.unweighted_waves]
            if bare:
                yield language.text("Not weighted: {waves}.", waves=language.joined(bare))
            yield from _trimmed(context, weighting.trim, False)
        case CellWeights():
            yield _to_cells(context, weighting)
            yield from _started(context, weighting)
            yield from _trimmed(context, weighting.trim, True)
            yield from _without_cell(context, weighting)
        case MarginWeights():
            yield from _to_margins(context, weighting)
            yield from _trimmed(context, weighting.trim, True)
            yield from _without_value(context, weighting)
    if weighting.note is not None:
        yield context.told(weighting.note)


def _to_cells(context: Context, weighting: CellWeights) -> str:
    """The questions that all cells have, and those that are targets within some groups alone."""
    language = context.language
    names = list(dict.fromkeys(name for cell in weighting.cells for name in cell.answers))
    everywhere = [name for name in names if all(name in cell.answers for cell in weighting.cells)]
    inner: dict[str, list[str]] = {}
    for name in names if everywhere else []:
        if name not in everywhere:
            places = dict.fromkeys(cell.answers[everywhere[0]] for cell in weighting.cells if name in cell.answers)
            groups = language.joined([_answer(context, everywhere[0], answer) for answer in places])
            inner.setdefault(groups, []).append(name)
    within = [
        language.text(
            "within {groups} by {questions} too",
            groups=groups,
            questions=language.joined(_labels(context, found)),
        )
        for groups, found in inner.items()
    ]
    questions = language.joined(_labels(context, everywhere or names))
    return language.text(
        "Weighted by {questions} to fixed shares, the same in every wave. They keep waves comparable and are not a "
        "claim about the population.",
        questions=", ".join([questions, *within]) + ("," if within else ""),
    )


def _answer(context: Context, question: str, answer: str) -> str:
    """What an answer is called."""
    given = answers(context, context.survey.questions[question]) if question in context.survey.questions else {}
    return given.get(answer, answer)


def _to_margins(context: Context, weighting: MarginWeights) -> Iterator[str]:
    """The questions, the method, the start weights and the bounds."""
    language = context.language
    yield _fitted_to(context, weighting, language.joined(_labels(context, weighting.questions)))
    targets = [*(one.shares for one in weighting.margins), *(one.means for one in weighting.means)]
    labels = [wave.label for wave in context.waves if wave.data is not None]
    if len(labels) > 1:
        same = all(one.get(label) == one.get(labels[0]) for one in targets for label in labels)
        yield (
            language.text("These targets are the same in every wave.")
            if same
            else language.text("These targets differ between waves.")
        )
    yield from _started(context, weighting)
    if weighting.bounds is not None:
        low, high = (plain(context.language, one) for one in weighting.bounds)
        yield language.text(
            "No weight is less than {low} or more than {high} times the weight it started from.", low=low, high=high
        )


def _fitted_to(context: Context, weighting: MarginWeights, questions: str) -> str:
    """What holds afterwards: of everyone, or where others count once too, of those with an answer to all questions."""
    language = context.language
    if weighting.without_value == "weight 1" and _counts(context):
        return _fitted_to_some(context, weighting, questions)
    if weighting.means:
        return language.text(
            "Weighted by {questions}: afterwards each has the shares or the mean that were set for it (calibration).",
            questions=questions,
        )
    if weighting.calibrated:
        return language.text(
            "Weighted by {questions}: afterwards each has the shares that were set for it (calibration).",
            questions=questions,
        )
    return language.text(
        "Weighted by {questions}: afterwards each has the shares that were set for it (raking).", questions=questions
    )


def _fitted_to_some(context: Context, weighting: MarginWeights, questions: str) -> str:
    language = context.language
    if weighting.means:
        return language.text(
            "Weighted by {questions}: afterwards each has the shares or the mean that were set for it, among those who "
            "answered all of these questions (calibration).",
            questions=questions,
        )
    if weighting.calibrated:
        return language.text(
            "Weighted by {questions}: afterwards each has the shares that were set for it, among those who answered "
            "all of these questions (calibration).",
            questions=questions,
        )
    return language.text(
        "Weighted by {questions}: afterwards each has the shares that were set for it, among those who answered all of "
        "these questions (raking).",
        questions=questions,
    )


def _started(context: Context, weighting: CellWeights | MarginWeights) -> Iterator[str]:
    if weighting.start:
        yield context.language.text("The weighting starts from the design weights that came with the data.")


def _trimmed(context: Context, trim: Trimming | None, targets: bool) -> Iterator[str]:
    if trim is None:
        return
    language, times = context.language, plain(context.language, trim.times)
    if trim.of == "mean":
        yield language.text("Weights above {times} times the mean were set to that limit.", times=times)
    else:
        yield language.text("Weights above {times} times the median were set to that limit.", times=times)
    if targets:
        yield language.text("The other weights were then adapted, so that all targets are still met.")
    else:
        yield language.text("What was cut was spread over the other respondents.")


def _labels(context: Context, names: Sequence[str]) -> list[str]:
    """What questions are called: the titles of their breaks, or their labels."""
    survey = context.survey
    titles = {one.question: one.title for one in survey.breaks.values() if one.question}
    labels = {name: question.label for name, question in survey.questions.items()}
    return [in_sentence(context, context.told(titles.get(name) or labels.get(name))) or name for name in names]


def _counts(context: Context) -> str:
    """By wave how many respondents could not be weighted; empty where all could."""
    accounts = [one for wave in context.waves if (one := context.account(wave)) is not None and one.without_cell]
    return ", ".join(f"{one.wave}: {context.language.integer(one.without_cell)}" for one in accounts)


def _with_them(context: Context) -> str:
    """What those do to the targets who could not be weighted, and count once."""
    language, parts = context.language, []
    for wave in context.waves:
        account = context.account(wave)
        if account is not None and account.without_cell:
            # The others have a mean weight of 1 too.
            share = account.without_cell / (account.n - account.left_out)
            parts.append(f"{account.wave}: {language.percent(share, 1)}")
    return language.text(
        "The targets hold among the others. With these respondents, who have part of the weight ({parts}), they "
        "are not met exactly.",
        parts=", ".join(parts),
    )


def _without_cell(context: Context, weighting: CellWeights) -> Iterator[str]:
    language, counts = context.language, _counts(context)
    if counts and weighting.without_cell == "weight 1":
        yield language.text(
            "Respondents without a weighting cell ({counts}) count once, beside a mean weight of 1.", counts=counts
        )
        yield _with_them(context)
    elif counts:
        yield language.text(
            "Respondents without a weighting cell ({counts}) were left out of the figures.", counts=counts
        )


def _without_value(context: Context, weighting: MarginWeights) -> Iterator[str]:
    language, counts = context.language, _counts(context)
    if counts and weighting.without_value == "weight 1":
        yield language.text(
            "Respondents who lack an answer to weight by ({counts}) count once, beside a mean weight of 1.",
            counts=counts,
        )
        yield _with_them(context)
    elif counts:
        yield language.text(
            "Respondents who lack an answer to weight by ({counts}) were left out of the figures.", counts=counts
        )


def costs(context: Context) -> Iterator[str]:
    """Efficiency, design effect, extreme weights and the trimmed part of every weighted wave, or why these are not
    told."""
    trimmed = {row.wave: row.trimmed for row in _rows(context) if row.group == ALL}
    accounts = [one for wave in reversed(context.waves) if (one := context.account(wave)) is not None]
    weighted = [one for one in accounts if one.weighting not in ("none", "published")]
    yield from (_cost(context, one, trimmed.get(one.wave, 0.0)) for one in weighted if not isnan(one.efficiency))
    withheld = [one.wave for one in weighted if isnan(one.efficiency)]
    if withheld:
        yield _withheld(context, withheld)


def _cost(context: Context, account: WaveAccount, trimmed: float) -> str:
    """What the weights of a wave cost."""
    language = context.language
    line = language.text(
        "{wave}: weighted, {n} respondents are as precise as {effective} unweighted ones (efficiency "
        "{efficiency}%, design effect {effect}, weights from {smallest} to {largest}).",
        wave=account.wave,
        n=language.integer(account.n - account.left_out),
        effective=language.integer((account.n - account.left_out) * account.efficiency / 100),
        efficiency=language.integer(account.efficiency),
        effect=language.number(account.design_effect, 2),
        smallest=language.number(account.smallest, 2),
        largest=language.number(account.largest, 2),
    )
    if not isnan(account.placed_efficiency):
        line += " " + language.text(
            "Without the respondents who could not be weighted: efficiency {efficiency}%, design effect {effect}.",
            efficiency=language.integer(account.placed_efficiency),
            effect=language.number(account.placed_design_effect, 2),
        )
    if trimmed:
        share = language.percent(trimmed, 1)
        line += " " + language.text("{share} of the respondents had their weight cut.", share=share)
    return line


def _withheld(context: Context, waves: Sequence[str]) -> str:
    """Why the figures of these waves are not told; those by group of this wave have a page, which is missed then."""
    language = context.language
    line = language.text(
        "{waves}: not told, for with the targets these figures would give away how many people are in a group that is "
        "so small that they could be recognised.",
        waves=language.joined(list(reversed(waves))),
    )
    if context.this.label in waves:
        line += " " + language.text("The weights by group are left out for the same reason.")
    return line


def _rows(context: Context) -> list[GroupWeights]:
    return [row for row in context.published.weights if row.survey == context.survey.id]


def weights_pages(context: Context) -> tuple[Page, ...]:
    """What the weights of this wave cost in every group of the report; no page where nothing was weighted."""
    language = context.language
    rows = {row.group: row for row in _rows(context) if row.wave == context.this.label}
    if ALL not in rows:
        return ()
    cut = any(row.trimmed for row in rows.values())
    columns = (
        "n",
        language.text("Effective n"),
        language.text("Efficiency"),
        language.text("Design effect"),
        language.text("Smallest weight"),
        language.text("Largest weight"),
        *((language.text("Cut"),) if cut else ()),
    )
    total = replace(_row(context, language.text("Total"), rows[ALL], cut), kind="total")
    parts = [part for break_ in usual(context) if (part := _part(context, break_, rows, cut))]
    hidden = any(line.key not in rows for break_ in usual(context) for line in lines(context, break_))
    pieces = packed(parts, _ROWS)
    pages = []
    for number, piece in enumerate(pieces, start=1):
        suffix = f"/{number}" if number > 1 else ""
        name = f"{context.survey.id}/method/weights{suffix}"
        table = Table(name, language.text("Weights by group"), language.text("Group"), columns, (total, *piece))
        title = numbered(_title(context, rows[ALL]), number, len(pieces))
        measure = language.text("Weights of {wave}, on average 1", wave=context.this.label)
        shown = Shown((), (), (context.this,), "nothing", None, extra=tuple(_notes(context, cut, hidden)))
        pages.append(page(context, name, title, measure, (table,), shown))
    return tuple(pages)


def _title(context: Context, total: GroupWeights) -> Inlines:
    """What weighting costs, in people: as a client counts."""
    language = context.language
    return titled(
        language.text(
            "Method: weighted, {n} respondents are as precise as {effective} unweighted ones",
            n=language.integer(total.n),
            effective=language.integer(total.n_effective),
        )
    )


def _part(context: Context, break_: Break, rows: dict[str, GroupWeights], cut: bool) -> list[TableRow]:
    """The groups of a break, below its title."""
    found = [
        replace(_row(context, line.label, rows[line.key], cut), level=line.level)
        for line in lines(context, break_)
        if line.key in rows
    ]
    blank = (TableCell(""),) * (6 + cut)
    return [TableRow(context.told(break_.title), blank, kind="part"), *found] if found else []


def _row(context: Context, label: str, row: GroupWeights, cut: bool) -> TableRow:
    language = context.language
    texts = (
        language.integer(row.n),
        language.integer(row.n_effective),
        language.percent(row.efficiency / 100),
        language.number(row.design_effect, 2),
        language.number(row.smallest, 2),
        language.number(row.largest, 2),
        *((language.percent(row.trimmed),) if cut else ()),
    )
    return TableRow(label, tuple(TableCell(text) for text in texts))


def _notes(context: Context, cut: bool, hidden: bool) -> Iterator[str]:
    language = context.language
    yield language.text(
        "Weight: how many times a respondent counts, on average once. The more the weights of a group differ, the less "
        "precise its figures are; the margins in this report hold that."
    )
    yield language.text(
        "Effective n: the number of respondents that would be as precise without weighting. Efficiency: effective n as "
        "a part of n, 100% where all have the same weight. Design effect: n divided by effective n."
    )
    if cut:
        yield language.text("Cut: respondents whose weight was set to the limit.")
    if hidden:
        count = context.survey.settings.hide_up_to
        yield language.text("Groups of {count} respondents or fewer are left out.", count=count)
