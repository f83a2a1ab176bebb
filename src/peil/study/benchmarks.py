"""What comes from outside the data: figures to hold the study's own against, quotations and facts of others."""

from __future__ import annotations

from dataclasses import dataclass

from peil.errors import Place
from peil.study.questions import Text

BENCHMARK = "benchmark"
CITATION = "citation"


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


@dataclass(frozen=True)
class Citation:
    """What somebody else said or laid down: words, per language. `quotation`: they may only be given literally; else it
    is a fact, which a text may put in its own words. `source` and `date`: where it stands, as written."""

    id: str
    text: Text
    quotation: bool
    source: str
    date: str
    place: Place

    def key(self, survey: str) -> str:
        """The id by which a report refers to it: `vr/citation/strategy`."""
        return f"{survey}/{CITATION}/{self.id}"
