"""Figures told in words: `in words`. The words between the brackets are checked against a closed table of phrases."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from difflib import get_close_matches

from peil.report.prose.claims.model import Claim, Verdict, rewritten
from peil.report.prose.figures import printed, told
from peil.report.prose.phrases import Phrase, phrases, read_phrase
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused
from peil.report.prose.spans import Form

_OFFERED = 2


def _judge(_: Query) -> Verdict:
    raise Refused("a figure in words, outside a text", "`between`, with the two ends of the interval")


def _told(query: Query, text: str) -> Verdict:
    """Is the text a phrase of the table, and does the figure as printed lie in its interval?"""
    one = query.estimate()
    known = _table(query)
    said = read_phrase(text)
    value = printed(one, query.survey.settings)
    if said not in known:
        near = get_close_matches(said, known, n=1, cutoff=0.8)
        remedy = f"Did you mean “{near[0]}”?" if near else f"True here: {_listed(known, value) or 'no phrase'}."
        raise Refused(f"“{text}”, which is no phrase that Peil knows", "rounded speech of docs/prose.md", remedy)
    phrase = known[said]
    percent = "%" if one.measure == "share" else ""
    number = query.scope.language.number
    ends = [number(float(end), 0 if percent else 1) for end in (_up(phrase.low, percent), _down(phrase.high, percent))]
    holds = phrase.fits(value)
    figures = told(one, query.survey.settings, query.scope.language)
    reason = "" if holds else f"that is not “{said}”"
    expected = f"a figure, as printed, from {ends[0]}{percent} up to and including {ends[1]}{percent}"
    if abs(phrase.low) == _END or abs(phrase.high) == _END:
        at_least = abs(phrase.high) == _END
        expected = f"a figure, as printed, of at {'least' if at_least else 'most'} {ends[0] if at_least else ends[1]}"
    return Verdict(holds, holds, (one.id,), figures, reason, expected)


_END = Decimal(1000)


def _up(end: Decimal, percent: str) -> Decimal:
    """The first figure as printed that is not below this end."""
    return end.to_integral_value("ROUND_CEILING") if percent else end


def _down(end: Decimal, percent: str) -> Decimal:
    return end.to_integral_value("ROUND_FLOOR") if percent else end


def _table(query: Query) -> Mapping[str, Phrase]:
    """The phrases that can be told of this figure in this language."""
    measure = query.asked.measure
    if measure not in ("share", "mean"):
        raise Refused(f"a {measure} in words", "a share or a grade")
    mark = query.survey.settings.pass_mark
    return phrases(query.scope.language.code, measure, None if mark is None else Decimal(str(mark)))


def _fitting(known: Mapping[str, Phrase], value: Decimal) -> list[str]:
    """The phrases that fit, the best first: of each round figure the one that is used most.

    A far one ("more than") only where no near one fits.
    """
    found = sorted((one for one in known.values() if one.fits(value)), key=lambda one: one.suits(value))
    near = [one for one in found if one.near] or found
    by_figure = {(one.round_figure, one.rank if one.round_figure is None else 0): one for one in reversed(near)}
    return [one.text for one in near if one in by_figure.values()]


def offered(query: Query) -> tuple[str, ...]:
    """The figure in words, ready to stand in a text; nothing where no phrase of the table fits."""
    value = printed(query.estimate(), query.survey.settings)
    braces = rewritten(query.expression, "in words", query.expression.names, by=(), within=(), pick=())
    return tuple(f"[{text}]{{{braces}}}" for text in _fitting(_table(query), value)[:_OFFERED])


def _listed(known: Mapping[str, Phrase], value: Decimal) -> str:
    return ", ".join(f"“{text}”" for text in _fitting(known, value)[:_OFFERED])


IN_WORDS = Claim(
    Form("in words", "in words [MEASURE] QUESTION [WAVE] [for GROUP]", measured=True), _judge, offered, _told
)
