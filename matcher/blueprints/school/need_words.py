"""A need in words: the lines of the check page and of the need page."""

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from matcher.domain.choices import SkillLevel
from matcher.domain.labels import label
from matcher.matching.sentences import day_parts
from matcher.queries.need_content import AskedSkill
from matcher.queries.needs import NeedRow, NeedView
from matcher.rules.klokuren import klokuren_text

Value = str | list[str]
DAY = "d MMM yyyy"


def hours_line(need: NeedView | NeedRow) -> str:
    """Return e.g. "4 klokuren per week, 18 lesweken (72 klokuren)"; empty while unknown."""
    if not need.minutes_per_week:
        return ""
    week, total = klokuren_text(need.minutes_per_week), klokuren_text(need.total_minutes)
    return str(
        _("%(week)s per week, %(weeks)s lesweken (%(total)s)", week=week, weeks=need.teaching_weeks, total=total)
    )


def period_line(need: NeedView | NeedRow) -> str:
    """Return e.g. "21 sep. 2026 tot en met 29 jan. 2027"; empty while unknown."""
    if need.starts_on is None or need.ends_on is None:
        return ""
    begin, end = format_date(need.starts_on, DAY), format_date(need.ends_on, DAY)
    return str(_("%(begin)s tot en met %(end)s", begin=begin, end=end))


def people_line(need: NeedView | NeedRow) -> str:
    """Return "1 persoon" or "2 mensen"."""
    return str(ngettext("%(num)s persoon", "%(num)s mensen", need.people_wanted))


def place_line(need: NeedView) -> str:
    """Return the campus with its town, and whether online is possible."""
    if need.campus_id is None:
        return ""
    place = need.campus if need.town in need.campus else f"{need.campus}, {need.town}"
    return _("%(place)s, online kan ook", place=place) if need.online else place


def skill_line(skill: AskedSkill) -> str:
    """Return e.g. "PLC-programmeren (moet, ervaren)"."""
    weight = _("moet") if skill.required else _("mag")
    return f"{skill.label} ({weight}, {label(SkillLevel(skill.level))})"


def card_line(need: NeedView | NeedRow) -> str:
    """Return hours, day parts, period and people in one line, for the head of a page or a card."""
    if not need.minutes_per_week:
        return ""
    parts = (hours_line(need), day_parts(need.day_parts), period_line(need), people_line(need))
    return " · ".join(part for part in parts if part)


def summary_values(need: NeedView) -> list[tuple[str, str, Value]]:
    """Return (step, label, value) of all answers in the order of the wizard."""
    return [
        ("rol", _("Rol"), label(need.role_kind)),
        ("wat", _("Onderwerp"), need.title),
        ("wat", _("Opleiding en niveau"), ", ".join(filter(None, (need.education, label(need.level))))),
        ("wat", _("Wat er geleerd wordt"), need.learning_goals),
        ("vaardigheden", _("Vaardigheden"), [skill_line(skill) for skill in need.skills]),
        ("wanneer", _("Periode"), period_line(need)),
        ("wanneer", _("Uren per persoon"), hours_line(need)),
        ("wanneer", _("Dagdelen"), day_parts(need.day_parts)),
        ("wanneer", _("Aantal mensen"), people_line(need)),
        ("waar", _("Locatie"), place_line(need)),
        ("contract", _("Contractvormen"), sorted(label(form) for form in need.contract_forms)),
        ("begeleiding", _("Verantwoordelijke docent"), need.responsible_teacher),
    ]
