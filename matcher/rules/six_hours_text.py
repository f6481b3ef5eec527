"""Dutch sentences (B1) of the six-hours rule, with the numbers and the article. All amounts are minutes."""

from datetime import date

from matcher.domain.choices import LegalGround, Sector
from matcher.domain.school_year import school_year_label
from matcher.rules.klokuren import MINUTES_PER_KLOKUUR, format_klokuren, klokuren_text

OUTSIDE: dict[LegalGround, str] = {
    LegalGround.BEVOEGD: "De zesurenregeling geldt hier niet, want deze persoon is bevoegd.",
    LegalGround.IN_OPLEIDING: "De zesurenregeling geldt hier niet, want deze persoon is in opleiding tot leraar.",
    LegalGround.INSTRUCTEUR: "De zesurenregeling geldt hier niet, want deze persoon werkt als instructeur.",
}
NO_LIMIT_HBO = "In het hbo geldt geen wettelijke grens aan de uren. Vraag de hogeschool naar haar eigen regels."
NO_LIMIT_THEN = "In deze periode geldt geen wettelijke grens aan de uren."


def outside_text(sector: Sector, ground: LegalGround) -> str:
    """Return why the rule does not apply (WVO 2020 art. 7.19 and WEB art. 4.2.1 lid 6 leave these people out)."""
    if sector is Sector.HBO:
        return NO_LIMIT_HBO
    return OUTSIDE.get(ground, NO_LIMIT_THEN)


def total_text(total: int, limit: int, period: int | date, article: str, opening: str = "Dit wordt") -> str:
    """Return e.g. "Dit wordt 252 van ten hoogste 240 klokuren in schooljaar 2026-2027 (WEB artikel 4.2.1 lid 6)."."""
    when = f"de week van {period:%d-%m-%Y}" if isinstance(period, date) else f"schooljaar {school_year_label(period)}"
    return f"{opening} {format_klokuren(total)} van ten hoogste {klokuren_text(limit)} in {when} ({article})."


def left_text(remaining: int) -> str:
    """Return how much is left: "Er zijn nog 12 klokuren over"; no full stop."""
    if remaining <= 0:
        return "Er zijn geen klokuren meer over"
    verb = "is" if remaining <= MINUTES_PER_KLOKUUR else "zijn"
    return f"Er {verb} nog {klokuren_text(remaining)} over"


def hint_text(remaining: int, max_minutes_per_week: int | None) -> str:
    """Return what would still fit: the klokuren left and, when known, how many per week that is in the period."""
    if not max_minutes_per_week:
        return f"{left_text(remaining)}."
    return f"{left_text(remaining)}: ten hoogste {klokuren_text(max_minutes_per_week)} per week in deze periode."


def after_text(left_after: int, *, near_limit: bool, guest_minutes: int) -> str:
    """Return what stays after an allowed request, with a warning near the limit and the guest lessons inside it."""
    parts = ["Daarna zijn alle klokuren gebruikt." if left_after <= 0 else f"Daarna {_stays(left_after)} over."]
    if near_limit:
        parts.append("Let op: de grens is dichtbij.")
    if guest_minutes:
        parts.append(f"Gastlessen tellen mee: nu {klokuren_text(guest_minutes)}.")
    return " ".join(parts)


def exception_text(reason: str, article: str) -> str:
    """Return on which exception more than the limit is allowed."""
    return f"Dit mag alleen door de vastgelegde uitzondering: {reason.strip().rstrip('.')} ({article.strip()})."


def recorded_text(reason: str, article: str, allowed: int, valid_until: date) -> str:
    """Return what a recorded exception allows, until when and why."""
    return (
        f"Er is een uitzondering vastgelegd: tot {klokuren_text(allowed)}, tot en met {valid_until:%d-%m-%Y}. "
        f"Reden: {reason.strip().rstrip('.')} ({article.strip()})."
    )


def _stays(minutes: int) -> str:
    verb = "blijft" if minutes <= MINUTES_PER_KLOKUUR else "blijven"
    return f"{verb} {klokuren_text(minutes)}"
