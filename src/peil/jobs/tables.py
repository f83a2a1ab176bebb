"""Write the internal tables into a folder, unless they stand there as they would be written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from peil.outcomes import Tabled
from peil.results.named import files_of
from peil.store import Later
from peil.study.model import Study
from peil.workflow import Run, count, keys_of, outcome, tell


@dataclass(frozen=True)
class Written:
    """The tables in a folder, and which files had to be written for them: all of them, or none."""

    tabled: Tabled
    files: tuple[Path, ...]


def build_tables(study: Study, folder: Path, run: Run) -> Written:
    """Every table as CSV and Parquet, with a page that explains the columns; others of their names are replaced."""
    keys, files = keys_of(study, run), files_of(folder)
    before = run.stages.kept(keys.tables(files), Tabled)
    if before is not None:
        tell(before.notes, before.unquoted, run)
        return Written(before, ())
    # Files are written without the interpreter's lock: what is to be kept is packed meanwhile.
    with Later(run.stages) as stages:
        made = _written(study, folder, replace(run, stages=stages))
    run.stages.keep(keys.tables(files), made)
    return Written(made, files)


def _written(study: Study, folder: Path, run: Run) -> Tabled:
    counted = count(study, run)
    hidden = outcome(study, run, counted).published.hidden
    with run.watcher.stage("write the tables"):
        # Where what is kept is at hand, nothing else that is done here needs the library of data frames.
        from peil.data.results_files import write_results

        write_results(counted.results, folder, hidden)
    found = counted.results
    return Tabled(len(found.estimates), len(found.contrasts), counted.notes, counted.unquoted)
