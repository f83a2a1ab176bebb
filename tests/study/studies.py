"""Small study folders for the tests of `study`: a study.yaml and one survey, with what a case needs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from peil.study.model import Study, Survey
from peil.study.read import check_study, read_study

ROOT = Path(__file__).resolve().parents[2]

_STUDY = "study: s\ntitle: {nl: Studie, en: Study}\nlanguages: [nl, en]\n"
_WAVES = "  2009: {data: a.csv}\n  2011: {data: b.csv}\n  2013: {data: c.csv}\n"


def study_folder(
    folder: Path,
    questions: str,
    rest: str = "",
    waves: str = _WAVES,
    study: str = _STUDY,
    files: Mapping[str, str] | None = None,
) -> Path:
    """A folder with one survey `v`: its questions (indented by two), its waves, and the rest of its file."""
    survey = f"survey: v\ntitle: {{nl: Klanten, en: Customers}}\nwaves:\n{waves}questions:\n{questions}{rest}"
    for name, text in {"study.yaml": study, "v.yaml": survey, **(files or {})}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def study(folder: Path, questions: str, rest: str = "", waves: str = _WAVES) -> Study:
    """The study in such a folder."""
    return read_study(study_folder(folder, questions, rest, waves))


def read(folder: Path, questions: str, rest: str = "", waves: str = _WAVES) -> Survey:
    """The survey `v` of such a folder."""
    return study(folder, questions, rest, waves).surveys["v"]


def messages(folder: Path, questions: str, rest: str = "") -> list[str]:
    """What is wrong with such a folder."""
    return [str(problem) for problem in check_study(study_folder(folder, questions, rest))]


GRADE = "  overall: {kind: grade, text: {nl: Cijfer?, en: Grade?}}\n"
ROLE = """\
  role:
    kind: single
    text: {nl: Rol?, en: Role?}
    answers: {client: {code: 1, nl: Klant, en: Client}, sponsor: {code: [2, 3], nl: Referent, en: Sponsor}}
"""
CONTACT = """\
  contact:
    kind: multiple
    text: {nl: Contact?, en: Contact?}
    answers: {phone: {nl: Telefoon, en: Phone}, desk: {nl: Loket, en: Desk, since: 2011}}
"""
