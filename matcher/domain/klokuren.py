"""Minutes as klokuren in Dutch text: one way for the law, the engine and every page."""

MINUTES_PER_KLOKUUR = 60


def format_klokuren(minutes: int) -> str:
    """Return minutes as klokuren in Dutch: ``5,5``; at most two decimals, no zeros at the end.

    Two decimals are finer than a minute: ``rules.klokuren.to_minutes`` of what is shown gives the same minutes.
    """
    hundredths = (abs(minutes) * 100 + MINUTES_PER_KLOKUUR // 2) // MINUTES_PER_KLOKUUR
    whole, rest = divmod(hundredths, 100)
    decimals = f"{rest:02d}".rstrip("0")
    sign = "-" if minutes < 0 else ""
    return f"{sign}{whole},{decimals}" if decimals else f"{sign}{whole}"


def klokuren_text(minutes: int) -> str:
    """Return the number with its word: ``0,5 klokuur``, ``1 klokuur``, ``12 klokuren``."""
    word = "klokuur" if 0 < minutes <= MINUTES_PER_KLOKUUR else "klokuren"
    return f"{format_klokuren(minutes)} {word}"
