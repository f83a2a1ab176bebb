"""What a reader sees, in the reader's language: texts from the message catalogues, and numbers and dates.

The bottom of the house beside `errors`: anything may use it, and it uses nothing.
"""

from peil.language.language import Language, available_languages
from peil.language.numbers import round_half_away, twelve_digits

__all__ = ["Language", "available_languages", "round_half_away", "twelve_digits"]
