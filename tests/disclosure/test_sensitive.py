"""Counts of a sensitive question in groups of which not even the base is told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from building import break_of, question, single, survey
from peil.disclosure.counts import Counting
from peil.disclosure.sensitive import Answers, hidden_answers
from peil.disclosure.structure import structure


def test_a_few_in_a_group_of_hidden_base_do_not_follow_from_the_others() -> None:
    """Of 20 who said yes 11 and 5 are of the groups that are shown: that leaves 4 to two groups, one with all four.

    One of the shares that are shown has to go as well.
    """
    side = question("side", single("a", "b", "c", "e"))
    view = replace(question("view", single("yes", "no")), sensitive=True)
    of = structure(survey([side, view], breaks=[break_of(side)]))
    place = [of.place[key] for key in ("all", "side=a", "side=b", "side=c", "side=e")]
    n, yes = np.zeros(len(of.keys), np.int64), np.zeros(len(of.keys), np.int64)
    n[place], yes[place] = (223, 109, 71, 37, 6), (20, 11, 5, 4, 0)
    safe = np.isin(np.arange(len(n)), place[3:])
    answers = Answers(view, ("yes", "no"), np.stack([yes, n - yes]), n, safe | (n <= 29), safe)
    assert hidden_answers(Counting(of, 5, 29), answers)[0, place[:3]].any()
