"""The agreement with R as one table, design × measure × contrast: how many numbers, how far apart at most.

    python tests/reference/agreement.py           prints it, writes build/agreement.md, with the differences to a digit
    python tests/reference/agreement.py --write   also puts it into docs/statistics.md

It runs the tests that compare with the stored numbers of R and listens to what they compare. Needs no R.
"""

from __future__ import annotations

import itertools
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from math import ceil, log10
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "tests"))

from stats import (  # noqa: E402  # only now it is known where the tests are
    test_change,
    test_clustered,
    test_matrix_against_r,
    test_measures_against_r,
    test_weighting_against_r,
)

GIVEN, STRATA, FINITE, POST = "weights as given", "strata", "strata, finite", "post-strata"
MARGINS, CLUSTERS, PANEL = "raking, calibration", "clusters", "units that return"
DESIGNS = (GIVEN, STRATA, FINITE, POST, MARGINS, CLUSTERS, PANEL)
_DESIGN = {"weights": GIVEN, "strata": STRATA, "fpc": FINITE, "poststrat": POST, "poststrat_no_fpc": POST}
# R finds these with root finders of its own: the end of an interval, to their tolerance.
_ROOT_FINDER = 1e-7
BEGIN, END = "<!-- agreement: python tests/reference/agreement.py --write -->", "<!-- end of agreement -->"


@dataclass
class Cell:
    """What was compared in one place of the table: how many numbers, and the largest relative difference."""

    numbers: int = 0
    largest: float = 0.0


Agreement = Mapping[tuple[str, str], Cell]
# By test the row it belongs to; `{measure}` and `{what}` are told by its arguments.
_OF_MATRIX = {
    "test_an_estimate_its_error_and_its_interval_equal_those_of_r": "{measure}: estimate, error, interval",
    "test_a_group_against_the_rest_equals_r": "{measure}: group against rest",
    "test_a_rest_of_zero_percent_has_r_s_difference_and_error_but_no_test": "{measure}: group against rest",
    "test_a_wave_against_a_wave_equals_r": "{measure}: wave against wave",
}
_PAIRS, _SPREAD = "pairs: groups, overlapping groups, answers", "standard deviation: estimate, rest, groups"
_PROMOTERS, _QUANTILES, _TABLES = "net promoter score", "quantiles", "whole tables"
_CHANGES, _APART = "change against change", "a change told apart"
_OF_MEASURES = {
    "test_a_quantile_and_woodruffs_interval_equal_those_of_r": _QUANTILES,
    "test_a_standard_deviation_and_its_error_equal_those_of_r": _SPREAD,
    "test_a_difference_that_r_differentiates_itself_is_the_same": "{what}",
    "test_a_net_promoter_score_has_r_s_error_and_the_score_interval": _PROMOTERS,
    "test_answer_against_answer_equals_r": _PAIRS,
    "test_the_interval_of_a_share_equals_r": "share: estimate, error, interval",
    "test_a_difference_of_differences_equals_r": _CHANGES,
    "test_the_test_of_a_whole_table_equals_r": _TABLES,
}
_OF_CLUSTERS = {
    "test_means_shares_and_promoters_equal_r": "{measure}: estimate, error, interval",
    "test_spreads_equal_r": _SPREAD,
    "test_the_test_of_a_whole_table_equals_r": _TABLES,
    "test_quantiles_equal_r": _QUANTILES,
    "test_groups_against_the_rest_equal_r": "{measure}: group against rest",
    "test_pairs_of_groups_and_of_answers_equal_r": _PAIRS,
    "test_waves_in_which_units_return_equal_r": "{measure}: wave against wave",
    "test_changes_against_the_rest_where_units_return_equal_r": _CHANGES,
    "test_a_change_of_units_that_return_told_apart_equals_r": _APART,
}
_OF_WEIGHTING = {
    "test_the_weights_are_those_of_r": "the weights",
    "test_means_and_tests_have_r_s_calibrated_error": "mean: group against rest",
}
_OF_CHANGE = {"test_each_part_of_a_change_and_its_error_equal_those_of_r": _APART}
_MODULES: tuple[tuple[ModuleType, Mapping[str, str]], ...] = (
    (test_matrix_against_r, _OF_MATRIX),
    (test_measures_against_r, _OF_MEASURES),
    (test_clustered, _OF_CLUSTERS),
    (test_weighting_against_r, _OF_WEIGHTING),
    (test_change, _OF_CHANGE),
)
ROWS = (
    "mean: estimate, error, interval", "mean: group against rest", "mean: wave against wave",
    "share: estimate, error, interval", "share: group against rest", "share: wave against wave",
    _PROMOTERS, _QUANTILES, _SPREAD, _PAIRS, _CHANGES, _APART, _TABLES, "the weights",
)  # fmt: skip


def agreement() -> Agreement:
    """By row and design what the tests compare with R's numbers; an AssertionError where one does not agree."""
    found: dict[tuple[str, str], Cell] = defaultdict(Cell)
    for module, rows in _MODULES:
        for name, row in rows.items():
            test = getattr(module, name)
            for arguments in _arguments(test):
                place = (_row(row, arguments), _design(module, name, arguments))
                _listen(module, found[place], partial(test, **arguments))
    return found


def _arguments(test: Callable[..., None]) -> Iterator[dict[str, Any]]:
    """All combinations of a test's parameters."""
    marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
    for values in itertools.product(*(mark.args[1] for mark in marks)):
        yield {mark.args[0]: value for mark, value in zip(marks, values, strict=True)}


def _row(row: str, arguments: Mapping[str, Any]) -> str:
    """The row of a test with these arguments."""
    parts = str(arguments.get("case", "")).split("/")
    measure = {"api00": "mean", "y": "mean", "nps": _PROMOTERS}.get(arguments.get("measure", ""), "")
    if row == "{what}":
        return _SPREAD if parts[2].startswith("spread") else _PAIRS
    if measure == _PROMOTERS:
        return _PROMOTERS
    return row.replace("{measure}", measure or arguments.get("measure", "") or (parts[1] if len(parts) > 1 else ""))


def _design(module: ModuleType, name: str, arguments: Mapping[str, Any]) -> str:
    """The design that a test with these arguments is about."""
    if module is test_weighting_against_r:
        return MARGINS
    if module is test_clustered:
        return PANEL if "return" in name else CLUSTERS
    return _DESIGN[str(arguments["case"]).partition("/")[0]]


def _listen(module: ModuleType, cell: Cell, test: Callable[[], None]) -> None:
    """Run a test, and note what it compares."""
    compare = module.assert_allclose

    def noted(actual: Any, desired: Any, *args: Any, **options: Any) -> None:
        compare(actual, desired, *args, **options)
        one, two = np.broadcast_arrays(np.asarray(actual, np.float64), np.asarray(desired, np.float64))
        known = np.isfinite(two)
        cell.numbers += int(known.sum())
        tolerance = options.get("rtol", args[0] if args else 1e-7)
        if tolerance > _ROOT_FINDER:
            return
        # A difference of nothing is rounding: beside zero there is no relative difference.
        large = known & (np.abs(two) > 1e-9)
        if large.any():
            cell.largest = max(cell.largest, float((np.abs(one - two)[large] / np.abs(two)[large]).max()))

    module.assert_allclose = noted  # type: ignore[attr-defined]  # each of these modules has it
    try:
        test()
    finally:
        module.assert_allclose = compare  # type: ignore[attr-defined]  # as it was


def bound(largest: float) -> str:
    """The next power of ten above, which does not hang on the machine."""
    return f"1e{max(-13, ceil(log10(largest) + 0.5))}" if largest > 0 else "1e-13"


def table(found: Agreement, exactly: bool = False) -> str:
    """The table in Markdown: per cell the numbers compared, and below which power of ten they all agree (or how
    closely exactly)."""
    lines = ["| | " + " | ".join(DESIGNS) + " |", "|" + "---|" * (len(DESIGNS) + 1)]
    for row in ROWS:
        cells = [found.get((row, design)) for design in DESIGNS]
        told = [
            "" if one is None else f"{one.numbers} ({f'{one.largest:.0e}' if exactly else bound(one.largest)})"
            for one in cells
        ]
        lines.append(f"| {row} | " + " | ".join(told) + " |")
    total, largest = sum(one.numbers for one in found.values()), max(one.largest for one in found.values())
    end = (
        f"{total:,} numbers, largest relative difference {f'{largest:.1e}' if exactly else 'below ' + bound(largest)}."
    )
    return "\n".join([*lines, "", end])


def in_docs(text: str) -> str:
    """The table as it stands in docs/statistics.md."""
    return text[slice(*_place(text))]


def _place(text: str) -> tuple[int, int]:
    """Where it stands."""
    assert BEGIN in text, "docs/statistics.md has no place for the table of agreement"
    return text.index(BEGIN) + len(BEGIN) + 1, text.index(END) - 1


def main() -> None:
    """Print, write build/agreement.md, and with --write docs/statistics.md."""
    found = agreement()
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    (build / "agreement.md").write_text(table(found, exactly=True) + "\n", encoding="utf-8")
    sys.stdout.write(table(found, exactly=True) + "\n")
    if "--write" in sys.argv:
        page = ROOT / "docs" / "statistics.md"
        text = page.read_text(encoding="utf-8")
        start, end = _place(text)
        page.write_text(text[:start] + table(found) + text[end:], encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
