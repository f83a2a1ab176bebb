"""Simulate the respondents of both surveys: `python examples/ind/simulate.py [FOLDER] [--survey vr]` writes their data.

The microdata of the 2013 report were never published. This program invents respondents whose figures round to those
that the report prints (published.csv), with spreads, correlations and missing answers of our own choice (assumptions.py
of each survey). They are no results of the immigration service. README.md tells what was done and why. One seed, plain
Python and numpy: the program writes the same bytes every time.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from simulation.people import Column
from simulation.published import WAVES

DATA = Path(__file__).resolve().parent / "data"
LISTS = DATA.with_name("lists")
SURVEYS = ("vr", "boak")


def write(folder: Path, surveys: Sequence[str] = SURVEYS, lists: Path | None = None) -> None:
    """Write the data file of every wave of these surveys; `lists`: the folder for the list of the largest companies."""
    folder.mkdir(parents=True, exist_ok=True)
    for survey in surveys:
        simulate = import_module(f"simulation.{survey}").simulate
        for wave in WAVES:
            table: dict[str, Column] = simulate(wave)
            with (folder / f"{survey}-{wave}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(table)
                writer.writerows(zip(*table.values(), strict=True))
    if "boak" in surveys:
        largest = "".join(f"{number}\n" for number in import_module("simulation.boak").largest(WAVES[-1]))
        ((lists or folder) / "largest-300.txt").write_text(largest, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Simulate the respondents of the reference study.")
    parser.add_argument("folder", nargs="?", type=Path, default=DATA, help="where the files go (default: data)")
    parser.add_argument("--survey", choices=SURVEYS, action="append", help="only this one; may be given twice")
    asked = parser.parse_args()
    write(asked.folder, asked.survey or SURVEYS, LISTS if asked.folder == DATA else None)
