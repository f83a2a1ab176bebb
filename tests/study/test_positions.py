"""YAML becomes texts, lists and mappings with the place of everything, whatever editor wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from peil.errors import Place
from peil.study.positions import parse_document, read_document


@pytest.mark.parametrize(
    "text", ["no", "yes", "on", "2011", "01", "1.10", "2013-12", "2013-12-02", "0x1F", "1_000", "true", "=", "."]
)
def test_a_scalar_stays_as_it_was_written(text: str) -> None:
    """What YAML 1.1 would turn into truth, numbers, dates or octals is a text, as a key and as a value."""
    document = parse_document(f"{text}: {text}", "a.yaml")
    assert document.value == {text: text}
    assert document.problems == ()


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_nothing_is_none_but_quoted_it_is_a_text(text: str) -> None:
    """Only a plain empty value, ~ and null are nothing."""
    assert parse_document(f"a: {text}", "a.yaml").value == {"a": None}
    assert parse_document(f'a: "{text}"', "a.yaml").value == {"a": text}


def test_every_key_and_value_has_its_place() -> None:
    """File, line and column, counted from 1; keys and values apart."""
    document = parse_document("one: 1\ntwo:\n  - {three: x}\n  - y\n", "a.yaml")
    assert document.keys[("two",)] == Place("a.yaml", 2, 1)
    assert document.values[("two",)] == Place("a.yaml", 3, 3)
    assert document.keys[("two", 0, "three")] == Place("a.yaml", 3, 6)
    assert document.values[("two", 0, "three")] == Place("a.yaml", 3, 13)
    assert document.values[("two", 1)] == Place("a.yaml", 4, 5)


def test_what_is_not_there_has_the_place_of_what_is_around_it() -> None:
    """A missing key is reported at the thing that lacks it."""
    document = parse_document("one:\n  two: {a: b}\n", "a.yaml")
    assert document.place(("one", "two", "missing", "deeper")) == Place("a.yaml", 2, 3)
    assert document.place(("missing",)) == Place("a.yaml", 1, 1)


@pytest.mark.parametrize(
    "content",
    [b"one: 1\r\ntwo: {a: x}\r\n", b"\xef\xbb\xbfone: 1\ntwo: {a: x}\n", b"one: 1\rtwo: {a: x}\r"],
    ids=["Windows", "byte order mark", "old Mac"],
)
def test_line_ends_and_byte_order_marks_make_no_difference(tmp_path: Path, content: bytes) -> None:
    """Files from Windows editors read as any other, with the same lines."""
    (tmp_path / "a.yaml").write_bytes(content)
    document = read_document(tmp_path / "a.yaml", "a.yaml")
    assert document.value == {"one": "1", "two": {"a": "x"}}
    assert document.keys[("two",)] == Place("a.yaml", 2, 1)


def test_anchors_and_merges_bring_what_they_stand_for() -> None:
    """An alias is a copy; keys that stand beside `<<` go before those that it brings."""
    document = parse_document("a: &x {p: 1, q: 2}\nb: *x\nc: {<<: *x, q: 3}\n", "a.yaml")
    assert document.value == {"a": {"p": "1", "q": "2"}, "b": {"p": "1", "q": "2"}, "c": {"q": "3", "p": "1"}}


def test_every_second_key_is_told_with_the_line_of_the_first() -> None:
    """The first stays in force, so that the rest of the file can be checked."""
    document = parse_document("a: 1\nb: {c: 1, c: 2}\na: 3\n", "a.yaml")
    assert document.value == {"a": "1", "b": {"c": "1"}}
    assert [(problem.place.line, problem.thing) for problem in document.problems] == [(2, "b > c"), (3, "a")]
    assert "first on line 1" in document.problems[1].found


def test_aliases_that_multiply_stop_in_time() -> None:
    """Ten aliases of ten aliases, six deep, are a million values; nobody writes that by hand."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 7)]
    (problem,) = parse_document("\n".join(lines), "a.yaml").problems
    assert "written by hand" in problem.found
