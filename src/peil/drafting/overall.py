"""Pages about a grade: over waves, what is left of a change with the same mix, and by every break."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from peil.drafting.benchmarks import benchmarks_of
from peil.drafting.bygroup import by_group
from peil.drafting.development import changed_question, development
from peil.drafting.groupmoves import except_for
from peil.drafting.grouptold import by_break, remarks_by_group, title_by_group
from peil.drafting.model import Piece, fitting
from peil.drafting.realchange import carried_page, change_page
from peil.drafting.teller import Fill, capital, sentence
from peil.drafting.topics import Desk, Topic, score_of, topic_of
from peil.report.blocks.context import net_subjects
from peil.study.model import Break, Grade, Number, Question

_MOST_NETS = 2
_TREND = 3
NPS = (0, 10)


def overall_pages(desk: Desk, question: Question) -> Iterator[Piece]:
    """Everything about the overall grade."""
    topic = topic_of(desk.naming, question)
    about = f"{desk.context.survey.id}/overall"
    yield from grade_page(desk, topic, question, about, with_groups=False)
    found = development(desk, topic, about)
    pages = (
        change_page(desk, topic, f"{about}/change", found),
        carried_page(desk, topic, f"{about}/carried", found),
    )
    yield from (one for one in pages if one is not None)
    for break_ in _breaks(desk, question):
        page = break_page(desk, topic, question, break_, f"{about}/{break_.id}")
        if page is not None:
            yield page


def _breaks(desk: Desk, question: Question) -> list[Break]:
    """The breaks that are shown, without those that the question itself makes."""
    return [one for one in desk.context.breaks if one.groups and one.question != question.id]


def grade_page(desk: Desk, topic: Topic, question: Question, about: str, with_groups: bool = True) -> Iterator[Piece]:
    """A grade as it stands and moves, with its exception by the first break; nothing when it may not be told.

    `with_groups`: no page by break follows, so that this one tells of groups.
    """
    found = development(desk, topic, about)
    if not found.text:
        return
    title, breaks = found.text, _breaks(desk, question)
    for break_ in breaks[:1]:
        if found.moved:
            title = except_for(by_group(desk, topic, break_, about), title, found.moved)
    told = -found.moved if title != found.text else 0
    remarks = [*found.more, changed_question(desk, question, about)]
    if with_groups:
        groups = [by_group(desk, topic.again, break_, about) for break_ in breaks[:1]]
        remarks += [text for one in groups for text in remarks_by_group(one, titled=False, told=told)]
    if question is desk.context.overall:
        remarks += benchmarks_of(desk, question, about)
    remarks += _nets(desk, question, about)
    yield Piece(about, capital(title), fitting(remarks), _figure(desk, topic, question, with_groups))


def _figure(desk: Desk, topic: Topic, question: Question, with_groups: bool) -> str:
    """A trend where there is one to draw; else bars by group, else the answers."""
    asked = f"{topic.asked} {topic.measure}".strip()
    earlier = [wave for wave in desk.context.earlier if wave.label in question.sources]
    breaks = _breaks(desk, question)[:1] if with_groups else []
    if len(earlier) + 1 >= _TREND or (earlier and not breaks):
        return f"trend {asked}" + "".join(f" by {one.id}" for one in breaks)
    if breaks:
        return f"bars {asked} by {breaks[0].id}"
    return f"answers {topic.asked}" if isinstance(question.kind, Grade) else f"bars {asked}"


def _nets(desk: Desk, question: Question, about: str) -> list[str]:
    """Shares of grades that the study names: "tevreden (4 of 5)"."""
    said = []
    for subject in net_subjects(desk.context, question)[:_MOST_NETS]:
        net = next(one for one in question.nets if one.id == subject.answer)
        topic = Topic(f"{question.id}={net.id}", desk.naming.box(net), counted=True)
        said.append(sentence(development(desk, topic, f"{about}/{net.id}").text))
    return said


def break_page(desk: Desk, topic: Topic, question: Question, break_: Break, about: str) -> Piece | None:
    """A grade by the groups of a break; None when no group may be told."""
    groups = by_group(desk, topic, break_, about)
    if not groups.groups:
        return None
    title = title_by_group(groups) or by_break(groups)
    asked = f"{topic.asked} {topic.measure}".strip()
    waves = sum(wave.label in question.sources for wave in (*desk.context.earlier, desk.context.this))
    first = waves >= _TREND and break_ in _breaks(desk, question)[:1]
    line = f"{'trend' if first else 'bars'} {asked} by {break_.id}"
    return Piece(about, capital(title), fitting(remarks_by_group(replace(groups, topic=topic.again))), line)


def other_grades(desk: Desk, question: Question) -> Iterator[Piece]:
    """The pages of a grade or number that stands by itself: its mean, and a net promoter score where it has one."""
    about = f"{desk.context.survey.id}/question/{question.id}"
    kind = question.kind
    if isinstance(kind, Grade) and (kind.low, kind.high) == NPS:
        score = score_of(desk.naming, question)
        yield from grade_page(desk, score, question, about)
        return
    yield from grade_page(desk, topic_of(desk.naming, question), question, about)


def page_per(desk: Desk, question: Question) -> Iterator[Piece]:
    """The page of a grade that was given per answer of another question: by those answers, where they make groups that
    the study knows."""
    survey = desk.context.survey
    about = f"{survey.id}/question/{question.id}"
    topic = topic_of(desk.naming, question)
    breaks = [one for one in survey.breaks.values() if one.question == question.per and not one.outer]
    if not isinstance(question.kind, Grade | Number):
        return
    if not breaks:
        yield from grade_page(desk, topic, question, about, with_groups=False)
        return
    page = break_page(desk, topic, question, breaks[0], about)
    if page is not None:
        now: dict[str, Fill] = {"name": topic.again.name, "now": topic.value()}
        more = sentence(desk.teller.say("mean of all", about, now, topic.counted))
        yield replace(page, remarks=fitting([more, *page.remarks]))
