"""The one rounding rule: half away from zero, in decimal arithmetic, on the value to 12 significant digits.

Libraries disagree (7.65 prints as 7,6 in one and 7,7 in another), so every figure of a report is rounded here, once,
and handed on as text.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

_TWELVE_DIGITS = Context(prec=12)


def twelve_digits(value: float) -> Decimal:
    """The value in decimals without the noise of binary arithmetic: where does it lie, seen by someone who reads?"""
    return _TWELVE_DIGITS.create_decimal(repr(float(value)))


def round_half_away(value: float, decimals: int) -> Decimal:
    """Decimal with exactly `decimals` digits behind the point: what should stand in the report for this value?

    The value is first rounded to 12 significant digits, so that 7.65 held as 7.6500000000000004 or 7.6499999999999995
    gives the same text. Minus zero becomes zero.
    """
    rounded = twelve_digits(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded.is_zero() else rounded
