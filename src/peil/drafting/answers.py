"""A page per closed question: what is answered most, what changed, where a group stands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from peil.drafting.bygroup import by_group
from peil.drafting.development import changed_question, moved
from peil.drafting.model import Piece, fitting
from peil.drafting.teller import Fill, On, sentence
from peil.drafting.topics import Desk, Topic, in_words, quoted, share_of
from peil.report.blocks.answertitles import opened
from peil.report.blocks.context import Subject, answer_subjects, net_subjects
from peil.report.blocks.differences import suits
from peil.study.model import Multiple, Question, Single

_MOST_NAMED = 3
_MOST_GROUPS = 2
_TWO = 2
# More answers than this are not all told; the chart shows them.
_FEW = 4
# Percentage points that a share must move to make the title of its page.
_TITLE_POINTS = 5


@dataclass(frozen=True)
class Answers:
    """One closed question: its answers and nets as shares that may be told, in this wave."""

    desk: Desk
    question: Question

    @property
    def about(self) -> str:
        """The id of the page."""
        return f"{self.desk.context.survey.id}/question/{self.question.id}"

    @property
    def several(self) -> bool:
        """Whether a respondent can give more than one answer."""
        return isinstance(self.question.kind, Multiple)

    @property
    def two(self) -> bool:
        """Whether there are two answers, of which one tells both."""
        return isinstance(self.question.kind, Single) and len(self.question.kind.answers) == _TWO

    @property
    def ordered(self) -> bool:
        """Whether the answers have an order of their own."""
        return isinstance(self.question.kind, Single) and self.question.kind.ordered

    @cached_property
    def answers(self) -> dict[str, Topic]:
        """By id the answers that have a figure in this wave."""
        return self._told(answer_subjects(self.desk.context, self.question))

    @cached_property
    def nets(self) -> dict[str, Topic]:
        """By id the nets that have one."""
        return self._told(net_subjects(self.desk.context, self.question))

    def _told(self, subjects: Sequence[Subject]) -> dict[str, Topic]:
        topics = {one.answer: share_of(self.desk.naming, self.question, one.answer, one.label) for one in subjects}
        return {name: one for name, one in topics.items() if self.desk.teller.figure(one.value().text) is not None}

    @cached_property
    def labels(self) -> dict[str, str]:
        """By id what an answer or net is called between quotation marks."""
        subjects = (*answer_subjects(self.desk.context, self.question), *net_subjects(self.desk.context, self.question))
        return {one.answer: self.desk.naming.quoted(one.label)[1:-1] for one in subjects}

    def key(self, key: str) -> str:
        """The key of a template, for a question with several answers where it says so."""
        return f"{key} of several" if self.several else key

    def fill(self, name: str, topic: Topic) -> dict[str, Fill]:
        """What a template about one answer needs."""
        return {"answer": self.labels[name], "now": topic.value()}

    @cached_property
    def moving(self) -> dict[int, list[str]]:
        """By direction the answers and nets that rose or fell since the previous wave, the clearest first."""
        found: dict[int, list[str]] = {1: [], -1: []}
        for name, topic in {**self.nets, **self.answers}.items():
            way = moved(self.desk, topic)
            if way:
                found[way].append(name)
        for way, names in found.items():
            names.sort(key=lambda name: -self.desk.teller.strength(self.moves(name, way).text))
        return found

    def topic(self, name: str) -> Topic:
        """The share of an answer or net."""
        return self.answers[name] if name in self.answers else self.nets[name]

    def moves(self, name: str, way: int) -> On:
        """The claim that an answer rose or fell."""
        return self.topic(name).claim("rises" if way == 1 else "falls", "previous this")

    def most(self, count: int) -> tuple[str, ...]:
        """The answers with the largest shares, in order, as far as none share a place; at most so many."""
        ranked = sorted(self.answers, key=lambda name: -self._share(name))
        for size in range(min(count, len(ranked) - 1), 0, -1):
            if self.desk.teller.holds(self.order(ranked[:size]).text):
                return tuple(ranked[:size])
        return ()

    def order(self, names: Sequence[str]) -> On:
        """The claim that these come first, in this order."""
        return On(f"most {quoted(self.question.id)}: {' '.join(map(quoted, names))}")

    def _share(self, name: str) -> float:
        context = self.desk.context
        subject = Subject(self.question.id, "", "share", name, self.question)
        found = context.shown(subject, context.this)
        return found.estimate if found is not None else 0.0


def question_page(desk: Desk, question: Question) -> Piece | None:
    """The page of a closed question; None when nothing of it may be told."""
    one = Answers(desk, question)
    if not one.answers:
        return None
    label = desk.naming.label(question)
    title, told = _title(one)
    remarks = [*_base(one), *_order(one, told), *_changes(one, told), *_by_groups(one)]
    return Piece(one.about, opened(label, title) if title else label, fitting(remarks), f"answers {question.id}")


def _title(one: Answers) -> tuple[str, str]:
    """The finding and the answer that it is about: the clearest change, else a majority, else the most given one."""
    moving = sorted(
        ((name, way) for way, names in one.moving.items() for name in names),
        key=lambda pair: -one.desk.teller.strength(one.moves(*pair).text),
    )
    for name, way in moving:
        text = _moving(one, name, way) if _leads(one, name, way) else ""
        if text:
            return text, name
    for name, topic in one.answers.items():
        claim = topic.claim("majority")
        if one.desk.teller.holds(claim.text) and one.most(1) == (name,):
            return one.desk.teller.say(one.key("majority"), one.about, one.fill(name, topic) | {"claim": claim}), name
    first = one.most(1)
    if first:
        fill = one.fill(first[0], one.topic(first[0])) | {"claim": one.order(first)}
        return one.desk.teller.say(one.key("most"), one.about, fill), first[0]
    return "", ""


def _leads(one: Answers, name: str, way: int) -> bool:
    """Whether a change is for the title: large enough, and no answer in the middle of an order or the second of two."""
    if name in one.answers and (one.ordered or one.two):
        ends = list(one.answers)
        if name not in ((ends[0],) if one.two else (ends[0], ends[-1])):
            return False
    return one.desk.teller.holds(f"{one.moves(name, way).text} by {_TITLE_POINTS}")


def _moving(one: Answers, name: str, way: int) -> str:
    topic = one.topic(name)
    fill = one.fill(name, topic) | {"claim": one.moves(name, way), "before": topic.value("previous")}
    return one.desk.teller.say("answer rises" if way == 1 else "answer falls", one.about, fill)


def _base(one: Answers) -> list[str]:
    """To whom a question was put that not everyone got; and that it was changed."""
    said = []
    if one.question.asked_if:
        base = one.desk.context.told(one.question.base)
        key = "asked of" if base else "not asked of all"
        base = one.desk.naming.lowered(base.rstrip("."))
        said.append(sentence(one.desk.teller.say(key, one.about, {"base": base})))
    return [text for text in (*said, changed_question(one.desk, one.question, one.about)) if text]


def _order(one: Answers, told: str) -> list[str]:
    """What comes first, and what after the answer of the title; of few answers, or in an order of their own, all."""
    if one.two:
        return _unproven(one, told)
    if one.ordered or (len(one.answers) <= _FEW and not one.several):
        names = [name for name in one.answers if name != told]
        key = "other answers" if len(names) < len(one.answers) else "answers"
        return [*_listed(one, key, _shares(one, names)), *_unproven(one, told)]
    names = list(one.most(_MOST_NAMED))
    claim: dict[str, Fill] = {"claim": one.order(names)}
    if not names or names == [told]:
        return _unproven(one, told)
    if names[0] != told:
        return _listed(one, one.key("in order"), _shares(one, names), claim)
    key = "next" if len(names) > _TWO else "next one"
    return [*_listed(one, key, _shares(one, names[1:]), claim), *_unproven(one, told)]


def _shares(one: Answers, names: Sequence[str]) -> list[str]:
    return [one.desk.teller.say("answer", one.about, _of(one, name)) for name in names]


def _unproven(one: Answers, told: str) -> list[str]:
    """The answer of the title beside the previous wave, where the test shows no difference."""
    if not told:
        return []
    topic = one.topic(told)
    claim = topic.claim("unproven", "previous this")
    if not one.desk.teller.holds(claim.text):
        return []
    fill = one.fill(told, topic) | {"claim": claim, "before": topic.value("previous")} | _wave(one, told)
    text = one.desk.teller.say("answer unproven", one.about, fill)
    return [sentence(text)] if text else []


def _of(one: Answers, name: str) -> dict[str, Fill]:
    return one.fill(name, one.topic(name))


def _listed(one: Answers, key: str, items: Sequence[str], more: dict[str, Fill] | None = None) -> list[str]:
    told = [item for item in items if item]
    if not told:
        return []
    fill: dict[str, Fill] = {"list": one.desk.teller.joined(told), **(more or {})}
    text = one.desk.teller.say(key, one.about, fill)
    return [sentence(text)] if text else []


def _changes(one: Answers, told: str) -> list[str]:
    """The other answers that rose and fell since the previous wave."""
    said = []
    if one.two:
        return []
    for way, key in ((1, "more"), (-1, "less")):
        names = [name for name in one.moving[way] if name != told and name in one.answers][:_MOST_NAMED]
        items = []
        for name in names:
            topic = one.topic(name)
            fill = one.fill(name, topic) | {"claim": one.moves(name, way), "before": topic.value("previous")}
            items.append(one.desk.teller.say("moving answer", one.about, fill))
        if names:
            words: dict[str, Fill] = dict(_wave(one, names[0]))
            said += _listed(one, one.key(key), items, words)
    return said


def _wave(one: Answers, name: str) -> dict[str, str]:
    return in_words(one.desk.teller, one.topic(name), "previous")


def _by_groups(one: Answers) -> list[str]:
    """The answers on which one group stands out most: it has the largest share, above that of the others."""
    found: dict[str, tuple[float, str]] = {}
    names = list(one.answers)[: 1 if one.two else None]
    for break_ in one.desk.context.breaks:
        if not suits(one.desk.context, one.question, break_):
            continue
        for name in names:
            groups = by_group(one.desk, one.topic(name), break_, f"{one.about}/{break_.id}/{name}")
            for group in groups.apart("higher")[:1]:
                if groups.end("highest") != group:
                    continue
                claim = one.topic(name).claim("higher", group=group.words)
                fill: dict[str, Fill] = {
                    "answer": one.labels[name],
                    "group": group.name,
                    "claim": claim,
                    "highest": one.topic(name).claim("highest", rest=f"by {quoted(break_.id)}: {group.pick}"),
                    "now": one.topic(name).value(group=group.words),
                }
                strength = one.desk.teller.strength(claim.text)
                text = one.desk.teller.say(one.key("answer of group"), groups.about, fill)
                if text and strength > found.get(name, (0.0, ""))[0]:
                    found[name] = (strength, sentence(text))
    ranked = sorted(found.values(), key=lambda pair: -pair[0])
    return [text for _, text in ranked[:_MOST_GROUPS]]
