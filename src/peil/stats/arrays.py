"""Types of arrays, and division that answers NaN instead of warning."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


def all_in(figures: object, shape: tuple[int, ...]) -> dict[str, NDArray[Any]]:
    """By name the arrays of a frozen value that holds nothing else (estimates, contrasts), all in one shape: a figure
    that many share stands for each."""
    arrays: dict[str, NDArray[Any]] = vars(figures)
    return {name: one if one.shape == shape else np.broadcast_to(one, shape) for name, one in arrays.items()}


def ratio(over: ArrayLike, under: ArrayLike) -> FloatArray:
    """(...,) floats: `over` / `under`, NaN where `under` is not above zero."""
    top, bottom = np.asarray(over, np.float64), np.asarray(under, np.float64)
    result = np.empty(top.shape if top.shape == bottom.shape else np.broadcast(top, bottom).shape)
    result.fill(np.nan)
    np.divide(top, bottom, out=result, where=bottom > 0)
    return result


def inverse(value: FloatArray) -> FloatArray:
    """(...,) floats: 1 over it, 0 where it is not above zero."""
    return np.divide(1.0, value, out=np.zeros(value.shape), where=value > 0)


def root(square: ArrayLike) -> FloatArray:
    """(...,) floats: square root, NaN for what is NaN or negative."""
    value = np.asarray(square, np.float64)
    return np.sqrt(np.where(value >= 0, value, np.nan))


def weighted_count(codes: NDArray[np.integer], weights: FloatArray, size: int) -> FloatArray:
    """(size,) floats: Σ of the (N,) weights per code 0..size−1."""
    return np.bincount(codes, weights, minlength=size).astype(np.float64, copy=False)


def firsts(codes: IntArray) -> NDArray[np.intp]:
    """(K,) the place of the first of each of the (N,) codes, which rise from 0 or more."""
    return np.flatnonzero(np.diff(codes, prepend=-1))


def added_by(codes: IntArray, values: FloatArray, size: int) -> FloatArray:
    """(..., size) floats: sums of (..., N) values per code 0..size−1; the (N,) codes rise."""
    starts = firsts(codes)
    found = np.zeros((*values.shape[:-1], size))
    found[..., codes[starts]] = np.add.reduceat(values, starts, axis=-1)
    return found


def aligned(*shape: int) -> FloatArray:
    """An empty array that begins where a line of the processor's memory does: numpy's own begin anywhere, so that
    machine code which takes eight numbers at a time reads two lines for each.
    """
    size = prod(shape)
    made = np.empty(size + 8)
    start = -made.ctypes.data // made.itemsize % 8
    return made[start : start + size].reshape(shape)
