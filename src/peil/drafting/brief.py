"""What a summary may say of one survey: each finding with its evidence, so that the weakest is left out first.

The same findings in every language: what cannot be said in one of them, or makes the text of one too long, is left out
of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Literal

from peil.drafting.answers import Answers, title_of
from peil.drafting.aspects import items_of, moving_title
from peil.drafting.benchmarks import benchmarks_of
from peil.drafting.bygroup import ByGroup, by_group
from peil.drafting.chosen import questions_told
from peil.drafting.development import Development, development, moved
from peil.drafting.groupapart import differing
from peil.drafting.groupmoves import moves_since_first, only_movers
from peil.drafting.grouptold import title_by_group
from peil.drafting.groupwise import main_grid
from peil.drafting.model import letters
from peil.drafting.overall import NPS
from peil.drafting.quadrants import graded_in, strengths_among
from peil.drafting.realchange import real_change
from peil.drafting.teller import Fill, On, behind, capital, sentence
from peil.drafting.topics import Desk, Topic, first_break, score_of, topic_of
from peil.study.model import Grade, Multiple, Question, Single

ABOUT = "summary"
_PAIR = 2
_MOST_CHANGES = 2

Part = Literal["development", "groups", "aspects"]
PARTS: tuple[Part, ...] = ("development", "groups", "aspects")


@dataclass(frozen=True)
class Finding:
    """A sentence of a summary. `name`: what it is about, the same in every language; `evidence`: the size of its test
    statistic, infinite for what a summary always tells, 0 where no test is behind it."""

    part: Part
    name: str
    text: str
    evidence: float = inf


def chosen(found: Mapping[str, Sequence[Finding]], most: int) -> dict[str, list[Finding]]:
    """By language the findings that stand in so many letters in each of them, in their order: the weakest are left out,
    those that are always told last of all."""
    common = [{one.name: one for one in findings if one.text} for findings in found.values()]
    kept = [name for name in common[0] if all(name in one for one in common)]
    while len(kept) > 1 and any(letters(" ".join(one[name].text for name in kept)) > most for one in common):
        kept.remove(min(reversed(kept), key=lambda name: common[0][name].evidence))
    return {language: [one[name] for name in kept] for language, one in zip(found, common, strict=True)}


def findings(desk: Desk, drawn: bool) -> list[Finding]:
    """All that a summary may say, in the order in which it is read. `drawn`: the grade, its margin and its change stand
    in a figure beside the words."""
    question = desk.context.overall
    if question is None:
        return []
    topic = topic_of(desk.naming, question)
    found = development(desk, topic, ABOUT)
    benchmarks = benchmarks_of(desk, question, ABOUT, "benchmark lead")
    told = [
        *_grade(desk, topic, found, drawn),
        *(Finding("development", f"benchmark {number}", text) for number, text in enumerate(benchmarks)),
        *_groups(desk, topic),
        *_aspects(desk),
        *_changes(desk, question),
    ]
    return [replace(one, text=sentence(one.text)) for one in told]


def _grade(desk: Desk, topic: Topic, found: Development, drawn: bool) -> Iterator[Finding]:
    """Where the grade stands and comes from, and whether the change is real."""
    if not drawn:
        fill: dict[str, Fill] = {"text": found.text, "margin": On(topic.claim("margin").text)}
        text = desk.teller.say("with margin", ABOUT, fill) or found.text if found.text else ""
        yield Finding("development", "grade", text)
    for number, text in enumerate(found.more):
        claims = desk.teller.strength(topic.claim("rises" if found.moved > 0 else "falls", "first this").text)
        yield Finding("development", f"grade {number}", text, claims if found.moved else inf)
    yield Finding("development", "real", real_change(desk, topic, ABOUT, found, named=False))


def _groups(desk: Desk, topic: Topic) -> Iterator[Finding]:
    """The ends among the groups of the first break, or that they do not differ; who alone moved; whether they drew
    nearer to each other."""
    break_ = first_break(desk.context)
    if break_ is None:
        return
    groups = by_group(desk, topic.called(desk.naming), break_, ABOUT)
    title = title_by_group(groups)
    yield Finding("groups", "ends", title)
    for since, moves in (("previous", only_movers(groups)), ("first", moves_since_first(groups))):
        for number, (text, strength) in enumerate(moves):
            yield Finding("groups", f"since {since} {number}", text, strength)
    yield from _apart(groups, title)


def _apart(groups: ByGroup, title: str) -> Iterator[Finding]:
    """Which groups differ from the rest, where there are more than two."""
    if not groups.differ or not title or len(groups.groups) <= _PAIR:
        return
    every = (groups.apart_claim(word, one).text for word in ("higher", "lower") for one in groups.apart(word))
    strength = max(map(groups.desk.teller.strength, every), default=0.0)
    for number, text in enumerate(differing(groups, titled=True)):
        yield Finding("groups", f"apart {number}", text, strength)


def _aspects(desk: Desk) -> Iterator[Finding]:
    """What comes first and why, how many aspects moved, what is strong."""
    weak, strong = (graded_in(desk, part, ABOUT) for part in ("priority", "strength"))
    if weak:
        fill: dict[str, Fill] = {"list": desk.teller.joined(weak)}
        yield Finding("aspects", "weak", desk.teller.say("first to improve", ABOUT, fill))
    grid = main_grid(desk)
    if grid is not None:
        items = items_of(desk, grid)
        moving = [(one, way) for way in (1, -1) for one in items.moving(way)]
        strength = max((desk.teller.strength(items.moves(*pair).text) for pair in moving), default=0.0)
        yield Finding("aspects", "moving", moving_title(items, ABOUT), strength)
    if strong:
        told: dict[str, Fill] = {"list": strengths_among(desk, strong)}
        key = "strong" if len(strong) > 1 else "strong alone"
        yield Finding("aspects", "strong", desk.teller.say(key, ABOUT, told), 0.0)


def _changes(desk: Desk, overall: Question) -> Iterator[Finding]:
    """The clearest changes elsewhere: shares that moved enough for the title of their page, and net promoter scores."""
    found = [
        Finding("development", question.id, capital(behind(desk.naming.label(question), text)), strength)
        for question, text, strength in answers_found(desk)
        if strength
    ]
    for question in questions_told(desk):
        kind = question.kind
        if question is not overall and isinstance(kind, Grade) and (kind.low, kind.high) == NPS:
            score = score_of(desk.naming, question)
            way = moved(desk, score)
            strength = desk.teller.strength(score.claim("rises" if way > 0 else "falls", "previous this").text)
            text = development(desk, score, ABOUT).text
            found += [Finding("development", question.id, text, strength)] if way else []
    yield from sorted(found, key=lambda one: -one.evidence)[:_MOST_CHANGES]


def answers_found(desk: Desk) -> Iterator[tuple[Question, str, float]]:
    """Every closed question with what was found, and the evidence of a change, 0 where none is told."""
    for question in closed(desk):
        one = Answers(desk, question)
        text, _, strength = title_of(one) if one.answers else ("", "", 0.0)
        if text:
            yield question, text, strength


def closed(desk: Desk) -> list[Question]:
    """The closed questions that are told of and make no groups."""
    dividing = {one.question for one in desk.context.breaks}
    return [
        one
        for one in questions_told(desk)
        if isinstance(one.kind, Single | Multiple) and one.grid is None and one.per is None and one.id not in dividing
    ]
