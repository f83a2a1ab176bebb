"""Titles about many graded aspects: how many changed, which end the list, which group stands apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from peil.language import Language
from peil.report.blocks.context import Context, Subject
from peil.report.blocks.marks import flag
from peil.report.blocks.titles import Named, against, alone_at_the_end, change, in_sentence, named_groups, titled
from peil.report.model import Inlines
from peil.study.model import Break


def of_aspects_over_waves(context: Context, subjects: Sequence[Subject]) -> Inlines:
    """A title about many figures over waves: how many are flagged, of those that were compared at all."""
    language = context.language
    compared = [one for one in subjects if (c := change(context, one)) is not None and c.contrast is not None]
    flags = [flag(context, context.shown(one, context.this), "waves") for one in compared]
    up, down = flags.count(1), flags.count(-1)
    if not compared:
        return of_aspects(context, subjects)
    evidence = [f.id for one in compared if (f := context.shown(one, context.this)) is not None]
    words = {"total": language.integer(len(compared)), "earlier": against(context, compared)}
    if len(compared) > 1 and len(compared) in (up, down):
        text = _all_of_them(language, up > 0, words)
    elif up and down:
        text = language.plural(
            "{count} of {total} aspects scores significantly higher than {earlier}, {down} lower",
            "{count} of {total} aspects score significantly higher than {earlier}, {down} lower",
            up,
            down=language.integer(down),
            **words,
        )
    elif up:
        text = language.plural(
            "{count} of {total} aspects scores significantly higher than {earlier}, none lower",
            "{count} of {total} aspects score significantly higher than {earlier}, none lower",
            up,
            **words,
        )
    elif down:
        text = language.plural(
            "{count} of {total} aspects scores significantly lower than {earlier}, none higher",
            "{count} of {total} aspects score significantly lower than {earlier}, none higher",
            down,
            **words,
        )
    else:
        text = language.text("None of the {total} aspects scores significantly higher or lower than {earlier}", **words)
    return titled(text, *evidence)


def _all_of_them(language: Language, higher: bool, words: Mapping[str, str]) -> str:
    """Every aspect moved the same way: "4 of 4" would not be how anyone says it."""
    if higher:
        return language.text("All {total} aspects score significantly higher than {earlier}", **words)
    return language.text("All {total} aspects score significantly lower than {earlier}", **words)


def aspect_names(context: Context, subjects: Sequence[Subject]) -> list[Named]:
    """The aspects with a figure that is shown in this wave."""
    return [
        Named(subject.label, found, context.value_text(subject, found.estimate))
        for subject in subjects
        if (found := context.shown(subject, context.this)) is not None
    ]


def of_aspects(context: Context, subjects: Sequence[Subject]) -> Inlines:
    """A title about many figures in one wave: the highest and the lowest, as far as each stands alone."""
    language = context.language
    named = aspect_names(context, subjects)
    top, low = alone_at_the_end(named), alone_at_the_end(named, lowest=True)
    if top is not None and low is not None:
        words = {"top": top.name, "highest": top.text, "low": low.name, "lowest": low.text}
        text = language.text("{top} rated highest ({highest}), {low} lowest ({lowest})", **words)
        return titled(text, top.estimate.id, low.estimate.id)
    if top is not None:
        text = language.text("{top} rated highest ({highest})", top=top.name, highest=top.text)
        return titled(text, top.estimate.id)
    if low is not None:
        text = language.text("{low} rated lowest ({lowest})", low=low.name, lowest=low.text)
        return titled(text, low.estimate.id)
    return titled(language.text("Aspects of the service"))


def of_aspects_by_group(context: Context, subjects: Sequence[Subject], break_: Break) -> Inlines:
    """A title about many figures by group: the group with most flags against the rest, if it stands alone."""
    language = context.language
    counts: dict[str, tuple[int, int, list[str]]] = {}
    tested = bool(subjects)
    for subject in subjects:
        for one in named_groups(context, subject, break_):
            tested = tested and context.contrast(one.estimate, "rest") is not None
            marked = flag(context, one.estimate, "rest")
            up, down, ids = counts.get(one.name, (0, 0, []))
            counts[one.name] = (up + (marked == 1), down + (marked == -1), [*ids, *([one.estimate.id] * (marked != 0))])
    title = in_sentence(context, context.told(break_.title))
    # Of two groups that are together everyone both have the same flags: the one that is higher more often is named.
    sizes = sorted(((up + down, up) for up, down, _ in counts.values()), reverse=True)
    if len(sizes) > 1 and sizes[0] > sizes[1]:
        name, (up, down, ids) = next(one for one in counts.items() if (sum(one[1][:2]), one[1][0]) == sizes[0])
        return titled(_stands_apart(context, name, (up, down), len(subjects)), *ids)
    if tested and sizes and not sizes[0][0]:
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
