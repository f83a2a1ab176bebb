"""Every text that a reader may see has a Dutch translation, and every translation has a text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import peil.language
from peil.errors import CatalogueError
from peil.language import Language, available_languages

PACKAGE = Path(peil.language.__file__).resolve().parent.parent
LOCALES = PACKAGE / "language" / "locale"
FIELD = re.compile(r"\{(\w+)\}")


def messages_in(source: str) -> Iterator[tuple[str, ...]]:
    """The literal messages of `language.text("...")` and `language.plural("...", "...")`, with variations of name."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
            continue
        wanted = {"text": 1, "plural": 2}.get(node.func.attr, 0)
        literals = [one.value for one in node.args[:wanted] if isinstance(one, ast.Constant)]
        if wanted and len(literals) == wanted and all(isinstance(one, str) for one in literals):
            yield tuple(str(one) for one in literals)


def used() -> dict[tuple[str, ...], str]:
    """Every message of the package, with a file that uses it."""
    return {
        message: str(file.relative_to(PACKAGE))
        for file in sorted(PACKAGE.rglob("*.py"))
        for message in messages_in(file.read_text(encoding="utf-8"))
    }


def literals() -> set[str]:
    """Every string in the source: a message may be looked up by a name that a table holds."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in PACKAGE.rglob("*.py"))
    constants = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


@dataclass(frozen=True)
class Entry:
    """An entry of a catalogue: its file, the message (and its plural), the translation (and its plural)."""

    file: str
    originals: tuple[str, ...]
    texts: tuple[str, ...]


def forms(found: object) -> tuple[str, ...]:
    """One text or several, as several."""
    return tuple(str(one) for one in found) if isinstance(found, tuple | list) else (str(found),)


def translated(code: str) -> list[Entry]:
    """Every entry of the catalogues of a language."""
    entries = []
    for file in sorted((LOCALES / code).glob("*.po")):
        with file.open("rb") as opened:
            entries += [
                Entry(file.name, forms(one.id), forms(one.string)) for one in read_po(opened, locale=code) if one.id
            ]
    return entries


OTHERS = [code for code in available_languages() if code != "en"]


def test_messages_are_found_in_source() -> None:
    """The extraction sees plain and plural messages, joined literals too, and passes over what is not a literal."""
    source = 'a.text("one {n}", n=1)\nb.plural("one", "many", 2)\nc.text(name)\nd.text("two " "parts")'
    assert list(messages_in(source)) == [("one {n}",), ("one", "many"), ("two parts",)]


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_has_a_translation(code: str) -> None:
    """A message without a translation would stop a report half-way; here it is found at once."""
    language = Language(code)
    missing = []
    for message, file in used().items():
        filled = {name: "x" for name in FIELD.findall("".join(message)) if name != "count" or len(message) == 1}
        try:
            if len(message) == 2:
                language.plural(message[0], message[1], 1, **filled)
            else:
                language.text(message[0], **filled)
        except CatalogueError:
            missing.append(f"{file}: {message[0]!r}")
    assert missing == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_has_the_same_fields_as_its_message(code: str) -> None:
    """A field that is lost or misspelled in a translation would lose a number from the report."""
    wrong = []
    for entry in translated(code):
        wanted = set(FIELD.findall("".join(entry.originals))) - {"count"}
        if any(set(FIELD.findall(text)) - {"count"} != wanted for text in entry.texts):
            wrong.append(f"{entry.file}: {entry.originals[0]!r}")
    assert wrong == []


@pytest.mark.parametrize("code", OTHERS)
def test_no_translation_is_left_of_a_message_that_has_gone(code: str) -> None:
    """Stale entries hide which texts a translator must know."""
    known = literals()
    # Templates of the renderers hold texts of their own; their catalogues are theirs to check.
    entries = [entry for entry in translated(code) if not entry.file.startswith("render")]
    stale = [f"{entry.file}: {entry.originals[0]!r}" for entry in entries if entry.originals[0] not in known]
    assert stale == []


@pytest.mark.parametrize("code", OTHERS)
def test_catalogues_of_different_packages_agree(code: str) -> None:
    """One message has one translation, whichever package uses it."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for entry in translated(code):
        found.setdefault(entry.originals[0], set()).add(entry.texts)
    assert {key: texts for key, texts in found.items() if len(texts) > 1} == {}


def test_a_missing_translation_stops_the_build() -> None:
    """An untranslated text never reaches a reader."""
    with pytest.raises(CatalogueError, match="has no translation in 'nl'"):
        Language("nl").text("a text that nobody translated")
