"""What a directive asks for in the report of one group: the same figure of that group, with the total beside it.

What splits by the break of the group, or has no split, is of the group. What is about another group, or splits
everyone otherwise, has no place in such a report.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from peil.report.blocks.arguments import Request
from peil.report.blocks.context import Context
from peil.report.blocks.groups import Owned, lies_within
from peil.study.model import Break, Single

Split = Literal["never", "as asked", "in one wave", "always"]
"""When a block takes its split to show the group beside the total: `never` = it shows the total by itself, or none."""


def of_own(context: Context, request: Request, split: Split) -> Request | None:
    """The request as it is about the group that the report is for; None where it cannot be."""
    own = context.own
    if own is None or (request.within is not None and not within_own(request.within, own)):
        return None
    if _says_itself(context, request, own):
        return None
    within, by = request.within or own, request.break_
    if by is not None and not _same(by, own) and not _divides(context, by, within):
        if not lies_within(by, *own):
            return None
        by = None  # its groups would be parts of this one, but nobody belongs to them
    if by is None or _same(by, own):
        by = within[0] if _split(context, request, split) else None
    return replace(request, break_=by, outer=within[0], group=within[1])


def within_own(owned: Owned, own: Owned) -> bool:
    """Whether a group is the group of the report, or lies in it."""
    key, mine = owned[0].key(owned[1]), own[0].key(own[1])
    return key == mine or key.startswith(f"{mine},")


def _says_itself(context: Context, request: Request, own: Owned) -> bool:
    """Whether a block asks the group for what makes it the group: all of those who came by telephone came by telephone.
    Of several answers the others may still be told."""
    made = {own[0].question or "", *(one.question for one in own[1].conditions)}
    profiled = request.profiled
    asked = {request.question.id} if request.question is not None else set[str]()
    if profiled is not None:
        asked = {profiled.question or "", *(one.question for group in profiled.groups for one in group.conditions)}
    kinds = (context.survey.questions[name].kind for name in made & asked if name in context.survey.questions)
    return any(isinstance(kind, Single) for kind in kinds)


def _same(by: Break, own: Owned) -> bool:
    """Whether a break is that of the group, or one of the two of which it is made."""
    return by.id in (own[0].id, own[0].outer, own[0].inner)


def _split(context: Context, request: Request, split: Split) -> bool:
    match split:
        case "never":
            return False
        case "always":
            return True
        case "as asked":
            return request.break_ is not None
        case "in one wave":
            return request.break_ is not None and not request.beside(context.this)


def _divides(context: Context, by: Break, within: Owned) -> bool:
    """Whether a break divides the group into parts to which someone belongs."""
    inner = [by.key(one) for one in by.groups if one.parent == within[1].id] if lies_within(by, *within) else []
    return any(context.group_sizes.get((context.this.label, key)) for key in inner)
