"""A column says the same whether it is typed or written out."""

from __future__ import annotations

from datetime import date, datetime
from math import isnan

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peil.data import cells
from peil.data.model import Units

SIGNED = {pl.Int8: 7, pl.Int16: 15, pl.Int32: 31, pl.Int64: 63}
UNSIGNED = {pl.Boolean: 1, pl.UInt8: 8, pl.UInt16: 16, pl.UInt32: 32, pl.UInt64: 64}
LIMITS = {kind: (-(2**bits), 2**bits - 1) for kind, bits in SIGNED.items()} | {
    kind: (0, 2**bits - 1) for kind, bits in UNSIGNED.items()
}
Kind = type[pl.DataType]


def told(series: pl.Series) -> list[str]:
    """Every cell as its distinct text says."""
    found = cells.distinct(series)
    assert len(set(found.texts)) == len(found.texts)
    assert set(found.index.tolist()) == set(range(len(found.texts)))
    for first in (0, 30_000):
        meant = np.arange(first, first + len(found.texts), dtype=np.int16)
        assert found.of_rows(meant).tolist() == (found.index.astype(int) + first).tolist()
    return [found.texts[place] for place in found.index.tolist()]


@pytest.mark.parametrize("kind", LIMITS, ids=str)
@given(data=st.data())
def test_whole_numbers_are_told_apart_as_texts_are(kind: Kind, data: st.DataObject) -> None:
    """In every type, near its limits and with empty cells: distinct numbers are their distinct texts."""
    low, high = LIMITS[kind]
    near = data.draw(st.sampled_from([low, high, max(low, 0)]))
    numbers = st.integers(max(low, near - 9), min(high, near + 9)) | st.sampled_from([low, high])
    values = data.draw(st.lists(st.none() | numbers, max_size=30))
    series = pl.Series(values, dtype=pl.Int64 if kind == pl.Boolean else kind).cast(kind)
    assert told(series) == ["" if value is None else str(value) for value in values] == cells.texts(series).to_list()


@pytest.mark.parametrize("distance", [252, 253, 254, 59_999, 60_001])
@pytest.mark.parametrize("kind", [pl.Int16, pl.Int32, pl.UInt64, pl.Float64])
def test_numbers_are_told_apart_however_far_they_lie_apart(distance: int, kind: Kind) -> None:
    """As far as a byte tells, as far as positions do, and further."""
    low = 1_000 if kind == pl.UInt64 else -300
    values = [low, None, low + min(distance, 32_000 if kind == pl.Int16 else distance), low + 7]
    assert told(pl.Series(values, dtype=pl.Int64).cast(kind)) == ["" if one is None else str(one) for one in values]


@given(st.lists(st.none() | st.sampled_from([8.0, -0.0, 0.0, 7.65, 1e15, 2e6, -3.0, float("nan"), float("inf")])))
def test_fractions_are_told_apart_as_texts_are(values: list[float | None]) -> None:
    """8.0 is 8, −0.0 is 0, and what is no number is an empty cell; infinity stays what it is."""
    names = {
        8.0: "8",
        0.0: "0",
        7.65: "7.65",
        1e15: "1000000000000000.0",
        2e6: "2000000",
        -3.0: "-3",
        float("inf"): "inf",
    }
    series = pl.Series(values, dtype=pl.Float64)
    expected = ["" if value is None or isnan(value) else names[value] for value in values]
    assert cells.texts(series).to_list() == expected
    assert told(series) == expected


def test_texts_are_told_apart_without_the_blanks_around_them() -> None:
    """In the order of the file; an empty cell and blanks are one."""
    series = pl.Series([" b", "a ", None, "  ", "b"])
    assert told(series) == ["b", "a", "", "", "b"]
    assert cells.distinct(series).texts == ["b", "a", ""]
    assert cells.distinct(pl.Series([], dtype=pl.String)).texts == []


def test_dates_and_times_are_written_as_a_researcher_does() -> None:
    """Midnight is left off."""
    assert told(pl.Series([date(2013, 12, 5), None])) == ["2013-12-05", ""]
    assert told(pl.Series([datetime(2013, 12, 5), datetime(2013, 12, 5, 9)])) == ["2013-12-05", "2013-12-05 09:00:00"]


@pytest.mark.parametrize(
    ("series", "filled", "numbers"),
    [
        (pl.Series([1, None, -3], dtype=pl.Int8), [True, False, True], [1, np.nan, -3]),
        (pl.Series([0.5, None, float("nan")]), [True, False, False], [0.5, np.nan, np.nan]),
        (pl.Series([True, None, False]), [True, False, True], None),
        (pl.Series(["1", None, "  "]), [True, False, False], None),
    ],
    ids=["whole", "fractions", "truths", "texts"],
)
def test_a_column_says_where_something_stands(series: pl.Series, filled: list[bool], numbers: list[float]) -> None:
    """No number and blanks are empty cells; only a column of numbers has numbers."""
    assert cells.filled(series).tolist() == filled
    found = cells.numbers(series)
    assert (found is None) == (numbers is None)
    if found is not None:
        np.testing.assert_array_equal(found, numbers)


def test_units_are_keys_and_numbers_of_rows() -> None:
    """Waves with and without a key behind one another, equal to the texts they stand for."""
    units = Units([("A7", "A9"), np.array([1, 3])])
    assert units == ("A7", "A9", "1", "3")
    assert units != ("A7", "A9")
    assert (len(units), units[-1], units[1:3], hash(units)) == (4, "3", ("A9", "1"), hash(Units([tuple(units)])))
