"""Frozen values as bytes and back: columns as arrays, every text once, the rest as JSON. Nothing that is read runs.

A packed value is a line of JSON that says how the value is built, and points at arrays and texts; then the arrays one
behind the other, those of the longest numbers first; then the texts. Rows of one dataclass, whether in a
`Table` or a tuple, are packed by column after the fields of their class: a new table, a new column or a new class needs
nothing here. Classes are found by name among those that the fields of the wanted class lead to, and nowhere else.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from itertools import count
from typing import Any, TypeVar, get_args, get_type_hints

import numpy as np
from numpy.typing import NDArray

from peil.results.table import Held, Table
from peil.results.texts import Texts

T = TypeVar("T")
Array = NDArray[Any]
# The arrays there are; whole numbers are written as the first of these that holds them.
_WHOLE = [np.iinfo(kind) for kind in (np.uint8, np.int8, np.uint16, np.int16, np.int32, np.int64)]
_KINDS = {kind.name: kind for kind in (*(one.dtype for one in _WHOLE), np.dtype("float64"), np.dtype("bool"))}
# Arrays begin where a processor likes to read them.
_STEP = 8
_ENCODING = "utf-8", "surrogatepass"
_TEXTS = {str, type(None)}


def pack(value: object) -> bytes:
    """The bytes of a frozen dataclass: of scalars, tuples, mappings, tables and dataclasses. TypeError for others."""
    packer = _Packer()
    tree = packer.tree(value)
    words, between, nothing = _joined(packer.texts)
    kinds = [(array.dtype.name, len(array)) for array in packer.arrays]
    head = {"between": between, "nothing": nothing, "words": len(words), "arrays": kinds, "value": tree}
    line = json.dumps(head).encode()
    arrays = (packer.arrays[at].data for at in _order(kinds))
    return b"".join([line, b" " * (-(len(line) + 1) % _STEP), b"\n", *arrays, words])


def unpack(kind: type[T], content: bytes) -> T:
    """The value of this class that was packed. ValueError, KeyError or TypeError when it is none."""
    start = content.index(b"\n") + 1
    head = json.loads(content[:start])
    arrays, end = _arrays(content, start, head["arrays"])
    if len(content) - end != head["words"]:
        raise ValueError("found arrays or texts of other lengths than the first line says")
    texts = _apart(content[end:], head["between"], head["nothing"])
    value = _Unpacker(arrays, texts, classes_of(kind)).value(head["value"])
    if not isinstance(value, kind):
        raise TypeError(f"found a packed {type(value).__name__}, expected {kind.__name__}")
    return value


def _order(kinds: Sequence[tuple[str, int]]) -> list[int]:
    """The places of arrays of these types in the order in which they are written."""
    return sorted(range(len(kinds)), key=lambda at: -_KINDS[kinds[at][0]].itemsize)


def _arrays(content: bytes, start: int, kinds: Sequence[tuple[str, int]]) -> tuple[Sequence[Array], int]:
    """The arrays of these types and lengths that begin at a place, and where they end."""
    found: dict[int, Array] = {}
    for at in _order(kinds):
        name, size = kinds[at]
        found[at] = np.ndarray(size, _KINDS[name], content, start)
        start += found[at].nbytes
    return [found[at] for at in range(len(kinds))], start


def classes_of(kind: type) -> dict[str, type]:
    """All dataclasses that the fields of a class lead to, itself included, by name."""
    found: dict[str, type] = {}
    waiting: list[Any] = [kind]
    while waiting:
        one = waiting.pop()
        waiting += get_args(one)
        if isinstance(one, type) and is_dataclass(one) and found.get(one.__name__) is not one:
            if one.__name__ in found:
                raise TypeError(f"{one.__module__}.{one.__name__}: there are two classes of this name")
            found[one.__name__] = one
            hints = get_type_hints(one)
            waiting += [hints[field.name] for field in fields(one)]
    return found


def _joined(texts: Iterable[str | None]) -> tuple[bytes, str, int | None]:
    """All texts, the sign between them, which is in none of them, and the place where there is no text but None."""
    held = list(texts)
    nothing = held.index(None) if None in held else None
    known = ["" if text is None else text for text in held]
    whole = "".join(known)
    between = next(sign for sign in map(chr, count()) if sign not in whole)
    return between.join(known).encode(*_ENCODING), between, nothing


def _apart(words: bytes, between: str, nothing: int | None) -> Array:
    """(texts,) the texts again."""
    held: list[str | None] = [*words.decode(*_ENCODING).split(between)]
    if nothing is not None:
        held[nothing] = None
    found: Array = np.empty(len(held), object)
    found[:] = held
    return found


class _Packer:
    """Builds the tree; `texts` and `arrays` fill up meanwhile."""

    def __init__(self) -> None:
        # Whoever looks up a text that is new gives it the next place.
        self.texts: defaultdict[str | None, int] = defaultdict(count().__next__)
        self.arrays: list[Array] = []

    def tree(self, value: object) -> Any:
        if isinstance(value, np.generic):
            value = value.item()
        if value is None or type(value) in (str, bool, int, float):
            return value
        if isinstance(value, bytes):
            return {"bytes": self.array(np.frombuffer(value, np.uint8))}
        if isinstance(value, Table):
            return self._table(value, table=True)
        if isinstance(value, tuple):
            return self._rows(value)
        if isinstance(value, Mapping):
            return {"map": [[self.tree(key), self.tree(one)] for key, one in value.items()]}
        if is_dataclass(value) and not isinstance(value, type):
            held = {field.name: self.tree(getattr(value, field.name)) for field in fields(value)}
            return {"of": type(value).__name__, "fields": held}
        raise TypeError(f"{type(value).__name__}: such a value cannot be packed; add it to store/packing.py")

    def _rows(self, rows: tuple[Any, ...]) -> Any:
        kinds = set(map(type, rows))
        kind = next(iter(kinds)) if len(kinds) == 1 else None
        if kind is None or not is_dataclass(kind):
            return {"tuple": [self.tree(row) for row in rows]}
        return self._table(Table.of(kind, rows), table=False)

    def _table(self, held: Table[Any], *, table: bool) -> dict[str, Any]:
        texts = {field.name for field in fields(held.kind) if field.type == "str"}
        columns = {name: self._column(column, texts=name in texts) for name, column in held.columns.items()}
        return {"of": held.kind.__name__, "columns": columns, "table": table}

    def _column(self, column: Held, *, texts: bool) -> Any:
        """`texts`: the field says that it holds nothing else; of other columns every value is looked at."""
        if isinstance(column, Texts):
            return {"parts": [[self._places(words), self.array(places)] for words, places in column.parts]}
        if column.dtype != object:
            return self.array(column)
        values = column.tolist()
        if texts or set(map(type, values)) <= _TEXTS:
            return {"texts": self._places(values)}
        return self._rows(tuple(values))

    def _places(self, texts: Collection[str | None]) -> int:
        return self.array(np.fromiter(map(self.texts.__getitem__, texts), np.int64, len(texts)))

    def array(self, array: Array) -> int:
        """The place that it has; those of whole numbers take no more room than the numbers need."""
        if array.dtype.kind in "iu" and len(array):
            least, most = int(array.min()), int(array.max())
            array = array.astype(next(kind.dtype for kind in _WHOLE if kind.min <= least and most <= kind.max))
        self.arrays.append(np.ascontiguousarray(array))
        return len(self.arrays) - 1


class _Unpacker:
    """Reads the tree. `classes`: those that may be made; `texts`: every text, and None where there is one."""

    def __init__(self, arrays: Sequence[Array], texts: Array, classes: Mapping[str, type]) -> None:
        self.arrays = arrays
        self.texts = texts
        self.classes = classes

    def value(self, tree: Any) -> Any:
        if not isinstance(tree, dict):
            return tree
        if "columns" in tree:
            table = Table(self._kind(tree["of"]), {name: self._column(one) for name, one in tree["columns"].items()})
            return table if tree["table"] else tuple(table)
        if "fields" in tree:
            return self._kind(tree["of"])(**{name: self.value(one) for name, one in tree["fields"].items()})
        if "map" in tree:
            return {self.value(key): self.value(one) for key, one in tree["map"]}
        if "bytes" in tree:
            return self.arrays[tree["bytes"]].tobytes()
        return tuple(self.value(one) for one in tree["tuple"])

    def _kind(self, name: str) -> type[Any]:
        if name not in self.classes:
            raise TypeError(f"{name}: a class that is not expected here")
        return self.classes[name]

    def _column(self, tree: Any) -> Held:
        if isinstance(tree, int):
            return self.arrays[tree]
        if "parts" in tree:
            return Texts((self._words(words), self.arrays[places].astype(np.int32)) for words, places in tree["parts"])
        if "texts" in tree:
            found: Array = self.texts[self.arrays[tree["texts"]]]
            return found
        values: Sequence[Any] = self.value(tree)
        return np.fromiter(values, object, len(values))

    def _words(self, place: int) -> tuple[str, ...]:
        return tuple(self.texts[self.arrays[place]].tolist())
