"""The question that holds how each respondent answered, and the modes that the waves name."""

from __future__ import annotations

from typing import get_args

from peil.study.build.directory import Directory, Entry
from peil.study.model import Single
from peil.study.questions import answer_ids
from peil.study.wording import listed
from peil.study.written.survey import Mode


def is_single(entry: Entry) -> bool:
    """Whether a question has one answer a respondent."""
    return isinstance(entry.kind, Single) and entry.per is None


def check_mode(listing: Directory) -> None:
    """Its answers are called as modes are, and a wave that did not have it has one mode, which is one of them."""
    file, spot = listing.context.file, listing.context.root / "mode question"
    if file.mode_question is None:
        return
    listing.find(file.mode_question, spot, is_single, "single question")
    entry = listing.entries.get(file.mode_question)
    if entry is None or not is_single(entry):
        return
    answers = answer_ids(entry.kind)
    strange = [answer for answer in answers if answer not in get_args(Mode)]
    if strange:
        remedy = "Give the answers these ids; `code` says what stands in the data."
        found = f"a question with {'answers' if len(strange) > 1 else 'the answer'} {' and '.join(strange)}"
        spot.problem(found, f"answers called {listed(get_args(Mode))}", remedy)
        return
    for label, wave in file.waves.items():
        if wave.data is None or label in entry.waves:
            continue
        modes = wave.mode or []
        if len(modes) != 1 or modes[0] not in answers:
            found = f"{' and '.join(modes) or 'no mode'}, in a wave without the question {entry.id!r}"
            remedy = "Name the mode of the wave, or the column that holds it."
            (listing.context.root / "waves" / label / "mode").problem(found, f"one of {listed(answers)}", remedy)
