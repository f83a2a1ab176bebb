"""The internal tables as files: CSV for people, Parquet for programs, and a page that explains every column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

import polars as pl

from peil.results.model import HiddenFigure, Results
from peil.results.named import HIDDEN_TABLE, PAGE, TABLES
from peil.results.table import Held, Table
from peil.results.texts import Texts

# The name of a column where it differs from the name of the field: `break` is a word of Python.
_NAMES = {"break_id": "break"}
_TYPES: Mapping[str, Any] = {
    "str": pl.String,
    "int": pl.Int64,
    "float": pl.Float64,
    "bool": pl.Boolean,
    "int | None": pl.Int64,
    "float | None": pl.Float64,
}
_WHOLE = (
    "These are the internal tables: they hold every figure, those that may not be handed out too. Which these are says "
    "the table `hidden`; where its explanation below speaks of hidden figures, it is of the published ones."
)
# A table: what its files are called, its class, its rows.
_Named = tuple[str, type, Sequence[Any]]


def write_tables(results: Results, folder: Path, before: Results | None = None) -> None:
    """Write the complete tables as CSV and Parquet: all that is there before it is known what may be handed out.

    `folder` must be there; an existing file is replaced. `before`: earlier results, whose tables stand in the folder;
    only those that are others now are written.
    """
    there = {name: rows for name, _, rows in _tables(before)} if before is not None else {}
    for name, kind, rows in _tables(results):
        if rows is not there.get(name):
            _write((name, kind, rows), folder)


def write_hidden(results: Results, folder: Path, hidden: Sequence[HiddenFigure]) -> None:
    """Write the table of what may not be handed out, and the page about all tables."""
    last = (HIDDEN_TABLE, HiddenFigure, hidden)
    _write(last, folder)
    (folder / PAGE).write_text(_columns_page([*_tables(results), last]), encoding="utf-8", newline="\n")


def _tables(results: Results) -> list[_Named]:
    return [(name, kind, getattr(results, held)) for name, (held, kind) in TABLES.items()]


def _write(table: _Named, folder: Path) -> None:
    name, kind, rows = table
    frame = _frame(kind, rows)
    frame.write_csv(folder / f"{name}.csv")
    # Quickly, and as every program reads it; one that looks for some rows needs no statistics of so few.
    frame.write_parquet(folder / f"{name}.parquet", compression="snappy", statistics=False)


def _frame(kind: type, rows: Sequence[Any]) -> pl.DataFrame:
    columns = Table.of(kind, rows).columns
    types = {field.name: _TYPES.get(str(field.type), pl.String) for field in fields(kind)}
    return pl.DataFrame({_NAMES.get(name, name): _series(columns[name], type_) for name, type_ in types.items()})


def _series(column: Held, type_: Any) -> pl.Series:
    if isinstance(column, Texts):
        return reduce(add, (pl.Series(words, dtype=type_).gather(places) for words, places in column.parts))
    if column.dtype == object:
        return pl.Series(column.tolist(), dtype=type_)
    # No figure is an empty cell, not the text NaN.
    return pl.Series(column, dtype=type_, nan_to_null=True)


def _columns_page(tables: Sequence[_Named]) -> str:
    """The columns of every table, with the explanation of their class."""
    parts = ["# Columns of these tables", "", _WHOLE, ""]
    for name, kind, rows in tables:
        columns = ", ".join(f"`{_NAMES.get(field.name, field.name)}`" for field in fields(kind))
        explanation = " ".join((kind.__doc__ or "").split())
        parts += [f"## {name} ({len(rows)} rows)", "", columns, "", explanation, ""]
    return "\n".join(parts)
