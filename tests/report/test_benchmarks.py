"""Figures from outside the data: drawn beside those of the study, said to be untested wherever they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from peil.language import Language
from peil.rendering.charts.draw import draw_scene
from peil.rendering.charts.scene import Line, Words
from peil.rendering.charts.style import ChartStyle
from peil.rendering.html.numbers import numbers
from peil.rendering.html.texts import texts
from peil.report.blocks.arguments import Refused
from peil.report.compose import compose
from peil.report.model import Bars, Reference, Table, Trend
from peil.study.model import Benchmark, Break, Chapter, Citation, Group
from report.builders import HERE, STUDY, SURVEY, context, page, pages, text, whole

CHAIN = Benchmark(
    "chain", text("Services in a chain", "Diensten in een keten"), 6.8, False, "Ombudsman, Quality", "2013", HERE
)
SINGLE = Benchmark("single", text("A single service", "Eén dienst"), 7.1, False, "Ombudsman, Quality", "2013-12", HERE)
VISITS = Benchmark("visits", text("Visits elsewhere", "Bezoek elders"), 60, True, "Monitor", "2012", HERE)
CITING = replace(SURVEY, benchmarks={one.id: one for one in (CHAIN, SINGLE, VISITS)})
EN = context(whole(), survey=CITING)
LINES = ("trend overall benchmark chain single", "trend overall by directorate benchmark chain single",
         "bars overall by directorate benchmark chain single")  # fmt: skip


def figure(line: str) -> Trend | Bars:
    """The figure of a directive."""
    (block,) = page(line, EN).blocks
    assert isinstance(block, Trend | Bars)
    return block


@pytest.mark.parametrize("line", LINES)
def test_a_figure_holds_the_benchmarks_that_are_named(line: str) -> None:
    """With what they are of, their year, their place and their text; the axis reaches to them."""
    drawn = figure(line)
    assert drawn.references == (
        Reference("Services in a chain (2013)", 6.8, "6.8", "vr/benchmark/chain"),
        Reference("A single service (2013)", 7.1, "7.1", "vr/benchmark/single"),
    )
    assert drawn.axis.low < 6.8
    assert drawn.summary.endswith(
        "For comparison, not tested: Services in a chain (2013): 6.8; A single service (2013): 7.1."
    )


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("mode", ["wide", "narrow"])
def test_a_benchmark_is_a_dashed_line_with_its_name(line: str, mode: str) -> None:
    """At its own height or place, in every drawing; its figure and name stand beside it or in a key."""
    style = ChartStyle("en", "#154273", 700 if mode == "wide" else 340, mode)  # type: ignore[arg-type]  # one of two
    plain, drawn = (draw_scene(replace(figure(line), references=kept), style) for kept in ((), figure(line).references))

    def dashes(items: list[object]) -> int:
        return sum(isinstance(one, Line) and one.dash == (5.0, 3.0) for one in items)

    assert dashes(list(plain.items)) == 0
    assert dashes(list(drawn.items)) >= 2
    said = " ".join(one.text for one in drawn.items if isinstance(one, Words))
    assert {word for word in ("Services in", "6.8", "7.1") if word not in said} == set()


def test_a_share_is_compared_with_a_share() -> None:
    """In per cent, at its place among fractions."""
    bars = figure("bars status=granted by directorate benchmark visits")
    assert [(one.value, one.text) for one in bars.references] == [(0.6, "60%")]
    assert bars.axis.high >= 0.6


@pytest.mark.parametrize("line", LINES)
def test_the_table_behind_a_figure_has_a_row_for_each_benchmark(line: str) -> None:
    """Under the last wave, marked as not tested."""
    told = numbers(figure(line), texts(Language("nl")))
    row = next(one for one in told.rows if one.label == "Services in a chain (2013)")
    assert [(cell.text, cell.base) for cell in row.cells] == [("", ""), ("", ""), ("6.8", "niet getoetst")]


def test_where_groups_become_a_table_benchmarks_are_its_last_rows() -> None:
    """More groups than lines can be told apart lose nothing."""
    many = Break("many", text("Many"), tuple(Group(f"g{i}", text(f"G{i}")) for i in range(9)), HERE)
    where = context(whole(), survey=replace(CITING, breaks={**CITING.breaks, "many": many}))
    table = pages("trend overall by many benchmark chain", where)[0].blocks[0]
    assert isinstance(table, Table)
    assert (table.rows[-1].label, table.rows[-1].cells[-1].text) == ("Services in a chain (2013)", "6.8")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("trend overall benchmark", "a benchmark"),
        ("trend overall benchmark chian", "Did you mean 'chain'?"),
        ("trend overall benchmark visits", "`visits` is a share"),
        ("bars status=granted benchmark chain", "`chain` is a mean"),
        ("bars status benchmark visits", "a benchmark of what is drawn"),
        ("aspects aspects benchmark chain", "no such clause"),
    ],
)
def test_a_benchmark_that_cannot_stand_beside_a_figure_is_refused(line: str, words: str) -> None:
    """A name that is unknown, another measure, a block without such lines."""
    with pytest.raises(Refused) as refused:
        pages(line, EN)
    assert words in str(refused.value.problem)


@pytest.mark.parametrize(
    "body",
    [
        "## Page\n\n::: trend overall benchmark chain\n",
        "## Page\n\nElders een [6,8]{benchmark chain}.\n",
        "## Wij zitten [erboven]{above benchmark overall: chain}\n\nDat is zo.\n",
    ],
)
def test_every_page_with_a_benchmark_says_whose_it_is_and_that_it_was_not_tested(body: str) -> None:
    """Drawn, told or claimed: in the foot, and in what a reader can open."""
    chapter = Chapter("chapters/nl/01.md", "nl", f"# Titel\n\n{body}\n## Andere pagina\n\nTekst.\n")
    report = compose(replace(STUDY, surveys={"vr": CITING}, chapters=(chapter,)), whole(), "nl")
    told = [note for section in report.sections for one in section.pages for note in one.foot.notes]
    line = "Ter vergelijking: ‘Diensten in een keten’ 6,8 (Ombudsman, Quality, 2013). Niet getoetst."
    assert told.count(line) == 1
    (remark,) = (one for one in report.evidence.remarks if "/benchmark/" in one.id)
    assert (remark.id, remark.text) == ("vr/benchmark/chain", "6,8")
    assert "Niet getoetst: alleen het cijfer zelf is bekend." in remark.lines


def test_benchmarks_of_one_source_share_a_line() -> None:
    """Two figures of one publication, its title once."""
    chapter = Chapter("chapters/en/01.md", "en", "# T\n\n## P\n\n::: trend overall benchmark chain single\n")
    citing = replace(SURVEY, benchmarks={"chain": CHAIN, "single": replace(SINGLE, date="2013")})
    report = compose(replace(STUDY, surveys={"vr": citing}, chapters=(chapter,)), whole(), "en")
    notes = [note for section in report.sections for one in section.pages for note in one.foot.notes]
    line = (
        "For comparison: “Services in a chain” 6.8 and “A single service” 7.1 (Ombudsman, Quality, 2013). Not tested."
    )
    assert notes.count(line) == 1


def test_a_page_with_a_citation_names_its_source_and_opens_the_whole_of_it() -> None:
    """In the foot of that page alone, and behind the words."""
    cited = Citation("personal", text("Much more personal and informal.", "Veel persoonlijker en informeler."), True,
                     "Ombudsman", "2013-12", HERE)  # fmt: skip
    body = "# T\n\n## P\n\nHij zei: “[veel persoonlijker]{cites personal}”.\n\n## Q\n\nTekst.\n"
    survey = replace(SURVEY, citations={"personal": cited})
    chapter = Chapter("chapters/nl/01.md", "nl", body)
    report = compose(replace(STUDY, surveys={"vr": survey}, chapters=(chapter,)), whole(), "nl")
    notes = [note for section in report.sections for one in section.pages for note in one.foot.notes]
    assert notes.count("Bron: Ombudsman, 2013-12.") == 1
    (remark,) = (one for one in report.evidence.remarks if "/citation/" in one.id)
    assert (remark.label, remark.text) == ("Aangehaald", "Veel persoonlijker en informeler.")
