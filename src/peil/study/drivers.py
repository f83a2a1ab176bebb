"""How importance is measured and where the borders of the improvement matrix lie, as the study says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Border = Literal["mean", "median"] | float
Kept = Literal["waves", "groups"]


@dataclass(frozen=True)
class Stated:
    """The question that asked how important aspects are, a grid or a multiple question.

    `items`: by aspect the id of its item in the grid, or of its answer of the multiple question. `scores`: of a grid of
    answers what each answer counts for, by id; an answer without a score is none. `kind`: what importance then is, the
    mean grade, the mean score, or the share (0-1) that chose the aspect.
    """

    question: str
    kind: Literal["grade", "score", "share"]
    items: Mapping[str, str]
    scores: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class DriverSettings:
    """`importance`: exact shares of R² (lmg), plain correlation, or what respondents said (stated), with lmg in waves
    that did not ask. `missing`: as if everyone had graded every aspect, or the overall grade as it is.
    `smallest_group`: respondents with an overall grade below which a group has no lmg. `seldom_graded`: part (0-1) of
    them that must have graded an aspect for it to take part; `often_not_graded`: below this part it is drawn hollow, or
    not drawn and listed (`often_not_graded_aspects`). Borders: mean or median over the aspects, or a fixed value (a
    grade; of importance in the unit of the method, lmg in parts 0-1). `borders_kept_over`: waves (borders are those of
    the latest wave in all) and groups (those of everyone in all groups). `stated`: None = nobody was asked. `errors`:
    of places, by influence values, or by that many bootstrap samples from `seed`.
    """

    importance: Literal["lmg", "correlation", "stated"] = "lmg"
    missing: Literal["as if everyone", "as it is"] = "as if everyone"
    smallest_group: int = 100
    seldom_graded: float = 0.1
    often_not_graded: float = 0.5
    often_not_graded_aspects: Literal["hollow", "listed"] = "hollow"
    rating_border: Border = "mean"
    importance_border: Border = "mean"
    borders_kept_over: tuple[Kept, ...] = ("waves", "groups")
    stated: Stated | None = None
    errors: Literal["influence", "bootstrap"] = "influence"
    replicates: int = 500
    seed: int = 1
