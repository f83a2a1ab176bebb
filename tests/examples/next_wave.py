"""A rehearsal of the wave of 2015: a copy of the reference study, its new data, and the lines a person adds."""

from __future__ import annotations

import csv
import shutil
from difflib import ndiff
from pathlib import Path

import numpy as np

STUDY = Path(__file__).resolve().parents[2] / "examples" / "ind"
NEW, DROPPED, REWORDED = "online_service", "phone_reach", "complete"

# What a researcher changes in vr.yaml: (the text that stands there, the text that takes its place).
_EDITS = (
    (
        "\nquestions:\n",
        "  2015: {data: data/vr-2015.csv, field: 2015-12/2016-01, mode: paper, languages: *languages, sent: 5200}\n"
        "\nquestions:\n",
    ),
    (
        "en: Telephone reachability, dimension: other}",
        "en: Telephone reachability, dimension: other, until: 2013}\n"
        "      online_service: {nl: Zelf regelen via internet, en: Arranging things online, dimension: process, "
        "since: 2015}",
    ),
    (
        "complete: {nl: Volledigheid informatie, en: Completeness of information, dimension: communication}",
        "complete:\n"
        "        nl: Volledigheid informatie\n"
        "        en: Completeness of information\n"
        "        dimension: communication\n"
        "        changed: {2015: {comparable: no, text: {nl: Volledigheid van brieven en website, "
        "en: Completeness of letters and website}, "
        "note: {nl: In 2015 anders gevraagd., en: Asked differently in 2015.}}}",
    ),
)


def prepare(folder: Path) -> int:
    """Copy the study into `folder`, add the wave; the number of lines that were added or changed in its files."""
    shutil.copytree(STUDY, folder, ignore=shutil.ignore_patterns("__pycache__", "report", ".peil"))
    file = folder / "vr.yaml"
    before = file.read_text(encoding="utf-8")
    after = before
    for old, new in _EDITS:
        assert after.count(old) == 1, old
        after = after.replace(old, new)
    file.write_text(after, encoding="utf-8")
    _respondents(folder)
    return sum(line.startswith("+ ") for line in ndiff(before.splitlines(), after.splitlines()))


def _respondents(folder: Path) -> None:
    """The file of 2015: people like those of 2013, drawn with a seed; a third of them rate the duration two higher."""
    rng = np.random.Generator(np.random.PCG64(2015))
    with (folder / "data" / "vr-2013.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    drawn = [dict(rows[int(one * len(rows))]) for one in rng.random(900)]
    for number, row in enumerate(drawn, start=1):
        row["respondent"] = f"15{number:04d}"
        row[NEW] = row["helpful"]
        del row[DROPPED]
        if row["throughput"].isdigit() and int(row["throughput"]) <= 8 and rng.random() < 1 / 3:
            row["throughput"] = str(int(row["throughput"]) + 2)
    with (folder / "data" / "vr-2015.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(drawn[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(drawn)


def weighted_mean(folder: Path, question: str) -> float:
    """The mean of 2015 with the fixed weights of the study, computed here from the file and nothing else."""
    with (folder / "data" / "vr-2015.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    targets = {"1": 12.0, "2.1": 17.75, "2.2": 17.75, "3.1": 28.4, "3.2": 7.1, "4": 17.0}
    cells = [row["directorate"] + (f".{row['role']}" if row["role"] else "") for row in rows]
    size = {cell: cells.count(cell) for cell in targets}
    weight = [targets[cell] / 100 * sum(size.values()) / size[cell] if cell in targets else 1.0 for cell in cells]
    pairs = [(int(row[question]), w) for row, w in zip(rows, weight, strict=True) if _grade(row[question])]
    return sum(grade * w for grade, w in pairs) / sum(w for _, w in pairs)


def _grade(text: str) -> bool:
    return text.isdigit() and 1 <= int(text) <= 10
