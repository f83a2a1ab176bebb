"""A small study and its published figures, by hand: the tests of prose and the examples of docs/prose.md rest on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import isnan, nan
from pathlib import Path
from typing import Literal

from peil.errors import Place, ProseError
from peil.report.model import Inlines, Value
from peil.report.prose import CheckedChapter, Element, Prose, read_chapters
from peil.results.model import (
    Carried,
    ChangeSplit,
    Contrast,
    Decomposition,
    Dependence,
    Driver,
    Estimate,
    Move,
    Published,
    Quadrant,
    Status,
    WaveAccount,
)
from peil.study.model import (
    Answer,
    Benchmark,
    Break,
    Chapter,
    Citation,
    DataRules,
    Grade,
    Grid,
    Group,
    Kind,
    Multiple,
    Net,
    Number,
    Open,
    PublishedFigure,
    Question,
    Settings,
    Single,
    Source,
    Study,
    Survey,
    Text,
    Unweighted,
    Wave,
)  # fmt: skip

HERE = Place("vr.yaml", 1)
WAVES = ("2007", "2009", "2011", "2013")
ASKED = WAVES[1:]


def text(words: str) -> Text:
    """The same words in both languages."""
    return Text({"nl": words, "en": words})


def answers(*names: str, since: str | None = None) -> tuple[Answer, ...]:
    """Answers with their id as text."""
    return tuple(Answer(name, text(name), (name,), since=since) for name in names)


def question(name: str, kind: Kind | None = None, waves: Iterable[str] = ASKED, **more: object) -> Question:
    """A question; a grade unless another kind is given."""
    sources = {wave: Source((name,), {}) for wave in waves}
    return Question(name, text(name), text(name), kind or Grade(), HERE, sources, **more)  # type: ignore[arg-type]  # fields by name


def break_of(name: str, *groups: str, overlapping: bool = False) -> Break:
    """A break with these groups."""
    members = tuple(Group(group, text(group)) for group in groups)
    return Break(name, text(name), members, HERE, overlapping=overlapping)


def nested(outer: str, inner: str, *groups: str) -> Break:
    """A break within a break; groups as `outer.inner`."""
    members = tuple(Group(group, text(group), parent=group.partition(".")[0]) for group in groups)
    return Break(f"{outer}_{inner}", text(outer), members, HERE, outer=outer, inner=inner)


DIRECTORATES = ("asylum", "naturalisation", "regular_social", "regular_economic", "transit", "visitors")
QUESTIONS = (
    question("overall", nets=(Net("promoters", text("promoters"), ("9", "10")),)),
    question("friendly", grid="aspects", aspect=True),
    question("deadlines", grid="aspects", aspect=True, waves=("2011", "2013")),
    question("information", new_series=("2013",)),
    question("counter", waves=("2009", "2011")),
    question("website", Single(answers("visited", "not")), waves=("2011", "2013")),
    question("contact", Multiple(answers("info_line", "direct") + answers("app", since="2013")),
             nets=(Net("telephone", text("By telephone"), ("info_line", "direct")),)),
    question("age", Number()),
    question("why", Open()),
)  # fmt: skip
BREAKS = (
    break_of("directorate", *DIRECTORATES),
    break_of("role", "foreign_national", "sponsor"),
    nested("directorate", "role", "regular_social.foreign_national", "regular_social.sponsor", "asylum.sponsor"),
    break_of("client", "lawyers", "mediators", overlapping=True),
)


def survey(name: str = "vr", settings: Settings | None = None) -> Survey:
    """Foreign nationals and sponsors: 2007 only as published, three waves with respondents."""
    old = PublishedFigure("overall", "mean", 7.1, "Report 2007, p. 8", HERE)
    waves = (Wave("2007", HERE, published=(old,)), *(Wave(wave, HERE, data=f"{wave}.csv", sent=5000) for wave in ASKED))
    return Survey(
        id=name, title=text(name), place=HERE, population=None, frame=None, waves=waves,
        questions={one.id: one for one in QUESTIONS},
        grids={"aspects": Grid("aspects", text("aspects"), ("friendly", "deadlines"), HERE)},
        breaks={one.id: one for one in BREAKS}, weighting=Unweighted(),
        settings=settings or Settings(overall="overall", pass_mark=6),
        rules=DataRules(), dimensions={},
        citations={
            "personal": Citation("personal", Text({"en": "The service works in a much more personal and informal way.",
                                                   "nl": "De dienst werkt veel persoonlijker en informeler."}),
                                 True, "Ombudsman", "2013-12", HERE),
            "term": Citation("term", text("A decision follows within 90 days."), False, "Aliens Act", "2000", HERE),
        },
        benchmarks={"ombudsman": Benchmark("ombudsman", text("Services"), 6.8, False, "Ombudsman", "2013", HERE)},
    )  # fmt: skip


# Of 2007 nothing is among them: `first` is 2009. Id without the survey: value, n, standard error
FIGURES: dict[str, tuple[float, int, float]] = {
    "2009/overall/mean/all": (7.32, 579, 0.060),
    "2011/overall/mean/all": (7.41, 877, 0.050),
    "2013/overall/mean/all": (7.68, 960, 0.045),
    "2011/overall=promoters/share/all": (0.204, 877, 0.014),
    "2013/overall=promoters/share/all": (0.276, 960, 0.015),
    "2013/overall/median/all": (8.0, 960, 0.25),
    "2013/overall/sd/all": (1.42, 960, 0.03),
    "2011/overall/nps/all": (8.0, 877, 2.5),
    "2013/overall/nps/all": (12.4, 960, 2.4),
    "2013/overall/nps/directorate=asylum": (19.2, 118, 6.0),
    "2013/overall/nps/directorate=naturalisation": (-3.6, 231, 4.5),
    "2009/overall/mean/directorate=asylum": (7.40, 82, 0.15),
    "2011/overall/mean/directorate=asylum": (7.55, 101, 0.14),
    "2013/overall/mean/directorate=asylum": (7.92, 118, 0.10),
    "2009/overall/mean/directorate=naturalisation": (7.90, 140, 0.11),
    "2011/overall/mean/directorate=naturalisation": (7.74, 190, 0.10),
    "2011/overall/mean/directorate=regular_social": (7.70, 270, 0.08),
    "2013/overall/mean/directorate=naturalisation": (7.41, 231, 0.09),
    "2013/overall/mean/directorate=regular_social": (7.66, 300, 0.08),
    "2013/overall/mean/directorate=regular_economic": (7.69, 258, 0.08),
    "2013/overall/mean/directorate=transit": (7.60, 41, 0.20),
    "2013/overall/mean/directorate=visitors": (nan, 12, nan),
    "2013/overall/mean/role=foreign_national": (7.58, 600, 0.05),
    "2013/overall/mean/role=sponsor": (7.85, 360, 0.06),
    "2013/overall/mean/directorate=regular_social,role=foreign_national": (7.50, 160, 0.10),
    "2013/overall/mean/directorate=regular_social,role=sponsor": (7.84, 140, 0.10),
    "2013/overall/mean/directorate=asylum,role=sponsor": (7.95, 60, 0.14),
    "2013/overall/mean/client=lawyers": (7.0, 80, 0.12),
    "2013/overall/mean/client=mediators": (7.4, 90, 0.12),
    "2009/friendly/mean/all": (7.98, 560, 0.05),
    "2011/friendly/mean/all": (8.01, 850, 0.05),
    "2013/friendly/mean/all": (8.05, 940, 0.04),
    "2013/friendly/mean/directorate=asylum": (8.02, 110, 0.10),
    "2013/friendly/mean/directorate=naturalisation": (7.98, 220, 0.09),
    "2011/deadlines/mean/all": (6.90, 840, 0.06),
    "2013/deadlines/mean/all": (6.70, 930, 0.06),
    "2011/deadlines/mean/role=foreign_national": (7.00, 500, 0.07),
    "2013/deadlines/mean/role=foreign_national": (6.85, 580, 0.06),
    "2011/deadlines/mean/role=sponsor": (6.75, 340, 0.09),
    "2013/deadlines/mean/role=sponsor": (6.35, 350, 0.09),
    "2011/information/mean/all": (7.0, 800, 0.05),
    "2013/information/mean/all": (7.5, 900, 0.05),
    "2009/counter/mean/all": (7.2, 300, 0.08),
    "2011/counter/mean/all": (7.3, 310, 0.08),
    "2011/website=visited/share/all": (0.356, 870, 0.016),
    "2013/website=visited/share/all": (0.424, 950, 0.016),
    "2011/website=visited/share/directorate=asylum": (0.20, 100, 0.040),
    "2011/website=visited/share/directorate=naturalisation": (0.45, 190, 0.036),
    "2013/website=visited/share/directorate=asylum": (0.31, 116, 0.043),
    "2013/website=visited/share/directorate=naturalisation": (0.50, 230, 0.033),
    "2013/website=visited/share/directorate=regular_social": (0.0, 290, 0.0),
    "2013/contact=telephone/share/all": (0.615, 940, 0.016),
    "2011/contact=telephone/share/all": (0.605, 860, 0.017),
    "2013/contact=app/share/all": (0.08, 940, 0.009),
    "2013/contact=info_line/share/all": (0.402, 940, 0.016),
    "2013/contact=direct/share/all": (0.253, 940, 0.014),
    "2011/contact=info_line/share/all": (0.38, 860, 0.017),
    "2011/contact=direct/share/all": (0.376, 860, 0.017),
    "2013/contact=info_line/share/directorate=asylum": (0.41, 112, 0.046),
    "2013/contact=direct/share/directorate=asylum": (0.43, 112, 0.047),
    "2013/contact=app/share/directorate=asylum": (0.05, 112, 0.021),
    "2013/contact=info_line/share/directorate=transit": (0.41, 40, 0.078),
    "2013/contact=direct/share/directorate=transit": (0.38, 40, 0.077),
    "2013/contact=info_line/share/directorate=visitors": (nan, 12, nan),
    "2013/contact=direct/share/directorate=visitors": (nan, 12, nan),
    "2011/contact=telephone/share/directorate=asylum": (0.50, 100, 0.050),
    "2013/contact=telephone/share/directorate=asylum": (0.84, 112, 0.035),
    "2011/contact=telephone/share/directorate=naturalisation": (0.41, 190, 0.036),
    "2013/contact=telephone/share/directorate=naturalisation": (0.52, 220, 0.034),
    "2011/contact=telephone/share/directorate=regular_social": (0.62, 270, 0.030),
    "2013/contact=telephone/share/directorate=regular_social": (0.62, 300, 0.028),
    "2009/contact=telephone/share/directorate=asylum": (0.90, 82, 0.035),
    "2009/contact=telephone/share/directorate=naturalisation": (0.66, 140, 0.040),
    "2009/contact=telephone/share/directorate=regular_social": (0.62, 200, 0.034),
    "2011/website=visited/share/role=foreign_national": (0.33, 500, 0.021),
    "2013/website=visited/share/role=foreign_national": (0.40, 600, 0.020),
    "2011/website=visited/share/role=sponsor": (0.39, 300, 0.028),
    "2013/website=visited/share/role=sponsor": (0.48, 360, 0.026),
    "2011/friendly/mean/role=foreign_national": (8.20, 500, 0.06),
    "2013/friendly/mean/role=foreign_national": (7.95, 600, 0.05),
    "2011/friendly/mean/role=sponsor": (8.30, 300, 0.08),
    "2013/friendly/mean/role=sponsor": (8.02, 360, 0.07),
    "2013/age/mean/all": (41.26, 930, 0.4),
}  # fmt: skip
# left, against: difference (None = left minus the figure of that wave), p
TESTS: dict[tuple[str, str], tuple[float | None, float]] = {
    ("2011/overall/mean/all", "2009"): (None, 0.249),
    ("2013/overall/mean/all", "2009"): (None, 0.00001),
    ("2013/overall/mean/all", "2011"): (None, 0.00006),
    ("2013/overall=promoters/share/all", "2011"): (None, 0.0004),
    ("2013/overall/nps/all", "2011"): (None, 0.003),
    ("2013/overall/nps/directorate=asylum", "rest"): (8.0, 0.04),
    ("2013/overall/nps/directorate=naturalisation", "rest"): (-21.1, 0.0002),
    ("2013/overall/mean/directorate=asylum", "2009"): (None, 0.004),
    ("2013/overall/mean/directorate=asylum", "2011"): (None, 0.032),
    ("2013/overall/mean/directorate=naturalisation", "2009"): (None, 0.0006),
    ("2013/overall/mean/directorate=naturalisation", "2011"): (None, 0.015),
    ("2013/overall/mean/directorate=asylum", "rest"): (0.27, 0.012),
    ("2013/overall/mean/directorate=naturalisation", "rest"): (-0.35, 0.0009),
    ("2013/overall/mean/directorate=regular_social", "rest"): (-0.03, 0.75),
    ("2013/overall/mean/directorate=regular_economic", "rest"): (0.01, 0.89),
    ("2013/overall/mean/directorate=regular_social", "2011"): (None, 0.72),
    ("2013/overall/mean/role=foreign_national", "rest"): (-0.27, 0.0006),
    ("2013/overall/mean/role=sponsor", "rest"): (0.27, 0.0006),
    ("2013/friendly/mean/all", "2009"): (None, 0.27),
    ("2013/friendly/mean/all", "2011"): (None, 0.53),
    ("2013/deadlines/mean/all", "2011"): (None, 0.019),
    ("2013/website=visited/share/all", "2011"): (None, 0.003),
    ("2013/contact=telephone/share/all", "2011"): (None, 0.67),
    ("2013/contact=telephone/share/directorate=asylum", "2011"): (None, 0.00001),
    ("2013/contact=telephone/share/directorate=naturalisation", "2011"): (None, 0.03),
    ("2013/contact=telephone/share/directorate=regular_social", "2011"): (None, 0.98),
    ("2011/contact=telephone/share/directorate=asylum", "2009"): (None, 0.00001),
    ("2011/contact=telephone/share/directorate=naturalisation", "2009"): (None, 0.00001),
    ("2011/contact=telephone/share/directorate=regular_social", "2009"): (None, 0.99),
    ("2013/website=visited/share/role=foreign_national", "2011"): (None, 0.016),
    ("2013/website=visited/share/role=sponsor", "2011"): (None, 0.02),
    ("2013/friendly/mean/role=foreign_national", "2011"): (None, 0.002),
    ("2013/friendly/mean/role=foreign_national", "rest"): (-0.07, 0.42),
    ("2013/friendly/mean/role=sponsor", "rest"): (0.07, 0.42),
    ("2013/friendly/mean/role=sponsor", "2011"): (None, 0.01),
    ("2013/deadlines/mean/role=foreign_national", "2011"): (None, 0.03),
    ("2013/deadlines/mean/role=sponsor", "2011"): (None, 0.001),
    # Changes since 2011, less that of the rest or of another group.
    ("2013/overall/mean/directorate=asylum", "2011~rest"): (0.45, 0.02),
    ("2013/overall/mean/directorate=naturalisation", "2011~rest"): (-0.48, 0.004),
    ("2013/overall/mean/directorate=regular_social", "2011~rest"): (-0.08, 0.41),
    ("2013/overall/mean/directorate=asylum", "2011~directorate=naturalisation"): (0.70, 0.0004),
    ("2013/contact=telephone/share/directorate=asylum", "2011~rest"): (0.28, 0.00001),
    ("2013/contact=telephone/share/directorate=naturalisation", "2011~rest"): (-0.12, 0.03),
    ("2013/contact=telephone/share/directorate=regular_social", "2011~rest"): (-0.18, 0.001),
    ("2013/deadlines/mean/role=foreign_national", "2011~rest"): (0.25, 0.02),
    ("2013/deadlines/mean/role=sponsor", "2011~rest"): (-0.25, 0.02),
}
# Importance and rating of an aspect in 2013, by aspect and group, with n; the borders are 0.55 and 7.45.
DRIVERS: dict[str, tuple[float, float, int]] = {
    "friendly/importance/all": (0.621, 8.05, 930),
    "deadlines/importance/all": (0.704, 6.70, 920),
    "friendly/importance/directorate=asylum": (0.412, 8.02, 109),
    "deadlines/importance/directorate=asylum": (0.487, 6.91, 108),
    "friendly/importance/directorate=naturalisation": (nan, 7.98, 215),
    "friendly/importance/directorate=transit": (0.58, 7.9, 38),
    "friendly/importance/directorate=visitors": (nan, nan, 11),
}
# Change to 2013 of a mean since an earlier wave, told apart by directorate: real and mix, each with its p.
CHANGES: dict[tuple[str, str], tuple[float, float, float, float]] = {
    ("overall", "2011"): (0.21, 0.004, 0.06, 0.03),
    ("overall", "2009"): (0.09, 0.21, 0.27, 0.0001),
    ("deadlines", "2011"): (-0.22, 0.01, 0.02, 0.4),
}
SMALL = ("directorate=transit",)
HIDDEN = ("directorate=visitors",)


def study(*chapters: Chapter, surveys: Iterable[Survey] | None = None) -> Study:
    """The study with these chapters; one survey unless said."""
    parts = surveys or (survey(),)
    return Study("small", Path(), text("Small"), ("nl", "en"), {one.id: one for one in parts}, chapters)


def published(figures: dict[str, tuple[float, int, float]] | None = None, *surveys: str) -> Published:
    """The figures as published for these surveys (default `vr`); `figures` replace or add to the standard ones."""
    names = surveys or ("vr",)
    values = FIGURES | (figures or {})
    estimates = tuple(_estimate(f"{name}/{key}", *value) for name in names for key, value in values.items())
    by_id = {one.id: one for one in estimates}
    contrasts = tuple(
        _contrast(by_id, f"{name}/{left}", against, *test)
        for name in names for (left, against), test in TESTS.items()
    )  # fmt: skip
    accounts = tuple(
        WaveAccount(name, wave, n, 5000 if n else None, n / 5000 if n else None, "net / sent", "none",
                    100, 1, 1, 1, 0, n > 0)
        for name in names for wave, n in (("2007", 0), ("2009", 579), ("2011", 877), ("2013", 960))
    )  # fmt: skip
    drivers = tuple(_driver(name, key, *value) for name in names for key, value in DRIVERS.items())
    changes = tuple(
        _change(f"{name}/{asked}", wave, *value) for name in names for (asked, wave), value in CHANGES.items()
    )
    moved = tuple(_move(name, *value) for name in names for value in MOVES)
    told = tuple(_decomposition(name) for name in names)
    parts = tuple(_carried(name, *value) for name in names for value in CARRIED)
    return Published(
        "small", estimates, contrasts, (), (), accounts, drivers, changes=changes, moves=moved,
        decompositions=told, carried=parts,
        dependences=tuple(_dependence(name, *value) for name in names for value in DEPENDENCES),
    )  # fmt: skip


MOVES: tuple[tuple[str, Quadrant, Quadrant, float], ...] = (
    ("deadlines", "strength", "priority", 0.01), ("friendly", "priority", "strength", 0.2),
    ("expert", "strength", "strength", nan),
)  # fmt: skip
# Aspect, points of a change of +0.30, p.
CARRIED = (("deadlines", 0.2, 0.001), ("friendly", 0.05, 0.4))


def _move(name: str, aspect: str, then: Quadrant, now: Quadrant, p: float) -> Move:
    return Move(
        f"{name}/2013/{aspect}/importance/all~2011", name, "2013", "2011", aspect, "", "all", "", then, now,
        0.0, 0.1, 1.0, -0.4, 0.1, 0.001, p, p < 0.05,
    )  # fmt: skip


# Question, break, F, p of the test of a whole table in 2013.
DEPENDENCES = (("website", "directorate", 6.31, 0.0001), ("website", "role", 1.2, 0.27))


def _dependence(name: str, question: str, break_id: str, statistic: float, p: float) -> Dependence:
    return Dependence(
        f"{name}/2013/{question}/dependence/{break_id}", name, "2013", question, break_id, 950, 4, 2, statistic, 2.8,
        2671.4, p, f"{name}/2013/dependence/{break_id}", p, p < 0.05,
    )  # fmt: skip


def _decomposition(name: str) -> Decomposition:
    return Decomposition(
        f"{name}/2013/overall/mean/all~2011", name, "2013", "2011", "", "all", "", 930, 845, 3, 0.8, 7.4, 7.7, 0.3,
        0.08, 0.001, "", 0.0, 0.0, nan, 0.15, 0.08, 0.05, 0.15, 0.05, 0.003,
    )  # fmt: skip


def _carried(name: str, aspect: str, points: float, p: float) -> Carried:
    whole = f"{name}/2013/overall/mean/all~2011"
    return Carried(f"{name}/2013/{aspect}/carried/all~2011", whole, name, "2013", aspect, 0.4, 0.1, points, 0.05, p)


def _change(name: str, earlier: str, real: float, real_p: float, mix: float, mix_p: float) -> ChangeSplit:
    of_survey, question = name.split("/")
    split = f"{of_survey}/2013/{question}/mean/all~{earlier}/directorate"
    return ChangeSplit(
        split, of_survey, "2013", earlier, question, "directorate", real + mix, 0.07, 0.14, 0.0001,
        real, 0.07, 0.14, real_p, mix, 0.03, 0.06, mix_p, fixed=False,
    )  # fmt: skip


def _estimate(name: str, value: float, n: int, se: float) -> Estimate:
    of_survey, wave, asked, measure, group = name.split("/")
    subject, _, answer = asked.partition("=")
    break_id, within = "", ""
    if group != "all":
        outer, _, inner = group.rpartition(",")
        break_id = inner.partition("=")[0]
        if outer:
            break_id, within = f"{outer.partition('=')[0]}_{break_id}", outer
    last = group.rpartition("=")[2]
    status: Status = _status(group) if n else "published elsewhere"
    return Estimate(
        name, of_survey, wave, subject, answer, measure, break_id, last, within, "all", "respondents", "none", n,
        estimate=value, se=se, ci_low=value - 1.96 * se, ci_high=value + 1.96 * se, status=status,
    )  # fmt: skip


def _status(group: str) -> Status:
    return "small base" if group in SMALL else "hidden: small base" if group in HIDDEN else "ok"


def _driver(name: str, key: str, importance: float, rating: float, n: int) -> Driver:
    aspect, _, group = key.split("/")
    break_id, _, last = group.rpartition("=")
    quadrants: dict[tuple[bool, bool], Quadrant] = {
        (True, True): "strength", (True, False): "priority", (False, True): "hygiene", (False, False): "low priority",
    }  # fmt: skip
    quadrant = None if isnan(importance) else quadrants[(importance >= 0.55, rating >= 7.45)]
    return Driver(
        f"{name}/2013/{key}", name, "2013", aspect, break_id, last, "", "correlation", n, importance, rating,
        0.55, 7.45, quadrant, _status(group),
    )  # fmt: skip


def _contrast(by_id: dict[str, Estimate], left: str, against: str, difference: float | None, p: float) -> Contrast:
    one = by_id[left]
    wave = against.partition("~")[0]
    right = left.replace("=", "!=") if against == "rest" else left.replace(f"/{one.wave}/", f"/{wave}/")
    change = one.estimate - by_id[right].estimate if difference is None else difference
    least = 0.0 if one.measure == "share" else 0.1
    flag = 0 if p >= 0.05 or abs(change) < least else 1 if change > 0 else -1
    if "/role=" in left and against.endswith("rest") and flag < 0:
        flag = 0  # of two groups that mirror each other only the higher one is flagged
    kind: Literal["rest", "wave", "change"] = "change" if "~" in against else "rest" if against == "rest" else "wave"
    return Contrast(f"{left}~{against}", kind, left, right, "design", "family", change, 0.1, 2.0, 100, p, flag)


def without_tests(figures: Published) -> Published:
    """The same figures, of which nothing was tested."""
    return replace(figures, contrasts=())


def chapter(body: str, language: str = "nl", name: str = "01-overall.md") -> Chapter:
    """A chapter with this body under a title, on line 3 and further, or with its own title or front matter."""
    whole = body if body.startswith(("#", "---")) else f"# Title\n\n{body}"
    return Chapter(f"chapters/{language}/{name}", language, whole)


def read(body: str, language: str = "nl", figures: Published | None = None, of: Study | None = None) -> CheckedChapter:
    """A chapter of which everything must be right."""
    one = chapter(body, language)
    about = replace(of or study(), chapters=(one,))
    (checked,) = read_chapters(about, figures or published(), language)
    return checked


def problems(body: str, language: str = "nl", figures: Published | None = None, of: Study | None = None) -> list[str]:
    """The messages about a chapter, in order; none when everything is right."""
    try:
        read(body, language, figures, of)
    except ProseError as error:
        return [str(problem) for problem in error.problems]
    return []


def only(body: str, language: str = "nl", figures: Published | None = None, of: Study | None = None) -> str:
    """The one message about a chapter."""
    (message,) = problems(body, language, figures, of)
    return message


def values(inlines: Inlines) -> list[Value]:
    """The values of a text."""
    return [one for one in inlines if isinstance(one, Value)]


def first(checked: CheckedChapter) -> Prose:
    """The first block of a chapter, prose."""
    elements: tuple[Element, ...] = checked.lead or checked.pages[0].elements
    assert isinstance(elements[0], Prose)
    return elements[0]
