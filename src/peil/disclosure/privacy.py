"""The privacy rule: counts of few respondents are private, and what they follow from is hidden too.

For every wave first the sizes of the groups, then the base of every figure in every group, then answers: those that
name a group whose size is hidden, and those of sensitive questions. docs/disclosure.md says what is private and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from peil.disclosure.counts import Counting
from peil.disclosure.lines import Lines, driver_lines, estimate_lines, size_counts
from peil.disclosure.routed import hidden_by_routing
from peil.disclosure.sensitive import Answers, answers_of_wave, heads_of, hidden_answers, private_answers
from peil.disclosure.shared import Shared
from peil.disclosure.structure import Structure, named, structure
from peil.disclosure.suppression import Known
from peil.disclosure.unions import Frozen, Limits, both, cells, frozen
from peil.results.hiding import AnswerCount, Hiding
from peil.results.model import Results
from peil.study.model import Study, Survey

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Hidden:
    """Why a figure is hidden, and whether its base is hidden with it."""

    reason: Hiding
    base: bool = True


@dataclass
class Ruling:
    """What the privacy rule hides: estimates and drivers by id, sizes of groups by survey, wave and key."""

    estimates: dict[str, Hidden] = field(default_factory=dict)
    drivers: dict[str, Hidden] = field(default_factory=dict)
    sizes: dict[tuple[str, str, str], Hidden] = field(default_factory=dict)


@dataclass(frozen=True)
class _Wave:
    """One wave: how its groups are counted, what was chosen before, its groups, and those of hidden size."""

    survey: Survey
    label: str
    counting: Counting
    known: Known
    sizes: Ints | None
    hidden: Mapping[int, Hidden]

    @property
    def structure(self) -> Structure:
        return self.counting.structure

    @property
    def keys(self) -> tuple[str, ...]:
        """Of the groups, without the sums behind them."""
        return self.structure.keys[: int(self.counting.groups.sum())]


def privacy(study: Study, results: Results) -> Ruling:
    """Which figures may not be told, because few respondents stand behind them or would follow from them?

    Drivers come last in a wave: what protects an estimate is tried for them first, so that the same groups are hidden.
    """
    structures = {survey.id: structure(survey) for survey in study.surveys.values()}
    sizes, counts = size_counts(results, structures), _by_question(results)
    estimates, drivers = estimate_lines(results, structures), driver_lines(results.drivers, structures)
    ruling = Ruling()
    for survey in study.surveys.values():
        if survey.settings.privacy_below < 2:
            continue
        counting = Counting(structures[survey.id], survey.settings.privacy_below, survey.settings.hide_up_to)
        for place in ((survey.id, wave.label) for wave in survey.waves):
            known = Known()
            hidden = _sizes(counting, sizes.get(place), known)
            wave = _Wave(survey, place[1], counting, known, sizes.get(place), hidden)
            ruling.sizes |= {(*place, counting.structure.keys[group]): why for group, why in hidden.items()}
            if place in estimates:
                ruling.estimates |= dict(_answers_that_name(wave, estimates[place], results))
                ruling.estimates |= dict(_bases(wave, estimates[place]))
                ruling.estimates |= dict(_sensitive(wave, estimates[place], ruling, counts))
                routed = hidden_by_routing(survey, estimates[place], wave.keys, ruling.estimates)
                ruling.estimates |= {name: Hidden(why) for name, why in routed}
            if place in drivers:
                ruling.drivers |= dict(_bases(wave, drivers[place], drivers=True))
    return ruling


def _sizes(counting: Counting, n: Ints | None, known: Known) -> Mapping[int, Hidden]:
    """The groups of a wave of which the size may not be told."""
    if n is None:
        return {}
    private = counting.few(n) & counting.groups
    private[0] = False
    if not (private.any() or counting.private_residues(n, sizes=True).any()):
        return {}
    (found,) = counting.hidden(n[None], private[None], np.zeros((1, len(n)), np.bool_), known)
    return {int(group): _why(bool(private[group])) for group in np.flatnonzero(found & counting.groups)}


def _why(private: bool) -> Hidden:
    return Hidden("hidden: privacy" if private else "hidden: subtraction")


def _bases(wave: _Wave, lines: Lines, drivers: bool = False) -> Iterator[tuple[str, Hidden]]:
    """The figures on few respondents, and those from which their base or figure would follow.

    `drivers`: these are figures of drivers. Ratings of which a respondent may give several add up otherwise.
    """
    questions = wave.survey.questions
    per = [questions[name].per if name in questions else None for name in lines.questions]
    for one in dict.fromkeys(per):
        some = lines.where([name == one for name in per])
        if one is None:
            yield from _bases_of(wave, some, drivers)
        else:
            counting = replace(wave.counting, structure=structure(wave.survey, one))
            unknown = np.full(len(wave.structure.keys), -1, np.int64)
            yield from _bases_of(replace(wave, counting=counting, known=Known(), sizes=unknown), some, drivers)


def _bases_of(wave: _Wave, lines: Lines, drivers: bool) -> Iterator[tuple[str, Hidden]]:
    """The same, of figures that add up alike."""
    counting, keys = wave.counting, wave.structure.keys
    private = counting.few(lines.respondents) & counting.groups
    forced = np.zeros(len(keys), np.bool_)
    forced[list(wave.hidden)] = True
    exposed = np.flatnonzero(private.any(axis=1) | counting.private_residues(lines.n).any(axis=1))
    hidden = private | (forced & (lines.n > 0))
    if len(exposed):
        some, case = _cases(lines, exposed)
        n, sizes = lines.n[some], None if wave.sizes is None else counting.sizes(wave.sizes, forced)
        # Of a driver a small base is not told. Nor is it where few of a group of known size answered: its figure is
        # not shown, and what is left open of it leaves open how many they are.
        small = (private[some] & ~forced).any(axis=1, keepdims=True) | drivers
        unseen = hidden[some] | (small & (n <= counting.hide_up_to) & (n > 0))
        hidden[exposed] |= counting.hidden(n, private[some], unseen, wave.known, sizes)[case]
    for line, group in np.argwhere(hidden & counting.groups).tolist():
        yield f"{lines.heads[line]}/{keys[group]}", _why(bool(private[line, group]))


def _cases(lines: Lines, which: Places) -> tuple[Sequence[int], Sequence[int]]:
    """Lines with the same counts are one case: the first line of every case, and of each of these lines its case."""
    known: dict[bytes, int] = {}
    counts = (lines.n[line].tobytes() + lines.respondents[line].tobytes() for line in which.tolist())
    case = [known.setdefault(one, len(known)) for one in counts]
    return which[[case.index(one) for one in range(len(known))]].tolist(), case


def _answers_that_name(wave: _Wave, lines: Lines, results: Results) -> Iterator[tuple[str, Hidden]]:
    """Shares that tell the size of a group that is hidden: the answer that makes it, the profile of a break by another.

    The bases of these shares stay: they are others' sizes.
    """
    if not wave.hidden:
        return
    own = named(wave.survey, wave.structure)
    about = [own.get(one) for one in zip(lines.questions, lines.answers, strict=True)]
    large = frozenset(group for group, why in wave.hidden.items() if why.reason == "hidden: subtraction")
    counts = dict(_parts(wave, lines, about, large, results))
    shared = Shared(wave.structure, wave.sizes, frozenset(wave.hidden), large, counts, wave.counting.below)
    concerned: dict[frozenset[str], Bools] = {}
    for line, mine in enumerate(about):
        if mine is None:
            continue
        if (asked := frozenset(mine)) not in concerned:
            concerned[asked] = shared.concerned(mine) & wave.counting.groups
        for group in np.flatnonzero((lines.n[line] > 0) & concerned[asked]).tolist():
            limits = wave.structure.limits[group]
            is_one = shared.is_group(mine, limits)
            if is_one is not None or shared.tells(mine, limits):
                why = wave.hidden[is_one].reason if is_one is not None else _why(private=False).reason
                yield f"{lines.heads[line]}/{wave.keys[group]}", Hidden(why, base=False)


def _parts(
    wave: _Wave, lines: Lines, about: Sequence[Limits | None], large: frozenset[int], results: Results
) -> Iterator[tuple[Frozen, int]]:
    """How many respondents are in the single groups that large hidden ones consist of, by unweighted shares."""
    wanted = {frozen(cell) for group in large for cell in cells(wave.structure.limits[group])}
    for line, mine in enumerate(about if wanted else ()):
        if mine is None:
            continue
        for group in np.flatnonzero((lines.n[line] > 0) & wave.counting.groups).tolist():
            shared = frozen(both(mine, wave.structure.limits[group]))
            share = results.by_id[f"{lines.heads[line]}/{wave.keys[group]}"] if shared in wanted else None
            if share is not None and share.method == "none":
                yield shared, round(share.estimate * share.n)


Counts = Mapping[tuple[str, str, str], Mapping[tuple[str, str], AnswerCount]]


def _by_question(results: Results) -> Counts:
    found: dict[tuple[str, str, str], dict[tuple[str, str], AnswerCount]] = {}
    for row in results.answer_counts:
        found.setdefault((row.survey, row.wave, row.question), {})[row.answer, row.group] = row
    return found


def _sensitive(wave: _Wave, lines: Lines, ruling: Ruling, counts: Counts) -> Iterator[tuple[str, Hidden]]:
    """Figures of sensitive questions that tell of a few who gave an answer, and those from which they would follow."""
    keys = wave.structure.keys
    for question in wave.survey.questions.values():
        rows = counts.get((wave.survey.id, wave.label, question.id))
        own = lines.where([name == question.id for name in lines.questions])
        if not question.sensitive or not rows or not own.heads:
            continue
        answers = _answers(wave, own, ruling, rows)
        private, found = private_answers(wave.counting, answers), hidden_answers(wave.counting, answers)
        for head, row in heads_of(answers.names, own):
            hidden = found.any(axis=0) if row is None else found[row]
            for group in np.flatnonzero(hidden).tolist():
                few = row is not None and bool(private[row, group])
                if f"{head}/{keys[group]}" not in ruling.estimates:
                    yield f"{head}/{keys[group]}", replace(_why(few), base=False)


def _answers(wave: _Wave, own: Lines, ruling: Ruling, rows: Mapping[tuple[str, str], AnswerCount]) -> Answers:
    """The answers to the question of these lines."""
    question, n = wave.survey.questions[own.questions[0]], own.n[0]
    ids = (f"{own.heads[0]}/{key}" for key in wave.structure.keys)
    safe = np.array([name in ruling.estimates and ruling.estimates[name].base for name in ids])
    unseen = safe | (n <= wave.counting.hide_up_to) | ~wave.counting.groups
    names, counts = answers_of_wave(question, rows, wave.structure, n)
    return Answers(question, names, counts, n, unseen, safe)
