"""Where the answers stand: the columns of every question and item, by wave."""

from __future__ import annotations

from collections.abc import Mapping

from peil.study.build.calendar import NONE, missing_from
from peil.study.build.directory import Directory, Entry
from peil.study.build.kinds import Context, waves_of
from peil.study.build.recodes import recodes
from peil.study.model import Multiple, Reason, Source
from peil.study.wording import listed
from peil.study.written.forms import OTHERWISE
from peil.study.written.questions import WrittenGrid, WrittenIndex, WrittenMultiple


def sources(entry: Entry, directory: Directory, no_answer: Mapping[str, Reason]) -> dict[str, Source]:
    """A source for every wave with data in which it was asked; a column `none` says that it was not asked after all."""
    if isinstance(entry.written, WrittenIndex):
        return {}  # filled in when all grades are known
    columns = _columns(entry, directory)
    recode = recodes(entry, directory.context, no_answer)
    return {label: Source(columns[label], recode[label]) for label in entry.waves if label in columns}


def _columns(entry: Entry, directory: Directory) -> dict[str, tuple[str, ...]]:
    """By wave the names of the columns."""
    calendar = directory.context.calendar
    waves = [label for label in entry.waves if label in calendar.with_data]
    written = entry.item.column if entry.item else getattr(entry.written, "column", None)
    given = calendar.resolve(written, entry.spot / "column")
    own = {**dict.fromkeys(waves, entry.id), **_in_the_grid(entry, directory), **given}
    if isinstance(entry.kind, Multiple) and entry.kind.layout == "spread":
        return _spread(entry, waves, directory.context)
    waves = [label for label in waves if own[label] != NONE]
    if isinstance(entry.kind, Multiple):
        return _column_per_answer(entry, waves, own, directory.context)
    if entry.per is not None:
        return _column_per_occasion(entry, waves, own, directory)
    return {label: (own[label],) for label in waves}


def _in_the_grid(entry: Entry, directory: Directory) -> dict[str, str]:
    """By wave the column that the list of its grid gives an item."""
    lists = _lists(entry.grid, directory) if entry.grid is not None else {}
    found: dict[str, str] = {}
    for label, names in lists.items():
        items = _asked_items(entry.grid, label, directory)
        if len(names) == len(items) and entry.id in items:
            found[label] = names[items.index(entry.id)]
        elif names == [NONE]:
            found[label] = NONE
    return found


def check_lists(directory: Directory) -> None:
    """Every list of columns of a grid has a column for each item that was asked in its wave."""
    calendar = directory.context.calendar
    for grid, asked in directory.context.file.questions.items():
        written = asked.columns if isinstance(asked, WrittenGrid) else None
        spot = directory.context.root / "questions" / grid / "columns"
        calendar.resolve(written, spot)
        for when, names in (written or {}).items():
            covered = [label for label, chosen in _lists(grid, directory).items() if chosen is names]
            for label in (one for one in covered if one in calendar.with_data and names != [NONE]):
                items = _asked_items(grid, label, directory)
                if len(items) != len(names):
                    count = f"{len(names)} column{'' if len(names) == 1 else 's'}"
                    found = f"{count} in {label}: {listed(names, 'and')}"
                    expected = f"a column for each of the {len(items)} items of {label}: {listed(items, 'and')}"
                    remedy = "Write none in the place of an item without a column, or give the item `since` or `until`."
                    (spot / when if when != OTHERWISE else spot).problem(found, expected, remedy)
                    break


def _lists(grid: str | None, directory: Directory) -> dict[str, list[str]]:
    """By wave the columns of a grid as they are written; a wrong wave is put down once, for the grid."""
    asked = directory.context.file.questions.get(grid or "")
    if not isinstance(asked, WrittenGrid) or asked.columns is None:
        return {}
    spot = directory.context.root / "questions" / (grid or "") / "columns"
    return directory.context.calendar.resolve(asked.columns, spot.quiet)


def _asked_items(grid: str | None, label: str, directory: Directory) -> list[str]:
    """The items of a grid that were asked in a wave, in their order."""
    return [key for key, other in directory.entries.items() if other.grid == grid and label in other.waves]


def _spread(entry: Entry, waves: list[str], context: Context) -> dict[str, tuple[str, ...]]:
    assert isinstance(entry.written, WrittenMultiple)
    spot = entry.spot / "columns"
    found = context.calendar.resolve(entry.written.columns, spot)
    if entry.written.column is not None:
        (entry.spot / "column").problem("both `column` and `columns`", "one of the two", "Remove one.")
    missing = missing_from(waves, found)
    if missing:
        remedy = "Add them, or `otherwise`; write none for a wave in which it was not asked."
        spot.problem(f"no columns for {listed(missing, 'and')}", "columns for every wave in which it was asked", remedy)
    return {label: tuple(found[label]) for label in waves if label in found and found[label] != [NONE]}


def _column_per_answer(
    entry: Entry, waves: list[str], own: Mapping[str, str], context: Context
) -> dict[str, tuple[str, ...]]:
    assert isinstance(entry.written, WrittenMultiple)
    assert isinstance(entry.kind, Multiple)
    by_answer: list[dict[str, str]] = []
    for answer in entry.kind.answers:
        written = entry.written.answers[answer.id].column
        given = context.calendar.resolve(written, entry.spot / "answers" / answer.id / "column")
        usual = {label: f"{own[label]}_{answer.id}" for label in waves_of(answer, context.calendar) if label in waves}
        by_answer.append({label: given.get(label, name) for label, name in usual.items()})
    return {
        label: tuple("" if names.get(label) in (None, NONE) else names[label] for names in by_answer) for label in waves
    }


def _column_per_occasion(
    entry: Entry, waves: list[str], own: Mapping[str, str], directory: Directory
) -> dict[str, tuple[str, ...]]:
    """The columns of a question that was put once per answer of another."""
    spot, name = entry.spot / "per", entry.per or ""
    other = directory.find(name, spot, lambda found: isinstance(found.kind, Multiple), "multiple question")
    if other is None or not isinstance(other.kind, Multiple):
        return {}
    not_there = missing_from(waves, other.waves)
    if not_there:
        found = f"{name!r}, which was not asked in {listed(not_there, 'and')}"
        spot.problem(found, "a question of the same waves", "Give this question the `since` and `until` of the other.")
    return {
        label: tuple(
            f"{own[label]}_{answer.id}" if label in waves_of(answer, directory.context.calendar) else ""
            for answer in other.kind.answers
        )
        for label in waves
    }
