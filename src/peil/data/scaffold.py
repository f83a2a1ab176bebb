"""Scaffold: a study folder from a data file, for a researcher to correct (`peil new DIR --from data.sav`).

Everything that the file says about itself is taken over; the rest is guessed from the values, and marked as a guess.
"""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from peil.data.files import read_file
from peil.data.guess import Guess, guess, runs, without_common
from peil.errors import DataError, Place, Problem

_PLAIN = re.compile(r"[^\W\d_][\w ./()?-]*[\w.)?]|[^\W\d_]")
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
_CLIENT = {"nl": "Naam van de opdrachtgever", "en": "Name of the client"}
BREAKS, BREAK_ANSWERS = 3, 8
_QUESTIONS = (
    "questions:  # grades of parts of the service become aspects (matrix, priorities) as items of a grid of grades"
)
ID_LENGTH = 40


def scaffold(data_file: Path, folder: Path, language: str = "en") -> None:
    """Write study.yaml and a survey file, and copy the data, into a folder that holds no study yet.

    `language`: the language of the labels in the file, which becomes the only language of the study.
    """
    existing = folder / "study.yaml"
    if existing.exists():
        problem = Problem(Place(existing.as_posix()), "new study", "a study", "a folder without one", "Name another.")
        raise DataError([problem])
    table = read_file(data_file, data_file.as_posix())
    guesses = guess(table)
    names = _Names(language)
    survey = slug(data_file.stem, "survey")
    lines = _survey_lines(survey, data_file, guesses, names)
    (folder / "data").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(data_file, folder / "data" / data_file.name)
    existing.write_text(_study_text(folder, language), encoding="utf-8", newline="\n")
    (folder / f"{survey}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def slug(text: str, otherwise: str, longest: int = ID_LENGTH) -> str:
    """An id: small letters, digits and underscores, beginning with a letter."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:longest].rstrip("_")
    if not found:
        return otherwise
    return found if found[0].isalpha() else f"{otherwise}_{found}"


def scalar(text: str) -> str:
    """A text as YAML: bare where that is safe, in quotes where it is not."""
    bare = _PLAIN.fullmatch(text) and text.lower() not in _RESERVED
    return text if bare else json.dumps(text, ensure_ascii=False)


def key(text: str) -> str:
    """A code as a key of a YAML mapping: whole numbers stay bare."""
    return text if re.fullmatch(r"0|-?[1-9]\d*", text) else scalar(text)


@dataclass
class _Names:
    """Ids that are taken, and texts in the language of the file."""

    language: str
    taken: set[str] = field(default_factory=set)

    def own(self, text: str, otherwise: str) -> str:
        """An id that no other question has."""
        return _unused(slug(text, otherwise), self.taken)

    def text(self, words: str) -> str:
        """A text as YAML."""
        return f"{{{self.language}: {scalar(words)}}}"


def _unused(name: str, taken: set[str]) -> str:
    number = 2
    free = name
    while free in taken:
        free = f"{name}_{number}"
        number += 1
    taken.add(free)
    return free


def _study_text(folder: Path, language: str) -> str:
    name = folder.resolve().name
    return "\n".join(
        [
            f"study: {slug(name, 'study')}",
            f"title: {{{language}: {scalar(name)}}}  # of the report: the name of the folder, to be replaced",
            f"client: {_CLIENT.get(language, _CLIENT['en'])}  # to be replaced: it stands on every page",
            f"languages: [{language}]",
            "",
        ]
    )


def _survey_lines(survey: str, data_file: Path, guesses: Sequence[Guess], names: _Names) -> list[str]:
    year = _YEAR.search(data_file.stem)
    label = year[0] if year else "1"
    lines = [
        "# Made from the names, labels and values of a data file. Kinds of questions are guesses: look at each.",
        f"survey: {survey}",
        f"title: {names.text(data_file.stem)}  # of who was asked: the name of the file, to be replaced",
    ]
    lines += [f"key: {scalar(one.columns[0])}" for one in guesses if one.kind == "key"]
    lines += ["waves:", f"  {key(label)}: {{data: {scalar('data/' + data_file.name)}}}", _QUESTIONS]
    questions = [one for one in guesses if one.kind not in ("key", "weight", "empty")]
    ids: dict[int, str] = {}
    for run in runs(questions):
        lines += _grid(run, names, ids) if len(run) > 1 else _question(run[0], names, ids)
    lines += [f"  # column {scalar(one.columns[0])} is empty" for one in guesses if one.kind == "empty"]
    lines += _breaks([(ids[id(one)], one) for run in runs(questions) if len(run) == 1 for one in run])
    weights = [one for one in guesses if one.kind == "weight"]
    lines += [f"weights: {{column: {scalar(one.columns[0])}}}" for one in weights[:1]]
    grades = [ids[id(one)] for one in questions if one.kind == "grade"]
    return lines + ([f"report: {{overall: {grades[0]}}}"] if grades else [])


def _breaks(questions: Iterable[tuple[str, Guess]]) -> list[str]:
    """The first single questions with a few answers."""
    fit = [name for name, one in questions if one.kind == "single" and 2 <= len(one.answers) <= BREAK_ANSWERS]
    return ["breaks:", *(f"  {name}: {{of: {name}}}" for name in fit[:BREAKS])] if fit else []


def _question(one: Guess, names: _Names, ids: dict[int, str]) -> list[str]:
    multiple = one.kind == "multiple"
    name = names.own(one.stem if multiple else one.columns[0], "q")
    ids[id(one)] = name
    lines = [f"  {name}:", f"    kind: {one.kind}", f"    text: {names.text(one.label)}"]
    if not multiple and one.columns[0] != name:
        lines.append(f"    column: {scalar(one.columns[0])}")
    if one.spread:
        lines.append(f"    columns: [{', '.join(scalar(column) for column in one.columns)}]")
    if one.format and one.format != "%Y-%m-%d":
        lines.append(f'    format: "{one.format}"')
    lines += _details(one, names)
    if multiple and not one.spread:
        lines.append("    answers:")
        taken: set[str] = set()
        for column, label in one.answers.items():
            answer = _unused(slug(label, "a"), taken)
            lines.append(f"      {key(answer)}: {{column: {scalar(column)}, {names.language}: {scalar(label)}}}")
    elif one.kind in ("single", "multiple"):
        lines += _answers(one.answers, names)
    return lines


def _details(one: Guess, names: _Names) -> list[str]:
    """Scale, its ends, and codes for no answer."""
    lines = []
    if one.scale:
        lines.append(f"    scale: {one.scale[0]}-{one.scale[1]}")
        ends = [f"{code} = {label}" for code, label in one.answers.items() if label]
        lines += [f"    ends: {names.text(', '.join(ends))}"] if ends else []
    if one.reasons:
        reasons = ", ".join(f"{key(code)}: {scalar(reason)}" for code, reason in one.reasons.items())
        lines.append(f"    recode: {{{reasons}}}")
    return lines


def _answers(answers: Mapping[str, str], names: _Names) -> list[str]:
    taken: set[str] = set()
    lines = ["    answers:"]
    for code, label in answers.items():
        name = _unused(slug(label or code, "code"), taken)
        text = scalar(label or code)
        lines.append(f"      {key(name)}: {{code: {key(code)}, {names.language}: {text}}}")
    return lines


def _grid(run: Sequence[Guess], names: _Names, ids: dict[int, str]) -> list[str]:
    """Items under one question. Codes for no answer of all items stand at the grid's items together."""
    first = run[0]
    head, labels = without_common([one.label for one in run])
    name = names.own(first.stem, "grid")
    reasons = {code: reason for one in run for code, reason in one.reasons.items()}
    whole = Guess(first.kind, first.columns, head or first.stem, first.answers, reasons, first.scale)
    lines = [f"  {name}:", f"    kind: grid of {first.kind}s", f"    text: {names.text(whole.label)}"]
    lines += _details(whole, names)
    if first.kind == "single":
        lines += _answers(first.answers, names)
    lines.append("    items:")
    for one, label in zip(run, labels, strict=True):
        item = names.own(one.columns[0], "item")
        ids[id(one)] = item
        column = "" if item == one.columns[0] else f"column: {scalar(one.columns[0])}, "
        lines.append(f"      {item}: {{{column}{names.language}: {scalar(label)}}}")
    return lines
