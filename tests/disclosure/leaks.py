"""What the second attacker (cells.py) finds of private counts in what is published of a whole study."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from disclosure.cells import CellAttack, Weigh
from peil.results.model import Published, Results
from peil.study.model import Study

_SMALL = 1e-6
Place = tuple[str, str, str]


@dataclass(frozen=True)
class Leak:
    """A private count of which is known that it is below the limit: `true`, and the most that it can be."""

    id: str
    true: int
    most: float


@dataclass(frozen=True)
class Tried:
    """How many private counts were tried, and those of which something is known."""

    counts: int
    leaks: tuple[Leak, ...]


def answer_leaks(
    study: Study, results: Results, published: Published, weigh: Weigh | None = None, digits: int | None = None
) -> Tried:
    """Of sensitive questions: the few in a group who gave an answer, and the few who did not."""
    counts: dict[Place, dict[tuple[str, str], int]] = defaultdict(dict)
    for row in results.answer_counts:
        counts[row.survey, row.wave, row.question][row.group, row.answer] = row.n
    bases = _bases(results)
    tried, found = 0, list[Leak]()
    for (survey, wave, name), given in counts.items():
        question, below = study.surveys[survey].questions[name], study.surveys[survey].settings.privacy_below
        if not question.sensitive:
            continue
        n = next(base for head, base in bases.items() if head.startswith(f"{survey}/{wave}/{name}="))
        private = [
            (group, answer)
            for (group, answer), count in given.items()
            if n.get(group, 0) >= below and (0 < count < below or 0 < n[group] - count < below)
        ]
        attack = CellAttack(study.surveys[survey], wave, published, question, weigh, digits)
        tried += len(private)
        for one in attack.pinned(private):
            count = given[one.group, one.answer]
            label = f"{survey}/{wave}/{name}={one.answer}/{one.group}"
            sides = ((label, count, one.given), (f"{label} (others)", n[one.group] - count, one.others))
            found += [Leak(*side) for side in sides if 0 < side[1] < below and side[2] < below - _SMALL]
    return Tried(tried, tuple(found))


def base_leaks(study: Study, results: Results, published: Published) -> Tried:
    """Of all figures: the few who are behind one. Figures with the same counts are tried once."""
    told, seen = _bases(published), set[object]()
    tried, found = 0, list[Leak]()
    for head, counts in _bases(results).items():
        survey, wave = head.split("/")[:2]
        below = study.surveys[survey].settings.privacy_below
        private = [(group, "valid") for group, n in counts.items() if 0 < n < below]
        shown = tuple((group, n) for group, n in told.get(head, {}).items() if n)
        if not private or (survey, wave, shown, tuple(private)) in seen:
            continue
        seen.add((survey, wave, shown, tuple(private)))
        question = next(iter(study.surveys[survey].questions.values()))
        attack = CellAttack(study.surveys[survey], wave, published, question, line=head)
        tried += len(private)
        for one in attack.pinned(private):
            if one.given < below - _SMALL:
                found.append(Leak(f"{head}/{one.group}", counts[one.group], one.given))
    return Tried(tried, tuple(found))


def _bases(results: Results | Published) -> Mapping[str, Mapping[str, int]]:
    """By the start of their ids the bases of figures, by group."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for head, group, n in _rows(results):
        found[head][group] = n
    return found


def _rows(results: Results | Published) -> Iterator[tuple[str, str, int]]:
    for row in results.estimates:
        if row.unit == "respondents" and row.status != "published elsewhere":
            head, _, group = row.id.rpartition("/")
            yield head, group, row.n
