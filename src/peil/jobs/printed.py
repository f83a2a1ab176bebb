"""Compare a study with what a printed report says."""

from __future__ import annotations

from pathlib import Path

from peil.verifying import Verification, read_printed
from peil.verifying import verify as compare_printed
from peil.watcher import Silent, Watcher
from peil.workflow import all_that_may_be_shown, build_results, read_study


def verify_study(
    folder: Path | str, data: Path | None = None, watcher: Watcher | None = None, engine: str = "memory"
) -> Verification:
    """Do the results agree with what a printed report says, in published.csv and claims.csv of the study folder?

    What is wrong with the two files is told before anything long is done.
    """
    watch = watcher or Silent()
    with watch.stage("read the study"):
        study = read_study(folder)
        printed = read_printed(study)
    results = build_results(study, data, watch, engine)
    with watch.stage("compare with the report"):
        return compare_printed(study, printed, results, all_that_may_be_shown(study, results))
