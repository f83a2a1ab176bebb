"""Guess from a data file alone what was asked: a grade, one answer of several, several answers, a number, a text.

A guess is a start for a person to correct. What a file says itself (labels, missing values, sets) goes before what
its values look like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import Literal

import numpy as np
import polars as pl

from peil.data.files import RawTable, plain_name, repeated_names
from peil.data.labels import ColumnLabels, MultipleSet
from peil.data.numbers import numeric

GuessedKind = Literal["grade", "single", "multiple", "number", "date", "open", "empty", "key", "weight"]
SCALES = ((1, 10), (0, 10), (1, 7), (1, 5))
FEW = 15
GRADE_VALUES = 5
# A text that is longer, or holds a mail address or a telephone number, was written by a respondent: it is nobody's
# answer category, and must not stand in a study file.
LONGEST_ANSWER = 60
_OWN_WORDS = re.compile(r"\S@\S|\d[\d ()./-]{6,}\d")
# Codes that stand for no answer by custom, believed only when they lie outside the other values.
CUSTOMARY = frozenset({"-9", "-8", "-1", "77", "88", "96", "97", "98", "99", "996", "997", "998", "999"})
_REASONS = (
    ("don't know", r"don.?t know|weet (ik )?niet|geen idee|no idea|w\.?n\.?$"),
    ("does not apply", r"not appl|n\.?v\.?t|niet van toepassing|no experience|geen ervaring|\bn/?a\b"),
    ("not asked", r"not asked|niet gevraagd|niet gesteld|routing"),
    ("not in this wave", r"not in (this )?wave|niet in deze meting"),
    ("not answered", r"not answered|no answer|no response|niet ingevuld|niet beantwoord|geen antwoord|missing"),
)
_KEY = re.compile(r"resp|^id$|_id$|^nr$|nummer|number|key|sleutel|case|unit|^code$", re.IGNORECASE)
_WEIGHT = re.compile(r"^(weight|wt|wgt|weeg|weging|gewicht|wf|factor)", re.IGNORECASE)
_STEM = re.compile(r"^([^\W\d_]+_?\d+)[_\-. ]?[^_\-. \d].*$|^(.+?)[_\-. ]+[^_\-. ]+$|^([^\W\d_]+_?\d+)[a-z]$")
_DATE_FORMS = (
    (r"\d{4}-\d\d-\d\d([ T].*)?", "%Y-%m-%d"),
    (r"\d{1,2}-\d{1,2}-\d{4}", "%d-%m-%Y"),
    (r"\d{1,2}\.\d{1,2}\.\d{4}", "%d.%m.%Y"),
)


@dataclass(frozen=True)
class Guess:
    """What one or, for a multiple question, several columns seem to hold.

    `answers`: from the code in the data to its label, "" when the file does not say. `reasons`: from a code to the
    reason it stands for. `stem`: what the name has in common with its neighbours, for grids.
    """

    kind: GuessedKind
    columns: tuple[str, ...]
    label: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    scale: tuple[int, int] | None = None
    format: str = ""
    spread: bool = False
    stem: str = ""

    @property
    def alike(self) -> tuple[object, ...]:
        """What the items of one grid have in common."""
        return (self.stem, self.kind, self.scale, tuple(self.answers.items()) if self.kind == "single" else ())


def guess(table: RawTable) -> list[Guess]:
    """A guess for every column, in the order of the file; columns of one multiple question are taken together."""
    repeated = {plain_name(name) for name in repeated_names(table)}
    names = [name for name in table.names if plain_name(name) and plain_name(name) not in repeated]
    sets = {column: one for one in table.sets for column in one.columns}
    guesses: list[Guess] = []
    done: set[str] = set()
    for name in names:
        one = sets.get(name)
        if one is None:
            guesses.append(_column(table, name, first=not guesses))
        elif one.name not in done:
            done.add(one.name)
            guesses.append(_set(table, one))
    return _with_ticks(_with_one(guesses, "key"), table)


def _with_one(guesses: list[Guess], kind: GuessedKind) -> list[Guess]:
    """Only the first column that looks like a key is one; others are open."""
    keys = [position for position, one in enumerate(guesses) if one.kind == kind]
    return [replace(one, kind="open") if place in keys[1:] else one for place, one in enumerate(guesses)]


def stem_of(name: str) -> str:
    """What the names of the items of one grid share: q7 of q7_1 and of Q7ART (in capitals as written)."""
    found = _STEM.match(plain_name(name))
    return next((part for part in found.groups() if part), "") if found else ""


def _column(table: RawTable, name: str, first: bool) -> Guess:
    labels = table.label(name)
    series = table.texts(table.positions(name)[0])
    counts = series.filter(series != "").value_counts(sort=True)
    texts = [str(text) for text in counts.to_series(0).to_list()]
    own = plain_name(name)
    base = Guess("empty", (own,), labels.label or own, stem=stem_of(own))
    if not texts:
        return base
    reasons = _reasons(texts, labels)
    valid = [text for text in texts if text not in reasons]
    if not valid:
        return replace(base, kind="open", reasons=reasons)
    base = replace(base, reasons=reasons)
    every = len(texts) == table.rows
    if every and (first or _KEY.search(own)) and not labels.values and not _has_fraction(texts):
        return replace(base, kind="key", reasons={})
    values = numeric(pl.Series(valid))
    if _WEIGHT.match(own) and not np.isnan(values).any() and (values >= 0).all():
        return replace(base, kind="weight", reasons={})
    return _by_values(base, valid, labels, table.rows)


def _own_words(text: str) -> bool:
    return len(text) > LONGEST_ANSWER or bool(_OWN_WORDS.search(text) and not _is_int(text))


def _by_values(base: Guess, valid: Sequence[str], labels: ColumnLabels, rows: int) -> Guess:
    labelled = {code: label for code, label in labels.values.items() if code not in base.reasons}
    if all(map(_is_int, valid)) and (grade := _grade(base, valid, labelled)):
        return grade
    if labelled:
        codes = {**labelled, **{text: "" for text in _sorted(valid) if text not in labelled}}
        return replace(base, kind="single", answers=codes)
    form = _date_form(valid)
    if form:
        return replace(base, kind="date", format=form)
    if 1 < len(valid) <= FEW and len(valid) * 2 <= rows and not any(map(_own_words, valid)):
        return replace(base, kind="single", answers=dict.fromkeys(_sorted(valid), ""))
    if not np.isnan(numeric(pl.Series(valid))).any():
        return replace(base, kind="number")
    return replace(base, kind="open", reasons={})


def _grade(base: Guess, valid: Sequence[str], labelled: Mapping[str, str]) -> Guess | None:
    """A grade, if the whole numbers lie on a scale; a short scale of which every step has a label is a single."""
    scale = _scale([int(text) for text in valid], [int(code) for code in labelled if _is_int(code)])
    if scale and (scale[1] == 10 or len(labelled) <= scale[1] - scale[0]):
        return replace(base, kind="grade", scale=scale, answers=labelled)
    customary = {} if labelled else {text: "not answered" for text in valid if text in CUSTOMARY}
    scale = _scale([int(text) for text in valid if text not in customary], []) if customary else None
    reasons = {**base.reasons, **customary}
    return replace(base, kind="grade", scale=scale, reasons=reasons) if scale else None


def _scale(values: Sequence[int], labelled: Sequence[int]) -> tuple[int, int] | None:
    """The scale of a grade: 1-10 or 0-10 with enough different values, a shorter one where its ends are labelled."""
    low, high = min([*values, *labelled], default=0), max([*values, *labelled], default=0)
    for scale in SCALES:
        if scale[1] == 10 and scale[0] <= low and 7 < high <= 10 and len(set(values)) >= GRADE_VALUES:
            return scale
        if scale[1] < 10 and (low, high) == scale and set(labelled) == set(scale):
            return scale
    return None


def _reasons(texts: Sequence[str], labels: ColumnLabels) -> dict[str, str]:
    """Codes for no answer, by what the file says: missing values, and codes whose label says so."""
    known = _sorted({*texts, *labels.values})
    reasons = {}
    for code in known:
        label = labels.values.get(code, "")
        said = next((reason for reason, pattern in _REASONS if re.search(pattern, label, re.IGNORECASE)), "")
        if labels.is_missing(code):
            reasons[code] = said or "not answered"
        elif said and code in CUSTOMARY:
            reasons[code] = said
    return reasons


def _date_form(texts: Sequence[str]) -> str:
    return next(
        (form for pattern, form in _DATE_FORMS if all(re.fullmatch(pattern, text) for text in texts)),
        "",
    )


def _set(table: RawTable, one: MultipleSet) -> Guess:
    """A multiple-response set of an SPSS file."""
    columns = tuple(one.columns)
    label = one.label or one.name
    labels = table.label(columns[0])
    texts = {text for name in columns for text in table.texts(table.positions(name)[0]).unique().to_list() if text}
    reasons = _reasons(_sorted(texts), labels)
    if one.counted:
        _, items = without_common([table.label(name).label or name for name in columns])
        return Guess("multiple", columns, label, dict(zip(columns, items, strict=True)), reasons, stem=one.name)
    codes = {**labels.values, **{text: "" for text in _sorted(texts) if text not in labels.values}}
    codes = {code: words for code, words in codes.items() if code not in reasons}
    return Guess("multiple", columns, label, codes, reasons, spread=True, stem=one.name)


def _with_ticks(guesses: Sequence[Guess], table: RawTable) -> list[Guess]:
    """Neighbours with one stem that hold only 0 and 1 become one multiple question."""
    joined: list[Guess] = []
    for (stem, ticks), run in groupby(guesses, lambda one: (one.stem, _is_tick(one, table))):
        columns = list(run)
        if not (stem and ticks and len(columns) > 1):
            joined.extend(columns)
            continue
        names = tuple(one.columns[0] for one in columns)
        labels = [one.label for one in columns]
        answers = dict(zip(names, without_common(labels)[1], strict=True))
        joined.append(Guess("multiple", names, without_common(labels)[0] or stem, answers, stem=stem))
    return joined


def _is_tick(one: Guess, table: RawTable) -> bool:
    if len(one.columns) > 1 or one.kind in ("key", "weight", "empty"):
        return False
    texts = set(table.texts(table.positions(one.columns[0])[0]).unique().to_list())
    return "1" in texts and texts <= {"", "0", "1"}


def without_common(labels: Sequence[str]) -> tuple[str, list[str]]:
    """What labels begin with in common, up to a dash or colon, and what is left of each."""
    for mark in (" - ", ": ", " – ", "? "):
        heads = {label.split(mark, 1)[0] for label in labels if mark in label}
        if len(heads) == 1 and all(mark in label for label in labels):
            head = heads.pop() + ("?" if mark == "? " else "")
            return head, [label.split(mark, 1)[1].strip() for label in labels]
    return "", list(labels)


def runs(guesses: Sequence[Guess]) -> list[list[Guess]]:
    """Neighbours that form one grid together; everything else alone."""
    together: list[list[Guess]] = [[one] for one in guesses[:1]]
    for before, one in pairwise(guesses):
        in_grid = one.kind in ("grade", "single") and one.stem and one.alike == before.alike
        if in_grid:
            together[-1].append(one)
        else:
            together.append([one])
    return together


def _sorted(texts: Sequence[str] | set[str]) -> list[str]:
    """Codes in the order of their numbers, then of their letters."""
    return sorted(texts, key=lambda text: (not _is_int(text), int(text) if _is_int(text) else 0, text))


def _is_int(text: str) -> bool:
    return re.fullmatch(r"-?\d+", text) is not None


def _has_fraction(texts: Sequence[str]) -> bool:
    return any(re.fullmatch(r"-?\d*[.,]\d+", text) for text in texts)
