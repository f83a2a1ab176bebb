"""The table of agreement with R in docs/statistics.md is what the tests compare."""

from __future__ import annotations

import re
from pathlib import Path

from reference.agreement import DESIGNS, ROWS, agreement, in_docs

PAGE = (Path(__file__).parents[2] / "docs" / "statistics.md").read_text(encoding="utf-8")


def test_the_table_in_the_docs_tells_how_many_numbers_agree_and_how_closely() -> None:
    """Every cell: the numbers that are compared, to the last one, and a bound that holds; none is missing."""
    found = agreement()
    rows = [line.strip("| ").split("|") for line in in_docs(PAGE).splitlines() if line.startswith("| ")]
    told = {
        (row[0].strip(), design): text.strip()
        for row in rows[1:]
        for design, text in zip(DESIGNS, row[1:], strict=False)
    }
    assert {row for row, _ in told} == set(ROWS)
    assert {place for place, text in told.items() if text} == set(found)
    for place, cell in found.items():
        match = re.fullmatch(r"(\d+) \((1e-\d+)\)", told[place])
        assert match is not None, told[place]
        numbers, bound = match.groups()
        assert int(numbers) == cell.numbers, place
        assert cell.largest <= float(bound), place
