"""Lines: the counts of one figure in every group as a row of numbers: how the privacy rule reads results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peil.disclosure.structure import Structure
from peil.results.model import ALL, Results

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Lines:
    """The figures of one survey and wave. `heads`: ids without the group. `questions`, `answers`: what they are about.
    `n`, `respondents`: (lines, groups) behind each figure; of several ratings a respondent both; -1 = no figure.
    """

    heads: tuple[str, ...]
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    n: Ints
    respondents: Ints

    def where(self, which: Sequence[bool]) -> Lines:
        """Some of the lines."""
        rows = np.flatnonzero(np.array(which, np.bool_))
        texts = ([names[row] for row in rows.tolist()] for names in (self.heads, self.questions, self.answers))
        heads, questions, answers = (tuple(names) for names in texts)
        return Lines(heads, questions, answers, self.n[rows], self.respondents[rows])


Place = tuple[str, str]


def estimate_lines(results: Results, structures: Mapping[str, Structure]) -> Mapping[Place, Lines]:
    """By survey and wave: every figure that was made of respondents' data."""
    table = results.estimate_table
    made = table.where(table.column("status") != "published elsewhere")
    units = np.where(made.column("unit") == "occasions", made.column("units"), made.column("n"))
    return _lines(made.each("survey", "wave", "id", "question", "answer", "n"), units.tolist(), structures)


def driver_lines(results: Results, structures: Mapping[str, Structure]) -> Mapping[Place, Lines]:
    """By survey and wave: those who graded both the aspect and the whole."""
    rows = ((row.survey, row.wave, row.id, row.aspect, "", row.n) for row in results.drivers)
    return _lines(rows, [row.n for row in results.drivers], structures)


def _lines(
    rows: Iterable[tuple[str, str, str, str, str, int]], units: Sequence[int], structures: Mapping[str, Structure]
) -> Mapping[Place, Lines]:
    heads: dict[Place, dict[str, tuple[int, str, str]]] = {}
    cells: dict[Place, list[tuple[int, int, int, int]]] = {}
    for (survey, wave, name, question, answer, n), respondents in zip(rows, units, strict=True):
        head, _, key = name.rpartition("/")
        named = heads.setdefault((survey, wave), {})
        line = named.setdefault(head, (len(named), question, answer))[0]
        cells.setdefault((survey, wave), []).append((line, structures[survey].place[key], n, respondents))
    return {place: _made(named, cells[place], structures[place[0]]) for place, named in heads.items()}


def _made(
    named: Mapping[str, tuple[int, str, str]], cells: Sequence[tuple[int, int, int, int]], of: Structure
) -> Lines:
    n = np.full((len(named), len(of.keys)), -1, np.int64)
    respondents = n.copy()
    line, group, counted, units = np.array(cells, np.int64).T
    n[line, group], respondents[line, group] = counted, units
    _, questions, answers = zip(*named.values(), strict=True)
    return Lines(tuple(named), questions, answers, of.summed(n), of.summed(respondents))


def size_counts(results: Results, structures: Mapping[str, Structure]) -> Mapping[Place, Ints]:
    """By survey and wave: (groups,) respondents in each group; -1 where it is not known."""
    found: dict[Place, Ints] = {}
    for account in results.accounts:
        if account.microdata:
            counts = np.full(len(structures[account.survey].keys), -1, np.int64)
            counts[0] = account.n
            found[account.survey, account.wave] = counts
    whole = [one for one in results.answer_counts if one.group == ALL]
    _fill(found, structures, [((one.survey, one.wave), f"{one.question}={one.answer}", one.n) for one in whole])
    _fill(found, structures, [((one.survey, one.wave), one.group, one.n) for one in results.sizes])
    return {place: structures[place[0]].summed(counts) for place, counts in found.items()}


def _fill(
    found: Mapping[Place, Ints], structures: Mapping[str, Structure], rows: Sequence[tuple[Place, str, int]]
) -> None:
    for place, key, n in rows:
        group = structures[place[0]].place.get(key)
        if group is not None and place in found:
            found[place][group] = n
