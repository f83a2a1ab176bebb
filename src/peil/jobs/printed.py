"""Compare a study with what a printed report says."""

from __future__ import annotations

from pathlib import Path

from peil.verifying import Verification, read_printed
from peil.verifying import verify as compare_printed
from peil.workflow import Run, all_that_may_be_shown, count, read_study


def verify_study(folder: Path | str, run: Run | None = None) -> Verification:
    """Do the results agree with what a printed report says, in published.csv and claims.csv of the study folder?

    What is wrong with the two files is told before anything long is done.
    """
    run = run or Run()
    watch = run.watcher
    with watch.stage("read the study"):
        study = read_study(folder)
        printed = read_printed(study)
    results = count(study, run).results
    with watch.stage("compare with the report"):
        return compare_printed(study, printed, results, all_that_may_be_shown(study, results))
