"""The chapters of a draft as files: written, put beside edited ones, or refused where they would overwrite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from peil.drafting.model import DraftChapter
from peil.drafting.update import LEDGER, Updated, edited, ledger_of, read_ledger, update, written
from peil.errors import PeilError

How = Literal["new", "update", "force"]
_SET_ASIDE = "chapters.before-draft"
_MOST_LISTED = 5


@dataclass(frozen=True)
class Drafted:
    """What was written. `files`: the chapters and the ledger; `updates`: per language what an update did; `aside`: the
    folder to which the chapters that were there have been moved, None when nothing was. `without_quotes`: surveys
    with open answers of which no quote was approved yet."""

    files: tuple[Path, ...]
    updates: tuple[Updated, ...] = ()
    aside: Path | None = None
    without_quotes: tuple[str, ...] = ()


def refuse_unsafe(folder: Path, languages: Sequence[str], how: How) -> None:
    """Stop before anything long is done when chapters would be overwritten, or when there is nothing to update."""
    ledger = _ledger(folder)
    if how == "update" and not ledger:
        raise PeilError(
            f"{folder / LEDGER}: not there, expected the list of drafted pages that `peil draft` leaves behind, to "
            "know what is new. Without it nothing can be updated: `peil draft STUDY --out FOLDER` drafts elsewhere."
        )
    if how != "new":
        return
    found = [
        f"{folder.name}/{language}/{name}"
        for language in languages
        for name in edited(_texts(folder / language), language, ledger)
    ]
    if found:
        more = f" and {len(found) - _MOST_LISTED} more" if len(found) > _MOST_LISTED else ""
        raise PeilError(
            f"{folder}: found text that a person wrote or edited ({', '.join(found[:_MOST_LISTED])}{more}), expected "
            "no chapters, or a draft as it was made. Use --update to add what is new and keep what was edited, --out "
            f"FOLDER to draft elsewhere, or --force to replace all chapters (the old ones go to {_SET_ASIDE})."
        )


def write_draft(folder: Path, drafts: Mapping[str, Sequence[DraftChapter]], how: How) -> Drafted:
    """Write a draft into `folder`/LANGUAGE; `how` as in the command. Refuses what `refuse_unsafe` does."""
    refuse_unsafe(folder, tuple(drafts), how)
    if how == "update":
        return _update(folder, drafts)
    aside = _moved_aside(folder) if how == "force" else None
    for language in drafts:
        for name in _texts(folder / language):
            (folder / language / name).unlink()
    files = [
        _write(folder / language / chapter.name, chapter.markdown)
        for language, chapters in drafts.items()
        for chapter in chapters
    ]
    files.append(_write(folder / LEDGER, written(ledger_of(drafts))))
    return Drafted(tuple(files), aside=aside)


def _update(folder: Path, drafts: Mapping[str, Sequence[DraftChapter]]) -> Drafted:
    """New pages go in, ours are brought up to date; the ledger is written last."""
    ledger = _ledger(folder)
    updates = tuple(
        update(language, _texts(folder / language), chapters, ledger) for language, chapters in drafts.items()
    )
    files = [_write(folder / one.language / name, text) for one in updates for name, text in one.files.items()]
    for one in updates:
        for name in one.gone:
            (folder / one.language / name).unlink()
    others = {key: mark for key, mark in ledger.items() if key[0] not in drafts}
    new = {**others, **{key: mark for one in updates for key, mark in one.ledger.items()}}
    if new != ledger or files:
        files.append(_write(folder / LEDGER, written(new)))
    return Drafted(tuple(files), updates)


def is_drafted(folder: Path) -> bool:
    """Whether a draft was written into this folder of chapters, so that it can be brought up to date."""
    return (folder / LEDGER).is_file()


def _ledger(folder: Path) -> dict[tuple[str, str], str]:
    file = folder / LEDGER
    return read_ledger(file.read_text("utf-8")) if file.is_file() else {}


def _texts(folder: Path) -> dict[str, str]:
    """By name the chapters of one language as they stand."""
    return {path.name: path.read_text("utf-8-sig") for path in sorted(folder.glob("*.md"))}


def _moved_aside(folder: Path) -> Path | None:
    """All chapters are moved to a folder beside, with a number when there is one already."""
    if not folder.is_dir():
        return None
    aside, number = folder.parent / _SET_ASIDE, 2
    while aside.exists():
        aside, number = folder.parent / f"{_SET_ASIDE}-{number}", number + 1
    folder.rename(aside)
    return aside


def _write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    return file
