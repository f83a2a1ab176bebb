"""Mutations of data files: a row changed, columns swapped, a code mistaken, a file cut off."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from mutations.model import Kind, Mutation

Rows = list[dict[str, str]]
VR, VR_2011, VR_2009, BOAK = (f"data/{name}.csv" for name in ("vr-2013", "vr-2011", "vr-2009", "boak-2013"))


def rows_changed(change: Callable[[Rows], Rows]) -> Callable[[str], str]:
    """The text of a CSV file with its rows changed."""

    def changed(text: str) -> str:
        reader = csv.DictReader(io.StringIO(text))
        rows = change(list(reader))
        out = io.StringIO()
        writer = csv.DictWriter(out, reader.fieldnames or [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue()

    return changed


def one(column: str, old: str, new: str, **of: str) -> Callable[[str], str]:
    """The first row with this answer, among those with `of`, gets another answer."""

    def change(rows: Rows) -> Rows:
        row = next(row for row in rows if row[column] == old and all(row[key] == value for key, value in of.items()))
        row[column] = new
        return rows

    return rows_changed(change)


def every(column: str, new: Callable[[str], str]) -> Callable[[str], str]:
    """All answers to a question are written otherwise."""

    def change(rows: Rows) -> Rows:
        for row in rows:
            row[column] = new(row[column])
        return rows

    return rows_changed(change)


def swapped(left: str, right: str) -> Callable[[str], str]:
    """Two columns have each other's answers."""

    def change(rows: Rows) -> Rows:
        for row in rows:
            row[left], row[right] = row[right], row[left]
        return rows

    return rows_changed(change)


def shifted(first: str, last: str) -> Callable[[str], str]:
    """From one column to another all answers stand a column too far to the right."""

    def change(rows: Rows) -> Rows:
        names = list(rows[0])
        moved = names[names.index(first) : names.index(last) + 1]
        for row in rows:
            values = [row[name] for name in moved]
            row.update(zip(moved, [values[-1], *values[:-1]], strict=True))
        return rows

    return rows_changed(change)


def recoded(**codes: str) -> Callable[[str], str]:
    """Codes mistaken for each other; a name begins with `c`: `c1="4"`."""
    return lambda value: codes.get(f"c{value}", value)


def _sorted_apart(rows: Rows) -> Rows:
    """Only one column was sorted: the answers belong to others."""
    values = sorted(row["overall"] for row in rows)
    for row, value in zip(rows, values, strict=True):
        row["overall"] = value
    return rows


ROWS: Kind = "rows of the data"
COLUMNS: Kind = "columns and codes of the data"
SPONSOR = {"directorate": "2", "role": "2"}
MUTATIONS = (
    Mutation(ROWS, "one grade keyed 1 for 10", VR, one("overall", "10", "1", **SPONSOR)),
    Mutation(ROWS, "one grade of an aspect changed", VR, one("fees", "9", "1", directorate="4")),
    Mutation(ROWS, "one answer to a closed question changed", VR_2009, one("informed", "1", "3", v1="A")),
    Mutation(ROWS, "one respondent in another group", VR, one("directorate", "2", "4", role="2", overall="10")),
    Mutation(ROWS, "one respondent left out", VR, rows_changed(lambda rows: rows[1:])),
    Mutation(ROWS, "one respondent twice", VR, rows_changed(lambda rows: [*rows, rows[0]])),
    Mutation(ROWS, "one respondent twice under two numbers", VR,
             rows_changed(lambda rows: [*rows, rows[0] | {"respondent": "139999"}])),
    Mutation(ROWS, "a file cut off halfway", VR, rows_changed(lambda rows: rows[: len(rows) // 2])),
    Mutation(ROWS, "a file cut off within a row", VR, lambda text: text[: len(text) // 2]),
    Mutation(ROWS, "one column sorted, the others not", VR, rows_changed(_sorted_apart)),
    Mutation(ROWS, "a grade outside the scale", VR, one("friendly", "8", "11")),
    Mutation(ROWS, "a code that no answer has", VR, one("website", "1", "7")),
    Mutation(ROWS, "a word where a grade belongs", VR, one("expert", "8", "acht")),
    Mutation(ROWS, "a decimal grade", VR, one("expert", "8", "7,5")),
    Mutation(COLUMNS, "two aspects swapped", VR, swapped("throughput", "deadlines")),
    Mutation(COLUMNS, "two ticks swapped", VR, swapped("contact_email", "contact_letter")),
    Mutation(COLUMNS, "answers a column too far", VR, shifted("response_time", "fees")),
    Mutation(COLUMNS, "a column with another name", VR, lambda text: text.replace(",overall,", ",grade,", 1)),
    Mutation(COLUMNS, "a scale turned round", VR,
             every("friendly", lambda value: str(11 - int(value)) if value.isdigit() and int(value) <= 10 else value)),
    Mutation(COLUMNS, "codes of two groups swapped", VR, every("directorate", recoded(c1="4", c4="1"))),
    Mutation(COLUMNS, "codes of yes and no swapped", VR, every("website", recoded(c1="2", c2="1"))),
    Mutation(COLUMNS, "“does not apply” read as a grade", VR, every("fees", recoded(c98="1"))),
    Mutation(COLUMNS, "no answer read as not ticked", VR, every("preferred_internet", lambda value: value or "0")),
    Mutation(COLUMNS, "ticks of one answer lost", BOAK, every("contact_email", lambda value: value and "0")),
    Mutation(COLUMNS, "codes of two kinds of organisation swapped", BOAK,
             every("organisation", recoded(c1="2", c2="1"))),
    Mutation(COLUMNS, "an earlier wave coded otherwise", VR_2011, every("directorate", recoded(c2="3", c3="2"))),
)  # fmt: skip
