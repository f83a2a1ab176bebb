"""Time Peil beside others on generated data, in one run; print a plain table and save it as build/bench.md.

    python tools/bench            everything, in about six minutes; what is left after ten is not run
    python tools/bench means      the sections whose name holds this word

Every case runs in a process of its own, so that the memory is its own. Nothing else should run at the time; ratios are
of the seconds of processors, which others at work disturb less than the clock. BENCH_SECONDS gives a busy machine more
than ten minutes.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUILD = ROOT / "build" / "bench"
OTHERS = BUILD / "others" / "bin" / "python"
LIMIT = float(os.environ.get("BENCH_SECONDS", "600"))


@dataclass(frozen=True)
class Case:
    """One process to time: its command, what is aimed at for its first figure, and the seconds it may take."""

    command: tuple[str | Path, ...]
    aim: str = ""
    limit: int = 120


@dataclass(frozen=True)
class Section:
    """Cases that belong together; `before` makes what they need and is not timed."""

    title: str
    cases: tuple[Case, ...]
    before: tuple[Case, ...] = ()


def ours(*arguments: str | Path, aim: str = "", limit: int = 120) -> Case:
    """A case of ours.py."""
    return Case((sys.executable, HERE / "ours.py", *arguments), aim, limit)


def theirs(*arguments: str) -> Case:
    """A case of others.py."""
    return Case((OTHERS, HERE / "others.py", *arguments))


IND = ROOT / "examples" / "ind"
SIZES = (2, 5, 10, 20, 50)
SECTIONS = (
    Section(
        "means of 200 items in 12 groups, each against the rest, 1,000 rows",
        (
            ours("means", "1000", "200", aim="0.020 s"),
            theirs("samplics", "1000", "50", "200"),
            theirs("svy", "1000", "50", "200"),
        ),
    ),
    Section(
        "means of 50 items in 12 groups, each against the rest, 1,000,000 rows",
        (
            ours("means", "1000000", "50", aim="0.10 s"),
            theirs("samplics", "1000000", "1", "50"),
            theirs("svy", "1000000", "1", "50"),
        ),
    ),
    Section(
        "from file to saved results, 1,000,000 rows x 50 items",
        (
            ours("pipeline", BUILD / "million", BUILD / "out", aim="1 s"),
            ours("command", BUILD / "million", BUILD / "out", "memory", "fresh"),
            ours("command", BUILD / "million", BUILD / "out", "blocks", "fresh"),
        ),
        # Once before, so that machine code is not compiled while it is timed.
        (
            ours("generate", BUILD / "million", "1000000", "50", "1"),
            ours("pipeline", BUILD / "million", BUILD / "out"),
        ),
    ),
    Section(
        "the reference study, from the start of the process",
        (
            ours("tables", BUILD / "ind", aim="1 s"),
            ours("command", BUILD / "ind", BUILD / "out", "memory", "fresh", aim="1 s"),
            ours("command", BUILD / "ind", BUILD / "out", "memory", "again", aim="1 s"),
        ),
        # Once before, so that machine code is not compiled while it is timed.
        (ours("copy", IND, BUILD / "ind"), ours("command", BUILD / "ind", BUILD / "out", "memory", "fresh")),
    ),
    Section("raking of 1,000,000 rows on four margins", (ours("raking", "1000000", aim="0.2 s"),)),
    Section(
        "exact importance (LMG) of one covariance",
        tuple(ours("shares", str(size), aim="0.15 s" if size == 26 else "") for size in (20, 22, 24, 26, 28)),
    ),
    Section(
        "exact importance of bootstrap replicates",
        (ours("replicates", "20", "1000"), ours("replicates", "26", "1000", aim="100 s", limit=300)),
    ),
    Section(
        "covariance by EM with 30% missing, and errors of the importance that follows from it",
        (ours("covariance", "26", "1000", aim="0.3 s"), ours("influence", "26", "1000")),
    ),
    Section(
        "importance and errors of every group of the reference study",
        (ours("drivers", IND, "exact", aim="10 s"), ours("drivers", IND, "written")),
    ),
    Section(
        "50,000,000 rows x 10 items, 3 breaks, from Parquet, in blocks, and fewer rows: time in proportion to rows",
        tuple(
            ours("command", BUILD / f"{size}M", BUILD / "out", "blocks", "fresh", aim="under 2 GB", limit=300)
            for size in SIZES
        ),
        (
            ours("generate", BUILD / f"{SIZES[-1]}M", f"{SIZES[-1]}000000", "10", "3", limit=300),
            *(
                ours("shorten", BUILD / f"{size}M", BUILD / f"{SIZES[-1]}M", f"{size}000000", "10", "3")
                for size in SIZES[:-1]
            ),
        ),
    ),
)


def run(case: Case, until: float) -> Iterator[dict[str, object]]:
    """The results that a case printed, whatever became of it."""
    name = " ".join(str(part) for part in case.command[2:4])
    left = min(float(case.limit), until - time.monotonic())
    if not Path(case.command[0]).exists():
        yield {"what": name, "note": "not installed (tools/bench/set-up-others failed)"}
        return
    if left <= 0:
        yield {"what": name, "note": "not run: the time is up"}
        return
    # The linear algebra of numpy on one processor, as the commands of Peil have it.
    own = {name: "1" for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS") if case.command[0] != OTHERS}
    # Python keeps what it compiled, as pip does when it installs: a person's Peil is not compiled at every start.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(case.command, stdout=subprocess.PIPE, text=True, env=kept | own) as process:
        try:
            output, _ = process.communicate(timeout=left)
            stopped = f"failed with {process.returncode}" if process.returncode else ""
        except subprocess.TimeoutExpired:
            process.kill()
            output, _ = process.communicate()
            stopped = f"stopped after {left:.0f} s"
    yield from (json.loads(line) for line in output.splitlines() if line.startswith("{"))
    if stopped:
        yield {"what": name, "note": stopped}


def machine() -> str:
    """What it ran on."""
    names = ("numpy", "polars", "numba")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    day = time.strftime("%Y-%m-%d")
    # Others at work make the clock run faster than the processors do.
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return f"{day}, {os.cpu_count()} x {model}, Python {platform.python_version()}, {versions}{load}"


def table(section: Section, until: float) -> Iterator[str]:
    """The lines of one section as Markdown."""
    yield from ("", f"## {section.title}", "")
    yield from ("| | aim | seconds | of processors | times the first | memory | |", "|---|---|---|---|---|---|---|")
    for case in section.before:
        list(run(case, until))
    first = 0.0
    for case in section.cases:
        for place, row in enumerate(run(case, until)):
            aim = "" if place else case.aim
            taken, busy, memory = row.get("seconds"), row.get("processor"), row.get("memory")
            seconds, processor = (f"{one:.3f}" if isinstance(one, float) else "-" for one in (taken, busy))
            first = first or (busy if isinstance(busy, float) else 0.0)
            times = f"{busy / first:.1f}" if isinstance(busy, float) and first else "-"
            used = f"{memory:.0f} MB" if isinstance(memory, float) else "-"
            yield f"| {row['what']} | {aim} | {seconds} | {processor} | {times} | {used} | {row.get('note', '')} |"


def main() -> None:
    """Run the sections and keep their tables."""
    until = time.monotonic() + LIMIT
    chosen = [section for section in SECTIONS if all(word in section.title for word in sys.argv[1:])]
    BUILD.mkdir(parents=True, exist_ok=True)
    if any(OTHERS in case.command for section in chosen for case in section.cases):
        subprocess.run([HERE / "set-up-others"], check=False, env=os.environ | {"PYTHON": sys.executable})
    lines = ["# Bench", "", machine()]
    print("\n".join(lines), flush=True)
    for section in chosen:
        for line in table(section, until):
            print(line, flush=True)
            lines.append(line)
    (ROOT / "build" / "bench.md").write_text("\n".join([*lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
