"""Drafts of whole studies: a report accepts every word, and every number in them is one of the results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from drafting.reading import SPAN, checked, labels, lines, loose_numbers, plain, text, with_draft
from peil import workflow
from peil.data.simulate import simulate
from peil.drafting import DraftChapter
from peil.drafting.model import letters
from peil.language import Language
from peil.rendering.pdf.render import render_pdf
from peil.report.compose import compose
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

Whole = tuple[Study, Published, dict[str, tuple[DraftChapter, ...]]]
Drafted = tuple[Study, Published, dict[str, list[str]]]


# The last one reads the real data beside the checkout.
CASES = [*(name for name in STUDIES if name != "sfo"), pytest.param("sfo", marks=pytest.mark.needs_shared_data)]


@pytest.fixture(scope="module", params=CASES)
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """A study, its figures, and its draft by language; a report has been made of it."""
    study = workflow.read_study(STUDIES[request.param])
    data = SFO if request.param == "sfo" else None
    if request.param in SIMULATED:
        data = tmp_path_factory.mktemp("simulated")
        simulate(study, data, 220, 4)
    published = workflow.publish(study, workflow.build_results(study, data))
    return study, published, checked(study, published)


@pytest.fixture
def drafted(whole: Whole) -> Drafted:
    """The same with the lines of the draft by language."""
    study, published, drafts = whole
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


# What the draft of a study must show: how its directives begin.
SHOWN = {
    "kto-ind": (
        "key figures",
        "change overall by status",
        "waterfall overall",
        "answers vision_themes by directorate",
        "quotes vision_why",
        "bars overall_directorate by directorate",
    ),
    "sfo": ("key figures most 3", "change overall by terminal waves first", "aspects used_today"),
    "rich": ("bars grade_per_channel by contact",),
    "minimal": ("key figures most 3",),
    "schools": (),
}
# What its text must tell, as a reader sees it.
TOLD = {
    "kto-ind": (
        "; the margin is 0.12.",
        "For comparison, not tested: public services in a chain 6.8 and a single public service 7.1",
        "Since the first wave the grade falls significantly only for naturalisation, from 7.9 to 7.5.",
        "The groups lie closer together than in the first wave.",
        "“By letter” falls from 41% to 31%.",
    ),
    "sfo": (
        "The rise since the first wave also holds with the same mix of respondents by terminal.",
        "“4 or 5”",
        # More comes of another mix of passengers than of any aspect, and no aspect is named as if it were the first.
        "What the rise in the overall rating since the first wave consists of",
        # Terminal 1 falls since the previous wave, and is higher than in the first all the same.
        "falls from 4.02 to 3.91. Compared with 3.82 in the first wave the rise is significant.",
    ),
}


def test_a_summary_tells_the_same_in_every_language(whole: Whole) -> None:
    """What rests on figures between its braces is the same, remark by remark: a sentence that fitted in English alone
    stood there and not in Dutch."""
    _, _, drafts = whole
    told = {
        language: [[braces for _, braces in SPAN.findall(one)] for one in chapters[0].pieces[0].remarks]
        for language, chapters in drafts.items()
    }
    first, *others = told.values()
    assert all([sorted(one) for one in other] == [sorted(one) for one in first] for other in others)


def test_what_a_study_has_is_shown_and_told(whole: Whole) -> None:
    """Real change and what went along, themes by group, approved quotes, grades per answer, yes and no, benchmarks."""
    study, _, drafts = whole
    found = [piece for chapters in drafts.values() for chapter in chapters for piece in chapter.pieces]
    for line in SHOWN[study.id]:
        assert any(one.directive.startswith(line) for one in found), line
    english = text(drafts, "en") if "en" in drafts else ""
    assert [one for one in TOLD.get(study.id, ()) if one not in english] == []


def test_the_summary_stands_on_one_sheet(whole: Whole, tmp_path: Path) -> None:
    """Printed: the sheet that bears its title also bears the last words of every remark, and no other has it."""
    study, published, drafts = whole
    for language in study.languages:
        summary = drafts[language][0]
        alone = with_draft(study, {language: (summary,)})
        report = compose(replace(alone, languages=(language,)), published, language)
        file = tmp_path / f"{language}.pdf"
        render_pdf(replace(report, sections=report.sections[:1]), file)
        (piece,) = summary.pieces
        told = [_letters(one.get_textpage().get_text_bounded()) for one in pdfium.PdfDocument(file)]
        ends = [_letters(plain(remark))[-30:] for remark in piece.remarks]
        held = {tuple(at for at, sheet in enumerate(told) if end in sheet) for end in ends}
        assert len(held) == 1, held
        ((at,),) = held
        assert _letters(plain(piece.title)) in told[at]


def _letters(told: str) -> str:
    """Letters and digits alone: a printed line breaks, and marks are set otherwise."""
    return re.sub(r"[\W_]+", "", told)


def test_titles_stand_on_two_lines_and_no_page_is_empty(whole: Whole) -> None:
    """A title of more than 150 letters runs into a third line of the sheet; a page has words or a figure."""
    _, _, drafts = whole
    for chapters in drafts.values():
        for piece in (piece for chapter in chapters for piece in chapter.pieces):
            assert letters(piece.title) <= 150, piece.title
            assert piece.remarks or piece.directive, piece.id


def test_no_title_goes_on_behind_a_question_with_a_colon(drafted: Drafted) -> None:
    """A grid that is called by its whole question: "How do you rate ...?: by service" was the title of a page."""
    assert [one for told in drafted[2].values() for one in told if "?:" in one] == []


def test_dutch_has_one_kind_of_quotation_marks(drafted: Drafted) -> None:
    """The single ones, as in titles and feet of the report; double ones are for what respondents said."""
    assert [one for one in drafted[2].get("nl", ()) if re.search("[“”]", one)] == []


def test_most_respondents_are_more_than_half(drafted: Drafted) -> None:
    """“De meesten” or “most people” for the largest of several shares would say more than the figures do."""
    _, _, told = drafted
    for found in told.values():
        assert [
            one for one in map(plain, found) if re.search(r"\b[Dd]e meesten\b|\b[Mm]ost (?:people|of)\b", one)
        ] == []


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
