"""Titles about the answers to a closed question: what was answered most, what changed, where groups differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from peil.report.blocks.context import Context, Subject, group_name
from peil.report.blocks.feet import Shown
from peil.report.blocks.fixed import fixed
from peil.report.blocks.groups import Owned, by_itself, groups_of, key_of, narrowed
from peil.report.blocks.marks import flag, shows_nothing
from peil.report.blocks.owntitles import of_own_answers
from peil.report.blocks.titles import Change, Named, alone_at_the_end, change, in_sentence, named_groups, titled
from peil.report.model import Inlines
from peil.results.model import ALL
from peil.study.model import Break


def opened(label: str, sentence: str) -> str:
    """A sentence behind the label of a question: after a colon, or by itself when the label is a whole question."""
    if label.endswith(("?", ".", "!")):
        return f"{label} {sentence[:1].upper()}{sentence[1:]}"
    return f"{label.rstrip(':')}: {sentence}"


def about(context: Context, label: str, whom: Owned | None) -> str:
    """The label of a question about one group: "Contact (Asylum)"; in front of a label that is a whole question, and
    in the report of that group."""
    if whom is None:
        return label
    name = group_name(context, *whom)
    if whom == context.own:
        return f"{name}, {in_sentence(context, label)}" if not label.endswith("?") else f"{name}: {label}"
    return f"{name}: {label}" if label.endswith("?") else f"{label} ({name})"


def of_answers(context: Context, label: str, subjects: Sequence[Subject], whom: Owned | None = None) -> Inlines:
    """A title about answers over waves: the greatest change that is flagged, else the answer given most. `whom`: those
    of one group."""
    label = about(context, label, whom)
    found = _greatest_change(context, [(one, key_of(whom)) for one in subjects])
    if found is None:
        return most_given(context, label, subjects, key_of(whom))
    subject, change_, _ = found
    words = {"answer": subject.label, **_before_and_now(context, found)}
    text = (
        context.language.text("“{answer}” rises from {before} to {now}", **words)
        if change_.said == 1
        else context.language.text("“{answer}” falls from {before} to {now}", **words)
    )
    return titled(opened(label, text), *_evidence(change_))


Found = tuple[Subject, Change, str]


def _greatest_change(context: Context, figures: Iterable[tuple[Subject, str]]) -> Found | None:
    """The figure (a subject of a group) that changed most, of those flagged; None when another changed as much or when
    it reads the same before and now."""
    changes = [(one, found, key) for one, key in figures if (found := change(context, one, key)) and found.said]
    sizes = [abs(found.contrast.difference) if found.contrast is not None else 0.0 for _, found, _ in changes]
    if not changes or sizes.count(max(sizes)) > 1:
        return None
    greatest = changes[sizes.index(max(sizes))]
    words = _before_and_now(context, greatest)
    return greatest if words["before"] != words["now"] else None


def _before_and_now(context: Context, found: Found) -> dict[str, str]:
    subject, one, _ = found
    now = context.value_text(subject, one.now.estimate)
    return {"before": context.value_text(subject, one.before.estimate) if one.before is not None else now, "now": now}


def _evidence(found: Change) -> list[str]:
    return [one.id for one in (found.now, found.before, found.contrast) if one is not None]


def most_given(context: Context, label: str, subjects: Sequence[Subject], group: str = ALL) -> Inlines:
    """The answer given most in this wave, if it stands alone after rounding."""
    named = [
        Named(subject.label, found, context.value_text(subject, found.estimate))
        for subject in subjects
        if (found := context.shown(subject, context.this, group)) is not None
    ]
    if named and all(fixed(context, one.estimate) for one in named):
        return titled(opened(label, context.language.text("the weights fix these shares")))
    top = alone_at_the_end(named)
    if top is None:
        return titled(label)
    text = context.language.text("“{answer}” most often ({share})", answer=top.name, share=top.text)
    return titled(opened(label, text), top.estimate.id)


def of_answers_by_group_over_waves(
    context: Context, label: str, subjects: Sequence[Subject], break_: Break, groups: Sequence[Owned]
) -> Inlines:
    """A title about answers by group and wave: the greatest change within a group that is flagged, if its base is not
    small."""
    language = context.language
    names = {key_of(owned): group_name(context, *owned) for owned in groups}
    found = _greatest_change(context, [(one, key) for one in subjects for key in names])
    if found is not None and found[1].now.status != "small base":
        subject, one, key = found
        words = {"answer": subject.label, "group": names[key], **_before_and_now(context, found)}
        text = (
            language.text("“{answer}” rises from {before} to {now} in {group}", **words)
            if one.said == 1
            else language.text("“{answer}” falls from {before} to {now} in {group}", **words)
        )
        return titled(opened(label, text), *_evidence(one))
    changes = [change(context, one, key) for one in subjects for key in names]
    if changes and all(one is not None and one.said == 0 for one in changes):
        text = language.text("no demonstrable changes by {break_title}", break_title=_title(context, break_))
        return titled(opened(label, text))
    return _by_break(context, label, break_)


def of_shares(context: Context, label: str, subjects: Sequence[Subject], shown: Shown) -> Inlines:
    """A title about shares as a table shows them: over waves, by group, or both."""
    if shown.break_ is None:
        return of_answers(context, label, subjects, shown.group)
    own = by_itself(shown.break_, shown.group)
    if own is not None and shown.compared == "rest":
        return of_own_answers(context, label, subjects, own)
    if own is not None:
        return of_answers(context, label, subjects, own)
    if shown.compared == "rest":
        return of_answers_by_group(context, label, subjects, narrowed(shown.break_, shown.group))
    groups = groups_of(shown.break_, shown.group) if context.this in shown.waves else ()
    return of_answers_by_group_over_waves(context, label, subjects, shown.break_, groups)


def of_answers_by_group(context: Context, label: str, subjects: Sequence[Subject], break_: Break) -> Inlines:
    """A title about answers by group: the group that stands out most, flagged against the rest and alone at the top."""
    language = context.language
    best: tuple[float, Subject, Named] | None = None
    nothing = bool(subjects)
    for subject in subjects:
        named = named_groups(context, subject, break_)
        top = alone_at_the_end(named)
        for one in named:
            contrast = context.contrast(one.estimate, "rest")
            marked = flag(context, one.estimate, "rest")
            nothing = nothing and shows_nothing(context, contrast)
            if one is top and marked > 0 and contrast is not None and (best is None or contrast.difference > best[0]):
                best = (contrast.difference, subject, one)
    if best is not None:
        _, subject, one = best
        text = language.text(
            "“{answer}” most often in {group} ({share})", answer=subject.label, group=one.name, share=one.text
        )
        return titled(opened(label, text), one.estimate.id, f"{one.estimate.id}~rest")
    if nothing and len(break_.groups) > 1:
        text = language.text("no demonstrable differences by {break_title}", break_title=_title(context, break_))
        return titled(opened(label, text))
    return _by_break(context, label, break_)


def _by_break(context: Context, label: str, break_: Break) -> Inlines:
    """What is shown, where nothing can be said."""
    language, words = context.language, {"label": label, "break_title": _title(context, break_)}
    if label.endswith("?"):
        return titled(opened(label, language.text("by {break_title}", **words)))
    return titled(language.text("{label} by {break_title}", **words))


def _title(context: Context, break_: Break) -> str:
    return in_sentence(context, context.told(break_.title))
