"""Sensitive questions: few respondents who gave an answer, or few who did not, are private too.

The cells are the counts of every answer (and net) in every group. They add up over groups as bases do, and over the
answers of a single choice. A mean grade, its spread and a net promoter score are sums over the answers as well: these
sums are cells too, and where they would tell a few they are hidden with what they were told as.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from peil.disclosure.counts import Counting
from peil.disclosure.derived import Derived, derived_of
from peil.disclosure.lines import Lines
from peil.disclosure.structure import Structure
from peil.disclosure.suppression import Table, suppress
from peil.results.hiding import AnswerCount
from peil.stats.sparse import Sparse
from peil.study.model import Multiple, Question
from peil.study.questions import answer_ids

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Answers:
    """A sensitive question in one wave. `names`: its answers, its nets, then what is derived of them.

    `counts`: (names, groups) who gave each, or the sum; -1 = no figure. `n`: (groups,) valid answers. `unseen`:
    (groups,) shares that are hidden whatever this rule says; `safe`: (groups,) whose base is hidden for privacy, so
    that nothing of them is told.
    """

    question: Question
    names: tuple[str, ...]
    counts: Ints
    n: Ints
    unseen: Bools
    safe: Bools

    @property
    def chosen(self) -> Bools:
        """(names, 1) which are answers or nets, so that their counts are of people."""
        return np.array([name not in derived_of(self.question) for name in self.names])[:, None]


def answers_of_wave(
    question: Question, rows: Mapping[tuple[str, str], AnswerCount], of: Structure, n: Ints
) -> tuple[tuple[str, ...], Ints]:
    """The names of answers, nets and what is derived of them, and (names, groups) how many gave each, or the sum."""
    names = (*answer_ids(question.kind), *(net.id for net in question.nets))
    counts = np.full((len(names), len(n)), -1, np.int64)
    for row, name in enumerate(names):
        for key, group in of.place.items():
            found = rows.get((name, key))
            if found is not None and n[group] >= 0:
                counts[row, group] = found.n
    counts = of.summed(counts)
    derived = derived_of(question)
    known = dict(zip(names, counts, strict=True))
    return (*names, *derived), np.concatenate([counts, *(one.of(known, n)[None] for one in derived.values())])


def heads_of(names: Sequence[str], lines: Lines) -> Iterator[tuple[str, int | None]]:
    """The figures of a question by the start of their ids, and the row of `names` that each tells; None = something of
    every answer, as a median does."""
    rows = {name: at for at, name in enumerate(names)}
    for head, answer in zip(lines.heads, lines.answers, strict=True):
        measure = head.rpartition("/")[2]
        if answer:
            yield head, rows[answer]
        elif measure in ("mean", "sd") and "mean" in rows:
            yield from ((head, rows[name]) for name in ("mean", "spread"))
        else:
            yield head, rows.get(measure)


def private_answers(counting: Counting, answers: Answers) -> Bools:
    """(names, groups) whose count, or that of the others in the group, is private."""
    few = counting.few(answers.counts) | counting.few(answers.n - answers.counts)
    private: Bools = few & (answers.counts >= 0) & ~answers.safe & counting.groups & answers.chosen
    return private


def hidden_answers(counting: Counting, answers: Answers) -> Bools:
    """(names, groups) the shares that may not be told."""
    private = private_answers(counting, answers)
    few = counting.few(answers.counts) | counting.few(answers.n - answers.counts)
    followed = few & answers.safe & (answers.n >= counting.below) & counting.groups & answers.chosen
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
    return Table(
        sums=_sums([block.sums for block in blocks], _across(answers), len(answers.n)),
        values=np.concatenate([block.values for block in blocks]),
        lowest=np.concatenate([block.lowest for block in blocks]),
        highest=np.concatenate([block.highest for block in blocks]),
        cost=np.concatenate([block.cost for block in blocks]),
        hidden=np.concatenate([block.hidden for block in blocks]),
        rise=np.concatenate([block.rise for block in blocks]),
    )


def _sums(blocks: Sequence[Sparse], across: Floats, groups: int) -> Sparse:
    """The sums of every answer over its cells, one answer after another; then those over the answers, in each group."""
    cells, height = blocks[0].shape[1], 0
    entries: list[tuple[Ints, Ints, Floats]] = []
    for answer, block in enumerate(blocks):
        entries.append((height + block.rows, answer * cells + block.columns, block.values))
        height += block.shape[0]
    row, of_answer, group = np.nonzero(np.repeat(across[..., None], groups, axis=2))
    entries.append((height + row * groups + group, of_answer * cells + group, across[row, of_answer]))
    rows, columns, values = (np.concatenate(part) for part in zip(*entries, strict=True))
    return Sparse.of(rows, columns, values, (height + len(across) * groups, len(blocks) * cells))


def _block(counting: Counting, answers: Answers, row: int, hidden: Bools, upward: bool) -> Table:
    """The counts of one answer, or one sum over them, in all groups."""
    counts, n = answers.counts[row], answers.n
    short = np.where(counting.few(counts), counting.below - counts, 0)
    long = np.where(counting.few(n - counts), counts - (n - counting.below), 0)
    # Of a group of hidden base nothing is shown; that its count does not follow from those of others must be seen to.
    large = (counts >= 0) & (n >= counting.below)
    wanted = np.where(large, short if upward else -long, 0)
    derived = derived_of(answers.question).get(answers.names[row], Derived({answers.names[row]: 1}, told=True))
    unseen = answers.unseen | hidden | answers.safe | (not derived.told)
    (table,) = counting.tables(counts[None], np.zeros((1, len(n)), np.bool_), unseen[None])
    groups = len(n)
    lowest, highest, cost, rise = (array.copy() for array in (table.lowest, table.highest, table.cost, table.rise))
    lowest[:groups] = 0
    highest[:groups] = np.where(n > 0, np.maximum(n, 1) * derived.most, 0)
    # Zero is a share like others here, and can be hidden; what is lost is lost with the base that is told.
    loss = np.where(n <= counting.hide_up_to, 1.0, 30.0 + np.maximum(n, 0)) * (1.0 if answers.chosen[row, 0] else 10.0)
    cost[:groups] = np.where((counts >= 0) & (n > 0), loss, np.inf)
    cost[0] = cost[0] * 10
    cost[:groups][~counting.groups] = table.cost[:groups][~counting.groups]
    rise[:groups] = np.where(counting.groups & answers.chosen[row, 0], wanted, 0)
    rise[groups:] = 0
    return replace(table, lowest=lowest, highest=highest, cost=cost, rise=rise.astype(np.float64))


def _across(answers: Answers) -> Floats:
    """(sums, names) what adds up to nothing, or to the base, over the answers of a group."""
    question = answers.question
    sums: list[dict[str, int]] = [{**one.weights, name: -1} for name, one in derived_of(question).items()]
    if not isinstance(question.kind, Multiple):
        sums.append(dict.fromkeys(answer_ids(question.kind), 1))
        sums += [{**dict.fromkeys(net.answers, 1), net.id: -1} for net in question.nets]
    rows = np.zeros((len(sums), len(answers.names)))
    for row, one in zip(rows, sums, strict=True):
        row[[answers.names.index(name) for name in one]] = list(one.values())
    return rows
