"""Questions, items and grids, each with the columns and recodes of every wave in which it was asked."""

from __future__ import annotations

from collections.abc import Mapping

from peil.study.build.columns import check_lists, sources
from peil.study.build.conditions import conditions
from peil.study.build.directory import Directory, Entry
from peil.study.build.indexes import with_indexes
from peil.study.build.kinds import Context
from peil.study.build.measures import measures_of
from peil.study.build.quotes import themes_of
from peil.study.build.recodes import no_answer_codes
from peil.study.model import Condition, Grid, Question, Reason, Text
from peil.study.spot import Spot
from peil.study.wording import listed, suggestion
from peil.study.written.questions import (
    WrittenChange,
    WrittenGradeGrid,
    WrittenSingleGrid,
)

DIMENSIONS = ("process", "human", "communication", "other")
"""Dimensions that need no name in the survey: the catalogues have one."""


def questions(directory: Directory) -> dict[str, Question]:
    """All questions and items of a survey, in the order of the questionnaire."""
    no_answer = no_answer_codes(directory.context)
    check_lists(directory)
    built = {key: _question(entry, directory, no_answer) for key, entry in directory.entries.items()}
    _check_routing(built, directory)
    return with_indexes(built, directory)


def grids(context: Context) -> dict[str, Grid]:
    """The grids of a survey."""
    spot = context.root / "questions"
    return {
        key: Grid(
            key,
            context.texts.text(asked.text, spot / key / "text"),
            tuple(asked.items),
            (spot / key).place,
            context.texts.maybe(asked.label, spot / key / "label"),
        )
        for key, asked in context.file.questions.items()
        if isinstance(asked, WrittenGradeGrid | WrittenSingleGrid)
    }


def _question(entry: Entry, directory: Directory, no_answer: Mapping[str, Reason]) -> Question:
    context, texts = directory.context, directory.context.texts
    asked, spot = entry.written, context.root / "questions" / (entry.grid or entry.id)
    text = texts.beside(entry.item, entry.spot) if entry.item else texts.text(asked.text, spot / "text")
    label = entry.item.label if entry.item else asked.label
    note = (texts.maybe(entry.item.note, entry.spot / "note") if entry.item else None) or texts.maybe(
        asked.note, spot / "note"
    )
    changed = (entry.item.changed if entry.item else None) or asked.changed or {}
    changes = entry.spot / "changed" if entry.item and entry.item.changed else spot / "changed"
    return Question(
        id=entry.id,
        text=text,
        label=texts.maybe(label, entry.spot / "label") or text,
        kind=entry.kind,
        place=entry.spot.place,
        sources=sources(entry, directory, no_answer),
        grid=entry.grid,
        dimension=_dimension(entry, context),
        aspect=entry.aspect,
        hint=texts.maybe(asked.hint, spot / "hint"),
        note=note,
        wordings=_wordings(entry, changed, changes, context),
        new_series=_new_series(entry, changed, changes, context),
        series_note=_series_note(changed, changes, context),
        asked_if=_routing(entry, spot, directory),
        base=texts.maybe(asked.base, spot / "base"),
        per=entry.per,
        nets=entry.nets,
        measures=measures_of(asked, entry.kind, entry.per, spot, context),
        sensitive=_sensitive(entry, spot),
        themes_of=themes_of(entry, spot, directory),
        draft=asked.draft,
    )


def _sensitive(entry: Entry, spot: Spot) -> bool:
    """Whether small counts of its answers are private; those of ratings, several a respondent, are not counted so."""
    sensitive = bool(getattr(entry.written, "sensitive", False))
    if sensitive and entry.per is not None:
        (spot / "sensitive").problem(
            "yes, of a question that is put `per` answer",
            "a question that a respondent answers once",
            "Leave `sensitive` out: groups of few respondents are private in any case.",
        )
    return sensitive


def _dimension(entry: Entry, context: Context) -> str | None:
    name = entry.dimension
    known = (*DIMENSIONS, *(context.file.dimensions or {}))
    if name is not None and name not in known:
        remedy = suggestion(name, known, "Name a dimension of your own under `dimensions`.")
        (entry.spot / "dimension").problem(repr(name), listed(known), remedy)
    return name


# What changed.


def _wordings(entry: Entry, changed: Mapping[str, WrittenChange], spot: Spot, context: Context) -> dict[str, Text]:
    """By wave the wording, from the first change of the wording on."""
    wordings: dict[str, Text] = {}
    current: Text | None = None
    built = {label: context.texts.maybe(change.text, spot / label / "text") for label, change in changed.items()}
    for label in entry.waves:
        current = built.get(label) or current
        if current is not None:
            wordings[label] = current
    return wordings


def _new_series(entry: Entry, changed: Mapping[str, WrittenChange], spot: Spot, context: Context) -> tuple[str, ...]:
    for label in changed:
        if context.calendar.known(label, spot / label) and label not in entry.waves[1:]:
            found = f"{label}, before which it was not asked"
            (spot / label).problem(found, f"a later wave: {listed(entry.waves[1:]) or 'there is none'}", "Remove it.")
    return tuple(label for label in entry.waves if label in changed and not changed[label].comparable)


def _series_note(changed: Mapping[str, WrittenChange], spot: Spot, context: Context) -> Text | None:
    """The notes of all changes, one behind the other."""
    notes = [
        context.texts.text(change.note, spot / label / "note")
        for label, change in changed.items()
        if change.note is not None
    ]
    if not notes:
        return None
    return Text({language: " ".join(note(language) for note in notes) for language in notes[0].by_language})


# Who was asked.


def _routing(entry: Entry, spot: Spot, directory: Directory) -> tuple[Condition, ...]:
    routing = conditions(entry.written.asked_if, spot / "asked if", directory)
    for condition in routing:
        other = directory.entries[condition.question].waves
        if not set(other) & set(entry.waves):
            found = f"{condition.question!r}, which was never asked in the same wave"
            remedy = f"It was asked in {listed(other, 'and')}, this question in {listed(entry.waves, 'and')}."
            (spot / "asked if" / condition.question).problem(found, "a question of the same waves", remedy)
    return routing


def _check_routing(built: Mapping[str, Question], directory: Directory) -> None:
    """Routing that leads back to the question itself can never be followed."""
    told: set[str] = set()
    for start in built:
        circle = _circle(start, built)
        if circle and not told & set(circle):
            told.update(circle)
            entry = directory.entries[start]
            spot = directory.context.root / "questions" / (entry.grid or start) / "asked if"
            found = f"routing that goes round: {' > '.join((*circle, start))}"
            spot.problem(found, "routing on earlier questions", "Remove one of the conditions.")


def _circle(start: str, built: Mapping[str, Question]) -> tuple[str, ...]:
    """The questions on a way from `start` along the routing back to it; empty when there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for condition in built[way[-1]].asked_if:
            if condition.question == start:
                return way
            if condition.question not in seen:
                seen.add(condition.question)
                ways.append((*way, condition.question))
    return ()
