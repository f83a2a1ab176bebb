"""The templates of a draft, a module per language: closed sets of sentences, with a few ways to say each.

Every language has the same keys, and every template of a key the same names. A new language is a module and a line
here.
"""

from peil.drafting.phrases import en, nl
from peil.drafting.phrases.model import Phrases

PHRASES = {"en": en.PHRASES, "nl": nl.PHRASES}

__all__ = ["PHRASES", "Phrases"]
