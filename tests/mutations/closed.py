"""Mutations of closed waves: what was published and frozen, changed so little that no printed text moves, or at all."""

from __future__ import annotations

from mutations.data import Rows, one, rows_changed
from mutations.model import Kind, Mutation, left_out, replaced

CLOSED: Kind = "a closed wave"


def _turned(rows: Rows) -> Rows:
    """The last row first: every figure stays what it was."""
    return [rows[-1], *rows[:-1]]


MUTATIONS = (
    Mutation(CLOSED, "one old grade that moves no decimal", "data/vr-2011.csv", one("throughput", "8", "7")),
    Mutation(CLOSED, "an old file in another order", "data/vr-2009.csv", rows_changed(_turned)),
    Mutation(CLOSED, "an old answer nobody prints", "data/boak-2011.csv", one("language", "en", "nl")),
    Mutation(CLOSED, "a fixed share changed under old waves", "vr.yaml",
             replaced("asylum: 12, regular_social: 35.5", "asylum: 12.5, regular_social: 35")),
    Mutation(CLOSED, "a checksum edited", "frozen/vr-2011.yaml", replaced("sha256: 6", "sha256: 7")),
    Mutation(CLOSED, "the frozen figures thrown away", "frozen/boak-2009.csv", left_out),
)  # fmt: skip
