"""Means and covariances of answers of which some are missing, by EM: as if everyone had answered everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from peil.errors import FewTogetherError, StatisticsError
from peil.stats.arrays import BoolArray, FloatArray, IntArray
from peil.stats.loops.em import expect
from peil.stats.moments import check_weights
from peil.stats.processors import each

# Pieces of rows whose sums are added up in their order: a fixed number, whatever the processors.
_PIECES = 4
# Below this number of rows starting threads takes longer than they save.
_FEW = 5000
# Rows that two items need in common: through two points goes a straight line, whatever they are.
_FEWEST_TOGETHER = 3


@dataclass(frozen=True)
class EmCovariance:
    """`mean`: (q,), `covariance`: (q, q) with divisor Σw. `rounds`: passes over the rows that it took."""

    mean: FloatArray
    covariance: FloatArray
    rounds: int


def em_covariance(
    values: FloatArray, weights: FloatArray, tolerance: float = 1e-8, most_rounds: int = 2000
) -> EmCovariance:
    """(q,) means and (q, q) covariances: how do items go together, also where most people answered only some of them?

    `values`: (N, q), NaN = no answer; `weights`: (N,). Maximum likelihood of a normal distribution, missing at random:
    what is missing may depend on what was answered, not on itself. A row without any answer, or with weight 0, adds
    nothing. Rounds go on until no standardised mean or correlation moves more than `tolerance` in one. StatisticsError
    for an item without two different answers, unequal lengths, negative weights, and when the rounds run out;
    FewTogetherError for two items that fewer than three rows have in common, whose covariance nothing fixes. Source:
    Dempster, Laird and Rubin 1977; rounds made fewer by SQUAREM (Varadhan and Roland 2008). Checked against R lavaan.
    """
    check_weights(weights)
    if values.ndim != 2 or len(values) != len(weights):
        raise StatisticsError(
            f"answers: found {values.shape} values and {len(weights)} weights, expected a weight a row"
        )
    rows = _Rows.of(values, weights)
    state, rounds = _start(values.shape[1]), 0
    while rounds < most_rounds:
        one = rows.step(state)
        two = rows.step(one)
        rounds += 2
        first, second = one - state, two - one
        if np.abs(second).max() <= tolerance:
            return rows.unscaled(two, rounds)
        bent = second - first
        length = -float(np.sqrt((first**2).sum() / max((bent**2).sum(), 1e-300)))
        leap = state - 2 * length * first + length**2 * bent
        state = rows.step(leap) if length < -1 and _possible(leap) else two
        rounds += 1
    raise StatisticsError(
        f"covariance by EM: not settled after {rounds} rounds; too few people gave the same pairs of answers. "
        "Leave out items that few graded."
    )


def _start(q: int) -> FloatArray:
    """(q, q+1) the state: covariances, and the means as a last column; standardised items that do not go together."""
    return np.concatenate([np.eye(q), np.zeros((q, 1))], axis=1)


def _possible(state: FloatArray) -> bool:
    """Whether the covariances of a state can be those of answers."""
    try:
        np.linalg.cholesky(state[:, :-1])
    except np.linalg.LinAlgError:
        return False
    return True


@dataclass(frozen=True)
class _Piece:
    """Rows, standardised and times the root of their weight, those with the same pattern together; as
    `loops.em.expect` takes them."""

    values: FloatArray
    roots: FloatArray
    starts: IntArray
    seen: IntArray

    @staticmethod
    def of(values: FloatArray, known: BoolArray, weights: FloatArray) -> _Piece:
        """Of rows in an order in which those with the same pattern follow one another."""
        roots = np.sqrt(weights)
        starts = np.flatnonzero(np.concatenate([[True], (known[1:] != known[:-1]).any(axis=1)]))
        patterns = known[starts]
        seen = np.argsort(~patterns, axis=1, kind="stable")
        seen = np.concatenate([seen, patterns.sum(axis=1)[:, None]], axis=1)
        return _Piece(values * roots[:, None], roots, np.append(starts, len(values)), seen)

    def sums(self, state: FloatArray) -> FloatArray:
        """(q, q+1) weighted sums of the products of expected deviations from the mean, and of these themselves."""
        q = len(state)
        filled, made = self.values.copy(), np.empty((q, q + 1))
        spread = np.zeros((q, q))
        expect(filled, self.roots, self.starts, self.seen, state, spread, np.empty((5, q, q)))
        np.add(filled.T @ filled, spread, out=made[:, :q])
        made[:, q] = self.roots @ filled
        return made


@dataclass(frozen=True)
class _Rows:
    """Rows with an answer, in pieces; (q,) centre and scale of the items."""

    pieces: Sequence[_Piece]
    centre: FloatArray
    scale: FloatArray

    @staticmethod
    def of(values: FloatArray, weights: FloatArray) -> _Rows:
        known = np.isfinite(values)
        kept = known.any(axis=1) & (weights > 0)
        values, weights, known = values[kept], weights[kept], known[kept]
        centre, scale = _standards(values, weights, known)
        _check_together(known)
        order = np.lexsort([*np.packbits(known, axis=1).T, known.sum(axis=1)])
        values, weights, known = values[order], weights[order] / weights.sum(), known[order]
        filled = np.where(known, (values - centre) / scale, 0.0)
        ends = np.linspace(0, len(values), (_PIECES if len(values) >= _FEW else 1) + 1).astype(int).tolist()
        parts = [slice(*one) for one in pairwise(ends)]
        pieces = [_Piece.of(filled[part], known[part], weights[part]) for part in parts]
        return _Rows(pieces, centre, scale)

    def step(self, state: FloatArray) -> FloatArray:
        """(q, q+1) the state after one round of expectation and maximisation."""
        found = np.sum(each(lambda piece: piece.sums(state), self.pieces), axis=0)
        second, first = found[:, :-1], found[:, -1]
        return np.concatenate([second - np.outer(first, first), (state[:, -1] + first)[:, None]], axis=1)

    def unscaled(self, state: FloatArray, rounds: int) -> EmCovariance:
        covariance = state[:, :-1] * np.outer(self.scale, self.scale)
        return EmCovariance(self.centre + self.scale * state[:, -1], covariance, rounds)


def _check_together(known: BoolArray) -> None:
    """The likelihood is flat where no row has two items in common: any covariance would do."""
    # Counts below 2^24 are exact in single precision, and larger ones are never below the fewest.
    together = known.T.astype(np.float32) @ known.astype(np.float32)
    few = np.argwhere(np.triu(together < _FEWEST_TOGETHER, 1))
    if len(few):
        one, other = few[0].tolist()
        raise FewTogetherError(
            f"items {one} and {other}: found {int(together[one, other])} rows that have both, expected at least "
            f"{_FEWEST_TOGETHER}. Leave out one of them: how they go together is not known."
        )


def _standards(values: FloatArray, weights: FloatArray, known: BoolArray) -> tuple[FloatArray, FloatArray]:
    """(q,) weighted mean and standard deviation of every item among those who answered it."""
    weight = np.where(known, weights[:, None], 0.0)
    filled = np.where(known, values, 0.0)
    total = weight.sum(axis=0)
    centre = (weight * filled).sum(axis=0) / np.where(total > 0, total, 1.0)
    spread = (weight * np.where(known, values - centre, 0.0) ** 2).sum(axis=0) / np.where(total > 0, total, 1.0)
    alike = np.flatnonzero(spread <= 1e-12 * (centre**2 + 1e-300))
    if alike.size:
        raise StatisticsError(
            f"item {int(alike[0])}: found no two different answers, expected some. Leave it out: it goes together with "
            "nothing."
        )
    return centre, np.sqrt(spread)
