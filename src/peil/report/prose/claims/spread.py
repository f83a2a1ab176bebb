"""Claims about how far figures lie apart: `narrows`, `widens` and `similar`. Of the figures, without a test."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from peil.language import round_half_away
from peil.report.prose.claims.change import words_of_change
from peil.report.prose.claims.model import Claim, Verdict, refuse_disorder, rewritten
from peil.report.prose.facts import group_key
from peil.report.prose.figures import told, told_distance
from peil.report.prose.groups import short
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused
from peil.report.prose.spans import Form, amount
from peil.report.prose.waves import why_not_comparable
from peil.results.model import Estimate

Direction = Literal[1, -1]
_WORD: dict[Direction, str] = {-1: "narrows", 1: "widens"}
_COMPARED: dict[int, str] = {-1: "smaller", 1: "larger"}
# Compared to nine decimals, so that 7.6 − 7.4 is 0.2 also to a computer.
_EXACT = 9


@dataclass(frozen=True)
class _Spread:
    """The highest and the lowest of some figures, and how far they lie apart, in the unit of the estimates."""

    high: Estimate
    low: Estimate

    @property
    def distance(self) -> float:
        """High minus low."""
        return float(round_half_away(self.high.estimate - self.low.estimate, _EXACT))


def _spread(estimates: tuple[Estimate, ...]) -> _Spread:
    return _Spread(max(estimates, key=lambda one: one.estimate), min(estimates, key=lambda one: one.estimate))


def _changed(direction: Direction, query: Query) -> Verdict:
    """Did the distance between the highest and the lowest group, of those shown in both waves, become smaller (-1) or
    larger (1), as a reader would see it?"""
    refuse_disorder(query.waves, query)
    first, last = query.waves
    of_waves = {wave: {group_key(one): one for one in query.by_break(wave)} for wave in query.waves}
    groups = list(dict.fromkeys(key for found in of_waves.values() for key in found))
    both = [key for key in groups if all(key in found and found[key].shown for found in of_waves.values())]
    if len(both) < 2:
        raise Refused(f"{len(both)} groups with a figure in both waves", "two groups or more")
    spreads = {wave: _spread(tuple(found[key] for key in both)) for wave, found in of_waves.items()}
    figures = "; ".join(_told(spread, query, wave) for wave, spread in spreads.items())
    figures += _left_out([key for key in groups if key not in both], "not shown in both waves")
    reason = why_not_comparable(query.survey, query.asked.question, first, last)
    reason = reason or _why_not(direction, query, (spreads[first].distance, spreads[last].distance))
    evidence = tuple(found[key].id for found in of_waves.values() for key in both)
    expected = f"in {last} a {_COMPARED[direction]} distance between the highest and the lowest group than in {first}"
    return Verdict(not reason, not reason, evidence, figures, reason, expected)


def _why_not(direction: Direction, query: Query, distances: tuple[float, float]) -> str:
    """Why the distance, rounded as figures of this kind are, does not change this way."""
    before, after = distances
    if (after - before) * direction < 0:
        return f"the distance becomes {_COMPARED[-direction]}"
    if before == after:
        return "the distance stays the same"
    settings, share = query.survey.settings, query.asked.measure == "share"
    rounded = [round_half_away(one * 100, 0) if share else round_half_away(one, settings.decimals) for one in distances]
    return "rounded, the distance stays the same" if rounded[0] == rounded[1] else ""


def _true_change(query: Query) -> tuple[str, ...]:
    """What the distance does between these waves; else since the first wave."""
    names = query.expression.names
    spans = [(names, query.waves)]
    first = query.scope.facts.waves.get(query.survey.id, frozenset())
    oldest = next((wave.label for wave in query.survey.waves if wave.label in first), query.waves[0])
    if oldest != query.waves[0]:
        spans.append(((names[0], "first", names[2] if len(names) > 2 else "this"), (oldest, query.waves[-1])))
    for words, waves in spans:
        about = replace(query, waves=waves)
        found = [rewritten(query.expression, word, words) for way, word in _WORD.items() if _holds(way, about)]
        if found:
            return tuple(found)
    return ()


def _holds(direction: Direction, query: Query) -> bool:
    """Whether the distance changed this way; not where the groups of a wave are unknown."""
    try:
        return _changed(direction, query).holds
    except Refused:
        return False


def _told(spread: _Spread, query: Query, wave: str) -> str:
    """`0,51 in 2013: 7,9 (asylum, n=118) to 7,4 (naturalisation, n=231)`."""
    settings, language = query.survey.settings, query.scope.language
    distance = told_distance(spread.distance, query.asked.measure, settings, language)
    ends = " to ".join(told(one, settings, language, short(group_key(one))) for one in (spread.high, spread.low))
    return f"{distance} in {wave}: {ends}"


def _left_out(keys: list[str], why: str) -> str:
    return f"; left out, because {why}: {', '.join(map(short, keys))}" if keys else ""


def _similar(query: Query) -> Verdict:
    """Do the figures of two waves, or of all groups of a break, lie within the amount of each other?"""
    return _similar_groups(query) if query.expression.clause("within") else _similar_waves(query)


def _similar_waves(query: Query) -> Verdict:
    refuse_disorder(query.waves, query)
    most = _amount(query, "by")
    first, last = (query.estimate(wave) for wave in query.waves)
    settings, language = query.survey.settings, query.scope.language
    distance = told_distance(last.estimate - first.estimate, query.asked.measure, settings, language)
    figures = f"{told(first, settings, language)}, {told(last, settings, language)}: distance {distance}"
    reason = why_not_comparable(query.survey, query.asked.question, first.wave, last.wave)
    if not reason and _spread((first, last)).distance > most:
        reason = f"the distance is larger than the {' '.join(query.expression.clause('by'))} of `by`"
    expected = f"a distance of at most {told_distance(most, query.asked.measure, settings, language)}"
    return Verdict(not reason, not reason, (first.id, last.id), figures, reason, expected)


def _similar_groups(query: Query) -> Verdict:
    most = _amount(query, "within")
    groups = query.by_break()
    shown = tuple(one for one in groups if one.shown)
    if len(shown) < 2:
        raise Refused(f"{len(shown)} groups with a figure", "two groups or more")
    spread = _spread(shown)
    figures = _told(spread, query, query.waves[-1])
    figures += _left_out([group_key(one) for one in groups if not one.shown], "hidden or empty")
    within = " ".join(query.expression.clause("within"))
    reason = "" if spread.distance <= most else f"the distance is larger than the {within} of `within`"
    settings, language = query.survey.settings, query.scope.language
    most_told = told_distance(most, query.asked.measure, settings, language)
    expected = f"a distance of at most {most_told} between all groups"
    return Verdict(not reason, not reason, tuple(one.id for one in shown), figures, reason, expected)


def _true_of_similar(query: Query) -> tuple[str, ...]:
    """Of two waves the word of change that holds; of groups nothing: a wider amount would not be chosen beforehand."""
    return () if query.expression.clause("within") else words_of_change(query)


def _amount(query: Query, clause: str) -> float:
    """The amount that is allowed, in the unit of the estimates."""
    found = amount(query.expression.clause(clause), clause) / (100 if query.asked.measure == "share" else 1)
    return float(round_half_away(found, _EXACT))


_BREAK = frozenset({"by", "within"})
_WITHIN = Form(
    "similar", "similar [MEASURE] QUESTION [WAVE] by BREAK within AMOUNT", clauses=_BREAK, needed=_BREAK, measured=True
)


def _claim(direction: Direction) -> Claim:
    word = _WORD[direction]
    form = Form(
        word,
        f"{word} [MEASURE] QUESTION [WAVE WAVE] by BREAK",
        waves=(2, 2),
        usual=("previous", "this"),
        clauses=frozenset({"by"}),
        needed=frozenset({"by"}),
        measured=True,
    )
    return Claim(form, partial(_changed, direction), _true_change)


NARROWS, WIDENS = _claim(-1), _claim(1)
SIMILAR = Claim(
    Form(
        "similar",
        "similar [MEASURE] QUESTION [WAVE WAVE] [for GROUP] by AMOUNT",
        waves=(2, 2),
        usual=("previous", "this"),
        clauses=frozenset({"for", "by"}),
        needed=frozenset({"by"}),
        measured=True,
        other=_WITHIN,
    ),
    _similar,
    _true_of_similar,
)
