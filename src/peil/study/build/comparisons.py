"""Comparisons that a survey asks for, its levels, and where it shows no marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from peil.study.build.directory import Directory, Entry
from peil.study.model import Break, Compared, Multiple, Single
from peil.study.spot import Spot
from peil.study.wording import listed, number, suggestion
from peil.study.written.comparisons import THE_REST, Pairs

PairsOf = dict[str, tuple[tuple[str, str], ...]]


def compared(directory: Directory, breaks: Mapping[str, Break]) -> Compared:
    """The pairs that the survey asks for, with what is wrong with them put down."""
    written = directory.context.file.report.compare
    spot = directory.context.root / "report" / "compare"
    if written is None:
        return Compared()
    groups = _by_break(written.groups or {}, spot / "groups", directory, breaks)
    changes = _by_break(written.changes or {}, spot / "changes", directory, breaks)
    if changes and len(directory.context.calendar.with_data) < 2:
        expected = "two waves with respondents' data or more"
        (spot / "changes").problem("changes in a survey of one wave", expected, "Remove `changes`.")
    dependence = _dependence(written.dependence or (), spot / "dependence", directory, breaks)
    return Compared(groups, _answers(written.answers or {}, spot / "answers", directory), changes, dependence)


def _by_break(written: Mapping[str, Pairs], spot: Spot, directory: Directory, breaks: Mapping[str, Break]) -> PairsOf:
    found: PairsOf = {}
    for name, pairs in written.items():
        if name not in breaks:
            if ("breaks", name) not in directory.context.broken:
                expected = f"a break: {listed(breaks) or 'there is none'}"
                (spot / name).problem(repr(name), expected, suggestion(name, breaks))
            continue
        groups = [group.id for group in breaks[name].groups]
        if pairs == THE_REST:
            found[name] = tuple((group, "") for group in groups)
        else:
            found[name] = _pairs(pairs, groups, f"a group of {name!r}", spot / name)
            _check_method(breaks[name], spot / name, directory)
    return found


def _check_method(one: Break, spot: Spot, directory: Directory) -> None:
    """Pairs of groups that share respondents for certain, and a test that has no covariance."""
    method, asked = directory.context.file.report.method, directory.entries.get(one.question or "")
    if method != "design" and asked is not None and isinstance(asked.kind, Multiple):
        found = f"answers to {one.question!r}, of which a respondent may give several, under the method {method!r}"
        remedy = "Who is in both groups is on both sides; the other methods cannot test that. Remove the pairs."
        spot.problem(found, "the method `design`", remedy)


def _dependence(
    written: Sequence[str], spot: Spot, directory: Directory, breaks: Mapping[str, Break]
) -> tuple[str, ...]:
    """The breaks by which whole tables are tested: their groups may not overlap."""
    for position, name in enumerate(written):
        if name in breaks and breaks[name].overlapping:
            expected = "a break whose groups do not overlap"
            remedy = "Who is in two groups would stand in the table twice; compare such groups in pairs (`groups`)."
            (spot / position).problem(repr(name), expected, remedy)
        elif name not in breaks and ("breaks", name) not in directory.context.broken:
            expected = f"a break: {listed(breaks) or 'there is none'}"
            (spot / position).problem(repr(name), expected, suggestion(name, breaks))
    return tuple(dict.fromkeys(name for name in written if name in breaks and not breaks[name].overlapping))


def _answers(written: Mapping[str, Pairs], spot: Spot, directory: Directory) -> PairsOf:
    found: PairsOf = {}
    for name, pairs in written.items():
        entry = directory.find(name, spot / name, _has_answers, "question with answers")
        if entry is not None:
            found[name] = _pairs(pairs, entry.names, f"an answer or net of {name!r}", spot / name)
    return found


def _has_answers(entry: Entry) -> bool:
    return isinstance(entry.kind, Single | Multiple) and entry.per is None


def _pairs(pairs: Pairs, known: Sequence[str], what: str, spot: Spot) -> tuple[tuple[str, str], ...]:
    """The pairs as written, each once; of `every pair` all of them."""
    if isinstance(pairs, str):
        return tuple(combinations(known, 2))
    kept: list[tuple[str, str]] = []
    for position, pair in enumerate(pairs):
        strange = [(side, name) for side, name in enumerate(pair) if name not in known]
        for side, name in strange:
            (spot / position / side).problem(repr(name), f"{what}: {listed(known)}", suggestion(name, known))
        if pair[0] == pair[1]:
            (spot / position).problem(f"{pair[0]!r} compared with itself", "two different names")
        elif pair in kept or pair[::-1] in kept:
            (spot / position).problem(f"{pair[0]!r} and {pair[1]!r} a second time", "every pair once", "Remove one.")
        elif not strange:
            kept.append(pair)
    return tuple(kept)


def levels(directory: Directory) -> tuple[float, float | None]:
    """The significance level, and that of a double mark where there is one."""
    first, *second = directory.context.file.report.level
    if second and not second[0] < first:
        spot = directory.context.root / "report" / "level"
        found = f"{number(second[0])} after {number(first)}"
        spot.problem(found, "a second level that is stricter than the first", "Write them as [0.05, 0.01].")
    return first, second[0] if second else None


def unmarked(directory: Directory, breaks: Mapping[str, Break]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The breaks and the questions (items of a grid included) whose figures get no mark."""
    written = directory.context.file.report.without_marks
    spot = directory.context.root / "report" / "without marks"
    if written is None:
        return (), ()
    grids = {entry.grid for entry in directory.entries.values() if entry.grid}
    known = {*directory.entries, *grids, *directory.excused, *breaks}
    _refuse(written.breaks or (), "a break", tuple(breaks), spot / "breaks")
    _refuse(written.questions or (), "a question", sorted(known), spot / "questions")
    names = {*(written.questions or ())}
    items = [key for key, entry in directory.entries.items() if {key, entry.grid} & names]
    return tuple(written.breaks or ()), tuple(dict.fromkeys([*items, *(name for name in names if name in breaks)]))


def _refuse(names: Sequence[str], what: str, known: Sequence[str], spot: Spot) -> None:
    for position, name in enumerate(names):
        if name not in known:
            expected = f"{what}: {listed(known) or 'there is none'}"
            (spot / position).problem(repr(name), expected, suggestion(name, known))
