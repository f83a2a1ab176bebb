"""Organisations and chain partners of the reference study: data as the program makes them and the report prints."""

import csv
import operator
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import yaml
from numpy.typing import NDArray

STUDY = Path(__file__).resolve().parents[2] / "examples" / "ind"
WAVES = ("2009", "2011", "2013")
ORGANISATIONS = (
    "company", "education", "lawyer", "municipality", "embassy", "other_partner_1", "other_partner_2", "other",
)  # fmt: skip
CODES = {
    "organisation": {name: str(number) for number, name in enumerate(ORGANISATIONS, 1)},
    "recognised": {"yes": "1", "no": "2"},
    "website": {"visited": "1", "not": "2"},
    "chances": {"yes": "1", "partly": "2", "no": "3"},
    "information": {"too_little": "1", "enough": "2", "too_much": "3"},
}
NETS = {
    ("organisation", "other_partners"): ("other_partner_1", "other_partner_2"),
    ("contact", "telephone"): ("info_line", "direct"),
}
BREAKS = {
    "client": ("company", "education", "partners_1", "partners_2"),
    "partner": ("municipality", "embassy", "lawyer"),
    "side": ("organisations", "partners"),
    "directorate": ("asylum", "regular_social", "regular_economic", "naturalisation"),
    "economic": ("recognised", "knowledge", "labour", "study", "largest"),
}
KINDS = {
    "client=company": ("company",), "client=education": ("education",),
    "client=partners_1": ("municipality", "embassy", "other_partner_1"),
    "client=partners_2": ("lawyer", "other_partner_2"),
    "side=organisations": ("company", "education"),
    "side=partners": ("municipality", "embassy", "other_partner_1", "lawyer", "other_partner_2"),
    "kind=other_partners": ("other_partner_1", "other_partner_2"), "kind=other": ("other",),
    "partner=municipality": ("municipality",), "partner=embassy": ("embassy",), "partner=lawyer": ("lawyer",),
}  # fmt: skip
ASPECTS = (
    "decent", "listened", "friendly", "helpful", "expert", "empathy", "thinks_along", "how_to_reach", "easy_contact",
    "clear_information", "data_needed", "complete", "correct", "response_time", "throughput", "deadlines", "agreements",
    "referral", "proactive", "consistent", "customer_feeling", "fees", "reach_general", "reach_study", "reach_chain",
)  # fmt: skip
SINCE_2011 = ("easy_contact", "correct", "deadlines", "agreements")

# Important or not, rated high or low.
QUADRANTS = {(1, 1): "strength", (1, 0): "priority", (0, 1): "hygiene", (0, 0): "low-priority"}

Mask = NDArray[np.bool_]


class Wave:
    """The data file of a wave, read and counted here with numpy alone."""

    def __init__(self, label: str) -> None:
        with (STUDY / "data" / f"boak-{label}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        self.columns = {name: np.array([row[place] for row in rows]) for place, name in enumerate(header)}
        self.size = len(rows)

    def of(self, group: str) -> Mask:
        """Who belongs to a group, named as in the ids of figures."""
        members = np.ones(self.size, dtype=bool)
        for part in group.split(",") if group != "all" else ():
            members &= self._of(part)
        return members

    def _of(self, part: str) -> Mask:
        dimension, _, name = part.partition("=")
        if part in KINDS:
            found = np.isin(self.columns["organisation"], [CODES["organisation"][one] for one in KINDS[part]])
        elif dimension == "directorate":
            found = self.columns[f"directorate_{name}"] == "1"
        elif name == "recognised":
            found = self.columns["recognised"] == "1"
        elif name == "largest":
            found = np.isin(self.columns["respondent"], (STUDY / "lists" / "largest-300.txt").read_text().split())
        else:
            found = self.columns[f"migrants_{name}"] == "1"
        members: Mask = found
        return members

    def grades(self, question: str, group: str = "all") -> NDArray[np.float64]:
        """(n,) grades, NaN where there is none."""
        if question == "overall_directorate":
            question = f"{question}_{group.partition(',')[0].partition('=')[2]}"
        column = self.columns[question]
        found = np.array([float(text) if text.isdigit() and 1 <= int(text) <= 10 else np.nan for text in column])
        return np.where(self.of(group), found, np.nan)

    def mean(self, question: str, group: str = "all") -> float:
        """The mean of the valid grades."""
        return float(np.nanmean(self.grades(question, group)))

    def share(self, question: str, answer: str, group: str = "all") -> float:
        """The per cent of a group's valid answers."""
        parts = NETS.get((question, answer), tuple(answer.split("+")))
        if question in CODES:
            column = self.columns[question]
            valid = np.isin(column, list(CODES[question].values())) & self.of(group)
            chosen = np.isin(column, [CODES[question][one] for one in parts])
        else:
            ticks = [self.columns[f"{question}_{one}"] for one in parts]
            valid = (ticks[0] != "") & self.of(group)
            chosen = np.any([column == "1" for column in ticks], axis=0)
        return 100 * float((chosen & valid).sum() / valid.sum())

    def figure(self, question: str, answer: str, group: str) -> float:
        """A share where there is an answer, else a mean."""
        return self.share(question, answer, group) if answer else self.mean(question, group)

    def matrix(self, group: str = "all") -> dict[str, str]:
        """The quadrant of every aspect: correlation with the overall grade and mean grade, against the plain means."""
        names = [name for name in ASPECTS if name in self.columns]
        overall = self.grades("overall", group)
        importance, rating = {}, {}
        for name in names:
            grades = self.grades(name, group)
            both = ~np.isnan(grades) & ~np.isnan(overall)
            importance[name] = float(np.corrcoef(grades[both], overall[both])[0, 1])
            rating[name] = float(np.nanmean(grades))
        borders = np.mean(list(importance.values())), np.mean(list(rating.values()))
        return {one: QUADRANTS[int(importance[one] > borders[0]), int(rating[one] > borders[1])] for one in names}


@cache
def wave(label: str) -> Wave:
    """A wave, read once."""
    return Wave(label)


@cache
def matrix(label: str, group: str) -> dict[str, str]:
    """The quadrants of a group, computed once."""
    return wave(label).matrix(group)


def rows(name: str) -> list[dict[str, str]]:
    """The rows of published.csv or claims.csv about this survey to which the data are made."""
    with (STUDY / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["survey"] == "boak" and not row["class"]]


PUBLISHED = [row for row in rows("published.csv") if row["measure"] in ("mean", "share", "n")]
CLAIMS = [row["claim"] for row in rows("claims.csv")]


def published_id(row: dict[str, str]) -> str:
    """A readable name for a row."""
    return "/".join(row[key] for key in ("wave", "group", "question", "answer", "measure") if row[key])


@pytest.mark.parametrize("row", PUBLISHED, ids=published_id)
def test_a_figure_is_what_the_report_prints(row: dict[str, str]) -> None:
    """Every mean, share and number of respondents that the report prints and that is possible."""
    one, printed = wave(row["wave"]), row["printed"]
    if row["measure"] == "n":
        members = one.of(row["group"])
        if row["question"] == "organisation":
            names = NETS.get(("organisation", row["answer"]), (row["answer"],))
            members &= np.isin(one.columns["organisation"], [CODES["organisation"][name] for name in names])
        assert int(members.sum()) == int(printed)
    else:
        found = one.figure(row["question"], row["answer"], row["group"])
        decimals = len(printed.partition(".")[2])
        assert rounded(found, decimals) == float(printed), found


def test_the_program_writes_the_stored_data_to_the_byte(tmp_path: Path) -> None:
    """Whoever runs the simulation gets the respondents, and the list of the largest, that the repository holds."""
    command = [sys.executable, "-B", str(STUDY / "simulate.py"), str(tmp_path), "--survey", "boak"]
    subprocess.run(command, check=True)
    for label in WAVES:
        name = f"boak-{label}.csv"
        assert (tmp_path / name).read_bytes() == (STUDY / "data" / name).read_bytes(), name
    name = "largest-300.txt"
    assert (tmp_path / name).read_bytes() == (STUDY / "lists" / name).read_bytes()


def test_the_largest_are_companies_and_enough_to_show() -> None:
    """58 of the 82 companies of 2013."""
    largest = wave("2013").of("economic=largest")
    assert set(wave("2013").columns["organisation"][largest]) == {"1"}
    assert largest.sum() == len((STUDY / "lists" / "largest-300.txt").read_text().split()) == 58


def test_a_wave_has_the_aspects_that_it_asked() -> None:
    """Four since 2011, the three telephone numbers since 2013."""
    for label in WAVES:
        found = [name for name in wave(label).columns if name in ASPECTS]
        reach = ASPECTS[-3:] if label < "2013" else ()
        left_out = {*reach, *(SINCE_2011 if label == "2009" else ())}
        assert found == [name for name in ASPECTS if name not in left_out], label


def test_a_printed_mean_rests_on_more_than_49_grades() -> None:
    """So that every figure of the report can be shown without a mark."""
    for row in PUBLISHED:
        if row["measure"] == "mean":
            assert (~np.isnan(wave(row["wave"]).grades(row["question"], row["group"]))).sum() > 49, published_id(row)


def test_almost_half_say_of_each_telephone_number_that_it_does_not_apply() -> None:
    """Between 40 and 50 per cent of all respondents of 2013."""
    for name in ASPECTS[-3:]:
        assert 40 < 100 * float((wave("2013").columns[name] == "98").mean()) < 50, name


def test_aspects_have_a_left_tail_and_a_plausible_spread() -> None:
    """Standard deviations from 1.2 to 2.3; every column has some who left it open and some who do not know."""
    for name in ASPECTS:
        grades = wave("2013").grades(name)
        valid = grades[~np.isnan(grades)]
        assert 1.2 < valid.std() < 2.3, name
        assert ((valid - valid.mean()) ** 3).mean() < 0, name
        assert {"", "99"} <= set(wave("2013").columns[name]), name


def test_themes_and_texts_go_together() -> None:
    """Whoever wrote something has a theme, whoever wrote nothing has none and counts all the same."""
    columns = wave("2013").columns
    for words, themes in (("vision_why", "vision_themes"), ("few_words", "image")):
        ticks = np.array([columns[name] for name in columns if name.startswith(f"{themes}_")])
        assert set(ticks.ravel()) == {"0", "1"}
        assert ((ticks == "1").any(axis=0) == (columns[words] != "")).all()


@pytest.mark.parametrize("claim", [one for one in CLAIMS if one.split()[0] in ("rises", "falls")])
def test_a_line_goes_the_way_the_report_says(claim: str) -> None:
    """The figures of the waves named, one after the other, in total or for a group; tests of significance aside."""
    kind, figure, *rest = claim.split()
    labels = [one for one in rest if one in WAVES]
    least = float(rest[rest.index("by") + 1]) if "by" in rest else 0.0
    question, _, answer = figure.partition("=")
    values = [wave(one).figure(question, answer, group_of(rest)) for one in labels]
    steps = np.diff(values) * (1 if kind == "rises" else -1)
    assert (steps > 0).all(), values
    assert abs(values[-1] - values[0]) >= least, values


@pytest.mark.parametrize("claim", [one for one in CLAIMS if one.split()[0] in ("highest", "lowest")])
def test_the_group_that_the_report_names_is_at_the_end(claim: str) -> None:
    """Highest or lowest of all groups of the break."""
    kind, figure, label, _, of_break, name = claim.split()
    question, _, answer = figure.partition("=")
    dimension = of_break.rstrip(":")
    values = {one: wave(label).figure(question, answer, f"{dimension}={one}") for one in BREAKS[dimension]}
    first = (max if kind == "highest" else min)(values, key=values.__getitem__)
    assert first == name, values


@pytest.mark.parametrize("claim", [one for one in CLAIMS if one.split()[0] in ("higher", "lower")])
def test_a_group_lies_where_the_report_says(claim: str) -> None:
    """Above or below the other group named, or all who are not in it."""
    kind, figure, label, *rest = claim.split()
    question, _, answer = figure.partition("=")
    group = group_of(rest)
    compare: Callable[[float, float], bool] = operator.gt if kind == "higher" else operator.lt
    one = wave(label)
    mine = one.figure(question, answer, group)
    if "than" in rest:
        assert compare(mine, one.figure(question, answer, group_of(["for", rest[-1]])))
    else:
        # The group is below (above) the others when it is below (above) the total of which it is a part.
        assert compare(mine, one.figure(question, answer, "all"))


@pytest.mark.parametrize("claim", [one for one in CLAIMS if one.split()[0] in QUADRANTS.values()])
def test_an_aspect_stands_in_the_quadrant_that_the_report_says(claim: str) -> None:
    """Importance and rating against the plain means of all aspects, per group and wave."""
    quadrant, aspect, label, *rest = claim.split()
    assert matrix(label, group_of(rest))[aspect] == quadrant


@pytest.mark.parametrize("claim", [one for one in CLAIMS if one.split()[0] in ("between", "majority")])
def test_a_figure_in_rounded_speech_lies_where_it_says(claim: str) -> None:
    """`between` as printed, whole per cents or one decimal; `majority` more than half."""
    head, _, tail = claim.partition(":")
    kind, figure, label, *rest = head.split()
    question, _, answer = figure.partition("=")
    found = wave(label).figure(question, answer, group_of(rest))
    if kind == "majority":
        assert found > 50
    else:
        low, high = (float(one) for one in tail.split())
        assert low <= rounded(found, 0 if answer else 1) <= high, found


@pytest.mark.parametrize("claim", [one for one in CLAIMS if one.startswith("similar")])
def test_figures_that_the_report_calls_alike_are_alike(claim: str) -> None:
    """Two waves, or the groups of a break, differ by at most the amount."""
    _, figure, *rest = claim.split()
    question, _, answer = figure.partition("=")
    labels = [one for one in rest if one in WAVES]
    if len(labels) == 2:
        values = [wave(one).figure(question, answer, group_of(rest)) for one in labels]
    else:
        dimension = rest[rest.index("by") + 1]
        values = [wave(labels[0]).figure(question, answer, f"{dimension}={one}") for one in BREAKS[dimension]]
    assert max(values) - min(values) <= float(rest[-1]), values


@pytest.mark.parametrize("claim", [one for one in CLAIMS if one.startswith("most ")])
def test_the_most_frequent_answers_are_those_of_the_report(claim: str) -> None:
    """The largest shares, in this order; the parts of a net that is named do not compete."""
    head, _, tail = claim.partition(":")
    _, question, label, *rest = head.split()
    named = tail.split()
    taken = [part for name in named for part in NETS.get((question, name), ())]
    columns = [one.removeprefix(f"{question}_") for one in wave(label).columns if one.startswith(f"{question}_")]
    answers = [one for one in columns if one not in taken]
    values = {one: wave(label).share(question, one, group_of(rest)) for one in {*answers, *named}}
    assert sorted(values, key=lambda one: -values[one])[: len(named)] == named, values


def group_of(words: list[str]) -> str:
    """The group after `for`, as in the ids of figures; the total without one."""
    if "for" not in words:
        return "all"
    name = words[words.index("for") + 1]
    return name if "=" in name else next(f"{key}={name}" for key, names in BREAKS.items() if name in names)


def rounded(value: float, decimals: int) -> float:
    """Half away from zero."""
    scale = 10**decimals
    return float(np.floor(value * scale + 0.5) / scale)


def test_an_approved_quote_was_given_by_an_organisation_of_that_kind() -> None:
    """Every approved quote stands in the data, read here without Peil, from the kind of organisation under it."""
    named = {"companies": "company", "institutions": "education", "lawyers": "lawyer",
             "municipalities": "municipality", "embassies": "embassy"}  # fmt: skip
    columns = Wave("2013").columns
    quotes = yaml.safe_load((STUDY / "quotes" / "boak.yaml").read_text("utf-8"))["quotes"]
    approved = [one for one in quotes if one["status"] == "approved"]
    assert len(approved) > 15
    for one in approved:
        code = CODES["organisation"][named[one["group"].removeprefix("kind=")]]
        given = columns[one["id"].split("/")[2]] == one["text"]
        assert code in columns["organisation"][given], one
