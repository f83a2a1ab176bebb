"""Worlds for the second attacker: groups of several answers that overlap, and sensitive questions of every kind."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from building import NOWHERE, break_of, coded, question, single, survey, text
from peil.data.model import Coded, Data, SurveyData, Ticks
from peil.study.model import Answer, Break, Condition, Grade, Group, Kind, Multiple, Net, Question, Settings, Survey

Ints = NDArray[np.int64]
OUTER, INNER, REASONS = ("a", "b", "c", "e"), ("x", "y", "z"), ("p", "q", "r")
_KINDS: dict[str, Kind] = {"view": single("yes", "perhaps", "no"), "mark": Grade(1, 5)}


def tangled(seed: int) -> tuple[Survey, Data]:
    """A survey and its data, drawn: side, role, role within side, and unions of sides, of roles, or of both."""
    draw = np.random.default_rng(seed)
    outer, inner = OUTER[: draw.integers(2, 5)], INNER[: draw.integers(2, 4)]
    unions = tuple(_union(draw, f"g{at}", outer, inner) for at in range(int(draw.integers(1, 5))))
    side, role = question("side", single(*outer)), question("role", single(*inner))
    nested = Break(
        "side_role", text("Role within side"),
        tuple(Group(f"{one}.{two}", text(two), parent=one) for one in outer for two in inner),
        NOWHERE, outer="side", inner="role",
    )  # fmt: skip
    overlapping = Break("union", text("Union"), unions, NOWHERE, overlapping=True)
    rules = Settings(
        hide_up_to=int(draw.choice([0, 0, 10, 29])), mark_up_to=30, privacy_below=int(draw.choice([3, 5, 5, 10]))
    )
    about = survey(_asked(side, role), [break_of(side), break_of(role), nested, overlapping], settings=rules)
    return about, _data(draw, about, outer, inner)


def _asked(side: Question, role: Question) -> list[Question]:
    reasons = Multiple(tuple(Answer(one, text(one), (one,)) for one in REASONS))
    sensitive = [question(name, kind, sensitive=True) for name, kind in _KINDS.items()]
    why = question("why", Grade(1, 5), asked_if=(Condition("view", ("no",)),))
    ticked = question("reasons", reasons, sensitive=True, nets=(Net("pq", text("pq"), ("p", "q")),))
    return [question("overall"), *sensitive, ticked, why, side, role]


def _union(draw: np.random.Generator, name: str, outer: tuple[str, ...], inner: tuple[str, ...]) -> Group:
    some = tuple(one for one in outer if draw.random() < 0.5)
    conditions = [Condition("side", some)] if 0 < len(some) < len(outer) else []
    if not conditions or draw.random() < 0.4:
        conditions.append(Condition("role", inner[: int(draw.integers(1, len(inner)))]))
    return Group(name, text(name), tuple(conditions))


def _data(draw: np.random.Generator, about: Survey, outer: tuple[str, ...], inner: tuple[str, ...]) -> Data:
    n = int(draw.integers(60, 260))
    place = {
        "side": draw.choice(len(outer), n, p=draw.dirichlet(np.full(len(outer), 0.7))),
        "role": draw.choice(len(inner), n, p=draw.dirichlet(np.full(len(inner), 0.7))),
    }
    for name, sides in place.items():
        place[name] = np.where(draw.random(n) < draw.choice([0, 0.03]), -1, sides)
    view = draw.choice([0, 1, 2, -1], n, p=[0.6, 0.3, 0.06, 0.04])
    codes = {
        "overall": draw.choice([5, 6, 7, 8, -1], n), "view": view, **place,
        "mark": draw.choice([0, 1, 2, 3, 4, -1], n, p=[0.04, 0.06, 0.3, 0.3, 0.25, 0.05]),
        "why": np.where(view == 2, draw.choice([0, 1, 2, 3, 4, -1], n), -4),
    }  # fmt: skip
    marks = (draw.random((n, 3)) < draw.dirichlet([1, 1, 4])).astype(np.int8)
    marks[draw.random(n) < 0.04] = -1
    columns: dict[str, Coded | Ticks] = {name: coded(one.tolist()) for name, one in codes.items()}
    member = {
        "side": place["side"][:, None] == np.arange(len(outer)),
        "role": place["role"][:, None] == np.arange(len(inner)),
    }
    member["side_role"] = (member["side"][:, :, None] & member["role"][:, None, :]).reshape(n, -1)
    member["union"] = np.stack([_within(group, place, outer, inner) for group in about.breaks["union"].groups], axis=1)
    return Data({about.id: SurveyData(
        survey=about.id, waves=("2013",), wave=np.zeros(n, np.int16), unit=tuple(map(str, range(n))),
        columns={**columns, "reasons": Ticks(marks)}, membership=member, weight=np.ones(n),
    )})  # fmt: skip


def _within(group: Group, place: dict[str, Ints], outer: tuple[str, ...], inner: tuple[str, ...]) -> NDArray[np.bool_]:
    ids = {"side": outer, "role": inner}
    held = np.stack(
        [
            np.isin(place[one.question], [ids[one.question].index(answer) for answer in one.answers])
            for one in group.conditions
        ]
    )
    return np.asarray(held.all(axis=0), np.bool_)
