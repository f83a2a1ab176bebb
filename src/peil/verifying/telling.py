"""A verification in words, for the console and for a file: the table, and each miss with its reasoning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from peil.verifying.model import Check, FigureCheck, Part, PrintedFigure, Verification

HEADER = ("part", "printed", "agree", "tested", "misses")
_NUMBERS = range(1, 4)
MEANING = (
    "A figure agrees when the computed one lies within half a unit of its last printed decimal. A claim agrees when "
    "the figures point its way; of those, `tested` counts the ones that hold with Peil's test too, where they need one."
)
NO_PROOF = (
    "What is marked `input` or `calibrated` agrees because the data were made to agree. That is no proof that the "
    "arithmetic is right: that rests on the comparison with R and on real data (docs/statistics.md)."
)
FAILED = "does not agree, and nothing in the report explains it:"
OUT_OF_DATE = "agrees although the file says that it cannot; take its class away:"
_UNEXPLAINED = "neither class nor reason stands in the file"


def meaning(found: Verification) -> str:
    """What the numbers of the table say, and what they do not prove."""
    return f"{MEANING} {NO_PROOF}" if found.aimed else MEANING


def table(found: Verification) -> tuple[tuple[str, ...], ...]:
    """The table as cells, its header first: a row per part, never added up."""
    return (HEADER, *(_cells(part) for part in found.parts))


def _cells(part: Part) -> tuple[str, ...]:
    misses = ", ".join(f"{count} {name}" for name, count in part.misses.items())
    tested = "" if part.tested is None else f"{part.tested}"
    return part.name, f"{part.printed}", f"{part.agree}", tested, misses


def aligned(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """A table as lines of equal columns, numbers to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return tuple(
        "  ".join(
            cell.rjust(width) if column in _NUMBERS else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


@dataclass(frozen=True)
class Told:
    """A check in words. `printed`: the figure, or what the report says; `computed`: what the results say.

    `both`: the two in a sentence.
    """

    place: str
    heading: str
    what: str
    printed: str
    computed: str
    both: str
    outcome: str


def told(check: Check) -> Told:
    """A printed figure or statement beside what was found."""
    row, place = check.row, f"{check.row.place}"
    if isinstance(check, FigureCheck):
        what, printed = check.row.id, check.row.printed
        found = check.computed or f"no figure: {check.why}"
        both = f"{what}: printed {printed}, " + (f"computed {found}" if check.computed else found)
    else:
        what, printed = check.row.claim, check.row.says
        found = "; ".join(part for part in (check.figures, check.why) if part)
        both = f"{what}: " + (f"“{printed}”, " if printed else "") + found
    return Told(place, row.heading, what, printed, found, both, _outcome(check))


def _outcome(check: Check) -> str:
    """The class of a miss with its reason, that a class is out of date, or how far it agrees."""
    if check.out_of_date:
        return f"agrees, so its class is out of date: {check.row.given} ({check.row.reason})"
    if check.miss is not None:
        return f"{check.miss}: {check.row.reason or _UNEXPLAINED}"
    if isinstance(check, FigureCheck) or check.tested:
        return "agrees"
    return "agrees, but not by the test" + (f": {check.row.given} ({check.row.reason})" if check.row.given else "")


def lines(checks: Iterable[Check]) -> tuple[str, ...]:
    """Three lines a check: where it is printed, the two figures, and the reasoning."""
    found: list[str] = []
    for one in map(told, checks):
        found += [f"  {one.place}  {one.heading}".rstrip(), f"    {one.both}", f"    {one.outcome}"]
    return tuple(found)


def short(check: Check) -> str:
    """A check on one line."""
    one = told(check)
    return f"{one.place}  {one.both} [{one.outcome}]"


def lost_line(figure: PrintedFigure) -> str:
    """A lost picture: where it stood and what it showed."""
    reason = f" ({figure.reason})" if figure.reason else ""
    return f"{figure.place}  {figure.heading}: {figure.id}{reason}"
