"""`::: response [SURVEY]`: the respondents beside the list they were drawn from, stratum by stratum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isnan

from peil.report.blocks.arguments import Request
from peil.report.blocks.context import Context, answers
from peil.report.blocks.feet import Shown
from peil.report.blocks.legend import double_mark
from peil.report.blocks.marks import of_test
from peil.report.blocks.pages import page
from peil.report.blocks.titles import titled
from peil.report.model import Flag, Inlines, Page, Table, TableCell, TableRow
from peil.results.model import ALL, StratumResponse
from peil.study.model import Unweighted


def response(context: Context, _request: Request) -> tuple[Page, ...]:
    """One page about this wave; none where the study does not tell the sizes of the strata."""
    strata = [
        row for row in context.published.strata if (row.survey, row.wave) == (context.survey.id, context.this.label)
    ]
    if not strata:
        return ()
    language, whole = context.language, strata[-1]
    asked = context.survey.questions[context.survey.stratum or ""]
    names = answers(context, asked)
    rows = [_row(context, one, names) for one in (whole, *strata[:-1])]
    listed = language.text("Sent") if whole.of == "sent" else language.text("Frame")
    columns = [
        listed, language.text("Respondents (n)"), _rate_heading(context, whole), _part_heading(context, whole),
        language.text("Share of respondents"),
    ]  # fmt: skip
    if not isinstance(context.survey.weighting, Unweighted):
        columns.append(language.text("Share after weighting"))
    caption = language.text("Response by stratum")
    table = Table(
        f"{context.survey.id}/response", caption, context.told(asked.label) or asked.id, tuple(columns), tuple(rows)
    )
    shown = Shown((), (), (context.this,), "nothing", extra=tuple(_notes(context, whole, strata)))
    return (page(context, table.id, _title(context, strata, names), caption, (table,), shown),)


def _rate_heading(context: Context, whole: StratumResponse) -> str:
    language = context.language
    return language.text("Response rate") if whole.of == "sent" else language.text("Respondents per unit")


def _part_heading(context: Context, whole: StratumResponse) -> str:
    language = context.language
    return language.text("Share of sent") if whole.of == "sent" else language.text("Share of frame")


def _row(context: Context, one: StratumResponse, names: Mapping[str, str]) -> TableRow:
    language, total = context.language, one.stratum == ALL
    cells = [
        TableCell(language.integer(one.listed)),
        TableCell(language.integer(one.n)),
        TableCell(language.percent(one.rate)),
        TableCell(language.percent(one.listed_share)),
        TableCell(language.percent(one.answered_share), flag=0 if total else _flag(context, one)),
    ]
    if not isinstance(context.survey.weighting, Unweighted):
        cells.append(TableCell("–" if isnan(one.weighted_share) else language.percent(one.weighted_share)))
    label = language.text("Total") if total else names.get(one.stratum, one.stratum)
    return TableRow(label, tuple(cells), 0, "total" if total else "row")


def _flag(context: Context, one: StratumResponse) -> Flag:
    """+ or − where the stratum answered more or less often than the others."""
    return of_test(context, one.answered_share > one.listed_share, one.p)


def _title(context: Context, strata: Sequence[StratumResponse], names: Mapping[str, str]) -> Inlines:
    """Who answered most and least, where chance does not explain it."""
    language, whole = context.language, strata[-1]
    if isnan(whole.p):
        return titled(language.text("Response by stratum"))
    if not whole.p < context.survey.settings.level:
        return titled(language.text("The response does not differ demonstrably between strata"))
    ordered = sorted(strata[:-1], key=lambda one: one.rate)
    low, high = ordered[0], ordered[-1]
    words = {
        "high": names.get(high.stratum, high.stratum), "low": names.get(low.stratum, low.stratum),
        "most": language.percent(high.rate), "least": language.percent(low.rate),
    }  # fmt: skip
    return titled(language.text("{high} answered most often ({most}), {low} least often ({least})", **words))


def _notes(context: Context, whole: StratumResponse, strata: Sequence[StratumResponse]) -> Iterator[str]:
    language = context.language
    if whole.of == "frame":
        yield language.text(
            "Compared with the frame: differences come of the response and of how many were drawn from each stratum."
        )
    signs = {_flag(context, one) for one in strata[:-1]}
    if any(signs):
        yield language.text(
            "+ or −: this stratum answered more or less often than the others (chi-square, p < {level}).",
            level=language.number(context.survey.settings.level, 2),
        )
    yield from double_mark(context, signs)
    if not isnan(whole.p):
        yield language.text(
            "All strata together: chi-square {statistic}, df {df}, p {p}.",
            statistic=language.number(whole.statistic, 1),
            df=language.integer(whole.df),
            p=f"= {language.number(whole.p, 3)}" if whole.p >= 0.001 else f"< {language.number(0.001, 3)}",
        )
    yield language.text("A margin of error tells nothing of those who did not answer; this table shows whom we miss.")
