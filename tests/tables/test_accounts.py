"""Accounts of waves and groups."""

from building import break_of, coded, data, question, single, study, survey
from peil.tables import tabulate


def test_a_group_counts_those_who_answered_nothing() -> None:
    """Three belong to the first group, although only one of them gave the grade that is tabulated."""
    asked, other = question("side", single("left", "right")), question("colour", single("red", "blue"))
    about = survey([asked, other], breaks=[break_of(asked)])
    answers = data(about, [0, 0, 0, 0], {"side": coded([0, 0, 0, 1]), "colour": coded([0, -1, -1, 1])})
    found = tabulate(study(about), answers)
    assert found.group_sizes[about.id, "2013", "side=left"] == 3
    assert found.group_sizes[about.id, "2013", "side=right"] == 1
    assert found.group_sizes[about.id, "2013", "all"] == 4
