"""A small study and published figures made by hand, from which every test of the report takes what it needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from math import nan
from pathlib import Path

from peil.errors import Place
from peil.language import Language
from peil.report.blocks.context import Context
from peil.report.blocks.registry import pages_of
from peil.report.model import Page
from peil.results.model import (
    Contrast,
    Driver,
    Estimate,
    NoAnswerCount,
    Published,
    Quadrant,
    Status,
    WaveAccount,
    WaveFlag,
)
from peil.study.model import (
    Answer,
    Break,
    Cell,
    CellWeights,
    Condition,
    Contact,
    DataRules,
    Grade,
    Grid,
    Group,
    Kind,
    Multiple,
    Net,
    Period,
    Question,
    Settings,
    Single,
    Source,
    Study,
    Survey,
    Text,
    Wave,
)

HERE = Place("vr.yaml", 1)
DIRECTIVE = Place("chapters/en/01-overall.md", 7)
WAVES = ("2009", "2011", "2013")
NET = {"2009": 579, "2011": 877, "2013": 960}
SENT = {"2009": 3500, "2011": 5049, "2013": 5000}
GROUPS = ("asylum", "social", "naturalisation")
SHARE_OF_GROUP = {"asylum": 0.2, "social": 0.5, "naturalisation": 0.3}


def text(en: str, nl: str = "") -> Text:
    """A text in two languages; the Dutch one is the English one when it does not matter."""
    return Text({"en": en, "nl": nl or en})


def question(name: str, kind: Kind, wording: Text, label: Text | None = None, since: str = "2009") -> Question:
    """A question that was asked from a wave on."""
    asked = WAVES[WAVES.index(since) :]
    sources = {wave: Source((name,), {}) for wave in asked}
    return Question(name, wording, label or wording, kind, HERE, sources)


def answers(**texts: str) -> tuple[Answer, ...]:
    """Answers by id; English and Dutch are told apart by a slash."""
    return tuple(Answer(name, text(*both.split("/")), (name,)) for name, both in texts.items())


OVERALL = question(
    "overall",
    Grade(ends=text("1 = very poor, 10 = excellent", "1 = zeer slecht, 10 = uitstekend")),
    text("How do you rate the service as a whole?", "Welk cijfer geeft u voor de dienstverlening als geheel?"),
    text("Overall grade", "Totaaloordeel"),
)
ASPECTS = (
    replace(question("friendly", Grade(), text("Friendliness", "Vriendelijkheid")), grid="aspects", aspect=True),
    replace(question("deadlines", Grade(), text("Terms met", "Termijnen nakomen")), grid="aspects", aspect=True),
    replace(question("site", Grade(), text("Website"), since="2011"), grid="aspects", aspect=True),
)
STATUS = question(
    "status",
    Single(answers(granted="Granted/Ingewilligd", refused="Refused/Afgewezen", pending="Pending/In behandeling")),
    text("What became of your application?", "Wat is de status van uw aanvraag?"),
    text("Status of the application", "Status van de aanvraag"),
)
CONTACT = replace(
    question(
        "contact",
        Multiple(
            answers(line="Information line/Informatienummer", direct="Direct number/Doorkiesnummer", desk="Desk/Loket")
        ),
        text("How were you in contact?", "Hoe had u contact?"),
    ),
    nets=(Net("telephone", text("By telephone", "Telefonisch"), ("line", "direct")),),
)
QUESTIONS = {one.id: one for one in (OVERALL, *ASPECTS, STATUS, CONTACT)}


def group(name: str, en: str, nl: str, ask: str, parent: str | None = None) -> Group:
    """A group of those who gave one answer."""
    return Group(name, text(en, nl), (Condition(ask, (name.rpartition(".")[2],)),), parent=parent)


DIRECTORATE = Break(
    "directorate",
    text("Directorate", "Klantdirectie"),
    (
        group("asylum", "Asylum", "Asiel", "directorate"),
        group("social", "Social", "Sociaal", "directorate"),
        group("naturalisation", "Naturalisation", "Naturalisatie", "directorate"),
    ),
    HERE,
    question="directorate",
)
ROLE = Break(
    "role",
    text("Role", "Rol"),
    (
        group("foreign", "Foreign nationals", "Vreemdelingen", "role"),
        group("sponsor", "Sponsors", "Referenten", "role"),
    ),
    HERE,
    question="role",
)
NESTED = Break(
    "directorate_role",
    text("Directorate and role", "Klantdirectie en rol"),
    (
        group("social.foreign", "Foreign nationals", "Vreemdelingen", "role", "social"),
        group("social.sponsor", "Sponsors", "Referenten", "role", "social"),
    ),
    HERE,
    outer="directorate",
    inner="role",
)
WEIGHTING = CellWeights(
    (
        Cell("asylum", {"directorate": "asylum"}, 0.12),
        Cell("social.foreign", {"directorate": "social", "role": "foreign"}, 0.355),
        Cell("social.sponsor", {"directorate": "social", "role": "sponsor"}, 0.355),
        Cell("naturalisation", {"directorate": "naturalisation"}, 0.17),
    ),
    HERE,
    without_cell="weight 1",
)


def wave(label: str) -> Wave:
    """A wave with data."""
    field = Period(date(int(label), 12, 1), date(int(label) + 1, 1, 31))
    return Wave(
        label, HERE, data=f"{label}.csv", field=field, modes=("paper",), languages=("nl", "ar"), sent=SENT[label]
    )


SURVEY = Survey(
    id="vr",
    title=text("Foreign nationals and sponsors", "Vreemdelingen en referenten"),
    place=HERE,
    population=text("Everyone who applied", "Iedereen met een aanvraag"),
    frame=None,
    waves=tuple(wave(label) for label in WAVES),
    questions=QUESTIONS,
    grids={
        "aspects": Grid(
            "aspects", text("How do you rate:", "Welk cijfer geeft u voor:"), tuple(a.id for a in ASPECTS), HERE
        )
    },
    breaks={one.id: one for one in (DIRECTORATE, ROLE, NESTED)},
    weighting=WEIGHTING,
    settings=Settings(overall="overall", breaks=("directorate",)),
    rules=DataRules(),
    dimensions={},
)
STUDY = Study(
    id="kto",
    folder=Path("kto"),
    title=text("Customer satisfaction study", "Klanttevredenheidsonderzoek"),
    languages=("en", "nl"),
    surveys={"vr": SURVEY},
    client="Immigration service",
    researcher="Agency",
    contacts=(Contact("A. Jansen", text("Project leader", "Projectleider"), "Agency"),),
    central_question=text("How satisfied are clients?", "Hoe tevreden zijn klanten?"),
    research_questions=(text("What is rated well?", "Wat wordt goed beoordeeld?"),),
    banner=text("simulated", "gesimuleerd"),
)


def estimate(name: str, value: float, n: int = 400, status: Status = "ok", half: float = 0.1) -> Estimate:
    """The estimate with this id; hidden ones have no figure."""
    survey, label, asked, measure, key = name.split("/")
    ask, _, answer = asked.partition("=")
    break_id, _, group_id = key.partition("=")
    hidden = status.startswith("hidden") or status == "empty"
    shown = nan if hidden else value
    low, high = (nan, nan) if hidden or status == "published elsewhere" else (value - half, value + half)
    return Estimate(
        name, survey, label, ask, answer, measure, "" if key == "all" else break_id, group_id or "all", "", "all",
        "respondents", "cells", n, estimate=shown, ci_low=low, ci_high=high, status=status,
    )  # fmt: skip


def contrast(name: str, difference: float, p: float = 0.001, flag: int | None = None) -> Contrast:
    """The contrast with this id; flagged when p is below 0.05, unless said otherwise."""
    left, _, against = name.partition("~")
    sign = (1 if difference > 0 else -1) * (p < 0.05) if flag is None else flag
    kind = "rest" if against == "rest" else "others" if against == "others" else "wave"
    return Contrast(name, kind, left, against, "design", "", difference, 0.1, 0.0, 100.0, p, sign)  # type: ignore[arg-type]  # kind is one of three


def driver(name: str, importance: float, rating: float, n: int = 400, status: Status = "ok") -> Driver:
    """The driver with this id (`vr/2013/friendly/importance/all`), borders at 0.5 and 7; a hidden one has no place."""
    survey, label, aspect, _, key = name.split("/")
    break_id, _, group_id = key.partition("=")
    place: dict[tuple[bool, bool], Quadrant] = {
        (True, True): "strength", (True, False): "priority", (False, True): "hygiene", (False, False): "low priority",
    }  # fmt: skip
    hidden = status in ("hidden: small base", "empty")
    quadrant = None if hidden else place[importance >= 0.5, rating >= 7]
    return Driver(
        name, survey, label, aspect, "" if key == "all" else break_id, group_id or "all", "", "correlation",
        0 if hidden else n, nan if hidden else importance, nan if hidden else rating, 0.5, 7.0, quadrant, status,
    )  # fmt: skip


def account(label: str) -> WaveAccount:
    """The account of a wave."""
    rate = NET[label] / SENT[label]
    return WaveAccount(
        "vr",
        label,
        NET[label],
        SENT[label],
        rate,
        "net / gross",
        "cells",
        84.2,
        1.19,
        0.31,
        2.4,
        5 if label == "2013" else 0,
    )


def published(
    estimates: Iterable[Estimate] = (),
    contrasts: Iterable[Contrast] = (),
    flags: dict[str, int] | None = None,
    no_answer: Iterable[NoAnswerCount] = (),
) -> Published:
    """Published figures, with the accounts of all waves. The wave flags follow the contrasts with 2011 unless given."""
    found = tuple(contrasts)
    if flags is None:
        flags = {one.left: one.flag for one in found if one.kind == "wave" and one.id.endswith("~2011")}
    ruled = tuple(WaveFlag(name, "previous", flag) for name, flag in flags.items())
    accounts = tuple(account(label) for label in WAVES)
    return Published("kto", tuple(estimates), found, ruled, tuple(no_answer), accounts)


def over_waves(asked: str, values: Iterable[float], key: str = "all", n: int = 400) -> list[Estimate]:
    """An estimate per wave, the last value for the last wave."""
    given = list(values)
    labels = WAVES[len(WAVES) - len(given) :]
    return [
        estimate(f"vr/{label}/{asked}/{key}", value, NET[label] if key == "all" else n)
        for label, value in zip(labels, given, strict=True)
    ]


def context(
    found: Published, language: str = "en", survey: Survey = SURVEY, settings: Settings | None = None
) -> Context:
    """A context around published figures."""
    of = replace(survey, settings=settings) if settings is not None else survey
    return Context(replace(STUDY, surveys={of.id: of}), of, found, Language(language))


def pages(line: str, where: Context) -> tuple[Page, ...]:
    """The pages that a directive gives."""
    return pages_of(where, line, DIRECTIVE)[1]


def page(line: str, where: Context) -> Page:
    """The only page that a directive gives."""
    (only,) = pages(line, where)
    return only


# Overall by directorate over waves, and everything else once: enough for a whole report.
GRADES = {
    "all": (7.3, 7.4, 7.68),
    "directorate=asylum": (7.2, 7.1, 8.1),
    "directorate=social": (7.0, 7.4, 7.74),
    "directorate=naturalisation": (7.9, 7.6, 7.54),
}


def whole() -> Published:
    """Figures for every block."""
    rows: list[Estimate] = []
    for key, values in GRADES.items():
        rows += over_waves("overall/mean", values, key, n=180)
    for key in ("directorate=social,role=foreign", "directorate=social,role=sponsor", "role=foreign", "role=sponsor"):
        rows += over_waves("overall/mean", (7.0, 7.3, 7.7 if "foreign" in key else 7.5), key, n=90)
    rows += over_waves("friendly/mean", (7.7, 7.8, 7.9)) + over_waves("deadlines/mean", (5.9, 6.2, 6.6))
    rows += over_waves("site/mean", (7.0, 7.1))
    for key in ("all", *GRADES):
        for mark in range(1, 11):
            rows += over_waves(f"overall={mark}/share", (0.1, 0.1, 0.1), key)
        for name, value in {"granted": 0.494, "refused": 0.103, "pending": 0.403}.items():
            rows += over_waves(f"status={name}/share", (value, value, value), key)
        for name, value in {"line": 0.3, "direct": 0.35, "desk": 0.42, "telephone": 0.52}.items():
            rows += over_waves(f"contact={name}/share", (value, value, value), key)
        for name in GROUPS:
            rows += over_waves(f"directorate={name}/share", (0.3, 0.3, 0.3), key)
    for ask in ("friendly", "deadlines", "site"):
        rows += [
            estimate(f"vr/2013/{ask}/mean/directorate={name}", 7.0 + 0.3 * i, 180) for i, name in enumerate(GROUPS)
        ]
    unique = {one.id: one for one in rows}
    return published(unique.values(), _contrasts())


def _contrasts() -> list[Contrast]:
    left = "vr/2013/overall/mean"
    return [
        contrast(f"{left}/all~2011", 0.28),
        contrast(f"{left}/all~2009", 0.38),
        contrast(f"{left}/directorate=asylum~2011", 1.0),
        contrast(f"{left}/directorate=social~2011", 0.34, p=0.2),
        contrast(f"{left}/directorate=naturalisation~2011", -0.06, p=0.6),
        contrast(f"{left}/directorate=asylum~rest", 0.5),
        contrast(f"{left}/directorate=social~rest", 0.1, p=0.4),
        contrast(f"{left}/directorate=naturalisation~rest", -0.3),
        contrast("vr/2013/friendly/mean/all~2011", 0.1),
        contrast("vr/2013/deadlines/mean/all~2011", 0.4),
        contrast("vr/2013/site/mean/all~2011", 0.1, p=0.5),
    ]


EMPTY = published()
