"""What was drawn together, and what returns from wave to wave: the columns that name it, and what they rule out."""

from __future__ import annotations

from collections.abc import Mapping

from peil.study.build.calendar import NONE
from peil.study.build.directory import Directory
from peil.study.spot import Spot
from peil.study.written.forms import PLAIN


def clusters(listing: Directory) -> dict[str, str]:
    """By wave the column of the clusters. Where units return and nothing else is named, the key names them."""
    file, calendar, root = listing.context.file, listing.context.calendar, listing.context.root
    columns = calendar.resolve(file.cluster, root / "cluster")
    if file.units_return and file.cluster is None:
        columns = calendar.resolve(file.key, root / "key")
    if file.units_return and not columns:
        remedy = "Add `key`, or `cluster` where units are households or organisations: the column to know them by."
        (root / "units return").problem("units that return, without a name", "`key` or `cluster`", remedy)
    if file.units_return or file.cluster is not None:
        _check_tests(listing)
    return {label: "" if name == NONE else name for label, name in columns.items()}


def _check_tests(listing: Directory) -> None:
    """Refuse what is not known of respondents who belong together."""
    written, spot = listing.context.file.report, listing.context.root / "report"
    if written.method != "design":
        expected = "`design` in a survey with `cluster` or `units return`"
        remedy = "The other methods take respondents for independent. Leave `method` out."
        (spot / "method").problem(repr(written.method), expected, remedy)
    if listing.context.file.units_return and written.compare_waves == "the other waves together":
        expected = "`previous`, `first` or `each earlier wave` in a survey with `units return: yes`"
        remedy = "The other waves together hold units that also answered in this one; that covariance is not supported."
        (spot / "compare waves").problem(repr(written.compare_waves), expected, remedy)


def frame_clusters(written: Mapping[str, int] | None, spot: Spot, listing: Directory) -> dict[str, int]:
    """How many clusters there are in the frame, by stratum, or under "" in a survey without strata."""
    if not written:
        return {}
    file = listing.context.file
    if file.cluster is None and not file.units_return:
        remedy = "Add `cluster` to the survey: the column that names the cluster of every respondent."
        spot.problem("a number of clusters in a survey without `cluster`", "a column to know the clusters by", remedy)
    elif (PLAIN in written) == (file.stratum is not None):
        found, expected = "one number", f"a number for each answer of {file.stratum}, the stratum"
        if file.stratum is None:
            found, expected = "numbers by stratum in a survey without `stratum`", "one number"
        spot.problem(found, expected, "The correction for a finite population goes by stratum.")
    elif file.stratum is not None and file.stratum in listing.entries:
        for name in written:
            listing.answer_is_there(listing.entries[file.stratum], name, spot / name)
    return dict(written)
