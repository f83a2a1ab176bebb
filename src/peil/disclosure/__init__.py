"""VERB publish: internal Results become Published, with small cells hidden."""

from peil.disclosure.publish import publish
from peil.disclosure.ruled import Ruled, ruled

__all__ = ["Ruled", "publish", "ruled"]
