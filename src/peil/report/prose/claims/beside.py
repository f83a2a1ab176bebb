"""Claims that hold a figure against a benchmark: `above benchmark` and `below benchmark`. Never with a test."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Literal

from peil.report.prose.claims.model import Claim, Verdict, rewritten
from peil.report.prose.figures import printed, told
from peil.report.prose.outside import Cited, find_benchmark
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused
from peil.report.prose.spans import Form

Direction = Literal[1, -1]
_WORD: dict[Direction, str] = {1: "above benchmark", -1: "below benchmark"}
_PLACE: dict[int, str] = {1: "above", 0: "equal to", -1: "below"}


def _judge(direction: Direction, query: Query) -> Verdict:
    """Is the figure as printed higher (lower) than every benchmark that is named? No test: its error is unknown."""
    return _judged(direction, query, query.expression.clause(":"))


def _judged(direction: Direction, query: Query, names: tuple[str, ...]) -> Verdict:
    one = query.estimate()
    cited = [_comparable(name, query) for name in names]
    settings, language = query.survey.settings, query.scope.language
    value, percent = printed(one, settings), "%" if one.measure == "share" else ""
    against = [each for each in cited if (value - each.printed) * direction <= 0]
    reason = ", ".join(f"as printed it is {_place(value, each)} `{each.benchmark.id}`" for each in against)
    figures = told(one, settings, language)
    figures += "".join(f", and {each.text(language)}{percent} ({each.basis})" for each in cited)
    which = " and ".join(f"`{each.benchmark.id}`" for each in cited)
    expected = f"a figure as printed {_PLACE[direction]} {which}; no test"
    apart = min(float(abs(value - each.printed)) for each in cited) / (100 if percent else 1)
    evidence = (one.id, *(each.id for each in cited))
    return Verdict(not reason, not reason, evidence, figures, reason, expected, apart, len(cited), len(cited))


def _place(value: Decimal, cited: Cited) -> str:
    return _PLACE[(value > cited.printed) - (value < cited.printed)]


def _comparable(name: str, query: Query) -> Cited:
    """The benchmark; refused when it is a share and the figure is a mean, or the other way round."""
    cited = find_benchmark(name, query.survey, query.scope)
    if cited.measure != query.asked.measure:
        found = f"benchmark `{name}`, a {cited.measure}, beside `{query.asked.name}`, a {query.asked.measure}"
        raise Refused(found, "a benchmark of the same measure (`measure:` in the survey file)")
    return cited


def _true_instead(query: Query) -> tuple[str, ...]:
    """The same word with the benchmarks for which it holds; else the other word."""
    names = query.expression.clause(":")
    found = []
    for direction, word in _WORD.items():
        true = tuple(name for name in names if _judged(direction, query, (name,)).holds)
        if true:
            found.append(rewritten(query.expression, word, query.expression.names, pick=true))
    return tuple(found)


def _claim(direction: Direction) -> Claim:
    word = _WORD[direction]
    pattern = f"{word} [MEASURE] QUESTION [WAVE] [for GROUP]: ID [ID ...]"
    form = Form(word, pattern, clauses=frozenset({"for", ":"}), needed=frozenset({":"}), measured=True)
    return Claim(form, partial(_judge, direction), _true_instead)


ABOVE_BENCHMARK = _claim(1)
BELOW_BENCHMARK = _claim(-1)
