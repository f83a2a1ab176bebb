"""Targets in per cent: they are for answers of the question, and add up to 100."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from peil.study.build.calendar import missing_from
from peil.study.build.directory import Directory, Entry
from peil.study.build.kinds import Context, waves_of
from peil.study.model import Single
from peil.study.spot import Spot
from peil.study.wording import listed, number, suggestion

TOLERANCE = 1e-6


def check_sum(shares: Mapping[str, float], spot: Spot, context: Context) -> None:
    """Put down targets that do not add up to 100, and by how much; of what is left without a refused one nothing."""
    total = sum(shares.values())
    if abs(total - 100) > TOLERANCE and not context.faulty_inside(*spot.trail):
        over = "above" if total > 100 else "short of"
        difference = number(round(abs(total - 100), 6))
        remedy = f"They are {difference} {over} 100: correct the targets."
        spot.problem(f"targets that add up to {number(round(total, 6))}", "targets that add up to 100", remedy)


def check_answers(
    entry: Entry, shares: Mapping[str, float], spot: Spot, directory: Directory, waves: Sequence[str]
) -> bool:
    """Whether the targets are for answers of the question; puts down those that are not, or not in all these waves."""
    assert isinstance(entry.kind, Single)
    answers = {answer.id: answer for answer in entry.kind.answers}
    for name in shares:
        if name in answers:
            absent = missing_from(waves, waves_of(answers[name], directory.context.calendar))
            if absent:
                found = f"a target for an answer that {listed(absent, 'and')} did not have"
                (spot / name).problem(found, "answers that every wave has", "Leave the answer without a target.")
        elif ("questions", entry.grid or entry.id, "answers", name) not in directory.context.broken:
            expected = f"an answer to {entry.id!r}: {listed(answers)}"
            (spot / name).problem(repr(name), expected, suggestion(name, answers))
    return shares.keys() <= answers.keys()
