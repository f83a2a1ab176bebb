"""A verification as files: every row as CSV, and a page with the table and the misses for a report's appendix."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from peil.verifying.model import Check, ClaimCheck, FigureCheck, PrintedFigure, Verification
from peil.verifying.telling import meaning, table, told

FIGURE_COLUMNS = (
    "survey", "wave", "group", "question", "answer", "measure", "printed", "computed", "agrees", "class", "reason",
    "why", "made", "heading", "line",
)  # fmt: skip
CLAIM_COLUMNS = (
    "survey", "claim", "says", "agrees", "tested", "figures", "why", "class", "reason", "made", "heading", "line"
)  # fmt: skip
_WORDS = {True: "yes", False: "no"}


def write_verification(found: Verification, folder: Path) -> tuple[Path, ...]:
    """Write verification.csv, verification-claims.csv and verification.md; an existing file is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    figures, claims, page = (
        folder / name for name in ("verification.csv", "verification-claims.csv", "verification.md")
    )
    rows = [*map(_figure_row, found.figures), *map(_lost_row, found.lost)]
    _write_csv(figures, FIGURE_COLUMNS, rows)
    _write_csv(claims, CLAIM_COLUMNS, map(_claim_row, found.claims))
    page.write_text("\n".join(_page(found)), encoding="utf-8", newline="\n")
    return figures, claims, page


def _write_csv(file: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _figure_row(check: FigureCheck) -> tuple[str, ...]:
    return _row(check.row, check.computed, _WORDS[check.agrees], check.miss or check.row.given or "", check.why)


def _lost_row(figure: PrintedFigure) -> tuple[str, ...]:
    return _row(figure, "", "not counted", "", "")


def _row(figure: PrintedFigure, computed: str, agrees: str, miss: str, why: str) -> tuple[str, ...]:
    one = figure
    return (
        one.survey, one.wave, one.group, one.question, one.answer, one.measure, one.printed, computed, agrees, miss,
        one.reason, why, one.made, one.heading, f"{one.place.line}",
    )  # fmt: skip


def _claim_row(check: ClaimCheck) -> tuple[str, ...]:
    one = check.row
    return (
        one.survey, one.claim, one.says, _WORDS[check.agrees], _WORDS[check.tested], check.figures, check.why,
        check.miss or one.given or "", one.reason, one.made, one.heading, f"{one.place.line}",
    )  # fmt: skip


def _page(found: Verification) -> Iterator[str]:
    """The page in Markdown."""
    yield from ("# Agreement with the printed report", "")
    yield from _markdown_table(table(found))
    yield from (meaning(found), "")
    parts: tuple[tuple[str, tuple[Check, ...]], ...] = (
        ("Figures that do not agree", tuple(check for check in found.figures if check.miss is not None)),
        ("Statements that do not agree", tuple(check for check in found.claims if check.miss is not None)),
        ("Classes that are out of date", found.out_of_date),
    )
    for title, checks in parts:
        if checks:
            yield from (f"## {title}", "")
            yield from _markdown_table([("heading", "what", "printed", "computed", "class and reason"), *_told(checks)])
    if found.lost:
        yield from ("## Pictures whose values are lost, not counted", "")
        yield from (f"- {figure.heading}: `{figure.id}`" + _because(figure.reason) for figure in found.lost)
        yield ""


def _because(reason: str) -> str:
    return f" ({reason})" if reason else ""


def _told(checks: Iterable[Check]) -> Iterator[tuple[str, ...]]:
    for one in map(told, checks):
        yield one.heading, f"`{one.what}`", one.printed, one.computed, one.outcome


def _markdown_table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    header, *rest = rows
    yield _markdown_row(header)
    yield "|" + "---|" * len(header)
    yield from map(_markdown_row, rest)
    yield ""


def _markdown_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
