"""Frozen values as bytes and back: columns as arrays, every text once, the rest as JSON. Nothing that is read runs.

A packed value is a zip file: `tree.json` says how the value is built, and points at arrays, which stand behind one
another by type (`float64`, `int32` ...), and at texts, which do in `texts.utf8`. Rows of one dataclass, whether in a
`Table` or a tuple, are packed by column after the fields of their class: a new table, a new column or a new class needs
nothing here. Classes are found by name among those that the fields of the wanted class lead to, and nowhere else.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from io import BytesIO
from itertools import count
from typing import Any, TypeVar, get_args, get_type_hints
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import numpy as np
from numpy.typing import NDArray

from peil.results.table import Held, Table
from peil.results.texts import Texts

T = TypeVar("T")
Array = NDArray[Any]
# The arrays there are; whole numbers are written as the first of these that holds them.
_WHOLE = tuple(map(np.dtype, ("uint8", "int8", "uint16", "int16", "int32", "int64")))
_KINDS = (*(kind.name for kind in _WHOLE), "float64", "bool")
# Texts shrink to a tenth in no time; figures and files hardly shrink, and take long.
_LEVEL = 1
_TREE, _WORDS = "tree.json", "texts.utf8"
_ENCODING = "utf-8", "surrogatepass"
_TEXTS = {str, type(None)}


def pack(value: object) -> bytes:
    """The bytes of a frozen dataclass: of scalars, tuples, mappings, tables and dataclasses. TypeError for others."""
    packer = _Packer()
    tree = packer.tree(value)
    words, between, nothing = _joined(packer.texts)
    sizes = [(array.dtype.name, len(array)) for array in packer.arrays]
    head = {"between": between, "nothing": nothing, "arrays": sizes, "value": tree}
    held = BytesIO()
    with ZipFile(held, "w", compresslevel=_LEVEL) as file:
        file.writestr(_WORDS, words, ZIP_DEFLATED)
        file.writestr(_TREE, json.dumps(head, ensure_ascii=False), ZIP_DEFLATED)
        for name in _KINDS:
            if some := [array for array in packer.arrays if array.dtype.name == name]:
                file.writestr(name, np.concatenate(some).data.cast("B"), ZIP_STORED)
    return held.getvalue()


def unpack(kind: type[T], content: bytes) -> T:
    """The value of this class that was packed. ValueError, KeyError, TypeError or BadZipFile when it is none."""
    with ZipFile(BytesIO(content)) as file:
        head = json.loads(file.read(_TREE))
        texts, arrays = _apart(file.read(_WORDS), head["between"], head["nothing"]), _arrays(file, head["arrays"])
    value = _Unpacker(arrays, texts, classes_of(kind)).value(head["value"])
    if not isinstance(value, kind):
        raise TypeError(f"found a packed {type(value).__name__}, expected {kind.__name__}")
    return value


def _arrays(file: ZipFile, sizes: Sequence[tuple[str, int]]) -> list[Array]:
    """The arrays of a packed value, of these types and lengths, in their order."""
    whole = {name: np.frombuffer(file.read(name), name) for name in _KINDS if name in file.namelist()}
    ends = dict.fromkeys(whole, 0)
    found = []
    for name, size in sizes:
        start, ends[name] = ends[name], ends[name] + size
        found.append(whole[name][start : ends[name]])
    if any(len(whole[name]) != end for name, end in ends.items()):
        raise ValueError("found arrays of other lengths than the tree says")
    return found


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
            kind = next(kind for kind in _WHOLE if np.iinfo(kind).min <= least and most <= np.iinfo(kind).max)
            array = array.astype(kind)
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
