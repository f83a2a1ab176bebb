"""The directory of a survey: every question and item by id, with what other parts of the study need to know of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from peil.study.build.kinds import Context, kind_of, nets_of
from peil.study.build.measures import boxes, check_survey_boxes
from peil.study.model import Grade, Kind, Net
from peil.study.questions import answer_ids
from peil.study.spot import Spot
from peil.study.wording import listed, suggestion
from peil.study.written.questions import (
    PerAnswer,
    WrittenGrade,
    WrittenGradeGrid,
    WrittenItem,
    WrittenQuestion,
    WrittenSingleGrid,
)


@dataclass(frozen=True)
class Entry:
    """One question or item. `waves`: in which it was asked. `item`: what is written of a row of a grid."""

    id: str
    written: WrittenQuestion
    spot: Spot
    kind: Kind
    nets: tuple[Net, ...]
    waves: tuple[str, ...]
    grid: str | None = None
    item: WrittenItem | None = None

    @property
    def per(self) -> str | None:
        """The multiple question per whose answers it was put."""
        return self.written.per if isinstance(self.written, PerAnswer) else None

    @property
    def dimension(self) -> str | None:
        """The family of aspects that it is of."""
        if isinstance(self.written, WrittenGrade):
            return self.written.dimension
        return self.item.dimension if self.item else None

    @property
    def aspect(self) -> bool:
        """Whether it is a graded item of the service."""
        return self.dimension is not None and isinstance(self.kind, Grade)

    def answers(self, name: str) -> tuple[str, ...]:
        """The answers that an id of an answer or a net stands for; empty when it is neither."""
        if name in answer_ids(self.kind):
            return (name,)
        return next((net.answers for net in self.nets if net.id == name), ())

    @property
    def names(self) -> tuple[str, ...]:
        """Ids of its answers and nets."""
        return (*answer_ids(self.kind), *(net.id for net in self.nets))


@dataclass(frozen=True)
class Directory:
    """All questions by id. `excused`: questions that are written but faulty, about which enough has been said."""

    entries: Mapping[str, Entry]
    context: Context
    excused: frozenset[str]

    def find(
        self, name: str, spot: Spot, fit: Callable[[Entry], bool] | None = None, what: str = "question"
    ) -> Entry | None:
        """The question of this name, when it is there and fits; puts it down when not.

        `what` says in words what fits ("single question"); names of questions that fit are offered.
        """
        entry = self.entries.get(name)
        if entry is not None and (fit is None or fit(entry)):
            return entry
        if entry is None and name in self.excused:
            return None
        fitting = [key for key, other in self.entries.items() if fit is None or fit(other)]
        found = repr(name) if entry is None else f"{name!r}, which is of kind {entry.written.kind!r}"
        offer = f"The study has: {listed(fitting, 'and')}." if fitting else ""
        expected = f"the id of a {what}" if fitting else f"the id of a {what}, of which this survey has none"
        spot.problem(found, expected, suggestion(name, [key for key in fitting if key != name], offer))
        return None

    def answer_is_there(self, entry: Entry, name: str, spot: Spot) -> bool:
        """Whether the question has this answer or net; puts it down when not."""
        there = bool(entry.answers(name)) or name in entry.names
        excused = ("questions", entry.grid or entry.id, "answers", name) in self.context.broken
        if not there and not excused:
            expected = f"an answer to {entry.id!r}: {listed(entry.names)}"
            spot.problem(repr(name), expected, suggestion(name, entry.names))
        return there


def directory(context: Context) -> Directory:
    """The directory of a survey file."""
    root = context.root / "questions"
    entries: dict[str, Entry] = {}
    for key, asked in context.file.questions.items():
        for entry in _entries(key, asked, root / key, context):
            if entry.id in context.file.questions and entry.grid is not None:
                line = (root / entry.id).place.line
                found = f"the id of a question too (line {line})"
                entry.spot.problem(found, "an id of its own: items and questions share one namespace", "Rename one.")
            elif entry.id in entries:
                other = entries[entry.id].grid
                entry.spot.problem(f"the id of an item of {other!r} too", "an id of its own", "Rename one of the two.")
            else:
                entries[entry.id] = entry
    check_survey_boxes({key: entry.kind for key, entry in entries.items()}, context)
    return Directory(entries, context, _excused(context))


def _entries(key: str, asked: WrittenQuestion, spot: Spot, context: Context) -> Iterator[Entry]:
    kind = kind_of(asked, spot, context)
    nets = (*nets_of(asked, kind, spot, context), *boxes(asked, kind, spot, context))
    waves = context.calendar.between(asked.since, asked.until, spot)
    if not isinstance(asked, WrittenGradeGrid | WrittenSingleGrid):
        yield Entry(key, asked, spot, kind, nets, waves)
        return
    for name, item in asked.items.items():
        inside = context.calendar.between(item.since, item.until, spot / "items" / name)
        both = tuple(label for label in waves if label in inside)
        yield Entry(name, asked, spot / "items" / name, kind, nets, both, key, item)


def _excused(context: Context) -> frozenset[str]:
    """Names of questions and items that were taken out because their shape is wrong."""
    raw = context.root.document.value
    questions = raw.get("questions") if isinstance(raw, dict) else None
    names: set[str] = set()
    for trail in context.broken:
        if trail[:1] != ("questions",) or not isinstance(questions, dict):
            continue
        if len(trail) == 2:
            names.add(str(trail[1]))
            question = questions.get(str(trail[1]))
            items = question.get("items") if isinstance(question, dict) else None
            names.update(items if isinstance(items, dict) else ())
        elif len(trail) > 3 and trail[2] == "items":
            names.add(str(trail[3]))
    return frozenset(names)
