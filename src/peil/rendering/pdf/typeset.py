"""From data to PDF: the template, the data and the figures go in a folder of their own, and Typst sets them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import name

import typst

from peil.errors import RenderError
from peil.rendering.fonts import FONT_FOLDER
from peil.rendering.pdf.words import Data

_TEMPLATE = Path(__file__).parent / "template"
# Typst keeps what it laid out until so many later runs have not used it.
_RUNS_KEPT = 10
# How Typst says it: the text `"他"` could not be displayed with font `"Inter"`.
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


class NoGlyphError(RenderError):
    """No font has this character."""

    def __init__(self, character: str) -> None:
        self.character = character
        super().__init__(
            f"no font has {character} (U+{ord(character[0]):04X}, {name(character[0], 'without a name')}). "
            "Put a file of a font that has it (.ttf or .otf; Noto has nearly all scripts) in the folder fonts of the "
            "study, or leave the text out; a quote by `status: rejected`."
        )


def typeset(data: Data, files: Mapping[str, str], fonts: Sequence[Path] = ()) -> bytes:
    """The bytes of a tagged PDF (PDF/UA-1) without a date. Whatever Typst remarks on is an error.

    `fonts`: files to look in for characters that the fonts of Peil lack.
    """
    with TemporaryDirectory(prefix="peil-") as made:
        folder = Path(made)
        for source in sorted(_TEMPLATE.glob("*.typ")):
            shutil.copy(source, folder)
        (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for file, text in files.items():
            (folder / file).write_text(text, encoding="utf-8")
        for font in fonts:
            shutil.copy(font, folder)
        return _compile(folder)


def _compile(folder: Path) -> bytes:
    _forget()
    places = [str(FONT_FOLDER), str(folder)]
    compiler = typst.Compiler(str(folder / "report.typ"), root=str(folder), font_paths=places, ignore_system_fonts=True)
    try:
        made, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        if missing := _NO_GLYPH.search(error.message):
            raise NoGlyphError(missing[1]) from error
        raise RenderError(_told(error.message, error.hints)) from error
    if warnings:
        raise RenderError("; ".join(_told(warning.message, warning.hints) for warning in warnings))
    if not isinstance(made, bytes):
        raise RenderError("Typst gave no PDF")
    return made


def _forget() -> None:
    """Let Typst drop the report before this one: its pages take 350 MB, and no other report uses them."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    for _ in range(_RUNS_KEPT):
        typst.Compiler(font_paths=fonts).compile(format="svg")


def _told(message: str, hints: list[str]) -> str:
    return " ".join([message, *hints])
