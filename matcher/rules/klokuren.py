"""Klokuren: what people type (lessons, hours) in whole minutes, and back to Dutch text.

The law counts klokuren of 60 minutes (WEB art. 4.2.1 lid 6: "klokuren"; WVO 2020 art. 7.19: "uur"). Schools plan in
lessons of 45, 50 or 60 minutes, so a lesson of 50 minutes is 5/6 klokuur (domain.md section 2).
"""

from decimal import ROUND_HALF_UP, Decimal

from matcher.domain.choices import MINUTES_PER_LESSON, LessonUnit
from matcher.domain.klokuren import MINUTES_PER_KLOKUUR, format_klokuren, klokuren_text

__all__ = ["MINUTES_PER_KLOKUUR", "format_klokuren", "klokuren_text", "to_minutes"]


def to_minutes(amount: Decimal, unit: LessonUnit) -> int:
    """Return ``amount`` lessons or hours of ``unit`` as whole minutes, halves rounded up.

    Law: WEB art. 4.2.1 lid 6 counts klokuren. Raises ValueError for a negative or endless amount.
    """
    if not amount.is_finite() or amount < 0:
        raise ValueError("An amount of lessons is a number of at least zero")
    minutes = amount * MINUTES_PER_LESSON[unit]
    return int(minutes.to_integral_value(rounding=ROUND_HALF_UP))
