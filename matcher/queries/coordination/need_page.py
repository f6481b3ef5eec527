"""The page of one onderwijsvraag for a coordinator, and its candidates."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.actors import Scope
from matcher.domain.errors import NotFoundError
from matcher.matching.constraints import Obstacle, obstacles_for_need
from matcher.models import Campus, Need, Placement, Professional, Proposal, Region, School, User
from matcher.queries.coordination.scope import people_within, within
from matcher.queries.engine import current_engine
from matcher.queries.ledger import exceptions_by_person
from matcher.queries.matches import SECRET_OBSTACLES, Candidate, candidates_of
from matcher.queries.need_content import NeedContent, content_of
from matcher.queries.placements import PlacementRow, placement_rows, with_years
from matcher.queries.proposal_page import Contact
from matcher.queries.proposals import ProposalRow, proposal_rows, to_row
from matcher.rules.six_hours import HoursException


@dataclass(frozen=True, slots=True)
class NeedFacts(NeedContent):
    """Everything the school wrote down. ``school_visible``: whether the school's own page may be opened."""

    school: str
    school_visible: bool
    campus: str
    town: str
    region: str
    region_code: str
    responsible_teacher: str
    confirmed_on: date | None
    created_at: datetime
    contact: Contact | None


@dataclass(frozen=True, slots=True)
class NeedPage:
    """A need with its proposals and placements."""

    need: NeedFacts
    proposals: tuple[ProposalRow, ...]
    placements: tuple[PlacementRow, ...]


@dataclass(frozen=True, slots=True)
class NamedCandidate:
    """A candidate with name and the exceptions in term, for a coordinator of one of the person's regions."""

    name: str
    candidate: Candidate
    exceptions: tuple[HoursException, ...]


@dataclass(frozen=True, slots=True)
class NeedCandidates:
    """The ranking as the coordinator sees it. ``elsewhere``: candidates of other regions, who are not shown.

    ``left_out``: how many people of the own regions each obstacle keeps out.
    """

    need: NeedFacts
    rows: tuple[NamedCandidate, ...]
    elsewhere: int
    left_out: dict[Obstacle, int]


def need_facts(session: Session, *, scope: Scope, need_id: int, condition: bool = True) -> NeedFacts:
    """Return one need. Raises NotFoundError for one outside the scope, unless ``condition`` is False.

    ``condition`` False is for a caller that has already decided that the reader may see it (a proposal in scope).
    """
    statement = (
        select(Need, School, Campus, Region.name, User.full_name, User.email, User.phone)
        .join(School, School.id == Need.school_id)
        .join(Region, Region.code == Need.region_code)
        .outerjoin(Campus, Campus.id == Need.campus_id)
        .outerjoin(User, User.id == Need.created_by_id)
        .where(Need.id == need_id)
    )
    found = session.execute(statement.where(within(Need.region_code, scope)) if condition else statement).one_or_none()
    if found is None:
        raise NotFoundError
    need, school, campus, region, name, email, phone = found
    return NeedFacts(
        **content_of(session, need),
        school=school.name,
        school_visible=scope.covers(school.region_code),
        campus=campus.name if campus else "",
        town=campus.town if campus else "",
        region=region,
        region_code=need.region_code,
        responsible_teacher=need.responsible_teacher,
        confirmed_on=need.confirmed_on,
        created_at=need.created_at,
        contact=Contact(name, email, phone, school.name) if name else None,
    )


def need_page(session: Session, *, scope: Scope, need_id: int, today: date) -> NeedPage:
    """Return the page of one need. Raises NotFoundError for another region's."""
    need = need_facts(session, scope=scope, need_id=need_id)
    proposals = session.execute(
        proposal_rows().where(Proposal.need_id == need_id).order_by(Proposal.updated_at.desc(), Proposal.id.desc())
    )
    # Work that was placed before the need was handed over stays with the region it was placed in.
    placed = (Placement.need_id == need_id, within(Placement.region_code, scope))
    placements = session.execute(placement_rows().where(*placed).order_by(Placement.id.desc()))
    return NeedPage(
        need=need,
        proposals=tuple(to_row(row, today=today, names=True) for row in proposals),
        placements=with_years(session, placements.all()),
    )


def need_candidates(session: Session, *, scope: Scope, need_id: int, today: date) -> NeedCandidates:
    """Return the ranked candidates of a need, those of the own regions by name.

    Raises NotFoundError for another region's need.
    """
    need = need_facts(session, scope=scope, need_id=need_id)
    found = candidates_of(session, need_id=need_id, today=today)
    names = _names(session, scope, [row.match.professional_id for row in found.rows])
    visible = [row for row in found.rows if row.match.professional_id in names]
    granted = exceptions_by_person(session, names)
    return NeedCandidates(
        need=need,
        rows=tuple(_named(row, names, granted, today) for row in visible),
        elsewhere=len(found.rows) - len(visible),
        left_out=_left_out(session, scope, need_id, today),
    )


def _named(
    row: Candidate, names: dict[int, str], granted: dict[int, tuple[HoursException, ...]], today: date
) -> NamedCandidate:
    person = row.match.professional_id
    return NamedCandidate(names[person], row, tuple(e for e in granted.get(person, ()) if e.valid_until >= today))


def _left_out(session: Session, scope: Scope, need_id: int, today: date) -> dict[Obstacle, int]:
    """Return the first obstacle of the people of the own regions who are no candidates; what is secret is left out."""
    engine = current_engine(session, today=today)
    row = engine.need_rows.get(need_id)
    if row is None:
        return {}
    own = set(session.scalars(select(Professional.id).where(people_within(scope))))
    codes = zip(engine.problem.people.ids, obstacles_for_need(engine.problem, row), strict=True)
    counted = Counter(Obstacle(int(code)) for person, code in codes if int(person) in own)
    return {o: n for o, n in counted.items() if o is not Obstacle.NONE and o not in SECRET_OBSTACLES}


def _names(session: Session, scope: Scope, people: list[int]) -> dict[int, str]:
    rows = session.execute(
        select(Professional.id, User.full_name)
        .outerjoin(User, User.id == Professional.user_id)
        .where(Professional.id.in_(people), people_within(scope))
    )
    return {person: name or "Vertrokken professional" for person, name in rows}
