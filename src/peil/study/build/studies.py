"""A study folder as a Study: study.yaml, the survey files, the chapters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from peil.errors import Place, Problem
from peil.language import available_languages
from peil.study.build.lists import text_of
from peil.study.build.surveys import build_survey
from peil.study.build.texts import Texts
from peil.study.model import Chapter, Contact, Study, Survey, Text
from peil.study.positions import Document, Plain, read_document
from peil.study.shape import Shaped, shape
from peil.study.spot import Spot
from peil.study.wording import listed, suggestion
from peil.study.written.study import StudyFile
from peil.study.written.survey import SurveyFile, with_each_wave

STUDY_FILE = "study.yaml"
SUFFIXES = (".yaml", ".yml")
FONTS = "fonts"
FONT_SUFFIXES = (".ttf", ".otf", ".ttc")
_MINIMAL = "A minimal one: `study: my-study`, `title: {en: My study}`, `languages: [en]`, each on a line of its own."
_START = "`peil new FOLDER` starts a study."


def build_study(folder: Path, problems: list[Problem]) -> Study | None:
    """The study in a folder; None when too little of it can be read. Everything that is wrong goes to `problems`."""
    if not folder.is_dir():
        found = "a file" if folder.exists() else "no such folder"
        problems.append(Problem(Place(folder.as_posix()), "the study", found, "the folder of a study", _START))
        return None
    written, root = _study_file(folder, problems)
    languages = _languages(written.model, root) if written.model else ()
    surveys = _surveys(folder, written.model, root, languages)
    chapters = tuple(_chapters(folder, languages, problems)) if languages else ()
    if written.model is None:
        return None
    return _study(folder, written, root, (languages, surveys, chapters))


def _study_file(folder: Path, problems: list[Problem]) -> tuple[Shaped[StudyFile], Spot]:
    path = folder / STUDY_FILE
    if not path.is_file():
        others = sorted(one.name for one in folder.iterdir())
        near = suggestion(STUDY_FILE, [name for name in others if name.endswith(SUFFIXES)])
        remedy = f"{near} " if near and "study.yml" in near else ""
        problem = Problem(
            Place(STUDY_FILE), "the study", "no such file", "a file study.yaml", f"{remedy}{_MINIMAL} {_START}"
        )
        problems.append(problem)
        return Shaped(None), Spot(Document(STUDY_FILE, None, {}, {}, ()), problems)
    document = read_document(path, STUDY_FILE)
    problems.extend(document.problems)
    root = Spot(document, problems)
    if document.value is None:
        return Shaped(None), root
    return shape(StudyFile, document, {"study": "study", "title": {}}, problems), root


def _study(
    folder: Path,
    shaped: Shaped[StudyFile],
    root: Spot,
    parts: tuple[tuple[str, ...], dict[str, Survey], tuple[Chapter, ...]],
) -> Study:
    written, (languages, surveys, chapters) = shaped.model, parts
    assert written is not None
    texts = Texts(languages, shaped.broken)
    return Study(
        id=written.study,
        folder=folder,
        title=Text({}) if ("title",) in shaped.broken else texts.text(written.title, root / "title"),
        languages=languages,
        surveys=surveys,
        chapters=chapters,
        subtitle=texts.maybe(written.subtitle, root / "subtitle"),
        client=written.client or "",
        researcher=written.researcher or "",
        funder=written.funder or "",
        contacts=tuple(_contacts(written, texts, root / "contacts")),
        preface=texts.maybe(written.preface, root / "preface"),
        copyright=texts.for_all(written.copyright, root / "copyright"),
        central_question=texts.maybe(written.central_question, root / "central question"),
        research_questions=tuple(
            texts.text(words, root / "research questions" / number)
            for number, words in enumerate(written.research_questions or ())
        ),
        banner=texts.maybe(written.banner, root / "banner"),
        lead_colour=written.theme.lead_colour,
        note=texts.maybe(written.note, root / "note"),
        fonts=tuple(_fonts(folder)),
    )


def _fonts(folder: Path) -> Iterator[Path]:
    """The font files of the study, for scripts that Peil has none for."""
    for path in sorted((folder / FONTS).glob("*")):
        if path.suffix.lower() in FONT_SUFFIXES:
            yield path


def _contacts(written: StudyFile, texts: Texts, spot: Spot) -> Iterator[Contact]:
    for number, one in enumerate(written.contacts or ()):
        role = texts.maybe(one.role, spot / number / "role")
        yield Contact(one.name, role, one.organisation or "", one.email or "", one.telephone or "")


def _languages(written: StudyFile, root: Spot) -> tuple[str, ...]:
    """The languages of the study, those left out that Peil does not speak."""
    available = available_languages()
    for number, code in enumerate(written.languages):
        spot = root / "languages" / number
        if code not in available:
            remedy = f"Add its message catalogue as peil/language/locale/{code}/, or remove it here."
            spot.problem(repr(code), f"a language that Peil can write: {listed(available)}", remedy)
        elif code in written.languages[:number]:
            spot.problem(f"{code!r} a second time", "every language once", "Remove it.")
    return tuple(dict.fromkeys(code for code in written.languages if code in available))


# The surveys.


def _surveys(folder: Path, written: StudyFile | None, root: Spot, languages: tuple[str, ...]) -> dict[str, Survey]:
    surveys: dict[str, Survey] = {}
    paths = list(_survey_paths(folder, written, root))
    if not paths and not (written and written.surveys):
        remedy = "Add one file per survey; docs/study-language.md and examples/minimal show what is in it."
        problem = Problem(
            Place(STUDY_FILE), "the surveys", "none", "a .yaml file for each survey beside study.yaml", remedy
        )
        root.problems.append(problem)
    for path in paths:
        survey = _survey(path, folder, languages, root.problems)
        if survey is not None and survey.id in surveys:
            first = surveys[survey.id].place
            found = f"{survey.id!r}, which {first} has too"
            problem = Problem(
                survey.place, "survey", found, "an id of its own for every survey", "Rename one of the two."
            )
            root.problems.append(problem)
        elif survey is not None:
            surveys[survey.id] = survey
    return surveys


def _survey_paths(folder: Path, written: StudyFile | None, root: Spot) -> Iterator[Path]:
    """The survey files: those that `surveys` lists, or else all YAML files of the folder and of surveys/."""
    places = (folder, folder / "surveys")
    existing = sorted(
        path
        for place in places
        if place.is_dir()
        for path in place.iterdir()
        if path.suffix in SUFFIXES and path.is_file() and path != folder / STUDY_FILE and not path.name.startswith(".")
    )
    if written is None or written.surveys is None:
        yield from existing
        return
    for number, name in enumerate(written.surveys):
        found = next(
            (
                place / f"{name}{end}"
                for place in places
                for end in ("", *SUFFIXES)
                if (place / f"{name}{end}").is_file()
            ),
            None,
        )
        if found is not None:
            yield found
        else:
            names = [path.name for path in existing]
            remedy = suggestion(name, names, "Paths are counted from the folder of the study.")
            (root / "surveys" / number).problem(repr(name), f"a file: {listed(names) or 'there is none'}", remedy)


def _survey(path: Path, folder: Path, languages: tuple[str, ...], problems: list[Problem]) -> Survey | None:
    document = read_document(path, path.relative_to(folder).as_posix())
    problems.extend(document.problems)
    if document.value is None:
        return None
    stubs: dict[str, Plain] = {"survey": path.stem, "title": dict.fromkeys(languages, path.stem)}
    shaped = shape(SurveyFile, document, stubs, problems)
    if shaped.model is None:
        return None
    return build_survey(with_each_wave(shaped.model), Spot(document, problems), languages, shaped.broken, folder)


# The chapters.


def _chapters(folder: Path, languages: tuple[str, ...], problems: list[Problem]) -> Iterator[Chapter]:
    """The chapters of every language, by name; each stands in every language."""
    root = folder / "chapters"
    if not root.is_dir():
        return
    names = {language: sorted(path.name for path in (root / language).glob("*.md")) for language in languages}
    for place in sorted(path for path in root.iterdir() if path.is_dir() and path.name not in languages):
        remedy = f"Add {place.name} to `languages` in study.yaml, or rename the folder."
        expected = f"a folder per language of the study: {listed(languages, 'and')}"
        name = f"chapters/{place.name}"
        problems.append(Problem(Place(name), "the chapters", f"the folder {place.name!r}", expected, remedy))
    every = sorted({name for inside in names.values() for name in inside})
    for language in languages:
        for name in every:
            file = f"chapters/{language}/{name}"
            if name not in names[language]:
                there = next(other for other in languages if name in names[other])
                found = f"no such file, but chapters/{there}/{name} is there"
                remedy = f"Translate it, or remove chapters/{there}/{name}."
                problems.append(Problem(Place(file), "the chapters", found, "every chapter in every language", remedy))
            elif (text := text_of(root / language / name, file, problems)) is not None:
                yield Chapter(file, language, text)
