"""Qualifications, certificates and the VOG of the people."""

from datetime import date, timedelta
from random import Random

from matcher.demo.dice import chance
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
    QualificationKind.GESCHIKTHEIDSVERKLARING: 4,
    QualificationKind.BDB: 5,
}
VOCATIONAL: dict[QualificationKind | None, int] = {
    None: 88,
    QualificationKind.PDG: 5,
    QualificationKind.PDD_INSTRUCTEUR: 7,
}
# Days of a statement for zij-instroom: two school years.
STATEMENT_DAYS = 730


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
    bound = kind is QualificationKind.GESCHIKTHEIDSVERKLARING
    given = world.today - timedelta(days=rng.randint(60, 500) if bound else rng.randint(200, 3000))
    profile.qualifications.append(
        Qualification(
            kind=kind,
            sector=Sector.MBO if bound else None,
            subject=profile.education_field,
            valid_from=given,
            valid_to=given + timedelta(days=STATEMENT_DAYS) if bound else None,
            seen_on=given + timedelta(days=20) if chance(rng, 0.6) else None,
        )
    )
    if kind in {QualificationKind.PDG, QualificationKind.BEVOEGDHEID_TWEEDEGRAADS} or bound:
        profile.sectors |= {Sector.MBO}
        profile.role_kinds |= {RoleKind.GASTDOCENT, RoleKind.HYBRIDE_DOCENT}
        profile.minutes_max = max(profile.minutes_max, 480)


def fresh_vog(world: World, profile: Professional, seen_on: date) -> date:
    """Return the date of a VOG that is good enough on the day it is seen; the profile gets it too."""
    issued = seen_on - timedelta(days=24)
    if profile.vog_issued_on is None or profile.vog_issued_on < issued:
        profile.vog_issued_on = min(issued, world.today)
    return issued
