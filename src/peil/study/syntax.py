"""What is wrong with a file as YAML, or as text, in plain words: what libyaml says is for programmers."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from peil.errors import Place, Problem

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_COLONS = re.compile(r":(?:\s|$)")
_NO_SPACE = re.compile(r"^\s*[\w -]+:[^\s:]")


@dataclass(frozen=True)
class _Fault:
    """One kind of mistake. `marks`: pieces of libyaml's message; `at_start`: tell where it began."""

    marks: tuple[str, ...]
    found: str
    expected: str
    remedy: str
    at_start: bool = False


_LEVELS = "Give keys of one level the same number of spaces before them, and keys below another key more."
_FAULTS = (
    _Fault(
        ("did not find expected ',' or '}'", "expected ',' or '}'"),
        "a { that is not closed, or a text inside it that needs quotes",
        "{key: value, key: value}",
        "Close the {{ of line {start} with }}, and put texts with : , {{ }} [ ] # or a quote in double quotes.",
        at_start=True,
    ),
    _Fault(
        ("did not find expected ',' or ']'", "expected ',' or ']'"),
        "a [ that is not closed, or a text inside it that needs quotes",
        "[value, value]",
        "Close the [ of line {start} with ], and put texts with : , {{ }} [ ] # or a quote in double quotes.",
        at_start=True,
    ),
    _Fault(
        ("found unexpected end of stream",),
        "a quote that is not closed",
        "a quote at both ends of the text",
        "Close the quote of line {start}; inside '...' an apostrophe is written twice ('').",
        at_start=True,
    ),
    _Fault(
        ("could not find expected ':'",),
        "a line without a colon",
        "`key: value`",
        "Put a colon and a space behind the key; indent a text that runs on over several lines.",
        at_start=True,
    ),
    _Fault(
        ("found undefined alias",),
        "a * that refers to nothing",
        "an &anchor of that name above it",
        "Put a text that begins with * in quotes.",
    ),
    _Fault(
        ("found unknown escape character",),
        "a backslash between double quotes",
        "a plain text",
        "Write paths with / and put texts with a backslash between single quotes.",
        at_start=True,
    ),
    _Fault(
        ("found character that cannot start any token", "found character '"),
        "a value that begins with a sign of YAML itself",
        "a text",
        "Put a text that begins with @, ` or % in quotes.",
    ),
    _Fault(
        ("but found another document",),
        "a line ---",
        "one study or survey in a file",
        "Remove the line, or put what follows it in a file of its own.",
    ),
    _Fault(
        ("<document start>", "expected key", "'-' indicator", "<block end>", "block sequence entries"),
        "something that does not fit with the lines above it",
        "keys of one level below each other",
        _LEVELS + " After a closing quote or bracket nothing may follow on the line.",
    ),
)
_OTHER = _Fault(
    (), "something that YAML does not allow here", "`key: value` lines", "See to quotes, colons and spaces."
)


def syntax_problem(file: str, text: str, error: yaml.YAMLError) -> Problem:
    """The problem behind an error of the parser, with the line where a person should look."""
    if isinstance(error, yaml.reader.ReaderError):
        return _unreadable_character(file, text)
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return _problem(Place(file), _OTHER, 0)
    lines = text.splitlines() or [""]
    number = min(error.problem_mark.line, len(lines) - 1)
    start = error.context_mark.line + 1 if error.context_mark else number + 1
    before_mark = lines[number][: error.problem_mark.column + 1]
    if "\t" in before_mark and not before_mark.strip():
        return _tab(file, number + 1)
    fault = _fault(error.problem or "", lines, number)
    line, column = (start, 0) if fault.at_start else (number + 1, error.problem_mark.column + 1)
    return _problem(Place(file, line, column), fault, start)


def _fault(message: str, lines: list[str], number: int) -> _Fault:
    if "mapping values are not allowed" in message:
        return _colon_fault(lines, number)
    return next((fault for fault in _FAULTS if any(mark in message for mark in fault.marks)), _OTHER)


def _colon_fault(lines: list[str], number: int) -> _Fault:
    """A colon where none can be: three different mistakes give libyaml the same message."""
    above = lines[number - 1] if number else ""
    if len(_COLONS.findall(lines[number])) > 1:
        remedy = 'Put a text with a colon in it in quotes: `key: "text: more"`.'
        return _Fault((), "a second colon on the line", "one `key: value`", remedy)
    if _NO_SPACE.match(above) or _NO_SPACE.match(lines[number]):
        return _Fault((), "a colon without a space behind it, here or on the line above", "`key: value`", "Add it.")
    found = "a key that stands deeper than the line above it allows"
    return _Fault((), found, "keys of one level below each other", _LEVELS)


def _problem(place: Place, fault: _Fault, start: int) -> Problem:
    return Problem(place, "YAML", fault.found, fault.expected, fault.remedy.format(start=start))


def _tab(file: str, line: int) -> Problem:
    remedy = "Replace the tabs at the beginning of the line by spaces."
    return Problem(Place(file, line, 1), "YAML", "a tab before the text", "spaces", remedy)


def _unreadable_character(file: str, text: str) -> Problem:
    """Control characters, which come along when text is pasted from elsewhere."""
    for number, line in enumerate(text.split("\n"), start=1):
        for column, sign in enumerate(line, start=1):
            if not sign.isprintable() and sign != "\t" and not sign.isspace():
                found = f"the invisible character U+{ord(sign):04X}"
                remedy = "Remove it; it often comes along with pasted text."
                return Problem(Place(file, number, column), "YAML", found, "readable text", remedy)
    return _problem(Place(file), _OTHER, 0)


def decoding_problem(file: str, content: bytes) -> Problem:
    """A file that is not UTF-8: which line, and how to save it."""
    remedy = "Save the file as UTF-8 (in most editors: Save with encoding)."
    if content.startswith(_UTF16):
        return Problem(Place(file), "the file", "UTF-16", "UTF-8", remedy)
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"a byte that is not UTF-8 (hexadecimal {content[error.start]:02X})"
        return Problem(Place(file, line), "the file", found, "UTF-8", remedy)
    raise ValueError(f"{file} is UTF-8")
