"""Titles about the answers to a closed question: what was answered most, what changed, where groups differ."""

from __future__ import annotations

from collections.abc import Sequence

from peil.report.blocks.context import Context, Subject
from peil.report.blocks.marks import flag
from peil.report.blocks.titles import Named, alone_at_the_end, change, in_sentence, named_groups, titled
from peil.report.model import Inlines
from peil.study.model import Break


def opened(label: str, sentence: str) -> str:
    """A sentence behind the label of a question: after a colon, or by itself when the label is a whole question."""
    if label.endswith(("?", ".", "!")):
        return f"{label} {sentence[:1].upper()}{sentence[1:]}"
    return f"{label.rstrip(':')}: {sentence}"


def of_answers(context: Context, label: str, subjects: Sequence[Subject]) -> Inlines:
    """A title about answers over waves: the greatest change that is flagged, else the answer given most."""
    changes = [(one, found) for one in subjects if (found := change(context, one)) is not None and found.said]
    sizes = [abs(found.contrast.difference) if found.contrast is not None else 0.0 for _, found in changes]
    if changes and sizes.count(max(sizes)) == 1:
        subject, found = changes[sizes.index(max(sizes))]
        now = context.value_text(subject, found.now.estimate)
        before = context.value_text(subject, found.before.estimate) if found.before is not None else now
        if now != before:
            words = {"answer": subject.label, "before": before, "now": now}
            text = (
                context.language.text("“{answer}” rises from {before} to {now}", **words)
                if found.said == 1
                else context.language.text("“{answer}” falls from {before} to {now}", **words)
            )
            evidence = [one.id for one in (found.now, found.before, found.contrast) if one is not None]
            return titled(opened(label, text), *evidence)
    return most_given(context, label, subjects)


def most_given(context: Context, label: str, subjects: Sequence[Subject]) -> Inlines:
    """The answer given most in this wave, if it stands alone after rounding."""
    named = [
        Named(subject.label, found, context.value_text(subject, found.estimate))
        for subject in subjects
        if (found := context.shown(subject, context.this)) is not None
    ]
    top = alone_at_the_end(named)
    if top is None:
        return titled(label)
    text = context.language.text("“{answer}” most often ({share})", answer=top.name, share=top.text)
    return titled(opened(label, text), top.estimate.id)


def of_answers_by_group(context: Context, label: str, subjects: Sequence[Subject], break_: Break) -> Inlines:
    """A title about answers by group: the group that stands out most, flagged against the rest and alone at the top."""
    language = context.language
    best: tuple[float, Subject, Named] | None = None
    flagged, tested = False, bool(subjects)
    for subject in subjects:
        named = named_groups(context, subject, break_)
        top = alone_at_the_end(named)
        for one in named:
            contrast = context.contrast(one.estimate, "rest")
            marked = flag(context, one.estimate, "rest")
            tested, flagged = tested and contrast is not None, flagged or marked != 0
            if one is top and marked == 1 and contrast is not None and (best is None or contrast.difference > best[0]):
                best = (contrast.difference, subject, one)
    words = {"label": label, "break_title": in_sentence(context, context.told(break_.title))}
    if best is not None:
        _, subject, one = best
        text = language.text(
            "“{answer}” most often in {group} ({share})", answer=subject.label, group=one.name, share=one.text
        )
        return titled(opened(label, text), one.estimate.id, f"{one.estimate.id}~rest")
    if tested and not flagged and len(break_.groups) > 1:
        text = language.text("no demonstrable differences by {break_title}", **words)
        return titled(opened(label, text))
    if label.endswith("?"):
        return titled(opened(label, language.text("by {break_title}", **words)))
    return titled(language.text("{label} by {break_title}", **words))
