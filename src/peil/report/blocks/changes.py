"""Changes compared: did a group change more than everyone else since an earlier wave?

The results hold a test of that where the survey asks for it (`report: compare: changes`). The sentence in the foot of
figures by group over waves, the columns of `::: change`, and the table of `::: table ... changes` tell it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from peil.language.language import NOTHING
from peil.report.blocks.context import Context, Subject, group_name
from peil.report.blocks.groups import Owned
from peil.report.blocks.legend import confidence, double_mark
from peil.report.blocks.marks import mark, shows_nothing, strength
from peil.report.model import TableCell
from peil.results.model import ALL, Contrast, Estimate
from peil.study.model import Break, Wave

REST = "rest"


@dataclass(frozen=True)
class Moved:
    """A group's figure now, its change since an earlier wave, and the test of that against the change of everyone else,
    where it was made; `small`: on a small base in one of the waves."""

    now: Estimate
    change: float
    against_rest: Contrast | None
    small: bool

    @property
    def rest(self) -> float:
        """The change of everyone else."""
        return self.change - self.against_rest.difference if self.against_rest is not None else self.change


def moved(context: Context, subject: Subject, earlier: str, group: str = ALL) -> Moved | None:
    """The change of a group's figure, where both waves may be shown and compared."""
    now, then = context.shown(subject, context.this, group), context.shown(subject, earlier, group)
    if now is None or then is None or context.contrast(now, earlier) is None:
        return None
    small = "small base" in (now.status, then.status)
    return Moved(now, now.estimate - then.estimate, context.contrast(now, f"{earlier}~{REST}"), small)


def against_rest_asked(context: Context, break_: Break) -> bool:
    """Whether the survey compares the changes of these groups with those of the rest."""
    return any(not right for _, right in context.survey.settings.compared.changes.get(break_.id, ()))


def earlier_wave(context: Context, subjects: Sequence[Subject], waves: Sequence[Wave]) -> Wave | None:
    """The latest of these waves before this one that has a figure of everyone which can be compared."""
    before = [wave for wave in context.earlier if wave in waves]
    return next((one for one in reversed(before) if any(moved(context, s, one.label) for s in subjects)), None)


def change_cell(context: Context, subject: Subject, earlier: str, group: str, marked: bool = True) -> TableCell:
    """The change of a group since an earlier wave; the mark says that it differs from that of everyone else."""
    if not group:
        return TableCell("")  # those who are in none of the groups are compared with nobody
    found = moved(context, subject, earlier, group)
    if found is None:
        waves = [wave for wave in reversed(context.waves) if wave.label in (earlier, context.this.label)]
        marks = [mark(context, subject, wave, group) for wave in waves]
        hidden = next((one.text for one in marks if one is not None and one.value is None), NOTHING)
        return TableCell(hidden, muted=True)
    text = context.difference_text(subject, found.change)
    test = found.against_rest
    evidence = test.id if test is not None else f"{found.now.id}~{earlier}"
    flag = strength(test.flag) if test is not None and marked else 0
    return TableCell(f"({text})" if found.small else text, evidence, flag, muted=found.small)


def apart_cell(context: Context, subject: Subject, earlier: str, group: str) -> TableCell:
    """How much more a group changed than everyone else, with the mark of the test."""
    one = change_cell(context, subject, earlier, group)
    found = moved(context, subject, earlier, group) if group else None
    if found is None or found.against_rest is None:
        return replace(one, text=one.text if found is None else NOTHING, evidence="", flag=0, muted=True)
    text = context.difference_text(subject, found.against_rest.difference)
    return replace(one, text=f"({text})" if found.small else text)


def explained(context: Context, flags: Sequence[int], earlier: str) -> Iterator[str]:
    """What the marks at changes mean, of those that occur."""
    if any(flags):
        yield context.language.text(
            "+ or −: since {wave} went further up or further down than the figure of all other respondents; {level} "
            "confidence",
            wave=earlier, level=confidence(context),
        )  # fmt: skip
        yield from double_mark(context, flags)


def changes_in_foot(
    context: Context, subject: Subject, break_: Break, groups: Sequence[Owned], waves: Sequence[Wave]
) -> Iterator[str]:
    """Which of the groups changed more than everyone else, where the survey asks for that."""
    earlier = earlier_wave(context, (subject,), waves)
    if earlier is None or not against_rest_asked(context, break_):
        return
    found = [(owned, moved(context, subject, earlier.label, owned[0].key(owned[1]))) for owned in groups]
    tested = [(owned, one) for owned, one in found if one is not None and one.against_rest is not None]
    if not tested:
        return
    up, down = (_named(context, subject, tested, way) for way in (1, -1))
    words = {"wave": earlier.label, "level": confidence(context), "up": up, "down": down}
    language = context.language
    if up and down:
        text = language.text(
            "Since {wave} further up than the figure of all other respondents: {up}; further down: {down} ({level} "
            "confidence).", **words,
        )  # fmt: skip
    elif up:
        text = language.text(
            "Since {wave} further up than the figure of all other respondents: {up} ({level} confidence).", **words
        )
    elif down:
        text = language.text(
            "Since {wave} further down than the figure of all other respondents: {down} ({level} confidence).", **words
        )
    elif not all(shows_nothing(context, one.against_rest) for _, one in tested):
        return
    elif len(tested) == 1:
        text = language.text(
            "Since {wave} {group} did not change demonstrably otherwise than all other respondents ({level} "
            "confidence).", group=group_name(context, *tested[0][0]), **words,
        )  # fmt: skip
    else:
        text = language.text(
            "Since {wave} no group changed demonstrably otherwise than all other respondents ({level} confidence).",
            **words,
        )
    yield text


def _named(context: Context, subject: Subject, tested: Sequence[tuple[Owned, Moved]], way: int) -> str:
    """The groups that went this way, each with its change and that of everyone else."""
    return ", ".join(
        context.language.text(
            "{group} ({change}, others {rest})",
            group=group_name(context, *owned),
            change=context.difference_text(subject, one.change),
            rest=context.difference_text(subject, one.rest),
        )
        for owned, one in tested
        if one.against_rest is not None and one.against_rest.direction == way
    )
