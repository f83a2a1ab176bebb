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
    test_crossed_against_r,
    test_matrix_against_r,
    test_measures_against_r,
    test_weighting_against_r,
)

NONE, GIVEN, STRATA, FINITE, POST = "no weights", "weights as given", "strata", "strata, finite", "post-strata"
RAKING, GREG, CLUSTERS, PANEL = "raking", "calibration (GREG)", "clusters", "units that return"
DESIGNS = (NONE, GIVEN, STRATA, FINITE, POST, RAKING, GREG, CLUSTERS, PANEL)
_DESIGN = {
    "weights": GIVEN, "strata": STRATA, "fpc": FINITE, "poststrat": POST, "poststrat_no_fpc": POST,
    "simple": NONE, "cells": POST, "raking": RAKING, "greg": GREG, "clusters": CLUSTERS, "clusters_raked": CLUSTERS,
}  # fmt: skip
# R finds these with root finders of its own: the end of an interval, to their tolerance.
_ROOT_FINDER = 1e-7
BEGIN, END = "<!-- agreement: python tests/reference/agreement.py --write -->", "<!-- end of agreement -->"


@dataclass
class Cell:
    """What was compared in one place of the table: how many numbers, and the largest relative difference."""

    numbers: int = 0
    largest: float = 0.0


Agreement = Mapping[tuple[str, str], Cell]
_MEASURE = {
    "mean": "mean", "api00": "mean", "y": "mean", "share": "share", "a": "share", "net": "net", "top": "top box",
    "nps": "net promoter score", "index": "index", "sd": "standard deviation", "median": "quantiles",
}  # fmt: skip
_ESTIMATE, _REST, _GROUPS = "estimate, error, interval", "group against rest", "group against group"
_OVERLAP, _ANSWERS = "overlapping groups", "answer against answer"
_WAVES, _CHANGES = "wave against wave", "change against change"
_ODDS = "tested by log odds"
_APART, _TABLES, _FITTED, _WEIGHTS = (
    "mean: a change told apart",
    "whole tables",
    "mean: weights within bounds",
    "the weights",
)
# By test the row it belongs to; `{measure}` is told by its arguments.
_OF_MATRIX = {
    "test_an_estimate_its_error_and_its_interval_equal_those_of_r": f"{{measure}}: {_ESTIMATE}",
    "test_a_group_against_the_rest_equals_r": f"{{measure}}: {_REST}",
    "test_a_rest_of_zero_percent_has_r_s_difference_and_error_but_no_test": f"{{measure}}: {_REST}",
    "test_a_wave_against_a_wave_equals_r": f"{{measure}}: {_WAVES}",
}
_OF_MEASURES = {
    "test_a_quantile_and_woodruffs_interval_equal_those_of_r": f"quantiles: {_ESTIMATE}",
    "test_a_standard_deviation_and_its_error_equal_those_of_r": f"standard deviation: {_ESTIMATE}",
    "test_a_difference_that_r_differentiates_itself_is_the_same": "{what}",
    "test_a_net_promoter_score_has_r_s_error_and_the_score_interval": f"net promoter score: {_ESTIMATE}",
    "test_answer_against_answer_equals_r": f"share: {_ANSWERS}",
    "test_the_interval_of_a_share_equals_r": f"share: {_ESTIMATE}",
    "test_a_difference_of_differences_equals_r": f"{{measure}}: {_CHANGES}",
    "test_the_test_of_a_whole_table_equals_r": _TABLES,
}
_OF_CLUSTERS = {
    "test_means_shares_and_promoters_equal_r": f"{{measure}}: {_ESTIMATE}",
    "test_spreads_equal_r": f"standard deviation: {_ESTIMATE}",
    "test_spreads_against_the_rest_equal_r": f"standard deviation: {_REST}",
    "test_spreads_of_two_types_equal_r": f"standard deviation: {_GROUPS}",
    "test_the_test_of_a_whole_table_equals_r": _TABLES,
    "test_quantiles_equal_r": f"quantiles: {_ESTIMATE}",
    "test_groups_against_the_rest_equal_r": f"{{measure}}: {_REST}",
    "test_pairs_of_groups_equal_r": f"mean: {_GROUPS}",
    "test_groups_that_overlap_equal_r": f"mean: {_OVERLAP}",
    "test_pairs_of_answers_equal_r": f"share: {_ANSWERS}",
    "test_shares_against_the_rest_by_log_odds_equal_r": f"share: {_ODDS}",
    "test_shares_of_units_that_return_by_log_odds_equal_r": f"share: {_ODDS}",
    "test_waves_in_which_units_return_equal_r": f"{{measure}}: {_WAVES}",
    "test_the_spread_of_two_waves_in_which_units_return_equals_r": f"standard deviation: {_WAVES}",
    "test_changes_against_the_rest_where_units_return_equal_r": f"{{measure}}: {_CHANGES}",
    "test_a_change_of_units_that_return_told_apart_equals_r": _APART,
}
_OF_WEIGHTING = {
    "test_the_weights_are_those_of_r": _WEIGHTS,
    "test_means_and_tests_have_r_s_calibrated_error": _FITTED,
}
_OF_CHANGE = {"test_each_part_of_a_change_and_its_error_equal_those_of_r": _APART}
_OF_CROSSED = {
    "test_an_estimate_with_its_error_and_interval_equals_r": f"{{measure}}: {_ESTIMATE}",
    "test_a_median_with_its_interval_equals_r": f"quantiles: {_ESTIMATE}",
    "test_a_group_against_the_rest_equals_r": f"{{measure}}: {_REST}",
    "test_a_group_against_a_group_equals_r": f"{{measure}}: {_GROUPS}",
    "test_a_wave_against_a_wave_equals_r": f"{{measure}}: {_WAVES}",
    "test_shares_by_their_log_odds_equal_r": f"{{measure}}: {_ODDS}",
    "test_a_change_against_a_change_equals_r": f"{{measure}}: {_CHANGES}",
    "test_an_answer_against_an_answer_equals_r": f"{{measure}}: {_ANSWERS}",
    "test_groups_that_overlap_equal_r": f"mean: {_OVERLAP}",
    "test_the_test_of_a_whole_table_equals_r": _TABLES,
    "test_a_change_told_apart_equals_r": _APART,
}
_MODULES: tuple[tuple[ModuleType, Mapping[str, str]], ...] = (
    (test_crossed_against_r, _OF_CROSSED),
    (test_matrix_against_r, _OF_MATRIX),
    (test_measures_against_r, _OF_MEASURES),
    (test_clustered, _OF_CLUSTERS),
    (test_weighting_against_r, _OF_WEIGHTING),
    (test_change, _OF_CHANGE),
)
_WITHIN = (_ESTIMATE, _REST, _GROUPS, _WAVES, _CHANGES)
ROWS = (
    *(f"mean: {one}" for one in (_ESTIMATE, _REST, _GROUPS, _OVERLAP, _WAVES, _CHANGES)), _APART, _FITTED,
    *(f"{measure}: {one}" for measure in ("share", "net") for one in (*_WITHIN, _ODDS, _ANSWERS)),
    f"top box: {_ODDS}",
    *(f"{measure}: {one}" for measure in ("top box", "net promoter score", "index", "standard deviation")
      for one in _WITHIN),
    f"quantiles: {_ESTIMATE}", _TABLES, _WEIGHTS,
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
    if row == "{what}":
        measure = "standard deviation" if parts[2].startswith("spread") else "mean"
        contrast = next(
            one for word, one in (("rest", _REST), ("overlap", _OVERLAP), ("group", _GROUPS)) if word in parts[2]
        )
        return f"{measure}: {contrast}"
    if "{measure}" not in row:
        return row
    return row.replace("{measure}", _MEASURE[arguments.get("measure") or parts[1]])


def _design(module: ModuleType, name: str, arguments: Mapping[str, Any]) -> str:
    """The design that a test with these arguments is about."""
    if module is test_weighting_against_r:
        return RAKING if str(arguments["case"]) in ("rake", "raking", "trimmed", "trimmed_median") else GREG
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
    """The next power of ten above, not below 1e-12: what is left hangs on the machine and the order of addition."""
    return f"1e{max(-12, ceil(log10(largest) + 0.5))}" if largest > 0 else "1e-12"


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
