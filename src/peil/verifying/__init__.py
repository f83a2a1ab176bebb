"""Verify: does what Peil computes agree with what a printed report says?

    published.csv, claims.csv ── read.read_printed ── Printed
    Printed, Results, Published ── verify.verify ── Verification ── telling, write

A measure that a printed figure can have is a line in `figures.MEASURES`; what can be claimed is the language of prose.
docs/verify.md is the page for those who write the two files.
"""

from peil.verifying.model import ClaimCheck, FigureCheck, Part, Printed, PrintedClaim, PrintedFigure, Verification
from peil.verifying.read import read_printed
from peil.verifying.verify import verify
from peil.verifying.write import write_verification

__all__ = [
    "ClaimCheck",
    "FigureCheck",
    "Part",
    "Printed",
    "PrintedClaim",
    "PrintedFigure",
    "Verification",
    "read_printed",
    "verify",
    "write_verification",
]
