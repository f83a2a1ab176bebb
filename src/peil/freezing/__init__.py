"""Freeze a closed wave: its data file and what was published of it are written down, and every later run compares.

model    what is written down         files    frozen/SURVEY-WAVE.yaml and .csv         compare    what is no longer so
"""

from peil.freezing.compare import changes, faults
from peil.freezing.files import FOLDER, frozen_files, read_frozen, write_frozen
from peil.freezing.model import Again, Frozen, frozen_of

__all__ = ["FOLDER", "Again", "Frozen", "changes", "faults", "frozen_files", "frozen_of", "read_frozen", "write_frozen"]
