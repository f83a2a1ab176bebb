"""One wave from definition to report: read this file first. Verbs never call one another; here they are joined.

    read_study ─▶ read_data (read, harmonise, weigh) ─▶ tabulate ─▶ explain ─▶ publish ─▶ compose ─▶ render
    a folder       answers with weights                 Results     drivers    Published   Report     files

`count` runs the line as far as the results, `outcome` as far as what may be handed out, `jobs/reports.py` to its end;
all tell a `Watcher` which stage is running. Every verb is loaded when it is first used: what was kept is handed out
before the libraries that count or draw could be loaded. Only stages stand here; what runs a part of the line for
another end (reports, checking, drafting, quotes) is a job (jobs/).
The verbs that `import peil` offers are listed in `peil/__init__.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from peil.data.paths import rehearses
from peil.errors import FrozenError, Problem
from peil.freezing import Frozen, faults, frozen_files, read_frozen
from peil.outcomes import Counted, Outcome, Withheld
from peil.store import Keys, NothingKept, Stages, made
from peil.study.model import Chapter, Study, Survey, Text, Unweighted
from peil.study.read import read_study
from peil.watcher import Silent, Watcher

if TYPE_CHECKING:
    from peil.data.model import Data
    from peil.drafting import DraftChapter
    from peil.drivers import Fits
    from peil.report.forgroup import ForGroup
    from peil.report.model import Report
    from peil.results.model import Published, Results
    from peil.verifying import Verification

# The files of a report in one language.
KINDS = ("html", "pdf")


@dataclass(frozen=True)
class Run:
    """How a run goes. `data`: the folder of the data files, None = as the study says; `engine`: who goes through the
    rows (engine.py); `watcher`: who wants to know how far it is; `stages`: who knows what they made before (store/);
    `frozen`: whether closed waves must be what they were (freezing/); `tabulated`: hears of the tables as soon as they
    are there, complete but for drivers and quotes, if they have to be made."""

    data: Path | None = None
    engine: str = "memory"
    watcher: Watcher = field(default_factory=Silent)
    stages: Stages = field(default_factory=NothingKept)
    frozen: bool = True
    tabulated: Callable[[Results], None] = lambda _: None


def study_of(folder: Path | str, run: Run) -> Study:
    """The study that a report is made of. On every page of one about invented respondents stands that they are."""
    with run.watcher.stage("read the study"):
        study = labelled(read_study(folder), run)
    if rehearses(study, run.data):
        run.watcher.note(f"{run.data or study.folder} holds invented respondents: these are no results")
    return study


def labelled(study: Study, run: Run) -> Study:
    """The study, with what its every page must bear where its respondents are invented."""
    if not rehearses(study, run.data):
        return study
    from peil.language import Language

    banner = Text({code: Language(code).text("Invented respondents; no results") for code in study.languages})
    return replace(study, banner=banner)


def read_data(study: Study, folder: Path | str | None = None) -> Data:
    """The answers to a study, harmonised over waves and weighted. `folder`: where the data files are, if elsewhere."""
    from peil.data.read import read_data as read_answers
    from peil.weighting import weigh

    return weigh(study, read_answers(study, None if folder is None else Path(folder)))


def tabulate(study: Study, data: Data) -> Results:
    """Results of all surveys: what was found, by question, answer, group and wave, and what differs from what?

    `data` must have been weighted. Estimates with Taylor standard errors; contrasts are every group against the rest
    and every wave against earlier ones (docs/statistics.md).
    """
    from peil.tables import tabulate as make_tables

    return make_tables(study, data)


def fit(study: Study, data: Data) -> Fits:
    """How much every aspect matters in every wave and group: what `explain` needs of the answers alone."""
    from peil.drivers import fit as measure

    return measure(study, data)


def explain(study: Study, data: Data, results: Results, fits: Fits | None = None) -> Results:
    """The same results with their drivers: which aspects matter for the overall grade, and how are these rated?

    `data` must have been weighted, and `results` come of it; `fits` too, where they are at hand (docs/drivers.md).
    """
    from peil.drivers import explain as find_drivers

    return find_drivers(study, data, results, fits)


def quote(study: Study, data: Data, results: Results) -> Results:
    """The results with the approved quotes: those whose answer is in the data and says what is printed."""
    from peil.coding import quote as find_quotes

    return find_quotes(study, data, results)


def publish(study: Study, results: Results) -> Published:
    """What may be handed out: which figures rest on enough answers, and tell nothing of a few (docs/disclosure.md)?"""
    from peil.disclosure import publish as apply_rules

    return apply_rules(study, results)


def treated(data: Data) -> tuple[str, ...]:
    """What the data rules of the study made of the data, and warnings: nothing is changed in silence."""
    repairs = [repair for survey in data.surveys.values() for repair in survey.repairs]
    told = [f"{repair.file}: column {repair.column}: {repair.what} ({repair.count} rows)" for repair in repairs]
    return (*told, *(str(warning) for warning in data.warnings))


def unweighted(study: Study) -> Study:
    """The same study without its weights: to see what weighting does, or to compare with unweighted figures."""

    def bare(survey: Survey) -> Survey:
        return replace(survey, weighting=Unweighted())

    return replace(study, surveys={key: bare(survey) for key, survey in study.surveys.items()})


def compose(study: Study, published: Published, language: str | None = None, group: ForGroup | None = None) -> Report:
    """The report in a language of the study (default: its first), of everyone or of one group."""
    from peil.report.compose import compose as compose_in

    return compose_in(study, published, language or study.languages[0], group)


def for_group(study: Study, published: Published, name: str) -> ForGroup:
    """The group that gets a report of its own, to hand to `compose`: `directorate=asylum`, or with its survey in front.

    PeilError for a break (whose groups get a report each), for a name nobody knows, and for a group too small to show.
    """
    from peil.report.forgroup import the_group

    return with_drafted_pages(study, published, the_group(study, published, name))


def with_drafted_pages(study: Study, published: Published, group: ForGroup) -> ForGroup:
    """The group with what a draft says of it, where the chapters have no page about it by itself."""
    from peil.drafting import draft_group
    from peil.report.forgroup import without_a_page

    lacking = without_a_page(study, group)
    drafted = draft_group(study, published, lacking) if lacking else {}
    chapters = (
        Chapter(f"draft of {one.name}", language, one.markdown) for language, found in drafted.items() for one in found
    )
    return replace(group, drafted=tuple(chapters))


def render(report: Report, folder: Path | str, kinds: Sequence[str] = KINDS) -> tuple[Path, ...]:
    """Write the report as one HTML file and a PDF into the folder, named after study, group and language."""
    from peil.rendering.html import render_html
    from peil.rendering.pdf.render import render_pdf

    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    renderers = {"html": render_html, "pdf": render_pdf}
    files = {kind: place / f"{report.stem}.{kind}" for kind in kinds}
    for kind, file in files.items():
        renderers[kind](report, file)
    return tuple(files.values())


def build_results(
    study: Study, data: Path | None = None, watcher: Watcher | None = None, engine: str = "memory"
) -> Results:
    """From a study to its internal results, counted anew and compared with nothing. `engine`: as in engine.py."""
    return count(study, Run(data, engine, watcher or Silent(), frozen=False)).results


def count(study: Study, run: Run) -> Counted:
    """The internal results, and what a person should know of the data, which is told to who watches."""
    counted = _counted(study, run)
    tell(counted.notes, counted.unquoted, run)
    return counted


def _counted(study: Study, run: Run) -> Counted:
    return made(run.stages, keys_of(study, run).results, Counted, lambda: _counted_anew(study, run))


def _counted_anew(study: Study, run: Run) -> Counted:
    from peil.engine import counted_by, engine
    from peil.stats.machine import seconds_compiling

    blocks, before = engine(run.engine), seconds_compiling()
    closed = _closed(study, run)
    if blocks is None:
        found = _in_memory(study, run)
    else:
        with run.watcher.stage("read and count in blocks"):
            found = counted_by(study, run.data, blocks, run.watcher.note)
    _tell_compiling(seconds_compiling() - before, run.watcher)
    if changed := faults(study, found.results, closed, run.data):
        raise FrozenError(changed)
    return found


def _closed(study: Study, run: Run) -> tuple[Frozen, ...]:
    """The waves that must be what they were; of invented respondents none."""
    if not run.frozen or not frozen_files(study.folder):
        return ()
    if rehearses(study, run.data):
        run.watcher.note(
            f"{run.data or study.folder} holds invented respondents: closed waves are not compared with what they were"
        )
        return ()
    return read_frozen(study.folder)


def _tell_compiling(took: float, watch: Watcher) -> None:
    """Why a first run takes longer."""
    from peil.stats.machine import is_kept

    if took > 1:
        kept = "what was made is kept for the next time" if is_kept() else "no folder to keep it could be written"
        watch.note(f"loops that count and explain were compiled first ({took:.1f} s); {kept}")


def tell(notes: Iterable[str], unquoted: Iterable[Problem], run: Run) -> None:
    """Who watches hears what a person should know of the data."""
    for text in notes:
        run.watcher.note(text)
    for problem in unquoted:
        run.watcher.problem(f"not quoted: {problem}")


def _in_memory(study: Study, run: Run) -> Counted:
    from peil.coding import checked_quotes

    watch = run.watcher
    with watch.stage("read the data"):
        answers = read_data(study, run.data)
    with ThreadPoolExecutor(1) as beside:
        # Machine code for the most part, and tables are mostly Python: the one does not wait for the other.
        fits = beside.submit(fit, study, answers)
        with watch.stage("tabulate"):
            results = tabulate(study, answers)
        run.tabulated(results)
        with watch.stage("explain"):
            results = explain(study, answers, results, fits.result())
    results, unquoted = checked_quotes(study, answers, results)
    return Counted(results, treated(answers), unquoted)


def build_published(study: Study, run: Run) -> Published:
    """From a study to what may be handed out."""
    found = outcome(study, run)
    tell(found.notes, found.unquoted, run)
    return found.published


def outcome(study: Study, run: Run, counted: Counted | None = None) -> Outcome:
    """The same, with what a person should know of the data, which is told to nobody. `counted`: where it is at hand."""

    def make() -> Outcome:
        found = counted or _counted(study, run)
        return Outcome(_published(study, found, run), found.notes, found.unquoted)

    return made(run.stages, keys_of(study, run).published, Outcome, make)


def withheld(study: Study, run: Run, counted: Counted) -> Withheld:
    """What may not be handed out of these results. Kept alone: all that may is as large as the results, and to keep it
    takes as long as to apply the rules."""

    def make() -> Withheld:
        found = run.stages.kept(keys.published, Outcome)
        return Withheld((found.published if found else _published(study, counted, run)).hidden)

    keys = keys_of(study, run)
    return made(run.stages, keys.withheld, Withheld, make)


def _published(study: Study, counted: Counted, run: Run) -> Published:
    with run.watcher.stage("apply the base rules"):
        return publish(study, counted.results)


def keys_of(study: Study, run: Run) -> Keys:
    """The keys under which what the stages make is kept."""
    return Keys(study, run.data, run.engine, frozen_files(study.folder) if run.frozen else ())


def verify(study: Study, results: Results) -> Verification:
    """Do the results agree with what a printed report says, in published.csv and claims.csv of the study?"""
    from peil.verifying import read_printed
    from peil.verifying import verify as compare_printed

    return compare_printed(study, read_printed(study), results, all_that_may_be_shown(study, results))


def all_that_may_be_shown(study: Study, results: Results) -> Published:
    """Published without the mark of a small base: a printed report may tell what our own text would not build on."""

    def unmarked(survey: Survey) -> Survey:
        return replace(survey, settings=replace(survey.settings, mark_up_to=survey.settings.hide_up_to))

    return publish(replace(study, surveys={key: unmarked(one) for key, one in study.surveys.items()}), results)


def draft(study: Study, published: Published) -> dict[str, tuple[DraftChapter, ...]]:
    """By language the chapters of a first report, with findings that hold in sentences that can be edited."""
    from peil.drafting import draft as draft_chapters

    return draft_chapters(study, published)
