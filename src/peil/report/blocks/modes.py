"""How respondents took part, wave by wave: whether that shifted so far that a change may come of the mode.

Shares are those of the figures: weighted. A wave of one mode needs no question; of one with several the question of
modes (`mode question`) tells how many answered in each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from peil.report.blocks.context import Context, Subject, main_subject
from peil.report.blocks.methodwords import mode_name
from peil.report.blocks.titles import overall_name
from peil.results.model import ChangeSplit
from peil.study.model import Break, Wave
from peil.study.questions import answer_ids


@dataclass(frozen=True)
class Shift:
    """The mode whose share moved most since an earlier wave, by more than the limit: its shares then and now, 0-1."""

    earlier: Wave
    mode: str
    then: float
    now: float


def modes_of(context: Context, wave: Wave) -> Sequence[str]:
    """The modes of a wave: those it names, else the answers of the question of modes, without those nobody gave."""
    return wave.modes or [mode for mode, share in (shares(context, wave) or {}).items() if share > 0]


def shares(context: Context, wave: Wave) -> Mapping[str, float] | None:
    """The share of every mode in a wave; None where that is not known."""
    question = context.survey.questions.get(context.survey.mode or "")
    if question is not None and wave.label in question.sources:
        found = {
            name: context.shown(Subject(question.id, "", "share", name), wave) for name in answer_ids(question.kind)
        }
        known = {name: one.estimate for name, one in found.items() if one is not None}
        return known or None
    return {wave.modes[0]: 1.0} if len(wave.modes) == 1 else None


def shifts(context: Context) -> tuple[Shift, ...]:
    """The earlier waves, latest first, since which the share of a mode moved by more than the limit."""
    now, limit = shares(context, context.this), context.survey.settings.mode_shift
    found = []
    for wave in reversed(context.earlier):
        then = shares(context, wave)
        if now is None or then is None:
            continue
        moved = {one: round(now.get(one, 0.0) - then.get(one, 0.0), 9) for one in (*now, *then)}
        mode = max(moved, key=lambda one: (abs(moved[one]), moved[one]))
        shift = Shift(wave, mode, then.get(mode, 0.0), now.get(mode, 0.0))
        if abs(moved[mode]) > limit:
            found.append(shift)
    return tuple(found)


def unknown(context: Context) -> tuple[Wave, ...]:
    """The waves of several modes of which nobody knows how many answered in each, where another wave had other modes or
    more than one too."""
    several = [wave for wave in context.waves if wave.data is not None and len(wave.modes) > 1]
    measured = [wave for wave in context.waves if wave.data is not None]
    return tuple(wave for wave in several if shares(context, wave) is None) if len(measured) > 1 else ()


def break_of_modes(context: Context) -> Break | None:
    """The break that divides respondents by how they took part, where the survey has one."""
    mode = context.survey.mode
    return next((one for one in context.survey.breaks.values() if mode and one.question == mode), None)


def shifts_told(context: Context) -> Iterator[str]:
    """For the account of the method: what shifted, and how much of the change is left with the same mix of modes."""
    language, found = context.language, shifts(context)
    for one in found:
        yield language.text(
            "The share that answered {mode} went from {then} in {earlier} to {now} in {wave}: a change between these "
            "waves can come of the mode.",
            mode=mode_name(language, one.mode), then=language.percent(one.then), now=language.percent(one.now),
            earlier=one.earlier.label, wave=context.this.label,
        )  # fmt: skip
        split = _split(context, one.earlier)
        if split is not None:
            yield _same_modes(context, split)
    if found:
        yield language.text(
            "Such a shift is told where the share of a mode moves by more than {limit} percentage points.",
            limit=language.number(context.survey.settings.mode_shift * 100, 0),
        )
    if waves := unknown(context):
        yield language.text(
            "How many answered in each mode is not known of {waves}: whether that shifted cannot be said.",
            waves=language.joined([wave.label for wave in waves]),
        )


def _split(context: Context, earlier: Wave) -> ChangeSplit | None:
    """The change of the overall grade told apart by mode, if both waves have a mode in common."""
    by, question = break_of_modes(context), context.overall
    if by is None or question is None:
        return None
    subject = main_subject(context, question)
    both = (context.this, earlier)
    if not any(all(context.shown(subject, wave, by.key(group)) for wave in both) for group in by.groups):
        return None
    wanted = (context.survey.id, context.this.label, earlier.label, question.id, by.id)
    return next(
        (
            one
            for one in context.published.changes
            if (one.survey, one.wave, one.earlier, one.question, one.break_id) == wanted
        ),
        None,
    )


def _same_modes(context: Context, split: ChangeSplit) -> str:
    language = context.language
    words = {
        "change": language.number(split.change, 2, sign=True),
        "real": language.number(split.real, 2, sign=True),
        "margin": language.number(split.real_margin, 2),
        "wave": split.earlier,
        "overall": overall_name(context),
    }
    return language.text(
        "With the same mix of modes in both waves the {overall} changed by {real} (±{margin}) since {wave}, not by "
        "{change}.",
        **words,
    )  # fmt: skip
