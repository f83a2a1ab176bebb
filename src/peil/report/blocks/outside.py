"""What comes from outside the data in a report: figures, quotations and facts, with their source in the foot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from peil.report.blocks.context import Context
from peil.report.evidence import Remark
from peil.report.model import Page, Reference
from peil.study.benchmarks import BENCHMARK, CITATION
from peil.study.model import Benchmark, Citation, Survey

Cited = tuple[Survey, Benchmark]


def references(context: Context, cited: Sequence[Cited]) -> tuple[Reference, ...]:
    """The benchmarks as they are drawn, in the order in which they were named."""
    return tuple(
        Reference(
            f"{context.told(one.title)} ({one.date[:4]})",
            one.value / 100 if one.share else one.value,
            benchmark_text(context.of(survey), one),
            one.key(survey.id),
        )
        for survey, one in cited
    )


def summed_up(context: Context, drawn: Sequence[Reference]) -> str:
    """What is drawn beside the figures, behind a summary for those who cannot see it."""
    told = "; ".join(f"{one.label}: {one.text}" for one in drawn)
    return f" {context.language.text('For comparison, not tested: {figures}.', figures=told)}" if told else ""


def benchmark_text(context: Context, one: Benchmark) -> str:
    """The figure with the decimals that figures of its kind have: "6,8", "42%"."""
    if one.share:
        return context.language.percent(one.value / 100)
    return context.language.number(one.value, context.survey.settings.decimals)


def with_citations(context: Context, page: Page, ids: Iterable[str]) -> Page:
    """The page with a line in its foot for the benchmarks that it draws or tells; `ids` is what it mentions."""
    every = tuple(ids)
    lines = citations(context, [(survey, one) for _, survey, one in _mentioned(context, every)])
    lines += tuple(dict.fromkeys(_source(context, one) for _, _, one in _cited(context, every)))
    if not lines:
        return page
    foot = replace(page.foot, notes=tuple(dict.fromkeys((*page.foot.notes, *lines))))
    return replace(page, foot=foot)


def citations(context: Context, cited: Sequence[Cited]) -> tuple[str, ...]:
    """Whose figures these are, a line per source, and that they were not tested."""
    by_source: dict[tuple[str, str], list[str]] = {}
    for survey, one in cited:
        title = context.language.text("“{quoted}”", quoted=context.told(one.title))
        told = f"{title} {benchmark_text(context.of(survey), one)}"
        source = one.source if one.source.endswith(one.date) else f"{one.source}, {one.date}"
        by_source.setdefault((source, context.told(one.note)), []).append(told)
    text, joined = context.language.text, context.language.joined
    lines = [
        (text("For comparison: {figures} ({source}). Not tested.", figures=joined(told), source=source), note)
        for (source, note), told in by_source.items()
    ]
    return tuple(" ".join(filter(None, line)) for line in lines)


def _source(context: Context, one: Citation) -> str:
    """Who said it and when."""
    source = one.source if one.source.endswith(one.date) else f"{one.source}, {one.date}"
    return context.language.text("Source: {source}.", source=source)


def remarks(context: Context, ids: Iterable[str]) -> Iterator[Remark]:
    """What a reader finds behind the benchmarks and citations of a survey that are mentioned."""
    ids = tuple(ids)
    for identity, survey, cited in _cited(context, ids):
        if survey is context.survey:
            where = f"{cited.source}, {cited.date}"
            yield Remark(identity, context.language.text("Cited"), context.told(cited.text), (where,))
    for identity, survey, one in _mentioned(context, ids):
        if survey is context.survey:
            lines = (f"{one.source}, {one.date}", context.language.text("Not tested: only the figure itself is known."))
            told = context.told(one.note)
            text = benchmark_text(context, one)
            yield Remark(identity, context.told(one.title), text, (*lines, *filter(None, (told,))))


def _mentioned(context: Context, ids: Iterable[str]) -> Iterator[tuple[str, Survey, Benchmark]]:
    known = {one.key(survey.id): (survey, one) for survey in context.study.surveys.values()
             for one in survey.benchmarks.values()}  # fmt: skip
    for identity in dict.fromkeys(ids):
        if f"/{BENCHMARK}/" in identity and identity in known:
            yield (identity, *known[identity])


def _cited(context: Context, ids: Iterable[str]) -> Iterator[tuple[str, Survey, Citation]]:
    known = {one.key(survey.id): (survey, one) for survey in context.study.surveys.values()
             for one in survey.citations.values()}  # fmt: skip
    for identity in dict.fromkeys(ids):
        if f"/{CITATION}/" in identity and identity in known:
            yield (identity, *known[identity])
