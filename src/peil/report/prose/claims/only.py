"""Claims about which parts do something: `only rises`, `only falls`, `only higher` and `only lower`.

The parts are the groups of a break or the items of a grid. Each is judged as the word behind `only` would judge it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import nan

from peil.report.prose.claims.change import FALLS, RISES
from peil.report.prose.claims.comparison import HIGHER, LOWER
from peil.report.prose.claims.model import Claim, Verdict, rewritten
from peil.report.prose.facts import group_key
from peil.report.prose.groups import find_group, parts
from peil.report.prose.lookup import Subject, find_contrast
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused, suggestion
from peil.report.prose.spans import Form
from peil.report.prose.waves import why_not_comparable
from peil.results.model import ALL

_ITEM = "item"


@dataclass(frozen=True)
class Sorted:
    """The verdict on every part that can be judged. `named`: those that the text names, among `verdicts`.

    `untested`: others that point the claimed way without a test. `absent`: others without a figure to judge.
    """

    named: tuple[str, ...]
    verdicts: Mapping[str, Verdict]
    untested: tuple[str, ...]
    absent: tuple[str, ...]

    @property
    def holding(self) -> tuple[str, ...]:
        """The parts that do so, with the test."""
        return tuple(name for name, verdict in self.verdicts.items() if verdict.holds)

    @property
    def others(self) -> tuple[str, ...]:
        """The parts that the text does not name."""
        return tuple(name for name in self.verdicts if name not in self.named)


def _judge(inner: Claim, query: Query) -> Verdict:
    """Do exactly the named groups (or items) rise, fall, lie higher or lower, each by its own test?"""
    found = sort_parts(inner, query)
    failing = [name for name in found.named if not found.verdicts[name].holds]
    too = [name for name in found.others if found.verdicts[name].holds]
    if not failing and not found.others and found.absent:
        raise Refused(
            f"no other {kind_of(query)} with a figure to judge ({', '.join(found.absent)})",
            "at least one other that does not do so",
        )
    reasons = [f"{name}: {found.verdicts[name].reason}" for name in failing]
    if too:
        reasons.append(f"{' and '.join(too)} {'do' if len(too) > 1 else 'does'} so too")
    reasons += [f"{name} points that way, and was not tested" for name in found.untested]
    told = (*found.named, *too, *found.untested)
    figures = "; ".join(f"{name}: {found.verdicts[name].figures}" for name in told)
    rest = [name for name in found.others if name not in told]
    if rest:
        figures += f"; not so: {', '.join(rest)}"
    if found.absent:
        figures += f"; left out, because absent, hidden, on a small base or not comparable: {', '.join(found.absent)}"
    expected = found.verdicts[found.named[0]].expected
    expected += f", of {' and '.join(found.named)} and of no other {kind_of(query)}"
    pointing = {name for name, verdict in found.verdicts.items() if verdict.direction}
    evidence = tuple(dict.fromkeys(name for verdict in found.verdicts.values() for name in verdict.evidence))
    holds, points = not reasons, pointing == set(found.named)
    told_of = smallest(found, found.named), len(found.named), len(found.verdicts)
    return Verdict(holds, points, evidence, figures, "; ".join(reasons), expected, *told_of)


def smallest(found: Sorted, names: tuple[str, ...]) -> float:
    """The smallest difference of these parts."""
    return min((found.verdicts[name].difference for name in names), default=nan)


def sort_parts(inner: Claim, query: Query) -> Sorted:
    """Every part judged by the inner word; a named one that cannot be told is refused, another is left out."""
    candidates = _candidates(inner, query)
    named = _named(query, candidates)
    usable = {name: one for name, one in candidates.items() if name in named or _usable(one)}
    verdicts = {name: inner.judge(one) for name, one in usable.items()}
    untested = tuple(
        name
        for name, verdict in verdicts.items()
        if name not in named and verdict.direction and not _tested(usable[name])
    )
    return Sorted(named, verdicts, untested, tuple(name for name in candidates if name not in usable))


def _candidates(inner: Claim, query: Query) -> dict[str, Query]:
    """By name the question about each group of the break, or about each item of the grid."""
    if not query.parts:
        keys = [group_key(one) for one in query.by_break()]
        return {",".join(parts(key)): _about(inner, query, query.asked, key) for key in keys}
    grid, word = query.expression.names[0], query.expression.word
    if query.expression.clause("by") != (_ITEM,):
        by = " ".join(query.expression.clause("by"))
        raise Refused(f"`by {by}` with the grid `{grid}`", f"`{word} {grid} ... by {_ITEM}: ITEM [ITEM ...]`")
    if inner in (HIGHER, LOWER) and query.group == ALL:
        raise Refused("no group", f"`{word} {grid} for GROUP by {_ITEM}: ITEM [ITEM ...]`")
    return {one.question: _about(inner, query, one, query.group) for one in query.parts}


def _about(inner: Claim, query: Query, subject: Subject, group: str) -> Query:
    """What the inner word alone would be asked of one part."""
    clauses = () if group == ALL else (("for", parts(group)),)
    names = (subject.name, *query.expression.names[1:])
    expression = replace(query.expression, word=inner.form.word, names=names, clauses=clauses)
    return replace(query, expression=expression, subject=subject, group=group, parts=())


def _named(query: Query, candidates: Mapping[str, Query]) -> tuple[str, ...]:
    """The parts that stand behind the colon."""
    named: list[str] = []
    for word in query.expression.clause(":"):
        if query.parts and word not in candidates:
            grid = query.expression.names[0]
            raise Refused(f"item `{word}`", f"an item of `{grid}`", suggestion(word, candidates))
        keys = {one.group: name for name, one in candidates.items()}
        name = word if query.parts else keys[find_group((word,), keys, inner=True)]
        if name in named:
            raise Refused(f"`{name}` named twice", "every name once")
        named.append(name)
    return tuple(named)


def _usable(query: Query) -> bool:
    """Whether a part that is not named has, in every wave, a figure that may be told, in one series."""
    try:
        for wave in query.waves:
            query.estimate(wave)
    except Refused:
        return False
    return not why_not_comparable(query.survey, query.asked.question, query.waves[0], query.waves[-1])


def _tested(query: Query) -> bool:
    """Whether the results hold the test that the inner word rests on."""
    against = query.waves[0] if len(query.waves) > 1 else "rest"
    return find_contrast(query.estimate(), against, query.scope) is not None


def kind_of(query: Query) -> str:
    """What the parts are, for a message."""
    if query.parts:
        return f"item of `{query.expression.names[0]}`"
    return f"group of `{' '.join(query.expression.clause('by'))}`"


def _true_instead(family: tuple[Claim, Claim], query: Query) -> tuple[str, ...]:
    """Which parts do so; when none does, which do the opposite."""
    for inner in family:
        found = sort_parts(inner, query)
        others = set(found.verdicts) - set(found.holding)
        known = not found.untested and (others or not found.absent)
        if found.holding and known:
            word, names = f"only {inner.form.word}", query.expression.names
            return (rewritten(query.expression, word, names, pick=found.holding),)
    return ()


def _claim(inner: Claim, opposite: Claim) -> Claim:
    word, waves = f"only {inner.form.word}", "WAVE WAVE ..." if inner.form.waves[1] > 1 else "WAVE"
    form = Form(
        word,
        f"{word} [MEASURE] QUESTION [{waves}] [for GROUP] by BREAK: GROUP [GROUP ...]",
        subject="or grid",
        waves=inner.form.waves,
        usual=inner.form.usual,
        clauses=frozenset({"for", "by", ":"}),
        needed=frozenset({"by", ":"}),
        measured=True,
    )
    return Claim(form, partial(_judge, inner), partial(_true_instead, (inner, opposite)))


ONLY_RISES = _claim(RISES, FALLS)
ONLY_FALLS = _claim(FALLS, RISES)
ONLY_HIGHER = _claim(HIGHER, LOWER)
ONLY_LOWER = _claim(LOWER, HIGHER)
