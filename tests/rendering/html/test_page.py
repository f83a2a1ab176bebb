"""The page as text: its structure, its links, its security policy; whatever is written in a report stays text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from peil.errors import RenderError
from peil.rendering.html import render_html
from peil.rendering.html.characters import together
from peil.rendering.html.evidence import Refs
from peil.rendering.html.live import script
from peil.report.model import (
    Block,
    Foot,
    KeyFigures,
    Page,
    Paragraph,
    Report,
    Run,
    Section,
    Table,
    TableCell,
    TableRow,
    Trend,
    plain,
)  # fmt: skip
from rendering.html.reading import Element, read
from rendering.html.spoiled import HOSTILE, hostile_report
from rendering.sample import OVERALL, sample_report


@pytest.fixture(scope="module", params=["nl", "en"])
def report(request: pytest.FixtureRequest) -> Report:
    """The sample in each language."""
    return sample_report(str(request.param))


@pytest.fixture(scope="module")
def html(report: Report, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample as a page."""
    return rendered(report, tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def page(html: str) -> Element:
    """The sample as a tree."""
    return read(html)


def rendered(report: Report, folder: Path) -> str:
    """The text of the page of a report."""
    render_html(report, folder / "report.html")
    return (folder / "report.html").read_text(encoding="utf-8")


def tiny(*blocks: Block) -> Report:
    """A report of one page."""
    page = Page("one", (Run("One"),), "", blocks)
    return replace(sample_report("en"), sections=(Section("all", "All", (page,)),))


def own_scripts_only(page: Element) -> bool:
    """Whether the page holds its own script, then the evidence, which does not run, and no other."""
    scripts = page.all("script")
    return [e.attributes for e in scripts] == [{}, {"type": "application/json", "id": "evidence"}] and (
        scripts[0].text == script()
    )


def test_the_page_says_its_language_and_its_title(report: Report, page: Element) -> None:
    """The root has the language of the report; the title names study and client."""
    assert page.all("html")[0].attributes["lang"] == report.language
    assert page.all("title")[0].text == f"{report.title} · {report.subtitle} · {report.client}"


def test_the_report_of_a_group_names_it_in_its_head_and_its_title(tmp_path: Path) -> None:
    """Those who listen hear the study and the group apart."""
    found = read(rendered(replace(tiny(), group="Asylum"), tmp_path))
    title = tiny().title
    assert found.all("title")[0].text.startswith(f"{title} · Asylum · ")
    assert found.all("h1")[0].text == f"{title}: Asylum"


def test_every_id_is_unique(page: Element) -> None:
    """Chapters, pages, blocks, captions and drawings share one space of ids."""
    ids = Counter(e.attributes["id"] for e in page.everything() if "id" in e.attributes)
    assert len(ids) > 50
    assert [name for name, count in ids.items() if count > 1] == []
    assert [name for name in ids if re.search(r"\s", name)] == []


def test_every_internal_link_and_reference_leads_somewhere(page: Element) -> None:
    """Links, labels and clips name an id that is on the page."""
    ids = {e.attributes.get("id") for e in page.everything()}
    links = [e.attributes["href"][1:] for e in page.all("a") if e.attributes["href"].startswith("#")]
    labels = [e.attributes["aria-labelledby"] for e in page.everything() if "aria-labelledby" in e.attributes]
    clips = re.findall(r"url\(#([^)]+)\)", str([e.attributes for e in page.everything()]))
    assert len(links) > 30
    assert {*links, *labels, *clips} - ids == set()


def test_headings_step_down_one_at_a_time(report: Report, page: Element) -> None:
    """One h1; no level is skipped; a chapter is an h2 and a page an h3."""
    levels = [int(e.tag[1]) for e in page.everything() if re.fullmatch("h[1-6]", e.tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []
    assert [e.text for e in page.all("h2")] == [section.title for section in report.sections]
    assert len(page.all("h3")) == sum(len(section.pages) for section in report.sections)


def test_the_contents_name_every_chapter_and_page_in_both_places(report: Report, page: Element) -> None:
    """The list beside the report and the one above it hold the same links."""
    targets = [[a.attributes["href"] for a in nav.all("a")] for nav in page.all("nav")]
    assert len(targets) == 2
    assert targets[0] == targets[1]
    assert len(targets[0]) == len(report.sections) + sum(len(section.pages) for section in report.sections)


def test_long_contents_are_folded_beside_the_report_and_lack_no_page(tmp_path: Path) -> None:
    """With many pages the chapters unfold one by one; every page can still be reached."""
    sample = sample_report("nl")
    longer = replace(sample, sections=sample.sections * 2)
    page = read(rendered(longer, tmp_path))
    beside = page.with_class("beside")[0]
    titles = [plain(each.title) for section in longer.sections for each in section.pages]
    assert [a.text for a in beside.all("a")] == titles
    assert [summary.text for summary in beside.all("summary")] == [section.title for section in longer.sections]
    ids = [e.attributes["id"] for e in page.everything() if "id" in e.attributes]
    assert len(ids) == len(set(ids))


def test_the_banner_stands_at_the_top_and_at_every_chapter(report: Report, page: Element) -> None:
    """One banner for the head, one for each chapter."""
    assert [e.text for e in page.with_class("banner")] == [report.banner] * (1 + len(report.sections))


def test_a_report_without_a_banner_has_none(tmp_path: Path) -> None:
    """No empty strip is left behind."""
    assert read(rendered(replace(tiny(), banner=""), tmp_path)).with_class("banner") == []


def test_every_figure_has_its_numbers_in_a_table(report: Report, page: Element) -> None:
    """Every printed mark of a trend stands in the table behind it, with its base and its evidence."""
    trend = next(block for block in report.sections[1].pages[1].blocks if isinstance(block, Trend))
    figure = next(e for e in page.all("figure") if e.attributes.get("id") == "vr/overall/trend/directorate")
    cells = figure.all("td")
    marks = [mark for line in trend.series for mark in line.marks if mark]
    assert [cell.text.split()[0].rstrip("+−") for cell in cells] == [mark.text for mark in marks]
    refs = Refs(report.evidence)
    assert [cell.attributes["data-evidence"] for cell in cells] == [refs.of([mark.evidence]) for mark in marks]
    assert all(f"n={mark.n}" in cell.text for mark, cell in zip(marks, cells, strict=True))


def test_a_base_that_a_note_tells_is_not_told_twice(page: Element) -> None:
    """A note such as "small base, n=42" replaces the base; a missing figure still has words for those who listen."""
    table = next(e for e in page.all("figure") if e.attributes.get("id") == "vr/overall/bars/role").all("table")[0]
    bases = [e.text for e in table.with_class("base")]
    assert len([text for text in bases if "n=46" in text]) == 1
    assert all(text.count("n=") == 1 for text in bases)
    assert all(cell.text.strip() for cell in table.all("td"))


def test_every_table_has_a_caption_and_headings_with_a_scope(page: Element) -> None:
    """So that a screen reader can tell what a figure is."""
    for table in page.all("table"):
        assert table.all("caption")[0].text.strip()
        assert {th.attributes.get("scope") for th in table.all("th")} <= {"col", "row", "colgroup", "rowgroup"}
        assert all(row.all("th") or row.all("td") for row in table.all("tr"))


def test_every_row_of_a_table_is_as_wide_as_its_head(page: Element) -> None:
    """Spans included, every row of a table has the same number of columns."""
    for table in page.all("table"):
        widths = {
            sum(int(cell.attributes.get("colspan", "1")) for cell in row.children if cell.tag in ("th", "td"))
            for row in table.all("tr")
        }
        assert len(widths) == 1, table.all("caption")[0].text


def test_a_cell_that_is_bold_in_part_keeps_what_is_bold(tmp_path: Path) -> None:
    """One word of it stands out, the rest does not."""
    content = (Run("Vooral", strong=True), Run(" bij asiel"))
    cell = TableCell("Vooral bij asiel", align="left", content=content)
    table = Table("t", "Tabel", "Wie", ("Waar",), (TableRow("Klanten", (cell,)),))
    html = rendered(tiny(table), tmp_path)
    assert "<strong>Vooral</strong> bij asiel" in html


def test_a_table_under_the_subtitle_of_another_says_its_own(tmp_path: Path) -> None:
    """In its caption, which a screen reader reads too."""
    table = Table("t", "Tabel", "Wie", ("Waar",), (TableRow("Klanten", (TableCell("7"),)),), subtitle="In procenten")
    assert '<span class="unit">In procenten</span></span></caption>' in rendered(tiny(table), tmp_path)


def test_tables_are_no_landmarks(page: Element) -> None:
    """Captions may be alike from page to page; a list of landmarks would hold the same name many times."""
    assert [e for e in page.everything() if e.attributes.get("role") == "region"] == []
    assert {e.attributes["role"] for e in page.with_class("scroll")} == {"group"}


def test_a_value_carries_its_evidence(page: Element) -> None:
    """What a number in the text rests on can be found from the number."""
    values = page.with_class("value")
    assert values
    assert values[0].attributes["data-evidence"] == Refs(sample_report("nl").evidence).of([OVERALL])


def test_nothing_is_fetched_and_nothing_runs(html: str, page: Element) -> None:
    """No script but the page's own, no style attribute, no address of a picture, font or style outside the file."""
    assert own_scripts_only(page)
    assert breaches(html) == set()


def breaches(html: str) -> set[str]:
    """What a strict policy would not let through: what fetches, inline styles and handlers, addresses outside."""
    everything = read(html).everything()
    elements = {e.tag for e in everything} & {"link", "img", "iframe", "object", "embed", "base", "form"}
    attributes = {a for e in everything for a in e.attributes if a in ("style", "src", "srcdoc") or a.startswith("on")}
    runs = {
        "javascript:" for e in everything if e.attributes.get("href", "").lstrip().lower().startswith("javascript:")
    }
    return elements | attributes | runs | set(re.findall(r"url\((?!data:font/woff2;base64,|#)|@import", html))


@pytest.mark.parametrize(
    ("added", "breach"),
    [
        ('<button onclick="go()">x</button>', "onclick"),
        ('<p style="color:red">x</p>', "style"),
        ('<img alt="" src="https://example.org/a.png">', "img"),
        ('<script src="https://example.org/a.js"></script>', "src"),
        ('<a href=" JavaScript:go()">x</a>', "javascript:"),
        ("<style>p{background:url(https://example.org/a.png)}</style>", "url("),
        ('<svg onload="go()"></svg>', "onload"),
    ],
)
def test_what_someone_adds_against_the_policy_is_found(html: str, added: str, breach: str) -> None:
    """An inline handler, an inline style, anything that is fetched: the test before this one fails on each."""
    assert breach in breaches(html.replace("</main>", f"{added}</main>"))


def test_the_contents_name_the_survey_above_its_chapters(tmp_path: Path) -> None:
    """Where a report has chapters of several surveys; a chapter of none stands apart."""
    base = tiny().sections[0]
    of = [("one", "V+R"), ("two", "V+R"), ("three", "BOAK"), ("four", "BOAK"), ("five", "")]
    sections = tuple(replace(base, id=name, title=name, survey=survey) for name, survey in of)
    (beside,) = read(rendered(replace(tiny(), sections=sections), tmp_path)).with_class("beside")
    assert [e.text for e in beside.with_class("contents__part")] == ["V+R", "BOAK"]
    assert len(beside.with_class("contents__inside")) == 4
    assert read(rendered(tiny(), tmp_path)).with_class("contents__part") == []


def test_the_policy_allows_this_style_sheet_and_this_script_only(html: str) -> None:
    """The hashes in the policy are those of the style sheet and the script as they stand in the file."""
    digests = [
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for text in (html.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0] for tag in ("style", "script"))
    ]
    policy = read(html).all("meta")[1].attributes["content"]
    allowed = f"style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'"
    assert policy.startswith(f"default-src 'none'; {allowed}; font-src data:;")
    assert "unsafe" not in policy
    assert html.index("Content-Security-Policy") < html.index("<style>") < html.index("<script>")


def test_the_same_report_gives_the_same_bytes(report: Report, html: str, tmp_path: Path) -> None:
    """Two runs, one file."""
    assert rendered(report, tmp_path) == html


def test_hostile_texts_stay_text(tmp_path: Path) -> None:
    """Markup, template code and an end of the style sheet in any text of the report are shown, not obeyed."""
    page = read(rendered(hostile_report(), tmp_path))
    assert own_scripts_only(page)
    assert page.all("img") == []
    told = json.loads(page.all("script")[1].text)
    assert told["asked"][0][3].startswith(HOSTILE)
    assert page.all("h1")[0].text.startswith(HOSTILE)
    assert all(e.text.startswith(HOSTILE) for e in page.all("h2"))
    assert page.all("title")[0].text.startswith(HOSTILE)
    assert len(page.all("style")) == 1


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "java\u202escript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "tables.xlsx",
        "tel:112",
        "#nowhere",
    ],
)
def test_a_link_that_leads_nowhere_or_runs_something_is_refused(href: str, tmp_path: Path) -> None:
    """The message names the link."""
    with pytest.raises(RenderError, match="link") as refused:
        render_html(tiny(Paragraph((Run("here", href=href),))), tmp_path / "report.html")
    assert repr(href) in str(refused.value)
    assert not (tmp_path / "report.html").exists()


def test_all_wrong_links_are_named_at_once(tmp_path: Path) -> None:
    """A report with two wrong links gives both."""
    wrong = Paragraph((Run("a", href="#no"), Run("b", href="file:///x")))
    with pytest.raises(RenderError) as refused:
        render_html(tiny(wrong), tmp_path / "report.html")
    assert "'#no'" in str(refused.value)
    assert "'file:///x'" in str(refused.value)


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("#one", "#one"),
        ("#all", "#all"),
        ("https://example.org/a?b=1&c", "https://example.org/a?b=1&c"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_good_link_is_kept(href: str, expected: str, tmp_path: Path) -> None:
    """To a page, to a chapter, to another site, to a person."""
    page = read(rendered(tiny(Paragraph((Run("here", href=href),))), tmp_path))
    assert next(a for a in page.all("a") if a.text == "here").attributes["href"] == expected


def test_a_lead_colour_that_is_none_is_refused(tmp_path: Path) -> None:
    """Nothing from a report gets into the style sheet unread."""
    with pytest.raises(RenderError, match="lead colour"):
        render_html(replace(tiny(), lead_colour="red;}body{display:none"), tmp_path / "report.html")


def test_no_text_turns_the_direction_of_another(tmp_path: Path) -> None:
    """Marks that would make "7,4" read as "4,7" are taken out; those that turn nothing but themselves stay."""
    text = "a\u202eb\u2067c\u2069d\u200fe"
    html = rendered(replace(tiny(Paragraph((Run(text),))), client=text, banner=text), tmp_path)
    assert [letter for letter in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" if letter in html] == []
    assert read(html).with_class("group__words")[0].text.strip() == "abcd\u200fe"


def test_the_head_bears_the_grade(tmp_path: Path) -> None:
    """With its margin and its change, and a link to its page; where that page comes first, only a phone shows it."""
    sample = sample_report("nl")
    words = Section("words", "Vooraf", (Page("before", (Run("Voorwoord"),), "", (Paragraph((Run("Tekst"),)),)),))
    page = read(rendered(replace(sample, sections=(words, *sample.sections)), tmp_path))
    grade = page.with_class("grade")[0]
    figure = next(b for s in sample.sections for p in s.pages for b in p.blocks if isinstance(b, KeyFigures)).figures[0]
    assert page.with_class("grade__value")[0].text == figure.value
    assert figure.detail in grade.text
    assert figure.change in grade.text
    assert grade.attributes["data-evidence"] == Refs(sample.evidence).of(figure.evidence)
    assert grade.all("a")[0].attributes["href"] == f"#{sample.sections[0].pages[0].id}"
    assert grade.attributes["class"] == "grade"
    assert len(read(rendered(sample, tmp_path)).with_class("grade--again")) == 1
    assert read(rendered(tiny(), tmp_path)).with_class("grade") == []


def test_words_above_a_figure_stand_beside_it_and_are_read_first(tmp_path: Path) -> None:
    """Short remarks share the row of the figure, in the order of writing; an argument stands above it."""
    trend = next(b for s in sample_report("en").sections for p in s.pages for b in p.blocks if isinstance(b, Trend))
    for length, kind in ((300, "group--beside"), (1500, "group--alone")):
        report = tiny(Paragraph((Run("x" * length),)), trend)
        group = read(rendered(report, tmp_path)).with_class(kind)[0]
        classes = [child.attributes["class"] for child in group.children]
        assert classes == (["group__words", "group__visual"] if length == 300 else ["group__visual"])


def test_a_short_foot_is_shown_whole_and_a_long_one_is_folded(tmp_path: Path) -> None:
    """Question and who answered are never folded; no line is lost; many notes are a list to unfold."""
    short = Foot(("Wat vindt u?",), ("Allen (n=100)", "Gewogen"), ("+: hoger",))
    long = replace(short, notes=tuple(f"noot {i}" for i in range(9)))
    seen = {}
    for foot in (short, long):
        report = replace(tiny(), sections=(Section("all", "All", (Page("one", (Run("One"),), "", (), foot),)),))
        seen[foot] = read(rendered(report, tmp_path)).with_class("page__foot")[0]
    assert seen[short].all("details") == []
    folded = seen[long].with_class("more")[0]
    assert [dd.text for dd in seen[long].children[0].all("dd")] == ["Wat vindt u?", "Allen (n=100)"]
    assert [dd.text for dd in folded.all("dd")][:2] == ["Gewogen", "+: hoger"]
    assert [li.text for li in seen[long].with_class("many")[0].all("li")] == list(long.notes)


def test_a_foot_of_notes_only_is_never_empty(tmp_path: Path) -> None:
    """Without a question and a base there is nothing to fold behind."""
    page = Page("one", (Run("One"),), "", (), Foot(notes=tuple(f"noot {i} " + "x" * 60 for i in range(5))))
    html = rendered(replace(tiny(), sections=(Section("all", "All", (page,)),)), tmp_path)
    assert len(read(html).with_class("page__foot")[0].all("dd")) == 5


def test_what_belongs_together_stays_on_one_line() -> None:
    """A range, an explanation in brackets, and the dot that ends a part."""
    assert together("1–10 · wave") == "1\u2060–\u206010\u00a0· wave"
    assert together("(1 = bad, 10 = good)") == "(1\u00a0=\u00a0bad, 10\u00a0=\u00a0good)"
    assert together("n = 3, a – b") == "n = 3, a – b"
