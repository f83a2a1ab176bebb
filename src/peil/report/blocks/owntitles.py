"""Titles about one group beside the total: what it is, and whether it differs from all others.

They say higher and lower only where the test against the others is flagged, and never of a small base.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from peil.report.blocks.context import Context, Subject, group_name
from peil.report.blocks.groups import Owned, key_of
from peil.report.blocks.marks import flag, shows_nothing
from peil.report.blocks.titles import change, in_sentence, short_label, titled
from peil.report.model import Inlines
from peil.results.model import Estimate

_LONG = 55  # letters of a question and an answer that stand together in a title


def of_own_change(context: Context, subject: Subject, own: Owned) -> Inlines:
    """One figure of the group over waves: "Asylum: the consistent message up from 7.0 to 7.7"."""
    language, found = context.language, change(context, subject, key_of(own))
    words = {"group": group_name(context, *own), "label": own_label(context, subject)}
    if found is None:
        return titled(language.text("{group}: {label}, too few answers to show", **words))
    words["now"] = context.value_text(subject, found.now.estimate)
    if found.broken:
        return titled(language.text("{group}: {label} {now}, not comparable with earlier waves", **words), found.now.id)
    if found.before is None:
        return titled(language.text("{group}: {label} {now}", **words), found.now.id)
    words |= {"before": context.value_text(subject, found.before.estimate), "wave": found.before.wave}
    evidence = [found.now.id, found.before.id, *([found.contrast.id] if found.contrast is not None else [])]
    said = found.said if found.now.status != "small base" else None
    return titled(marked(context, found.now, _moved(context, said, words)), *evidence)


def marked(context: Context, found: Estimate, text: str) -> str:
    """The text of a figure, marked where its base is small: in the report of a small group every figure may be so."""
    return context.language.text("{text}, small base", text=text) if found.status == "small base" else text


def _moved(context: Context, said: int | None, words: dict[str, str]) -> str:
    """A rise or a fall in words, where it is no chance and can be seen in the figures as printed."""
    language, seen = context.language, words["now"] != words["before"]
    if said == 1 and seen:
        return language.text("{group}: {label} up from {before} to {now}", **words)
    if said == -1 and seen:
        return language.text("{group}: {label} down from {before} to {now}", **words)
    if said == 1:
        return language.text("{group}: {label} {now}, slightly but significantly higher than in {wave}", **words)
    if said == -1:
        return language.text("{group}: {label} {now}, slightly but significantly lower than in {wave}", **words)
    if said == 0:
        return language.text("{group}: {label} {now}, not demonstrably different from {wave}", **words)
    return language.text("{group}: {label} {now} ({wave}: {before})", **words)


def named_title(context: Context, own: Owned, title: Inlines) -> Inlines:
    """A title behind the name of the group."""
    first, *others = title
    text = f"{group_name(context, *own)}: {in_sentence(context, first.text)}"
    return (replace(first, text=text), *others)


def own_label(context: Context, subject: Subject) -> str:
    """What a title calls a figure behind the name of a group; an answer with its question, "yes" would say little."""
    label = in_sentence(context, short_label(context, subject))
    if subject.measure == "nps":
        return in_sentence(context, context.language.text("Net promoter score"))
    if subject.question is None or subject.measure != "share":
        return label
    question = context.told(subject.question.label)
    if question.endswith("?") or len(question) + len(subject.label) > _LONG:
        return context.language.text("“{quoted}”", quoted=subject.label)
    return f"{in_sentence(context, question)}, {context.language.text('“{quoted}”', quoted=subject.label)}"


def of_own(context: Context, subject: Subject, own: Owned) -> Inlines:
    """One figure of the group: "Asylum: use of the internet 62%, less than the others (total 85%)"."""
    language, now = context.language, context.shown(subject, context.this, key_of(own))
    label, group = own_label(context, subject), group_name(context, *own)
    if now is None:
        return titled(language.text("{group}: {label}", group=group, label=label))
    whole = context.shown(subject, context.this)
    total = context.value_text(subject, whole.estimate) if whole is not None else language.text("not shown")
    words = {
        "group": group,
        "label": label,
        "now": context.value_text(subject, now.estimate),
        "total": total,
    }
    evidence = [now.id, *([whole.id] if whole is not None else []), *_test(context, now)]
    return titled(_said(context, now, words), *evidence)


def _test(context: Context, now: Estimate) -> list[str]:
    return [f"{now.id}~rest"] if context.contrast(now, "rest") is not None else []


def _said(context: Context, now: Estimate, words: dict[str, str]) -> str:
    language, found = context.language, flag(context, now, "rest")
    if now.status == "small base" or not _test(context, now):
        return marked(context, now, language.text("{group}: {label} {now}, total {total}", **words))
    if found > 0:
        return language.text("{group}: {label} {now}, significantly higher than the others (total {total})", **words)
    if found < 0:
        return language.text("{group}: {label} {now}, significantly lower than the others (total {total})", **words)
    contrast = context.contrast(now, "rest")
    if contrast is not None and contrast.p < context.survey.settings.level:
        return language.text("{group}: {label} {now}, total {total}", **words)
    return language.text("{group}: {label} {now}, not demonstrably different from the others (total {total})", **words)


def of_own_answers(context: Context, label: str, subjects: Sequence[Subject], own: Owned) -> Inlines:
    """Shares of the group: the answer that differs most from the others, else that none does."""
    language, group = context.language, group_name(context, *own)
    found = [(subject, one) for subject in subjects if (one := context.shown(subject, context.this, key_of(own)))]
    tested = [(subject, one, contrast) for subject, one in found if (contrast := context.contrast(one, "rest"))]
    flagged = [each for each in tested if flag(context, each[1], "rest") and each[1].status != "small base"]
    words = {"group": group, "label": in_sentence(context, label)}
    if flagged:
        subject, one, contrast = max(flagged, key=lambda each: abs(each[2].difference))
        whole = context.shown(subject, context.this)
        total = context.value_text(subject, whole.estimate) if whole is not None else language.text("not shown")
        words |= {"answer": subject.label, "now": context.value_text(subject, one.estimate), "total": total}
        evidence = (one.id, *([whole.id] if whole is not None else []), f"{one.id}~rest")
        if contrast.difference > 0:
            text = language.text("{group}: “{answer}” more often than the others, {now} (total {total})", **words)
        else:
            text = language.text("{group}: “{answer}” less often than the others, {now} (total {total})", **words)
        return titled(text, *evidence)
    if tested and len(tested) == len(subjects) and not any(_sure(context, each[2].p) for each in tested):
        return titled(language.text("{group}: {label} not demonstrably different from the others", **words))
    return titled(language.text("{group}: {label}", **words))


def _sure(context: Context, p: float) -> bool:
    return p < context.survey.settings.level


def of_own_aspects(context: Context, subjects: Sequence[Subject], own: Owned) -> Inlines:
    """Aspects of the group against the others: how many lie higher, how many lower."""
    language, group = context.language, group_name(context, *own)
    found = [one for subject in subjects if (one := context.shown(subject, context.this, key_of(own)))]
    tested = [one for one in found if context.contrast(one, "rest") is not None and one.status != "small base"]
    marks = [flag(context, one, "rest") for one in tested]
    up, down = sum(mark > 0 for mark in marks), sum(mark < 0 for mark in marks)
    evidence = [one.id for one, mark in zip(tested, marks, strict=True) if mark]
    counts = {"group": group, "up": language.integer(up), "down": language.integer(down)}
    counts["total"] = language.integer(len(tested))
    if not tested:
        return titled(language.text("{group}: the aspects beside the total", **counts))
    if up and down:
        text = language.text("{group} rates {up} of {total} aspects higher than the others, {down} lower", **counts)
    elif up:
        text = language.text("{group} rates {up} of {total} aspects higher than the others, none lower", **counts)
    elif down:
        text = language.text("{group} rates {down} of {total} aspects lower than the others, none higher", **counts)
    elif all(shows_nothing(context, context.contrast(one, "rest")) for one in tested):
        text = language.text("{group} rates no aspect demonstrably higher or lower than the others", **counts)
    else:
        text = language.text("{group}: the aspects beside the total", **counts)
    return titled(text, *evidence)
