"""`::: key figures [SURVEY]`: page one. The overall grade, its margin and change, best and worst, response."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isnan

from peil.report.blocks.arguments import Request
from peil.report.blocks.context import Context, Subject, main_subject
from peil.report.blocks.feet import Shown
from peil.report.blocks.marks import flag
from peil.report.blocks.pages import measure_text, page
from peil.report.blocks.titles import (
    Named,
    alone_at_the_end,
    change,
    in_sentence,
    named_groups,
    of_aspects,
    of_aspects_over_waves,
    of_change,
    of_changes_by_group,
    short_label,
    titled,
)
from peil.report.model import Bullets, Inlines, KeyFigure, KeyFigures, Page, plain
from peil.results.model import Estimate
from peil.study.model import Grade

_MOST_FINDINGS = 3


def key_figures(context: Context, _request: Request) -> tuple[Page, ...]:
    """The first page of a survey; without an overall grade it tells the response alone."""
    question = context.overall
    language = context.language
    if question is None:
        figures = tuple(_response(context))
        title, measure = titled(context.told(context.survey.title)), ""
        shown = Shown((), (), (context.this,))
    else:
        subject = main_subject(context, question)
        figures = (*_grade(context, subject), *_recommend(context), *_extremes(context, subject), *_response(context))
        title, measure = of_change(context, subject), measure_text(context, subject)
        before = change(context, subject)
        waves = context.earlier[-1:] if before is not None and before.before is not None else ()
        shown = Shown((subject,), (question,), (*waves, context.this), "waves", extra=_notes(context, figures))
    if not figures:
        return ()
    block = KeyFigures(f"{context.survey.id}/key", figures)
    findings = _findings(context)
    bullets = (Bullets(tuple((one, ()) for one in findings)),) if findings else ()
    made = page(context, block.id, title, measure or language.text("Key figures"), (block, *bullets), shown)
    return (made,)


def _grade(context: Context, subject: Subject) -> Iterator[KeyFigure]:
    """The grade itself."""
    found = context.shown(subject, context.this)
    if found is not None:
        yield _figure(context, subject, found, short_label(context, subject))


def _recommend(context: Context) -> Iterator[KeyFigure]:
    """Net promoter scores."""
    for question in context.survey.questions.values():
        if isinstance(question.kind, Grade) and (question.kind.low, question.kind.high) == (0, 10):
            subject = Subject(question.id, context.told(question.label), "nps", "", question)
            found = context.shown(subject, context.this)
            if found is not None:
                yield _figure(context, subject, found, context.language.text("Net promoter score"))


def _figure(context: Context, subject: Subject, found: Estimate, label: str) -> KeyFigure:
    told = change(context, subject)
    evidence = [found.id]
    if told is not None and told.before is not None:
        evidence += [told.before.id, *([told.contrast.id] if told.contrast is not None else [])]
    return KeyFigure(
        context.value_text(subject, found.estimate),
        label,
        _margin(context, subject, found),
        _change_text(context, subject),
        flag(context, found, "waves"),
        tuple(evidence),
    )


def _margin(context: Context, subject: Subject, found: Estimate) -> str:
    """The margin and n: half the width of the interval."""
    language = context.language
    n = language.integer(found.n)
    half = (found.ci_high - found.ci_low) / 2
    if isnan(half):
        return language.text("n={n}", n=n)
    margin = context.value_text(subject, half)
    if subject.measure == "mean" and half < 0.05:
        margin = language.number(half, context.survey.settings.decimals + 1)
    return language.text("margin ±{margin}, n={n}", margin=margin, n=n)


def _change_text(context: Context, subject: Subject) -> str:
    """The change since the wave before, and whether it is real."""
    language = context.language
    told = change(context, subject)
    if told is None or told.before is None:
        return language.text("not comparable with earlier waves") if told is not None and told.broken else ""
    words = {"before": context.value_text(subject, told.before.estimate), "wave": told.before.wave}
    if told.said in (1, -1) and told.contrast is not None:
        decimals = 0 if subject.measure == "nps" else context.survey.settings.decimals
        difference = language.number(told.contrast.difference, decimals, sign=True)
        return language.text("{difference} since {wave} ({before}), significant", difference=difference, **words)
    if told.said == 0:
        return language.text("{before} in {wave}, no demonstrable difference", **words)
    return language.text("{before} in {wave}", **words)


def _extremes(context: Context, subject: Subject) -> Iterator[KeyFigure]:
    """The groups with the highest and the lowest grade (aspects where there are no groups), where one stands alone."""
    language = context.language
    for break_ in context.breaks[:1]:
        named = named_groups(context, subject, break_)
        kind = language.text("highest grade by {break_title}", break_title=in_sentence(context.told(break_.title)))
        worst = language.text("lowest grade by {break_title}", break_title=in_sentence(context.told(break_.title)))
        yield from _pair(context, subject, named, (kind, worst))
    if context.breaks:
        return
    aspects = [main_subject(context, question) for question in context.survey.aspects]
    found = [(one, context.shown(one, context.this)) for one in aspects]
    named = [Named(one.label, e, context.value_text(one, e.estimate)) for one, e in found if e is not None]
    if aspects:
        yield from _pair(context, aspects[0], named, (language.text("best aspect"), language.text("worst aspect")))


def _pair(context: Context, subject: Subject, named: Sequence[Named], labels: tuple[str, str]) -> Iterator[KeyFigure]:
    for label, lowest in zip(labels, (False, True), strict=True):
        one = alone_at_the_end(named, lowest) if len(named) > 2 or not lowest else None
        if one is not None:
            detail = _margin(context, subject, one.estimate)
            yield KeyFigure(one.text, f"{one.name}: {label}", detail, "", 0, (one.estimate.id,))


def _response(context: Context) -> Iterator[KeyFigure]:
    """The response of this wave, beside that of the wave before."""
    language = context.language
    account = context.account(context.this)
    if account is None or account.rate is None:
        return
    n = language.integer(account.n)
    of_sent = language.text("{n} of {sent}", n=n, sent=language.integer(account.sent)) if account.sent else n
    earlier = context.account(context.earlier[-1]) if context.earlier else None
    before = ""
    if earlier is not None and earlier.rate is not None:
        before = language.text("{before} in {wave}", before=language.percent(earlier.rate), wave=earlier.wave)
    evidence = (f"{context.survey.id}/{context.this.label}/account",)
    yield KeyFigure(language.percent(account.rate), language.text("response"), of_sent, before, 0, evidence)


def _findings(context: Context) -> list[Inlines]:
    """Two or three findings: the titles of the pages that follow, where they say one."""
    question = context.overall
    found: list[Inlines] = []
    if question is not None:
        subject = main_subject(context, question)
        for break_ in context.breaks[:1]:
            groups = tuple((break_, group) for group in break_.groups)
            found.append(of_changes_by_group(context, subject, groups, break_))
    aspects = [main_subject(context, one) for one in context.survey.aspects]
    if aspects:
        found += [of_aspects_over_waves(context, aspects), of_aspects(context, aspects)]
    told = [one for one in found if getattr(one[-1], "evidence", ())]
    return list({plain(one): one for one in told}.values())[:_MOST_FINDINGS]


def _notes(context: Context, figures: Sequence[KeyFigure]) -> tuple[str, ...]:
    """The notes under page one."""
    language = context.language
    notes = [
        language.text(
            "Margin: half the width of the {level} confidence interval; it leaves out non-response.",
            level=language.percent(1 - context.survey.settings.level),
        )
    ]
    if any(one.change for one in figures):
        notes.append(language.text("Differences are computed from unrounded figures."))
    return tuple(notes)
