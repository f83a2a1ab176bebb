"""The account of the study: who took part, how it was done, how to read it, the notes."""

from __future__ import annotations

from collections.abc import Iterator

from peil.drafting.model import Piece
from peil.drafting.teller import On, capital
from peil.drafting.topics import Desk


def method_pages(desk: Desk) -> Iterator[Piece]:
    """The pages of the account; the report leaves out what it has nothing for."""
    survey, teller = desk.context.survey, desk.teller
    about = f"{survey.id}/method"
    yield Piece(f"{about}/composition", taking_part(desk, about) or teller.word("composition"), (), "composition")
    if any(one.survey == survey.id and one.wave == desk.context.this.label for one in desk.context.published.strata):
        yield Piece(f"{about}/response", teller.word("response"), (), "response")
    for name in ("method", "guide", "notes"):
        line = "reading guide" if name == "guide" else name
        yield Piece(f"{about}/{name}", teller.word(name), (), line)


def taking_part(desk: Desk, about: str) -> str:
    """How many took part, of how many who were invited where that is known."""
    fill = {"n": On("n"), "sent": On("sent"), "rate": On("rate")}
    text = desk.teller.say("taking part of sent", about, fill)
    return capital(text or desk.teller.say("taking part", about, fill))
