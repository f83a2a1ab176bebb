"""From a study folder to its reports: compose and render in every language, what was made before not again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from peil.errors import PeilError, ProseError
from peil.outcomes import Rendered
from peil.study.model import Study
from peil.study.translated import untranslated
from peil.watcher import Watcher
from peil.workflow import Run, compose, keys_of, outcome, render, study_of, tell

if TYPE_CHECKING:
    from peil.report.forgroup import ForGroup
    from peil.report.model import Report
    from peil.results.model import Published


@dataclass(frozen=True)
class Built:
    """What a run made: the study it read, and the files it wrote."""

    study: Study
    files: tuple[Path, ...]


def build_report(folder: Path | str, out: Path, languages: Sequence[str] = (), run: Run | None = None) -> Built:
    """From a study folder to its reports, per language one HTML file and one PDF in `out`."""
    run = run or Run()
    study = study_of(folder, run)
    keys, wanted = keys_of(study, run), languages_of(study, languages)
    before = {language: run.stages.kept(keys.report(language), Rendered) for language in wanted}
    anew = [language for language, one in before.items() if one is None]
    reports, made_anew = _reports_anew(study, anew, run)
    told = [*made_anew.values(), *(one for one in before.values() if one is not None)]
    notes, unquoted = ([note for one in told for note in one.notes], [lost for one in told for lost in one.unquoted])
    tell(dict.fromkeys(notes), dict.fromkeys(unquoted), run)
    _tell_by_hand(study, sum(one.by_hand for one in told), run.watcher)
    written = dict(zip(anew, render_all(reports, out, run.watcher), strict=True))
    for language, files in written.items():
        run.stages.keep(keys.report(language), made_anew[language].of(files))
    every = [written[language] if kept is None else kept.written(out) for language, kept in before.items()]
    return Built(study, tuple(file for files in every for file in files))


def _reports_anew(
    study: Study, languages: Sequence[str], run: Run
) -> tuple[tuple[Report, ...], Mapping[str, Rendered]]:
    """The reports in some languages, final in every text, and by language what to tell with them; their files are still
    to come."""
    if not languages:
        return (), {}
    from peil.report.prose import typed_by_hand

    found = outcome(study, run)
    reports = compose_all(study, found.published, languages, run.watcher)
    by_hand = {language: typed_by_hand(study, found.published, language) for language in languages}
    return reports, {one: Rendered({}, found.notes, found.unquoted, count) for one, count in by_hand.items()}


def _tell_by_hand(study: Study, count: int, watch: Watcher) -> None:
    """Numbers that stay as they are when the data change."""
    if count:
        told = "1 number in the chapters was" if count == 1 else f"{count} numbers in the chapters were"
        watch.note(f"{told} typed by hand and can go stale unseen; see `peil check {study.folder} --full`")


def languages_of(study: Study, wanted: Sequence[str]) -> tuple[str, ...]:
    """Those that are wanted, or all of the study; one that it does not have is refused before anything long is done."""
    unknown = [language for language in wanted if language not in study.languages]
    if unknown:
        raise PeilError(
            f"language {', '.join(unknown)}: found in the command, expected one of {', '.join(study.languages)}, the "
            "languages of the study. Add it to `languages` in study.yaml, with its texts, or leave it out."
        )
    return tuple(wanted or study.languages)


def compose_all(
    study: Study, published: Published, languages: Sequence[str], watch: Watcher, group: ForGroup | None = None
) -> tuple[Report, ...]:
    """A report per language; what is wrong in the chapters of these languages is told together."""
    reports: list[Report] = []
    # A page may be written in one language first, while only that is asked for.
    problems = list(untranslated([chapter for chapter in study.chapters if chapter.language in languages]))
    for language in languages:
        with watch.stage(f"compose ({language})"):
            try:
                reports.append(compose(study, published, language, group))
            except ProseError as error:
                problems.extend(error.problems)
    if problems:
        raise ProseError(problems)
    return tuple(reports)


def render_all(reports: Sequence[Report], folder: Path, watch: Watcher) -> list[tuple[Path, ...]]:
    """The files of every report. While Typst sets one report, on a processor of its own, the next is drawn."""
    with ThreadPoolExecutor(1) as setter:
        setting: list[Future[tuple[Path, ...]]] = []
        pages: list[tuple[Path, ...]] = []
        for report in reports:
            name = ", ".join(filter(None, (report.group, report.language)))
            with watch.stage(f"render ({name})"):
                pages.append(render(report, folder, ("html",)))
                setting.append(setter.submit(render, report, folder, ("pdf",)))
        if not setting:
            return []
        with watch.stage("set the PDFs"):
            return [(*page, *pdf.result()) for page, pdf in zip(pages, setting, strict=True)]
