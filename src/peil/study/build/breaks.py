"""Breaks: groups that are answers, groups within groups, groups by rule or by list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from peil.errors import Problem
from peil.study.build.conditions import can_overlap, conditions
from peil.study.build.directory import Directory, Entry
from peil.study.build.lists import unit_numbers
from peil.study.model import Break, Condition, Group, Multiple, Single, Text
from peil.study.spot import Spot
from peil.study.wording import listed, suggestion
from peil.study.written.survey import WrittenBreak, WrittenGroup


def breaks(directory: Directory, folder: Path) -> dict[str, Break]:
    """The breaks of a survey by id, in the order of the file; nested ones are made of the others."""
    written = directory.context.file.breaks or {}
    root = directory.context.root / "breaks"
    simple: dict[str, Break] = {}
    for key, one in written.items():
        spot = root / key
        if _shape_is_wrong(one, spot):
            continue
        if one.groups is not None:
            simple[key] = _by_rule(key, one, spot, directory, folder)
        elif one.then is None:
            made = _by_answers(key, one, spot, directory)
            if made is not None:
                simple[key] = made
    nested = {
        key: _nested(key, one, root / key, directory, simple)
        for key, one in written.items()
        if one.of and one.then and one.groups is None
    }
    both = {**simple, **{key: made for key, made in nested.items() if made is not None}}
    _refuse_shared_ids(both, directory)
    return {key: both[key] for key in written if key in both}


def _shape_is_wrong(one: WrittenBreak, spot: Spot) -> bool:
    if (one.of is None) == (one.groups is None) or (one.then is not None and one.of is None):
        parts = [name for name in ("of", "then", "groups") if getattr(one, name) is not None]
        found = listed([f"`{part}`" for part in parts], "and") or "neither `of` nor `groups`"
        spot.problem(found, "`of: question`, `of: question` with `then: question`, or `groups`")
        return True
    return False


def _refuse_shared_ids(found: Mapping[str, Break], directory: Directory) -> None:
    """A break that bears a question's id without being made of it must not have groups named as the answers."""
    for key, made in found.items():
        entry = directory.entries.get(key)
        if entry is None or made.question == key:
            continue
        shared = [group.id for group in made.groups if group.id in entry.names]
        if shared:
            spot = directory.context.root / "breaks" / key
            spot.problem(
                f"the question {key!r}, with an answer that is called as a group: {listed(shared, 'and')}",
                "a name that tells them apart",
                f"A figure {key}={shared[0]} could be either. Rename the break, or write `of: {key}`.",
            )


def _is_closed(entry: Entry) -> bool:
    return isinstance(entry.kind, Single | Multiple)


def _by_answers(key: str, one: WrittenBreak, spot: Spot, directory: Directory) -> Break | None:
    """The answers of a question as groups."""
    texts = directory.context.texts
    title = texts.maybe(one.title, spot / "title")
    note = texts.maybe(one.note, spot / "note")
    entry = directory.find(one.of or "", spot / "of", _is_closed, "single or multiple question")
    if entry is None or not isinstance(entry.kind, Single | Multiple):
        return None
    groups = tuple(
        Group(answer.id, answer.text, (Condition(entry.id, (answer.id,)),), note=answer.note)
        for answer in entry.kind.answers
    )
    overlapping = isinstance(entry.kind, Multiple) or entry.per is not None
    if entry.per is not None:
        (spot / "of").problem(f"{entry.id!r}, which was put several times", "a question put once", "Use `groups`.")
    made = Break(
        key, title or _label(entry, directory), groups, spot.place, entry.id, overlapping=overlapping, note=note
    )
    return made


def _label(entry: Entry, directory: Directory) -> Text:
    """The label of a question; faults in it are put down where the question is built."""
    texts, aside = directory.context.texts, list[Problem]()
    spot = replace(entry.spot, problems=aside)
    if entry.item is not None:
        return texts.maybe(entry.item.label, spot) or texts.beside(entry.item, spot)
    return texts.text(entry.written.label or entry.written.text, spot)


def _by_rule(key: str, one: WrittenBreak, spot: Spot, directory: Directory, folder: Path) -> Break:
    """Groups by rule and by list."""
    texts = directory.context.texts
    written = one.groups or {}
    groups = tuple(_group(name, group, spot / "groups" / name, directory, folder) for name, group in written.items())
    for name, group in written.items():
        _check_within(name, group.within, written, spot / "groups" / name / "within")
    if one.title is None:
        spot.problem("no title", "a `title` for groups by rule", "Add `title: {...}`, the heading above the groups.")
    title = groups[0].label if one.title is None else texts.text(one.title, spot / "title")
    overlapping = any(_overlap(first, second, directory) for first, second in combinations(groups, 2))
    return Break(key, title, groups, spot.place, overlapping=overlapping, note=texts.maybe(one.note, spot / "note"))


def _group(name: str, group: WrittenGroup, spot: Spot, directory: Directory, folder: Path) -> Group:
    texts = directory.context.texts
    if group.where is None and group.list is None:
        spot.problem("no rule", "`where`, `list` or both", "Say who belongs to it, as `where: {question: answer}`.")
    members = None
    if group.list is not None:
        members = unit_numbers(folder, group.list, spot / "list")
        if directory.context.file.key is None:
            remedy = "Add `key` to the survey: the column that holds the unit number."
            (spot / "list").problem("a list in a survey without `key`", "a column to find the units by", remedy)
    return Group(
        name,
        texts.beside(group, spot),
        conditions(group.where, spot / "where", directory),
        members,
        group.within,
        texts.maybe(group.note, spot / "note"),
    )


def _check_within(name: str, within: str | None, groups: Mapping[str, WrittenGroup], spot: Spot) -> None:
    """`within` names another group, and leads up to one that is within none."""
    if within is None:
        return
    if within not in groups or within == name:
        others = [other for other in groups if other != name]
        spot.problem(repr(within), f"another group of this break: {listed(others)}", suggestion(within, others))
        return
    if groups[within].within is not None:
        found = f"{within!r}, which itself lies within {groups[within].within!r}"
        spot.problem(found, "a group that lies within no other", "Groups can be printed one level deep.")


def _overlap(one: Group, other: Group, directory: Directory) -> bool:
    if one.members is not None and other.members is not None and not one.members & other.members:
        return False
    return can_overlap(one.conditions, other.conditions, directory)


def _nested(key: str, one: WrittenBreak, spot: Spot, directory: Directory, simple: Mapping[str, Break]) -> Break | None:
    """Each group of the outer break split by the groups of the inner one."""
    outer = _part(one.of or "", spot / "of", key, directory, simple)
    inner = _part(one.then or "", spot / "then", key, directory, simple)
    texts = directory.context.texts
    title = texts.maybe(one.title, spot / "title")
    note = texts.maybe(one.note, spot / "note")
    if outer is None or inner is None:
        return None
    if outer.id == inner.id:
        (spot / "then").problem(repr(one.then), f"another break than {outer.id!r}")
        return None
    groups = tuple(_within(big, small) for big in outer.groups for small in inner.groups)
    title = title or _title_within(inner.title, outer.title)
    overlapping = outer.overlapping or inner.overlapping
    return Break(key, title, groups, spot.place, None, outer.id, inner.id, overlapping, note)


def _title_within(inner: Text, outer: Text) -> Text:
    """What heads both: the title of one of them would be taken for that break."""
    # Loaded where it is needed: reading most studies takes no catalogue.
    from peil.language import Language

    def told(code: str) -> str:
        one, other = inner(code), outer(code)
        if one.endswith("?") or other.endswith("?"):
            return f"{other} / {one}"
        # The capital stays where it is that of an abbreviation.
        lower = other[:1].lower() + other[1:] if other[1:2].islower() else other
        return Language(code).text("{inner} within {outer}", inner=one, outer=lower)

    return Text({code: told(code) for code in inner.by_language if code in outer.by_language})


def _within(big: Group, small: Group) -> Group:
    members = [group.members for group in (big, small) if group.members is not None]
    return Group(
        f"{big.id}.{small.id}",
        small.label,
        (*big.conditions, *small.conditions),
        frozenset.intersection(*members) if members else None,
        big.id,
        small.note,
    )


def _part(name: str, spot: Spot, own: str, directory: Directory, simple: Mapping[str, Break]) -> Break | None:
    """The break of this name, or else the one whose groups are the answers of the question of this name."""
    written = directory.context.file.breaks or {}
    if name in simple:
        return simple[name]
    by_question = next((one for one in simple.values() if one.question == name), None)
    if by_question is not None:
        return by_question
    if name in written and name != own and written[name].of and written[name].then:
        circle = own in (written[name].of, written[name].then)
        found = f"{name!r}, which is made of {own!r}" if circle else f"{name!r}, which is nested itself"
        spot.problem(found, "a break that is not nested", "Breaks nest one level deep: name a simple break.")
    elif name in written and name != own:
        return None  # a break of that name is there, and enough has been said about it
    elif name in directory.entries and _is_closed(directory.entries[name]):
        remedy = f"Add the break `{name}: {{of: {name}}}`."
        spot.problem(f"{name!r}, which is a question but no break", "a break", remedy)
    elif name not in directory.excused and name not in written:
        known = [key for key in simple if key != own]
        spot.problem(repr(name), f"a break: {listed(known) or 'there is none'}", suggestion(name, known))
    return None
