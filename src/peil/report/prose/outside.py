"""Figures from outside the data: which benchmark a name means, and what it is as printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from peil.language import Language, round_half_away
from peil.report.prose.facts import Scope
from peil.report.prose.refusal import Refused, suggestion
from peil.study.model import Benchmark, Survey


@dataclass(frozen=True)
class Cited:
    """A benchmark of a survey, told with the decimals of that survey."""

    survey: Survey
    benchmark: Benchmark

    @property
    def id(self) -> str:
        """What a reader can open: `vr/benchmark/chain`."""
        return self.benchmark.key(self.survey.id)

    @property
    def measure(self) -> str:
        """The measure of the figures with which it can be compared."""
        return "share" if self.benchmark.share else "mean"

    @property
    def printed(self) -> Decimal:
        """The figure as a reader sees it: 6.8, or 42 for a share."""
        return round_half_away(self.benchmark.value, 0 if self.benchmark.share else self.survey.settings.decimals)

    def text(self, language: Language) -> str:
        """The figure as it stands in a sentence, without %."""
        return language.number(self.benchmark.value, 0 if self.benchmark.share else self.survey.settings.decimals)

    @property
    def basis(self) -> str:
        """Whose figure it is, for a message."""
        one = self.benchmark
        return f"benchmark `{one.id}`, not tested; source: {one.source}, {one.date}"


def find_benchmark(name: str, survey: Survey, scope: Scope) -> Cited:
    """The benchmark of this name: of the survey, else of the only other survey that cites it."""
    found = scope.facts.study.benchmark(name, survey)
    if found is not None:
        return Cited(*found)
    known = [each for one in scope.facts.study.surveys.values() for each in one.benchmarks]
    what = f"benchmark `{name}`" if name else "no benchmark"
    raise Refused(what, f"one of the `benchmarks:` of survey `{survey.id}`", suggestion(name, known))
