"""Places by which studies in the Netherlands divide respondents; the locale data of Babel know countries alone."""

from __future__ import annotations

_PROVINCES = "Drenthe Flevoland Friesland Fryslân Gelderland Groningen Limburg Overijssel Utrecht Zeeland"
# Of the larger municipalities those whose name is no other Dutch word: not Assen, Best, Goes, Leiden.
_TOWNS = (
    "Alkmaar Almelo Almere Amersfoort Amstelveen Amsterdam Apeldoorn Arnhem Breda Delft Deventer Dordrecht Eindhoven "
    "Enschede Gouda Haarlem Haarlemmermeer Heerlen Helmond Hengelo Hilversum Hoofddorp Leeuwarden Lelystad "
    "Maastricht Middelburg Nijmegen Nieuwegein Purmerend Roermond Roosendaal Rotterdam Schiedam Schiphol Sittard "
    "Tilburg Veenendaal Venlo Vlaardingen Vlissingen Zaandam Zaanstad Zeist Zoetermeer Zwolle"
)
DUTCH_PLACES = frozenset(f"{_PROVINCES} {_TOWNS}".split())
