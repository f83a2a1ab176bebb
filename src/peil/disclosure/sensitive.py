"""Sensitive questions: few respondents who gave an answer, or few who did not, are private too.

The cells are the counts of every answer (and net) in every group. They add up over groups as bases do, and over the
answers of a single choice; a mean grade and its spread are sums over the answers as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from peil.disclosure.counts import Counting
from peil.disclosure.suppression import Table, suppress
from peil.results.hiding import AnswerCount
from peil.study.model import Grade, Multiple, Question
from peil.study.questions import answer_ids

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Answers:
    """A sensitive question in one wave. `names`: its answers, then its nets. `counts`: (names, groups) who gave each;
    -1 = no figure. `n`: (groups,) valid answers. `unseen`: (groups,) shares that are hidden whatever this rule says;
    `safe`: (groups,) whose base is hidden for privacy, so that nothing of them is told.
    """

    question: Question
    names: tuple[str, ...]
    counts: Ints
    n: Ints
    unseen: Bools
    safe: Bools


def answers_of_wave(
    question: Question, rows: Mapping[tuple[str, str], AnswerCount], places: Mapping[str, int], n: Ints
) -> tuple[tuple[str, ...], Ints]:
    """The names of answers and nets, and (names, groups) how many gave each."""
    names = (*answer_ids(question.kind), *(net.id for net in question.nets))
    counts = np.full((len(names), len(n)), -1, np.int64)
    for row, name in enumerate(names):
        for key, group in places.items():
            found = rows.get((name, key))
            if found is not None and n[group] >= 0:
                counts[row, group] = found.n
    return names, counts


def private_answers(counting: Counting, answers: Answers) -> Bools:
    """(names, groups) whose count, or that of the others in the group, is private."""
    few = counting.few(answers.counts) | counting.few(answers.n - answers.counts)
    private: Bools = few & (answers.counts >= 0) & ~answers.safe
    return private


def hidden_answers(counting: Counting, answers: Answers) -> Bools:
    """(names, groups) the shares that may not be told."""
    private = private_answers(counting, answers)
    followed = counting.few(answers.counts) & answers.safe & (answers.n >= counting.below)
    if not (private.any() or followed.any()):
        return private
    hidden = private
    for upward in (True, False):
        table = _table(counting, answers, hidden, upward)
        found = suppress(table)[: counting.cells * len(answers.names)]
        by_answer = found.reshape(len(answers.names), counting.cells)[:, : len(answers.n)]
        hidden = hidden | (by_answer & (answers.counts >= 0) & ~answers.unseen)
    return hidden


def _table(counting: Counting, answers: Answers, hidden: Bools, upward: bool) -> Table:
    """One table of all answers; those that must be able to grow (`upward`) or to shrink are private in it."""
    blocks = [_block(counting, answers, row, hidden[row], upward) for row in range(len(answers.names))]
    size = counting.cells
    sums = np.zeros((sum(len(block.sums) for block in blocks), size * len(blocks)))
    first = 0
    for at, block in enumerate(blocks):
        sums[first : first + len(block.sums), at * size : (at + 1) * size] = block.sums
        first += len(block.sums)
    across, overlaps = _across(counting, answers)
    more = overlaps.shape[1]
    nothing, padded = np.zeros(more), np.concatenate([sums, np.zeros((len(sums), more))], axis=1)
    return Table(
        sums=np.concatenate([padded, np.concatenate([across, overlaps], axis=1)]),
        values=np.concatenate([*(block.values for block in blocks), _overlaps(answers)]),
        lowest=np.concatenate([*(block.lowest for block in blocks), nothing]),
        highest=np.concatenate([*(block.highest for block in blocks), np.full(more, np.inf)]),
        cost=np.concatenate([*(block.cost for block in blocks), np.ones(more)]),
        hidden=np.concatenate([*(block.hidden for block in blocks), np.ones(more, np.bool_)]),
        rise=np.concatenate([*(block.rise for block in blocks), nothing]),
    )


def _block(counting: Counting, answers: Answers, row: int, hidden: Bools, upward: bool) -> Table:
    """The counts of one answer in all groups."""
    counts, n = answers.counts[row], answers.n
    short = np.where(counting.few(counts), counting.below - counts, 0)
    long = np.where(counting.few(n - counts), counts - (n - counting.below), 0)
    # Of a group of hidden base nothing is shown; that its count does not follow from those of others must be seen to.
    open_to_all = (counts >= 0) & ~answers.safe
    large = (counts >= 0) & (n >= counting.below)
    wanted = np.where(large, short, 0) if upward else np.where(open_to_all, -long, 0)
    table = counting.table(counts, np.zeros(len(n), np.bool_), answers.unseen | hidden | answers.safe)
    groups = len(n)
    lowest, highest, cost, rise = (array.copy() for array in (table.lowest, table.highest, table.cost, table.rise))
    lowest[:groups] = 0
    highest[:groups] = np.maximum(n, 0)
    # Zero is a share like others here, and can be hidden; what is lost is lost with the base that is told.
    loss = np.where(n <= counting.hide_up_to, 1.0, 30.0 + np.maximum(n, 0))
    cost[:groups] = np.where((counts >= 0) & (n > 0), loss, np.inf)
    cost[0] = cost[0] * 10
    rise[:groups] = wanted
    rise[groups:] = 0
    return replace(table, lowest=lowest, highest=highest, cost=cost, rise=rise.astype(np.float64))


def _across(counting: Counting, answers: Answers) -> tuple[Floats, Floats]:
    """Sums over the answers of one group, and the part in them of respondents whom a net would count twice."""
    question, groups, size = answers.question, len(answers.n), counting.cells
    ids = answer_ids(question.kind)
    nets = [(len(ids) + at, [ids.index(part) for part in net.answers]) for at, net in enumerate(question.nets)]
    multiple = isinstance(question.kind, Multiple)
    rows: list[Floats] = []
    pairs = [(net, group) for net, _ in nets for group in range(groups)] if multiple else []
    overlaps: list[int] = []
    for group in range(groups):
        for weights in () if multiple else _weights(question):
            row = np.zeros((len(answers.names), size))
            row[: len(ids), group] = weights
            rows.append(row.ravel())
            overlaps.append(-1)
        for net, parts in nets:
            row = np.zeros((len(answers.names), size))
            row[parts, group] = 1
            row[net, group] = -1
            rows.append(row.ravel())
            overlaps.append(pairs.index((net, group)) if multiple else -1)
    extra = np.zeros((len(rows), len(pairs)))
    for at, pair in enumerate(overlaps):
        if pair >= 0:
            extra[at, pair] = -1
    return (np.stack(rows) if rows else np.zeros((0, len(answers.names) * size))), extra


def _weights(question: Question) -> Iterator[Floats]:
    """What an answer counts for in every sum that is told of a group: base, and of a grade mean and spread."""
    ids = answer_ids(question.kind)
    yield np.ones(len(ids))
    if isinstance(question.kind, Grade):
        scores = np.arange(question.kind.low, question.kind.high + 1, dtype=np.float64)
        yield scores
        yield scores**2


def _overlaps(answers: Answers) -> Floats:
    """Of a multiple question, by net and group: how many gave more than one of its answers, as often as they did."""
    if not isinstance(answers.question.kind, Multiple):
        return np.zeros(0)
    ids = answer_ids(answers.question.kind)
    told = np.maximum(answers.counts, 0)
    found = [
        told[[ids.index(part) for part in net.answers]].sum(axis=0) - told[len(ids) + at]
        for at, net in enumerate(answers.question.nets)
    ]
    return np.concatenate(found).astype(np.float64) if found else np.zeros(0)
