"""Open answers: which themes respondents touch, and a short invented text in their language that says so.

The texts stand in texts-SURVEY.csv (question, theme, language, text, group, grades). They are ours; none is taken from
the report. A text with several themes joined by `+` says all of them; a respondent whose themes have no text together
gets a sentence for each. A row with `group` and `grades` (low-high) is given exactly once, to a respondent of that
group with such a grade: the chapters quote it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from simulation.calibrate import Floats, Ints, Mask, Target, nudge
from simulation.people import EMPTY, Column, People
from simulation.ticks import TickRule, columns, ticks

FOLDER = Path(__file__).resolve().parent
NONE = "none"
# Grades up to 5 are low and from 8 high.
LOW, HIGH = 5, 8
# Whose own language lacks a text answers in one of these.
SPARE = ("nl", "en")
# Chance that themes for which there is a text together are said by it, and not by a sentence each.
TOGETHER = 0.5

Themes = frozenset[str]


@dataclass(frozen=True)
class OpenQuestion:
    """An open question and the multiple question that holds its themes.

    `words`, `themes`: their ids; `silent`: (n,) chance of writing nothing; `chances`: (n,) chance per theme, in the
    order of the study; `targets`: shares that must be met, per theme.
    """

    words: str
    themes: str
    silent: Floats
    chances: Mapping[str, Floats]
    targets: Mapping[str, Sequence[Target]] = field(default_factory=dict)


@dataclass(frozen=True)
class Text:
    """A text of the bank: what it says, in which language, and for whom if the chapters quote it."""

    themes: Themes
    language: str
    text: str
    group: str
    grades: tuple[int, int]


def by_grade(grades: Sequence[str], low: float, middle: float, high: float) -> Floats:
    """(n,) the chance of respondents with a low grade (to 5), a middle one (or none) and a high one (from 8)."""
    marks = [int(one) if one.isdigit() and int(one) <= 10 else None for one in grades]
    return np.array([middle if one is None or LOW < one < HIGH else low if one <= LOW else high for one in marks])


def open_answers(
    people: People, question: OpenQuestion, language: Sequence[str], grades: Sequence[str], rng: np.random.Generator
) -> dict[str, Column]:
    """The columns of an open question: the texts under its own name, and a column 1 or 0 per theme.

    `language`: (n,) of the questionnaire; `grades`: (n,) cells of the grade that the quoted texts must fit. Everybody
    who wrote something has at least one theme. Who wrote nothing counts without: nobody was asked to tick "nothing".
    """
    bank = texts(people.survey, question.words)
    kept = _kept(people, [one for one in bank if one.group], language, grades, rng)
    chosen = _themes(people, question, kept, rng)
    names = list(chosen)
    said = [frozenset(name for name in names if chosen[name][row]) for row in range(people.size)]
    # Texts have a generator of their own: more of them or fewer change no figure.
    loose = _Bank(
        [one for one in bank if not one.group], np.random.Generator(np.random.PCG64(int(rng.random() * 2**53)))
    )
    written = [
        kept[row].text if row in kept else loose.text(said[row], names, language[row]) for row in range(people.size)
    ]
    themes = {name: marks for name, marks in chosen.items() if name != NONE}
    return {question.words: written, **columns(question.themes, themes, people.everyone)}


@cache
def texts(survey: str, question: str) -> tuple[Text, ...]:
    """The texts of a question, as they stand in the survey's file."""
    with (FOLDER / f"texts-{survey}.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["question"] == question]
    found = []
    for row in rows:
        low, _, high = (row["grades"] or "1-10").partition("-")
        themes = frozenset(row["theme"].split("+"))
        found.append(Text(themes, row["language"], row["text"], row["group"], (int(low), int(high))))
    return tuple(found)


def _kept(
    people: People, quoted: Sequence[Text], language: Sequence[str], grades: Sequence[str], rng: np.random.Generator
) -> dict[int, Text]:
    """A respondent for every text that the chapters quote: her language, group and grade fit."""
    kept: dict[int, Text] = {}
    for text in quoted:
        low, high = text.grades
        fitting = [
            row
            for row in np.flatnonzero(people.of(text.group)).tolist()
            if language[row] == text.language and grades[row].isdigit() and low <= int(grades[row]) <= high
        ]
        free = [row for row in fitting if row not in kept]
        if not free:
            raise RuntimeError(f"nobody in {text.group} with a grade from {low} to {high} for the text {text.text!r}")
        kept[free[int(rng.random() * len(free))]] = text
    return kept


def _themes(
    people: People, question: OpenQuestion, kept: Mapping[int, Text], rng: np.random.Generator
) -> dict[str, Ints]:
    """The ticks of the themes, `none` last; shares as in the targets."""
    fixed = np.zeros(people.size, dtype=bool)
    fixed[list(kept)] = True
    silent = (rng.random(people.size) < question.silent) & ~fixed
    rule = TickRule({NONE: silent.astype(np.int64)}, ~fixed, at_least_one=False)
    none = nudge(silent.astype(np.int64), people.weight, question.targets.get(NONE, ()), rng, rule)
    free: Mask = (none == 0) & ~fixed
    chosen = ticks(people, question.chances, free, {}, rng)
    for name, marks in chosen.items():
        marks[~free] = 0
        for row, text in kept.items():
            marks[row] = int(name in text.themes)
    for name in chosen:
        wanted = question.targets.get(name, ())
        rule = TickRule(chosen, free, at_least_one=False)
        chosen[name] = nudge(chosen[name], people.weight, wanted, rng, rule)
    alike = [target.members for targets in question.targets.values() for target in targets]
    _share_out(chosen, free, np.column_stack([people.weight, *alike]), rng)
    return {**chosen, NONE: none}


def _share_out(chosen: Mapping[str, Ints], free: Mask, alike: Floats, rng: np.random.Generator) -> None:
    """Whoever lost the last theme to a target gets one of somebody with several who counts alike in every target.

    `alike`: (n, ...) weight and membership; the shares stay as they are. Changes `chosen`.
    """
    names = list(chosen)
    for row in np.flatnonzero(free & (sum(chosen.values()) == 0)):
        several = free & (sum(chosen.values()) > 1) & (alike == alike[row]).all(axis=1)
        if not several.any():
            raise RuntimeError(f"nobody like respondent {row} has two of the themes {names}: raise their chances")
        donors = np.flatnonzero(several)
        donor = int(donors[int(rng.random() * len(donors))])
        given = [name for name in names if chosen[name][donor]]
        name = given[int(rng.random() * len(given))]
        chosen[name][donor], chosen[name][row] = 0, 1


class _Bank:
    """Gives texts in turn, in a drawn order per theme and language, so that they repeat as little as possible."""

    def __init__(self, bank: Sequence[Text], rng: np.random.Generator) -> None:
        self._decks: dict[tuple[Themes, str], list[str]] = {}
        for one in bank:
            self._decks.setdefault((one.themes, one.language), []).append(one.text)
        self._next: dict[tuple[Themes, str], int] = {}
        self._rng = rng

    def text(self, said: Themes, order: Sequence[str], language: str) -> str:
        """A text that says these themes and no other, in this language or, if the bank lacks it, in a spare one."""
        if NONE in said:
            return EMPTY
        parts = [frozenset({theme}) for theme in order if theme in said]
        if (said, language) not in self._decks and not self._has(parts, language):
            language = SPARE[int(self._rng.random() * len(SPARE))]
        together = (said, language) in self._decks
        if together and (len(parts) == 1 or self._rng.random() < TOGETHER or not self._has(parts, language)):
            return self._draw(said, language)
        return " ".join(self._draw(one, language) for one in parts)

    def _has(self, parts: Sequence[Themes], language: str) -> bool:
        """Whether there is a text for each of these themes."""
        return all((one, language) in self._decks for one in parts)

    def _draw(self, said: Themes, language: str) -> str:
        """The next text of a deck, which is shuffled each time it has been through."""
        deck = self._decks[said, language]
        place = self._next.get((said, language), 0) % len(deck)
        if place == 0:
            drawn = np.argsort(self._rng.random(len(deck)), kind="stable")
            deck[:] = [deck[int(one)] for one in drawn]
        self._next[said, language] = place + 1
        return deck[place]
