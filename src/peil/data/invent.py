"""Invent plausible answers to one question: texts as they would stand in a data file.

Grades follow one satisfaction per respondent, one per dimension and one of their own, so that they correlate as real
ones do (the halo), and pile up at 7 and 8 as real ones do (the skew).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from peil.data.meaning import code_of, recoded, tick_of
from peil.data.model import Floats
from peil.study.model import Answer, Date, Grade, Multiple, Number, Open, Question, Reason, Single, Source, Wave
from peil.study.questions import answer_ids

Cells = NDArray[np.object_]
Positions = NDArray[np.int64]
NOT_ANSWERED_SHARE = 0.03
REASON_SHARE = 0.03
ANSWERED_OPEN_SHARE = 0.5
# Loadings of a grade on general satisfaction, on its dimension, and on nothing else; their squares add up to 1.
GENERAL, DIMENSION, OWN = 0.62, 0.42, 0.663
# Grades are a beta distribution over the scale: mean 7.4 and standard deviation 1.7 on 1-10.
SKEW = (4.5, 2.0)


@dataclass(frozen=True)
class Person:
    """What the respondents of a wave bring: general satisfaction and, as needed, one per dimension."""

    rng: np.random.Generator
    general: Floats
    dimensions: dict[str, Floats]

    @property
    def count(self) -> int:
        """Number of respondents."""
        return len(self.general)

    def satisfaction(self, dimension: str, shift: float) -> Floats:
        """(respondents,) standard normal scores for one graded item; `shift`: how good the item itself is."""
        if dimension not in self.dimensions:
            self.dimensions[dimension] = self.rng.standard_normal(self.count)
        own = self.rng.standard_normal(self.count)
        return GENERAL * self.general + DIMENSION * self.dimensions[dimension] + OWN * own + shift


@dataclass(frozen=True)
class Asked:
    """One question in one wave. `given`: positions of answers that exist then; `shift`, `shares`: what it is like.

    `placed`: positions that were dealt out beforehand, to fill breaks and weighting cells; then nobody is silent.
    """

    question: Question
    wave: Wave
    given: Sequence[int]
    shift: float
    shares: Floats
    placed: Positions | None = None


def invent(asked: Asked, person: Person) -> dict[str, Cells]:
    """By column the cells of every respondent, as though all of them were asked."""
    question = asked.question
    source = question.sources[asked.wave.label]
    if question.per is not None:
        return {name: _closed(asked, person) for name in source.columns if name}
    column = source.columns[0] if source.columns else ""
    match question.kind:
        case Grade() | Single():
            return {column: _closed(asked, person)}
        case Multiple(layout=layout):
            return (_spread if layout == "spread" else _columns)(asked, person)
        case Number() as kind:
            # An index has no column: it is computed of what was answered to other questions.
            return {} if question.index else {column: _silent(_numbers(kind, person), asked, person)}
        case Date() as kind:
            return {column: _silent(_dates(kind, asked.wave, person), asked, person)}
        case Open():
            return {column: _words(person)}
    assert_never(question.kind)


def grades(kind: Grade, scores: Floats) -> Positions:
    """(respondents,) position on the scale for standard normal scores."""
    # Here and not at the top: who reads data invents none.
    from scipy.special import betaincinv, ndtr

    steps = kind.high - kind.low + 1
    quantile = betaincinv(*SKEW, ndtr(scores))
    return np.minimum((quantile * steps).astype(np.int64), steps - 1)


def _closed(asked: Asked, person: Person) -> Cells:
    question = asked.question
    source = question.sources[asked.wave.label]
    texts = _texts_of(question, lambda text: code_of(text, question, source.recode, asked.given), asked)
    available = np.array(sorted(texts), np.int64)
    if not len(available):
        return _blank(person)
    positions = _positions(asked, person)
    # A wave may have had fewer answers than the study: the nearest that existed is given.
    nearest = np.abs(positions[:, None] - available[None, :]).argmin(axis=1)
    cells = _blank(person)
    for place, position in enumerate(available.tolist()):
        here = np.flatnonzero(nearest == place)
        # An answer with several codes in the data gets all of them: another question may tell them apart.
        cells[here] = np.array(texts[position], object)[person.rng.integers(len(texts[position]), size=len(here))]
    return cells if asked.placed is not None else _silent(cells, asked, person)


def _positions(asked: Asked, person: Person) -> Positions:
    if asked.placed is not None:
        return asked.placed
    kind = asked.question.kind
    if isinstance(kind, Grade):
        return grades(kind, person.satisfaction(asked.question.dimension or "", asked.shift))
    return person.rng.choice(len(asked.shares), person.count, p=asked.shares)


def _texts_of(question: Question, meaning: Callable[[str], int], asked: Asked) -> dict[int, list[str]]:
    """For each answer the texts that are read back as that answer; for a grade only the plainest."""
    recode = question.sources[asked.wave.label].recode
    kind = question.kind
    plain = answer_ids(question.kind) if isinstance(kind, Grade) else ()
    codes = [code for answer in kind.answers for code in answer.codes] if isinstance(kind, Single | Multiple) else []
    texts: dict[int, list[str]] = {}
    for text in dict.fromkeys((*plain, *codes, *recode)):
        position = meaning(text) if text else -1
        if position >= 0 and not (plain and position in texts):
            texts.setdefault(position, []).append(text)
    return texts


def _silent(cells: Cells, asked: Asked, person: Person) -> Cells:
    """Some do not answer, and some give a reason, where the study knows a code for it."""
    draw = person.rng.random(person.count)
    silent = np.where(draw < NOT_ANSWERED_SHARE, "", cells)
    recode = asked.question.sources[asked.wave.label].recode
    wanted = (Reason.DOES_NOT_APPLY, Reason.DONT_KNOW)
    reasons = [text for text in recode if text and recoded(text, recode) in wanted]
    if not reasons:
        return silent.astype(object)
    said = np.array(reasons, object)[person.rng.integers(len(reasons), size=person.count)]
    return np.where(draw > 1 - REASON_SHARE, said, silent).astype(object)


def _columns(asked: Asked, person: Person) -> dict[str, Cells]:
    """A column per answer; a few respondents leave all of them empty."""
    kind = asked.question.kind
    assert isinstance(kind, Multiple)
    source = asked.question.sources[asked.wave.label]
    chosen = _chosen(asked, person)
    silent = (person.rng.random(person.count) < NOT_ANSWERED_SHARE) & (asked.placed is None)
    cells: dict[str, Cells] = {}
    for position, (answer, column) in enumerate(zip(kind.answers, source.columns, strict=True)):
        if not column or position not in asked.given:
            continue
        yes = _tick(1, ("1", "x", "yes", *answer.codes), answer, source)
        no = _tick(0, ("0", "no"), answer, source)
        cells[column] = np.where(silent, "", np.where(chosen[:, position], yes, no)).astype(object)
    return cells


def _chosen(asked: Asked, person: Person) -> NDArray[np.bool_]:
    """(respondents, answers) each answer with its own share, and at least one: that of `placed`, or any."""
    width = len(asked.shares)
    shares = np.clip(asked.shares * width * 0.35, 0.05, 0.9)
    chosen = person.rng.random((person.count, width)) < shares
    sure = asked.placed
    if sure is None:
        sure = person.rng.choice(width, person.count, p=asked.shares)
    chosen[np.arange(person.count), sure] = True
    return chosen


def _spread(asked: Asked, person: Person) -> dict[str, Cells]:
    """Codes over a few columns: first mentioned, second mentioned."""
    question = asked.question
    source = question.sources[asked.wave.label]
    texts = _texts_of(question, lambda text: code_of(text, question, source.recode, asked.given), asked)
    columns = [column for column in source.columns if column]
    chosen = _chosen(asked, person)
    silent = (person.rng.random(person.count) < NOT_ANSWERED_SHARE) & (asked.placed is None)
    chosen[silent] = False
    chosen[:, [position for position in range(chosen.shape[1]) if position not in texts]] = False
    order = np.cumsum(chosen, axis=1) - 1
    cells = {column: _blank(person) for column in columns}
    for number, column in enumerate(columns):
        for position, (text, *_) in texts.items():
            cells[column][chosen[:, position] & (order[:, position] == number)] = text
    return cells


def _tick(wanted: int, texts: Sequence[str], answer: Answer, source: Source) -> str:
    """The first text that is read as chosen (1) or not chosen (0); an empty cell when none is."""
    return next((text for text in texts if tick_of(text, answer, source.recode) == wanted), "")


def _blank(person: Person) -> Cells:
    return np.full(person.count, "", object)


def _numbers(kind: Number, person: Person) -> Cells:
    low = 0.0 if kind.low is None else kind.low
    high = low + 100.0 if kind.high is None else kind.high
    values = low + (high - low) * person.rng.beta(2, 3, person.count)
    if float(low).is_integer() and float(high).is_integer():
        return np.clip(np.round(values), low, high).astype(np.int64).astype(str).astype(object)
    return np.array([f"{value:.2f}" for value in np.clip(values, low, high)], object)


def _dates(kind: Date, wave: Wave, person: Person) -> Cells:
    first = wave.field.first if wave.field else date(2000, 1, 1)
    last = wave.field.last if wave.field else date(2000, 12, 31)
    days = person.rng.integers((last - first).days + 1, size=person.count)
    return np.array([(first + timedelta(int(day))).strftime(kind.format) for day in days], object)


def _words(person: Person) -> Cells:
    """Open answers that nobody can take for real ones."""
    spoke = person.rng.random(person.count) < ANSWERED_OPEN_SHARE
    return np.array([f"Simulated answer {row + 1}" if said else "" for row, said in enumerate(spoke)], object)


def shares_of(question: Question, given: Sequence[int], rng: np.random.Generator) -> Floats:
    """How popular each answer is: a random division in which none is negligible; 0 for answers not in the wave."""
    width = len(answer_ids(question.kind))
    if not width:
        return np.empty(0)
    shares = rng.dirichlet(np.full(width, 4.0)) + 0.3 / width
    if given:
        shares[np.setdiff1d(np.arange(width), given)] = 0.0
    return np.asarray(shares / shares.sum(), np.float64)


def shifts_of(questions: Mapping[str, Question], rng: np.random.Generator) -> dict[str, float]:
    """How good each graded item is, the same in every wave."""
    return {name: float(rng.normal(0.0, 0.25)) for name in questions}
