"""The evidence inside the page: whatever its texts are, it stays data; nothing is in it that may not be shown."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from peil.rendering.html.evidence import Refs, choices, evidence_json
from peil.report.evidence import Evidence
from rendering.sample import sample_report

SAMPLE = sample_report("en").evidence


@pytest.mark.parametrize("text", ["</script>", "<!--", "<script>", "a\u2028b", "a\u2029b", "&lt;", '"', "\\", "\x00"])
def test_a_text_comes_back_as_it_was_and_ends_nothing(text: str) -> None:
    """No sign of HTML and no separator of lines stands in the JSON; read as JSON the text is whole."""
    told = evidence_json(replace(SAMPLE, asked=(replace(SAMPLE.asked[0], label=text),)))
    assert [sign for sign in "<>&\u2028\u2029" if sign in told] == []
    assert json.loads(told)["asked"][0][3] == text


def test_a_figure_is_a_short_row() -> None:
    """Text, n, effective base, interval, places, note, flag, tests; without what is empty at its end."""
    told = json.loads(evidence_json(SAMPLE))
    test = [0, 1, "t(900) = 2.51", 2, 1]
    assert told["series"][0] == [
        *(0, 0, 0, ["7.4", "877"]),
        ["7.7", "960", "871", 3, [7680, 7580, 7780], 0, 1, [test]],
    ]
    assert told["compared"] == [["2011", "2011"]]
    assert told["texts"][:4] == ["", "+0.2", "p = 0.012", "7.6 – 7.8"]
    assert [told["texts"][place] for place in told["asked"][0][4:7:2]] == ["Grade", "All"]


def test_a_hidden_figure_is_a_dash_and_a_reason() -> None:
    """No base, no number."""
    told = json.loads(evidence_json(SAMPLE))
    assert told["series"][1] == [0, 1, 0, 0, 1]
    assert told["hidden"][1] == ["–", "fewer than 30 answers"]


def test_groups_are_offered_by_break_with_their_survey_where_there_are_several() -> None:
    """Each with its place among the parts, by which the script knows it."""
    assert [(one.title, one.groups) for one in choices(SAMPLE)] == [("Role", ((1, "Sponsors"),))]
    two = replace(SAMPLE, sources=(*SAMPLE.sources, replace(SAMPLE.sources[0], key="boak")))
    assert [one.title for one in choices(two)] == ["Role · Foreign nationals"]
    assert choices(Evidence()) == ()


def test_a_number_names_its_evidence_by_its_place() -> None:
    """Series and wave, a test behind a ~; a contrast without a test by its estimate; what is not there by nothing."""
    refs = Refs(SAMPLE)
    assert refs.of(["vr/2013/overall/mean/all"]) == "0.2"
    assert refs.of(["vr/2013/overall/mean/all~2011", "vr/2011/overall/mean/all"]) == "0.2~0 0.1"
    assert refs.of(["vr/2013/overall/mean/role=sponsor~rest"]) == "1.2"
    assert refs.of(["vr/2009/overall/mean/all", "boak/2013/overall/mean/all", ""]) == ""
