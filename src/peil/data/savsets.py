"""Multiple-response sets in an SPSS file: put in after writing, because pyreadstat reads them but cannot write them.

The dictionary of a .sav file is a row of records before the cases: variables (2), value labels (3 and 4), documents
(6), extensions (7), and the terminator (999). Sets are an extension of subtype 7, put in before the terminator.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from peil.data.labels import MultipleSet

_HEADER = 176
_EXTENSION, _END = 7, 999
_SETS, _LONG_NAMES = 7, 13


def with_sets(content: bytes, sets: Sequence[MultipleSet]) -> bytes:
    """The file with these sets of columns, each with the value that means chosen."""
    if not sets:
        return content
    short = _short_names(content)
    text = "".join(_set_line(one, [short.get(name, name).lower() for name in one.columns]) for one in sets)
    data = text.encode("utf-8")
    record = struct.pack("<iiii", _EXTENSION, _SETS, 1, len(data)) + data
    end = next(start for kind, start, _ in _records(content) if kind == _END)
    return content[:end] + record + content[end:]


def _set_line(one: MultipleSet, columns: Sequence[str]) -> str:
    """`$name=D1 1 5 label column column`: D for dichotomies, then lengths before the counted value and the label."""
    label = f"{len(one.label.encode('utf-8'))} {one.label}"
    return f"${one.name}=D{len(one.counted)} {one.counted} {label} {' '.join(columns)}\n"


def _short_names(content: bytes) -> dict[str, str]:
    """From the name of a column to the name of at most eight letters that the file uses inside."""
    for kind, start, end in _records(content):
        if kind == _EXTENSION and struct.unpack_from("<i", content, start + 4)[0] == _LONG_NAMES:
            pairs = content[start + 16 : end].decode("utf-8").split("\t")
            return {long: short for short, _, long in (pair.partition("=") for pair in pairs)}
    return {}


def _records(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, start and end of every record of the dictionary."""
    start = _HEADER
    kind = 0
    while kind != _END:
        (kind,) = struct.unpack_from("<i", content, start)
        end = _end(content, kind, start)
        yield kind, start, end
        start = end


def _end(content: bytes, kind: int, start: int) -> int:
    """Where the record that starts here ends."""
    # The terminator may be the last thing in a file without cases: then there are fewer than three numbers.
    first, second, third = struct.unpack("<iii", content[start + 4 : start + 16].ljust(12, b"\0"))
    match kind:
        case 2:
            end = start + 32
            if second:
                end += 4 + _rounded(struct.unpack_from("<i", content, end)[0], 4)
            return end + 8 * abs(int(third))
        case 3:
            end = start + 8
            for _ in range(first):
                end += 8 + _rounded(content[end + 8] + 1, 8)
            return end
        case 4:
            return start + 8 + 4 * int(first)
        case 6:
            return start + 8 + 80 * int(first)
        case 7:
            return start + 16 + int(second) * int(third)
        case 999:
            return start + 8
    raise ValueError(f"record of kind {kind} at byte {start} of an SPSS file")


def _rounded(length: int, step: int) -> int:
    """Texts are filled up to a multiple of 4 or 8 bytes."""
    return (length + step - 1) // step * step
