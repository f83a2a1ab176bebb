"""Putting a draft beside chapters that a person may have edited: what is new goes in, what was edited stays.

A ledger, `chapters/drafted.txt`, holds of every page that was ever drafted its language, its id and the fingerprint of
its text. A page that still has the fingerprint is ours: it may be rewritten or taken away. A page in the ledger that is
found nowhere was edited or thrown out, and is left alone for ever. What is not in the ledger is new.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise

from peil.drafting.model import DraftChapter, Piece

LEDGER = "drafted.txt"
_HEAD = (
    "# Made by `peil draft`; keep it beside the chapters. A page of this list that nobody edited may be rewritten.\n"
)
_SPAN = re.compile(r"\[([^\[\]]*)\]\{")
_TOLD = ("added", "rewritten", "removed", "kept", "otherwise")
_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
_TITLE = re.compile(r"\A(?:---\n(?:.*\n)*?---\n)?\s*(?:# .*)?")
_WORDS = re.compile(r"\S")
_PAGE = re.compile(r"^## ", re.MULTILINE)

Ledger = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Updated:
    """What became of the chapters of one language. `files`: by name the text to write; `gone`: files without a page
    left. The rest are ids of pages: added, rewritten (ours, and now otherwise), removed (ours, and no longer true),
    kept (edited or thrown out by a person), and of the kept ones those that a draft would now tell otherwise.
    `renamed`: pages that a person edited or threw out and that a draft no longer has, each with the new pages that may
    be the same under another id."""

    language: str
    files: Mapping[str, str]
    ledger: Ledger
    gone: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    renamed: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass
class _File:
    """A chapter as it stands: what is above its first page, and its pages."""

    head: str
    pages: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether no page is left, nor a word that a person wrote between the title and the first page."""
        return not self.pages and not _WORDS.search(_TITLE.sub("", self.head, count=1))

    @property
    def text(self) -> str:
        return "\n".join(part.rstrip("\n") + "\n" for part in (self.head, *self.pages) if part.strip())


def fingerprint(page: str) -> str:
    """What stays the same when only numbers are refreshed and lines end or break otherwise."""
    without = _SPAN.sub(lambda found: f"[{re.sub(r'[0-9.,−+]+', '#', found[1])}]{{", page)
    return sha256(" ".join(without.split()).encode()).hexdigest()[:16]


def ledger_of(drafts: Mapping[str, Sequence[DraftChapter]]) -> dict[tuple[str, str], str]:
    """The ledger of a draft as it was made."""
    return {
        (language, piece.id): fingerprint(piece.markdown)
        for language, chapters in drafts.items()
        for chapter in chapters
        for piece in chapter.pieces
    }


def written(ledger: Ledger) -> str:
    """The text of a ledger, a page a line."""
    return _HEAD + "".join(f"{language} {name} {mark}\n" for (language, name), mark in sorted(ledger.items()))


def read_ledger(text: str) -> dict[tuple[str, str], str]:
    """A ledger from its text."""
    rows = (line.split(" ") for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return {(row[0], " ".join(row[1:-1])): row[-1] for row in rows}


def edited(files: Mapping[str, str], language: str, ledger: Ledger) -> tuple[str, ...]:
    """Names of the files in which something is not as it was drafted."""
    ours = {mark for (of, _), mark in ledger.items() if of == language}
    return tuple(
        name
        for name, text in files.items()
        if any(fingerprint(page) not in ours for page in _split(text).pages) or not _split(text).pages
    )


def update(language: str, files: Mapping[str, str], chapters: Sequence[DraftChapter], ledger: Ledger) -> Updated:
    """The chapters of a language with what a new draft adds. `files`: by name the chapters as they stand."""
    marks = {name: mark for (of, name), mark in ledger.items() if of == language}
    before = frozenset(marks)
    shelf = _Shelf({name: _split(text) for name, text in files.items()}, marks)
    for chapter in chapters:
        for piece in chapter.pieces:
            shelf.put(chapter, piece)
    drafted = {piece.id for chapter in chapters for piece in chapter.pieces}
    shelf.remove_all_but(drafted)
    gone = tuple(name for name in shelf.touched if name in files and shelf.files[name].is_empty)
    left = [name for name in marks if name not in drafted and name in shelf.marks]
    return Updated(
        language,
        {name: shelf.files[name].text for name in sorted(shelf.touched) if not shelf.files[name].is_empty},
        {(language, name): mark for name, mark in shelf.marks.items()},
        gone,
        renamed=tuple(_perhaps_renamed(left, shelf.told["added"], drafted, before)),
        **{key: tuple(names) for key, names in shelf.told.items()},
    )


def _perhaps_renamed(
    left: Sequence[str], added: Sequence[str], drafted: Collection[str], before: Collection[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The pages that were left, each with the added ones whose id differs in one part: which no other page had before
    in its place, as none has the old one now."""
    now, then = (_beginnings(names) for names in (drafted, before))

    def alike(old: str, new: str) -> bool:
        one, other = old.split("/"), new.split("/")
        apart = [at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]]
        if len(one) != len(other) or len(apart) != 1:
            return False
        end = apart[0] + 1
        return tuple(one[:end]) not in now and tuple(other[:end]) not in then

    for old in left:
        news = tuple(new for new in added if alike(old, new))
        if news:
            yield old, news


def _beginnings(names: Collection[str]) -> set[tuple[str, ...]]:
    """What the ids begin with, up to every part."""
    return {tuple(parts[:end]) for parts in (name.split("/") for name in names) for end in range(1, len(parts) + 1)}


def _split(text: str) -> _File:
    """A chapter cut before every page; what stands in a fenced block is no page."""
    starts = [found.start() for found in _PAGE.finditer(text) if not _fenced(text, found.start())]
    edges = [*starts, len(text)]
    return _File(text[: edges[0]], [text[one:end] for one, end in pairwise(edges)])


def _fenced(text: str, place: int) -> bool:
    return len(_FENCE.findall(text, 0, place)) % 2 == 1


@dataclass
class _Shelf:
    """The files of one language while a draft is put in; `marks`: by id the fingerprint of every page ever drafted.

    `claimed`: pages of the files that have been found to be ours, by file and number of the page.
    """

    files: dict[str, _File]
    marks: dict[str, str]
    touched: set[str] = field(default_factory=set)
    claimed: set[tuple[str, int]] = field(default_factory=set)
    after: dict[str, int] = field(default_factory=dict)
    told: dict[str, list[str]] = field(default_factory=lambda: {key: [] for key in _TOLD})

    def put(self, chapter: DraftChapter, piece: Piece) -> None:
        """One page of the draft: new, ours, or a person's."""
        mark, new = self.marks.get(piece.id), fingerprint(piece.markdown)
        if mark is None:
            self._add(chapter, piece)
            self.marks[piece.id] = new
            self.told["added"].append(piece.id)
            return
        place = self._place(mark, chapter.name)
        if place is None:
            self.told["kept"].append(piece.id)
            self.told["otherwise"] += [piece.id] if new != mark else []
            return
        name, at = place
        self.claimed.add(place)
        self.after[name] = at + 1
        self.marks[piece.id] = new
        if self.files[name].pages[at].split() != piece.markdown.split():
            self.files[name].pages[at] = piece.markdown
            self.touched.add(name)
            self.told["rewritten"].append(piece.id)

    def _place(self, mark: str, likely: str) -> tuple[str, int] | None:
        """Where a page of ours stands, first looked for in its own chapter."""
        for name in sorted(self.files, key=lambda one: one != likely):
            for at, page in enumerate(self.files[name].pages):
                if (name, at) not in self.claimed and fingerprint(page) == mark:
                    return name, at
        return None

    def _add(self, chapter: DraftChapter, piece: Piece) -> None:
        """A new page behind the page that goes before it in the draft, else before the one that follows, else at the
        end of its chapter."""
        name = chapter.name
        file = self.files.setdefault(name, _File(chapter.head))
        at = self.after.get(name, self._before(chapter, piece))
        file.pages.insert(at, piece.markdown)
        self.claimed = {(of, place + (of == name and place >= at)) for of, place in self.claimed} | {(name, at)}
        self.after[name] = at + 1
        self.touched.add(name)

    def _before(self, chapter: DraftChapter, piece: Piece) -> int:
        """Where in its chapter the first page of ours stands that follows in the draft."""
        for later in chapter.pieces[chapter.pieces.index(piece) + 1 :]:
            place = self._place(self.marks.get(later.id, ""), chapter.name)
            if place is not None and place[0] == chapter.name:
                return place[1]
        return len(self.files[chapter.name].pages)

    def remove_all_but(self, drafted: set[str]) -> None:
        """Pages of ours that a draft no longer has: a question that is not asked now, a finding that is none."""
        for piece in [one for one in self.marks if one not in drafted]:
            place = self._place(self.marks[piece], "")
            if place is None:
                continue
            name, at = place
            del self.files[name].pages[at]
            self.claimed = {(of, one - (of == name and one > at)) for of, one in self.claimed}
            self.touched.add(name)
            del self.marks[piece]
            self.told["removed"].append(piece)
