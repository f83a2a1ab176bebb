"""Reports of single groups: the director of Asylum wants the grade of his own clients on page one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from peil.jobs.reports import Built, compose_all, languages_of, render_all
from peil.outcomes import Rendered
from peil.report.forgroup import ForGroup, choose
from peil.report.model import Report
from peil.results.model import Published
from peil.study.model import Study
from peil.watcher import Watcher
from peil.workflow import Run, build_published, keys_of, study_of, with_drafted_pages


def build_group_reports(
    folder: Path | str, out: Path, names: Sequence[str], languages: Sequence[str] = (), run: Run | None = None
) -> Built:
    """From a study folder to a report per group that `names` mean (`directorate=asylum`, or a break: all its groups),
    per language one HTML file and one PDF in `out`. The results are computed once, for all of them."""
    run = run or Run()
    study = study_of(folder, run)
    wanted, keys = languages_of(study, languages), keys_of(study, run)
    published = build_published(study, run)
    files: list[Path] = []
    for group in _groups(study, published, names, run.watcher):
        before = {one: run.stages.kept(keys.report(one, group.part), Rendered) for one in wanted}
        lacking = [one for one, kept in before.items() if kept is None]
        reports = _composed(study, published, group, lacking, run.watcher)
        written = dict(zip(lacking, render_all(reports, out, run.watcher), strict=True))
        for language, kept in before.items():
            if kept is None:
                run.stages.keep(keys.report(language, group.part), Rendered({}, ()).of(written[language]))
            files.extend(written[language] if kept is None else kept.written(out))
    return Built(study, tuple(files))


def _composed(
    study: Study, published: Published, group: ForGroup, languages: Sequence[str], watch: Watcher
) -> tuple[Report, ...]:
    """The reports of a group in these languages."""
    if not languages:
        return ()
    with watch.stage(f"choose what is told ({group.part})"):
        told = with_drafted_pages(study, published, group)
    return compose_all(study, published, languages, watch, told)


def _groups(study: Study, published: Published, names: Sequence[str], watch: Watcher) -> tuple[ForGroup, ...]:
    """The groups, each once; those that get no report are told."""
    found: dict[str, ForGroup] = {}
    for name in names:
        chosen = choose(study, published, name)
        found |= {group.part: group for group in chosen.groups}
        for text in chosen.left_out:
            watch.note(f"left out: {text}")
    return tuple(found.values())
