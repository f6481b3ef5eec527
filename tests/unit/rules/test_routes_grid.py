"""The routewijzer never contradicts the matching engine: who may do how much where, over a grid of situations."""

from datetime import date
from itertools import combinations, product

import numpy as np
import pytest

from matcher.domain.bitsets import bit_of, cell_bit, pack
from matcher.domain.choices import Consent, EducationLevel, LegalGround, QualificationKind, RoleKind, Sector
from matcher.domain.routes import Possible, RouteKind
from matcher.domain.school_year import school_year_of
from matcher.matching.kernels.rules import FITS, SECTOR, Need, Person, early_obstacle, share, within_law
from matcher.rules.grounds import Holding, legal_ground
from matcher.rules.routes import verdict, verdicts
from matcher.rules.routes_conditions import Situation
from matcher.rules.six_hours import Engagement, under_rule
from matcher.rules.snapshot import exempt_cells, minutes_left_by_year

DAYS = (date(2020, 7, 31), date(2026, 9, 14))
# Every kind, bound to a sector, in force, over, and without the term that makes a training count.
HOLDINGS = (
    Holding(QualificationKind.BEVOEGDHEID_EERSTEGRAADS),
    Holding(QualificationKind.BEVOEGDHEID_TWEEDEGRAADS, Sector.VMBO),
    Holding(QualificationKind.PDG),
    Holding(QualificationKind.PDG, valid_to=date(2019, 1, 1)),
    Holding(QualificationKind.GESCHIKTHEIDSVERKLARING, Sector.VMBO, valid_to=date(2027, 7, 31)),
    Holding(QualificationKind.GESCHIKTHEIDSVERKLARING, Sector.MBO),
    Holding(QualificationKind.IN_OPLEIDING, Sector.MBO, date(2026, 8, 1), date(2027, 7, 31)),
    Holding(QualificationKind.PDD_INSTRUCTEUR),
    Holding(QualificationKind.BDB),
)
PROOFS = [(), *((row,) for row in HOLDINGS), *combinations(HOLDINGS, 2)]
WISHES = [frozenset(), *(frozenset({s}) for s in Sector), frozenset({Sector.VMBO, Sector.MBO}), frozenset(Sector)]
MINUTES = (60, 240, 360, 361, 960)
WEEKS = 40
# The work each role is, beside that of a guest, which everybody may do within the rule.
ROUTE_OF = {
    (Sector.VMBO, RoleKind.GASTLES): RouteKind.GASTDOCENT,
    (Sector.VMBO, RoleKind.GASTDOCENT): RouteKind.GASTDOCENT,
    (Sector.VMBO, RoleKind.HYBRIDE_DOCENT): RouteKind.DOCENT,
    (Sector.MBO, RoleKind.GASTLES): RouteKind.GASTDOCENT,
    (Sector.MBO, RoleKind.GASTDOCENT): RouteKind.GASTDOCENT,
    (Sector.MBO, RoleKind.INSTRUCTEUR): RouteKind.INSTRUCTEUR,
    (Sector.MBO, RoleKind.HYBRIDE_DOCENT): RouteKind.DOCENT,
    **{(Sector.HBO, role): RouteKind.HBO for role in RoleKind},
}


def open_minutes(situation, sector, route):
    """Minutes per school year the routewijzer gives today for work in this sector; None is no limit, 0 is nothing."""
    wanted = not situation.sectors or sector in situation.sectors
    if not wanted:
        return 0
    # Asked for this sector alone: over several sectors the routewijzer answers with the strictest.
    alone = Situation(situation.on, holdings=situation.holdings, sectors=frozenset({sector}), consent=situation.consent)
    rows = [verdict(kind, alone) for kind in {route, RouteKind.GASTDOCENT, RouteKind.HBO}]
    now = [row for row in rows if row.possible is Possible.NOW]
    if any(row.limit is None for row in now):
        return None
    return max((row.limit.yearly_minutes for row in now), default=0)


def engine_allows(situation, sector, role, minutes):
    """What the engine says of a need of ``minutes`` a week in this cell, for a person without other work."""
    year = school_year_of(situation.on)
    sectors = pack(situation.sectors or Sector)
    person = Person(sectors, pack(RoleKind), 1, 1, 0, 10_000, 0, 10, 0)
    need = Need(bit_of(sector), bit_of(role), 1, 1, 1, minutes, 1, 2)
    obstacle = early_obstacle(person, need, 1)
    left = np.array([minutes_left_by_year((), (year,), situation.on)], dtype=np.int32)
    asked = np.array([[minutes * WEEKS]], dtype=np.int32)
    exempt = share(exempt_cells(situation.holdings, situation.on), cell_bit(sector, role))
    assert obstacle in {FITS, SECTOR}
    return obstacle == FITS and bool(exempt or within_law(left, 0, asked, 0))


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("sectors", WISHES, ids=lambda wish: "-".join(sorted(wish)) or "all")
def test_the_routewijzer_opens_what_the_engine_matches_and_no_more(on, sectors):
    for proofs, ((sector, role), route) in product(PROOFS, ROUTE_OF.items()):
        situation = Situation(on=on, holdings=proofs, sectors=sectors)
        given = open_minutes(situation, sector, route)
        for minutes in MINUTES:
            told = given is None or minutes * WEEKS <= given
            assert told == engine_allows(situation, sector, role, minutes), (proofs, sector, role, minutes)


@pytest.mark.parametrize("on", DAYS)
def test_now_without_a_limit_is_the_exemption_of_the_engine(on):
    for proofs, ((sector, role), route) in product(PROOFS, ROUTE_OF.items()):
        row = verdict(route, Situation(on=on, holdings=proofs, sectors=frozenset({sector})))
        free = row.possible is Possible.NOW and row.limit is None
        assert free == bool(exempt_cells(proofs, on) & cell_bit(sector, role)), (proofs, sector, role)
        assert free != under_rule(sector, legal_ground(sector, role, proofs, on))


@pytest.mark.parametrize("consent", Consent)
def test_education_and_wishes_never_change_what_is_open_today(consent):
    """The engine knows no education: it may not open or close work. Without consent there is no profile to match."""
    for education, years, minutes, sector in product((None, *EducationLevel), (None, 1, 30), (None, 60, 960), Sector):
        situation = Situation(DAYS[1], education, None, years, (), frozenset({sector}), minutes, consent)
        open_now = {row.route for row in verdicts(situation) if row.possible is Possible.NOW}
        work = RouteKind.HBO if sector is Sector.HBO else RouteKind.GASTDOCENT
        assert open_now == (set() if consent is Consent.GEWEIGERD else {work})


@pytest.mark.parametrize("minutes", [360, 361])
def test_enough_is_what_fits_in_the_minutes_the_engine_has_left(minutes):
    situation = Situation(DAYS[1], sectors=frozenset({Sector.MBO}), minutes_per_week=minutes)
    (left,) = minutes_left_by_year((), (2026,), DAYS[1])
    row = verdict(RouteKind.GASTDOCENT, situation)
    assert row.enough is (minutes * WEEKS <= left)
    assert row.limit.yearly_minutes == left
    assert legal_ground(Sector.MBO, RoleKind.GASTDOCENT, (), DAYS[1]) is LegalGround.ZESURENREGELING


@pytest.mark.parametrize("proofs", [(), (HOLDINGS[2],), (HOLDINGS[7],)])
def test_who_used_all_klokuren_is_matched_no_more_and_reads_so(proofs):
    work = Engagement(1, Sector.MBO, 1, {2026: 240 * 60}, under_rule=True)
    (left,) = minutes_left_by_year((work,), (2026,), DAYS[1])
    situation = Situation(DAYS[1], holdings=proofs, sectors=frozenset({Sector.MBO}), minutes_left=left)
    free = bool(exempt_cells(proofs, DAYS[1]) & cell_bit(Sector.MBO, RoleKind.GASTDOCENT))
    assert left == 0
    assert (verdict(RouteKind.GASTDOCENT, situation).possible is Possible.NOW) is free
