"""The groups of a break as rows: in their order, inner groups below the outer one in which they lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from peil.report.blocks.context import Context, Subject, group_name
from peil.results.model import ALL
from peil.study.model import Break, Group, Single, Wave

Owned = tuple[Break, Group]


@dataclass(frozen=True)
class GroupRow:
    """A group as a row. `level` 1 = lies inside the row of level 0 above it; `label` then leaves the outer one out."""

    break_: Break
    group: Group
    label: str
    level: int = 0

    @property
    def key(self) -> str:
        """The group as it stands in ids."""
        return self.break_.key(self.group)


def lies_within(break_: Break, outer: Break, group: Group) -> bool:
    """Whether groups of a break lie inside this group of another break (or of the same one)."""
    return outer.id in (break_.id, break_.outer) and any(one.parent == group.id for one in break_.groups)


def groups_of(break_: Break, within: Owned | None = None) -> tuple[Owned, ...]:
    """The groups that are shown: all of `break_`, or the group `within` and what of `break_` lies in it."""
    if within is None:
        return tuple((break_, one) for one in break_.groups)
    inside = tuple((break_, one) for one in break_.groups if one.parent == within[1].id)
    return (within, *inside)


def narrowed(break_: Break, within: Owned | None) -> Break:
    """The break with only those groups that lie in the group `within`; with that group itself where it divides no
    further."""
    if within is None:
        return break_
    inside = tuple(one for one in break_.groups if one.parent == within[1].id)
    return replace(break_, groups=inside or ((within[1],) if break_.id == within[0].id else ()))


def by_itself(break_: Break | None, within: Owned | None) -> Owned | None:
    """The group `within` where it stands in its own break by itself, beside the total."""
    if break_ is None or within is None:
        return None
    return within if narrowed(break_, within).groups == (within[1],) else None


def side_by_side(
    context: Context, break_: Break, waves: Sequence[Wave] = (), within: Owned | None = None
) -> tuple[Owned, ...]:
    """The groups that get columns: those to which someone belongs in these waves (default: this wave); all of them when
    that is not known."""
    groups, labels = groups_of(break_, within), [wave.label for wave in waves or (context.this,)]
    known = [any(context.group_sizes.get((label, one.key(group))) for label in labels) for one, group in groups]
    return tuple(one for one, kept in zip(groups, known, strict=True) if kept) or groups


def key_of(owned: Owned | None) -> str:
    """A group as it stands in ids; "all" for everyone."""
    return owned[0].key(owned[1]) if owned is not None else ALL


def group_rows(
    context: Context, subject: Subject, break_: Break, by_value: bool = True, within: Owned | None = None
) -> list[GroupRow]:
    """The groups of a break as rows: high to low in this wave, hidden ones last, inner groups below their outer one.

    Groups keep the order of the study when the answers they come from have one, and without `by_value`. An outer group
    with one inner group that is all of it is shown once. `within`: only this outer group and what lies in it.
    """
    rows = _all_rows(context, subject, break_, by_value)
    if within is None:
        return rows
    owner, group = within
    if by_itself(break_, within):
        return [GroupRow(owner, group, group_name(context, owner, group))]
    return [row for row in rows if row.key == owner.key(group) or (row.level and row.group.parent == group.id)]


def _all_rows(context: Context, subject: Subject, break_: Break, by_value: bool) -> list[GroupRow]:

    def ordered(owner: Break, groups: Sequence[Group]) -> list[Group]:
        return _ordered(context, subject, owner, groups) if by_value else list(groups)

    def below(groups: Sequence[Group]) -> list[GroupRow]:
        return [GroupRow(break_, group, context.told(group.label), level=1) for group in ordered(break_, groups)]

    outer = context.survey.breaks.get(break_.outer or "")
    if outer is not None:
        rows: list[GroupRow] = []
        for one in ordered(outer, outer.groups):
            rows.append(GroupRow(outer, one, context.told(one.label)))
            inner = [group for group in break_.groups if group.parent == one.id]
            rows += below(_present(context, subject, break_, inner, rows[-1]))
        return rows
    ids = {group.id for group in break_.groups}
    rows = []
    for one in ordered(break_, [group for group in break_.groups if group.parent not in ids]):
        rows.append(GroupRow(break_, one, group_name(context, break_, one)))
        rows += below([group for group in break_.groups if group.parent == one.id])
    return rows


def _present(context: Context, subject: Subject, break_: Break, inner: Sequence[Group], outer: GroupRow) -> list[Group]:
    """The inner groups that someone belongs to, unless a single one is the whole outer group."""
    found = [(group, context.estimate(subject, context.this, break_.key(group))) for group in inner]
    present = [(group, one) for group, one in found if one is not None and one.status != "empty"]
    whole = context.estimate(subject, context.this, outer.key)
    if len(present) == 1 and whole is not None and present[0][1].n == whole.n:
        return []
    return [group for group, _ in present]


def _ordered(context: Context, subject: Subject, break_: Break, groups: Sequence[Group]) -> list[Group]:
    inner = context.survey.breaks.get(break_.inner or "")
    question = context.survey.questions.get((inner or break_).question or "")
    if question is not None and isinstance(question.kind, Single) and question.kind.ordered:
        return list(groups)

    def place(group: Group) -> tuple[bool, float]:
        found = context.shown(subject, context.this, break_.key(group))
        return (found is None, -found.estimate if found is not None else 0.0)

    return sorted(groups, key=place)
