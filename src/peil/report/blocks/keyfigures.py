"""`::: key figures [SURVEY ...] [most NUMBER]`: page one. The overall grade, its margin and change, extremes, response.

Of several surveys their grades and responses side by side, without groups and aspects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import isnan

from peil.report.blocks.arguments import Request
from peil.report.blocks.aspecttitles import aspect_names, of_aspects, of_aspects_by_group, of_aspects_over_waves
from peil.report.blocks.context import Context, Subject, main_subject, of_ten
from peil.report.blocks.feet import Shown, foot
from peil.report.blocks.marks import flag
from peil.report.blocks.pages import anchor, measure_text, page
from peil.report.blocks.titles import (
    Named,
    alone_at_the_end,
    change,
    in_sentence,
    named_groups,
    of_change,
    of_changes_by_group,
    of_groups,
    short_label,
    titled,
)
from peil.report.model import Bullets, Foot, Inlines, KeyFigure, KeyFigures, Page, plain
from peil.results.model import ALL, Estimate
from peil.study.model import Grade

_LEAST_FINDINGS, _MOST_FINDINGS = 2, 3
_MOST_CARDS = 5


def key_figures(context: Context, request: Request) -> tuple[Page, ...]:
    """The first page of a survey, or of several; without an overall grade it tells the response alone. `most`: the
    number of figures beside the grade."""
    if len(request.surveys) > 1:
        return _side_by_side([context.of(survey) for survey in request.surveys], request.most)
    question = context.overall
    language = context.language
    if question is None:
        figures = tuple(_response(context))
        title, measure = titled(context.told(context.survey.title)), ""
        shown = Shown((), (), (context.this,))
    else:
        subject = main_subject(context, question)
        figures = (*_grade(context, subject), *_cards(context, subject, request.most))
        title, measure = of_change(context, subject), measure_text(context, subject)
        before = change(context, subject)
        waves = context.earlier[-1:] if before is not None and before.before is not None else ()
        shown = Shown((subject,), (question,), (*waves, context.this), "waves", extra=notes(context, figures))
    if not figures:
        return ()
    block = KeyFigures(f"{context.survey.id}/key", figures)
    findings = _findings(context, title)
    bullets = (Bullets(tuple((one, ()) for one in findings)),) if findings else ()
    made = page(context, block.id, title, measure or language.text("Key figures"), (block, *bullets), shown)
    return (made,)


def _side_by_side(contexts: Sequence[Context], most: int | None) -> tuple[Page, ...]:
    """One page for several surveys: the grade of each, then its second grade, then its response, as far as there is
    room for a kind of all surveys. What a figure and a base belong to is said by the survey's title."""
    grades, seconds, responses = [], [], []
    for context in contexts:
        question = context.overall
        if question is not None:
            grades += _named_after(context, _grade(context, main_subject(context, question)))
            seconds += _named_after(context, _second(context))
        responses += _named_after(context, _response(context))
    figures = list(grades)
    for more in (seconds, responses):
        figures += more if len(figures) + len(more) <= 1 + (most or _MOST_CARDS) else []
    if not figures:
        return ()
    first, titles = contexts[0], [context.told(context.survey.title) for context in contexts]
    block = KeyFigures(f"{'-'.join(context.survey.id for context in contexts)}/key", tuple(figures))
    feet = [foot(context, (block,), _shown_beside(context, figures)) for context in contexts]
    under = " · ".join((first.language.text("Key figures"), *titles))
    return (Page(anchor(block.id), titled(first.told(first.study.title)), under, (block,), _one_foot(contexts, feet)),)


def _named_after(context: Context, figures: Iterable[KeyFigure]) -> list[KeyFigure]:
    """The figures with the title of their survey in front of their labels."""
    title = context.told(context.survey.title)
    return [replace(one, label=f"{title}: {in_sentence(context, one.label)}") for one in figures]


def _shown_beside(context: Context, figures: Sequence[KeyFigure]) -> Shown:
    """What the page shows of one of the surveys."""
    question = context.overall
    asked = (question,) if question is not None else ()
    subjects = tuple(main_subject(context, one) for one in asked)
    return Shown(subjects, asked, (*context.earlier[-1:], context.this), "waves", extra=notes(context, figures))


def _one_foot(contexts: Sequence[Context], feet: Sequence[Foot]) -> Foot:
    """The feet below each other, each line once; in front of every base stands whose it is, and of every line about
    its question."""
    base: list[str] = []
    for context, one in zip(contexts, feet, strict=True):
        title = context.told(context.survey.title)
        of_one = {*one.base[:1], *(line for line, _ in one.apart)}
        base += [f"{title}: {in_sentence(context, line)}" if line in of_one else line for line in one.base]
    return Foot(
        tuple(dict.fromkeys(line for one in feet for line in one.question)),
        tuple(base),
        tuple(dict.fromkeys(line for one in feet for line in one.marks)),
        tuple(dict.fromkeys(line for one in feet for line in one.notes)),
    )


def _grade(context: Context, subject: Subject) -> Iterator[KeyFigure]:
    """The grade itself."""
    found = context.shown(subject, context.this)
    if found is not None:
        yield figure_of(context, subject, found, short_label(context, subject))


def _cards(context: Context, subject: Subject, most: int | None) -> tuple[KeyFigure, ...]:
    """The small cards: a second grade, groups, aspects, response; with too many the best aspect is left out. Of so few
    as `most` the groups and the response come first, then the second grade and the lowest aspect."""
    second, groups = tuple(_second(context)), tuple(_groups(context, subject))
    aspects, response = tuple(_aspects(context, subject)), tuple(_response(context))
    if most is not None:
        kept = (*groups, *response, *second, *reversed(aspects))[:most]
        return tuple(one for one in (*second, *groups, *aspects, *response) if one in kept)
    room = _MOST_CARDS - len(second) - len(groups) - len(response)
    return (*second, *groups, *(aspects[-room:] if room > 0 else ()), *response)


def _second(context: Context) -> Iterator[KeyFigure]:
    """The card of one more figure that stands by itself."""
    for subject in second_subject(context):
        found = context.shown(subject, context.this)
        if found is not None:
            yield figure_of(context, subject, found, subject.label)


def second_subject(context: Context) -> tuple[Subject, ...]:
    """A net promoter score, else a grade outside a grid on the scale of the overall grade; at most one."""
    overall = context.overall
    alone = [
        (question, question.kind)
        for question in context.survey.questions.values()
        if isinstance(question.kind, Grade) and question is not overall and not question.grid and not question.per
    ]
    label = context.language.text("Net promoter score")
    scores = [Subject(one.id, label, "nps", "", one) for one, kind in alone if kind.has_promoters]
    wanted = overall.kind if overall is not None and isinstance(overall.kind, Grade) else None
    same = [one for one, kind in alone if wanted is not None and (kind.low, kind.high) == (wanted.low, wanted.high)]
    subjects = (*scores, *(main_subject(context, one) for one in same if not one.asked_if))
    found = [(subject, context.shown(subject, context.this)) for subject in subjects]
    return tuple(subject for subject, one in found if one is not None and one.status != "small base")[:1]


def figure_of(context: Context, subject: Subject, found: Estimate, label: str, group: str = ALL) -> KeyFigure:
    """A figure with its margin and its change."""
    told = change(context, subject, group)
    evidence = [found.id]
    if told is not None and told.before is not None:
        evidence += [told.before.id, *([told.contrast.id] if told.contrast is not None else [])]
    return KeyFigure(
        context.value_text(subject, found.estimate),
        label,
        _margin(context, subject, found),
        _change_text(context, subject, group),
        flag(context, found, "waves"),
        tuple(evidence),
    )


def _margin(context: Context, subject: Subject, found: Estimate) -> str:
    """The margin and n: half the width of the interval, in one decimal more than a grade, in whole points else."""
    language = context.language
    n = language.integer(found.n)
    half = (found.ci_high - found.ci_low) / 2
    if isnan(half):
        return language.text("n={n}", n=n)
    margin = context.value_text(subject, half)
    if subject.measure == "mean":
        margin = language.number(half, context.survey.settings.decimals + 1)
    return language.text("margin ±{margin}, n={n}", margin=margin, n=n)


def _change_text(context: Context, subject: Subject, group: str = ALL) -> str:
    """The change since the wave before, and whether it is real."""
    language = context.language
    told = change(context, subject, group)
    if told is None or told.before is None:
        return language.text("not comparable with earlier waves") if told is not None and told.broken else ""
    words = {"before": context.value_text(subject, told.before.estimate), "wave": told.before.wave}
    if told.said in (1, -1) and told.contrast is not None:
        difference = context.difference_text(subject, told.contrast.difference)
        return language.text("{difference} since {wave} ({before}), significant", difference=difference, **words)
    if told.said == 0:
        return language.text("{before} in {wave}, no demonstrable difference", **words)
    return language.text("{before} in {wave}", **words)


def _groups(context: Context, subject: Subject) -> Iterator[KeyFigure]:
    """The groups of the first break with the highest and the lowest grade, where one stands alone."""
    for break_ in context.breaks[:1]:
        words = {"break_title": in_sentence(context, context.told(break_.title))}
        texts = (
            context.language.text("highest rating by {break_title}", **words),
            context.language.text("lowest rating by {break_title}", **words),
        )
        if of_ten(subject.question):
            texts = (
                context.language.text("highest grade by {break_title}", **words),
                context.language.text("lowest grade by {break_title}", **words),
            )
        for one, text in ends(named_groups(context, subject, break_), texts):
            key = one.estimate.id.rpartition("/")[2]
            yield figure_of(context, subject, one.estimate, f"{one.name}: {text}", key)


def _aspects(context: Context, overall: Subject) -> Iterator[KeyFigure]:
    """The aspects with the highest and the lowest grade, where one stands alone, on the scale of the overall grade."""
    subjects = {one.id: one for one in comparable(context, overall)}
    named = aspect_names(context, list(subjects.values()))
    texts = (context.language.text("highest rated aspect"), context.language.text("lowest rated aspect"))
    for one, text in ends(named, texts):
        yield figure_of(context, subjects[one.estimate.question], one.estimate, f"{one.name}: {text}")


def comparable(context: Context, overall: Subject) -> list[Subject]:
    """The aspects that have the scale of the overall grade."""

    def scale(subject: Subject) -> tuple[int, int] | None:
        kind = subject.question.kind if subject.question is not None else None
        return (kind.low, kind.high) if isinstance(kind, Grade) else None

    subjects = [main_subject(context, question) for question in context.survey.aspects]
    return [one for one in subjects if scale(one) == scale(overall) and one.id != overall.id]


def ends(named: Sequence[Named], texts: tuple[str, str]) -> Iterator[tuple[Named, str]]:
    """The highest and the lowest with their texts; of two the lowest says nothing that the highest does not."""
    for lowest, text in zip((False, True), texts, strict=True):
        one = alone_at_the_end(named, lowest) if len(named) > 2 or not lowest else None
        if one is not None:
            yield one, text


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
    yield KeyFigure(language.percent(account.rate), language.text("Response"), of_sent, before, 0, evidence)


def _findings(context: Context, title: Inlines) -> list[Inlines]:
    """Two or three findings: what the titles of the pages that follow say, where they rest on figures."""
    question = context.overall
    if question is None:
        return []
    subject, aspects = main_subject(context, question), comparable(context, main_subject(context, question))
    found: list[Inlines] = []
    for break_ in context.breaks[:1]:
        found.append(of_changes_by_group(context, subject, tuple((break_, group) for group in break_.groups), break_))
    for second in second_subject(context):
        told = change(context, second)
        found += [of_change(context, second)] if told is not None and told.said else []
    found += [of_aspects_over_waves(context, aspects)] if aspects else []
    if len(_resting(found, title)) < _LEAST_FINDINGS:
        found += [of_groups(context, subject, break_) for break_ in context.breaks[:1]]
        found += [of_aspects_by_group(context, aspects, break_) for break_ in context.breaks[:1] if aspects]
        found += [of_aspects(context, aspects)] if aspects else []
    return as_sentences(_resting(found, title)[:_MOST_FINDINGS])


def _resting(found: Sequence[Inlines], title: Inlines) -> list[Inlines]:
    """Those that rest on figures and do not repeat the title, each once."""
    told = [one for one in found if getattr(one[-1], "evidence", ()) and plain(one) != plain(title)]
    return list({plain(one): one for one in told}.values())


def as_sentences(found: Sequence[Inlines]) -> list[Inlines]:
    """Findings with a full stop."""
    return [_sentence(one) for one in found]


def _sentence(found: Inlines) -> Inlines:
    *first, last = found
    return (*first, last if last.text.endswith((".", "?", "!")) else replace(last, text=f"{last.text}."))


def notes(context: Context, figures: Sequence[KeyFigure]) -> tuple[str, ...]:
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
