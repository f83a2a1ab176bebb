"""Drafts of whole studies: a report accepts every word, and every number in them is one of the results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafting.reading import SPAN, checked, labels, lines, loose_numbers, plain
from peil import workflow
from peil.data.simulate import simulate
from peil.language import Language
from peil.results.model import Published
from peil.study.model import Study

ROOT = Path(__file__).parent.parent.parent
SFO = ROOT.parent / "shared" / "data" / "sfo"
STUDIES = {
    "minimal": ROOT / "examples" / "minimal",
    "ind": ROOT / "examples" / "ind",
    "rich": ROOT / "tests" / "studies" / "rich",
    "schools": ROOT / "tests" / "studies" / "schools",
    "sfo": ROOT / "examples" / "sfo",
}
SIMULATED = ("rich", "schools")
_VALUE = re.compile(r"(?:(\w+): )?(\w+)(=\w+)?(?: for (\w+))?")

Drafted = tuple[Study, Published, dict[str, list[str]]]


# The last one reads the real data beside the checkout.
CASES = [*(name for name in STUDIES if name != "sfo"), pytest.param("sfo", marks=pytest.mark.needs_shared_data)]


@pytest.fixture(scope="module", params=CASES)
def drafted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Drafted:
    """A study, its figures, and the lines of its draft by language; a report has been made of it."""
    study = workflow.read_study(STUDIES[request.param])
    data = SFO if request.param == "sfo" else None
    if request.param in SIMULATED:
        data = tmp_path_factory.mktemp("simulated")
        simulate(study, data, 220, 4)
    published = workflow.publish(study, workflow.build_results(study, data))
    drafts = checked(study, published)
    return study, published, {language: lines(drafts, language) for language in study.languages}


def test_every_number_is_computed_or_in_a_label(drafted: Drafted) -> None:
    """Nothing that looks like a figure stands outside brackets and labels: there it would not be checked next wave."""
    study, _, told = drafted
    for language, found in told.items():
        known = labels(study, language)
        assert [line for line in found if loose_numbers(line, known)] == []


def test_every_plain_value_is_that_of_the_results(drafted: Drafted) -> None:
    """The numbers between brackets, read without the checker: means and shares of this wave, rounded by hand."""
    study, published, told = drafted
    seen = 0
    for language, found in told.items():
        for line in found:
            for words, braces in SPAN.findall(line):
                for number, wanted in _plain_values(study, published, language, words, braces):
                    assert number == wanted, f"[{words}]{{{braces}}} in {plain(line)}"
                    seen += 1
    assert seen >= 10


def _plain_values(
    study: Study, published: Published, language: str, words: str, braces: str
) -> Iterator[tuple[str, str]]:
    """The number in a span and the figure of the results, for braces of the simplest form."""
    match = _VALUE.fullmatch(braces)
    name = match[1] if match and match[1] else next(iter(study.surveys))
    if match is None or name not in study.surveys or (len(study.surveys) > 1 and not match[1]):
        return
    survey = study.surveys[name]
    if match[2] not in survey.questions:
        return
    wave = [one.label for one in survey.waves if one.data][-1]
    measure = "share" if match[3] else "mean"
    start = f"{name}/{wave}/{match[2]}{match[3] or ''}/{measure}/"
    breaks = [f"{one}={match[4]}" for one in survey.breaks] if match[4] else ["all"]
    ids = [f"{start}{one}" for one in breaks if f"{start}{one}" in published.by_id]
    if len(ids) != 1:
        return
    value = published.by_id[ids[0]].estimate
    tongue = Language(language)
    shown = tongue.percent(value) if measure == "share" else tongue.number(value, survey.settings.decimals)
    yield words.removeprefix("een "), shown


def test_no_line_is_unfinished(drafted: Drafted) -> None:
    """No empty list, no double space, no name of a template, no full stop in a title or missing in a remark."""
    _, _, told = drafted
    for found in told.values():
        for line in map(plain, found):
            assert not re.search(r"  |\(\)|\bNone\b| ,| \.(?!\.)|(?<!\.)\.\.(?!\.)|:$|: \.|\#", line), line
            assert line[:1].isupper() or not line[:1].isalpha(), line


def test_english_has_no_article_before_a_number(drafted: Drafted) -> None:
    """“A 7.9” would be “a 8.1” after a refresh."""
    _, _, told = drafted
    assert [line for line in told.get("en", []) if re.search(r"\ban? \[?\d", line)] == []
