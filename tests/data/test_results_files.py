"""The tables of the results as files: every column there, figures unrounded, no figure an empty cell."""

from __future__ import annotations

import csv
from math import nan
from pathlib import Path

import polars as pl
import pytest

from peil.data.results_files import write_hidden, write_tables
from peil.results.model import Driver, HiddenFigure, Results

PLACED = Driver(
    "vr/2013/throughput/importance/directorate=asylum", "vr", "2013", "throughput", "directorate", "asylum", "",
    "correlation", 174, 2 / 3, 6.25, 0.5, 7.125, "priority",
)  # fmt: skip
NOT_PLACED = Driver(
    "vr/2013/fees/importance/all", "vr", "2013", "fees", "", "all", "", "correlation", 2, nan, 8.0, nan, nan, None
)


def write(results: Results, folder: Path, *hidden: HiddenFigure) -> None:
    """All tables, and the page about them."""
    write_tables(results, folder)
    write_hidden(results, folder, hidden)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Results of two drivers and nothing else, written."""
    write(Results("test", (), (), (), (), (), (PLACED, NOT_PLACED)), tmp_path)
    return tmp_path


def test_every_table_is_there_as_csv_and_parquet_with_a_page(tmp_path: Path) -> None:
    """Also when nothing was found: a program that reads them finds the columns."""
    write(Results("test", (), (), (), (), ()), tmp_path)
    tables = (
        "estimates",
        "contrasts",
        "wave_flags",
        "no_answer",
        "accounts",
        "drivers",
        "driver_fits",
        "quadrants",
        "moves",
        "decomposition",
        "carried",
        "penalties",
        "priorities",
        "sizes",
        "strata",
        "changes",
        "change_parts",
        "weights",
        "targets",
        "dependence",
        "hidden",
    )
    assert {file.name for file in tmp_path.iterdir()} == {
        "columns.md",
        *(f"{name}.{kind}" for name in tables for kind in ("csv", "parquet")),
    }
    assert pl.read_parquet(tmp_path / "drivers.parquet").columns[:5] == ["id", "survey", "wave", "aspect", "break"]


def test_what_is_not_handed_out_is_a_table_of_its_own(tmp_path: Path) -> None:
    """Which figure, and for which reason; the page explains the reasons."""
    one = HiddenFigure("vr/2013/overall/mean/role=other", "vr", "2013", "estimates", "hidden: privacy")
    write(Results("test", (), (), (), (), ()), tmp_path, one)
    assert pl.read_parquet(tmp_path / "hidden.parquet").to_dicts() == [
        {"id": one.id, "survey": "vr", "wave": "2013", "table": "estimates", "reason": "hidden: privacy"}
    ]
    page = (tmp_path / "columns.md").read_text(encoding="utf-8")
    assert "## hidden (1 rows)" in page
    assert "few respondents stand behind it" in page
    assert "These are the internal tables: they hold every figure" in page
    assert "where figures are published, a hidden driver has n 0" in page


def test_drivers_come_back_as_they_were_found(folder: Path) -> None:
    """Unrounded; what is not there is null in Parquet."""
    first, second = pl.read_parquet(folder / "drivers.parquet").to_dicts()
    assert (first["id"], first["break"], first["n"], first["importance"]) == (PLACED.id, "directorate", 174, 2 / 3)
    assert (first["rating"], first["importance_border"], first["rating_border"]) == (6.25, 0.5, 7.125)
    assert (first["quadrant"], first["status"], first["method"]) == ("priority", "ok", "correlation")
    assert second["rating"] == 8
    assert second["importance"] is second["importance_border"] is second["rating_border"] is second["quadrant"] is None


def test_no_figure_is_an_empty_cell(folder: Path) -> None:
    """Not the text NaN, nor None."""
    with (folder / "drivers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert float(rows[0]["importance"]) == 2 / 3
    assert (rows[1]["importance"], rows[1]["importance_border"], rows[1]["quadrant"]) == ("", "", "")


def test_the_page_explains_every_column_of_the_drivers(folder: Path) -> None:
    """Their names, how many rows, and what borders and quadrants are."""
    page = (folder / "columns.md").read_text("utf-8")
    section = page.partition("## drivers (2 rows)")[2]
    for column in pl.read_parquet(folder / "drivers.parquet").columns:
        assert f"`{column}`" in section
    assert "strength (important, rated high), priority (important, low)" in section
