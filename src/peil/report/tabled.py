"""What a report sets in rows: tables, the figures of page one, pairs of a term and its explanation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from peil.report.drawn import Flag
from peil.report.running import Inlines, Run


@dataclass(frozen=True)
class KeyFigure:
    """One large figure of the first page: "7,7", what it is, its margin, its change, and the ids it rests on."""

    value: str
    label: str
    detail: str
    change: str
    flag: Flag
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class KeyFigures:
    """The figures of page one, the most important first; the first is drawn largest."""

    id: str
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class TableCell:
    """One cell. `flag` prints + or - and makes it bold; `evidence` is the id of the estimate, "" for text. `content`:
    the same text in runs, where only some of it is bold, cursive or a link."""

    text: str
    evidence: str = ""
    flag: Flag = 0
    strong: bool = False
    muted: bool = False
    align: Literal["left", "right"] = "right"
    content: tuple[Run, ...] = ()


@dataclass(frozen=True)
class TableRow:
    """One row: its heading and its cells. `level` indents; `kind` separates totals and headings of parts."""

    label: str
    cells: tuple[TableCell, ...]
    level: int = 0
    kind: Literal["row", "total", "part"] = "row"


@dataclass(frozen=True)
class Table:
    """A table with a caption for those who cannot see it. `spans`: (text, columns) over the columns, "" = nothing.

    `opening`: so many columns (the total) come back in every part, where a table is cut because it is too wide.
    `subtitle`: measure, who, which waves, where the subtitle of the page is that of another block.
    """

    id: str
    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    spans: tuple[tuple[str, int], ...] = ()
    opening: int = 0
    subtitle: str = ""


@dataclass(frozen=True)
class Facts:
    """Pairs of a term and its explanation: the method account, the reading guide."""

    id: str
    pairs: tuple[tuple[str, tuple[Inlines, ...]], ...]
