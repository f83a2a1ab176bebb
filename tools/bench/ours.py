"""What is timed of Peil, and of plain numpy beside it. Each case runs in a process of its own: see __main__.py.

    python tools/bench/ours.py CASE ARGUMENTS

prints a line of JSON per result: what, seconds, note.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy import special

import made
from peil.study.drivers import DriverSettings
from peil.study.model import Survey


def report(what: str, seconds: float, processor: float, note: str = "") -> None:
    """One line of the table, with the most memory this process had so far."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    row = {"what": what, "seconds": seconds, "processor": processor, "memory": memory, "note": note}
    print(json.dumps(row), flush=True)


@dataclass(frozen=True)
class Taken:
    """Seconds on the clock: the first time, the least of the others; and of the processors at the least."""

    first: float
    least: float
    processor: float


def timed(work: Callable[[], object], times: int) -> Taken:
    """How long work takes: the least of several times is what the machine can do, whatever else it is doing."""
    taken = []
    for _ in range(times + 1):
        start, busy = time.perf_counter(), time.process_time()
        work()
        taken.append((time.perf_counter() - start, time.process_time() - busy))
    return Taken(taken[0][0], min(one for one, _ in taken[1:]), min(two for _, two in taken[1:]))


def numpy_means(weights: np.ndarray, groups: np.ndarray, items: list[np.ndarray]) -> np.ndarray:
    """p of every group against the rest, as someone would write it with np.bincount: Taylor variances, Welch."""
    p = []
    size, x = made.GROUPS * 11, np.arange(11.0)
    for grades in items:
        code = groups.astype(np.int64) * 11 + grades
        n, w, w2 = (
            np.bincount(code, values, size).reshape(made.GROUPS, 11)[:, 1:]
            for values in (None, weights, weights * weights)
        )
        sides = []
        for count, sums, squares in ((n, w, w2), *[(n.sum(0) - n, w.sum(0) - w, w2.sum(0) - w2)]):
            total, many = sums.sum(1), count.sum(1)
            mean = sums @ x[1:] / total
            error = (squares * (x[1:] - mean[:, None]) ** 2).sum(1) / total**2 * many / (many - 1)
            sides.append((mean, error, many))
        (m1, v1, n1), (m2, v2, n2) = sides
        df = (v1 + v2) ** 2 / (v1**2 / (n1 - 1) + v2**2 / (n2 - 1))
        p.append(2 * special.stdtr(df, -np.abs(m1 - m2) / np.sqrt(v1 + v2)))
    return np.array(p)


def peil_means(weights: np.ndarray, groups: np.ndarray, items: list[np.ndarray]) -> np.ndarray:
    """The same with Peil: all checks, estimates with intervals, every group against the rest by the design."""
    from peil import stats

    cells = np.zeros(len(weights), np.int8)
    moments = stats.collect_many(cells, groups, items, weights, stats.Layout(1, made.GROUPS, 11))
    scores = np.r_[np.nan, 1:11]
    design = stats.weights_only(weights)
    stats.estimate(moments, scores, design)
    return stats.group_against_rest(moments, scores, design, stats.Options(method="q")).p


def means(rows: int, items: int) -> None:
    """Means in 12 groups, each tested against the rest."""
    data = made.answers(rows, items)
    ours, plain = timed(lambda: peil_means(*data), 9), timed(lambda: numpy_means(*data), 3)
    same = np.allclose(peil_means(*data), numpy_means(*data), rtol=1e-8, atol=1e-300)
    report("Peil", ours.least, ours.processor, f"the first time {ours.first:.3f} s")
    report("plain numpy", plain.least, plain.processor, f"p-values are {'the same' if same else 'OTHERS'}")


def pipeline(folder: Path, out: Path) -> None:
    """From a data file to saved results, as `peil results` goes."""
    from peil import workflow
    from peil.data.results_files import write_hidden, write_tables

    study = workflow.read_study(folder)
    start, busy = time.perf_counter(), time.process_time()
    data = workflow.read_data(study)
    read = time.perf_counter()
    results = workflow.tabulate(study, data)
    counted = time.perf_counter()
    out.mkdir(parents=True, exist_ok=True)
    write_tables(results, out)
    write_hidden(results, out, ())
    end = time.perf_counter()
    note = f"read {read - start:.2f}, tabulate {counted - read:.2f}, save {end - counted:.2f} s"
    report("Peil, from Parquet to saved results", end - start, time.process_time() - busy, note)


def command(folder: Path, out: Path, engine: str, how: str) -> None:
    """The command as it is typed, from the start of the process. `how`: "fresh", or "again", with what was kept."""
    words = ["results", str(folder), "--out", str(out), "--quiet", "--engine", engine]
    what = f"peil results {folder.name} --engine {engine}{'' if how == 'fresh' else ', again'}"
    process(what, ["-m", "peil", *words, *(["--fresh"] if how == "fresh" else [])])


# It ends when it is known what may be handed out, without freeing one by one what it made, as the command does.
TABLES = """
import os, sys
import peil
study = peil.read_study(sys.argv[1])
results = peil.tabulate(study, peil.read_data(study))
published = peil.publish(study, results)
print(len(results.estimates), "estimates,", len(results.contrasts), "contrasts,", len(published.hidden), "withheld")
sys.stdout.flush()
os._exit(0)
"""


def tables(folder: Path) -> None:
    """All estimates and tests, and which may be handed out, from the start of a process; drivers are another verb."""
    process(f"from Python, tabulate and publish {folder.name}", ["-c", TABLES, str(folder)])


def process(what: str, program: list[str]) -> None:
    """One line of the table about a process of Python, with what it printed."""
    start = time.perf_counter()
    note = subprocess.run([sys.executable, *program], check=True, capture_output=True, text=True).stdout.strip()
    taken, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    row = {"what": what, "seconds": taken, "processor": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024}
    print(json.dumps(row | {"note": note}))


def raking(rows: int) -> None:
    """Weights on four margins of 12, 6, 4 and 2 categories."""
    from peil import stats

    random = np.random.default_rng(4)
    margins = []
    for size in (12, 6, 4, 2):
        targets = random.uniform(1, 2, size)
        margins.append(stats.Margin(f"m{size}", random.integers(0, size, rows, np.int8), targets / targets.sum()))
    ours, plain = timed(lambda: stats.rake(margins), 5), timed(lambda: numpy_raking(margins, rows), 3)
    same = np.allclose(stats.rake(margins).weights, numpy_raking(margins, rows), rtol=1e-8)
    report("Peil", ours.least, ours.processor, f"the first time {ours.first:.3f} s")
    report("plain numpy", plain.least, plain.processor, f"weights are {'the same' if same else 'OTHERS'}")


def numpy_raking(margins: list[Any], rows: int) -> np.ndarray:
    """The same as someone would write it, row by row, until no share is off by more than 1e-12."""
    weights = np.ones(rows)
    off = 1.0
    while off > 1e-12:
        off = 0.0
        for margin in margins:
            share = np.bincount(margin.codes, weights, len(margin.targets)) / weights.sum()
            off = max(off, float(np.abs(share - margin.targets).max()))
            weights *= (margin.targets / share)[margin.codes]
    return weights * rows / weights.sum()


def _grades(aspects: int, rows: int, missing: float) -> np.ndarray:
    """(rows, aspects + 1) scores that share a judgement, some missing."""
    random = np.random.default_rng(5)
    values = random.normal(size=(rows, aspects + 1)) + 1.2 * random.normal(size=(rows, 1))
    values[random.random(values.shape) < missing] = np.nan
    return values


def shares(aspects: int) -> None:
    """Exact importance of one covariance."""
    from peil.stats.importance import importance
    from peil.stats.machine import seconds_compiling

    matrix = np.cov(_grades(aspects, 1000, 0.0).T)
    found = timed(lambda: importance(matrix), 5)
    compiled = seconds_compiling()
    note = f"the first time {found.first:.3f} s" + (f", of which compiling {compiled:.1f} s" if compiled else "")
    report(f"{aspects} aspects", found.least, found.processor, note)


def replicates(aspects: int, count: int) -> None:
    """Exact importance of the bootstrap replicates of one survey of 1,000."""
    from peil.stats.importance import importance

    values = _grades(aspects, 1000, 0.0)
    draws = np.random.default_rng(6).multinomial(1000, np.full(1000, 0.001), count)
    matrices = np.stack([np.cov(values.T, fweights=one) for one in draws])
    importance(matrices[:1])
    start, busy = time.perf_counter(), time.process_time()
    importance(matrices)
    taken, used = time.perf_counter() - start, time.process_time() - busy
    report(f"{aspects} aspects, {count:,} replicates", taken, used, f"{1000 * taken / count:.1f} ms each")


def covariance(aspects: int, rows: int) -> None:
    """The covariance by EM with 30% missing."""
    from peil.stats.em import em_covariance

    values, ones = _grades(aspects, rows, 0.3), np.ones(rows)
    taken = timed(lambda: em_covariance(values, ones), 3)
    report(f"EM, {rows:,} x {aspects}", taken.least, taken.processor, f"the first time {taken.first:.3f} s")


def influence(aspects: int, rows: int) -> None:
    """The errors of the shares that follow from that covariance."""
    from peil.stats import em_influence, share_gradients
    from peil.stats.em import em_covariance

    values, ones = _grades(aspects, rows, 0.3), np.ones(rows)
    found = em_covariance(values, ones)
    scale = np.sqrt(np.diag(found.covariance))
    standard, inside = (values - found.mean) / scale, found.covariance / np.outer(scale, scale)

    def errors() -> np.ndarray:
        return em_influence(standard, ones, np.zeros(len(scale)), inside, share_gradients(inside).covariance)

    taken = timed(errors, 3)
    report(f"errors by influence, {rows:,} x {aspects}", taken.least, taken.processor)


def drivers(folder: Path, how: str) -> None:
    """All groups and waves of a study: importance, errors, quadrants, moves, what carried the changes.

    `how`: "written", as the study says; or "exact": shares of R² with errors for every group that has the default
    minimum of respondents. Smaller groups are hidden then, for one of them would make its whole comparison fall back
    on correlations.
    """
    import peil
    from peil.drivers import explain
    from peil.tables import tabulate
    from peil.weighting import weigh

    study = peil.read_study(folder)
    if how == "exact":
        study = replace(study, surveys={name: _exact(survey) for name, survey in study.surveys.items()})
    data = weigh(study, peil.read_data(study))
    results = tabulate(study, data)
    found = []
    taken = timed(lambda: found.append(explain(study, data, results)), 1)
    exact = {_group(one.id) for one in found[-1].fits if one.method == "lmg"}
    sure = {_group(one.id) for one in found[-1].standings if one.importance_se > 0}
    note = f"{len(exact & sure)} of {len(found[-1].fits)} matrices by exact shares with errors"
    report(f"{folder.name}, {how}", taken.least, taken.processor, f"{note}; the first time {taken.first:.1f} s")


def _group(name: str) -> tuple[str, str, str]:
    """Survey, wave and group, of the id of a fit or a driver."""
    survey, wave, _, _, group = name.split("/")
    return survey, wave, group


def _exact(survey: Survey) -> Survey:
    least = DriverSettings().smallest_group
    chosen = replace(survey.settings.drivers, importance="lmg", smallest_group=least)
    return replace(survey, settings=replace(survey.settings, hide_up_to=least - 1, drivers=chosen))


def copy(source: Path, folder: Path) -> None:
    """A study folder as it came, with nothing kept from earlier runs."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns(".peil", "report"))


def generate(folder: Path, rows: int, items: int, breaks: int) -> None:
    """A study folder, unless it is there."""
    if not (folder / "survey.yaml").exists():
        made.study(folder, rows, items, breaks)


def shorten(folder: Path, source: Path, rows: int, items: int, breaks: int) -> None:
    """A study folder with the first rows of another, unless it is there."""
    if not (folder / "survey.yaml").exists():
        made.shortened(folder, source, rows, items, breaks)


CASES: dict[str, tuple[Callable[..., None], tuple[type, ...]]] = {
    "means": (means, (int, int)),
    "pipeline": (pipeline, (Path, Path)),
    "command": (command, (Path, Path, str, str)),
    "tables": (tables, (Path,)),
    "copy": (copy, (Path, Path)),
    "raking": (raking, (int,)),
    "shares": (shares, (int,)),
    "replicates": (replicates, (int, int)),
    "covariance": (covariance, (int, int)),
    "influence": (influence, (int, int)),
    "drivers": (drivers, (Path, str)),
    "generate": (generate, (Path, int, int, int)),
    "shorten": (shorten, (Path, Path, int, int, int)),
}

if __name__ == "__main__":
    case, kinds = CASES[sys.argv[1]]
    case(*(kind(text) for kind, text in zip(kinds, sys.argv[2:], strict=True)))
