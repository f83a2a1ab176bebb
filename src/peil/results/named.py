"""The tables of the results by name, as their files are called; nothing here reads or writes one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from peil.results.model import (
    Advice,
    Carried,
    ChangePart,
    ChangeSplit,
    Contrast,
    Decomposition,
    Dependence,
    Driver,
    DriverFit,
    Estimate,
    GroupSize,
    GroupWeights,
    Move,
    NoAnswerCount,
    Penalty,
    Standing,
    StratumResponse,
    WaveAccount,
    WaveFlag,
    WeightTarget,
)

# By name the field of Results that holds the table, and the class of its rows.
TABLES: Mapping[str, tuple[str, type]] = {
    "estimates": ("estimates", Estimate),
    "contrasts": ("contrasts", Contrast),
    "wave_flags": ("wave_flags", WaveFlag),
    "no_answer": ("no_answer", NoAnswerCount),
    "accounts": ("accounts", WaveAccount),
    "drivers": ("drivers", Driver),
    "driver_fits": ("fits", DriverFit),
    "quadrants": ("standings", Standing),
    "moves": ("moves", Move),
    "decomposition": ("decompositions", Decomposition),
    "carried": ("carried", Carried),
    "penalties": ("penalties", Penalty),
    "priorities": ("advice", Advice),
    "sizes": ("sizes", GroupSize),
    "strata": ("strata", StratumResponse),
    "changes": ("changes", ChangeSplit),
    "change_parts": ("change_parts", ChangePart),
    "weights": ("weights", GroupWeights),
    "targets": ("targets", WeightTarget),
    "dependence": ("dependences", Dependence),
}
# What may not be handed out is a table too, and a page explains the columns of all.
HIDDEN_TABLE = "hidden"
PAGE = "columns.md"


def files_of(folder: Path) -> tuple[Path, ...]:
    """The files of all tables in a folder, whether or not they are there."""
    tables = [folder / f"{name}.{kind}" for name in (*TABLES, HIDDEN_TABLE) for kind in ("csv", "parquet")]
    return (*tables, folder / PAGE)
