"""`::: trend QUESTION [by BREAK] [for GROUP]`: a figure over waves, for the total, for groups, or for each answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from peil.report.blocks.answertitles import of_answers
from peil.report.blocks.arguments import Request
from peil.report.blocks.axes import axis
from peil.report.blocks.context import Context, Subject, answer_subjects, group_name
from peil.report.blocks.feet import Shown
from peil.report.blocks.groups import Owned, groups_of, key_of
from peil.report.blocks.grouptable import groups_over_waves
from peil.report.blocks.legend import counts_ratings
from peil.report.blocks.marks import HIDDEN, Compared, mark, too_few
from peil.report.blocks.outside import references, summed_up
from peil.report.blocks.owntitles import of_own_change
from peil.report.blocks.pages import measure_text, page, share_text
from peil.report.blocks.timeline import moments
from peil.report.blocks.titles import of_change, of_changes_by_group
from peil.report.model import Inlines, Mark, Page, Trend, TrendSeries, plain
from peil.results.hiding import FOR_PRIVACY
from peil.results.model import ALL
from peil.study.model import Question, Wave

MOST_LINES = 8


@dataclass(frozen=True)
class Line:
    """One line of a trend: a subject for a group."""

    subject: Subject
    label: str
    group: str = ALL


def trend(context: Context, request: Request) -> tuple[Page, ...]:
    """The pages of a trend; more lines than can be told apart become a table."""
    question, subject = request.question, request.subject
    if question is None:
        return ()
    waves = _waves(context, question, request.waves)
    if subject is None:
        return _of_answers(context, question, waves, request.within)
    break_ = request.break_ or request.outer
    if break_ is None:
        line = Line(subject, context.language.text("Total"))
        alone = Shown((subject,), (question,), waves, "waves", benchmarks=request.benchmarks)
        return _page(context, (line,), of_change(context, subject), alone)
    groups = groups_of(break_, request.within)
    if len(groups) + 1 > MOST_LINES:
        return groups_over_waves(context, subject, break_, groups, waves, request.benchmarks)
    lines = (
        Line(subject, context.language.text("Total")),
        *(Line(subject, group_name(context, owner, group), owner.key(group)) for owner, group in groups),
    )
    own = [group for owner, group in groups if owner is break_]
    if len(groups) == 1 and groups[0] == context.own:
        title = of_own_change(context, subject, groups[0])
    elif len(groups) == 1:
        title = of_change(context, subject, groups[0][0].key(groups[0][1]), lines[1].label)
    else:
        title = of_changes_by_group(context, subject, groups, break_)
    outer = request.within if request.break_ is not None else None
    shown = Shown(
        (subject,), (question,), waves, "waves", break_, tuple(own), group=outer, benchmarks=request.benchmarks
    )
    return _page(context, lines, title, shown, f"/{request.group.id}" if request.group is not None else "")


def _waves(context: Context, question: Question, named: Sequence[Wave]) -> tuple[Wave, ...]:
    """The waves that were named, or all from the first that has a figure of the question."""
    if named:
        return tuple(named)
    survey = context.survey.id
    places = [place for place, wave in enumerate(context.waves) if (survey, wave.label, question.id) in context.asked]
    last = context.waves.index(context.this)
    return context.waves[min(places, default=last) : max([*places, last]) + 1]


def _of_answers(
    context: Context, question: Question, waves: tuple[Wave, ...], whom: Owned | None = None
) -> tuple[Page, ...]:
    """A line per answer, of everyone or of one group."""
    subjects = answer_subjects(context, question)
    lines = tuple(Line(subject, subject.label, key_of(whom)) for subject in subjects)
    title = of_answers(context, context.told(question.label), subjects, whom)
    suffix = f"/{whom[1].id}" if whom is not None else ""
    return _page(context, lines, title, Shown(subjects, (question,), waves, "waves", group=whom), suffix)


def _page(context: Context, lines: Sequence[Line], title: Inlines, shown: Shown, suffix: str = "") -> tuple[Page, ...]:
    """The page; none when there is nothing to draw."""
    figure = _figure(context, lines, title, shown)
    figure = replace(figure, id=figure.id + suffix)
    if not figure.series or (shown.break_ is not None and all(line.total for line in figure.series)):
        return ()
    subject = lines[0].subject
    same = all(line.subject == subject for line in lines)
    measure = measure_text(context, subject) if same else share_text(context, subject.question)
    told = replace(shown, extra=(*shown.extra, *_left_out(context, lines, shown)))
    return (page(context, figure.id, title, measure, (figure,), told),)


def _figure(context: Context, lines: Sequence[Line], title: Inlines, shown: Shown) -> Trend:
    """The lines that have a figure in some wave."""
    series = tuple(one for line in lines if _visible(one := _series(context, line, shown)))
    places = moments(context.survey)
    subject = lines[0].subject
    same = all(line.subject == subject for line in lines)
    name = subject.key if same else subject.id
    drawn = references(context, shown.benchmarks)
    by = f"/{shown.break_.id}" if shown.break_ is not None else ""
    return Trend(
        f"{context.survey.id}/{name}/trend{by}",
        tuple((context.heading(wave), places[wave.label]) for wave in shown.waves),
        series,
        axis(
            context,
            subject,
            [one for line in series for one in line.marks],
            [line.marks[-1] for line in series],
            [one.value for one in drawn],
        ),
        _summary(title, series, shown.waves) + summed_up(context, drawn),
        drawn,
    )


def _visible(series: TrendSeries) -> bool:
    return any(one is not None and one.value is not None for one in series.marks)


def _left_out(context: Context, lines: Sequence[Line], shown: Shown) -> tuple[str, ...]:
    """Who has no line because no wave has a figure that may be shown, and why."""
    found = [(line, _series(context, line, shown)) for line in lines if line.group != ALL]
    hidden = [(line.label, one) for line, one in found if not _visible(one) and any(one.marks)]
    small = [label for label, one in hidden if any(at is not None and at.text == HIDDEN for at in one.marks)]
    private = [label for label, one in hidden if label not in small and any(_private(context, one))]
    empty = [label for label, _ in hidden if label not in small and label not in private]
    why = too_few(context, counts_ratings([line.subject for line in lines]))
    language = context.language
    reasons = (
        (small + empty, why),
        (private, language.text("to protect the privacy of a few respondents")),
    )
    return tuple(
        language.text("Not shown, {why}: {names}.", why=reason, names=language.joined(names))
        for names, reason in reasons
        if names
    )


def _private(context: Context, series: TrendSeries) -> Iterator[bool]:
    found = (context.published.by_id.get(one.evidence) for one in series.marks if one is not None)
    return (one is not None and one.status in FOR_PRIVACY for one in found)


def _series(context: Context, line: Line, shown: Shown) -> TrendSeries:
    """One line: a mark per wave, the flag over waves at this wave, breaks where a new series begins."""
    marks = tuple(mark(context, line.subject, wave, line.group, _compared(context, wave)) for wave in shown.waves)
    begins = line.subject.question.new_series if line.subject.question is not None else ()
    breaks = tuple(place for place, wave in enumerate(shown.waves) if place and wave.label in begins)
    beside = context.own is not None and line.group == ALL and shown.alone is None
    return TrendSeries(line.label, line.group == key_of(shown.alone), marks, breaks, beside)


def _compared(context: Context, wave: Wave) -> Compared:
    return "waves" if wave is context.this else "nothing"


def _summary(title: Inlines, series: Sequence[TrendSeries], waves: Sequence[Wave]) -> str:
    """The title, and what each line shows at its ends."""
    ends = []
    for line in series:
        shown = [(wave, one) for wave, one in zip(waves, line.marks, strict=True) if one and one.value is not None]
        if shown:
            (first, start), (last, end) = shown[0], shown[-1]
            ends.append(_from_to(line.label, (first.label, start), (last.label, end)))
    return f"{plain(title)}. {'; '.join(ends)}."


def _from_to(label: str, start: tuple[str, Mark], end: tuple[str, Mark]) -> str:
    text = f"{label}: {start[1].text} ({start[0]})"
    return text if start == end else f"{text}, {end[1].text} ({end[0]})"
