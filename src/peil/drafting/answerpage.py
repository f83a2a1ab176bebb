"""The page of a closed question: its finding, what comes next, what changed, and the groups that stand out."""

from __future__ import annotations

from collections.abc import Sequence

from peil.drafting.answers import Answers, title_of
from peil.drafting.bygroup import ByGroup, by_group
from peil.drafting.development import changed_question
from peil.drafting.model import Piece, fitting
from peil.drafting.teller import Fill, behind, sentence
from peil.drafting.topics import Desk, in_words
from peil.report.blocks.differences import suits
from peil.study.model import Question

_MOST_NAMED = 3
_MOST_GROUPS = 2
_TWO = 2
# More answers than this are not all told; the chart shows them.
_FEW = 4


def question_page(desk: Desk, question: Question) -> Piece | None:
    """The page of a closed question; None when nothing of it may be told."""
    one = Answers(desk, question)
    if not one.answers:
        return None
    label = desk.naming.label(question)
    title, told, changed = title_of(one)
    # A question with themes has a page by group of its own.
    groups = [] if question.themes_of else _by_groups(one)
    remarks = [*_unproven(one, told), *_base(one), *_order(one, told, not changed), *_changes(one, told), *groups]
    return Piece(one.about, behind(label, title) if title else label, fitting(remarks), f"answers {question.id}")


def _base(one: Answers) -> list[str]:
    """To whom a question was put that not everyone got; and that it was changed."""
    said = []
    if one.question.asked_if:
        base = one.desk.context.told(one.question.base)
        key = "asked of" if base else "not asked of all"
        base = one.desk.words.lowered(base.rstrip("."))
        said.append(sentence(one.desk.teller.say(key, one.about, {"base": base})))
    return [text for text in (*said, changed_question(one.desk, one.question, one.about)) if text]


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


def _order(one: Answers, told: str, first: bool) -> list[str]:
    """What comes first, or what follows where the title says what comes first (`first`); of few answers all."""
    if one.two or (one.ordered and len(one.answers) > _FEW):
        return []
    if len(one.answers) <= _FEW and not one.several:
        names = [name for name in one.answers if name != told]
        key = "other answers" if len(names) < len(one.answers) else "answers"
        shares = [one.desk.teller.say("share of answer", one.about, one.fill(name, one.topic(name))) for name in names]
        return _listed(one, key, shares, {"answer": one.labels[told]} if key == "other answers" else {})
    names = list(one.most(_MOST_NAMED))
    claim: dict[str, Fill] = {"claim": one.order(names)}
    if not names or (first and names == [told]):
        return []
    if not first or names[0] != told:
        key = "in order" if len(names) > 1 else "first"
        return _listed(one, one.key(key), _shares(one, names), claim)
    key = "next" if len(names) > _TWO else "next one"
    return _listed(one, key, _shares(one, names[1:]), claim | {"answer": one.labels[told]})


def _shares(one: Answers, names: Sequence[str]) -> list[str]:
    return [one.desk.teller.say("answer", one.about, one.fill(name, one.topic(name))) for name in names]


def _listed(
    one: Answers, key: str, items: Sequence[str], more: dict[str, Fill] | None = None, of: int = 0
) -> list[str]:
    """A template with an enumeration; `of`: how many there are, when not all are told."""
    told = [item for item in items if item]
    if not told:
        return []
    fill: dict[str, Fill] = {"list": one.desk.teller.among(told, of), **(more or {})}
    text = one.desk.teller.say(key, one.about, fill)
    return [sentence(text)] if text else []


def _changes(one: Answers, told: str) -> list[str]:
    """The other answers that rose and fell since the previous wave."""
    said = []
    if one.two:
        return []
    for way, key in ((1, "more"), (-1, "less")):
        others = [name for name in one.moving[way] if name != told and name in one.answers]
        names = others[:_MOST_NAMED]
        items = []
        for name in names:
            topic = one.topic(name)
            fill = one.fill(name, topic) | {"claim": one.moves(name, way), "before": topic.value("previous")}
            items.append(one.desk.teller.say("moving answer", one.about, fill))
        if names:
            words: dict[str, Fill] = dict(_wave(one, names[0]))
            said += _listed(one, one.key(key), items, words, of=len(others))
    return said


def _wave(one: Answers, name: str) -> dict[str, str]:
    return in_words(one.desk.teller, one.topic(name), "previous")


def _by_groups(one: Answers) -> list[str]:
    """The answers that one group gives more than the rest, each by the break where that is clearest."""
    found: dict[str, tuple[float, ByGroup]] = {}
    names = list(one.answers)[: 1 if one.two else None]
    for break_ in one.desk.context.breaks:
        if not suits(one.desk.context, one.question, break_):
            continue
        for name in names:
            groups = by_group(one.desk, one.topic(name), break_, f"{one.about}/{break_.id}/{name}")
            for group in groups.apart("higher")[:1]:
                strength = one.desk.teller.strength(groups.apart_claim("higher", group).text)
                if name not in found or strength > found[name][0]:
                    found[name] = (strength, groups)
    ranked = sorted(found.items(), key=lambda pair: -pair[1][0])[:_MOST_GROUPS]
    said = [_of_group(one, name, groups, turn) for turn, (name, (_, groups)) in enumerate(ranked)]
    return [sentence(text) for text in said if text]


def _of_group(one: Answers, name: str, groups: ByGroup, turn: int) -> str:
    """The group that gives an answer most clearly more than the rest, and that which gives it less."""
    above, below = (groups.apart(word)[:1] for word in ("higher", "lower"))
    claim, teller = groups.apart_claim("higher", above[0]), one.desk.teller
    now = one.topic(name).value(group=above[0].words)
    fill: dict[str, Fill] = {"answer": one.labels[name], "group": above[0].name, "claim": claim, "now": now}
    text = teller.say(one.key("answer of group"), one.about, fill, turn=turn)
    if text and below:
        now = one.topic(name).value(group=below[0].words)
        fill = {"text": text, "group": below[0].name, "claim": groups.apart_claim("lower", below[0]), "now": now}
        text = teller.say("and lower", groups.about, fill) or text
    return text
