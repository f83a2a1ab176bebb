"""What may stand in the braces: one small grammar for all values and claims.

    [SURVEY:] [WORD] [MEASURE] [QUESTION[=ANSWER]] [WAVE ...] [for GROUP] [than OTHER] [by BREAK or AMOUNT] [: GROUP]

A registered word has a `Form` that says which of these parts it takes. Names with spaces stand in "quotes"; a quoted
name is never taken as a word of the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from peil.report.prose.refusal import Refused

CLAUSES = ("for", "than", "by", ":")
MEASURES = ("mean", "share", "nps")
GRAMMAR = (
    "[SURVEY:] [WORD] [MEASURE] [QUESTION[=ANSWER]] [WAVE ...] [for GROUP] [than GROUP] [by BREAK or AMOUNT] [: GROUP]"
)
_TOKEN = re.compile(r'"([^"]*)"|(:)|([^\s":]+)')


@dataclass(frozen=True)
class Form:
    """How a word is used. `pattern` is shown in messages and stands in docs/prose.md.

    `subject`: whether a question follows. `measured`: whether a measure may stand before it. `waves`: fewest and most
    that may be named; `usual`: those meant if none is. `clauses`: those that may follow, `needed` those that must.
    """

    word: str
    pattern: str
    subject: Literal["needed", "optional", "none"] = "needed"
    waves: tuple[int, int] = (1, 1)
    usual: tuple[str, ...] = ("this",)
    clauses: frozenset[str] = frozenset({"for"})
    needed: frozenset[str] = frozenset()
    measured: bool = False


@dataclass(frozen=True)
class Expression:
    """The words between braces, told apart but not yet looked up. `names`: question and waves, as they stand.

    `measure`: mean, share or nps where it is said, "" for the usual one.
    """

    text: str
    survey: str
    word: str
    names: tuple[str, ...]
    clauses: tuple[tuple[str, tuple[str, ...]], ...] = ()
    measure: str = ""

    def clause(self, name: str) -> tuple[str, ...]:
        """The words after `for`, `than`, `by` or `:`; nothing when the clause is absent."""
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
    word = names.pop(0) if names and names[0] in words and not tokens[0][1] else ""
    # A measure is followed by its question: `rises nps` alone is about a question that is called nps.
    said = bool(word) and word not in MEASURES and len(names) > 1 and names[0] in MEASURES and not tokens[1][1]
    measure = names.pop(0) if said else ""
    if not word and not names:
        raise Refused("no question and no word in the braces", GRAMMAR)
    clauses = tuple((clause, tuple(after)) for clause, after in parts.items())
    return Expression(" ".join(text.split()), survey, word, tuple(names), clauses, measure)


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


def amount(words: tuple[str, ...]) -> float:
    """The number after `by`: 0.2 or 0,2."""
    try:
        return float(" ".join(words).replace(",", "."))
    except ValueError as error:
        raise Refused(f"`by {' '.join(words)}`", "a number after `by`, as in `by 0.2`") from error


def _tokens(text: str) -> list[tuple[str, bool]]:
    """Every word with whether it was quoted."""
    rest = _TOKEN.sub("", text).strip()
    if rest:
        raise Refused(f"{rest!r} in the braces", GRAMMAR, "A quotation mark is not closed.")
    return [(match[1], True) if match[1] is not None else (match[0], False) for match in _TOKEN.finditer(text)]
