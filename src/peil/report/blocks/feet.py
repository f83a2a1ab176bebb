"""The foot of a page: the question's wording, the base and n, the marks that occur, and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peil.language.language import NOTHING
from peil.report.blocks.changes import changes_in_foot
from peil.report.blocks.context import UNWEIGHTED, Context, Subject, group_name
from peil.report.blocks.fixed import fixed_in
from peil.report.blocks.groups import Owned, key_of
from peil.report.blocks.legend import marks_explained, was_there
from peil.report.blocks.marks import PRIVATE, Compared, no_figure
from peil.report.blocks.notes import answer_notes, merged, series_notes
from peil.report.model import Block, Foot
from peil.results.model import ALL
from peil.study.model import Benchmark, Break, Grade, Group, Multiple, Question, Single, Survey, Unweighted, Wave

GROUPS_IN_FOOT = 10


@dataclass(frozen=True)
class Shown:
    """What a page shows, from which its foot follows.

    `subjects`: the figures whose answers are the base. `questions`: whose wording is printed. `compared`: what the
    flags in it mean. `groups`: of `break_`, when it shows groups. `extra`: notes of its own; `marks`: explanations of
    marks of its own. `group`: the only group that it is about, or with a break the one within which these groups lie.
    `n_over_waves`: the foot says how many of each group answered in every wave, not in this one alone. `benchmarks`:
    figures from outside that are drawn too. `keys`: groups that rows of a table are about, where the foot says nothing
    of their n.
    """

    subjects: tuple[Subject, ...]
    questions: tuple[Question, ...]
    waves: tuple[Wave, ...]
    compared: Compared = "nothing"
    break_: Break | None = None
    groups: tuple[Group, ...] = ()
    wording: str = ""
    extra: tuple[str, ...] = ()
    group: Owned | None = None
    n_over_waves: bool = False
    benchmarks: tuple[tuple[Survey, Benchmark], ...] = ()
    marks: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def alone(self) -> Owned | None:
        """The only group that the page is about, None when it shows everyone."""
        return self.group if self.break_ is None else None


def foot(context: Context, blocks: Sequence[Block], shown: Shown) -> Foot:
    """The foot of a page with these blocks."""
    unanswered, unasked = tuple(_no_answer(context, shown)), tuple(_not_asked(context, shown))
    return Foot(
        tuple(_wordings(context, shown)),
        (*_base(context, shown), *(line for line, _ in unanswered)),
        (
            *marks_explained(context, blocks, shown.compared, shown.subjects, _lacking(context, shown)),
            *shown.marks,
            *_changes(context, shown),
            *_unweighted(context, shown),
        ),
        tuple(dict.fromkeys((*_notes(context, shown, [line for line, _ in unasked]), *shown.extra))),
        (*unanswered, *unasked),
    )


def _lacking(context: Context, shown: Shown) -> list[str]:
    """Why figures of a page are not there: the question was not asked in a wave, or a group was not there then, as one
    that a new question makes."""
    keys = {shown.break_.key(group) for group in shown.groups} if shown.break_ is not None else {key_of(shown.group)}
    keys |= set(shown.keys)
    asked, unasked, groupless, itself = context.estimate, False, False, False
    splitting = {condition.question for group in shown.groups for condition in group.conditions}
    for subject in shown.subjects:
        for wave in shown.waves:
            if asked(subject, wave) is None:
                unasked = True
                continue
            gone = [key for key in keys if not was_there(context, asked(subject, wave, key), wave.label, key)]
            own = subject.question is not None and subject.question.id in splitting
            there = [key for key in gone if own and context.group_sizes.get((wave.label, key))]
            groupless, itself = groupless or len(there) < len(gone), itself or bool(there)
    language = context.language
    reasons = [(unasked, language.text("not asked in this wave"))]
    reasons.append((groupless, language.text("no such group in this wave")))
    reasons.append((itself, language.text("not split by its own answers")))
    return [text for holds, text in reasons if holds]


def _wordings(context: Context, shown: Shown) -> Iterator[str]:
    """The questions as they were put, per wave where the wording changed, the latest first."""
    if shown.wording:
        yield shown.wording
        return
    for question in shown.questions:
        put = wordings(context, question, shown.waves)
        if len(put) < 2:
            yield next(iter(put))
        else:
            for text, labels in put.items():
                yield f"{context.language.joined(labels)}: {text}"


def wordings(context: Context, question: Question, waves: Sequence[Wave]) -> dict[str, list[str]]:
    """How a question was put in these waves: each text with the waves that had it, the latest first; as it is put now
    where no wave asked it."""
    waves_by_text: dict[str, list[str]] = {}
    for wave in reversed(waves):
        if wave.label in question.sources or wave.published:
            waves_by_text.setdefault(wording(context, question, wave.label), []).insert(0, wave.label)
    if len(waves_by_text) < 2:
        text = next(iter(waves_by_text), "") or wording(context, question, context.this.label)
        return {text: next(iter(waves_by_text.values()), [])}
    return waves_by_text


def wording(context: Context, question: Question, wave: str) -> str:
    """A question as it was put in a wave, with the question above its grid and the meaning of its ends."""
    grid = context.survey.grids.get(question.grid or "")
    parts = [context.told(grid.text)] if grid is not None else []
    parts.append(context.told(question.wording(wave)))
    if isinstance(question.kind, Grade) and question.kind.ends is not None:
        parts.append(f"({context.told(question.kind.ends)})")
    if isinstance(question.kind, Multiple) and question.themes_of is None:
        parts.append(context.language.text("(several answers possible)"))
    return " ".join(parts)


def _base(context: Context, shown: Shown) -> Iterator[str]:
    """Who answered: the base and n per wave, and n per group."""
    language = context.language
    if shown.subjects:
        yield _base_line(context, shown)
    if shown.break_ is not None and len(shown.groups) <= GROUPS_IN_FOOT:
        waves = [wave for wave in shown.waves if shown.n_over_waves or wave is context.this] or [context.this]
        counts = _group_counts(context, shown, shown.break_, waves)
        if counts:
            labels = ", ".join(wave.label for wave in waves)
            yield language.text("n in {wave}: {counts}", wave=labels, counts=counts)
    if shown.subjects and not isinstance(context.survey.weighting, Unweighted):
        yield language.text("Figures are weighted, n is not.")


def _changes(context: Context, shown: Shown) -> Iterator[str]:
    """Which groups changed more than the others, under one figure by group over waves."""
    if shown.break_ is not None and shown.compared != "nothing" and len(shown.subjects) == 1:
        owned = [(shown.break_, group) for group in shown.groups]
        yield from changes_in_foot(context, shown.subjects[0], shown.break_, owned, shown.waves)


def _unweighted(context: Context, shown: Shown) -> Iterator[str]:
    """What the dagger behind a wave means, on a page that shows such a wave."""
    if shown.subjects and any(wave.label in context.unweighted_waves for wave in shown.waves):
        yield unweighted_told(context)


def unweighted_told(context: Context) -> str:
    """What the dagger behind a wave means."""
    return context.language.text("{dagger}: a wave without weights, every respondent counts once", dagger=UNWEIGHTED)


def _base_line(context: Context, shown: Shown) -> str:
    language, key = context.language, key_of(shown.alone)
    asked = {base_text(context, one.question) for one in shown.subjects}
    base = asked.pop() if len(asked) == 1 else language.text("respondents to whom the question was put")
    counts = []
    for wave in shown.waves:
        found = [e for one in shown.subjects if (e := context.estimate(one, wave, key)) is not None and e.n]
        if found:
            low, high = min(one.n for one in found), max(one.n for one in found)
            n = language.integer(low) if low == high else f"{language.integer(low)}–{language.integer(high)}"
            counts.append((wave.label, n))
    if shown.alone is not None:
        base = f"{group_name(context, *shown.alone)}: {base}"
    base = base[:1].upper() + base[1:]
    if len(counts) == 1:
        return f"{base} (n={counts[0][1]})"
    listed = ", ".join(f"{label} n={n}" for label, n in counts)
    return f"{base} ({listed})" if listed else base


def base_text(context: Context, question: Question | None) -> str:
    """Who was asked, in words."""
    language = context.language
    if question is None:
        return language.text("all respondents")
    if question.per is not None:
        return language.text("all ratings; a respondent may have given several")
    if question.base is not None:
        return context.told(question.base)
    if question.asked_if:
        return language.text("respondents to whom the question was put")
    return language.text("all respondents")


def _group_counts(context: Context, shown: Shown, break_: Break, waves: Sequence[Wave]) -> str:
    """How many of each group answered: "Asylum 182, Social 97", in more waves "Asylum: 126, 182; Social: 97, 108"."""
    outer = [shown.group] if shown.group is not None and shown.group[1] not in shown.groups else []
    counts = []
    for owner, group in (*outer, *((break_, one) for one in shown.groups)):
        found = [group_n(context, shown.subjects, owner, group, wave) for wave in waves]
        if any(found):
            texts = [
                context.language.integer(n) if n else _no_count(context, shown, owner.key(group), wave)
                for n, wave in zip(found, waves, strict=True)
            ]
            counts.append((group_name(context, owner, group), texts))
    bare = len(waves) == 1 and not any(name[-1:].isdigit() for name, _ in counts)
    if bare:
        return ", ".join(f"{name} {texts[0]}" for name, texts in counts)
    return "; ".join(f"{name}: {', '.join(texts)}" for name, texts in counts)


def _no_count(context: Context, shown: Shown, key: str, wave: Wave) -> str:
    """The sign in the place of the n of a group in a wave: private, or nobody."""
    found = (context.estimate(subject, wave, key) for subject in shown.subjects)
    signs = {no_figure(one) for one in found if one is not None}
    return PRIVATE if PRIVATE in signs else NOTHING


def group_n(
    context: Context, subjects: Sequence[Subject], break_: Break, group: Group, wave: Wave | None = None
) -> int:
    """Unweighted answers of a group in a wave, this one by default (0 = none, or not to be published)."""
    key = break_.key(group)
    found = [context.estimate(subject, wave or context.this, key) for subject in subjects]
    return max((one.n for one in found if one is not None), default=0)


def _no_answer(context: Context, shown: Shown) -> Iterator[tuple[str, str]]:
    """Why respondents of this wave gave no valid answer to the only question, with their numbers: the line by itself,
    and the one that names the question."""
    if len(shown.questions) != 1 or shown.alone is not None:
        return
    language, (question,) = context.language, shown.questions
    names = {
        "not answered": language.text("not answered"),
        "don't know": language.text("don't know"),
        "does not apply": language.text("does not apply"),
    }
    counts = []
    for row in context.published.no_answer:
        if (row.survey, row.wave, row.question) == (context.survey.id, context.this.label, question.id) and row.count:
            name = row.reason.lower().replace("_", " ").replace("dont", "don't")
            if name in names:
                counts.append(f"{names[name]} {language.integer(row.count)}")
    if counts:
        words = {"wave": context.this.label, "counts": ", ".join(counts)}
        named = language.text(
            "No valid answer to “{question}” in {wave}: {counts}", question=context.told(question.label), **words
        )
        yield language.text("No valid answer in {wave}: {counts}", **words), named


def _notes(context: Context, shown: Shown, unasked: Sequence[str]) -> Iterator[str]:
    """Notes of questions, series, answers, the break and its groups, and sources of published figures. `unasked`: that
    a question was not asked."""
    told, many = context.told, len(shown.questions)
    about = [(told(one.label), told(one.note)) for one in shown.questions if one.note is not None]
    yield from merged(context, about, many)
    if any(one.themes_of is not None for one in shown.questions):
        yield context.language.text("Open question; the answers were sorted into themes.")
    series = [(told(one.label), note) for one in shown.questions for note in series_notes(context, one, shown.waves)]
    yield from merged(context, series, many)
    for question in shown.questions:
        if isinstance(question.kind, Single | Multiple):
            given = question.kind.answers
            yield from merged(context, answer_notes(context, given), len(given))
    yield from unasked
    yield from _fixed(context, shown)
    for wave in shown.waves:
        yield from sorted({_source(context, wave, source) for source in _sources(wave, shown.questions)})
    if shown.break_ is not None:
        if shown.break_.note is not None:
            yield told(shown.break_.note)
        yield from group_notes(context, shown.groups)
    if shown.group is not None:
        yield from group_notes(context, (shown.group[1],))


def group_notes(context: Context, groups: Sequence[Group]) -> list[str]:
    """The notes of groups; inner groups of the same name that share a note are named once."""
    about = [(context.told(group.label), context.told(group.note)) for group in groups if group.note is not None]
    return merged(context, about)


def _fixed(context: Context, shown: Shown) -> Iterator[str]:
    """Of whom the weights fix the figures on the page: what was put in is no finding."""
    language, own = context.language, shown.group
    owned: list[Owned | None] = [shown.alone] if shown.break_ is None else [None, *([own] if own is not None else [])]
    if shown.break_ is not None:
        owned += [(shown.break_, group) for group in shown.groups]
    found = [one for one in owned if fixed_in(context, shown.subjects, key_of(one))]
    names = [group_name(context, *one) if one is not None else language.text("Total") for one in found]
    if names:
        names = list(dict.fromkeys(names))
        yield language.text("Fixed by the weights, and no finding: {names}.", names=language.joined(names))


def _not_asked(context: Context, shown: Shown) -> Iterator[tuple[str, str]]:
    """In which waves the only question was not asked: the note by itself, and the one that names the question."""
    if len(shown.questions) != 1 or not shown.subjects:
        return
    absent = [
        wave.label
        for wave in shown.waves
        if all(context.estimate(subject, wave, ALL) is None for subject in shown.subjects)
    ]
    if absent:
        language, waves = context.language, context.language.joined(absent)
        named = language.text(
            "“{question}” was not asked in {waves}.", question=context.told(shown.questions[0].label), waves=waves
        )
        yield language.text("Not asked in {waves}.", waves=waves), named


def _sources(wave: Wave, questions: Sequence[Question]) -> set[str]:
    ids = {question.id for question in questions}
    return {figure.source for figure in wave.published if figure.question in ids and figure.source}


def _source(context: Context, wave: Wave, source: str) -> str:
    words = {"wave": wave.label, "source": source.rstrip(".")}
    return context.language.text("{wave}: published figures. Source: {source}.", **words)
