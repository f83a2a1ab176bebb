"""Figures from outside the study: told with their source, beside the overall grade, and never tested."""

from __future__ import annotations

from peil.drafting.teller import Fill, On, sentence
from peil.drafting.topics import Desk, quoted
from peil.drafting.words import escaped
from peil.study.benchmarks import Benchmark
from peil.study.model import Grade, Question


def benchmarks_of(desk: Desk, question: Question, about: str, key: str = "benchmark") -> list[str]:
    """A sentence per source with its figures on the scale of this question. `key`: the template."""
    by_source: dict[str, list[Benchmark]] = {}
    for one in desk.context.survey.benchmarks.values():
        if _comparable(one, question):
            by_source.setdefault(_source(one), []).append(one)
    said = []
    for source, cited in by_source.items():
        told = [text for one in cited if (text := _figure(desk, one, about))]
        if told:
            fill: dict[str, Fill] = {"list": desk.teller.joined(told), "source": escaped(source)}
            said.append(sentence(desk.teller.say(key, about, fill)))
    return [one for one in said if one]


def _comparable(one: Benchmark, question: Question) -> bool:
    """Whether it can be a grade on this scale."""
    kind = question.kind
    return isinstance(kind, Grade) and not one.share and kind.low <= one.value <= kind.high


def _source(one: Benchmark) -> str:
    """The source with its date, which its title may hold already."""
    return one.source if one.date in one.source else f"{one.source}, {one.date}"


def _figure(desk: Desk, one: Benchmark, about: str) -> str:
    title = escaped(desk.words.lowered(desk.words.told(one.title)))
    fill: dict[str, Fill] = {"title": title, "now": On(f"benchmark {quoted(one.id)}")}
    return desk.teller.say("benchmark figure", about, fill)
