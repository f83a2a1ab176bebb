"""Keep what stages made, under the fingerprint of all that it rests on: a rebuild repeats only what changed.

keys           what each stage rests on              fingerprint    of values, files and this Peil
folder         STUDY/.peil                           packing        values as bytes and back
memory         of a process that builds again        later          beside the work
"""

from peil.store.folder import FOLDER, NothingKept, Stages, Store, made
from peil.store.keys import Keys
from peil.store.later import Later
from peil.store.memory import Remembered

__all__ = ["FOLDER", "Keys", "Later", "NothingKept", "Remembered", "Stages", "Store", "made"]
