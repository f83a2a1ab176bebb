"""VERB tabulate: answers become estimates and contrasts."""

from peil.tables.tabulate import tabulate

__all__ = ["tabulate"]
