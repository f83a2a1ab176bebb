"""The two open questions of V+R of 2013: why that grade for the vision, and the IND in a few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from simulation.people import Column
from simulation.vr import assumptions
from simulation.vr.respondents import Respondents
from simulation.words import OpenQuestion, by_grade, open_answers


def in_words(group: Respondents, grades: Mapping[str, Column], rng: np.random.Generator) -> dict[str, Column]:
    """Texts and themes; what somebody writes goes with the grade for the vision, or the overall grade."""
    asked = (
        ("vision_why", "vision_themes", "vision", assumptions.VISION_THEMES),
        ("few_words", "image", "overall", assumptions.IMAGE_THEMES),
    )
    foreign = np.array([language not in assumptions.WRITTEN_LANGUAGES for language in group.language])
    found: dict[str, Column] = {}
    for words, themes, grade, by_theme in asked:
        silent = np.where(foreign, assumptions.SILENT_OTHER_LANGUAGES, assumptions.SILENT[words])
        question = OpenQuestion(words, themes, silent, _chances(by_theme, grades[grade]))
        found |= open_answers(group.people, question, group.language, grades[grade], rng)
    return found


def _chances(by_theme: Mapping[str, Sequence[float]], grades: Column) -> dict[str, np.ndarray]:
    """(n,) the chance of every theme, by the grade that somebody gave."""
    return {theme: by_grade(grades, *chances) for theme, chances in by_theme.items()}
