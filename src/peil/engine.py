"""Engines: who goes through the rows. The one place that chooses; no statistics live here.

    memory         all rows at once (the default)
    blocks:ROWS    Parquet files larger than memory, so many rows at a time
    spark://HOST:PORT, spark:local[2]    the same blocks, by the machines of a Spark cluster (extra `spark`)

An engine that reads blocks runs `share_of` on each, adds up what it gives, and hands the sums to `finished`, what was
seen of quotes to `quoted`. Where a study needs sums over all rows before it can count any (`needs_two_passes`), it runs
`first_sums_of` over all rows before; where the words of a quote were in no block, `seen_anyhow` after.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from operator import add
from pathlib import Path

from peil.coding import Seen, both, quoted, seen_anyhow, seen_in, unseen
from peil.data.blocks import Told, needed_first, open_blocks, without_rows
from peil.data.model import Data
from peil.drivers import explain
from peil.errors import PeilError, Problem
from peil.outcomes import Counted
from peil.results.model import Results
from peil.stats.sums import Gathered, Sums, Totals
from peil.study.model import Study
from peil.tables import ask as ask_tables
from peil.tables import numbers, tabulate
from peil.weighting import ask as ask_weights
from peil.weighting import needs_all_rows, weigh

ROWS = 1_000_000
# By survey.
BySurvey = Mapping[str, Gathered]


@dataclass(frozen=True)
class Blocks:
    """Blocks of so many rows, one after the other."""

    rows: int


@dataclass(frozen=True)
class Spark:
    """Blocks of so many rows, by the workers of a cluster. `master`: as Spark names it."""

    master: str
    rows: int = ROWS


def engine(text: str) -> Blocks | Spark | None:
    """The engine that a text names; None is memory. PeilError for any other text."""
    name, _, rows = text.partition(":")
    if text == "memory":
        return None
    if name == "blocks" and (rows.isdecimal() or text == "blocks") and int(rows or ROWS) > 0:
        return Blocks(int(rows or ROWS))
    if name == "spark" and rows:
        return Spark(text if rows.startswith("//") else rows)
    raise PeilError(
        f"engine {text}: expected memory, blocks, blocks:ROWS as in blocks:{ROWS}, spark://HOST:PORT or spark:local[2]"
    )


def counted_by(
    study: Study, folder: Path | None, chosen: Blocks | Spark, tell: Callable[[str], None] = lambda _: None
) -> Counted:
    """The results by an engine that goes through the rows in blocks. `tell`: hears what a cluster keeps waiting for."""
    if isinstance(chosen, Blocks):
        return in_blocks(study, folder, chosen)
    return on_cluster(study, folder, chosen, tell)


@dataclass(frozen=True)
class Shared:
    """What a share of the rows gives: sums, what a person should know, what it tells of the approved quotes."""

    sums: BySurvey
    told: Told = field(default_factory=Told)
    seen: Seen = field(default_factory=dict)

    def __add__(self, other: Shared) -> Shared:
        """Of both shares."""
        return Shared(added(self.sums, other.sums), self.told + other.told, both(self.seen, other.seen))


def share_of(study: Study, block: Data, first: BySurvey) -> Shared:
    """All that one block of rows gives: what runs on a partition of a cluster."""
    told = Told()
    told.hear(block)
    return Shared(sums_of(study, block, first), told, seen_in(study, block))


def in_blocks(study: Study, folder: Path | None, blocks: Blocks) -> Counted:
    """The results of data that need not fit in memory."""
    first = dict.fromkeys(study.surveys, Gathered())
    source = open_blocks(study, folder, blocks.rows)
    if needs_two_passes(study):
        for block in source.read(needed_first(study)):
            first = added(first, first_sums_of(study, block))
    whole = Shared(dict.fromkeys(study.surveys, Gathered()))
    for block in source.read(study):
        whole += share_of(study, block, first)
    seen, lost = whole.seen, unseen(study, whole.seen)
    if lost:
        for block in source.read(study):
            seen = both(seen, seen_anyhow(study, block, lost))
    return _counted(study, added(first, whole.sums), Told(source.repairs) + whole.told, seen)


def on_cluster(
    study: Study, folder: Path | None, spark: Spark, tell: Callable[[str], None] = lambda _: None
) -> Counted:
    """The results of blocks that the workers of a Spark cluster read; all must see the files at the same paths."""
    from peil.spark import Workers

    source = open_blocks(study, folder, spark.rows)
    nothing: BySurvey = dict.fromkeys(study.surveys, Gathered())
    with Workers(spark.master, tell) as workers:
        first = nothing
        if needs_two_passes(study):
            narrowed = needed_first(study)
            first = workers.summed(
                lambda share: first_sums_of(study, source.block(narrowed, share)), source.shares(), added
            )
        whole = workers.summed(lambda share: share_of(study, source.block(study, share), first), source.shares(), add)
        seen, lost = whole.seen, unseen(study, whole.seen)
        if lost:
            found = workers.summed(
                lambda share: seen_anyhow(study, source.block(study, share), lost), source.shares(), both
            )
            seen = both(seen, found)
    source.refuse_empty(lambda survey, wave: bool(whole.sums[survey].parts.get(f"{survey}/{wave}/net")))
    return _counted(study, added(first, whole.sums), Told(source.repairs) + whole.told, seen)


def _counted(study: Study, sums: BySurvey, told: Told, seen: Seen) -> Counted:
    """What follows from all that the blocks gave."""
    found, warnings = finished(study, sums)
    results, unquoted = quoted(study, seen, found)
    return Counted(results, (*told.lines(), *map(str, warnings)), unquoted)


def needs_two_passes(study: Study) -> bool:
    """Whether something must be known of all rows before any can be counted: for weights, or of numbers."""
    return needs_all_rows(study) or any(numbers(survey) for survey in study.surveys.values())


def first_sums_of(study: Study, block: Data) -> dict[str, Gathered]:
    """What must be known of all rows before any can be counted, of one block of rows."""
    gathered = {name: Gathered() for name in block.surveys}
    data = _telling(block, gathered)
    ask_weights(study, data)
    ask_tables(study, data)
    return gathered


def sums_of(study: Study, block: Data, first: BySurvey) -> dict[str, Gathered]:
    """All sums that results rest on, of one block of rows.

    `first`: the sums of the first pass over all rows; empty where none was needed.
    """
    gathered = {name: Gathered(known=first[name].parts) for name in block.surveys}
    data = weigh(study, _telling(block, gathered))
    explain(study, data, tabulate(study, data))
    return {name: Gathered(sums.parts) for name, sums in gathered.items()}


def added(sums: BySurvey, more: BySurvey) -> dict[str, Gathered]:
    """The sums of two shares of the rows, or of two passes."""
    return {name: sums[name] + more[name] for name in sums}


def finished(study: Study, sums: BySurvey) -> tuple[Results, tuple[Problem, ...]]:
    """The results that follow from the sums of all blocks, of both passes, and what their weights warn of."""
    data = weigh(study, _telling(without_rows(study), {name: Totals(part.parts) for name, part in sums.items()}))
    return explain(study, data, tabulate(study, data)), data.warnings


def _telling(data: Data, sums: Mapping[str, Sums]) -> Data:
    return replace(data, surveys={name: replace(one, sums=sums[name]) for name, one in data.surveys.items()})
