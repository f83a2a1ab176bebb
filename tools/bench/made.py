"""Generated answers: the same for everyone who is timed. Needs numpy alone; the study folders also need polars."""

from __future__ import annotations

from pathlib import Path

import numpy as np

GROUPS, GRADES = 12, 10
# 5% give no grade; 1 to 10 as grades of a service are: most give 7 or 8.
SHARES = [0.05, 0.01, 0.01, 0.02, 0.04, 0.08, 0.14, 0.22, 0.24, 0.12, 0.07]


def grades(random: np.random.Generator, rows: int) -> np.ndarray:
    """(rows,) int8: a grade 1-10, 0 = none."""
    table = np.repeat(np.arange(11, dtype=np.int8), np.round(np.array(SHARES) * 100).astype(int))
    return table[random.integers(0, len(table), rows, np.uint8)]


def answers(rows: int, items: int) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
    """Weights 0.5-2, groups 0-11, and the grades of each item."""
    random = np.random.default_rng(20131205)
    weights, groups = random.uniform(0.5, 2, rows), random.integers(0, GROUPS, rows, np.int8)
    return weights, groups, [grades(random, rows) for _ in range(items)]


def study(folder: Path, rows: int, items: int, breaks: int = 1) -> None:
    """A study folder of one wave: grades, a weight, and breaks of 12, 6 and 3 groups, as Parquet."""
    import polars as pl

    folder.mkdir(parents=True, exist_ok=True)
    sizes = _sizes(breaks)
    block = 1_000_000
    # Written in pieces, as a large file is; a piece takes little memory.
    parts = folder / "parts"
    parts.mkdir(exist_ok=True)
    for start in range(0, rows, block):
        random, size = np.random.default_rng(start), min(block, rows - start)
        frame = {name: random.integers(1, groups + 1, size, np.int8) for name, groups in sizes.items()}
        frame |= {f"a{item}": grades(random, size) for item in range(items)}
        frame["w"] = random.uniform(0.5, 2, size)
        wide = pl.DataFrame(frame).with_columns(pl.col("^a\\d+$").replace(0, None))
        wide.write_parquet(parts / f"{start:012d}.parquet")
    pl.scan_parquet(parts / "*.parquet").sink_parquet(folder / "answers.parquet", row_group_size=block // 4)
    for part in parts.iterdir():
        part.unlink()
    parts.rmdir()
    _describe(folder, rows, items, sizes)


def shortened(folder: Path, source: Path, rows: int, items: int, breaks: int) -> None:
    """The same study with the first rows of a larger one."""
    import polars as pl

    folder.mkdir(parents=True, exist_ok=True)
    scan = pl.scan_parquet(source / "answers.parquet").head(rows)
    scan.sink_parquet(folder / "answers.parquet", row_group_size=250_000)
    _describe(folder, rows, items, _sizes(breaks))


def _sizes(breaks: int) -> dict[str, int]:
    return {f"break{number}": GROUPS >> number for number in range(breaks)}


def _describe(folder: Path, rows: int, items: int, sizes: dict[str, int]) -> None:
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    (folder / "survey.yaml").write_text("\n".join(_survey(rows, items, sizes)), encoding="utf-8")


STUDY = "study: bench\ntitle: {en: Generated}\nclient: Nobody\nlanguages: [en]\nsurveys: [survey.yaml]\n"


def _survey(rows: int, items: int, sizes: dict[str, int]) -> list[str]:
    lines = ["survey: s", "title: {en: Generated}", "waves:", f"  2025: {{data: answers.parquet, sent: {rows}}}"]
    lines += ["weights: {column: w}", "breaks:", *(f"  {name}: {{of: {name}}}" for name in sizes), "questions:"]
    for name, groups in sizes.items():
        lines += [f"  {name}:", "    kind: single", f"    text: {{en: {name}}}", "    answers:"]
        lines += [f"      g{code}: {{code: {code}, en: Group {code}}}" for code in range(1, groups + 1)]
    lines += ["  aspects:", "    kind: grid of grades", "    text: {en: Grades}", "    items:"]
    return [*lines, *(f"      a{item}: {{en: Aspect {item}}}" for item in range(items)), ""]
