"""The same work by other packages, in an environment of their own (tools/bench/set-up-others).

    build/bench/others/bin/python tools/bench/others.py samplics|svy ROWS ITEMS OF

times ITEMS items and says what OF items would take: a million rows take these packages minutes.
"""

from __future__ import annotations

import importlib.metadata
import json
import resource
import sys
import time
import warnings
from collections.abc import Callable

import numpy as np

import made

Item = Callable[[np.ndarray, np.ndarray, np.ndarray], object]


def samplics(weights: np.ndarray, groups: np.ndarray, grades: np.ndarray) -> None:
    """One item: means in the groups, then every group against the rest."""
    from samplics.categorical import Ttest
    from samplics.estimation import TaylorEstimator
    from samplics.utils.types import PopParam

    given = grades > 0
    y, w, g = grades[given].astype(float), weights[given], groups[given]
    TaylorEstimator(PopParam.mean).estimate(y=y, samp_weight=w, domain=g)
    for group in range(made.GROUPS):
        Ttest(samp_type="two-sample", paired=False).compare(y=y, group=(g == group).astype(int), samp_weight=w)


def svy(weights: np.ndarray, groups: np.ndarray, grades: np.ndarray) -> None:
    """One item: means in the groups, then every group against the rest."""
    import polars as pl
    import svy as package

    given = grades > 0
    columns = {"y": grades[given].astype(float), "w": weights[given], "g": groups[given]}
    columns |= {f"is{group}": (groups[given] == group).astype(int) for group in range(made.GROUPS)}
    sample = package.Sample(data=pl.DataFrame(columns), design=package.Design(wgt="w"))
    sample.estimation.mean("y", by="g")
    for group in range(made.GROUPS):
        sample.categorical.ttest("y", group=f"is{group}")


def main() -> None:
    """Time one package."""
    name, rows, items, of = sys.argv[1], *map(int, sys.argv[2:])
    warnings.simplefilter("ignore")
    item: Item = {"samplics": samplics, "svy": svy}[name]
    # Once on a few rows, so that nothing is timed but the work.
    weights, groups, grades = made.answers(500, 1)
    item(weights, groups, grades[0])
    weights, groups, grades = made.answers(rows, items)
    start, busy = time.perf_counter(), time.process_time()
    for one in grades:
        item(weights, groups, one)
    taken, used = (
        (now - then) * of / items for now, then in ((time.perf_counter(), start), (time.process_time(), busy))
    )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    note = "" if of == items else f"{items} of {of} items timed"
    what = f"{name} {importlib.metadata.version(name)}"
    print(json.dumps({"what": what, "seconds": taken, "processor": used, "memory": memory, "note": note}))


if __name__ == "__main__":
    main()
