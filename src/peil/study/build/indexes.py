"""Indexes: questions that nobody was asked, each the mean of several grades of a respondent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from peil.study.build.directory import Directory, Entry
from peil.study.model import Grade, Index, Number, Question, Source
from peil.study.spot import Spot
from peil.study.wording import listed
from peil.study.written.questions import WrittenIndex


def with_indexes(built: Mapping[str, Question], directory: Directory) -> dict[str, Question]:
    """The questions of a survey, with every index computed of what it names."""
    return {key: _finished(question, built, directory) for key, question in built.items()}


def _finished(question: Question, built: Mapping[str, Question], directory: Directory) -> Question:
    entry = directory.entries[question.id]
    index = _index_of(entry, directory)
    if index is None:
        return question
    held = _waves(index, entry, directory)
    changed = {label for earlier, label in pairwise(held) if held[earlier] != held[label]}
    changed.update(label for name in index.items for label in built[name].new_series)
    return replace(
        question,
        kind=_scale(index, directory),
        sources={label: Source((), {}) for label in held},
        new_series=tuple(label for label in held if label in changed or label in question.new_series),
        index=index,
    )


def _index_of(entry: Entry, directory: Directory) -> Index | None:
    """What an index is the mean of, with what is wrong with it put down; None for other questions."""
    asked = entry.written
    if not isinstance(asked, WrittenIndex):
        return None
    items = _items(asked, entry.spot, directory)
    graded = [directory.entries[name] for name in items]
    if asked.recode:
        (entry.spot / "recode").problem("a recode of an index", "none: it is computed", "Recode the grades themselves.")
    scales = {(one.kind.low, one.kind.high) for one in graded if isinstance(one.kind, Grade)}
    if len(scales) > 1 and asked.rescale is None:
        told = listed([f"{low}-{high}" for low, high in sorted(scales)], "and")
        remedy = "Add `rescale: 0-100`: it lays out each grade anew before the mean is taken."
        (entry.spot / "of").problem(f"grades on the scales {told}", "grades on one scale", remedy)
    if asked.at_least is not None and items and asked.at_least > len(items):
        found = f"{asked.at_least} of {len(items)} grades"
        (entry.spot / "at least").problem(found, f"{len(items)} at most")
    return Index(items, asked.at_least, asked.rescale)


def _items(asked: WrittenIndex, spot: Spot, directory: Directory) -> tuple[str, ...]:
    grids: dict[str, list[str]] = {}
    for one in directory.entries.values():
        if one.grid is not None:
            grids.setdefault(one.grid, []).append(one.id)
    names: list[str] = []
    for number, name in enumerate(asked.of):
        for item in grids.get(name, [name]):
            place = spot / "of" / number
            if item in names:
                place.problem(f"{item!r} a second time", "every grade once", "Remove one of the two.")
            elif directory.find(item, place, _is_plain_grade, "grade") is not None:
                names.append(item)
    return tuple(names)


def _is_plain_grade(entry: Entry) -> bool:
    return isinstance(entry.kind, Grade) and entry.per is None


def _scale(index: Index, directory: Directory) -> Number:
    """An index as a quantity: from the lowest to the highest value that it can have."""
    if index.scale is not None:
        return Number(*index.scale)
    kinds = [directory.entries[name].kind for name in index.items]
    scales = [(kind.low, kind.high) for kind in kinds if isinstance(kind, Grade)]
    return Number(*scales[0]) if scales else Number()


def _waves(index: Index, entry: Entry, directory: Directory) -> dict[str, tuple[str, ...]]:
    """By wave with data the grades that the index has in it; no wave in which too few were asked."""
    found: dict[str, tuple[str, ...]] = {}
    for label in entry.waves:
        present = tuple(name for name in index.items if label in directory.entries[name].waves)
        if present and len(present) >= (index.at_least or 1) and label in directory.context.calendar.with_data:
            found[label] = present
    return found
