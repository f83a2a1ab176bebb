"""Lines: the counts of one figure in every group as a row of numbers: how the privacy rule reads results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from peil.disclosure.structure import Structure
from peil.results.model import ALL, Driver, Results

Ints = NDArray[np.int64]
Places = NDArray[np.intp]


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
# What the estimates of one line share.
LINE = ("survey", "wave", "question", "answer", "measure")


def estimate_lines(results: Results, structures: Mapping[str, Structure]) -> Mapping[Place, Lines]:
    """By survey and wave: every figure that was made of respondents' data."""
    table = results.estimate_table
    elsewhere = table.among("status", ["published elsewhere"])
    made = table.where(~elsewhere) if elsewhere.any() else table
    line, first = made.numbered(*LINE)
    lines = made.where(first).each("survey", "wave", "id", "question", "answer")
    heads = [_Head(survey, wave, name.rpartition("/")[0], *about) for survey, wave, name, *about in lines]
    group, first = made.numbered("survey", "break_id", "within", "group")
    groups = made.where(first).each("survey", "id")
    position = np.array([structures[survey].place[name.rpartition("/")[2]] for survey, name in groups], np.intp)
    n = made.column("n")
    respondents = np.where(made.among("unit", ["occasions"]), made.column("units"), n)
    return _by_wave(heads, _Cells(line, position[group], n, respondents), structures)


def driver_lines(drivers: Sequence[Driver], structures: Mapping[str, Structure]) -> Mapping[Place, Lines]:
    """By survey and wave: those who graded both the aspect and the whole."""
    names = [row.id.rpartition("/") for row in drivers]
    heads = [
        _Head(row.survey, row.wave, head, row.aspect, "") for row, (head, _, _) in zip(drivers, names, strict=True)
    ]
    known = {head: at for at, head in enumerate(dict.fromkeys(heads))}
    position = [structures[row.survey].place[key] for row, (_, _, key) in zip(drivers, names, strict=True)]
    n = np.array([row.n for row in drivers], np.int64)
    line = np.array([known[head] for head in heads], np.intp)
    return _by_wave(list(known), _Cells(line, np.array(position, np.intp), n, n), structures)


class _Head(NamedTuple):
    """What a line is about, and its id without the group."""

    survey: str
    wave: str
    name: str
    question: str
    answer: str


class _Cells(NamedTuple):
    """(figures,) the line and the group of each, and those behind it."""

    line: Places
    group: Places
    n: Ints
    respondents: Ints

    def of(self, lines: Sequence[int]) -> _Cells:
        """Those of some lines, in rising order, numbered anew."""
        some = np.isin(self.line, lines)
        line, group, n, respondents = (column[some] for column in self)
        return _Cells(np.searchsorted(lines, line), group, n, respondents)


def _by_wave(heads: Sequence[_Head], cells: _Cells, structures: Mapping[str, Structure]) -> Mapping[Place, Lines]:
    waves: dict[Place, list[int]] = {}
    for at, head in enumerate(heads):
        waves.setdefault((head.survey, head.wave), []).append(at)
    return {
        place: _of_wave([heads[line] for line in lines], cells.of(lines), structures[place[0]])
        for place, lines in waves.items()
    }


def _of_wave(heads: Sequence[_Head], cells: _Cells, of: Structure) -> Lines:
    n = np.full((len(heads), len(of.keys)), -1, np.int64)
    respondents = n.copy()
    n[cells.line, cells.group], respondents[cells.line, cells.group] = cells.n, cells.respondents
    _, _, names, questions, answers = zip(*heads, strict=True)
    return Lines(names, questions, answers, of.summed(n), of.summed(respondents))


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
