"""The claim that answers depend on the group: `depends`. It rests on one test of the whole table.

It says that the groups do not answer alike, not which of them differs nor on which answer.
"""

from __future__ import annotations

from peil.report.prose.claims.model import Claim, Verdict, nothing_instead
from peil.report.prose.figures import told_p
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused, suggestion
from peil.report.prose.spans import Form
from peil.results.model import Dependence


def _judge(query: Query) -> Verdict:
    """Do the groups of the break answer the question differently, after the test of the whole table?"""
    test = _test(query)
    settings, language = query.survey.settings, query.scope.language
    degrees = f"F({language.number(test.ndf, 1)}; {language.number(test.ddf, 1)})"
    figures = f"{degrees} = {language.number(test.statistic, 2)}, {told_p(test.p, language)}, n={test.n}"
    reason = ""
    if not test.significant and test.p < settings.level:
        reason = f"it is not significant after the correction for many tests ({settings.correction})"
    elif not test.significant:
        reason = f"it is not significant at {language.percent(settings.level)}"
    expected = f"a test of the whole table that is significant at {language.percent(settings.level)}"
    return Verdict(test.significant, test.significant, (test.id,), figures, reason, expected)


def _test(query: Query) -> Dependence:
    """The published test of the question and break in the wave."""
    name = " ".join(query.expression.clause("by"))
    if name not in query.survey.breaks:
        raise Refused(f"break `{name}`", "a break of the survey", suggestion(name, query.survey.breaks))
    wanted = f"{query.survey.id}/{query.waves[-1]}/{query.parts[0].question}/dependence/{name}"
    found = query.scope.published.dependences_by_id.get(wanted)
    if found is None:
        asked = name in query.survey.settings.compared.dependence
        remedy = "" if asked else f"The survey must ask for it: `report: {{compare: {{dependence: [{name}]}}}}`."
        raise Refused(
            f"no test `{wanted}`", "a question with one answer per respondent, of which no group is hidden", remedy
        )
    return found


DEPENDS = Claim(
    Form(
        "depends", "depends QUESTION [WAVE] by BREAK", subject="whole",
        clauses=frozenset({"by"}), needed=frozenset({"by"}),
    ),
    _judge,
    nothing_instead,
)  # fmt: skip
