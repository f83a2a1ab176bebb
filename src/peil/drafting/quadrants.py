"""The improvement matrix in words: what asks for improvement first, what is strong, and what these words mean."""

from __future__ import annotations

from typing import Literal

from peil.drafting.model import Piece, fitting_title
from peil.drafting.teller import Fill, On, capital
from peil.drafting.topics import Desk, Member, quoted, topic_of
from peil.report.blocks.priorities import Rank, rank, ranks
from peil.results.model import ALL
from peil.study.model import Question

Part = Literal["priority", "strength"]
_PARTS: tuple[Part, Part] = ("priority", "strength")
_NUMBER = {
    "priority": ("priority alone", "priorities"),
    "strength": ("strength alone", "strengths"),
}


def in_quadrant(desk: Desk, quadrant: Part, group: Member | None = None) -> list[Question]:
    """The aspects in a part of the matrix that may be told, in the order of the advice: what weighs most first, what
    rose already behind the rest; those without advice after how deep they lie in it."""
    survey = desk.context.survey
    key = group.key if group is not None else ALL
    found: list[tuple[Rank, Question]] = []
    advice = ranks(desk.context.published)
    for question in survey.aspects:
        name = f"{survey.id}/{desk.context.this.label}/{question.id}/importance/{key}"
        driver = desk.context.published.drivers_by_id.get(name)
        if (
            driver is not None
            and driver.quadrant == quadrant
            and desk.teller.holds(claim_of(question, quadrant, group))
            and not (quadrant == "strength" and group is not None and _weakens(desk, question, group))
        ):
            found.append((rank(driver, advice), question))
    return [question for _, question in sorted(found, key=lambda pair: pair[0])]


def _weakens(desk: Desk, question: Question, group: Member) -> bool:
    """Whether an aspect falls for a group, or lies below the others: beside that it is not called a strong point."""
    topic = topic_of(desk.naming, question)
    claims = (topic.claim("falls", "previous this", group.words), topic.claim("lower", group=group.words))
    return any(desk.teller.holds(one.text) for one in claims)


def strengths_among(desk: Desk, names: list[str], group: Member | None = None) -> str:
    """An enumeration of strong points, which says so where there are more."""
    return desk.teller.among(names, len(in_quadrant(desk, "strength", group)))


def claim_of(question: Question, quadrant: Part, group: Member | None = None) -> str:
    """The claim that an aspect stands in a part of the matrix."""
    return f"{quadrant} {quoted(question.id)}" + (f" for {group.words}" if group is not None else "")


def named_in(desk: Desk, quadrant: Part, about: str, group: Member | None = None, most: int = 3) -> list[str]:
    """The names of the aspects in a part of the matrix, each with its claim."""
    said = []
    for one in in_quadrant(desk, quadrant, group)[:most]:
        fill: dict[str, Fill] = {"aspect": desk.naming.aspect(one), "claim": On(claim_of(one, quadrant, group))}
        said.append(desk.teller.say("named", about, fill))
    return [one for one in said if one]


def graded_in(desk: Desk, quadrant: Part, about: str, group: Member | None = None, most: int = 3) -> list[str]:
    """The same with the grade of each: "doorlooptijd (6,2)"."""
    said = []
    for one in in_quadrant(desk, quadrant, group)[:most]:
        words = group.words if group is not None else ""
        now = topic_of(desk.naming, one).value(group=words)
        fill: dict[str, Fill] = {"claim": On(claim_of(one, quadrant, group)), "now": now}
        said.append(desk.teller.say("aspect with", about, fill | desk.naming.aspect_and_more(one)))
    return [one for one in said if one]


def matrix_page(desk: Desk, about: str, group: Member | None = None) -> Piece | None:
    """The page of the matrix of everyone or of a group; None where there is nothing to say of it."""
    title = _title(desk, about, group)
    if not title:
        return None
    line = f"matrix for {group.words}" if group is not None else "matrix"
    # The matrix needs the whole sheet: words beside it would get one of their own.
    return Piece(about, title, (), line)


def _title(desk: Desk, about: str, group: Member | None) -> str:
    """What asks for improvement, else what is strong; behind the name of a group."""
    weak, strong = (named_in(desk, part, about, group) for part in _PARTS)
    # The page of a group has its priorities in its own title.
    part, names = (_PARTS[0], weak) if weak and (group is None or not strong) else (_PARTS[1], strong)

    def titled(names: list[str]) -> str:
        key = _NUMBER[part][len(names) > 1]
        strong = part == "strength"
        fill: dict[str, Fill] = {"list": strengths_among(desk, names, group) if strong else desk.teller.joined(names)}
        if group is None:
            return capital(desk.teller.say(key, about, fill))
        return capital(desk.teller.say(f"{key} of group", about, fill | {"group": group.heading}))

    return fitting_title(names, titled)
