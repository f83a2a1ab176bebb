"""The commands that work with data, one function each: options in, exit code out."""

from __future__ import annotations

import argparse
import sys
import textwrap
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from peil import workflow
from peil.console import Console
from peil.errors import PeilError
from peil.examples import copied, example, own_name
from peil.store import FOLDER, Store
from peil.watcher import Silent, Watcher
from peil.workflow import Run

if TYPE_CHECKING:
    from peil.drafting import Updated


def check(options: argparse.Namespace, console: Console) -> int:
    """`peil check STUDY --full`: every problem of the study, its data, its weights and its chapters."""
    from peil.jobs.checking import check_fully

    found = check_fully(options.study, _run(options, Silent()))
    for told, ones in (
        ("what the rules of the study made of the data", found.notes),
        ("words and numbers in the chapters that nothing stands behind", [one.problem for one in found.loose]),
        ("claims of a place in the matrix that is not sure", found.unsure),
        ("waves of which a change can come of how respondents took part", found.shifted),
    ):
        if ones:
            console.say("\n".join([f"{len(ones)} × {told}; no faults, look at them:", *(f"  {one}" for one in ones)]))
    for one in found.bound:
        (console.detail if one.file else console.say)(str(one))
    if not found.problems:
        told = (
            "the study, its data and its chapters" if found.chapters else "the study and its data (it has no chapters)"
        )
        console.say(f"{options.study}: no problems in {told}")
    return console.listed(str(options.study), found.problems)


def new(options: argparse.Namespace, console: Console) -> int:
    """`peil new DIR`: a study to begin with."""
    from peil.jobs.files import new_study

    new_study(options.folder, options.source, options.language)
    console.say(f"started a study in {options.folder}")
    if options.source is None:
        console.say(
            "it has no data yet; to rehearse it with invented respondents:\n"
            f"  peil simulate {options.folder} --out rehearsal\n"
            f"  peil report {options.folder} --data rehearsal --out build"
        )
    else:
        console.say(f"look at every question, then: peil check {options.folder}")
    return 0


def simulate(options: argparse.Namespace, console: Console) -> int:
    """`peil simulate STUDY`: respondents to rehearse with."""
    from peil.data.simulate import simulate as simulate_data

    study = workflow.read_study(options.study)
    files = simulate_data(study, options.out, options.respondents, options.seed)
    console.wrote(files)
    console.say(f"next: peil report {options.study} --data {options.out} --out build")
    return 0


def data(options: argparse.Namespace, console: Console) -> int:
    """`peil data STUDY`: the harmonised, weighted data."""
    from peil.jobs.files import save_data

    study = workflow.read_study(options.study)
    with console.stage("read the data"):
        answers = workflow.read_data(study, options.data)
    with console.stage("write the data"):
        files = save_data(study, answers, options.out, options.format)
    for text in workflow.treated(answers):
        console.note(text)
    console.wrote(files)
    return 0


def results(options: argparse.Namespace, console: Console) -> int:
    """`peil results STUDY`: the internal tables."""
    from peil.jobs.tables import build_tables

    study = workflow.read_study(options.study)
    if options.unweighted:
        study = workflow.unweighted(study)
    # Without weights every wave is another one.
    run = replace(_run(options, console), frozen=not options.unweighted)
    tables = build_tables(study, options.out, run)
    console.detail(f"{tables.tabled.estimates} estimates, {tables.tabled.contrasts} contrasts")
    if tables.files:
        console.wrote(tables.files)
        console.say("for the office only: the tables hold figures that may not be handed out; `hidden` lists those")
    else:
        console.say(f"nothing to write: the tables in {options.out} are what they were")
    return 0


def report(options: argparse.Namespace, console: Console) -> int:
    """`peil report STUDY`: HTML and PDF per language, of everyone or of groups, or refreshed chapters."""
    if options.refresh:
        return _refresh(options, console)
    out = options.out or options.study / "report"
    if options.watch:
        return _watch(options, out, console)
    if options.groups:
        from peil.jobs.groups import build_group_reports

        of_groups = build_group_reports(options.study, out, options.groups, options.language, _run(options, console))
        console.wrote(of_groups.files)
        return 0
    from peil.jobs.reports import build_report

    built = build_report(options.study, out, options.language, _run(options, console))
    console.wrote(built.files)
    return 0


def _watch(options: argparse.Namespace, out: Path, console: Console) -> int:
    from peil.jobs.watching import Watching, watch

    # Where nobody looks at the output, nobody waits for a browser to open.
    browser = not options.no_browser and sys.stdout.isatty()
    how = Watching(tuple(options.language), options.pdf, options.port, browser)
    watch(options.study, out, how, _run(options, Silent()), console.say)
    return 0


def _refresh(options: argparse.Namespace, console: Console) -> int:
    """Chapters get the numbers of the data; what a person must mend is listed: false claims, unknown values."""
    from peil.jobs.chapters import has_drafted_chapters, left_behind, refresh_chapters

    chapters, old = refresh_chapters(options.study, _run(options, console)), left_behind(options.study)
    for chapter in chapters:
        if chapter.changes:
            count = len(chapter.changes)
            console.say(f"{chapter.file}: {count} {'number' if count == 1 else 'numbers'} rewritten")
        for change in chapter.changes:
            console.detail(f"  {change.place}: {change.written} became {change.becomes}")
    broken = [problem for chapter in chapters for problem in chapter.broken_claims]
    unresolved = [problem for chapter in chapters for problem in chapter.unresolved]
    if any(chapter.changes for chapter in chapters):
        console.say("words outside the brackets are not checked: read these sentences again (-v lists the numbers)")
    else:
        console.say("no number had to be rewritten")
    lists = (
        (broken, "no longer true: mend the words or the braces"),
        (unresolved, "not computed, so left as it was: mend it by hand"),
    )
    for problems, what in lists:
        if problems:
            console.error("\n".join([f"{len(problems)} × {what}", *(f"  {problem}" for problem in problems)]))
    if broken and has_drafted_chapters(options.study):
        console.say(f"pages of the draft that nobody edited: peil draft {options.study} --update writes them anew")
    if old:
        told = "of an earlier wave; nothing is wrong with them, look whether there is something new"
        console.say("\n".join([f"{len(old)} × {told}:", *(f"  {one}" for one in old)]))
    if not broken and not unresolved:
        console.say(f"every number and claim holds; next: peil report {options.study}")
    return 1 if broken or unresolved else 0


def draft(options: argparse.Namespace, console: Console) -> int:
    """`peil draft STUDY`: a first report in words, in every language of the study."""
    from peil.jobs.chapters import draft_study

    how: Literal["new", "update", "force"] = "update" if options.update else "force" if options.force else "new"
    made = draft_study(options.study, options.out, how, _run(options, console))
    if made.aside is not None:
        console.say(f"the chapters that were there now stand in {made.aside}")
    for one in made.updates:
        _tell_update(one, console)
    if any(one.otherwise for one in made.updates):
        console.say(f"  to compare them: peil draft {options.study} --out FOLDER")
    console.wrote(made.files)
    for survey in made.without_quotes:
        console.say(
            f"no quotes of {survey} yet: `peil quotes {options.study}` proposes them, approve some in "
            f"quotes/{survey}.yaml, then `peil draft {options.study} --update` adds their page"
        )
    if options.out is None:
        data = f" --data {options.data}" if options.data else ""
        console.say(f"read them, edit them, then: peil report {options.study}{data}")
    return 0


def _tell_update(one: Updated, console: Console) -> None:
    """What became of the chapters of one language."""
    for what, pages in (("added", one.added), ("rewritten", one.rewritten), ("removed", one.removed)):
        console.say(f"{one.language}: {_pages(len(pages))} {what}")
        for page in pages:
            console.detail(f"  {page}")
    kept = len(one.kept) + len(one.renamed)
    console.say(f"{one.language}: {_pages(kept)} edited or taken out by hand, left as they are")
    if one.otherwise:
        console.say("  a draft would now tell these otherwise: " + ", ".join(one.otherwise))
    for old, new in one.renamed:
        told = f"  {old} was edited or taken out by hand, and is drafted no more; {' and '.join(new)} came in"
        console.say(f"{told}: where that is the same under another id, keep one of the two")


def _run(options: argparse.Namespace, watcher: Watcher) -> Run:
    """How the options of a command say that a run goes."""
    return Run(options.data, options.engine, watcher, Store(options.study / FOLDER, watcher, options.fresh))


def _pages(count: int) -> str:
    return f"{count} {'page' if count == 1 else 'pages'}"


def verify(options: argparse.Namespace, console: Console) -> int:
    """`peil verify STUDY`: the table, every miss with its reasoning, and whether nothing is left unexplained."""
    from peil.jobs.printed import verify_study
    from peil.verifying import telling, write_verification

    found = verify_study(options.study, _run(options, console))
    console.say("\n".join(telling.aligned(telling.table(found))))
    console.say(textwrap.fill(telling.meaning(found), 100))
    for check in found.checks:
        console.detail(telling.short(check))
    if found.lost:
        console.say("\n".join(["pictures whose values are lost, not counted:", *map(telling.lost_line, found.lost)]))
    explained = [check for check in found.misses if check not in found.failures]
    if explained:
        console.say("\n".join([f"{len(explained)} × explained in the file:", *telling.lines(explained)]))
    for checks, what in ((found.failures, telling.FAILED), (found.out_of_date, telling.OUT_OF_DATE)):
        if checks:
            console.error("\n".join([f"{len(checks)} × {what}", *telling.lines(checks)]))
    if found.holds:
        console.say("nothing is left unexplained")
    if options.out is not None:
        console.wrote(write_verification(found, options.out))
    return 0 if found.holds else 1


def quotes(options: argparse.Namespace, console: Console) -> int:
    """`peil quotes STUDY`: new proposals behind the quotes of every survey, and approved ones that no longer hold."""
    from peil.jobs.proposals import propose_quotes

    proposed, faulty = propose_quotes(options.study, Run(options.data, watcher=console))
    for file, found in proposed.items():
        console.say(f"{file}: {len(found)} new {'proposal' if len(found) == 1 else 'proposals'}")
    if any(proposed.values()):
        console.say("read them one by one: masking does not find everything; then set `status` to approved or rejected")
    return console.listed(f"{options.study}: approved quotes that are not printed", faulty)


def freeze(options: argparse.Namespace, console: Console) -> int:
    """`peil freeze STUDY WAVE`: data and figures of closed waves are written down, and compared from now on."""
    from peil.jobs.closing import freeze as close

    if options.again != (options.reason is not None):
        raise PeilError('--again and --reason go together: expected both, as in --again --reason "why", or neither')
    closed = close(options.study, options.waves, options.reason, _run(options, console))
    for one in closed:
        frozen = one.frozen
        told = "" if one.changed is None else f"; {one.changed} had changed since it was frozen before"
        console.say(f"{frozen.survey}/{frozen.wave} is frozen: {len(frozen.figures)} figures{told}")
    console.wrote(tuple(file for one in closed for file in one.files))
    return 0


def demo(options: argparse.Namespace, console: Console) -> int:
    """`peil demo DIR`: a copy of the reference study, and its report."""
    from peil.jobs.reports import build_report

    source = example("ind")
    target: Path = options.out / "study"
    for kept in copied(source, target):
        console.problem(f"{kept} was edited and is kept; take it away to get the one of the example")
    console.say(f"the reference study, with simulated respondents, from {target}")
    built = build_report(
        target, options.out / "report", run=Run(watcher=console, stages=Store(target / FOLDER, console))
    )
    console.wrote(built.files)
    console.say(
        f"open the HTML in a browser; change a number in a chapter of {target}, and see this refuse it:\n"
        f"  {own_name()} report {target} --out {options.out / 'report'}"
    )
    return 0
