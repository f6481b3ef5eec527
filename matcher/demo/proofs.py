"""Qualifications, certificates and the VOG of the people."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from sqlalchemy import select

from matcher.demo.dice import chance
from matcher.demo.teams import Team
from matcher.demo.world import World
from matcher.domain.choices import EducationLevel, QualificationKind, RoleKind, Sector
from matcher.models import Professional, Qualification

CERTIFICATES = (
    "VCA Basis",
    "VCA VOL",
    "BHV",
    "praktijkopleider mbo",
    "heftruckcertificaat",
    "EHBO en reanimatie",
    "SBB-leermeester",
)
# Percentages of the people with this education.
HIGHER: dict[QualificationKind | None, int] = {
    None: 83,
    QualificationKind.PDG: 5,
    QualificationKind.BEVOEGDHEID_TWEEDEGRAADS: 3,
    QualificationKind.GESCHIKTHEIDSVERKLARING: 2,
    QualificationKind.IN_OPLEIDING: 2,
    QualificationKind.BDB: 5,
}
VOCATIONAL: dict[QualificationKind | None, int] = {
    None: 88,
    QualificationKind.PDG: 5,
    QualificationKind.PDD_INSTRUCTEUR: 7,
}
# Days of a statement for zij-instroom (two school years), and of the time somebody is in opleiding.
TERM_DAYS = {QualificationKind.GESCHIKTHEIDSVERKLARING: 730, QualificationKind.IN_OPLEIDING: 540}


def add_proofs(world: World, rng: Random, profile: Professional, level: EducationLevel) -> None:
    """Give some people a proof of qualification that fits their education, and many a VOG of some age."""
    if chance(rng, 0.45):
        profile.certificates = ", ".join(rng.sample(CERTIFICATES, rng.choice((1, 1, 2))))
    if chance(rng, 0.5):
        profile.vog_issued_on = world.today - timedelta(days=rng.randint(10, 420))
    kind = _kind(rng, level)
    if kind is not None:
        _add(world, rng, profile, kind)


def _kind(rng: Random, level: EducationLevel) -> QualificationKind | None:
    """Return a proof for about one in six; which one depends on the education."""
    kinds = HIGHER if level in {EducationLevel.HBO, EducationLevel.WO} else VOCATIONAL
    return rng.choices(list(kinds), list(kinds.values()))[0]


def _add(world: World, rng: Random, profile: Professional, kind: QualificationKind) -> None:
    """Store the proof; who is (or becomes) qualified also wants to be a hybride docent."""
    bound = kind in TERM_DAYS
    given = world.today - timedelta(days=rng.randint(60, 500) if bound else rng.randint(200, 3000))
    profile.qualifications.append(
        Qualification(
            kind=kind,
            sector=Sector.MBO if bound else None,
            subject=profile.education_field,
            valid_from=given,
            valid_to=given + timedelta(days=TERM_DAYS[kind]) if bound else None,
            seen_on=given + timedelta(days=20) if chance(rng, 0.6) else None,
        )
    )
    if kind in {QualificationKind.PDG, QualificationKind.BEVOEGDHEID_TWEEDEGRAADS} or bound:
        profile.sectors |= {Sector.MBO}
        profile.role_kinds |= {RoleKind.GASTDOCENT, RoleKind.HYBRIDE_DOCENT}
        profile.minutes_max = max(profile.minutes_max, 480)


def name_seers(teams: Iterable[Team], profiles: Iterable[Professional]) -> None:
    """Say which school saw a proof: one of the home region; without one nobody did."""
    by_region: dict[str | None, int | None] = {}
    for team in teams:
        by_region.setdefault(team.school.region_code, team.actor.user_id)
    for profile in profiles:
        for row in profile.qualifications:
            if row.seen_on is not None:
                row.seen_by_id = by_region.get(profile.region_code)
                row.seen_on = row.seen_on if row.seen_by_id else None


def see_proofs(world: World, profile: Professional, team: Team, on: date) -> None:
    """The school that places somebody has seen the proofs there are."""
    for row in world.session.scalars(select(Qualification).where(Qualification.professional_id == profile.id)):
        if row.seen_on is None and row.valid_from <= on:
            row.seen_on, row.seen_by_id = on, team.actor.user_id


def fresh_vog(world: World, profile: Professional, seen_on: date) -> date:
    """Return the date of a VOG that is good enough on the day it is seen; the profile gets it too."""
    issued = seen_on - timedelta(days=24)
    if profile.vog_issued_on is None or profile.vog_issued_on < issued:
        profile.vog_issued_on = min(issued, world.today)
    return issued
