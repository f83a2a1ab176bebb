"""Page one of the report of a group: its grade, margin and change with the total beside it, what comes first for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from peil.report.blocks.aspecttitles import aspect_names, of_aspects_over_waves
from peil.report.blocks.context import Context, Subject, group_name, main_subject
from peil.report.blocks.feet import Shown
from peil.report.blocks.groups import Owned, key_of
from peil.report.blocks.keyfigures import as_sentences, comparable, ends, figure_of, notes, second_subject
from peil.report.blocks.owntitles import marked, of_own, of_own_change
from peil.report.blocks.pages import measure_text, page
from peil.report.blocks.priorities import rank, ranks
from peil.report.blocks.titles import change, in_sentence, titled
from peil.report.model import Bullets, Inlines, KeyFigure, KeyFigures, Page, Value
from peil.results.model import ALL, Driver, Estimate, Quadrant, StratumResponse

_MOST_NAMED = 3
_MOST_CARDS = 5


def own_figures(context: Context, own: Owned) -> tuple[Page, ...]:
    """The first page of the group; none where its overall grade may not be shown."""
    question = context.overall
    if question is None:
        return ()
    subject, key = main_subject(context, question), key_of(own)
    found = context.shown(subject, context.this, key)
    if found is None:
        return ()
    label = in_sentence(context, subject.label) if not subject.label.endswith("?") else subject.label
    hero = _own(context, subject, found, f"{group_name(context, *own)}: {label}")
    figures = (hero, *_cards(context, subject, own))
    before = change(context, subject, key)
    waves = context.earlier[-1:] if before is not None and before.before is not None else ()
    shown = Shown((subject,), (question,), (*waves, context.this), "waves", extra=notes(context, figures), group=own)
    block = KeyFigures(f"{context.survey.id}/key/{own[1].id}", figures)
    told = as_sentences(_findings(context, subject, own))
    bullets = (Bullets(tuple((one, ()) for one in told)),) if told else ()
    title = of_own_change(context, subject, own)
    return (page(context, block.id, title, measure_text(context, subject), (block, *bullets), shown),)


def _own(context: Context, subject: Subject, found: Estimate, label: str) -> KeyFigure:
    """A figure of the group with that of everyone in its grey line."""
    figure = figure_of(context, subject, found, label, found.id.rpartition("/")[2])
    figure = replace(figure, detail=marked(context, found, figure.detail))
    whole = context.shown(subject, context.this)
    if whole is None:
        return figure
    total = context.language.text("total {value}", value=context.value_text(subject, whole.estimate))
    detail = " · ".join(part for part in (total, figure.detail) if part)
    return replace(figure, detail=detail, evidence=(*figure.evidence, whole.id))


def _cards(context: Context, overall: Subject, own: Owned) -> tuple[KeyFigure, ...]:
    """The small cards: a second grade, what is rated highest and lowest, the response."""
    key = key_of(own)
    cards: list[KeyFigure] = []
    for subject in second_subject(context):
        found = context.shown(subject, context.this, key)
        if found is not None:
            cards.append(_own(context, subject, found, subject.label))
    subjects = {one.id: one for one in comparable(context, overall)}
    texts = (context.language.text("highest rated aspect"), context.language.text("lowest rated aspect"))
    for one, text in ends(aspect_names(context, list(subjects.values()), key), texts):
        subject = subjects[one.estimate.question]
        cards.append(_own(context, subject, one.estimate, f"{one.name}: {text}"))
    return (*cards, *_response(context, own))[:_MOST_CARDS]


def _response(context: Context, own: Owned) -> Iterator[KeyFigure]:
    """The response of the group, where the groups are the strata of the sample."""
    if context.survey.stratum is None or own[0].question != context.survey.stratum or own[0].outer:
        return
    found = {one.stratum: one for one in _strata(context)}
    mine, whole = found.get(own[1].id), found.get(ALL)
    if mine is None or mine.of != "sent":
        return
    language = context.language
    of_sent = language.text("{n} of {sent}", n=language.integer(mine.n), sent=language.integer(mine.listed))
    total = language.text("total {value}", value=language.percent(whole.rate)) if whole is not None else ""
    detail = " · ".join(part for part in (total, of_sent) if part)
    evidence = (f"{context.survey.id}/{context.this.label}/account",)
    yield KeyFigure(language.percent(mine.rate), language.text("Response"), detail, "", 0, evidence)


def _strata(context: Context) -> Iterator[StratumResponse]:
    for one in context.published.strata:
        if (one.survey, one.wave) == (context.survey.id, context.this.label):
            yield one


def _findings(context: Context, overall: Subject, own: Owned) -> list[Inlines]:
    """Whether the group differs from the others, what comes first for it and what is strong, what moved."""
    language = context.language
    found: list[Inlines] = [of_own(context, overall, own)]
    names, evidence = _named(context, own, "priority")
    if names:
        found.append(titled(language.text("To improve first: {names}", names=names), *evidence))
    names, evidence = _named(context, own, "strength")
    if names:
        found.append(titled(language.text("Strengths: {names}", names=names), *evidence))
    aspects = comparable(context, overall)
    if len(found) < _MOST_NAMED and aspects:
        found.append(of_aspects_over_waves(context, aspects, own))
    return [one for one in found if isinstance(one[-1], Value)]


def _named(context: Context, own: Owned, quadrant: Quadrant) -> tuple[str, tuple[str, ...]]:
    """The aspects in a part of the group's matrix, in the order of the advice where there is one, with their grades;
    and the ids on which that rests."""
    drivers = _in_part(context, own, quadrant)[:_MOST_NAMED]
    subjects = {one.id: main_subject(context, one) for one in context.survey.aspects}
    names = [
        f"{in_sentence(context, subjects[one.aspect].label)} ({context.value_text(subjects[one.aspect], one.rating)})"
        for one in drivers
    ]
    return context.language.joined(names), tuple(one.id for one in drivers)


def _in_part(context: Context, own: Owned, quadrant: Quadrant) -> Sequence[Driver]:
    key = key_of(own)
    advice = ranks(context.published)
    ids = (f"{context.survey.id}/{context.this.label}/{one.id}/importance/{key}" for one in context.survey.aspects)
    found = [driver for name in ids if (driver := context.published.drivers_by_id.get(name)) is not None]
    told = [one for one in found if one.shown and one.quadrant == quadrant and one.status != "small base"]
    return sorted(told, key=lambda one: rank(one, advice))
