"""Weights: fixed targets per cell, targets per margin, a column of the data, or none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from peil.study.build.calendar import NONE, missing_from
from peil.study.build.directory import Directory, Entry
from peil.study.build.margins import margin_weights
from peil.study.build.targets import check_answers, check_sum
from peil.study.model import Cell, CellWeights, ColumnWeights, Single, Trimming, Unweighted, Weighting
from peil.study.spot import Spot
from peil.study.wording import listed, nearest, suggestion
from peil.study.written.weights import (
    WrittenCalibratedWeights,
    WrittenCellWeights,
    WrittenColumnWeights,
    WrittenRakedWeights,
)

_WITHIN = re.compile(r"^(\S+)\s+within\s+(\S+)$")
_RULE = "respondents without a cell"


def weighting(directory: Directory) -> Weighting:
    """How the survey is weighted."""
    context = directory.context
    spot = context.root / "weights"
    match context.file.weights:
        case WrittenColumnWeights() as written:
            columns = context.calendar.resolve(written.column, spot / "column")
            used = {
                label: name for label, name in columns.items() if name != NONE and label in context.calendar.with_data
            }
            note = context.texts.maybe(written.note, spot / "note")
            trim = Trimming(*written.trim) if written.trim else None
            return ColumnWeights(used, spot.place, written.respondents_without_a_weight, note, trim)
        case WrittenRakedWeights() | WrittenCalibratedWeights() as written:
            return margin_weights(written, spot, directory)
        case WrittenCellWeights() as written:
            cells = _cells(_targets(written, spot, directory))
            note = context.texts.maybe(written.note, spot / "note")
            start = context.calendar.resolve(written.start_from, spot / "start from")
            used = {
                label: name for label, name in start.items() if name != NONE and label in context.calendar.with_data
            }
            trim = Trimming(*written.trim) if written.trim else None
            return CellWeights(cells, spot.place, written.respondents_without_a_cell, note, used, trim)
        case _:
            return Unweighted()


@dataclass(frozen=True)
class _Targets:
    """One heading of the weights: a question, the answer within which it splits (none for the first), its targets."""

    question: str
    within: str | None
    shares: Mapping[str, float]
    spot: Spot
    sound: bool = True


def _targets(written: WrittenCellWeights, root: Spot, directory: Directory) -> list[_Targets]:
    found: list[_Targets] = []
    for heading, shares in written.targets.items():
        spot = root / heading
        nested = _WITHIN.match(heading)
        question, within = (nested[1], nested[2]) if nested else (heading, None)
        if nearest(heading, [_RULE]):
            spot.problem("an unknown key", "", f"Did you mean {_RULE!r}?")
            continue
        entry = directory.find(question, spot, _can_weigh, "single question")
        check_sum(shares, spot, directory.context)
        sound = entry is not None and _check_entry(entry, shares, spot, directory)
        found.append(_Targets(question, within, shares, spot, sound))
    if directory.context.faulty_inside(*root.trail):
        # What was taken out for its shape may be what the others hang on: no more is said before it is mended.
        return found
    if not written.targets:
        root.problem("no targets", "a question with targets in per cent", "Write `weights: none` for a survey without.")
    _check_tree(found, root)
    return found


def _can_weigh(entry: Entry) -> bool:
    return isinstance(entry.kind, Single) and entry.per is None


def _check_entry(entry: Entry, shares: Mapping[str, float], spot: Spot, directory: Directory) -> bool:
    """Whether the targets are for answers; they must be, in every wave with data."""
    calendar = directory.context.calendar
    weighted = [label for label in calendar.labels if label in calendar.with_data]
    missing = missing_from(weighted, entry.waves)
    if missing:
        found = f"{entry.id!r}, which was not asked in {listed(missing, 'and')}"
        spot.problem(found, "a question of every wave", "Weight by a question that every wave has.")
    return check_answers(entry, shares, spot, directory, () if missing else weighted)


def _check_tree(targets: list[_Targets], root: Spot) -> None:
    """One question to begin with; every other splits an answer that has a target."""
    first = [one for one in targets if one.within is None]
    for one in first[1:]:
        answer = next(iter(first[0].shares), "...")
        remedy = f"Cross them: `{one.question} within {answer}: {{...}}` for every answer to {first[0].question}."
        one.spot.problem("a second question", f"one question to begin with ({first[0].question})", remedy)
    if targets and not first:
        question = targets[0].within
        root.problem(f"targets within {question!r} only", "targets of a question to begin with", "Add them.")
        return
    fine = [_check_split(one, one.within, targets) for one in targets if one.within is not None]
    if all(fine) and len(first) == 1 and all(one.sound for one in targets):
        _check_reached(targets)


def _check_split(one: _Targets, within: str, targets: list[_Targets]) -> bool:
    """Whether the answer has a target of another question, and is split once."""
    answers = [answer for other in targets if other.question != one.question for answer in other.shares]
    if within not in answers and any(within in other.shares for other in targets if other is not one):
        remedy = f"Who answered {within!r} gave no other answer to {one.question!r}: remove the line."
        one.spot.problem(f"{one.question!r} within an answer to itself", "another question", remedy)
    elif within not in answers and all(other.sound for other in targets):
        expected = f"an answer with a target: {listed(answers)}"
        one.spot.problem(f"targets within {within!r}", expected, suggestion(within, answers))
    elif one is not next(other for other in targets if other.within == within):
        one.spot.problem(f"a second split of {within!r}", "one split of a cell", "Remove one of the two.")
    else:
        return True
    return False


def _check_reached(targets: list[_Targets]) -> None:
    """Every split is one of a cell: what leads to itself, or back to a question before it, would do nothing."""
    steps = [step for cell in _cells(targets) for step in pairwise(cell.answers.items())]
    done = {(answer, question) for (_, answer), (question, _) in steps}
    for one in targets:
        if one.within is not None and (one.within, one.question) not in done:
            expected = "an answer that a cell has, and a question that it is not split by yet"
            one.spot.problem("a split of no cell", expected, "Remove the line, or begin with another question.")


def _cells(targets: list[_Targets]) -> tuple[Cell, ...]:
    """The cells: every answer of the first question, split as far as the targets go."""
    first = next((one for one in targets if one.within is None), None)
    if first is None:
        return ()
    cells: list[Cell] = []
    waiting = [({first.question: answer}, share / 100) for answer, share in list(first.shares.items())[::-1]]
    while waiting:
        answers, share = waiting.pop()
        last = next(reversed(answers.values()))
        split = next((one for one in targets if one.within == last and one.question not in answers), None)
        if split is None:
            cells.append(Cell(",".join(f"{question}={answer}" for question, answer in answers.items()), answers, share))
        else:
            waiting.extend(
                ({**answers, split.question: answer}, share * part / 100)
                for answer, part in list(split.shares.items())[::-1]
            )
    return tuple(cells)
