"""Frozen values as bytes and back: columns as arrays, every text once, the rest as JSON. Nothing that is read runs.

A packed value is a zip file: `tree.json` says how the value is built, and points at arrays (`0.npy`, `1.npy` ...) and
at texts, which stand behind one another in `texts.utf8`. Rows of one dataclass, whether in a `Table` or a tuple, are
packed by column after the fields of their class: a new table, a new column or a new class needs nothing here. Classes
are found by name among those that the fields of the wanted class lead to, and nowhere else.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from io import BytesIO
from itertools import count, pairwise
from typing import Any, TypeVar, get_args, get_type_hints
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import numpy as np
from numpy.typing import NDArray

from peil.results.table import Table, repeated

T = TypeVar("T")
Array = NDArray[Any]
# Texts and places shrink to a tenth in no time; figures and files hardly shrink, and take long.
_LEVEL = 1
_TREE, _WORDS = "tree.json", "texts.utf8"
_ENCODING = "utf-8", "surrogatepass"
_TEXTS = {str, type(None)}
_NUMBERS = (np.dtype(np.float64), np.dtype(np.int64), np.dtype(np.bool_))


def pack(value: object) -> bytes:
    """The bytes of a frozen dataclass: of scalars, tuples, mappings, tables and dataclasses. TypeError for others."""
    packer = _Packer()
    tree = packer.tree(value)
    held = BytesIO()
    with ZipFile(held, "w", compresslevel=_LEVEL) as file:
        words, lengths = _joined(packer.texts)
        file.writestr(_WORDS, words, ZIP_DEFLATED)
        whole = json.dumps({"lengths": packer.array(lengths), "value": tree}, ensure_ascii=False)
        file.writestr(_TREE, whole, ZIP_DEFLATED)
        for number, array in enumerate(packer.arrays):
            content = BytesIO()
            np.lib.format.write_array(content, array, allow_pickle=False)
            file.writestr(f"{number}.npy", content.getvalue(), ZIP_STORED if array.dtype.kind in "fu" else ZIP_DEFLATED)
    return held.getvalue()


def unpack(kind: type[T], content: bytes) -> T:
    """The value of this class that was packed. ValueError, KeyError, TypeError or BadZipFile when it is none."""
    with ZipFile(BytesIO(content)) as file:
        whole = json.loads(file.read(_TREE))
        unpacker = _Unpacker(file, classes_of(kind))
        unpacker.texts = _apart(file.read(_WORDS), unpacker.array(whole["lengths"]))
        value = unpacker.value(whole["value"])
    if not isinstance(value, kind):
        raise TypeError(f"found a packed {type(value).__name__}, expected {kind.__name__}")
    return value


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


def _joined(texts: Iterable[str | None]) -> tuple[bytes, Array]:
    """All texts behind one another, and the length of each; -1 where there is no text."""
    held = list(texts)
    lengths = [-1 if text is None else len(text) for text in held]
    return "".join(filter(None, held)).encode(*_ENCODING), np.array(lengths, np.int32)


def _apart(words: bytes, lengths: Array) -> Array:
    """(texts,) the texts again."""
    whole, known = words.decode(*_ENCODING), lengths >= 0
    ends = np.cumsum(np.where(known, lengths, 0), dtype=np.int64)
    if len(whole) != (ends[-1] if len(ends) else 0):
        raise ValueError(f"found {len(whole)} characters of texts, expected as many as their lengths say")
    found: Array = np.empty(len(lengths), object)
    found[:] = [whole[start:end] for start, end in pairwise([0, *ends.tolist()])]
    found[~known] = None
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

    def _column(self, column: Array, *, texts: bool) -> Any:
        """`texts`: the field says that it holds nothing else; of other columns every value is looked at."""
        if column.dtype in _NUMBERS:
            return self.array(column)
        values = column.tolist()
        if not texts and not set(map(type, values)) <= _TEXTS:
            return self._rows(tuple(values))
        places = np.fromiter(map(self.texts.__getitem__, values), np.int32, len(values))
        if len(places) and (places == places[0]).all():
            return {"text": int(places[0]), "rows": len(values)}
        return {"texts": self.array(places)}

    def array(self, array: Array) -> int:
        self.arrays.append(np.ascontiguousarray(array))
        return len(self.arrays) - 1


class _Unpacker:
    """Reads the tree. `classes`: those that may be made; `texts`: every text, and None where there is one."""

    def __init__(self, file: ZipFile, classes: Mapping[str, type]) -> None:
        self.file = file
        self.classes = classes
        self.texts: Array = np.empty(0, object)

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
            return self.array(tree["bytes"]).tobytes()
        return tuple(self.value(one) for one in tree["tuple"])

    def _kind(self, name: str) -> type[Any]:
        if name not in self.classes:
            raise TypeError(f"{name}: a class that is not expected here")
        return self.classes[name]

    def _column(self, tree: Any) -> Array:
        if isinstance(tree, int):
            return self.array(tree)
        if "text" in tree:
            return repeated(self.texts[tree["text"]], tree["rows"])
        if "texts" in tree:
            found: Array = self.texts[self.array(tree["texts"])]
            return found
        values: Sequence[Any] = self.value(tree)
        return np.fromiter(values, object, len(values))

    def array(self, number: int) -> Array:
        with self.file.open(f"{number}.npy") as opened:
            array: Array = np.lib.format.read_array(opened, allow_pickle=False)
            return array
