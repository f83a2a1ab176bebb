"""A page per closed question: what is answered most, what changed, where a group stands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from peil.drafting.development import moved
from peil.drafting.teller import Fill, On
from peil.drafting.topics import Desk, Topic, in_words, quoted, share_of
from peil.report.blocks.context import Subject, answer_subjects, net_subjects
from peil.study.model import Multiple, Question, Single

_TWO = 2
# Percentage points that a share must move to make the title of its page.
_TITLE_POINTS = 5
# From so many per cent on it is more than "a majority"; the words are claims about these numbers.
_LARGE, _NEARLY_ALL = 67, 95


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
        return {one.answer: self.desk.words.quoted(one.label)[1:-1] for one in subjects}

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
        ranked = sorted(self.answers, key=lambda name: -self.share(name))
        for size in range(min(count, len(ranked) - 1), 0, -1):
            if self.desk.teller.holds(self.order(ranked[:size]).text):
                return tuple(ranked[:size])
        return ()

    def order(self, names: Sequence[str]) -> On:
        """The claim that these come first, in this order."""
        return On(f"most {quoted(self.question.id)}: {' '.join(map(quoted, names))}")

    def share(self, name: str) -> float:
        """The share of an answer in this wave, 0-1; 0 where it may not be told."""
        context = self.desk.context
        subject = Subject(self.question.id, "", "share", name, self.question)
        found = context.shown(subject, context.this)
        return found.estimate if found is not None else 0.0


def title_of(one: Answers) -> tuple[str, str, float]:
    """The finding, the answer that it is about, and how strong the evidence of a change is (0 where it is none): the
    clearest change, else a majority, else the answer given most."""
    moving = sorted(
        ((name, way) for way, names in one.moving.items() for name in names),
        key=lambda pair: -one.desk.teller.strength(one.moves(*pair).text),
    )
    for name, way in moving:
        text = _moving(one, name, way) if _leads(one, name, way) else ""
        if text:
            return text, name, one.desk.teller.strength(one.moves(name, way).text)
    first = one.most(1)
    if not first:
        return "", "", 0.0
    return _majority(one, first[0]) or _most(one, first[0]), first[0], 0.0


def _majority(one: Answers, name: str) -> str:
    """That more than half give the answer given most; a word more where it is far more."""
    topic = one.answers[name]
    words = (
        ("nearly all", On(f"{topic.claim('between').text}: {_NEARLY_ALL} 100")),
        ("large majority", On(f"{topic.claim('between').text}: {_LARGE} 100")),
        ("majority", topic.claim("majority")),
    )
    if not one.desk.teller.holds(words[-1][1].text):
        return ""
    key, claim = next((key, claim) for key, claim in words if one.desk.teller.holds(claim.text))
    return one.desk.teller.say(one.key(key), one.about, one.fill(name, topic) | {"claim": claim})


def _most(one: Answers, name: str) -> str:
    fill = one.fill(name, one.topic(name)) | {"claim": one.order([name])}
    return one.desk.teller.say(one.key("most"), one.about, fill)


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
    fill |= in_words(one.desk.teller, topic, "previous")
    return one.desk.teller.say(one.key("answer rises" if way == 1 else "answer falls"), one.about, fill)
