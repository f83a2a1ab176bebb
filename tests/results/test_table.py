"""Tables: held as columns, read as a tuple of rows."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, replace
from math import isnan, nan

import numpy as np
import pytest

from peil.results.model import Contrast, Estimate, NoAnswerCount, Published, WaveFlag
from peil.results.table import ByName, Table


def estimate(name: str, n: int, value: float) -> Estimate:
    """An estimate of which only these matter."""
    return Estimate(
        name, "vr", "2013", "overall", "", "mean", "", "all", "", "all", "respondents", "none", n, estimate=value
    )


ROWS = (estimate("a", 3, 7.5), estimate("b", 0, nan), estimate("c", 9, -1.0))
TABLE = Table.of(Estimate, ROWS)


def test_the_rows_are_those_it_was_made_of() -> None:
    """Walked through, by position from both ends, by slice and by id: the same values, no figure included."""
    assert tuple(TABLE) == ROWS
    assert (TABLE[0], TABLE[-1]) == (ROWS[0], ROWS[2])
    assert tuple(TABLE[1:]) == ROWS[1:]
    by_id = ByName(TABLE)
    assert [by_id[row.id] for row in TABLE] == list(TABLE) == list(ROWS)
    assert (len(TABLE), len(by_id), list(by_id)) == (3, 3, ["a", "b", "c"])


def test_a_row_holds_no_numpy() -> None:
    """Integers, floats and texts of Python, so that a row can be written as JSON; no figure is a NaN."""
    row = TABLE[0]
    assert (type(row.n), type(row.estimate), type(row.id)) == (int, float, str)
    assert isnan(TABLE[1].estimate)


def test_an_unknown_id_is_not_found_whether_or_not_rows_were_made() -> None:
    """As in a dictionary: in and get do not raise, an index does."""
    by_id = ByName(TABLE)
    assert "d" not in by_id
    assert by_id.get("d") is None
    with pytest.raises(KeyError, match="d"):
        by_id["d"]
    with pytest.raises(IndexError):
        TABLE[3]


def test_the_same_id_gives_the_same_row() -> None:
    """Who keeps a row can recognise it."""
    by_id = ByName(TABLE)
    assert by_id["a"] is by_id["a"]


def test_equal_tables_are_equal_however_they_are_held() -> None:
    """With another table, with a tuple, from either side; and they go by one hash."""
    again = Table.of(Estimate, ROWS)
    assert again == TABLE
    assert TABLE == ROWS
    assert ROWS == TABLE
    assert hash(TABLE) == hash(again) == hash(ROWS)


@pytest.mark.parametrize("other", [ROWS[:2], (ROWS[0], ROWS[2], ROWS[1]), (replace(ROWS[0], n=4), *ROWS[1:]), ()])
def test_another_row_makes_another_table(other: tuple[Estimate, ...]) -> None:
    """One less, another order, another number, none at all."""
    assert other != TABLE
    assert Table.of(Estimate, other) != TABLE


def test_tables_of_different_kinds_are_not_equal() -> None:
    """Although neither has a row."""
    assert Table.of(Estimate, ()) != Table.of(Contrast, ())


@pytest.mark.parametrize("copied", [pickle.loads(pickle.dumps(TABLE)), copy.deepcopy(TABLE)])
def test_a_copy_is_equal(copied: Table[Estimate]) -> None:
    """Results can be kept in a file or sent to another process."""
    assert copied == TABLE
    assert tuple(copied) == ROWS


def test_neither_table_nor_row_can_be_changed() -> None:
    """What was found stays what was found; a changed table is another one."""
    with pytest.raises(ValueError, match="read-only"):
        TABLE.column("n")[0] = 4
    with pytest.raises(FrozenInstanceError):
        TABLE[0].n = 4  # type: ignore[misc]  # that it is frozen is the point
    changed = TABLE.changed(n=np.array([1, 2, 3]))
    assert [row.n for row in changed] == [1, 2, 3]
    assert [row.n for row in TABLE] == [3, 0, 9]


def test_who_made_the_columns_may_go_on_with_them() -> None:
    """The array that a table was made of is not locked."""
    n = np.array([1, 2, 3])
    TABLE.changed(n=n)
    n += 1
    assert n.tolist() == [2, 3, 4]


def test_rows_are_chosen_by_a_mask_or_by_position() -> None:
    """Both keep the columns together."""
    assert tuple(TABLE.where(TABLE.column("n") > 0)) == (ROWS[0], ROWS[2])
    assert tuple(TABLE.where(np.array([2, 0]))) == (ROWS[2], ROWS[0])


def test_rows_are_found_and_numbered_by_what_they_hold() -> None:
    """By texts of one field; combinations of several in the order in which they first appear, wherever they stand."""
    rows = [replace(ROWS[0], id=str(at), wave=wave, answer=answer) for at, (wave, answer) in enumerate(
        [("2013", "b"), ("2013", "b"), ("2011", "b"), ("2013", "a"), ("2013", "b")]
    )]  # fmt: skip
    table = Table.of(Estimate, rows)
    assert table.among("answer", ["b", "c"]).tolist() == [True, True, True, False, True]
    number, first = table.numbered("wave", "answer")
    assert (number.tolist(), first.tolist()) == ([0, 0, 1, 2, 0], [0, 2, 3])
    assert [len(one) for one in Table.of(Estimate, ()).numbered("wave")] == [0, 0]


def test_pieces_are_put_behind_one_another() -> None:
    """In their order; without any piece there is a table without rows."""
    assert Table.joined(Estimate, [TABLE[2:].columns, TABLE[:2].columns]) == (ROWS[2], *ROWS[:2])
    assert tuple(Table.joined(WaveFlag, [])) == ()


def test_some_fields_are_read_as_plain_values() -> None:
    """For who needs no whole rows."""
    assert list(TABLE.each("id", "n")) == [("a", 3), ("b", 0), ("c", 9)]


def test_findings_take_rows_or_a_table() -> None:
    """A few rows written by hand, or the table of a whole study: they read alike."""
    flags = (WaveFlag("a", "previous", 1),)
    missing = (NoAnswerCount("vr", "2013", "overall", "refused", 2),)
    by_hand = Published("s", ROWS, (), flags, missing, ())
    held = Published("s", TABLE, Table.of(Contrast, ()), Table.of(WaveFlag, flags), missing, ())
    assert by_hand == held
    for found in (by_hand, held):
        assert found.by_id["c"] == ROWS[2]
        assert found.flags_by_id == {"a": 1}
        assert found.group_sizes["vr", "2013", "c"] == 9
        assert found.asked == {("vr", "2013", "overall")}
