"""Titles about many graded aspects: how many changed, which end the list, which group stands apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from peil.language import Language
from peil.report.blocks.context import Context, Subject, group_name
from peil.report.blocks.groups import Owned, key_of
from peil.report.blocks.marks import direction, flag, shows_nothing
from peil.report.blocks.titles import Named, against, alone_at_the_end, change, in_sentence, named_groups, titled
from peil.report.model import Inlines
from peil.results.model import ALL, Estimate
from peil.study.model import Break


def of_aspects_over_waves(context: Context, subjects: Sequence[Subject], whom: Owned | None = None) -> Inlines:
    """A title about many figures over waves: how many are flagged, of those that were compared at all. `whom`: of one
    group, by whose name the title begins."""
    key = key_of(whom)
    compared = compared_aspects(context, subjects, key)
    if not compared:
        return of_aspects(context, subjects, whom)
    flags = [direction(context, context.shown(one, context.this, key), "waves") for one in compared]
    if not any(flags) and not all(_unchanged(context, one, key) for one in compared):
        return of_aspects(context, subjects, whom)  # what bears no mark may have changed all the same
    evidence = [f.id for one in compared if (f := context.shown(one, context.this, key)) is not None]
    text = _counted(context, compared, flags.count(1), flags.count(-1))
    return titled(text if whom is None else f"{group_name(context, *whom)}: {in_sentence(context, text)}", *evidence)


def compared_aspects(context: Context, subjects: Sequence[Subject], group: str = ALL) -> list[Subject]:
    """The aspects that are compared with the wave before."""
    changes = [(one, change(context, one, group)) for one in subjects]
    return [one for one, found in changes if found is not None and found.contrast is not None]


def _counted(context: Context, compared: Sequence[Subject], up: int, down: int) -> str:
    """How many aspects are higher and how many lower than before."""
    language = context.language
    words = {"total": language.integer(len(compared)), "earlier": against(context, compared)}
    if len(compared) > 1 and len(compared) in (up, down):
        return _all_of_them(language, up > 0, words)
    if up and down:
        return language.plural(
            "{count} of {total} aspects scores significantly higher than {earlier}, {down} lower",
            "{count} of {total} aspects score significantly higher than {earlier}, {down} lower",
            up,
            down=language.integer(down),
            **words,
        )
    if up:
        return language.plural(
            "{count} of {total} aspects scores significantly higher than {earlier}, none lower",
            "{count} of {total} aspects score significantly higher than {earlier}, none lower",
            up,
            **words,
        )
    if down:
        return language.plural(
            "{count} of {total} aspects scores significantly lower than {earlier}, none higher",
            "{count} of {total} aspects score significantly lower than {earlier}, none higher",
            down,
            **words,
        )
    return language.text("None of the {total} aspects scores significantly higher or lower than {earlier}", **words)


def _all_of_them(language: Language, higher: bool, words: Mapping[str, str]) -> str:
    """Every aspect moved the same way: "4 of 4" would not be how anyone says it."""
    if higher:
        return language.text("All {total} aspects score significantly higher than {earlier}", **words)
    return language.text("All {total} aspects score significantly lower than {earlier}", **words)


def aspect_names(context: Context, subjects: Sequence[Subject], group: str = ALL) -> list[Named]:
    """The aspects with a figure that is shown in this wave."""
    return [
        Named(subject.label, found, context.value_text(subject, found.estimate))
        for subject in subjects
        if (found := context.shown(subject, context.this, group)) is not None
    ]


def of_aspects(context: Context, subjects: Sequence[Subject], whom: Owned | None = None) -> Inlines:
    """A title about many figures in one wave: the highest and the lowest, as far as each stands alone."""
    named = aspect_names(context, subjects, key_of(whom))
    top, low = alone_at_the_end(named), alone_at_the_end(named, lowest=True)
    evidence = [one.estimate.id for one in (top, low) if one is not None]
    text = _highest_and_lowest(context.language, top, low)
    return titled(text if whom is None else f"{group_name(context, *whom)}: {text}", *evidence)


def _highest_and_lowest(language: Language, top: Named | None, low: Named | None) -> str:
    highest = {"top": top.name, "highest": top.text} if top is not None else {}
    lowest = {"low": low.name, "lowest": low.text} if low is not None else {}
    if top is not None and low is not None:
        return language.text("{top} rated highest ({highest}), {low} lowest ({lowest})", **highest, **lowest)
    if top is not None:
        return language.text("{top} rated highest ({highest})", **highest)
    if low is not None:
        return language.text("{low} rated lowest ({lowest})", **lowest)
    return language.text("Aspects of the service")


def of_aspects_by_group(context: Context, subjects: Sequence[Subject], break_: Break) -> Inlines:
    """A title about many figures by group: the group with most flags against the rest, if it stands alone."""
    language = context.language
    counts: dict[str, tuple[int, int, list[str]]] = {}
    nothing = bool(subjects)
    for subject in subjects:
        for one in named_groups(context, subject, break_):
            nothing = nothing and shows_nothing(context, context.contrast(one.estimate, "rest"))
            marked = flag(context, one.estimate, "rest")
            up, down, ids = counts.get(one.name, (0, 0, []))
            counts[one.name] = (up + (marked > 0), down + (marked < 0), [*ids, *([one.estimate.id] * (marked != 0))])
    title = in_sentence(context, context.told(break_.title))
    # Of two groups that are together everyone both have the same flags: the one that is higher more often is named.
    sizes = sorted(((up + down, up) for up, down, _ in counts.values()), reverse=True)
    if len(sizes) > 1 and sizes[0] > sizes[1]:
        name, (up, down, ids) = next(one for one in counts.items() if (sum(one[1][:2]), one[1][0]) == sizes[0])
        return titled(_stands_apart(context, name, (up, down), len(subjects)), *ids)
    if nothing and sizes:
        return titled(language.text("Aspects by {break_title}: no demonstrable differences", break_title=title))
    return titled(language.text("Aspects by {break_title}", break_title=title))


def _stands_apart(context: Context, name: str, counts: tuple[int, int], total: int) -> str:
    """On how many aspects a group lies above and below all others."""
    language, (up, down) = context.language, counts
    words = {"group": name, "total": language.integer(total)}
    words |= {"up": language.integer(up), "down": language.integer(down)}
    if up and down > up:
        return language.text(
            "{group}: {down} of {total} aspects significantly lower than among the others, {up} higher", **words
        )
    if up and down:
        return language.text(
            "{group}: {up} of {total} aspects significantly higher than among the others, {down} lower", **words
        )
    if up:
        return language.text("{group}: {up} of {total} aspects significantly higher than among the others", **words)
    return language.text("{group}: {down} of {total} aspects significantly lower than among the others", **words)


def of_aspects_by_group_over_waves(
    context: Context, subjects: Sequence[Subject], break_: Break, groups: Sequence[Owned]
) -> Inlines:
    """A title about many figures by group and wave: the group that moved on most aspects, if it stands alone and none
    of these figures has a small base; else what moved in total."""
    title = in_sentence(context, context.told(break_.title))
    moved = [_flagged_over_waves(context, subjects, key_of(owned)) for owned in groups]
    counts = [len(found) for found in moved]
    most = max(counts, default=0)
    if most and counts.count(most) == 1:
        place = counts.index(most)
        if all(one.status != "small base" for one in moved[place]):
            return of_aspects_over_waves(context, subjects, groups[place])
    if most:
        return of_aspects_over_waves(context, subjects)
    if groups and all(_unchanged(context, subject, key_of(one)) for one in groups for subject in subjects):
        return titled(context.language.text("Aspects by {break_title}: no demonstrable changes", break_title=title))
    return titled(context.language.text("Aspects by {break_title}", break_title=title))


def _unchanged(context: Context, subject: Subject, group: str = ALL) -> bool:
    """Whether a test since the wave before shows no change."""
    found = change(context, subject, group)
    return found is not None and found.said == 0


def _flagged_over_waves(context: Context, subjects: Sequence[Subject], group: str) -> list[Estimate]:
    found = [context.shown(one, context.this, group) for one in subjects]
    return [one for one in found if one is not None and flag(context, one, "waves")]
