"""What may stand in the braces: one small grammar for all values and claims.

    [SURVEY:] [WORD] [MEASURE] [QUESTION[=ANSWER]] [WAVE ...] [for GROUP] [than GROUP] [by BREAK or AMOUNT]
    [within AMOUNT] [to PART] [: NAME ...]

A registered word (`rises`, or more: `only rises`) has a `Form` that says which of these parts it takes. Names with
spaces stand in "quotes"; a quoted name is never taken as a word of the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from peil.report.prose.refusal import Refused

CLAUSES = ("for", "than", "by", "within", "to", ":")
MEASURES = ("mean", "share", "nps", "median", "sd")
GRAMMAR = (
    "[SURVEY:] [WORD] [MEASURE] [QUESTION[=ANSWER]] [WAVE ...] [for GROUP] [than GROUP] [by BREAK or AMOUNT] "
    "[within AMOUNT] [to PART] [: NAME ...]"
)
_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)?")
_TOKEN = re.compile(r'"([^"]*)"|(:)|([^\s":]+)')


@dataclass(frozen=True)
class Form:
    """How a word is used. `pattern` is shown in messages and stands in docs/prose.md.

    `subject`: whether a question follows; "whole" is a question without an answer or a grid, "or grid" a question as
    usual or a grid, "benchmark" a figure from outside the data. `measured`: whether a measure may stand before it.
    `waves`: fewest and most that may be named; `usual`: those meant if none is. `clauses`: those that may follow,
    `needed` those that must. `other`: a second way to use the word, which is meant when all clauses that it needs are
    there.
    """

    word: str
    pattern: str
    subject: Literal["needed", "optional", "none", "whole", "or grid", "benchmark"] = "needed"
    waves: tuple[int, int] = (1, 1)
    usual: tuple[str, ...] = ("this",)
    clauses: frozenset[str] = frozenset({"for"})
    needed: frozenset[str] = frozenset()
    measured: bool = False
    other: Form | None = None

    def meant_by(self, expression: Expression) -> Form:
        """The one of the two ways to use the word that its clauses show."""
        other = self.other
        return other if other is not None and all(map(expression.clause, other.needed)) else self


@dataclass(frozen=True)
class Expression:
    """The words between braces, told apart but not yet looked up. `names`: question and waves, as they stand.

    `measure`: one of MEASURES where it is said, "" for the usual one.
    """

    text: str
    survey: str
    word: str
    names: tuple[str, ...]
    clauses: tuple[tuple[str, tuple[str, ...]], ...] = ()
    measure: str = ""

    def clause(self, name: str) -> tuple[str, ...]:
        """The words after `for`, `than`, `by`, `within`, `to` or `:`; nothing when the clause is absent."""
        return dict(self.clauses).get(name, ())


def parse(text: str, words: Collection[str]) -> Expression:
    """The expression between braces; `words` are the registered words. Refuses what the grammar does not know."""
    tokens = _tokens(text)
    survey = ""
    if len(tokens) > 1 and tokens[1] == (":", False):
        survey, tokens = tokens[0][0], tokens[2:]
    parts: dict[str, list[str]] = {"": []}
    current = ""
    for token, quoted in tokens:
        if token in CLAUSES and not quoted:
            if token in parts:
                raise Refused(f"`{token}` twice", GRAMMAR)
            current = token
            parts[current] = []
        else:
            parts[current].append(token)
    names = parts.pop("")
    for clause, after in parts.items():
        if not after:
            raise Refused(f"nothing after `{clause}`", GRAMMAR)
    marks = [mark for _, mark in tokens]
    word = _first_word(names, marks, words)
    length = len(word.split())
    names = names[length:]
    # A measure is followed by its question: `rises nps` alone is about a question that is called nps.
    said = bool(word) and word not in MEASURES and len(names) > 1 and names[0] in MEASURES and not marks[length]
    measure = names.pop(0) if said else ""
    if not word and not names:
        raise Refused("no question and no word in the braces", GRAMMAR)
    clauses = tuple((clause, tuple(after)) for clause, after in parts.items())
    return Expression(" ".join(text.split()), survey, word, tuple(names), clauses, measure)


def _first_word(names: list[str], quoted: list[bool], words: Collection[str]) -> str:
    """The registered word, of three parts or fewer, that the names begin with; "" when there is none."""
    for length in (3, 2, 1):
        word = " ".join(names[:length])
        if len(names) >= length and word in words and not any(quoted[:length]):
            return word
    return ""


def check_form(expression: Expression, form: Form) -> None:
    """Refuse clauses that this word does not take, and those that it lacks."""
    if expression.measure and not form.measured:
        raise Refused(f"`{expression.measure}`, which does not go with this", f"`{form.pattern}`")
    for clause, _ in expression.clauses:
        if clause not in form.clauses:
            raise Refused(f"`{clause}`, which does not go with this", f"`{form.pattern}`")
    for clause in sorted(form.needed):
        if not expression.clause(clause):
            raise Refused(f"no `{clause}`", f"`{form.pattern}`")


def amount(words: tuple[str, ...], clause: str = "by") -> float:
    """The number after `by` or `within`, never below zero: 0.2 or 0,2."""
    found = number(" ".join(words))
    if found is None or found < 0:
        raise Refused(f"`{clause} {' '.join(words)}`", f"a number after `{clause}`, as in `{clause} 0.2`")
    return float(found)


def number(word: str) -> Decimal | None:
    """A number as it is typed in braces, 0.2 or 0,2; None when it is not one."""
    return Decimal(word.replace(",", ".").replace("−", "-")) if _NUMBER.fullmatch(word) else None


def _tokens(text: str) -> list[tuple[str, bool]]:
    """Every word with whether it was quoted."""
    rest = _TOKEN.sub("", text).strip()
    if rest:
        raise Refused(f"{rest!r} in the braces", GRAMMAR, "A quotation mark is not closed.")
    return [(match[1], True) if match[1] is not None else (match[0], False) for match in _TOKEN.finditer(text)]
