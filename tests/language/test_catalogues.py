"""Every text that a reader may see has a Dutch translation, and every translation has a text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
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


def translated(code: str) -> list[tuple[Path, Message]]:
    """Every entry of the catalogues of a language, with its file."""
    entries = []
    for file in sorted((LOCALES / code).glob("*.po")):
        with file.open("rb") as opened:
            entries += [(file, message) for message in read_po(opened, locale=code) if message.id]
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
    for file, message in translated(code):
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = set(FIELD.findall("".join(originals))) - {"count"}
        if any(set(FIELD.findall(text or "")) - {"count"} != wanted for text in texts):
            wrong.append(f"{file.name}: {originals[0]!r}")
    assert wrong == []


@pytest.mark.parametrize("code", OTHERS)
def test_no_translation_is_left_of_a_message_that_has_gone(code: str) -> None:
    """Stale entries hide which texts a translator must know."""
    known = {message[0] for message in used()}
    first = [(file, message.id[0] if isinstance(message.id, tuple) else message.id) for file, message in translated(code)]
    # Templates of the renderers hold texts of their own; their catalogues are theirs to check.
    stale = [f"{file.name}: {text!r}" for file, text in first if text not in known and not file.name.startswith("render")]
    assert stale == []


@pytest.mark.parametrize("code", OTHERS)
def test_catalogues_of_different_packages_agree(code: str) -> None:
    """One message has one translation, whichever package uses it."""
    found: dict[str, set[str]] = {}
    for _, message in translated(code):
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        found.setdefault(key, set()).add(str(message.string))
    assert {key: texts for key, texts in found.items() if len(texts) > 1} == {}


def test_a_missing_translation_stops_the_build() -> None:
    """An untranslated text never reaches a reader."""
    with pytest.raises(CatalogueError, match="has no translation in 'nl'"):
        Language("nl").text("a text that nobody translated")
