"""Rounded speech, figure by figure: what a researcher would say of it may stand, what she would not is refused.

The table was written by hand from what Dutch and English reports say, not from the program: "+" may be said, "-" not.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from peil.report.prose.phrases import phrases, read_phrase

SAID = """
nl 0 + niemand | - vrijwel niemand
nl 2 + vrijwel niemand, een enkeling, nauwelijks iemand | - niemand, een op de tien
nl 5 + een op de twintig, bijna niemand | - bijna een op de tien, vrijwel niemand
nl 7 + bijna een op de tien, minder dan een op de tien | - een op de tien, een op de twintig
nl 9 + een op de tien, bijna een op de tien | - ruim een op de tien
nl 10 + een op de tien, een tiende, ongeveer een tiende | - ruim een op de tien, bijna een op de tien
nl 12 + ruim een op de tien, een op de acht, ongeveer een op de tien | - een op de tien
nl 15 + meer dan een op de tien | - bijna een kwart, een op de tien
nl 17 + een op de zes, bijna een op de vijf | - een op de vijf
nl 20 + een vijfde, een op de vijf, twee op de tien | - een kwart, ruim een vijfde
nl 22 + ruim een vijfde, bijna een kwart | - een kwart, een vijfde
nl 24 + bijna een kwart, een kwart, ongeveer een kwart | - ruim een kwart
nl 26 + een kwart, ruim een kwart, iets meer dan een kwart | - bijna een kwart, een derde
nl 28 + ruim een kwart, bijna drie op de tien | - een derde, een kwart
nl 31 + drie op de tien, bijna een derde | - een derde, ruim een derde
nl 33 + een derde, ongeveer een derde, een op de drie | - ruim een derde, bijna een derde
nl 35 + ruim een derde, iets meer dan een derde | - een derde, bijna vier op de tien
nl 37 + bijna vier op de tien, ruim een derde | - vier op de tien, vier van de tien
nl 40 + vier op de tien, vier van de tien, 4 op de 10 | - ruim vier op de tien, bijna vier op de tien
nl 42 + ruim vier op de tien, meer dan vier op de tien | - bijna de helft, vier op de tien
nl 42 + ruim 4 op de 10, iets meer dan vier op de tien, nog geen helft | - bijna vijf op de tien, een derde
nl 45 + bijna de helft, meer dan vier op de tien, ruim vier op de tien | - de helft, bijna vijf op de tien
nl 47 + bijna de helft, net geen helft, nog geen helft | - de helft, ruim de helft
nl 49 + de helft, bijna de helft, ongeveer de helft | - ruim de helft, meer dan de helft
nl 50 + de helft, vijf op de tien | - ruim de helft, meer dan de helft, bijna de helft
nl 51 + ruim de helft, de helft, iets meer dan de helft | - bijna de helft
nl 55 + ruim de helft, meer dan de helft | - bijna zes op de tien, de helft
nl 58 + bijna zes op de tien, meer dan de helft | - twee derde, zes op de tien, ruim de helft
nl 60 + zes op de tien, meer dan de helft | - twee derde, ruim zes op de tien
nl 62 + ruim zes op de tien, meer dan de helft | - twee derde, bijna twee derde
nl 64 + ongeveer twee derde, bijna twee derde | - twee derde
nl 65 + bijna twee derde, meer dan zes op de tien | - twee derde, ruim twee derde
nl 66 + twee derde, bijna zeven op de tien, tweederde | - ruim twee derde, zeven op de tien
nl 69 + ruim twee derde, zeven op de tien | - twee derde, driekwart
nl 71 + bijna driekwart, ruim zeven op de tien, zeven op de tien | - driekwart
nl 73 + bijna driekwart, bijna drie kwart, ruim zeven op de tien | - driekwart, ruim driekwart
nl 74 + driekwart, bijna driekwart, ruim zeven op de tien | - ruim driekwart
nl 76 + ruim driekwart, ruim drie kwart, driekwart, bijna acht op de tien | - bijna driekwart
nl 80 + acht op de tien, vier op de vijf | - ruim acht op de tien, driekwart
nl 83 + ruim acht op de tien, ruim vier op de vijf | - bijna negen op de tien, acht op de tien
nl 85 + meer dan acht op de tien, ruim acht op de tien | - bijna negen op de tien, acht op de tien, bijna iedereen
nl 88 + bijna negen op de tien | - negen op de tien, vrijwel iedereen
nl 92 + ruim negen op de tien, bijna alle | - vrijwel iedereen, negen op de tien
nl 95 + vrijwel iedereen, vrijwel alle, bijna alle | - iedereen
nl 100 + iedereen, alle | - vrijwel iedereen
en 3 + hardly anyone, very few | - no one, one in ten
en 8 + almost one in ten, less than one in ten | - one in ten, one in twenty
en 20 + one in five, a fifth | - a quarter, just over one in five
en 24 + a quarter, almost a quarter, about a quarter | - just over a quarter
en 34 + a third, about a third, one in three | - almost a third
en 36 + just over a third, almost four in ten | - a third, four in ten
en 42 + just over four in ten, more than four in ten, well under half | - well over four in ten, almost half
en 44 + well over four in ten | - almost half, four in ten
en 46 + almost half, nearly half, well over four in ten, less than half | - half, just over half
en 52 + just over half, more than half, about half | - well over half, half
en 57 + almost six in ten, well over half, more than half | - six in ten, two thirds, just over half
en 62 + just over six in ten, more than half | - two thirds, well over six in ten
en 64 + almost two thirds, well over six in ten | - two thirds, more than two thirds
en 67 + two thirds, two-thirds, about two thirds | - three quarters, just over two thirds
en 73 + almost three quarters, just over seven in ten, nearly three in four | - three quarters
en 78 + just over three quarters, almost eight in ten | - eight in ten, four in five
en 91 + nine in ten, just over nine in ten | - virtually everyone
en 97 + almost everyone, nearly all | - everyone
nl 5.2 + ruim een vijf, een onvoldoende | - net niet een voldoende, bijna een zes
nl 5.5 + een vijfenhalf, onvoldoende | - net niet een voldoende, voldoende
nl 5.8 + net niet een voldoende, net geen voldoende, bijna een zes, net onvoldoende | - een zes, een voldoende
nl 5.9 + bijna een voldoende, een zes, bijna een 6 | - voldoende, ruim een zes
nl 6.0 + een zes, net een voldoende, voldoende, een krappe voldoende | - onvoldoende, ruim een zes
nl 6.3 + ruim een zes, een krappe voldoende, net voldoende | - een ruime voldoende, een zesenhalf
nl 6.5 + een zesenhalf, een voldoende, meer dan een zes | - bijna een zeven, net voldoende
nl 6.8 + bijna een zeven, een kleine zeven, voldoende | - een zeven, een ruime voldoende
nl 7.2 + ruim een zeven, een ruime zeven, ruim een 7, ruim voldoende | - een zeven, bijna een acht
nl 7.5 + een zevenenhalf, een ruime voldoende | - bijna een acht, ruim een zeven
nl 7.7 + bijna een acht, bijna een 8, een ruime voldoende | - een acht, ruim een zeven, een 8
nl 7.8 + bijna een acht, net geen acht, een kleine acht | - een acht, ruim een acht
nl 8.1 + een acht, ruim een acht | - bijna een acht, een ruime voldoende
en 5.8 + not quite a pass, just short of a pass, almost a six | - a pass, a six
en 6.2 + just over a six, just a pass, a pass | - a clear pass, well over a six
en 7.2 + just over seven, a clear pass | - a seven, well over seven
en 7.7 + almost an eight, nearly eight, well over seven | - an eight, just over seven
"""
CASES = [
    (language, figure, said.strip(), mark == "+")
    for language, figure, rest in (line.split(" ", 2) for line in SAID.strip().splitlines())
    for part in rest.split(" | ")
    for mark, phrases_of in [part.split(" ", 1)]
    for said in phrases_of.split(",")
]


def test_the_table_is_long_enough_to_mean_something() -> None:
    """Sixty figures and more, in both languages."""
    assert len({(language, figure) for language, figure, _, _ in CASES}) >= 70
    assert len(CASES) > 250


def test_what_may_be_said_fits_and_what_may_not_does_not() -> None:
    """With the pass mark at 6; every phrase of the table is known."""
    wrong = []
    for language, figure, said, good in CASES:
        known = phrases(language, "mean" if "." in figure else "share", Decimal(6))
        found = known.get(read_phrase(said))
        # A number in digits is no speech: that must be the computed one.
        if (found is not None and found.fits(Decimal(figure))) != good or (found is None and said != "een 8"):
            wrong.append((language, figure, said, good))
    assert wrong == []


@pytest.mark.parametrize(("mark", "figure", "fits"), [("5.5", "5.5", True), ("5.5", "5.4", False), ("6", "5.8", False)])
def test_a_pass_follows_the_setting(mark: str, figure: str, fits: bool) -> None:
    """A 5.8 is a pass where 5.5 passes, and "not quite a pass" where 6 does."""
    known = phrases("nl", "mean", Decimal(mark))
    assert known["een voldoende"].fits(Decimal(figure)) is fits
    near = known["net niet een voldoende"]
    assert near.fits(Decimal(figure)) is (not fits)
