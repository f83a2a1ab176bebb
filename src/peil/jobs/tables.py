"""Write the internal tables into a folder, unless they stand there as they would be written."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from peil.outcomes import Tabled
from peil.results.model import HiddenFigure, Results
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
    """Write them beside their places, and put them there when all are whole; a run that fails leaves no folder."""
    near = next(one for one in (folder, *folder.parents) if one.is_dir())
    with TemporaryDirectory(prefix=".begun-", dir=near) as begun, ThreadPoolExecutor(1) as thread:
        writer = _Writer(Path(begun), thread)
        counted = count(study, replace(run, tabulated=writer.write))
        writer.write(counted.results)
        hidden = withheld(study, run, counted).figures
        with run.watcher.stage("write the tables"):
            writer.end(counted.results, hidden)
            folder.mkdir(parents=True, exist_ok=True)
            for file in Path(begun).iterdir():
                file.replace(folder / file.name)
    found = counted.results
    return Tabled(len(found.estimates), len(found.contrasts), counted.notes, counted.unquoted)


class _Writer:
    """Writes tables beside what goes on, mostly without the interpreter's lock: those of the statistics while drivers
    are found, all others while it is found out what may be handed out.
    """

    def __init__(self, folder: Path, thread: ThreadPoolExecutor) -> None:
        self._folder, self._thread = folder, thread
        self._writing: list[Future[None]] = []
        self._before: Results | None = None

    def write(self, results: Results) -> None:
        """Soon: the tables of these results that do not stand there yet."""
        # Here and not at the top: where what was kept is at hand, nothing else needs the library of data frames.
        from peil.data.results_files import write_tables

        self._writing.append(self._thread.submit(write_tables, results, self._folder, self._before))
        self._before = results

    def end(self, results: Results, hidden: Sequence[HiddenFigure]) -> None:
        """All stand there, and the one of what may not be handed out."""
        from peil.data.results_files import write_hidden

        for one in self._writing:
            one.result()
        write_hidden(results, self._folder, hidden)
