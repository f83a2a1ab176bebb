"""Columns of texts, held as numbers: thousands of rows share a text, and an id is put together from a few."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, reduce
from math import prod

import numpy as np
from numpy.typing import NDArray

Objects = NDArray[np.object_]
Places = NDArray[np.int32]
# Some words, and (rows,) the place among them of the word that each row has.
Picked = tuple[tuple[str, ...], Places]
# Words are few when there are so many times more rows.
FEW = 8
Which = NDArray[np.bool_] | NDArray[np.intp] | slice


class Texts:
    """(rows,) texts, each the words of its row in all `parts`, one behind the other.

    `vr/2013/overall/mean/directorate=asylum~rest` has three parts: of what, of whom, beside what. There are a few
    thousand words for a hundred thousand such ids, which become texts only for who asks for `objects`.
    """

    def __init__(self, parts: Iterable[Picked]) -> None:
        self.parts = tuple(parts)

    @classmethod
    def of(cls, values: Iterable[str]) -> Texts:
        """These texts."""
        known: dict[str, int] = {}
        places = [known.setdefault(value, len(known)) for value in values]
        return cls([(tuple(known), np.array(places, np.int32))])

    @classmethod
    def joined(cls, pieces: Sequence[Texts]) -> Texts:
        """The texts of several pieces, at least one, behind one another, in as few parts as can be."""
        most = max(len(piece.parts) for piece in pieces)
        padded = [(*piece.parts, *[_empty(len(piece))] * (most - len(piece.parts))) for piece in pieces]
        whole: list[Picked] = []
        for words, places in map(_joined, zip(*padded, strict=True)):
            few = whole and len(whole[-1][0]) * len(words) * FEW <= len(places)
            whole.append(_pairs(whole.pop(), (words, places)) if few else (words, places))
        return cls(whole)

    def __add__(self, other: Texts | str) -> Texts:
        """Every text followed by that of the other column, or by the same one."""
        behind = repeated(other, len(self)) if isinstance(other, str) else other
        return Texts((*self.parts, *behind.parts))

    def __getitem__(self, which: Which) -> Texts:
        """Those for which booleans are true, or at some positions."""
        return Texts([(words, places[which]) for words, places in self.parts])

    def __len__(self) -> int:
        return len(self.parts[0][1])

    def item(self, place: int) -> str:
        """One of them; where all are made, that one and no other like it."""
        if "objects" in self.__dict__:
            return str(self.objects.item(place))
        return "".join(words[places.item(place)] for words, places in self.parts)

    @cached_property
    def objects(self) -> Objects:
        """(rows,) the texts themselves."""
        found: Objects = reduce(np.add, (_objects(words)[places] for words, places in self.parts))
        found.flags.writeable = False
        return found

    @cached_property
    def whole(self) -> Picked:
        """The different texts, and (rows,) which of these each is: equal numbers are equal texts."""
        words, places = self.parts[0]
        for more, others in self.parts[1:]:
            pairs, places = np.unique(places.astype(np.int64) * len(more) + others, return_inverse=True)
            words = tuple(words[pair // len(more)] + more[pair % len(more)] for pair in pairs.tolist())
        return _joined([(words, places)])

    def among(self, values: Iterable[str]) -> NDArray[np.bool_]:
        """(rows,) whether each is any of these."""
        wanted, (words, places) = frozenset(values), self.whole
        return np.array([word in wanted for word in words], np.bool_)[places]

    def places_in(self, other: Texts) -> NDArray[np.intp]:
        """(rows,) where each stands in another column, by its parts; −1 where it is not found.

        Nothing is found where the same text may be put together in another way, or where few words make so many texts
        that looking each up takes less.
        """
        size = prod(len(words) for words, _ in other.parts)
        if len(self.parts) != len(other.parts) or size > FEW * len(other):
            return np.full(len(self), -1)
        mine, theirs = np.zeros(len(self), np.intp), np.zeros(len(other), np.intp)
        for (words, places), (known, others) in zip(self.parts, other.parts, strict=True):
            numbers = dict(zip(known, range(len(known)), strict=True))
            # Whatever is added to it, a number that is too low stays so.
            number = np.array([numbers.get(word, -size) for word in words], np.intp)
            mine, theirs = mine * len(known) + number[places], theirs * len(known) + others
        found = np.full(size, -1)
        found[theirs] = np.arange(len(other))
        return np.where(mine < 0, -1, found[mine])


def repeated(text: str, size: int) -> Texts:
    """(size,) the same text."""
    return Texts([((text,), np.zeros(size, np.int32))])


def _empty(size: int) -> Picked:
    return ("",), np.zeros(size, np.int32)


def _pairs(one: Picked, two: Picked) -> Picked:
    """Two parts as one, whose words are all pairs of theirs."""
    (words, places), (more, others) = one, two
    return tuple(word + other for word in words for other in more), places * np.int32(len(more)) + others


def _objects(words: Sequence[str]) -> Objects:
    return np.array(words, np.object_)


def _joined(parts: Sequence[Picked]) -> Picked:
    """One part of all rows. Pieces mostly share their words as one object, which is looked through once."""
    starts: dict[int, int] = {}
    every: list[str] = []
    for words, _ in parts:
        if id(words) not in starts:
            starts[id(words)] = len(every)
            every += words
    known: dict[str, int] = {}
    numbers = np.array([known.setdefault(word, len(known)) for word in every], np.int32)
    start = np.repeat([starts[id(words)] for words, _ in parts], [len(places) for _, places in parts])
    return tuple(known), numbers[start + np.concatenate([places for _, places in parts])]
