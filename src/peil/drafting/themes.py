"""Open answers: their themes by group, tested like closed answers, and what respondents wrote in their own words."""

from __future__ import annotations

from collections.abc import Iterator

from peil.drafting.answers import Answers
from peil.drafting.bygroup import ByGroup, by_group
from peil.drafting.model import Piece
from peil.drafting.teller import Fill, behind, capital, sentence
from peil.drafting.topics import Desk, Member, first_break, members
from peil.language import Language
from peil.report.blocks.context import Context
from peil.report.blocks.differences import suits
from peil.results.model import Published
from peil.study.model import Break, Open, Question, Study

_MOST_NAMED = 3
_MOST_GROUPS = 4
_MOST_QUOTES = 8
_WORDS = {"higher": "more often", "lower": "less often"}


def theme_pages(desk: Desk, question: Question) -> Iterator[Piece]:
    """Behind the page of a question that holds the themes of an open one: these by group, and the quotes."""
    break_ = first_break(desk.context)
    if break_ is not None and suits(desk.context, question, break_):
        page = _by_group(Answers(desk, question), break_)
        if page is not None:
            yield page
    if question.themes_of is not None:
        yield from quote_pages(desk, desk.context.survey.questions[question.themes_of], question)


def quote_pages(desk: Desk, question: Question, named: Question | None = None) -> Iterator[Piece]:
    """What respondents wrote, as far as it was approved in this wave; nothing before that. `named`: the question whose
    label says what they wrote about, where that is another one."""
    context = desk.context
    approved = [
        one
        for one in context.published.quotes
        if (one.survey, one.wave, one.question) == (context.survey.id, context.this.label, question.id)
    ]
    if approved:
        title = desk.teller.word("in own words", label=desk.words.lowered(desk.naming.label(named or question)))
        most = f" most {_MOST_QUOTES}" if len(approved) > _MOST_QUOTES else ""
        yield Piece(f"{context.survey.id}/quotes/{question.id}", title, (), f"quotes {question.id}{most}")


def without_quotes(study: Study, published: Published) -> tuple[str, ...]:
    """The surveys that have a rule for quotes and open questions of this wave, but no quote that may be printed."""
    quoted = {(one.survey, one.wave) for one in published.quotes}
    found = []
    for survey in study.surveys.values():
        context = Context(study, survey, published, Language(study.languages[0]))
        this = context.this.label
        asked = any(isinstance(one.kind, Open) and this in one.sources for one in survey.questions.values())
        if survey.quote_rules is not None and asked and (survey.id, this) not in quoted:
            found.append(survey.id)
    return tuple(found)


def _by_group(one: Answers, break_: Break) -> Piece | None:
    """The themes by group: the group that stands out most in the title, of each group what differs."""
    about = f"{one.about}/{break_.id}"
    found = {name: by_group(one.desk, one.topic(name), break_, f"{about}/{name}") for name in one.answers}
    if not any(len(groups.groups) > 1 for groups in found.values()):
        return None
    label = one.desk.naming.label(one.question)
    named = {group.key: _of_group(one, found, group) for group in members(one.desk, break_)}
    ranked = sorted((pair for pair in named.values() if pair[0]), key=lambda pair: -pair[1])
    remarks = [text for text, _ in ranked[:_MOST_GROUPS]]
    title = _title(one, found, about)
    if not title:
        title = one.desk.teller.word("themes by break", break_=one.desk.groups.break_(break_))
        remarks += _unproven(one, found, about)
    return Piece(about, capital(behind(label, title)), tuple(remarks), f"answers {one.question.id} by {break_.id}")


def _title(one: Answers, found: dict[str, ByGroup], about: str) -> str:
    """The theme that a group names most clearly more often than the rest; else the one it names less often."""
    teller = one.desk.teller
    for word, key in (("higher", "theme of group"), ("lower", "theme less of group")):
        apart = [(name, groups.apart(word)[0]) for name, groups in found.items() if groups.apart(word)]
        apart.sort(key=lambda pair: -teller.strength(found[pair[0]].apart_claim(word, pair[1]).text))
        for name, group in apart:
            now = one.topic(name).value(group=group.words)
            claim = found[name].apart_claim(word, group)
            placed = one.desk.groups.placed(found[name].break_, group.name)
            fill: dict[str, Fill] = {"group": placed, "answer": one.labels[name], "claim": claim, "now": now}
            text = teller.say(key, about, fill)
            if text:
                return text
    return ""


def _of_group(one: Answers, found: dict[str, ByGroup], group: Member) -> tuple[str, float]:
    """What a group names more and less often than the rest, and how strong the clearest evidence is."""
    teller, parts, strengths = one.desk.teller, [], [0.0]
    for word, key in _WORDS.items():
        names = [name for name, groups in found.items() if group in groups.apart(word)]
        names.sort(key=lambda name: -teller.strength(found[name].apart_claim(word, group).text))
        said = []
        for name in names[:_MOST_NAMED]:
            claim = found[name].apart_claim(word, group)
            now = one.topic(name).value(group=group.words)
            fill: dict[str, Fill] = {"answer": one.labels[name], "claim": claim, "now": now}
            said.append(teller.say("answer with", one.about, fill))
            strengths.append(teller.strength(claim.text))
        if any(said):
            told = teller.among([text for text in said if text], len(names))
            parts.append(teller.say(key, one.about, {"list": told}))
    return of_one_group(one.desk, group, parts, one.about), max(strengths)


def _unproven(one: Answers, found: dict[str, ByGroup], about: str) -> list[str]:
    """That no theme differs between the groups, each with its claim."""
    teller = one.desk.teller
    same = [name for name, groups in found.items() if groups.groups and not groups.differ]
    if not same or len(same) < len(found):
        return []
    said = []
    for name in same:
        fill: dict[str, Fill] = {"answer": one.labels[name], "claim": found[name].unproven_claim}
        said.append(teller.say("answer with", about, fill | {"now": one.topic(name).value()}))
    text = teller.say("themes unproven", about, {"list": teller.joined([text for text in said if text])})
    return [sentence(text)] if text else []


def of_one_group(desk: Desk, group: Member, parts: list[str], about: str) -> str:
    """What lies above and below the rest, behind the name of the group in bold."""
    told = [part for part in parts if part]
    if not told:
        return ""
    both = desk.teller.say("higher and lower on", about, {"up": told[0], "down": told[-1]})
    text = both if len(told) > 1 else told[0]
    fill: dict[str, Fill] = {"group": group.heading, "text": sentence(text)}
    return desk.teller.say("apart from the rest", about, fill)
