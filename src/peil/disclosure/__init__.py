"""VERB publish: internal Results become Published, with small cells hidden."""

from peil.disclosure.publish import publish

__all__ = ["publish"]
