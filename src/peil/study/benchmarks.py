"""Figures from outside the data, to hold the study's own against: cited, and never tested."""

from __future__ import annotations

from dataclasses import dataclass

from peil.errors import Place
from peil.study.questions import Text

BENCHMARK = "benchmark"


@dataclass(frozen=True)
class Benchmark:
    """A published figure of somebody else. `value`: as published, a share in per cent; `share`: whether it is one.

    `source`: title and place; `date`: when it was published, as written.
    """

    id: str
    title: Text
    value: float
    share: bool
    source: str
    date: str
    place: Place
    note: Text | None = None

    def key(self, survey: str) -> str:
        """The id by which a report refers to it: `vr/benchmark/chain`."""
        return f"{survey}/{BENCHMARK}/{self.id}"
