"""A frozen wave as two files that a person can read: SURVEY-WAVE.yaml says what and why, SURVEY-WAVE.csv the figures.

These stand as in a table book: a line per question, answer and measure, a column per group.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from peil.errors import FrozenError, Place, Problem
from peil.freezing.model import Again, Frozen
from peil.freezing.written import FrozenFile
from peil.study.positions import read_document
from peil.study.shape import shape

FOLDER = "frozen"
_HEAD = """\
# A closed wave, written by `peil freeze`: every run compares the data file and the figures of {name}.csv with this.
# Change nothing here. `peil freeze STUDY {survey}/{wave} --again --reason "..."` writes it anew, and why.
"""


def frozen_files(study: Path) -> tuple[Path, ...]:
    """The files of all frozen waves of a study."""
    return tuple(sorted(file for kind in ("yaml", "csv") for file in (study / FOLDER).glob(f"*.{kind}")))


def read_frozen(study: Path) -> tuple[Frozen, ...]:
    """The frozen waves of a study. FrozenError with everything that is wrong with their files."""
    problems: list[Problem] = []
    found = [_read(file, problems) for file in frozen_files(study) if file.suffix == ".yaml"]
    if problems:
        raise FrozenError(problems)
    return tuple(one for one in found if one is not None)


def write_frozen(study: Path, frozen: Frozen) -> tuple[Path, ...]:
    """Write both files; those that were there are replaced."""
    folder = study / FOLDER
    folder.mkdir(exist_ok=True)
    table = _table(frozen)
    lines = [
        _HEAD.format(name=frozen.name, survey=frozen.survey, wave=frozen.wave),
        f"survey: {frozen.survey}\nwave: {json.dumps(frozen.wave, ensure_ascii=False)}\nfrozen: {frozen.on}\n",
        f"data: {json.dumps(frozen.data, ensure_ascii=False)}\nsha256: {frozen.checksum}\n" if frozen.data else "",
        f"figures: {len(frozen.figures)}\ntable: {_sum(table)}  # SHA-256 of {frozen.name}.csv\n",
        "again:\n" if frozen.again else "",
        *(
            f"  - {{on: {one.on}, changed: {one.changed}, reason: {json.dumps(one.reason, ensure_ascii=False)}}}\n"
            for one in frozen.again
        ),
    ]
    files = folder / f"{frozen.name}.yaml", folder / f"{frozen.name}.csv"
    for file, text in zip(files, ("".join(lines), table), strict=True):
        file.write_text(text, encoding="utf-8", newline="\n")
    return files


def _read(file: Path, problems: list[Problem]) -> Frozen | None:
    document = read_document(file, f"{FOLDER}/{file.name}")
    problems.extend(document.problems)
    written = None if document.problems else shape(FrozenFile, document, {}, problems).model
    if written is None:
        return None
    table = file.with_suffix(".csv")
    text = table.read_text("utf-8") if table.is_file() else ""
    if _sum(text) != written.table:
        expected = "the figures that were frozen with it"
        remedy = "Put it back as it was; nobody edits frozen figures."
        problems.append(Problem(Place(f"{FOLDER}/{table.name}"), "frozen figures", "other content", expected, remedy))
        return None
    again = tuple(Again(one.on, one.reason, one.changed) for one in written.again)
    figures = dict(_figures(text, f"{written.survey}/{written.wave}"))
    return Frozen(
        written.survey, written.wave, written.frozen, written.data or "", written.sha256 or "", figures, again
    )


def _table(frozen: Frozen) -> str:
    """Figures by line (`overall/mean`) and group (`directorate=asylum`): value and n."""
    start = len(f"{frozen.survey}/{frozen.wave}/")
    cells = {tuple(name[start:].rsplit("/", 1)): figure for name, figure in frozen.figures.items()}
    groups = tuple(dict.fromkeys(group for _, group in cells))
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(["figure", *groups])
    for line in dict.fromkeys(line for line, _ in cells):
        found = (cells.get((line, group)) for group in groups)
        writer.writerow([line, *("" if one is None else f"{one[0]:.6f} n={one[1]}" for one in found)])
    return held.getvalue()


def _figures(table: str, wave: str) -> Iterator[tuple[str, tuple[float, int]]]:
    rows = csv.reader(io.StringIO(table))
    groups = next(rows, [])[1:]
    for line, *cells in rows:
        for group, cell in zip(groups, cells, strict=True):
            if cell:
                value, _, n = cell.partition(" n=")
                yield f"{wave}/{line}/{group}", (float(value), int(n))


def _sum(text: str) -> str:
    return sha256(text.encode()).hexdigest()
