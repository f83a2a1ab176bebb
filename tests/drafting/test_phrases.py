"""The templates: the same in every language but for the words."""

from __future__ import annotations

import ast
import re
from functools import cache
from itertools import product
from pathlib import Path

import pytest

import peil.drafting
from peil.drafting.phrases import PHRASES
from peil.language import available_languages

NAME = re.compile(r"\{(\w+)\}")
TREES = [ast.parse(path.read_text("utf-8")) for path in Path(peil.drafting.__file__).parent.glob("*.py")]


def names(template: str) -> set[str]:
    """What a template is filled with, whatever the capital."""
    return {name[:1].lower() + name[1:] for name in NAME.findall(template)}


def test_every_language_of_a_report_has_templates() -> None:
    """A report can be drafted in each language in which it can be written."""
    assert set(PHRASES) == set(available_languages())


def test_every_language_has_the_same_keys() -> None:
    """A template that lacks in one language would stop a draft half-way."""
    keys = [set(one.sentences) for one in PHRASES.values()]
    assert all(one == keys[0] for one in keys)


@pytest.mark.parametrize("key", PHRASES["en"].sentences)
def test_templates_of_a_key_need_the_same_names(key: str) -> None:
    """A sentence may leave out what another way to say it tells (the wave), but no claim and no number."""
    for phrases in PHRASES.values():
        for template in phrases.sentences[key]:
            assert names(template) - {"then", "since", "start"} == names(PHRASES["en"].sentences[key][0]) - {
                "then",
                "since",
                "start",
            }, template


@pytest.mark.parametrize("language", PHRASES)
def test_no_sentence_says_more_than_a_claim(language: str) -> None:
    """Words of change, order and significance stand in brackets, or name a list of which each item has its claim."""
    words = {
        "nl": r"\b(?:stijg|daal|daalt|significant|hoogst|laagst|vaakst)",
        "en": r"\b(?:rises|falls|signific|highest|lowest)",
    }
    # Below these words stands a list of which every item bears the claim, or a claim that holds exactly these.
    lists = {"rising groups", "falling groups", "apart", "higher", "lower", "one up", "one down"}
    lists |= {"clearest rises", "clearest falls", "rising among", "falling among", "themes unproven"}
    only = {key for key in PHRASES[language].sentences if key.startswith(("only", "except"))}
    for key, templates in PHRASES[language].sentences.items():
        for template in templates:
            outside = re.sub(r"\[[^\]]*\]\{\w+\}", "", template)
            if key not in lists | only:
                assert not re.search(words[language], outside), template


@cache
def patterns() -> frozenset[str]:
    """What the source makes of its texts: each itself, or with a group for what is filled in: "(.+) of several"."""
    found = {one for tree in TREES for node in ast.walk(tree) for one in made(node)}
    return frozenset(one for one in found if re.search("[a-z]", one))


def made(node: ast.AST) -> list[str]:
    """The patterns of an expression; of a name or a call one group."""
    match node:
        case ast.Constant(value=str(text)):
            found = [re.escape(text)]
        case ast.JoinedStr(values=parts):
            found = ["".join(one) for one in product(*map(made, parts))]
        case ast.FormattedValue(value=value):
            found = made(value)
        case ast.IfExp(body=one, orelse=other):
            found = [*made(one), *made(other)]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            found = ["".join(one) for one in product(made(left), made(right))]
        case ast.AugAssign(op=ast.Add(), value=value):
            found = [f"(.+){one}" for one in made(value)]
        case _:
            found = ["(.+)"]
    return found


def asked_for(key: str) -> bool:
    """Whether the source makes exactly this key; what is filled into a pattern must be such a text itself."""
    matches = (re.fullmatch(one, key) for one in patterns())
    return any(found and all(part and part != key and asked_for(part) for part in found.groups()) for found in matches)


def test_every_key_is_used() -> None:
    """A template that nothing asks for would not be read by anyone who mends the language."""
    assert [key for key in PHRASES["en"].sentences if not asked_for(key)] == []


@pytest.mark.parametrize(
    "key", ["rises sideways", "really rises much", "answers of those", "of several", "overall rate"]
)
def test_a_key_that_nothing_asks_for_is_found(key: str) -> None:
    """The check looked for the first word of a key alone, so that none of these was."""
    assert not asked_for(key)


@pytest.mark.parametrize(
    ("language", "label", "noun"),
    [
        ("nl", "Asiel", True),
        ("nl", "Regulier sociaal", True),
        ("nl", "Bedrijven", True),
        ("nl", "Gemeenten", True),
        ("nl", "Vreemdelingen", True),
        ("nl", "Ketenpartners 1", True),
        ("nl", "Ingewilligd", False),
        ("nl", "Afgewezen", False),
        ("nl", "In behandeling", False),
        ("nl", "Weet niet / wil niet zeggen", False),
        ("nl", "Aan de balie", False),
        ("nl", "18 tot 35 jaar", False),
        ("nl", "Ja", False),
        ("en", "Asylum", True),
        ("en", "Companies", True),
        ("en", "Educational institutions", True),
        ("en", "Granted", False),
        ("en", "Pending", False),
        ("en", "In person", False),
        ("en", "Don't know", False),
        ("en", "65 or older", False),
    ],
)
def test_a_label_that_is_no_noun_is_quoted(language: str, label: str, noun: bool) -> None:
    """“Afgewezen” needs quotation marks in a sentence, bedrijven do not."""
    assert (PHRASES[language].not_a_name.search(label) is None) == noun
