"""Small studies for the tests of `data`, made by hand: one survey in a folder, with exactly what a case needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from peil.errors import Place
from peil.study.model import (
    Answer,
    Break,
    Cell,
    CellWeights,
    Condition,
    DataRules,
    Date,
    Grade,
    Group,
    Kind,
    Multiple,
    Number,
    Open,
    Question,
    Reason,
    Settings,
    Single,
    Source,
    Study,
    Survey,
    Text,
    Unweighted,
    Wave,
    Weighting,
)

HERE = Place("vr.yaml", 14)


def words(english: str) -> Text:
    """A text in both languages."""
    return Text({"nl": f"{english} (nl)", "en": english})


def answers(*ids: str) -> tuple[Answer, ...]:
    """Answers coded 1, 2, 3 ... in the data."""
    return tuple(Answer(name, words(name), (str(code),)) for code, name in enumerate(ids, start=1))


def ask(
    name: str,
    kind: Kind | None = None,
    columns: Sequence[str] | None = None,
    recode: Mapping[str, str | Reason] | None = None,
    waves: Sequence[str] = ("2013",),
) -> Question:
    """A question asked in these waves; a grade in the column of its own name unless the case says else."""
    source = Source(tuple(columns or (name,)), recode or {})
    return Question(name, words(name), words(name), kind or Grade(), HERE, dict.fromkeys(waves, source))


def survey(*questions: Question, waves: Sequence[Wave] | None = None, rules: DataRules | None = None) -> Survey:
    """A survey with these questions and, unless given, one wave in data/vr-2013.csv."""
    return Survey(
        id="vr",
        title=words("Survey"),
        place=Place("vr.yaml"),
        population=None,
        frame=None,
        waves=tuple(waves or (wave("2013"),)),
        questions={question.id: question for question in questions},
        grids={},
        breaks={},
        weighting=Unweighted(),
        settings=Settings(),
        rules=rules or DataRules(),
        dimensions={},
    )


def wave(label: str, data: str | None = "", key: str = "", where: tuple[Condition, ...] = ()) -> Wave:
    """A wave whose data stand in data/vr-LABEL.csv unless the case says else."""
    path = f"data/vr-{label}.csv" if data == "" else data
    return Wave(label, Place("vr.yaml", 5), data=path, key=key, where=where)


def study(folder: Path, *surveys: Survey) -> Study:
    """A study in this folder."""
    return Study("kto", folder, words("Study"), ("nl", "en"), {one.id: one for one in surveys})


def group(name: str, *conditions: Condition, members: frozenset[str] | None = None) -> Group:
    """A group of a break."""
    return Group(name, words(name), conditions, members)


def split(name: str, *groups: Group) -> Break:
    """A break."""
    return Break(name, words(name), groups, HERE)


def write(folder: Path, text: str, name: str = "data/vr-2013.csv") -> Path:
    """A data file in the folder of a study."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def rich_survey() -> Survey:
    """Every kind of question, two waves with data and one without, routing, a question per answer, nested cells."""
    both = ("2011", "2013")
    directorate = replace(ask("directorate", Single(answers("asylum", "regular")), waves=both))
    role = ask("role", Single(answers("national", "sponsor")), waves=both)
    deals = ask("deals_with", Multiple(answers("desk", "phone", "web")), ["d_desk", "d_phone", "d_web"], waves=both)
    recode: Mapping[str, str | Reason] = {"": Reason.NOT_ANSWERED, "98": Reason.DOES_NOT_APPLY, "99": Reason.DONT_KNOW}
    questions = [
        directorate,
        role,
        deals,
        ask("overall", recode=recode, waves=both),
        replace(ask("friendly", recode=recode, waves=both), dimension="human", aspect=True),
        replace(ask("deadlines", recode=recode, waves=("2013",)), dimension="process", aspect=True),
        ask("nps", Grade(0, 10), waves=both),
        ask("contact", Multiple(answers("info", "direct", "site"), "spread"), ["c1", "c2"], waves=both),
        ask("age", Number(18, 110), recode=recode, waves=both),
        ask("visited_on", Date("%d-%m-%Y"), waves=both),
        ask("why", Open(), waves=both),
        replace(
            ask("website", Single(answers("visited", "not")), waves=both),
        ),
        replace(
            ask("purpose", Multiple(answers("form", "status")), ["p_form", "p_status"], waves=both),
            asked_if=(Condition("website", ("visited",)),),
        ),
        replace(
            ask("per_channel", columns=["g_desk", "g_phone", "g_web"], waves=both),
            per="deals_with",
        ),
    ]
    cells = (
        Cell("asylum", {"directorate": "asylum"}, 0.4),
        Cell("regular,national", {"directorate": "regular", "role": "national"}, 0.3),
        Cell("regular,sponsor", {"directorate": "regular", "role": "sponsor"}, 0.3),
    )
    weighting: Weighting = CellWeights(cells, HERE)
    breaks = {
        "directorate": split(
            "directorate",
            group("asylum", Condition("directorate", ("asylum",))),
            group("regular", Condition("directorate", ("regular",))),
        ),
        "client": split(
            "client",
            group("young", Condition("age", low=18, high=29)),
            group("largest", members=frozenset({"7", "A-1"})),
            group("satisfied", Condition("overall", low=8)),
            group("callers", Condition("deals_with", ("phone",))),
        ),
    }
    waves = [wave("2009", data=None), wave("2011", key="unit"), wave("2013", key="unit")]
    made = survey(*questions, waves=waves)
    return replace(made, weighting=weighting, breaks=breaks, stratum="directorate")
