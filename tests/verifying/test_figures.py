"""A printed figure agrees when the computed one can have been rounded to it, and not otherwise."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from building import NOWHERE, break_of, question, single, study, survey
from peil.errors import Place
from peil.results.model import Results
from peil.study.model import Break, Cell, CellWeights, Condition, Group, Settings
from peil.verifying import PrintedFigure
from peil.verifying.figures import MEASURES, Sources, check_figure, within_half_a_unit
from verifying.worlds import check, mean, verified


@pytest.mark.parametrize(("printed", "agrees"), [("7.5", False), ("7.6", True), ("7.7", True), ("7.8", False)])
def test_exactly_half_a_unit_agrees_and_a_unit_off_does_not(tmp_path: Path, printed: str, agrees: bool) -> None:
    """The mean is 153/20 = 7.65: both 7.6 and 7.7 may be printed for it, their neighbours may not."""
    found = check(tmp_path, **mean(printed))
    assert found.agrees is agrees
    assert found.computed == "7.650"
    assert found.miss == (None if agrees else "our failure")


@pytest.mark.parametrize(
    ("computed", "printed", "agrees"),
    [
        ("19.5", "19", True),
        ("19.5001", "19", False),
        ("18.5", "19", True),
        ("18.4999", "19", False),
        ("6.95", "7.0", True),
        ("6.5", "7", True),
        ("6.9", "7.0", False),
        ("-0.25", "-0.2", True),
    ],
)
def test_the_interval_is_as_wide_as_the_printed_decimals_say(computed: str, printed: str, agrees: bool) -> None:
    """7 stands for 6.5 to 7.5, and 7.0 for 6.95 to 7.05, both ends included."""
    assert within_half_a_unit(Decimal(computed), printed) is agrees


def test_a_share_is_compared_in_per_cent(tmp_path: Path) -> None:
    """Ten of twenty came to the desk."""
    row = {"question": "visit", "answer": "desk", "measure": "share"}
    assert check(tmp_path, **row, printed="50").agrees
    assert not check(tmp_path, **row, printed="51").agrees
    assert check(tmp_path, **row, printed="51").computed == "50.00"


def test_a_change_is_the_difference_of_unrounded_figures(tmp_path: Path) -> None:
    """From 6.0 to 7.65 is 1.65, so 1.6 and 1.7 agree and 1.8 does not; of a share it is in percentage points."""
    row = mean("", measure="change", wave="2011-2013")
    assert [check(tmp_path, **{**row, "printed": text}).agrees for text in ("1.6", "+1.7", "1.8", "-1.7")] == [
        True, True, False, False,
    ]  # fmt: skip
    points = check(tmp_path, question="visit", answer="desk", measure="change", wave="2011-2013", printed="0")
    assert points.agrees
    assert points.computed == "0.00"


def test_a_mark_is_that_of_the_rule_over_waves(tmp_path: Path) -> None:
    """The grade rose by 1.65 with a standard error of about 0.25; who came how stayed the same."""
    marked = mean("+", measure="mark")
    assert check(tmp_path, **marked).agrees
    assert check(tmp_path, **{**marked, "printed": "none"}).computed == "+"
    assert not check(tmp_path, **{**marked, "printed": "-"}).agrees
    assert check(tmp_path, question="visit", answer="desk", measure="mark", printed="none").agrees
    first = check(tmp_path, **{**marked, "wave": "2011"})
    assert not first.agrees
    assert first.why == "vr/2011/overall/mean/all is compared with no other wave"


@pytest.mark.parametrize(
    ("row", "computed"),
    [
        ({"measure": "n"}, "20"),
        ({"measure": "n", "group": "visit=phone"}, "10"),
        ({"measure": "n", "question": "later"}, "19"),
        ({"measure": "n", "question": "visit", "answer": "desk"}, "20"),
        ({"measure": "sent"}, "64"),
        ({"measure": "rate"}, "31.25"),
    ],
)
def test_counts_and_response_are_those_of_the_wave(tmp_path: Path, row: dict[str, str], computed: str) -> None:
    """Twenty of 64 answered; ten telephoned; one left the later question open. A count is never half right."""
    printed = computed.partition(".")[0]
    assert check(tmp_path, **row, printed=printed).computed == computed
    assert check(tmp_path, **row, printed=printed).agrees
    assert not check(tmp_path, **row, printed=str(int(printed) + 1)).agrees


def test_what_peil_would_hide_is_compared_all_the_same(tmp_path: Path) -> None:
    """The report printed a grade of ten respondents; the usual rule hides what rests on fewer than thirty."""
    (found,) = verified(tmp_path, [mean("7.3", group="visit=phone")], settings=Settings()).figures
    assert found.agrees


def test_a_figure_that_the_results_do_not_hold_is_a_miss(tmp_path: Path) -> None:
    """A question that was not asked then, and two groups together that are no break."""
    not_asked = check(tmp_path, **{**mean("7.7"), "question": "later", "wave": "2011"})
    assert not_asked.miss == "our failure"
    assert not_asked.why == "later was not asked in 2011"
    together = check(tmp_path, **mean("7.7", group="visit=desk,visit=phone"))
    assert not together.agrees
    assert "the results hold no vr/2013/overall/mean/visit=desk,visit=phone" in together.why
    size = check(tmp_path, measure="n", printed="3", group="visit=desk,visit=phone")
    assert not size.agrees
    assert size.computed == ""


def test_more_decimals_are_shown_where_two_would_hide_the_miss() -> None:
    """737 of 2,650 is 27.811..: enough with two. 7.75001 beside 7.7 needs more than 7.750."""
    results = Results("test", (), (), (), (), ())
    weights = CellWeights((Cell("a", {"visit": "a"}, 0.077500001), Cell("b", {"visit": "b"}, 0.922499999)), NOWHERE)
    visit = question("visit", single("a", "b"))
    vr = survey([visit], [break_of(visit)], weighting=weights)
    row = PrintedFigure(
        "vr", "2013", "visit=a", "", "", "weight", "7.7", "", "free", None, "", Place("published.csv", 2)
    )
    found = check_figure(row, Sources(study(vr), results))
    assert not found.agrees
    assert found.computed == "7.7500001"


def test_a_weight_is_a_share_of_the_total_and_of_a_nested_group_one_within_its_outer_group() -> None:
    """Social counts for 35.5%, and in it 80% foreign nationals and 20% sponsors; one group has no target."""
    share = {"asylum": 0.645, "social.foreign": 0.355 * 0.8, "social.sponsor": 0.355 * 0.2}
    cells = tuple(
        Cell(name, dict(zip(("directorate", "role"), name.split("."), strict=False)), part)
        for name, part in share.items()
    )
    directorate, role = (
        question("directorate", single("asylum", "social")),
        question("role", single("foreign", "sponsor")),
    )
    outer = break_of(directorate)
    inner = tuple(
        Group(f"social.{name}", outer.title, (Condition("role", (name,)),), parent="social")
        for name in ("foreign", "sponsor")
    )
    nested = Break("both", outer.title, inner, NOWHERE, outer="directorate", inner="role")
    vr = survey([directorate, role], [outer, break_of(role), nested], weighting=CellWeights(cells, NOWHERE))
    sources = Sources(study(vr), Results("test", (), (), (), (), ()))

    def weight(group: str, printed: str) -> tuple[str, bool, str]:
        row = PrintedFigure("vr", "2013", group, "", "", "weight", printed, "", "input", None, "", Place("p.csv", 2))
        found = check_figure(row, sources)
        return found.computed, found.agrees, found.why

    assert weight("directorate=social", "35.5") == ("35.500", True, "")
    assert weight("directorate=social,role=sponsor", "20") == ("20.00", True, "")
    assert weight("directorate=social,role=sponsor", "21") == ("20.00", False, "")
    assert weight("directorate=asylum,role=sponsor", "1") == ("", False, "the weights of vr fix no share of "
                                                              "directorate=asylum,role=sponsor")  # fmt: skip


def test_every_measure_is_explained_on_the_page() -> None:
    """docs/verify.md has a row for every measure."""
    page = (Path(__file__).parents[2] / "docs" / "verify.md").read_text("utf-8")
    assert [name for name in (*MEASURES, "lost") if f"| `{name}` |" not in page] == []
