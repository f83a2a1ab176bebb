"""Claims about the order of answers or items: `most` and `least`, of the figures as a reader sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from math import nan
from typing import Literal

from peil.report.prose.claims.model import Claim, Verdict, rewritten
from peil.report.prose.figures import printed, told
from peil.report.prose.lookup import Subject
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused, suggestion
from peil.report.prose.spans import Form
from peil.results.model import Estimate
from peil.study.model import Question

Direction = Literal[1, -1]
_WORD: dict[Direction, str] = {1: "most", -1: "least"}
_NAME: dict[Direction, str] = {1: "highest", -1: "lowest"}
_MORE = 2


@dataclass(frozen=True)
class _Ranking:
    """The figures that compete, by answer or item, and the ones picked, in the order of the text.

    `hidden`: those that have no figure to show.
    """

    picked: tuple[str, ...]
    shown: Mapping[str, Estimate]
    hidden: tuple[str, ...]


def _judge(direction: Direction, query: Query) -> Verdict:
    """Have these answers the largest (or smallest) shares, or these items the highest (lowest) means, in this order?"""
    return _judged(direction, query, query.expression.clause(":"))


def _judged(direction: Direction, query: Query, picked: tuple[str, ...]) -> Verdict:
    ranking = _ranking(query, picked)
    settings, language = query.survey.settings, query.scope.language
    ranked = _ranked(direction, ranking)
    shown = [name for at, name in enumerate(ranked) if at < len(picked) + _MORE or name in picked]
    figures = ", ".join(told(ranking.shown[name], settings, language, name) for name in shown)
    if len(shown) < len(ranked):
        figures += f" and {len(ranked) - len(shown)} more"
    if ranking.hidden:
        figures += f"; left out, because hidden or empty: {', '.join(ranking.hidden)}"
    reason = _why_not(direction, ranking, query)
    several = f"s, in this order: {', '.join(picked)}" if len(picked) > 1 else f", that of {picked[0]}"
    expected = f"the {_NAME[direction]} figure{several}"
    values = {name: one.estimate * direction for name, one in ranking.shown.items()}
    points = _in_front([values[name] for name in picked], [values[name] for name in values if name not in picked])
    order = sorted(values.values(), reverse=True)[: len(picked) + 1]
    ahead = min((abs(one - other) for one, other in pairwise(order)), default=nan)
    evidence = tuple(one.id for one in ranking.shown.values())
    return Verdict(not reason, points, evidence, figures, reason, expected, ahead, len(picked), len(values))


def _in_front(picked: list[float], others: list[float]) -> bool:
    """Whether the picked values come one after the other from above, and all before the others."""
    return all(one > after for one, after in pairwise([*picked, *([max(others)] if others else [])]))


def _why_not(direction: Direction, ranking: _Ranking, query: Query) -> str:
    """The first place that another one takes or shares, as printed; "" when the order is right."""
    values = {name: printed(one, query.survey.settings) * direction for name, one in ranking.shown.items()}
    for at, name in enumerate(ranking.picked):
        rivals = [other for other in _ranked(direction, ranking) if other not in ranking.picked[: at + 1]]
        best = max((values[other] for other in rivals), default=values[name])
        first = " and ".join(other for other in rivals if values[other] == best)
        if best > values[name]:
            return f"place {at + 1} from the {_NAME[direction]} is that of {first}"
        if best == values[name] and rivals:
            return f"as printed the figure of {name} is the same as that of {first}"
    return ""


def _ranking(query: Query, picked: tuple[str, ...]) -> _Ranking:
    """Who competes: all items, or all answers but those inside a net that is named; nets only when named."""
    parts = {one.answer or one.question: one for one in query.parts}
    question = query.survey.questions.get(query.expression.names[0])
    for at, name in enumerate(picked):
        if name not in parts:
            whole = query.expression.names[0]
            what = f"an answer or net of `{whole}`" if question is not None else f"an item of `{whole}`"
            raise Refused(f"`{name}`", what, suggestion(name, parts))
        if name in picked[:at]:
            raise Refused(f"`{name}` named twice", "every name once")
    inside = _inside(question, picked)
    nets = {net.id for net in question.nets} if question is not None else set()
    competing = {name: one for name, one in parts.items() if name in picked or name not in nets | inside}
    found = {name: _estimate(query, one, name in picked) for name, one in competing.items()}
    shown = {name: one for name, one in found.items() if one is not None and one.shown}
    if len(shown) < 2:
        raise Refused(f"nothing that `{picked[0]}` could be compared with", "two figures or more")
    hidden = tuple(name for name, one in found.items() if one is not None and not one.shown)
    return _Ranking(picked, shown, hidden)


def _inside(question: Question | None, picked: tuple[str, ...]) -> set[str]:
    """The answers inside the nets that are named; refused where one answer would compete with itself."""
    inside: dict[str, str] = {}
    for net in question.nets if question is not None else ():
        if net.id in picked:
            for answer in net.answers:
                other = answer if answer in picked else inside.get(answer)
                if other is not None:
                    found = f"`{net.id}` and `{other}`, which share `{answer}`"
                    raise Refused(found, "answers and nets without overlap")
                inside[answer] = net.id
    return set(inside)


def _estimate(query: Query, part: Subject, picked: bool) -> Estimate | None:
    """The figure of a part, in the wave and group of the query; a picked one must be fit to be told."""
    if picked:
        return replace(query, subject=part).estimate()
    return query.scope.published.by_id.get(part.estimate_id(query.waves[-1], query.group))


def _ranked(direction: Direction, ranking: _Ranking) -> list[str]:
    """The names from the front, before rounding."""
    return sorted(ranking.shown, key=lambda name: -ranking.shown[name].estimate * direction)


def _true_instead(direction: Direction, query: Query) -> tuple[str, ...]:
    """Which ones do stand in front, as many as were named; and whether those named stand at the other end."""
    picked = query.expression.clause(":")
    front = tuple(_ranked(direction, _ranking(query, picked))[: len(picked)])
    other: Direction = 1 if direction < 0 else -1
    return tuple(
        rewritten(query.expression, _WORD[way], query.expression.names, pick=names)
        for way, names in ((direction, front), (other, picked))
        if _judged(way, query, names).holds
    )


def _claim(direction: Direction) -> Claim:
    word = _WORD[direction]
    form = Form(
        word,
        f"{word} QUESTION [WAVE] [for GROUP]: ANSWER [ANSWER ...]",
        subject="whole",
        clauses=frozenset({"for", ":"}),
        needed=frozenset({":"}),
    )
    return Claim(form, partial(_judge, direction), partial(_true_instead, direction))


MOST = _claim(1)
LEAST = _claim(-1)
