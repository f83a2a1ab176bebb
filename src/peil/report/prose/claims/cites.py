"""What others said or laid down: `cites`. The words of a quotation are checked; no figure is behind them."""

from __future__ import annotations

import re

from peil.report.prose.claims.model import Claim, Verdict
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused, suggestion
from peil.report.prose.spans import Form
from peil.study.model import Citation

_OMITTED = re.compile(r"\s*(?:\[\s*(?:\.\.\.|…)\s*\]|\(\s*(?:\.\.\.|…)\s*\)|…|\.\.\.)\s*")
_MARKS = "\"'‘’“”„«»"


def _judge(_: Query) -> Verdict:
    raise Refused("a citation, outside a text", "words that are cited")


def _read(query: Query, text: str) -> Verdict:
    """Are the words those that are cited? Of a quotation literally, with … where some are left out; of a fact any."""
    key, cited = _cited(query)
    whole = cited.text(query.scope.language.code)
    reason = "" if not cited.quotation or _literally(text, whole) else "these are not the words of the quotation"
    figures = f"“{text}”, and the citation `{cited.id}` says “{whole}” ({cited.source}, {cited.date})"
    expected = "words of the quotation in their order, with … where some are left out"
    return Verdict(not reason, not reason, (key,), figures, reason, expected)


def _cited(query: Query) -> tuple[str, Citation]:
    name = "".join(query.expression.names[:1])
    study = query.scope.facts.study
    found = study.citation(name, query.survey)
    if found is None:
        known = [each for one in study.surveys.values() for each in one.citations]
        what = f"citation `{name}`" if name else "no citation"
        raise Refused(what, f"one of the `citations:` of survey `{query.survey.id}`", suggestion(name, known))
    survey, cited = found
    return cited.key(survey.id), cited


def _literally(text: str, whole: str) -> bool:
    """Whether the pieces of a text stand in the quotation, in this order; quotation marks and spaces do not count."""
    rest = _plain(whole)
    for piece in filter(None, map(_plain, _OMITTED.split(text))):
        if piece not in rest:
            return False
        rest = rest.partition(piece)[2]
    return bool(_plain(text))


def _plain(text: str) -> str:
    return " ".join(text.translate({ord(mark): None for mark in _MARKS}).split()).strip(" .,;:").lower()


def _true_instead(query: Query) -> tuple[str, ...]:
    """The whole quotation, ready to stand in a text."""
    _, cited = _cited(query)
    return (f"[{cited.text(query.scope.language.code)}]{{{query.expression.text}}}",)


CITES = Claim(Form("cites", "cites ID", subject="benchmark", clauses=frozenset()), _judge, _true_instead, _read)
