"""docs/prose.md tells the truth: its examples pass, its mistakes give the messages it shows, its table is complete."""

import re
from pathlib import Path

import pytest

from peil.report.prose.check import WORDS
from peil.report.prose.claims import CLAIMS
from peil.report.prose.spans import parse
from peil.report.prose.values import VALUES
from report.prose import small

PAGE = (Path(__file__).parents[3] / "docs" / "prose.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)(?: (\w+))?\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
RIGHT = [(kind, body) for language, kind, body in BLOCKS if language == "markdown" and kind != "wrong"]
WRONG = [
    (body, BLOCKS[position + 1][2].strip())
    for position, (language, kind, body) in enumerate(BLOCKS)
    if language == "markdown" and kind == "wrong"
]


@pytest.mark.parametrize(("kind", "body"), RIGHT)
def test_an_example_of_the_page_passes(kind: str, body: str) -> None:
    """Every example is checked as a chapter, in the language or with the surveys that its fence names."""
    if kind == "surveys":
        both = small.study(surveys=(small.survey("vr"), small.survey("boak")))
        assert small.problems(body, "en", small.published(None, "vr", "boak"), both) == []
    else:
        titled = body.replace("## ", "# Title\n\n## ", 1) if body.startswith("## ") else body
        assert small.problems(titled, kind or "en") == []


@pytest.mark.parametrize(("body", "message"), WRONG)
def test_a_mistake_of_the_page_gives_its_message(body: str, message: str) -> None:
    """Every wrong example gives exactly the messages that are printed below it, a line each."""
    assert small.problems(body, "en") == message.split("\n")


def test_the_table_of_the_page_has_every_form() -> None:
    """A value or claim that is registered has its row in the table of forms, and no row is without one."""
    forms = [word.form for word in VALUES.values()] + [claim.form for claim in CLAIMS.values()]
    patterns = {one.pattern for form in forms for one in (form, form.other) if one is not None}
    assert set(re.findall(r"^\| `([^`]+)` \|", PAGE, re.MULTILINE)) == patterns


def _shown() -> set[str]:
    """The pattern of every form that a right example of the page uses."""
    found = set()
    for span in re.findall(r"\]\{([^}]*)\}", "".join(body for _, body in RIGHT)):
        expression = parse(span, WORDS)
        form = (CLAIMS if expression.word in CLAIMS else VALUES)[expression.word].form
        found.add(form.meant_by(expression).pattern)
    return found


@pytest.mark.parametrize(
    "pattern",
    [
        one.pattern
        for form in [*(word.form for word in VALUES.values()), *(claim.form for claim in CLAIMS.values())]
        for one in (form, form.other)
        if one is not None
    ],
)
def test_every_form_has_an_example_that_runs(pattern: str) -> None:
    """Each row of the table, both ways to use a word that has two."""
    assert pattern in _shown()
