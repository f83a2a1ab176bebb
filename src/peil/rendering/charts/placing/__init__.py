"""Names beside points, each in its own part of the plot: none over another, none in doubt, no two lines crossing.

names      what is placed, where it may stand, and what came of it
geometry   boxes, points and straight lines as arrays: gaps, overlaps, crossings
spots      the places around a point where its name may stand, and what each costs by itself
clashes    which two places cannot both be taken
search     a place for every name, so that none clashes and all together cost least
"""

from peil.rendering.charts.placing.geometry import covering
from peil.rendering.charts.placing.names import Field, Name, Placed, Spot, nearest
from peil.rendering.charts.placing.search import place

__all__ = ["Field", "Name", "Placed", "Spot", "covering", "nearest", "place"]
