"""Rows held as columns: a sequence of frozen values, each made when someone asks for it.

A study has a hundred thousand estimates and contrasts, and few of them are ever looked at one by one. To who reads them
a table is a tuple of rows: it can be indexed, walked through, compared. Who handles many at once takes columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from math import nan
from typing import Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from peil.results.texts import FEW, Picked, Texts, Which

Row = TypeVar("Row")
Column = NDArray[Any]
# A column as it is held: texts that many rows share, and ids, as numbers.
Held = Column | Texts
# By the type of a field as it is written; all else is kept as it is.
_KINDS: Mapping[str, type] = {"float": np.float64, "int": np.int64, "bool": np.bool_}


class Table(Sequence[Row], Generic[Row]):
    """(rows,) values of a frozen dataclass: what was found, by row for readers and by column for arithmetic.

    `kind`: the dataclass, whose fields are annotated with names (`from __future__ import annotations`). `columns`: an
    array of equal length for each of its fields, or `Texts`; it may not be written to afterwards.
    """

    def __init__(self, kind: type[Row], columns: Mapping[str, Held]) -> None:
        self.kind = kind
        self._columns = {name: _column(columns[name], type_) for name, type_ in _types(kind).items()}
        self._size = len(next(iter(self._columns.values())))

    @classmethod
    def of(cls, kind: type[Row], rows: Iterable[Row]) -> Table[Row]:
        """The table of these rows; a table as it is."""
        if isinstance(rows, Table):
            return rows
        held = tuple(rows)
        return cls(
            kind, {name: _array([getattr(row, name) for row in held], type_) for name, type_ in _types(kind).items()}
        )

    @classmethod
    def joined(cls, kind: type[Row], pieces: Sequence[Mapping[str, Held]]) -> Table[Row]:
        """The table of the columns of several pieces behind one another."""
        if not pieces:
            return cls.of(kind, ())
        return cls(kind, {name: _joined([piece[name] for piece in pieces]) for name in _types(kind)})

    @cached_property
    def by_id(self) -> ByName[Row]:
        """The rows by their ids: found once, whoever holds the table."""
        return ByName(self)

    def column(self, name: str) -> Column:
        """(rows,) the values of one field: floats, integers, booleans, or objects."""
        held = self._columns[name]
        return held.objects if isinstance(held, Texts) else held

    @property
    def columns(self) -> Mapping[str, Held]:
        """All columns as they are held, in the order of the fields."""
        return self._columns

    def each(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """Some fields of every row, as plain values."""
        return zip(*(self.column(name).tolist() for name in names), strict=True)

    def among(self, name: str, values: Iterable[str]) -> NDArray[np.bool_]:
        """(rows,) whether the text of one field is any of these."""
        held = self._columns[name]
        if isinstance(held, Texts):
            return held.among(values)
        found = np.zeros(self._size, np.bool_)
        for value in values:
            found |= held == value
        return found

    def numbered(self, *names: str) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """(rows,) which combination of values of some fields each has, and (combinations,) the first row of each.

        Combinations are numbered as they first appear. Rows that share one mostly stand together, and only the first of
        these is looked at.
        """
        columns = [_texts(self._columns[name]).whole for name in names]
        other = np.logical_or.reduce([places[1:] != places[:-1] for _, places in columns])
        starts = np.flatnonzero(np.append(np.ones(min(self._size, 1), np.bool_), other))
        number, first = _by_appearance([(words, places[starts]) for words, places in columns])
        return np.repeat(number, np.diff(np.append(starts, self._size))), starts[first]

    def at(self, place: int, *names: str) -> tuple[Any, ...]:
        """Some fields of one row, as plain values."""
        return tuple(self._columns[name].item(place) for name in names)

    def where(self, which: Which) -> Table[Row]:
        """The rows for which (rows,) booleans are true, or those at some positions."""
        return Table(self.kind, {name: column[which] for name, column in self._columns.items()})

    def changed(self, **columns: Held) -> Table[Row]:
        """The same rows with other values in some columns."""
        return Table(self.kind, {**self._columns, **columns})

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> Table[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | Table[Row]:
        if isinstance(place, slice):
            return self.where(place)
        return self.kind(*_one_nan(column.item(place) for column in self._columns.values()))

    def __iter__(self) -> Iterator[Row]:
        return map(self.kind, *(_values(self.column(name), type_) for name, type_ in _types(self.kind).items()))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Table):
            if self.kind is not other.kind or len(self) != len(other):
                return False
            return all(_same(self.column(name), other.column(name)) for name in self._columns)
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Table of {self._size} rows of {self.kind.__name__}"


def _by_appearance(columns: Sequence[Picked]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """(rows,) the number of the combination of words that each has, and (combinations,) where it first appears."""
    rows = len(columns[0][1])
    code, size = np.zeros(rows, np.intp), 1
    for words, places in columns:
        code, size = code * len(words) + places, size * len(words)
        if size > FEW * rows:
            found, code = np.unique(code, return_inverse=True)
            size = len(found)
    # Of all rows that are written to one cell the last stays; from behind it is the first.
    first = np.full(size, rows)
    first[code[::-1]] = np.arange(rows)[::-1]
    first = np.sort(first[first < rows])
    number = np.empty(size, np.intp)
    number[code[first]] = np.arange(len(first))
    return number[code], first


class ByName(Mapping[str, Row]):
    """The rows of a table by the name that one of its columns gives them; the same name gives the same object."""

    def __init__(self, table: Table[Row], name: str = "id") -> None:
        self.table = table
        self._name = name
        self.places: Mapping[str, int] = dict(zip(table.column(name).tolist(), range(len(table)), strict=True))
        self._rows: dict[str, Row] = {}

    def __getitem__(self, key: str) -> Row:
        if key not in self._rows:
            self._rows[key] = self.table[self.places[key]]
        return self._rows[key]

    def at(self, key: str, *names: str) -> tuple[Any, ...]:
        """Some fields of the row of this name: less work than the row, for who looks up many."""
        return self.table.at(self.places[key], *names)

    def find(self, names: Held | Sequence[str]) -> NDArray[np.intp]:
        """(names,) where the rows of these names stand. KeyError for a name that is not there."""
        own = self.table.columns[self._name]
        if not isinstance(names, Texts):
            return np.fromiter(map(self.places.__getitem__, names), np.intp, len(names))
        found = names.places_in(own) if isinstance(own, Texts) else np.full(len(names), -1)
        others = np.flatnonzero(found < 0)
        found[others] = [self.places[name] for name in names[others].objects.tolist()]
        return found

    def __contains__(self, key: object) -> bool:
        return key in self.places

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


def _types(kind: type) -> dict[str, str]:
    return {field.name: str(field.type) for field in fields(kind)}


def _array(values: Sequence[Any], type_: str) -> Column:
    made: Column = np.empty(len(values), _KINDS.get(type_, np.object_))
    made[:] = values
    return made


def _joined(pieces: Sequence[Held]) -> Held:
    arrays = [piece for piece in pieces if not isinstance(piece, Texts)]
    if len(arrays) == len(pieces):
        return np.concatenate(arrays)
    return Texts.joined([_texts(piece) for piece in pieces])


def _texts(held: Held) -> Texts:
    """A column as texts, to compare by number: whatever it holds, equal values have one number."""
    return held if isinstance(held, Texts) else Texts.of(held.tolist())


def _column(values: Held, type_: str) -> Held:
    if isinstance(values, Texts):
        return values
    # A view, so that the array of whoever made it can still be written to.
    column: Column = np.asarray(values, _KINDS.get(type_, np.object_)).view()
    column.flags.writeable = False
    return column


def _values(column: Column, type_: str) -> list[Any]:
    values: list[Any] = column.tolist()
    return values if type_ in ("str", "int", "bool") else _one_nan(values)


def _one_nan(values: Iterable[Any]) -> list[Any]:
    """Values for rows. Rows that are made twice must be equal, and NaN equals itself only when it is the same object:
    one for all."""
    return [nan if value != value else value for value in values]  # noqa: PLR0124 - only NaN differs from itself


def _same(one: Column, two: Column) -> bool:
    return np.array_equal(one, two, equal_nan=one.dtype.kind == "f")
