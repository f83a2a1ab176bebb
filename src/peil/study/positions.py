"""YAML with the place of everything in it: texts, lists and mappings, and for each key and value its place.

The syntax is read by PyYAML's composer (libyaml where it is built in); what a scalar means is decided here, and late.
A scalar stays the text that stands in the file (`no`, `2013-12`, `01`, `1.10`), and the field that takes it says
whether it is a number or a truth value, so that a code is never bent on its way in. Only nothing at all, `~` and
`null` are None.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from peil.errors import Place, Problem
from peil.study.syntax import decoding_problem, syntax_problem

Trail = tuple[str | int, ...]
"""Where something stands in a document: the keys and list positions that lead to it."""

Plain = str | None | list["Plain"] | dict[str, "Plain"]

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_PLAIN_TAGS = frozenset({"tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"})
_MERGE = "<<"
_MOST_NODES = 300_000
"""More is no file that a person wrote, but aliases of aliases."""


# Both leave every scalar a text; the one from libyaml is fifteen times as fast.
_Loader = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader


@dataclass(frozen=True)
class Document:
    """One YAML file. `keys` and `values`: the place of each, by trail. `problems`: what is wrong with it as YAML."""

    file: str
    value: Plain
    keys: Mapping[Trail, Place]
    values: Mapping[Trail, Place]
    problems: tuple[Problem, ...]

    def place(self, trail: Trail) -> Place:
        """Where the thing at this trail stands: its key, or the nearest thing around it that is in the file."""
        for length in range(len(trail), 0, -1):
            found = self.keys.get(trail[:length]) or self.values.get(trail[:length])
            if found:
                return found
        return self.values.get((), Place(self.file, 1, 1))


def read_document(path: Path, name: str) -> Document:
    """The YAML file at `path`, called `name` in messages. Never raises for what stands in the file."""
    content = path.read_bytes()
    text = decoded(content)
    if text is None:
        return _unreadable(name, decoding_problem(name, content))
    return parse_document(text, name)


def decoded(content: bytes) -> str | None:
    """The text of a UTF-8 file, without byte order mark and with one kind of line end; None when it is not UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse_document(text: str, name: str) -> Document:
    """A YAML text as values with their places."""
    try:
        tree = _Loader(text).get_single_node()
    except yaml.YAMLError as error:
        return _unreadable(name, syntax_problem(name, text, error))
    reading = _Reading(name)
    value = None if tree is None else reading.value(tree, ())
    if value is None and not reading.problems:
        remedy = "docs/study-language.md shows what belongs in it."
        return _unreadable(name, Problem(Place(name), "the file", "nothing in it", "`key: value` lines", remedy))
    return Document(name, value, reading.keys, reading.values, tuple(reading.problems))


def _unreadable(name: str, problem: Problem) -> Document:
    return Document(name, None, {}, {}, (problem,))


@dataclass
class _Reading:
    """A walk over the node tree."""

    file: str
    keys: dict[Trail, Place] = field(default_factory=dict)
    values: dict[Trail, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    open_nodes: list[yaml.Node] = field(default_factory=list)
    count: int = 0

    def value(self, node: yaml.Node, trail: Trail) -> Plain:
        """The node as plain values."""
        self.values[trail] = self._place(node)
        self.count += 1
        if self.count == _MOST_NODES:
            self._problem(node, trail, "more than fits in a file written by hand", "", "Use fewer *aliases.")
        if self.count >= _MOST_NODES:
            return None
        if node.tag not in _PLAIN_TAGS:
            expected = "no tags: Peil knows itself what is a number"
            self._problem(node, trail, f"the tag {node.tag}", expected, "Put a text that begins with ! in quotes.")
        if isinstance(node, yaml.ScalarNode):
            written = str(node.value) or node.tag.lstrip("!") * (node.tag not in _PLAIN_TAGS)
            return None if not node.style and written in _NULLS else written
        if any(node is other for other in self.open_nodes):
            self._problem(node, trail, "an *alias inside its own &anchor", "", "Write the text out.")
            return None
        self.open_nodes.append(node)
        inside: Plain = self._list(node, trail) if isinstance(node, yaml.SequenceNode) else self._mapping(node, trail)
        self.open_nodes.pop()
        return inside

    def _list(self, node: yaml.SequenceNode, trail: Trail) -> list[Plain]:
        return [self.value(item, (*trail, number)) for number, item in enumerate(node.value)]

    def _mapping(self, node: yaml.Node, trail: Trail) -> dict[str, Plain]:
        found: dict[str, Plain] = {}
        merged: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._problem(key, trail, "a list or mapping as a key", "a text", "Put a text with { or [ in quotes.")
            elif key.value == _MERGE and not key.style:
                merged.update(self._merged(value))
            elif key.value in found:
                self._duplicate(key, (*trail, key.value))
            else:
                self.keys[(*trail, key.value)] = self._place(key)
                found[key.value] = self.value(value, (*trail, key.value))
        for name, value in merged.items():
            if name not in found:
                found[name] = self.value(value, (*trail, name))
        return found

    def _merged(self, node: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
        """What `<<: *other` brings along."""
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        for one in reversed(nodes):
            if isinstance(one, yaml.MappingNode):
                yield from ((str(key.value), value) for key, value in one.value)
            else:
                self._problem(one, (_MERGE,), "a text", "a mapping with an &anchor, as *name", "")

    def _duplicate(self, key: yaml.ScalarNode, trail: Trail) -> None:
        first = self.keys[trail].line
        remedy = "Give the second another name, or remove it."
        self._problem(key, trail, f"the key a second time (first on line {first})", "every key once", remedy)

    def _place(self, node: yaml.Node) -> Place:
        mark = node.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1)

    def _problem(self, node: yaml.Node, trail: Trail, found: str, expected: str, remedy: str) -> None:
        thing = " > ".join(str(part) for part in trail) or "the file"
        self.problems.append(Problem(self._place(node), thing, found, expected, remedy))
