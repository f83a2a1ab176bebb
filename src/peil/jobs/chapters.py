"""Chapters: draft them, and write new numbers into them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

from peil.drafting import Drafted, is_drafted, refuse_unsafe, without_quotes, write_draft
from peil.errors import Problem
from peil.report.prose import Refreshed, outdated, read_chapters, refresh, rewritten
from peil.study.model import Chapter
from peil.workflow import Run, build_published, draft, read_study, study_of


def draft_study(
    folder: Path | str,
    out: Path | None = None,
    how: Literal["new", "update", "force"] = "new",
    run: Run | None = None,
) -> Drafted:
    """From a study folder to its drafted chapters, in the study or in `out`; read again before they are written."""
    run = run or Run()
    watch = run.watcher
    study = study_of(folder, run)
    place = out or study.folder / "chapters"
    refuse_unsafe(place, study.languages, how)
    published = build_published(study, run)
    with watch.stage("draft"):
        found = draft(study, published)
        new = tuple(
            Chapter(f"{language}/{one.name}", language, one.markdown)
            for language, all_ in found.items()
            for one in all_
        )
        for language in study.languages:
            read_chapters(replace(study, chapters=new), published, language)
    return replace(write_draft(place, found, how), without_quotes=without_quotes(study, published))


def has_drafted_chapters(folder: Path) -> bool:
    """Whether pages that nobody edited can be written anew (`peil draft --update`) instead of being mended."""
    return is_drafted(folder / "chapters")


def left_behind(folder: Path) -> tuple[Problem, ...]:
    """What belongs to an earlier wave of a study, for a person to renew: quotes, figures from outside."""
    return outdated(read_study(folder))


def refresh_chapters(folder: Path, run: Run | None = None) -> tuple[Refreshed, ...]:
    """Rewrite the numbers in the chapters of a study to what the data say now; claims are only listed."""
    run = run or Run()
    study = read_study(folder)
    published = build_published(study, run)
    changed = refresh(study, published)
    for chapter in changed:
        if chapter.changes:
            file = study.folder / chapter.file
            file.write_bytes(rewritten(file.read_bytes(), chapter))
    return changed
