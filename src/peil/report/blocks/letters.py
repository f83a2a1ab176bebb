"""Pairs as letters, the convention of market research: behind a figure the letters of those it is higher than."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from string import ascii_uppercase

from peil.report.blocks.context import Context, Subject
from peil.report.blocks.legend import confidence, strict_confidence
from peil.report.blocks.marks import cell
from peil.report.model import TableCell
from peil.results.model import Estimate

_BETWEEN = "\u00a0"
# By key of a group, or id of an answer: its letter.
Letters = Mapping[str, str]


def letters_of(keys: Sequence[str]) -> Letters:
    """A, B, C, ... in this order; behind Z comes AA."""
    size = len(ascii_uppercase)
    return {key: ascii_uppercase[place % size] * (1 + place // size) for place, key in enumerate(keys)}


def group_cells(context: Context, subject: Subject, letters: Letters) -> Iterator[TableCell]:
    """The figure of every group in this wave, behind it the letters of the groups that it is higher than."""
    found = {key: context.shown(subject, context.this, key) for key in letters}
    for key in letters:
        flags = {letters[other]: _flag(context, found[key], found[other], (other, key)) for other in letters}
        yield _with(context, cell(context, subject, context.this, key), flags)


def answer_cell(context: Context, subject: Subject, group: str, others: Sequence[tuple[Subject, str]]) -> TableCell:
    """The share of an answer in this wave, behind it the letters of the answers that were given less. `others`: every
    answer with its letter."""
    own = context.shown(subject, context.this, group)
    flags = {
        letter: _flag(context, own, context.shown(other, context.this, group), (other.key, subject.key))
        for other, letter in others
    }
    return _with(context, cell(context, subject, context.this, group), flags)


def _flag(context: Context, own: Estimate | None, other: Estimate | None, names: tuple[str, str]) -> int:
    """The flag of one figure compared with another one; `names`: of the other and of the one. 0 where there is none.

    A study names a pair in one order, and the other one says the same."""
    if own is None or other is None:
        return 0
    found, turned = context.contrast(own, names[0]), context.contrast(other, names[1])
    return found.flag if found is not None else -turned.flag if turned is not None else 0


def _with(context: Context, one: TableCell, flags: Mapping[str, int]) -> TableCell:
    """The cell with the letters of those that it is higher than; where there are two levels, a small letter says that
    only the first was passed."""
    strictest = 1 if context.survey.settings.strict_level is None else 2
    told = "".join(letter if flag >= strictest else letter.lower() for letter, flag in flags.items() if flag > 0)
    # Aligned left, so that figures stand below one another whatever letters follow them.
    text = f"{one.text}{_BETWEEN}{told}" if told else one.text
    return replace(one, text=text, strong=bool(told), align="left")


def letters_explained(context: Context, letters: Letters, pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What a letter means, at which level, and which pairs were compared where it was not every one."""
    language = context.language
    if context.survey.settings.strict_level is None:
        yield language.text(
            "Letter behind a figure: significantly higher than the column or row of that letter; {level} confidence",
            level=confidence(context),
        )
    else:
        yield language.text(
            "Letter behind a figure: significantly higher than the column or row of that letter; small letter {level} "
            "confidence, capital {strict}",
            level=confidence(context),
            strict=strict_confidence(context),
        )
    made = {frozenset(pair) for pair in pairs}
    every = list(combinations(letters, 2))
    compared = [pair for pair in every if frozenset(pair) in made]
    if len(compared) < len(every):
        told = [f"{letters[one]}–{letters[two]}" for one, two in compared]
        yield language.text("Compared with each other: {pairs}", pairs=language.joined(told))
