"""Figures of waves without respondents' data, inline or from a CSV file with the same columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from peil.errors import Place
from peil.study.build.directory import Directory, Entry
from peil.study.build.lists import file_beside
from peil.study.model import Break, Grade, Multiple, Number, PublishedFigure, Single
from peil.study.positions import Document, Plain
from peil.study.shape import shape
from peil.study.spot import Spot
from peil.study.wording import listed, number, suggestion
from peil.study.written.forms import spaced
from peil.study.written.survey import WrittenFigure

COLUMNS = tuple(spaced(name) for name in WrittenFigure.model_fields)
_REQUIRED = tuple(spaced(name) for name, info in WrittenFigure.model_fields.items() if info.is_required())


@dataclass(frozen=True)
class Library:
    """What published figures can be about, and where their files are."""

    directory: Directory
    breaks: Mapping[str, Break]
    folder: Path


def published(written: list[WrittenFigure] | str | None, spot: Spot, library: Library) -> tuple[PublishedFigure, ...]:
    """The published figures of a wave."""
    if written is None:
        return ()
    if isinstance(written, str):
        return tuple(_figure(one, where, library) for one, where in _from_csv(written, spot, library.folder))
    return tuple(_figure(one, spot / position, library) for position, one in enumerate(written))


def _from_csv(name: str, spot: Spot, folder: Path) -> Iterator[tuple[WrittenFigure, Spot]]:
    text = file_beside(folder, name, spot)
    if text is None:
        return
    lines = text.split("\n")
    separator = ";" if lines[0].count(";") > lines[0].count(",") else ","
    rows = csv.reader(lines, delimiter=separator)
    header = [cell.strip() for cell in next(rows, [])]
    place = Place(name, 1, 1)
    sheet = Spot(Document(name, None, {}, {(): place}, ()), spot.problems)
    missing = [column for column in _REQUIRED if column not in header]
    strange = [column for column in header if column not in COLUMNS]
    if missing or strange:
        found = f"the columns {listed(header, 'and')}" if any(header) else "no columns"
        remedy = f"Missing: {listed(missing, 'and')}." if missing else f"Unknown: {listed(strange, 'and')}."
        sheet.problem(found, f"columns out of {listed(COLUMNS, 'and')}", remedy)
        return
    for row in rows:
        if any(cell.strip() for cell in row):
            yield from _row(dict(zip(header, (cell.strip() for cell in row), strict=False)), rows.line_num, sheet)


def _row(cells: Mapping[str, str], line: int, sheet: Spot) -> Iterator[tuple[WrittenFigure, Spot]]:
    value: dict[str, Plain] = {key: cell for key, cell in cells.items() if cell}
    document = replace(sheet.document, value=value, values={(): Place(sheet.document.file, line, 1)})
    shaped = shape(WrittenFigure, document, {}, sheet.problems)
    if shaped.model is not None:
        yield shaped.model, Spot(document, sheet.problems)


def _figure(written: WrittenFigure, spot: Spot, library: Library) -> PublishedFigure:
    entry = library.directory.find(written.question, spot / "question")
    answer = written.answer or ""
    if entry is not None:
        _check_measure(written, entry, spot)
        if written.measure == "share" and answer:
            library.directory.answer_is_there(entry, answer, spot / "answer")
    _check_group(written.group, spot / "group", library)
    # Researchers copy shares in per cent; everywhere inside they are fractions.
    value = written.value / 100 if written.measure == "share" else written.value
    return PublishedFigure(
        written.question,
        written.measure,
        value,
        written.source,
        spot.place,
        answer,
        written.group or "",
        written.n,
        written.sd,
    )


def _check_group(group: str | None, spot: Spot, library: Library) -> None:
    """The group is one of a break; nothing is said about breaks that are faulty themselves."""
    faulty = (library.directory.context.file.breaks or {}).keys() - library.breaks.keys()
    keys = {one.key(each) for one in library.breaks.values() for each in one.groups}
    if group is None or group in keys or any(part.split("=")[0] in faulty for part in group.split(",")):
        return
    remedy = suggestion(group, keys, "Name it as break=group, an outer group first, with a comma between.")
    spot.problem(repr(group), "a group of a break of this survey", remedy)


def _check_measure(written: WrittenFigure, entry: Entry, spot: Spot) -> None:
    """The measure is one that the kind of question has, and its value one that it can have."""
    low, high = -100.0, 100.0
    match (written.measure, entry.kind):
        case ("mean", Grade(low=lowest, high=highest)):
            low, high = lowest, highest
        case ("mean", Number()):
            return
        case ("nps", Grade(has_promoters=True)):
            pass
        case ("share", Grade() | Single() | Multiple()):
            low = 0.0
            if written.answer is None:
                spot.problem("a share without `answer`", "the answer or net of which it is the share", "Add `answer`.")
        case _:
            expected = f"a measure of {entry.id!r}, which is of kind {_kind(entry)}: {_measures(entry)}"
            (spot / "measure").problem(repr(written.measure), expected)
            return
    if not low <= written.value <= high:
        (spot / "value").problem(number(written.value), f"a {written.measure} from {number(low)} to {number(high)}")


def _kind(entry: Entry) -> str:
    scale = f" on a scale of {entry.kind.low}-{entry.kind.high}" if isinstance(entry.kind, Grade) else ""
    return f"{entry.written.kind!r}{scale}"


def _measures(entry: Entry) -> str:
    match entry.kind:
        case Grade(has_promoters=True):
            return "mean, share or nps"
        case Grade():
            return "mean or share (nps is of a scale of 0-10)"
        case Number():
            return "mean"
        case Single() | Multiple():
            return "share"
        case _:
            return "none"
