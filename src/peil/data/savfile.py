"""Read an SPSS file (.sav) with its labels, user-missing values and multiple-response sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from peil.data.labels import ColumnLabels, MultipleSet
from peil.errors import DataError, Place, Problem


@dataclass(frozen=True)
class SavContent:
    """The columns of the file, typed, with user-missing codes still in them; and what the file says of them."""

    frame: pl.DataFrame
    labels: Mapping[str, ColumnLabels]
    sets: tuple[MultipleSet, ...]


def read_sav(path: Path, file: str) -> SavContent:
    """The content of an SPSS file; `file` is its name in messages."""
    # Loaded here, because few studies have SPSS files.
    import pyreadstat

    try:
        frame, meta = pyreadstat.read_sav(path, user_missing=True, output_format="polars")
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError) as error:
        found = f"a file that cannot be read ({str(error).strip() or type(error).__name__})"
        remedy = "Open it in SPSS or PSPP and save it again."
        problem = Problem(Place(file), "data file", found, "an SPSS file (.sav)", remedy)
        raise DataError([problem]) from error
    labels = {name: _labels(name, meta) for name in meta.column_names}
    return SavContent(frame, labels, tuple(_set(name, entry) for name, entry in (meta.mr_sets or {}).items()))


# pyreadstat describes a file by an object without types; Any stays within this module.
def _labels(name: str, meta: Any) -> ColumnLabels:
    values = meta.variable_value_labels.get(name, {})
    ranges = meta.missing_ranges.get(name, [])
    numeric = [entry for entry in ranges if not isinstance(entry["lo"], str)]
    return ColumnLabels(
        label=(meta.column_names_to_labels.get(name) or "").strip(),
        values={code_text(code): str(label).strip() for code, label in values.items()},
        missing=tuple(entry["lo"].strip() for entry in ranges if isinstance(entry["lo"], str)),
        missing_ranges=tuple((float(entry["lo"]), float(entry["hi"])) for entry in numeric),
    )


def _set(name: str, entry: Any) -> MultipleSet:
    dichotomy = bool(entry.get("is_dichotomy"))
    counted = entry.get("counted_value")
    return MultipleSet(
        name=name.removeprefix("$"),
        label=(entry.get("label") or "").strip(),
        columns=tuple(entry["variable_list"]),
        counted=code_text(counted) if dichotomy and counted is not None else "",
    )


def code_text(code: object) -> str:
    """A code as a text: 8 and 8.0 are "8"."""
    if isinstance(code, float) and code.is_integer():
        return str(int(code))
    return str(code).strip()
