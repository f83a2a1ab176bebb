"""The airport's nine waves as published: figures that others computed from the raw files come out of Peil again."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from peil.data.model import Coded, SurveyData, Ticks
from peil.results.model import Results
from peil.study.model import Break, Condition, Group, Multiple, Question, Reason, Study, Survey, Text
from peil.study.read import check_study, missing_files, read_study
from peil.workflow import build_results, read_data, unweighted

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "sfo"
YEAR = "2017"
WAVES = [str(year) for year in range(2010, 2019)]
SHARES = {year: 70 if year < "2013" else 75 for year in WAVES[:-1]}
Row = Mapping[str, str]


@dataclass(frozen=True)
class Figure:
    """One published figure beside ours. `tolerance`: half of the last printed decimal, or the noise of arithmetic."""

    name: str
    published: float
    ours: float
    tolerance: float = 1e-9

    @property
    def agrees(self) -> bool:
        """Whether the two are the same figure."""
        return abs(self.published - self.ours) <= self.tolerance


@dataclass(frozen=True)
class Found:
    """What Peil found without weights, and which question stands in which column of the file of 2017."""

    results: Results
    by_column: Mapping[str, str]

    def mean(self, question: str) -> float:
        """The mean of a question."""
        return self.results.by_id[f"airport/{YEAR}/{question}/mean/all"].estimate

    def n(self, question: str, group: str = "all") -> int:
        """How many gave a valid answer, of all or of a group."""
        measure = "nps" if group != "all" else "mean"
        return self.results.by_id[f"airport/{YEAR}/{question}/{measure}/{group}"].n

    def share(self, question: str, answer: str, group: str = "all", year: str = YEAR) -> float:
        """The share of an answer or net, in per cent."""
        return 100 * self.results.by_id[f"airport/{year}/{question}={answer}/share/{group}"].estimate

    def count(self, question: str, answer: str, group: str = "all") -> float:
        """How many gave an answer or one of a net."""
        return self.share(question, answer, group) / 100 * self.n(question, group)


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    """Where the airport's files are."""
    return shared_data / "sfo"


@pytest.fixture(scope="module")
def answers(folder: Path) -> SurveyData:
    """The answers of all waves, weighted."""
    return read_data(read_study(EXAMPLE), folder).surveys["airport"]


@pytest.fixture(scope="module")
def found(folder: Path) -> Found:
    """The unweighted figures, with the days of the published net promoter scores as a break."""
    study = unweighted(read_study(EXAMPLE))
    days = [row["date"] for row in _rows(folder, "atefalvi_agg_nps_daily.csv")]
    survey = _split_by_day(study.surveys["airport"], days)
    results = build_results(replace(study, surveys={"airport": survey}), folder)
    columns = {question.sources[YEAR].columns[0]: question.id for question in _asked(study)}
    return Found(results, columns)


def _asked(study: Study) -> Iterator[Question]:
    return (question for question in study.surveys["airport"].questions.values() if YEAR in question.sources)


def _split_by_day(survey: Survey, days: list[str]) -> Survey:
    """One break: the day of the month as it stands in the file, on the weekday that the published date has."""
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    groups = []
    for day in days:
        when = date.fromisoformat(day)
        conditions = (
            Condition("day_of_may", low=when.day, high=when.day),
            Condition("weekday", (names[when.weekday()],)),
        )
        groups.append(Group(day, Text({"en": day, "nl": day}), conditions))
    title = Text({"en": "Day", "nl": "Dag"})
    settings = replace(survey.settings, breaks=())
    return replace(survey, breaks={"day": Break("day", title, tuple(groups), survey.place)}, settings=settings)


def _rows(folder: Path, name: str) -> list[Row]:
    with (folder / "published" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _facilities(row: Row, found: Found) -> Iterator[Figure]:
    column = row["q7_item"]
    item = found.by_column[column]
    yield Figure(f"{column} n", float(row["n"]), found.n(item))
    yield Figure(f"{column} mean", float(row["avg_score"]), found.mean(item))
    for net in ("top", "bottom"):
        yield Figure(f"{column} {net}", float(row[f"{net}2_n"]), found.count(item, net))
        yield Figure(f"{column} {net} %", float(row[f"{net}2_per100"]), found.share(item, net))


def _cleanliness(row: Row, found: Found) -> Iterator[Figure]:
    """Clean is a 5, dirty a 1 or 2, not clean everything but a 5."""
    column = row["q9_item"]
    item = found.by_column[column]
    yield Figure(f"{column} n", float(row["n"]), found.n(item))
    yield Figure(f"{column} mean", float(row["avg_score"]), found.mean(item))
    for net, answer in (("clean", "5"), ("dirty", "bottom")):
        yield Figure(f"{column} {net}", float(row[f"{net}_n"]), found.count(item, answer))
        yield Figure(f"{column} {net} %", float(row[f"{net}_per100"]), found.share(item, answer))
    yield Figure(f"{column} not clean %", float(row["not_clean_per100"]), 100 - found.share(item, "5"))


def _promoters(row: Row, found: Found) -> Iterator[Figure]:
    day = f"day={row['date']}"
    yield Figure(f"{day} n", float(row["n_total"]), found.n("recommend", day))
    score = found.results.by_id[f"airport/{YEAR}/recommend/nps/{day}"].estimate
    yield Figure(f"{day} nps", float(row["nps"]), score)
    for one in ("promoter", "passive", "detractor"):
        yield Figure(f"{day} {one}", float(row[one]), found.count("recommend", f"{one}s", day))
        yield Figure(f"{day} {one} %", float(row[f"{one}_per100"]), found.share("recommend", f"{one}s", day))


def _disagreeing(figures: list[Figure]) -> list[Figure]:
    print(f"{sum(figure.agrees for figure in figures)} of {len(figures)} published figures agree")
    return [figure for figure in figures if not figure.agrees]


def test_the_published_facility_figures_of_2017_are_reproduced(folder: Path, found: Found) -> None:
    """All 90: n, mean, and top-2 and bottom-2 as count and per cent, of fifteen items."""
    rows = _rows(folder, "atefalvi_agg_q7_metrics.csv")
    figures = [figure for row in rows for figure in _facilities(row, found)]
    assert len(figures) == 90
    assert _disagreeing(figures) == []


def test_the_published_cleanliness_figures_of_2017_are_reproduced(folder: Path, found: Found) -> None:
    """All 42: n, mean, clean and dirty as count and per cent, and not clean, of six items."""
    rows = _rows(folder, "atefalvi_agg_q9_metrics.csv")
    figures = [figure for row in rows for figure in _cleanliness(row, found)]
    assert len(figures) == 42
    assert _disagreeing(figures) == []


def test_the_published_net_promoter_scores_per_day_are_reproduced(folder: Path, found: Found) -> None:
    """All 176, with the two rows of June and August: a Monday the 5th and a Tuesday the 15th that May 2017 has not."""
    rows = _rows(folder, "atefalvi_agg_nps_daily.csv")
    figures = [figure for row in rows for figure in _promoters(row, found)]
    assert len(figures) == 176
    assert _disagreeing(figures) == []


def test_the_published_net_promoter_totals_are_reproduced(folder: Path, found: Found) -> None:
    """Promoters, passives and detractors of all days together are those of all passengers: no day is left over."""
    rows = _rows(folder, "atefalvi_agg_nps_daily.csv")
    kinds = ("promoter", "passive", "detractor")
    totals = {kind: sum(float(row[kind]) for row in rows) for kind in kinds}
    assert {kind: round(found.count("recommend", f"{kind}s"), 6) for kind in kinds} == totals


@pytest.mark.parametrize(("year", "count"), SHARES.items())
def test_the_published_shares_of_every_wave_are_reproduced(folder: Path, found: Found, year: str, count: int) -> None:
    """All 585 shares to the three decimals printed: five marks of fourteen items, with WiFi fifteen from 2013 on."""
    rows = [row for row in _rows(folder, "ronyarmon_frequencies.csv") if row["year"] == year]
    figures = []
    for row in rows:
        ours = found.share(found.by_column[f"Q7{row['item']}"], row["code"], year=year) / 100
        name = f"{year} {row['item']} {row['code']}"
        figures.append(Figure(name, float(row["share_unweighted"]), ours, tolerance=0.0005 + 1e-12))
    assert len(figures) == count
    assert _disagreeing(figures) == []


def test_no_published_share_is_left_out(folder: Path) -> None:
    """The shares of the eight waves are all 585 that were published."""
    assert len(_rows(folder, "ronyarmon_frequencies.csv")) == sum(SHARES.values()) == 585


def test_every_passenger_of_all_files_is_in_the_data(answers: SurveyData) -> None:
    """28,665 passengers, as many of every wave as its file has rows; ten described a problem that they had not had."""
    assert np.bincount(answers.wave).tolist() == [3234, 3872, 3521, 3535, 2818, 2958, 3087, 2831, 2809]
    assert [(repair.what, repair.count) for repair in answers.repairs] == [
        ("answer outside the routing: not asked", 4),
        ("answer outside the routing: not asked", 4),
        ("answer outside the routing: not asked", 2),
    ]


def test_the_weights_of_the_airport_keep_the_number_of_passengers(answers: SurveyData) -> None:
    """The published weights add up to the number of passengers, to the decimals with which they were printed."""
    sums = np.bincount(answers.wave, weights=answers.weight)
    assert sums == pytest.approx(np.bincount(answers.wave), abs=0.1)


def test_a_wave_without_published_weights_counts_every_passenger_once(answers: SurveyData) -> None:
    """The files of 2011 and 2012 have no weights; that of 2010 has three, one for each terminal."""
    kinds = [len(np.unique(answers.weight[answers.wave == wave])) for wave in range(3)]
    assert kinds == [3, 1, 1]
    assert set(answers.weight[(answers.wave == 1) | (answers.wave == 2)]) == {1.0}


def test_reasons_for_no_answer_stay_apart(answers: SurveyData) -> None:
    """Of the rating of restaurants in 2017 341 passengers never used one, and 69 left the question blank."""
    restaurants = answers.columns["restaurants"]
    assert isinstance(restaurants, Coded)
    codes = restaurants.codes[answers.wave == WAVES.index(YEAR)]
    assert int((codes == Reason.DOES_NOT_APPLY).sum()) == 341
    assert int((codes == Reason.NOT_ANSWERED).sum()) == 69


def test_a_zero_is_an_answer_where_the_scale_has_it(answers: SurveyData) -> None:
    """On the scale of 0 to 10 seventeen passengers gave a 0 in 2017, and the 11 of 84 others and one blank is none."""
    recommend = answers.columns["recommend"]
    assert isinstance(recommend, Coded)
    codes = recommend.codes[answers.wave == WAVES.index(YEAR)]
    assert int((codes == 0).sum()) == 17
    assert int((codes == Reason.NOT_ANSWERED).sum()) == 85


def test_a_number_that_changed_its_meaning_means_the_same_in_every_wave(answers: SurveyData) -> None:
    """BART is 5 until 2014 and 6 since; Uber and the like are 11, 12, 13 and 20 in 2014 and 5 since."""
    transport = answers.columns["transport"]
    kind = read_study(EXAMPLE).surveys["airport"].questions["transport"].kind
    assert isinstance(transport, Ticks)
    assert isinstance(kind, Multiple)
    position = {answer.id: place for place, answer in enumerate(kind.answers)}

    def chosen(answer: str) -> list[int]:
        by_wave = answers.wave[transport.marks[:, position[answer]] == 1]
        return [int(np.sum(by_wave == wave)) for wave in range(len(WAVES))]

    assert chosen("bart") == [305, 324, 312, 335, 299, 216, 267, 207, 212]
    assert chosen("ride_app") == [0, 0, 0, 0, 111, 319, 542, 644, 720]


def test_a_terminal_that_was_published_as_a_number_a_letter_or_a_gate_is_one_terminal(answers: SurveyData) -> None:
    """Terminal 1 is 1 in 2010 and 2011, B and C later, and gates 20 to 48 in 2013, where the weights say the same."""
    terminal = answers.columns["terminal"]
    assert isinstance(terminal, Coded)
    assert np.bincount(answers.wave[terminal.codes == 0]).tolist()[:4] == [929, 1267, 1042, 870]
    assert np.bincount(answers.wave[terminal.codes == 1]).tolist()[:4] == [0, 583, 648, 455]


def test_the_study_can_be_read_without_its_data() -> None:
    """Nothing is wrong with the study folder itself, also where the airport's files are not."""
    assert check_study(EXAMPLE) == ()


def test_the_study_has_no_problems(folder: Path) -> None:
    """`peil check examples/sfo --data ...` finds nothing."""
    assert missing_files(read_study(EXAMPLE), folder) == ()
