"""A need and a person in words, for both sides of a proposal and the pages of the professional."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import format_date
from flask_babel import gettext as _

from matcher.domain.choices import SkillLevel
from matcher.domain.labels import label
from matcher.matching.sentences import day_parts
from matcher.queries.matches import NeedMatch
from matcher.queries.need_content import AskedSkill
from matcher.queries.profile import Profile, QualificationRow
from matcher.queries.profile_card import PersonCard
from matcher.queries.profile_needs import NeedDetail
from matcher.rules.klokuren import format_klokuren, klokuren_text

DATE = "d MMMM yyyy"


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A line of a summary; nothing in ``value`` reads as "nog niet ingevuld"."""

    label: str
    value: str | list[str]

    @property
    def missing(self) -> bool:
        """True when there is nothing to show."""
        return not self.value


def labels_of(members: Iterable[StrEnum]) -> list[str]:
    """Return the labels in the order of the enum, whatever the order of the set."""
    chosen = set(members)
    return [label(member) for kind in {type(m) for m in chosen} for member in kind if member in chosen]


def hours_wanted(person: Profile | PersonCard) -> str:
    """Return e.g. "2 tot 4 klokuren per week"; empty while unknown."""
    if not person.minutes_max:
        return ""
    high = klokuren_text(person.minutes_max)
    if person.minutes_min in {0, person.minutes_max}:
        return str(_("ten hoogste %(hours)s per week", hours=high))
    return str(_("%(low)s tot %(high)s per week", low=format_klokuren(person.minutes_min), high=high))


def period_wanted(person: Profile | PersonCard) -> str:
    """Return from when until when somebody can; empty while unknown."""
    if person.available_from is None:
        return ""
    begin = format_date(person.available_from, DATE)
    if person.available_to is None:
        return str(_("vanaf %(day)s", day=begin))
    return str(_("%(begin)s tot en met %(end)s", begin=begin, end=format_date(person.available_to, DATE)))


def work_of(person: Profile | PersonCard) -> str:
    """Return e.g. "elektromonteur, 12 jaar ervaring"; never the employer."""
    if person.years_experience is None:
        return person.job_title
    return str(_("%(job)s, %(years)s jaar ervaring", job=person.job_title, years=person.years_experience))


def education_of(person: Profile | PersonCard) -> str:
    """Return level and field of the education."""
    return ", ".join(filter(None, (label(person.education_level), person.education_field)))


def person_rows(person: Profile | PersonCard) -> list[SummaryRow]:
    """Return what may be known of a person before the introduction."""
    levels = {level.value: label(level) for level in SkillLevel}
    proofs = [_qualification(row) for row in person.qualifications]
    return [
        SummaryRow(_("Kenmerk"), person.reference),
        SummaryRow(_("Werk"), work_of(person)),
        SummaryRow(_("Vaardigheden"), [f"{row.label} ({levels[row.level]})" for row in person.skills]),
        SummaryRow(_("Opleiding"), education_of(person)),
        SummaryRow(_("Certificaten"), person.certificates or _("geen")),
        SummaryRow(_("Bewijzen van bevoegdheid"), proofs or _("geen")),
        SummaryRow(_("Wil lesgeven"), hours_wanted(person)),
        SummaryRow(_("Dagdelen"), day_parts(person.day_parts)),
        SummaryRow(_("Periode"), period_wanted(person)),
        SummaryRow(_("Online lesgeven"), _("ja") if person.online else _("nee")),
        SummaryRow(_("Rollen"), labels_of(person.role_kinds)),
        SummaryRow(_("Contractvormen"), labels_of(person.contract_forms)),
        SummaryRow(_("Datum van de VOG"), _vog(person)),
        SummaryRow(_("Waarom lesgeven?"), person.motivation),
    ]


def _qualification(row: QualificationRow) -> str:
    parts = [label(row.kind), label(row.sector), row.subject]
    seen = _("gezien door een school of coördinator") if row.seen_on else _("nog niet gezien door een school")
    return f"{', '.join(filter(None, parts))} ({seen})"


def _vog(person: Profile | PersonCard) -> str:
    return format_date(person.vog_issued_on, DATE) if person.vog_issued_on else str(_("nog geen VOG"))


def hours_line(need: NeedDetail | NeedMatch) -> str:
    """Return e.g. "4 klokuren per week, 18 lesweken: 72 klokuren"."""
    week, total = klokuren_text(need.minutes_per_week), klokuren_text(need.total_minutes)
    return str(_("%(week)s per week, %(weeks)s lesweken: %(total)s", week=week, weeks=need.teaching_weeks, total=total))


def period_line(need: NeedDetail | NeedMatch) -> str:
    """Return the period of a need; empty while unknown."""
    if need.starts_on is None or need.ends_on is None:
        return ""
    begin, end = format_date(need.starts_on, DATE), format_date(need.ends_on, DATE)
    return str(_("%(begin)s tot en met %(end)s", begin=begin, end=end))


def offered_line(need: NeedDetail, asked: int | None) -> str:
    """Return the hours of a proposal; where the need asks more minutes per week (``asked``), that too."""
    if asked is None or asked <= need.minutes_per_week:
        return hours_line(need)
    more = _("De coördinator stelt minder voor dan de vraag: die was %(hours)s per week.", hours=klokuren_text(asked))
    return f"{hours_line(need)}. {more}"


def need_rows(need: NeedDetail, asked: int | None = None) -> list[SummaryRow]:
    """Return a need as a professional may read it: school and town, nobody's name. ``asked``: see offered_line."""
    return [
        SummaryRow(_("School"), ", ".join(filter(None, (need.school, need.town)))),
        SummaryRow(_("Rol"), label(need.role_kind)),
        SummaryRow(_("Opleiding en niveau"), ", ".join(filter(None, (need.education, label(need.level))))),
        SummaryRow(_("Wat er geleerd wordt"), need.learning_goals),
        SummaryRow(_("Gevraagde vaardigheden"), [_asked(skill) for skill in need.skills]),
        SummaryRow(_("Uren"), offered_line(need, asked)),
        SummaryRow(_("Periode"), period_line(need)),
        SummaryRow(_("Dagdelen"), day_parts(need.day_parts)),
        SummaryRow(_("Online"), _("kan ook online") if need.online else _("op school")),
        SummaryRow(_("Contractvormen"), labels_of(need.contract_forms)),
    ]


def _asked(skill: AskedSkill) -> str:
    must = _("nodig") if skill.required else _("mooi meegenomen")
    return f"{skill.label} ({must}, {label(SkillLevel(skill.level))})"
