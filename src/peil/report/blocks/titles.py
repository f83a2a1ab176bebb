"""Titles that say the finding: generated from figures and tests, and never more than these bear out.

Risen and fallen are said only where the change is flagged, highest and lowest only where a group stands alone after
rounding, and small bases are never named. Where nothing can be said, a title only says what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peil.report.blocks.context import Context, Subject, group_name, of_ten
from peil.report.blocks.fixed import fixed
from peil.report.blocks.groups import Owned
from peil.report.blocks.marks import direction, shows_nothing
from peil.report.model import Inlines, Run, Value
from peil.results.model import ALL, Contrast, Estimate
from peil.study.model import Break, Wave

_MOST_NAMED = 3
_LONG_LABEL = 45
_ARTICLE = 3  # letters that an article has at most: "Het", "The"; a name behind it does not make it one


def titled(text: str, *evidence: str) -> Inlines:
    """A title that rests on estimates; plain text where it rests on none."""
    return (Value(text, tuple(evidence)),) if evidence else (Run(text),)


def short_label(context: Context, subject: Subject) -> str:
    """What a sentence calls the subject: its label, or a general word where the label is a whole question."""
    language = context.language
    if not subject.label.endswith("?") and len(subject.label) <= _LONG_LABEL:
        return subject.label
    if subject.question is not None and subject.question is context.overall:
        return _overall_label(context)
    if subject.measure == "nps":
        return language.text("Net promoter score")
    if subject.measure != "mean":
        return language.text("Share")
    return language.text("Mean grade") if of_ten(subject.question) else language.text("Mean rating")


def _overall_label(context: Context) -> str:
    named = context.language.text
    return named("Overall grade") if of_ten(context.overall) else named("Overall rating")


def overall_name(context: Context) -> str:
    """What a text calls the figure of the first page: "overall grade" where it is out of ten, else "overall rating"."""
    return in_sentence(context, _overall_label(context))


def sentence_label(context: Context, subject: Subject) -> str:
    """The subject as it begins a sentence, "The overall grade"; "" when its label may not fit a sentence."""
    language, label = context.language, short_label(context, subject)
    general = label in (language.text("Overall grade"), language.text("Overall rating"))
    return language.text("The {overall}", overall=in_sentence(context, label)) if general else ""


@dataclass(frozen=True)
class Change:
    """A figure of this wave beside that of the latest earlier wave of the same series.

    `said`: +1 or -1 when it may be called risen or fallen; 0 when a test found no difference; None when neither may
    be said (no test, a difference too small to matter, a rule that looks at more waves).
    """

    now: Estimate
    before: Estimate | None
    contrast: Contrast | None
    said: int | None
    broken: bool = False


def change(context: Context, subject: Subject, group: str = ALL) -> Change | None:
    """What may be said about a figure since the wave before; None when this wave's figure is not shown."""
    now = context.shown(subject, context.this, group)
    if now is None:
        return None
    broken = subject.question is not None and context.this.label in subject.question.new_series
    if broken:
        return Change(now, None, None, None, broken=bool(context.earlier))
    before = _latest_before(context, subject, group)
    if before is None:
        return Change(now, None, None, None)
    contrast = context.contrast(now, before.wave)
    return Change(now, before, contrast, _said(context, now, contrast))


def _latest_before(context: Context, subject: Subject, group: str) -> Estimate | None:
    """The figure of the latest earlier wave that is shown and belongs to the same series."""
    new_series = subject.question.new_series if subject.question is not None else ()
    for wave in reversed(context.earlier):
        found = context.shown(subject, wave, group)
        if found is not None:
            return found
        if wave.label in new_series:
            return None
    return None


def _said(context: Context, now: Estimate, contrast: Contrast | None) -> int | None:
    if contrast is None:
        return None
    rule = direction(context, now, "waves")
    if contrast.flag != 0:
        return contrast.direction if rule == contrast.direction else None
    # What has no error, as the weights fix it, has no p either: it was not tested.
    surely_equal = rule == 0 and contrast.p >= context.survey.settings.level
    return 0 if surely_equal else None


def of_change(context: Context, subject: Subject, group: str = ALL, group_label: str = "") -> Inlines:
    """A title about one figure over waves: "Overall grade rises from 7.4 to 7.7"."""
    language, label = context.language, short_label(context, subject)
    label = f"{label} ({group_label})" if group_label else label
    found = change(context, subject, group)
    if found is None:
        return titled(language.text("{label}: too few answers to show", label=label))
    now = context.value_text(subject, found.now.estimate)
    if fixed(context, found.now):
        return titled(language.text("{label}: {now}, fixed by the weights", label=label, now=now), found.now.id)
    if found.broken:
        return titled(
            language.text("{label}: {now}, not comparable with earlier waves", label=label, now=now), found.now.id
        )
    if found.before is None:
        return titled(language.text("{label}: {now}", label=label, now=now), found.now.id)
    before, wave = context.value_text(subject, found.before.estimate), found.before.wave
    evidence = [found.now.id, found.before.id, *([found.contrast.id] if found.contrast is not None else [])]
    words = {"label": label, "now": now, "before": before, "wave": wave}
    if found.said in (1, -1):
        return titled(_moved(context, subject, found.said, words, group_label), *evidence)
    if found.said == 0:
        text = language.text("{label}: {now}, not demonstrably different from {wave}", **words)
    else:
        text = language.text("{label}: {now} ({wave}: {before})", **words)
    return titled(text, *evidence)


def _moved(context: Context, subject: Subject, said: int, words: dict[str, str], group_label: str) -> str:
    """A rise or a fall in words: a sentence where the label fits in, else behind a colon."""
    language = context.language
    if words["now"] == words["before"]:
        return _equal_when_rounded(context, said == 1, words)
    whole = sentence_label(context, subject)
    if whole:
        words = {**words, "label": f"{whole} ({group_label})" if group_label else whole}
        if said == 1:
            return language.text("{label} rises from {before} to {now}", **words)
        return language.text("{label} falls from {before} to {now}", **words)
    if said == 1:
        return language.text("{label}: up from {before} to {now}", **words)
    return language.text("{label}: down from {before} to {now}", **words)


def _equal_when_rounded(context: Context, higher: bool, words: dict[str, str]) -> str:
    if higher:
        return context.language.text("{label}: {now}, slightly but significantly higher than in {wave}", **words)
    return context.language.text("{label}: {now}, slightly but significantly lower than in {wave}", **words)


@dataclass(frozen=True)
class Named:
    """Something that has a figure and a name: a group, an aspect, an answer."""

    name: str
    estimate: Estimate
    text: str


def named_groups(context: Context, subject: Subject, break_: Break) -> list[Named]:
    """The groups of a break with a figure that is shown and that do not lie inside another group of it."""
    ids = {group.id for group in break_.groups}
    return [
        Named(group_name(context, break_, group), found, context.value_text(subject, found.estimate))
        for group in break_.groups
        if group.parent not in ids and (found := context.shown(subject, context.this, break_.key(group))) is not None
    ]


def alone_at_the_end(named: Sequence[Named], lowest: bool = False) -> Named | None:
    """The one with the highest (lowest) figure; none when another has the same after rounding or its base is small."""
    if len(named) < 2:
        return None
    first, second, *_ = sorted(named, key=lambda one: one.estimate.estimate, reverse=not lowest)
    return first if first.text != second.text and first.estimate.status != "small base" else None


def of_groups(context: Context, subject: Subject, break_: Break) -> Inlines:
    """A title about groups in this wave: "Asylum the highest with 8.1"."""
    language = context.language
    named = named_groups(context, subject, break_)
    top = alone_at_the_end(named)
    low = alone_at_the_end(named, lowest=True) if len(named) > 2 else None
    # What the weights put in is not found: such a group is not named as an end.
    top, low = (one if one is not None and not fixed(context, one.estimate) else None for one in (top, low))
    label = short_label(context, subject)
    if top is None and low is None:
        title = in_sentence(context, context.told(break_.title))
        return titled(language.text("{label} by {break_title}", label=label, break_title=title))
    evidence = [one.estimate.id for one in (top, low) if one is not None]
    text = _ends(context, label, top, low)
    if _none_differs(context, subject, break_):
        text += language.text("; differences not significant")
    return titled(text, *evidence)


def _ends(context: Context, label: str, top: Named | None, low: Named | None) -> str:
    """The highest and the lowest, as far as each stands alone."""
    language = context.language
    highest = {"top": top.name, "highest": top.text} if top is not None else {}
    lowest = {"low": low.name, "lowest": low.text} if low is not None else {}
    if top is None:
        return language.text("{label}: {low} the lowest with {lowest}", label=label, **lowest)
    if low is None:
        return language.text("{label}: {top} the highest with {highest}", label=label, **highest)
    return language.text(
        "{label}: {top} the highest with {highest}, {low} the lowest with {lowest}", label=label, **highest, **lowest
    )


def _none_differs(context: Context, subject: Subject, break_: Break) -> bool:
    """Whether every group that is shown was tested against the rest, and no test shows a difference."""
    shown = [context.shown(subject, context.this, break_.key(group)) for group in break_.groups]
    return all(shows_nothing(context, context.contrast(one, "rest")) for one in shown if one is not None)


def of_changes_by_group(context: Context, subject: Subject, groups: Sequence[Owned], break_: Break) -> Inlines:
    """A title about groups over waves: "Overall grade rises for asylum and naturalisation"."""
    language, label = context.language, short_label(context, subject)
    changes = [(owned, change(context, subject, owned[0].key(owned[1]))) for owned in groups]
    said = [(owned, one) for owned, one in changes if one is not None and one.said is not None]
    up = [(owned, one) for owned, one in said if one.said == 1]
    down = [(owned, one) for owned, one in said if one.said == -1]
    evidence = [one.now.id for _, one in (*up, *down)]
    if up or down:
        words = {"up": _names(context, up, len(groups)), "down": _names(context, down, len(groups))}
        return titled(_moved_groups(context, subject, words), *evidence)
    words = {"label": label, "break_title": in_sentence(context, context.told(break_.title))}
    if len(said) == len(groups):
        text = language.text("{label} by {break_title}: no group differs demonstrably from the wave before", **words)
        return titled(text, *(one.now.id for _, one in said))
    return titled(language.text("{label} by {break_title}", **words))


def _moved_groups(context: Context, subject: Subject, words: dict[str, str]) -> str:
    """Where a figure rose and fell: a sentence where the label fits in, else behind a colon."""
    language, whole = context.language, sentence_label(context, subject)
    words = {**words, "label": whole or short_label(context, subject)}
    if words["up"] and words["down"]:
        if whole:
            return language.text("{label} rises for {up} and falls for {down}", **words)
        return language.text("{label}: up for {up}, down for {down}", **words)
    if words["up"]:
        if whole:
            return language.text("{label} rises for {up}", **words)
        return language.text("{label}: up for {up}", **words)
    if whole:
        return language.text("{label} falls for {down}", **words)
    return language.text("{label}: down for {down}", **words)


def _names(context: Context, found: Sequence[tuple[Owned, Change]], total: int) -> str:
    """The groups by name when they are few and none has a small base, otherwise their number; "" without any."""
    if not found:
        return ""
    if len(found) <= _MOST_NAMED and all(one.now.status != "small base" for _, one in found):
        return context.language.joined([group_name(context, *owned) for owned, _ in found])
    count, of = context.language.integer(len(found)), context.language.integer(total)
    return context.language.text("{count} of {total} groups", count=count, total=of)


def against(context: Context, subjects: Sequence[Subject] = ()) -> str:
    """What the flags over waves compare with, to stand behind "than": "in 2011", "in every earlier wave".

    `subjects`: the figures that are flagged; a single earlier wave in which they were asked is named.
    """
    language = context.language
    earlier = [wave for wave in context.earlier if not subjects or _any_asked(context, subjects, wave)]
    match context.survey.settings.compare_waves:
        case "previous" if earlier:
            return language.text("in the previous wave ({wave})", wave=earlier[-1].label)
        case "previous":
            return language.text("in the previous wave")
        case "first":
            return language.text("in the first wave ({wave})", wave=context.survey.waves[0].label)
        case "each earlier wave" if len(earlier) == 1:
            return language.text("in {wave}", wave=earlier[0].label)
        case "each earlier wave":
            return language.text("in every earlier wave")
        case "the other waves together":
            return language.text("in the other waves together")


def _any_asked(context: Context, subjects: Sequence[Subject], wave: Wave) -> bool:
    return any(context.estimate(subject, wave) is not None for subject in subjects)


def in_sentence(context: Context, title: str) -> str:
    """A title or label inside a sentence: a whole question in quotation marks, others without their capital.

    The capital stays where it is that of an abbreviation ("VVR"), or of a name ("AirTrain", "Rental Car Center clean").
    """
    if title.endswith("?"):
        return context.language.text("“{quoted}”", quoted=title)
    first, *others = title.split() or [""]
    inside = any(letter.isupper() for letter in first[1:])
    named = len(first) > _ARTICLE and bool(others) and others[0].istitle()
    return title if len(first) < 2 or inside or named else title[:1].lower() + title[1:]
