"""Which respondents were drawn together, or return from wave to wave: clusters by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peil.data import wording
from peil.data.ledger import Ledger
from peil.data.model import Codes
from peil.data.wavetable import WaveTable
from peil.errors import Place, Problem
from peil.study.model import Single, Survey

_SHOWN = 5
# Begins the name of a respondent without a cluster: no cell holds it, for cells are without spaces around them.
_ALONE = " "


def names(data: WaveTable) -> tuple[str, ...] | None:
    """(rows,) the name of the cluster of every respondent of a wave; None where each was drawn alone."""
    column = data.wave.cluster
    if not column or len(data.table.positions(column)) != 1:
        return None
    cells = data.texts(column)
    empty = (cells == "").to_numpy()
    if empty.any():
        lines = data.lines(empty)
        found = f"{wording.cells(len(lines))} without a cluster ({wording.rows(lines)})"
        expected = "what the respondent belongs to"
        remedy = "Fill it in; who belongs to nobody else gets a name that no one has."
        data.ledger.problem(Problem(Place(data.table.file), f"column {column}", found, expected, remedy))
    # Who has none is alone, so that all of them are not taken for one cluster that stands in several strata.
    return tuple(name or f"{_ALONE}{row}" for row, name in enumerate(cells.to_list()))


@dataclass(frozen=True)
class Clusters:
    """(respondents,) number of the cluster of each, over all waves. `names`: of those that have one, the first."""

    numbers: NDArray[np.int64]
    names: tuple[str, ...]


def numbered(waves: Sequence[tuple[int, tuple[str, ...] | None]]) -> Clusters | None:
    """The clusters of all waves; None when no wave has any. `waves`: number of respondents, and the names. Those of a
    wave without names are each a cluster of their own."""
    if all(named is None for _, named in waves):
        return None
    known: dict[str, int] = {}
    alone = -1
    numbers: list[int] = []
    for rows, named in waves:
        if named is None:
            numbers.extend(range(alone, alone - rows, -1))
            alone -= rows
        else:
            numbers.extend(known.setdefault(name, len(known)) for name in named)
    found = np.array(numbers, np.int64)
    return Clusters(np.where(found < 0, len(known) - 1 - found, found), tuple(known))


def refuse_in_two_strata(
    survey: Survey, wave: Codes, stratum: Codes | None, clusters: Clusters | None, ledger: Ledger
) -> None:
    """Write down clusters that stand in two strata of a wave, or where units return of two waves: a cluster is drawn
    within its stratum."""
    if stratum is None or clusters is None:
        return
    together = np.zeros_like(wave) if survey.units_return else wave
    parts = np.unique(np.stack([together, clusters.numbers, stratum]), axis=1)
    twice = np.flatnonzero((np.diff(parts[0]) == 0) & (np.diff(parts[1]) == 0))
    if not twice.size:
        return
    kind = survey.questions[survey.stratum or ""].kind
    answers = [answer.id for answer in kind.answers] if isinstance(kind, Single) else []
    shown = []
    for place in twice[:_SHOWN]:
        strata = [answers[code] if code >= 0 else "none" for code in parts[2, place : place + 2]]
        shown.append(f"{clusters.names[parts[1, place]]} ({wording.listed(strata, 'and')})")
    more = f" and {twice.size - _SHOWN} more" if twice.size > _SHOWN else ""
    found = f"{wording.counted(len(twice), 'cluster', 'clusters')} in two strata: {', '.join(shown)}{more}"
    over = "in all waves" if survey.units_return else "in a wave"
    remedy = f"Take the stratum in which it was drawn, or leave out `stratum` ({survey.stratum})."
    ledger.problem(Problem(survey.place, f"survey {survey.id}", found, f"one stratum for every cluster {over}", remedy))
