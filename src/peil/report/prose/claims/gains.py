"""Claims about changes compared: `rises more`, `rises less`, `falls more`, `falls less`, `gains` and `loses`.

Did this group change more than the rest, or than another group? The results hold a test of that where the study asks
for it (`report: compare: changes`): the difference of two differences. `gains` and `loses` rest on that test alone; the
others say too that the group itself rises or falls, which is tested as well.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from math import isnan
from typing import Literal

from peil.report.prose.claims.change import FALLS, RISES, Direction, words_of_change
from peil.report.prose.claims.model import (
    REST,
    Claim,
    Verdict,
    flag_of_two,
    refuse_disorder,
    rewritten,
    why_not_flagged,
)
from peil.report.prose.figures import told, told_difference, told_minimum, told_p
from peil.report.prose.groups import find_group, short
from peil.report.prose.lookup import find_contrast
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused
from peil.report.prose.spans import Form
from peil.report.prose.waves import why_not_comparable
from peil.results.model import ALL, Contrast

_MOVES: dict[Direction, Claim] = {1: RISES, -1: FALLS}
# By word: which way the group itself goes (0: that is not said), and which way from the other side.
_WORDS: dict[str, tuple[Direction | Literal[0], Direction]] = {
    "rises more": (1, 1),
    "rises less": (1, -1),
    "falls more": (-1, -1),
    "falls less": (-1, 1),
    "gains": (0, 1),
    "loses": (0, -1),
}
_SIDE: dict[Direction, str] = {1: "upwards", -1: "downwards"}


@dataclass(frozen=True)
class _Found:
    """Two changes compared: that of the group, less that of the other side. `flag`: +1 or −1 where significant and
    relevant; `figures`: both changes in words; `evidence`: ids of estimates and tests."""

    difference: float
    p: float
    flag: int
    figures: str
    evidence: tuple[str, ...]


def _judge(word: str, query: Query) -> Verdict:
    """Did the group change this way against the other side, and itself rise or fall where the word says so?"""
    own, way = _WORDS[word]
    found = _compared(query)
    against = _against(way, found, query)
    if not own:
        return against
    bare = replace(query.expression, clauses=tuple(one for one in query.expression.clauses if one[0] == "for"))
    move = _MOVES[own].judge(replace(query, expression=bare))
    return Verdict(
        move.holds and against.holds,
        move.direction and against.direction,
        tuple(dict.fromkeys((*move.evidence, *against.evidence))),
        against.figures,
        move.reason or against.reason,
        f"{move.expected}; and {against.expected}",
        min(move.difference, against.difference),
    )


def _against(way: Direction, found: _Found, query: Query) -> Verdict:
    """Did the group change further this way than the other side, significantly and by enough to matter?"""
    settings, language = query.survey.settings, query.scope.language
    reason = why_not_comparable(query.survey, query.asked.question, *query.waves)
    if not reason and found.flag != way:
        reason = _why_not(way, found, query)
    than = query.expression.clause("than")
    other = "the rest" if than in REST else " ".join(than)
    level, minimum = language.percent(settings.level), told_minimum(query.asked.measure, settings, language)
    expected = f"a change further {_SIDE[way]} than that of {other}, significant at {level}{minimum}"
    size = abs(found.difference)
    return Verdict(not reason, found.difference * way > 0, found.evidence, found.figures, reason, expected, size)


def _compared(query: Query) -> _Found:
    than = query.expression.clause("than")
    if query.group == ALL:
        raise Refused("no group", f"`{_pattern(query.expression.word)}`")
    refuse_disorder(query.waves, query)
    return _with_rest(query) if than in REST else _with_group(query, than)


def _with_rest(query: Query) -> _Found:
    """The group against everyone else: of the rest there is no figure, only its change."""
    contrast = _contrast(query, query.group, "rest")
    other = _change(query, query.group) - contrast.difference
    flag = flag_of_two(contrast, query.estimate(), f"{query.waves[0]}~rest", query)
    return _told(query, (contrast, 1, flag), f"the rest {_points(query, other)}")


def _with_group(query: Query, than: tuple[str, ...]) -> _Found:
    """The group against another one, in the order in which the study names them or the other way round."""
    key = find_group(than, query.scope.facts.groups.get(query.survey.id, ()))
    if key in (ALL, query.group):
        raise Refused(f"group `{query.group}` compared with `{key}`", "two groups")
    first, last = query.waves
    turned = f"{query.asked.estimate_id(last, key)}~{first}~{query.group}" in query.scope.published.contrasts_by_id
    contrast = _contrast(query, *((key, query.group) if turned else (query.group, key)))
    sign = -1 if turned else 1
    others = tuple(query.estimate(wave, key).id for wave in query.waves)
    found = _told(query, (contrast, sign, sign * contrast.direction), _moved(query, key))
    return replace(found, evidence=(*found.evidence, *others))


def _told(query: Query, tested: tuple[Contrast, int, int], other: str) -> _Found:
    """The comparison in words. `tested`: the test, its sign seen from the group of the query, the mark seen so."""
    contrast, sign, flag = tested
    figures = (
        f"{_moved(query, query.group)}, {other}; between these changes {_points(query, sign * contrast.difference)}, "
        f"{told_p(contrast.p, query.scope.language)}"
    )
    evidence = (*(query.estimate(wave).id for wave in query.waves), contrast.id)
    return _Found(sign * contrast.difference, contrast.p, flag, figures, evidence)


def _change(query: Query, group: str) -> float:
    first, last = (query.estimate(wave, group).estimate for wave in query.waves)
    return last - first


def _moved(query: Query, group: str) -> str:
    """A group with its figures and its change, and the p of that alone."""
    settings, language = query.survey.settings, query.scope.language
    before, now = (query.estimate(wave, group) for wave in query.waves)
    test = find_contrast(now, before.wave, query.scope)
    p = "" if test is None else f" ({told_p(test.p, language)})"
    figures = f"{told(before, settings, language)} to {told(now, settings, language)}"
    return f"{short(group)} {figures}, {_points(query, _change(query, group))}{p}"


def _points(query: Query, change: float) -> str:
    return told_difference(change, query.asked.measure, query.survey.settings, query.scope.language)


def _contrast(query: Query, left: str, right: str) -> Contrast:
    """The published test of the two changes; refused with what to write in the study where there is none."""
    first, last = query.waves
    estimate = query.estimate(last, left)
    found = query.scope.published.contrasts_by_id.get(f"{estimate.id}~{first}~{right}")
    if found is not None and not isnan(found.p):
        return found
    of_break = query.survey.breaks[estimate.break_id]
    ids = {of_break.key(group): group.id for group in of_break.groups}
    if right not in {*ids, "rest"}:
        raise Refused(f"`{left}` compared with `{right}`", f"two groups of one break, `{of_break.id}`")
    pair = (ids[left], ids.get(right, ""))
    if {pair, pair[::-1]} & {*query.survey.settings.compared.changes.get(of_break.id, ())}:
        raise Refused(
            f"no test of the changes of `{query.asked.name}` from {first} to {last}, of `{left}` and `{right}`",
            "both sides with a figure that may be told, in both waves",
            "Leave it out of the text.",
        )
    wanted = f"[[{', '.join(pair)}]]" if pair[1] else "the rest"
    raise Refused(
        f"no test of changes by `{of_break.id}`",
        "a survey that asks for it",
        f"Write in the survey file: `report: {{compare: {{changes: {{{of_break.id}: {wanted}}}}}}}`.",
    )


def _why_not(way: Direction, found: _Found, query: Query) -> str:
    if not found.difference * way > 0:
        return f"it changed further {_SIDE[-way]}" if found.difference else "both changed alike"
    return why_not_flagged(found.difference, found.p, query)


def _true_instead(query: Query) -> tuple[str, ...]:
    """The first word of this family that holds, those that say most in front; else what is true of the group itself."""
    for word in _WORDS:
        if _judge(word, query).holds:
            return (rewritten(query.expression, word, query.expression.names),)
    return words_of_change(query)


def _pattern(word: str) -> str:
    return f"{word} [MEASURE] QUESTION [WAVE WAVE] for GROUP [than GROUP]"


def _claim(word: str) -> Claim:
    form = Form(
        word,
        _pattern(word),
        waves=(2, 2),
        usual=("previous", "this"),
        clauses=frozenset({"for", "than"}),
        needed=frozenset({"for"}),
        measured=True,
    )
    return Claim(form, partial(_judge, word), _true_instead)


CHANGES_COMPARED = tuple(map(_claim, _WORDS))
