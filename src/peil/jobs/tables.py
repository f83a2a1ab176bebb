"""Write the internal tables into a folder, unless they stand there as they would be written."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from peil.outcomes import Tabled
from peil.results.named import files_of
from peil.store import Later
from peil.study.model import Study
from peil.workflow import Run, count, keys_of, tell, withheld


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
    with Later(run.stages) as stages:
        made = _written(study, folder, replace(run, stages=stages))
        # What the files hold is summed up while the rest is packed, to be kept.
        stages.keep(keys.tables(files), made)
    return Written(made, files)


def _written(study: Study, folder: Path, run: Run) -> Tabled:
    """Write them beside their places, and put them there when all are whole.

    What was found is complete before it is known what of it may be handed out, and files are written without the
    interpreter's lock: the one goes on beside the other.
    """
    counted = count(study, run)
    # Where what is kept is at hand, nothing else that is done here needs the library of data frames.
    from peil.data.results_files import write_hidden, write_tables

    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".begun-", dir=folder) as begun, ThreadPoolExecutor(1) as writer:
        beside = Path(begun)
        writing = writer.submit(write_tables, counted.results, beside)
        hidden = withheld(study, run, counted).figures
        with run.watcher.stage("write the tables"):
            writing.result()
            write_hidden(counted.results, beside, hidden)
            for file in beside.iterdir():
                file.replace(folder / file.name)
    found = counted.results
    return Tabled(len(found.estimates), len(found.contrasts), counted.notes, counted.unquoted)
