"""Claims about all parts: `all rises`, `all falls`, `all but rises` and `all but falls`.

Each group of a break, or item of a grid, is judged as the word behind would judge it, as in `only`.
"""

from __future__ import annotations

from functools import partial

from peil.report.prose.claims.change import FALLS, RISES
from peil.report.prose.claims.model import Claim, Verdict, rewritten
from peil.report.prose.claims.only import Sorted, kind_of, smallest, sort_parts
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused
from peil.report.prose.spans import Form

_FEWEST = 2


def _judge(inner: Claim, query: Query) -> Verdict:
    """Do all groups (or items) that can be judged rise or fall, each by its own test, but for those named?"""
    found = sort_parts(inner, query)
    if len(found.others) < _FEWEST:
        raise Refused(f"{len(found.others)} of `{kind_of(query)}` to judge", "two or more that do so")
    failing = [name for name in found.others if not found.verdicts[name].holds]
    too = [name for name in found.named if found.verdicts[name].holds]
    reasons = [f"{name}: {found.verdicts[name].reason}" for name in failing]
    reasons += [f"{name}, which is excepted, does so too" for name in too]
    figures = "; ".join(f"{name}: {verdict.figures}" for name, verdict in found.verdicts.items())
    if found.absent:
        figures += f"; left out, because absent, hidden, on a small base or not comparable: {', '.join(found.absent)}"
    expected = f"{next(iter(found.verdicts.values())).expected}, of every {kind_of(query)}"
    expected += f" but {' and '.join(found.named)}" if found.named else ""
    points = all(found.verdicts[name].direction for name in found.others)
    evidence = tuple(dict.fromkeys(name for verdict in found.verdicts.values() for name in verdict.evidence))
    told_of = smallest(found, found.others), len(found.others), len(found.verdicts)
    return Verdict(not reasons, points, evidence, figures, "; ".join(reasons), expected, *told_of)


def _true_instead(family: tuple[Claim, Claim], query: Query) -> tuple[str, ...]:
    """All, all but a minority, or only those that do so; when none does, the same of the opposite."""
    for inner in family:
        found = sort_parts(inner, query)
        if found.holding:
            return _worded(inner, query, found)
    return ()


def _worded(inner: Claim, query: Query, found: Sorted) -> tuple[str, ...]:
    word, names = inner.form.word, query.expression.names
    rest = tuple(name for name in found.verdicts if name not in found.holding)
    if not rest:
        return (rewritten(query.expression, f"all {word}", names, pick=()),)
    if len(found.holding) > len(rest) and len(found.holding) >= _FEWEST:
        return (rewritten(query.expression, f"all but {word}", names, pick=rest),)
    untested = any(found.verdicts[name].direction for name in rest)
    return () if untested else (rewritten(query.expression, f"only {word}", names, pick=found.holding),)


def _claim(inner: Claim, opposite: Claim, but: bool) -> Claim:
    word = f"all but {inner.form.word}" if but else f"all {inner.form.word}"
    pick = frozenset({":"}) if but else frozenset()
    form = Form(
        word,
        f"{word} [MEASURE] QUESTION [WAVE WAVE ...] [for GROUP] by BREAK{': GROUP [GROUP ...]' if but else ''}",
        subject="or grid",
        waves=inner.form.waves,
        usual=inner.form.usual,
        clauses=frozenset({"for", "by"}) | pick,
        needed=frozenset({"by"}) | pick,
        measured=True,
    )
    return Claim(form, partial(_judge, inner), partial(_true_instead, (inner, opposite)))


ALL_RISES, ALL_FALLS = _claim(RISES, FALLS, but=False), _claim(FALLS, RISES, but=False)
ALL_BUT_RISES, ALL_BUT_FALLS = _claim(RISES, FALLS, but=True), _claim(FALLS, RISES, but=True)
