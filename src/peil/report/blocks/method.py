"""`::: method [SURVEY]`: the account of fieldwork, weighting, tests and margins, from the study itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite

from peil.report.blocks.arguments import Request
from peil.report.blocks.borders import border_lines
from peil.report.blocks.context import UNWEIGHTED, Context, group_name
from peil.report.blocks.feet import Shown
from peil.report.blocks.importances import has_none, measured, short_intervals
from peil.report.blocks.margins import margins_page
from peil.report.blocks.methodtests import intervals, tests
from peil.report.blocks.methodwords import language_name, mode_name, period
from peil.report.blocks.modes import modes_of, shares, shifts_told
from peil.report.blocks.notes import wave_notes
from peil.report.blocks.pages import page
from peil.report.blocks.titles import in_sentence, titled
from peil.report.blocks.weighting import costs, how_weighted, weights_pages
from peil.report.model import Block, Facts, Inlines, Page, Run, Table, TableCell, TableRow
from peil.results.model import ALL, WaveAccount, estimate_id
from peil.study.model import Wave

Pair = tuple[str, tuple[Inlines, ...]]


def method(context: Context, _request: Request) -> tuple[Page, ...]:
    """Fieldwork and response; weighting and tests; what the weights cost in every group; margins."""
    language, survey = context.language, context.survey
    waves = context.waves
    fieldwork = Facts(f"{survey.id}/method", tuple(_pairs(_fieldwork(context))))
    blocks: tuple[Block, ...] = (*_response_table(context), fieldwork)
    first = page(
        context,
        fieldwork.id,
        _title(context),
        language.text("Fieldwork and response"),
        blocks,
        Shown((), (), waves, extra=tuple(_response_notes(context))),
    )
    weighting = Facts(f"{survey.id}/method/weighting", tuple(_pairs(_weighting(context))))
    title = titled(language.text("Method: weighting and tests"))
    second = page(
        context, weighting.id, title, language.text("How the figures were made"), (weighting,), Shown((), (), waves)
    )
    return first, second, *weights_pages(context), margins_page(context)


def _pairs(found: Iterator[tuple[str, Sequence[str]]]) -> Iterator[Pair]:
    """Terms with their lines; a term without lines is left out."""
    for term, lines in found:
        told = tuple((Run(line),) for line in lines if line)
        if told:
            yield term, told


def _title(context: Context) -> Inlines:
    language = context.language
    account = context.account(context.this)
    if account is None or account.rate is None:
        return titled(language.text("Method: fieldwork and response"))
    n, rate = language.integer(account.n), language.percent(account.rate)
    return titled(language.text("Method: {n} respondents, a response of {rate}", n=n, rate=rate))


def _fieldwork(context: Context) -> Iterator[tuple[str, Sequence[str]]]:
    """Population, frame, mode and languages."""
    language, survey = context.language, context.survey
    yield language.text("Population"), [context.told(survey.population)]
    yield language.text("Sampling frame"), [context.told(survey.frame)]
    modes = _by_wave(context, [_modes(context, wave) for wave in context.waves])
    told = list(shifts_told(context))
    if len(modes) > 1 and not told:
        told.append(language.text("Waves in other modes: a difference between them can come of the mode as well."))
    yield language.text("Mode"), [*modes, *told]
    spoken = [language.joined([language_name(language, code) for code in w.languages]) for w in context.waves]
    yield language.text("Languages"), _by_wave(context, spoken)
    yield language.text("Funder"), [context.study.funder]
    yield language.text("Note"), [context.told(survey.note)]


def _modes(context: Context, wave: Wave) -> str:
    """The modes of a wave, of several with their shares where these are known."""
    language, found, known = context.language, modes_of(context, wave), shares(context, wave) or {}
    names = [mode_name(language, mode) for mode in found]
    if len(found) > 1 and all(mode in known for mode in found):
        names = [f"{name} {language.percent(known[mode])}" for name, mode in zip(names, found, strict=True)]
    return ", ".join(names)


def _by_wave(context: Context, texts: Sequence[str]) -> list[str]:
    """One line when all waves are alike, otherwise a line per wave, the latest first."""
    known = [text for text in texts if text]
    if len(set(texts)) == 1:
        return known[:1]
    pairs = list(zip(context.waves, texts, strict=True))
    return [f"{wave.label}: {text}" for wave, text in reversed(pairs) if text]


def _response_table(context: Context) -> tuple[Table, ...]:
    """Fieldwork, gross, net and rate of every wave."""
    language = context.language
    accounts = [(wave, context.account(wave)) for wave in context.waves]
    known = [(wave, account) for wave, account in accounts if account is not None]
    if not known:
        return ()
    headings = (
        language.text("Gross sample"),
        language.text("Net response"),
        language.text("Response rate"),
        language.text("Formula"),
    )
    texts = [_response_texts(context, account) for _, account in known]
    # What is known of no wave is no column.
    told = [place for place in range(len(headings)) if any(line[place] != "–" for line in texts)]
    columns = (
        *((language.text("Fieldwork"),) if _dated(context) else ()),
        *(headings[place] for place in told),
    )
    rows = tuple(
        _response_row(context, wave, [line[place] for place in told])
        for (wave, _), line in zip(known, texts, strict=True)
    )
    caption = language.text("Response by wave")
    return (Table(f"{context.survey.id}/method/response", caption, language.text("Wave"), columns, rows),)


def _response_texts(context: Context, account: WaveAccount) -> tuple[str, str, str, str]:
    language = context.language
    formula = language.text("net / gross") if account.rate_formula == "net / gross" else account.rate_formula
    return (
        language.integer(account.sent) if account.sent is not None else "–",
        language.integer(account.n) if account.microdata else "–",
        language.percent(account.rate) if account.rate is not None else "–",
        formula or "–",
    )


def _response_row(context: Context, wave: Wave, texts: Sequence[str]) -> TableRow:
    field = TableCell(period(context.language, wave.field) or "–", muted=wave.field is None, align="left")
    opening = (field,) if _dated(context) else ()
    return TableRow(context.heading(wave), (*opening, *(TableCell(text, muted=text == "–") for text in texts)))


def _dated(context: Context) -> bool:
    """Whether a wave states its fieldwork period."""
    return any(wave.field is not None for wave in context.waves)


def _response_notes(context: Context) -> Iterator[str]:
    language = context.language
    yield from wave_notes(context, context.waves)
    if context.unweighted_waves:
        meaning = language.text("{dagger}: a wave without weights, every respondent counts once", dagger=UNWEIGHTED)
        yield f"{meaning}."
    accounts = [one for wave in context.waves if (one := context.account(wave)) is not None]
    formulas = {one.rate_formula for one in accounts}
    if "net / gross" in formulas:
        yield language.text("Response rate: respondents in the data divided by the gross sample.")
    if "AAPOR RR2" in formulas:
        yield language.text(
            "AAPOR RR2: complete and partial answers divided by all sampled units that belong to the population or "
            "may do so; undeliverable counts as may."
        )
    told = [_response_texts(context, one) for one in accounts]
    if any("–" in column and set(column) != {"–"} for column in zip(*told, strict=True)):
        yield language.text("–: not known, or no respondents' data.")


def _weighting(context: Context) -> Iterator[tuple[str, Sequence[str]]]:
    """Weighting and what it costs, tests, and importance."""
    language = context.language
    yield language.text("Weighting"), list(how_weighted(context))
    yield language.text("Efficiency of the weighting"), list(costs(context))
    yield language.text("Tests"), [*tests(context), *intervals(context)]
    yield language.text("Importance"), list(_importance(context))
    yield language.text("Lines of the matrix"), [" ".join(_borders(context))]


def _importance(context: Context) -> Iterator[str]:
    """How the importance of aspects was measured for everyone, and of which breaks it was measured otherwise."""
    language, published = context.language, context.published
    name = context.overall.id if context.overall is not None else ""
    fit = published.fits_by_id.get(estimate_id(context.survey.id, context.this.label, name, "", "importance"))
    if fit is None:
        return
    yield " ".join(measured(context, fit))
    settings = context.survey.settings.drivers
    if settings.errors == "bootstrap":
        yield language.text(
            "How sure places are: by {replicates} bootstrap samples of every wave (from number {seed}).",
            replicates=language.integer(settings.replicates),
            seed=settings.seed,
        )
    names = {(one.id, group.id): group_name(context, one, group) for one in context.breaks for group in one.groups}
    yield from short_intervals(context, fit.wave, {("", ALL): language.text("everyone together"), **names})
    others = [
        in_sentence(context, context.told(one.title))
        for one in context.breaks
        if any(
            own.break_id == one.id and own.method != fit.method and not has_none(own)
            for own in published.fits
            if (own.survey, own.wave) == (fit.survey, fit.wave)
        )
    ]
    if others:
        yield language.text(
            "By {breaks}: by correlation, for a group is small or too few gave the same pairs of grades.",
            breaks=language.joined(others),
        )


def _borders(context: Context) -> Iterator[str]:
    """Where the lines of the matrix of everyone lie, whose they are and where else they hold."""
    prefix = f"{context.survey.id}/{context.this.label}/"
    found = [
        one
        for one in context.published.drivers
        if one.id.startswith(prefix)
        and one.id.endswith(f"/{ALL}")
        and one.quadrant is not None
        and isfinite(one.rating_border)
    ]
    return border_lines(context, found) if found else iter(())
