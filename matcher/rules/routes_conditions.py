"""Whether each route is open to somebody, as one pure function per route (domain.md section 4).

Whether somebody may work today is never decided here a second time: :func:`matcher.rules.grounds.legal_ground` says
it, as it does for the columns of the matching engine.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from matcher.domain.choices import Consent, EducationLevel, LegalGround, QualificationKind, RoleKind, Sector
from matcher.domain.routes import Possible, RouteKind, WorkField
from matcher.domain.school_year import school_year_of
from matcher.rules import routes_text as text
from matcher.rules.grounds import Holding, legal_ground
from matcher.rules.limits import LIMITS, Limit, limit_for_year
from matcher.rules.six_hours import under_rule

HIGHER = frozenset({EducationLevel.HBO, EducationLevel.WO})
# WEB art. 4.2.2: an instructeur has at least this.
FROM_MBO_4 = HIGHER | {EducationLevel.MBO_4}
# mbo-3 is a vakopleiding, mbo-4 a middenkaderopleiding: enough for named vocational subjects of the vmbo.
VOCATIONAL = frozenset({EducationLevel.MBO_3, EducationLevel.MBO_4})
YEARS_OF_PRACTICE = 3
# The course is of the O&O funds of these; whether other work falls under it must be asked.
COURSE_FIELDS = frozenset({WorkField.METAAL, WorkField.INSTALLATIE})


@dataclass(frozen=True, slots=True)
class Situation:
    """What somebody says of oneself on the day ``on``; None or empty is "not known".

    ``sectors``: wanted, empty is all. ``minutes_per_week``: wanted, of klokuren. ``limits``: the measures in force.
    ``minutes_left``: of the six-hours rule in the school year of ``on``; not known is all of them.
    """

    on: date
    education: EducationLevel | None = None
    field: WorkField | None = None
    years_experience: float | None = None
    holdings: tuple[Holding, ...] = ()
    sectors: frozenset[Sector] = frozenset()
    minutes_per_week: int | None = None
    consent: Consent = Consent.ONBEKEND
    vog_issued_on: date | None = None
    limits: tuple[Limit, ...] = LIMITS
    minutes_left: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer for one route in one sector. ``reason`` is Dutch.

    ``certain``: False when somebody else decides or something is not known. ``held``: the training is done or going on,
    so not needed. ``limit``: the six-hours rule, where it holds.
    """

    possible: Possible
    reason: str
    certain: bool = True
    held: bool = False
    limit: Limit | None = None


def finding(route: RouteKind, situation: Situation, sector: Sector) -> Finding:
    """Return whether the route is open in this sector, one of the route's own (domain.md section 4)."""
    return _CONDITIONS[route](situation, sector)


def ground_of(situation: Situation, sector: Sector, role: RoleKind) -> LegalGround:
    """Return on which ground this person would do this work (WVO 2020 art. 7.19; WEB art. 4.2.1 lid 6, 4.2.2)."""
    return legal_ground(sector, role, situation.holdings, situation.on)


def _guest(situation: Situation, sector: Sector) -> Finding:
    """WVO 2020 art. 7.19; WEB art. 4.2.1 lid 6."""
    ground = ground_of(situation, sector, RoleKind.GASTDOCENT)
    if not under_rule(sector, ground):
        return Finding(Possible.NOW, text.NO_LIMIT_NEEDED[ground])
    limit = limit_for_year(sector, school_year_of(situation.on), situation.limits)
    if situation.minutes_left == 0:
        return Finding(Possible.NO, text.USED_UP, limit=limit)
    return Finding(Possible.NOW, text.GUEST, limit=limit)


def _instructor(situation: Situation, sector: Sector) -> Finding:
    """WEB art. 4.2.2: certificate PDD or PDC, entry mbo-4."""
    ground = ground_of(situation, sector, RoleKind.INSTRUCTEUR)
    if not under_rule(sector, ground):
        return Finding(Possible.NOW, text.INSTRUCTOR_NOW[ground])
    return _from_mbo_4(situation, text.INSTRUCTOR_LATER)


def _course(situation: Situation, sector: Sector) -> Finding:
    """One year by the O&O funds, diploma PDD, entry mbo-4."""
    ground = ground_of(situation, sector, RoleKind.INSTRUCTEUR)
    if not under_rule(sector, ground):
        return Finding(Possible.NOW, text.NOT_NEEDED[ground], held=True)
    row = _from_mbo_4(situation, text.COURSE_LATER)
    return row if situation.field in COURSE_FIELDS else replace(row, certain=row.possible is Possible.NO)


def _from_mbo_4(situation: Situation, later: str) -> Finding:
    if situation.education is None:
        return Finding(Possible.LATER, f"{later} {text.IF_MBO_4}", certain=False)
    if situation.education not in FROM_MBO_4:
        return Finding(Possible.NO, text.NO_MBO_4)
    return Finding(Possible.LATER, later)


def _teacher(situation: Situation, sector: Sector) -> Finding:
    """WVO 2020 ch. 7; WEB art. 4.2.1: qualified, or in training for it."""
    ground = ground_of(situation, sector, RoleKind.HYBRIDE_DOCENT)
    if not under_rule(sector, ground):
        return Finding(Possible.NOW, text.TEACHER_NOW[ground])
    return Finding(Possible.LATER, text.TEACHER_LATER)


def _to_mbo(situation: Situation, sector: Sector) -> Finding:
    """WEB art. 4.2.1: geschiktheidsverklaring with hbo or wo, or three years' practice at a comparable level."""
    return _held(situation, sector) or _suitable(situation)


def _to_mbo_shortened(situation: Situation, sector: Sector) -> Finding:
    """As :func:`_to_mbo`; only some offer it shortened, so it is never certain."""
    row = _to_mbo(situation, sector)
    return replace(row, certain=row.possible is not Possible.LATER)


def _suitable(situation: Situation) -> Finding:
    if situation.education in HIGHER:
        return Finding(Possible.LATER, text.PDG_HIGHER)
    years = situation.years_experience
    too_few = years is not None and years < YEARS_OF_PRACTICE
    if situation.education is not None and too_few:
        return Finding(Possible.NO, text.PDG_NO_PRACTICE)
    known = situation.education is not None and years is not None
    return Finding(Possible.LATER, text.PDG_PRACTICE if known else text.PDG_UNKNOWN, certain=False)


def _to_vo(situation: Situation, sector: Sector) -> Finding:
    """WVO 2020 ch. 7: after a geschiktheidsonderzoek; with a vakopleiding for named vocational subjects only."""
    return _held(situation, sector) or _by_diploma(situation.education)


def _by_diploma(education: EducationLevel | None) -> Finding:
    if education in HIGHER:
        return Finding(Possible.LATER, text.VO_HIGHER)
    if education in VOCATIONAL:
        return Finding(Possible.LATER, text.VO_VOCATIONAL, certain=False)
    if education is None:
        return Finding(Possible.LATER, text.VO_UNKNOWN, certain=False)
    return Finding(Possible.NO, text.VO_NO_DIPLOMA)


def _second_degree(situation: Situation, sector: Sector) -> Finding:
    """The regular route; the hogeschool decides who is admitted."""
    certain = situation.education in HIGHER
    return _held(situation, sector) or Finding(Possible.LATER, text.SECOND_DEGREE, certain=certain)


def _held(situation: Situation, sector: Sector) -> Finding | None:
    """Return that the training is not needed, when the person is qualified or in training already."""
    ground = ground_of(situation, sector, RoleKind.HYBRIDE_DOCENT)
    if under_rule(sector, ground):
        return None
    return Finding(Possible.NOW, text.NOT_NEEDED[ground], held=True)


def _hbo(situation: Situation, sector: Sector) -> Finding:  # noqa: ARG001 - the shape of a condition
    """No statutory qualification and no limit (nr. 448); the hogeschool decides."""
    return Finding(Possible.NOW, text.HBO, certain=False)


def _bdb(situation: Situation, sector: Sector) -> Finding:  # noqa: ARG001 - the shape of a condition
    """BDB, with BKE for who marks exams: the hogeschool asks it, not the law."""
    if any(row.kind is QualificationKind.BDB and row.valid_on(situation.on) for row in situation.holdings):
        return Finding(Possible.NOW, text.BDB_HELD, held=True)
    return Finding(Possible.LATER, text.BDB_LATER, certain=False)


_CONDITIONS: dict[RouteKind, Callable[[Situation, Sector], Finding]] = {
    RouteKind.GASTDOCENT: _guest,
    RouteKind.INSTRUCTEUR: _instructor,
    RouteKind.DOCENT: _teacher,
    RouteKind.HBO: _hbo,
    RouteKind.TECHNIEKOPLEIDER: _course,
    RouteKind.PDG: _to_mbo,
    RouteKind.PDG_VERKORT: _to_mbo_shortened,
    RouteKind.ZIJ_INSTROOM_VO: _to_vo,
    RouteKind.TWEEDE_GRAAD: _second_degree,
    RouteKind.HBO_BDB: _bdb,
}
