"""Refreshing: the numbers are rewritten, every other byte stays, broken claims are listed, and the result is clean."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peil.report.model import plain
from peil.report.prose import Change, Prose, Refreshed, read_chapters, refresh, rewritten
from peil.results.model import Published
from peil.study.model import Chapter
from report.prose import small


def refreshed(text: str, figures: Published | None = None, language: str = "nl") -> Refreshed:
    """One chapter, refreshed."""
    chapter = Chapter(f"chapters/{language}/01-x.md", language, text)
    (found,) = refresh(small.study(chapter), figures or small.published())
    return found


def test_only_the_digits_change() -> None:
    """The number is replaced, its words, marks, % and the rest of the text stay."""
    text = "# T\n\nEen **[ruim 7,1]{overall}**,  [13%]{website=visited}\tvan [1]{n}; `[7,1]{overal`  \n"
    found = refreshed(text)
    assert found.text == "# T\n\nEen **[ruim 7,7]{overall}**,  [42%]{website=visited}\tvan [960]{n}; `[7,1]{overal`  \n"
    assert [change.becomes for change in found.changes] == ["7,7", "42", "960"]
    assert str(found.changes[0].place) == "chapters/nl/01-x.md:3"
    assert found.changes[0] == Change(replace(found.changes[0].place), "7,1", "7,7")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_bytes_of_a_file_stay_but_for_the_numbers(mark: bytes, end: str) -> None:
    """A byte order mark, line ends of any system, and a last line without one are those of the file."""
    text = "# T\n\ncafé [1]{overall}\n- [13%]{website=visited}\n\nslot"
    new = text.replace("[1]", "[7,7]").replace("[13%]", "[42%]")
    content = mark + text.replace("\n", end).encode()
    assert rewritten(content, refreshed(text)) == mark + new.replace("\n", end).encode()


def test_line_ends_of_several_kinds_in_one_file_stay() -> None:
    """Each line keeps its own."""
    content = b"# T\r\n\r\n[1]{overall}\n[1]{overall}\r"
    found = refreshed("# T\n\n[1]{overall}\n[1]{overall}\n")
    assert rewritten(content, found) == content.replace(b"[1]", b"[7,7]")


def test_a_preface_is_told_and_not_rewritten() -> None:
    """The preface stands in the study file: what is wrong in it is listed with what should be written."""
    study = replace(small.study(), preface=small.text("Een [7,7]{overall}, [1]{n}, [daling]{falls overall}."))
    dutch, english = refresh(study, small.published())
    assert (dutch.file, dutch.changes) == ("study.yaml (preface)", ())
    assert [str(problem) for problem in dutch.unresolved] == [
        "study.yaml (preface):3: the number 1, expected 960. Write 960 in the preface by hand."
    ]
    assert len(dutch.broken_claims) == 1
    assert [problem.expected for problem in english.unresolved] == ["7.7", "960"]


def test_a_right_text_stays_as_it_is() -> None:
    """Nothing to change, nothing changed, also not a typed hyphen or plus."""
    text = "# T\n\n[7,7]{overall} [-0,2]{change deadlines} [+0,3]{change overall} [0,3]{change overall}"
    found = refreshed(text)
    assert (found.text, found.changes, found.broken_claims, found.unresolved) == (text, (), (), ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_front_matter_stay(end: str) -> None:
    """Whatever ends the lines, numbers are found and the ends kept."""
    lines = [
        "---",
        "survey: vr",
        "---",
        "# T [1]{overall}",
        "",
        "> - a [1]{overall}",
        ">   en [x",
        ">   1]{overall}",
        "",
    ]
    found = refreshed(end.join(lines))
    assert found.text == end.join(lines).replace("1]{", "7,7]{")
    assert [change.place.line for change in found.changes] == [4, 6, 8]


def test_the_same_span_twice_is_rewritten_twice() -> None:
    """In table cells, in code and after a backslash: only true spans are touched."""
    span = "[1]{overall}"
    text = f"# T\n\n`{span}` \\{span} %\n\n| a | b |\n|---|---|\n| % | % |\n"
    found = refreshed(text.replace("%", span))
    assert found.text == text.replace("%", "[7,7]{overall}")


def test_a_number_within_a_claim_is_rewritten() -> None:
    """Values inside the brackets of a claim are values."""
    found = refreshed("# T\n\n[steeg, van [1]{overall previous} naar [2]{overall}]{rises overall}")
    assert found.text.endswith("[steeg, van [7,4]{overall previous} naar [7,7]{overall}]{rises overall}")


def test_claims_that_no_longer_hold_are_listed() -> None:
    """A claim is never rewritten; its message says what would be true."""
    text = "# T\n\nHet [steeg]{rises overall} en [daalde]{falls overall}. Het loket [7,3]{counter}."
    found = refreshed(text)
    assert found.text == text
    (broken,) = found.broken_claims
    assert "[daalde]{falls overall} does not hold" in str(broken)
    assert "True here: `rises overall`." in str(broken)
    (unresolved,) = found.unresolved
    assert "`counter` was not asked in 2013" in str(unresolved)


def test_a_cell_with_an_escaped_bar_is_no_hindrance() -> None:
    """In a table `\\|` is a bar; the numbers before and after it, and in the next cell, are found."""
    row = "| x \\| [1]{overall} \\| [1]{overall} | [1]{overall} |\n"
    found = refreshed("# T\n\n| a | b |\n|---|---|\n" + row)
    assert found.text.endswith(row.replace("1", "7,7"))


def test_where_the_place_is_unknown_nothing_is_guessed() -> None:
    """A control character that Markdown replaces hides the place: the researcher is told the number."""
    text = "# T\n\n\0 [1]{overall}"
    found = refreshed(text)
    assert found.text == text
    (unresolved,) = found.unresolved
    assert "found a line that cannot be placed" in str(unresolved)
    assert "Write 7,7 by hand." in str(unresolved)


def test_every_chapter_of_every_language_is_refreshed() -> None:
    """The number follows the language of its chapter."""
    chapters = (Chapter("a/nl.md", "nl", "# T [1]{overall}"), Chapter("b/en.md", "en", "# T [1]{overall}"))
    found = refresh(small.study(*chapters), small.published())
    assert [one.text for one in found] == ["# T [7,7]{overall}", "# T [7.7]{overall}"]


BRACES = (
    "overall", "overall previous", "overall for asylum", "website=visited", "n", "rate", "sent", "change overall",
    "change website=visited", "overall for regular_social sponsor", "contact=telephone", "nps overall",
)  # fmt: skip
# Only a share or a rate may be followed by a per cent sign.
SHARES = ("website=visited", "rate", "contact=telephone")
WORDS = st.sampled_from(
    ["een", "*nu*", "**veel**", "V2", "`code`", "\\[", "[x]", "1,5", "<b>", "&amp;", "[a](#b)", "{", "!", "|", "~"]
)
SPANS = st.builds(
    lambda before, number, after, braces: f"[{before}{number}{after if braces in SHARES else ''}]{{{braces}}}",
    st.sampled_from(["", "een ", "**", "zo'n "]),
    st.sampled_from(["1", "7,7", "1.234", "−3", "+0,3", "-0,3"]),
    st.sampled_from(["", "%", " of zo"]),
    st.sampled_from(BRACES),
).map(lambda span: span.replace("]{", "**]{") if span.startswith("[**") else span)
LINES = st.lists(st.one_of(SPANS, WORDS), min_size=1, max_size=6).map(" ".join)
FRAMES = st.sampled_from(
    ["{}", "- {}", "> {}", "## {}", "### {}", "1. {}\n   - {}", "| a | b |\n|---|---|\n| x | {} |"]
)


@st.composite
def chapter_texts(draw: st.DrawFn) -> str:
    """Chapters of spans among words, in paragraphs, lists, quotations, headings and tables."""
    blocks = []
    for frame in draw(st.lists(FRAMES, min_size=1, max_size=5)):
        line = draw(LINES)
        blocks.append(frame.replace("{}", line.replace("|", "/") if frame.startswith("|") else line))
    return "# T\n\n" + "\n\n".join(blocks) + "\n"


NEW_FIGURES = st.fixed_dictionaries(
    {
        "2013/overall/mean/all": st.tuples(st.floats(1, 10), st.just(960), st.just(0.05)),
        "2011/overall/mean/all": st.tuples(st.floats(1, 10), st.just(877), st.just(0.05)),
        "2013/website=visited/share/all": st.tuples(st.floats(0, 1), st.just(950), st.just(0.02)),
        "2013/overall/nps/all": st.tuples(st.floats(-100, 100), st.just(960), st.just(2.0)),
    }
)


@settings(deadline=None)  # a busy machine is no mistake
@given(chapter_texts(), NEW_FIGURES)
def test_a_refreshed_text_checks_clean(text: str, figures: dict[str, tuple[float, int, float]]) -> None:
    """Whatever the figures became: after a refresh every number agrees, and no span survives in the report."""
    published = small.published(figures)
    found = refreshed(text, published)
    assert found.unresolved == ()
    again = refreshed(found.text, published)
    assert (again.text, again.changes) == (found.text, ())
    (chapter,) = read_chapters(small.study(Chapter("nl/01-x.md", "nl", found.text)), published, "nl")
    pages = (chapter.title, *(page.title for page in chapter.pages))
    elements = (*chapter.lead, *(element for page in chapter.pages for element in page.elements))
    told = "".join(map(plain, pages)) + "".join(repr(one.block) for one in elements if isinstance(one, Prose))
    assert "]{" not in told


@settings(deadline=None)  # a busy machine is no mistake
@given(chapter_texts())
def test_nothing_but_numbers_between_brackets_changes(text: str) -> None:
    """With every change taken back, from the last to the first, the old text stands there again, byte for byte."""
    found = refreshed(text)
    lines = found.text.split("\n")
    for change in reversed(found.changes):
        before = [one for one in found.changes if one.place.line == change.place.line and one.place < change.place]
        at = change.place.column - 1 + sum(len(one.becomes) - len(one.written) for one in before)
        line = lines[change.place.line - 1]
        assert line[at : at + len(change.becomes)] == change.becomes
        lines[change.place.line - 1] = line[:at] + change.written + line[at + len(change.becomes) :]
    assert "\n".join(lines) == text
