"""VERB tabulate: answers become estimates and contrasts."""

from peil.tables.tabulate import tabulate
from peil.tables.variables import ask, numbers

__all__ = ["ask", "numbers", "tabulate"]
