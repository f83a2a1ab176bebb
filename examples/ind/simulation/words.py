"""Open answers: the invented texts of texts.csv, given to respondents whose language, directorate and grade fit."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from simulation.people import DIRECTORATES, EMPTY, Column, People

TEXTS = Path(__file__).with_name("texts.csv")
MOODS = {"low": (1, 5), "middle": (6, 7), "high": (8, 10)}


def open_answers(
    group: People, language: Sequence[str], grade: Mapping[str, Column], rng: np.random.Generator
) -> dict[str, Column]:
    """Every text once, with a respondent who still has none; all others left the question open."""
    with TEXTS.open(encoding="utf-8", newline="") as file:
        texts = list(csv.DictReader(file))
    answers = {question: [EMPTY] * group.size for question in grade}
    for text in texts:
        column, marks = answers[text["question"]], grade[text["question"]]
        low, high = MOODS[text["mood"]]
        fitting = [
            row
            for row in range(group.size)
            if not column[row]
            and language[row] == text["language"]
            and group.directorate[row] == DIRECTORATES.index(text["directorate"])
            and marks[row].isdigit()
            and low <= int(marks[row]) <= high
        ]
        column[fitting[int(rng.random() * len(fitting))]] = text["text"]
    return answers
