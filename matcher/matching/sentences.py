"""Dutch sentences (B1) for explanations and obstacles, for the school and for the professional."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matcher.domain.day_parts import PARTS, WEEKDAYS, from_mask
from matcher.domain.klokuren import format_klokuren, klokuren_text
from matcher.domain.school_year import school_year_label
from matcher.matching.columns import UNLIMITED
from matcher.matching.constraints import Obstacle
from matcher.matching.explanation import Explanation, LegalYear, SkillNote

Labels = Mapping[int, str]
_TRAVEL_STEP = 5


@dataclass(frozen=True, slots=True)
class ObstacleText:
    """An obstacle in words: ``short`` follows a count ("41 te ver"), the others are whole sentences."""

    short: str
    school: str
    professional: str


OBSTACLE_TEXTS: dict[Obstacle, ObstacleText] = {
    Obstacle.NONE: ObstacleText("past", "Deze persoon past bij uw vraag.", "Deze vraag past bij u."),
    Obstacle.SECTOR: ObstacleText(
        "andere sector",
        "Deze persoon wil niet in deze sector lesgeven.",
        "U hebt deze sector niet gekozen in uw profiel.",
    ),
    Obstacle.ROLE_KIND: ObstacleText(
        "andere rol", "Deze persoon zoekt een andere rol.", "U hebt deze rol niet gekozen in uw profiel."
    ),
    Obstacle.EXCLUDED_SCHOOL: ObstacleText(
        "niet beschikbaar voor deze school",
        "Deze persoon is niet beschikbaar voor uw school.",
        "U hebt deze school uitgesloten.",
    ),
    Obstacle.PROPOSED_BEFORE: ObstacleText(
        "al eerder voorgesteld",
        "Deze persoon is al eerder voorgesteld bij deze vraag.",
        "Deze vraag is al eerder aan u voorgesteld.",
    ),
    Obstacle.OPEN_PROPOSALS: ObstacleText(
        "al genoeg open voorstellen",
        "Deze persoon heeft nu al genoeg open voorstellen.",
        "U hebt nu al het hoogste aantal open voorstellen. Beantwoord er eerst een.",
    ),
    Obstacle.DATES: ObstacleText(
        "niet in deze periode",
        "Deze persoon kan niet in de hele periode van uw vraag.",
        "U bent niet beschikbaar in de hele periode van deze vraag.",
    ),
    Obstacle.DAY_PARTS: ObstacleText(
        "geen passend dagdeel",
        "Deze persoon kan niet op genoeg van de gevraagde dagdelen.",
        "U kunt niet op genoeg van de gevraagde dagdelen.",
    ),
    Obstacle.HOURS: ObstacleText(
        "ander aantal uren",
        "Deze persoon wil meer of minder klokuren per week werken.",
        "De school vraagt meer of minder klokuren per week dan u wilt.",
    ),
    Obstacle.TRAVEL: ObstacleText(
        "te ver", "De school ligt te ver weg voor deze persoon.", "De school ligt buiten uw zoekgebied."
    ),
    Obstacle.CONTRACT_FORM: ObstacleText(
        "andere contractvorm",
        "Deze persoon wil een andere contractvorm dan u aanbiedt.",
        "De school biedt geen contractvorm aan die u hebt gekozen.",
    ),
    Obstacle.LEGAL_HOURS: ObstacleText(
        "te weinig klokuren over",
        "Deze persoon heeft te weinig klokuren over binnen de zesurenregeling.",
        "U hebt te weinig klokuren over binnen de zesurenregeling.",
    ),
    Obstacle.NO_SKILL: ObstacleText(
        "geen gevraagde vaardigheid",
        "Deze persoon heeft geen van de vaardigheden die u vraagt.",
        "U hebt geen van de vaardigheden die de school vraagt.",
    ),
}


def for_school(explanation: Explanation, labels: Labels) -> tuple[str, ...]:
    """Return the sentences a school reads about a candidate. Raises ``KeyError`` for a concept without a label."""
    wish = f"wil {_range(explanation)}"
    return _sentences(explanation, labels, f"Vraagt {klokuren_text(explanation.minutes_asked)} per week, {wish}")


def for_professional(explanation: Explanation, labels: Labels) -> tuple[str, ...]:
    """Return the sentences a professional reads about a need. Raises ``KeyError`` for a concept without a label."""
    wish = f"u wilt {_range(explanation)}"
    return _sentences(explanation, labels, f"{klokuren_text(explanation.minutes_asked)} per week, {wish}")


def _sentences(explanation: Explanation, labels: Labels, hours: str) -> tuple[str, ...]:
    rows = (skills(explanation, labels), travel(explanation), common_day_parts(explanation), hours)
    return (*(row for row in rows if row), *(legal(year) for year in explanation.legal))


def skills(explanation: Explanation, labels: Labels) -> str:
    """Return e.g. ``Past: PLC; deels: SCADA (via PLC-programmeren); mist: robotica``; empty when nothing is asked."""
    groups = (
        ("past", [labels[n.concept_id] for n in explanation.matched]),
        ("deels", [partial_skill(n, labels) for n in explanation.partial]),
        ("mist", [missing_skill(n, labels) for n in explanation.missing]),
    )
    text = "; ".join(f"{word}: {', '.join(names)}" for word, names in groups if names)
    return text[:1].upper() + text[1:]


def partial_skill(note: SkillNote, labels: Labels) -> str:
    """Return a skill that fits in part with the reason: ``SCADA (via PLC-programmeren)``."""
    reason = "lager niveau" if note.via_id is None else f"via {labels[note.via_id]}"
    return f"{labels[note.concept_id]} ({reason})"


def missing_skill(note: SkillNote, labels: Labels) -> str:
    """Return a skill that is missing, and whether it is only wished for."""
    return labels[note.concept_id] if note.required else f"{labels[note.concept_id]} (niet verplicht)"


def travel(explanation: Explanation) -> str:
    """Return e.g. ``11 km (ongeveer 25 minuten)``, or ``online``; empty when no place is known."""
    if explanation.distance_km is None:
        return "Online" if explanation.online else ""
    minutes = _TRAVEL_STEP * max(1, round((explanation.travel_minutes or 0) / _TRAVEL_STEP))
    away = f"{round(explanation.distance_km)} km (ongeveer {minutes} minuten)"
    return f"Online, of {away}" if explanation.online else away


def common_day_parts(explanation: Explanation) -> str:
    """Return the day parts both sides share, e.g. ``di en do ochtend``; empty when there are none."""
    return day_parts(explanation.day_parts)


def day_parts(mask: int) -> str:
    """Return a mask in words, days with the same parts together: ``ma, di en do ochtend, vr ochtend en middag``."""
    days: dict[tuple[int, ...], list[str]] = {}
    cells = list(from_mask(mask))
    for weekday, short in enumerate(WEEKDAYS):
        parts = tuple(c.part for c in cells if c.weekday == weekday)
        if parts:
            days.setdefault(parts, []).append(short)
    return ", ".join(f"{_and(names)} {_and(PARTS[p] for p in parts)}" for parts, names in days.items())


def _and(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} en {last}" if most else last


def legal(year: LegalYear) -> str:
    """Return e.g. ``Zesurenregeling 2026-2027: 96 van 240 klokuren gebruikt, met deze vraag 168``."""
    begin = f"Zesurenregeling {school_year_label(year.school_year)}:"
    if year.left >= UNLIMITED:
        return f"{begin} geen grens"
    if year.limit is None:
        return f"{begin} nog {klokuren_text(year.left)} over, met deze vraag {format_klokuren(year.left_after)}"
    used, after = format_klokuren(year.used or 0), format_klokuren(year.used_after or 0)
    return f"{begin} {used} van {klokuren_text(year.limit)} gebruikt, met deze vraag {after}"


def _range(explanation: Explanation) -> str:
    low, high = explanation.minutes_min, explanation.minutes_max
    if high >= UNLIMITED:
        return f"minstens {klokuren_text(low)}"
    return klokuren_text(low) if low == high else f"{format_klokuren(low)} tot {klokuren_text(high)}"
