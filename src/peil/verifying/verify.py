"""Every printed figure and statement beside what Peil computes."""

from __future__ import annotations

from peil.report.prose import lay_out
from peil.results.model import Published, Results
from peil.study.model import Study
from peil.verifying.claims import check_claim
from peil.verifying.figures import Sources, check_figure
from peil.verifying.model import LOST, Printed, Verification


def verify(study: Study, printed: Printed, results: Results, published: Published) -> Verification:
    """Does what Peil computes agree with what the report prints?

    Figures are compared with the internal results: a report may have printed what Peil would hide. Statements are
    judged by prose, which accepts published results only.
    """
    sources, facts = Sources(study, results), lay_out(study, published)
    return Verification(
        figures=tuple(check_figure(figure, sources) for figure in printed.figures if figure.measure != LOST),
        claims=tuple(check_claim(claim, facts) for claim in printed.claims),
        lost=tuple(figure for figure in printed.figures if figure.measure == LOST),
    )
