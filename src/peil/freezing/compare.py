"""What of a frozen wave is no longer as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from peil.errors import Place, Problem
from peil.freezing.files import FOLDER
from peil.freezing.model import Frozen, checksum
from peil.results.model import ALL, Results
from peil.study.model import Study

# Below this two values are the same: figures are written down to six decimals, and processors differ in the sixteenth.
_SAME = 2e-6
MOST = 8


@dataclass(frozen=True)
class Change:
    """A figure that was frozen with another value; `now` None: it is not made any more."""

    id: str
    was: tuple[float, int]
    now: tuple[float, int] | None


def changes(frozen: Frozen, results: Results) -> tuple[Change, ...]:
    """The figures that are not what they were, in the order in which they were written down. What is new since then (a
    break, a net) is no change."""
    table = results.estimate_table
    places = results.by_id.places
    values, bases = table.column("estimate"), table.column("n")
    found: list[Change] = []
    for name, was in frozen.figures.items():
        place = places.get(name)
        now = None if place is None else (float(values[place]), int(bases[place]))
        if now is None or now[1] != was[1] or not abs(now[0] - was[0]) <= _SAME:
            found.append(Change(name, was, now))
    return tuple(found)


def faults(study: Study, results: Results, frozen: Sequence[Frozen], folder: Path | None = None) -> list[Problem]:
    """Everything that makes a closed wave another one, and what to do. `folder`: where the data are, if elsewhere."""
    return [problem for one in frozen for problem in _faults(study, results, one, folder)]


def _faults(study: Study, results: Results, frozen: Frozen, folder: Path | None) -> Iterator[Problem]:
    place = Place(f"{FOLDER}/{frozen.name}.yaml")
    survey = study.surveys.get(frozen.survey)
    wave = next((one for one in survey.waves if one.label == frozen.wave), None) if survey else None
    what = f"{frozen.survey}/{frozen.wave}, frozen on {frozen.on}"
    if wave is None:
        yield Problem(place, what, "no such wave in the study", "the wave", "Put it back, or remove the frozen files.")
        return
    changed = changes(frozen, results)
    moved = checksum(study, wave, folder) != frozen.checksum
    if moved:
        yield Problem(
            place,
            f"{what}: its data file {frozen.data or wave.data}",
            "other content",
            "what it held when it was frozen",
        )
    for one in _telling(changed)[:MOST]:
        yield Problem(place, one.id, _said(one.now), _said(one.was))
    if changed or moved:
        yield Problem(
            place, what, f"{len(changed)} of {len(frozen.figures)} figures changed", "none", _remedy(frozen, moved)
        )


def _telling(changed: Sequence[Change]) -> list[Change]:
    """First one figure of every question, of all respondents where it is one of them; then a second of each, and on."""
    of_all_first = sorted(changed, key=lambda one: not one.id.endswith(f"/{ALL}"))
    questions = [one.id.split("/")[2].partition("=")[0] for one in of_all_first]
    seen: Counter[str] = Counter()
    turns: list[int] = []
    for question in questions:
        turns.append(seen[question])
        seen[question] += 1
    return [one for _, one in sorted(zip(turns, of_all_first, strict=True), key=lambda pair: pair[0])]


def _said(figure: tuple[float, int] | None) -> str:
    return "no such figure" if figure is None else f"{figure[0]:.6g} (n={figure[1]})"


def _remedy(frozen: Frozen, moved: bool) -> str:
    cause = (
        "put the file back" if moved else f"look at what changed in {frozen.survey}.yaml: a weight, a recode, a group"
    )
    again = f'`peil freeze STUDY {frozen.survey}/{frozen.wave} --again --reason "..."`'
    return (
        f"Published figures do not change in silence: {cause}. If the new figures are right: {again} writes down why."
    )
