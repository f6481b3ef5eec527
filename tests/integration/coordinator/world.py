"""Two regions full of data in every state: all names of Twente begin with Alfa, all of Zuidoost-Brabant with Beta."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from matcher.domain.choices import ContractForm, LegalGround, QualificationKind, RoleKind, Sector
from matcher.domain.desk import ConsentWay, ImportKind, ImportState, RowOutcome
from matcher.domain.notifications import MailMode, NoticeKind
from matcher.domain.reasons import REASONS
from matcher.domain.rounds import RoundState
from matcher.domain.school_year import school_years_between
from matcher.domain.states import Answer, NeedState, Party, PlacementState, ProfileState, ProposalState, Step
from matcher.models import (
    DeskNote,
    EntryOnBehalf,
    HoursException,
    ImportBatch,
    ImportRow,
    MatchingRound,
    Notification,
    Placement,
    PlacementYear,
    Programme,
    ProgrammeRegion,
    Proposal,
    ProposalEvent,
    Qualification,
    RoundLeftOver,
    RoundPair,
    RoundRegion,
    School,
    SchoolMembership,
    User,
)
from matcher.queries.coordination.facets_proposals import FUNNEL
from tests.factories import (
    EINDHOVEN,
    HENGELO,
    NeedFactory,
    ProfessionalFactory,
    ProposalFactory,
    UserFactory,
    school,
)

NOW = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
SCHOOLS = {"Alfa": ("ROC van Twente", "C.T. Stork College", "Saxion"), "Beta": ("Summa College", "Fontys")}
POINTS = {"Alfa": HENGELO, "Beta": EINDHOVEN}
ROLES = {
    Sector.HBO: (RoleKind.HYBRIDE_EXPERT, RoleKind.GASTLES),
    Sector.MBO: (RoleKind.GASTDOCENT, RoleKind.INSTRUCTEUR, RoleKind.HYBRIDE_DOCENT),
    Sector.VMBO: (RoleKind.GASTDOCENT, RoleKind.GASTLES),
}


@dataclass
class Side:
    """One region: the ids of its rows, and the tag every name carries. ``memberships``: id -> school."""

    tag: str
    region: str
    people: list = field(default_factory=list)
    needs: list = field(default_factory=list)
    proposals: list = field(default_factory=list)
    placements: list = field(default_factory=list)
    memberships: dict = field(default_factory=dict)
    round_id: int = 0
    exception_id: int = 0
    qualification_id: int = 0
    programme_id: int = 0
    notification_id: int = 0
    import_id: int = 0
    entered_id: int = 0
    user_id: int = 0
    note_id: int = 0
    run_id: int = 0
    desk: dict = field(default_factory=dict)


def fill(session, tag, *, people=9, needs=7, proposals=45, seed=0):
    """Return a region with this many rows, in states drawn by chance from the seed."""
    draw = random.Random(f"{tag}{seed}")  # the same world every time
    side = Side(tag, POINTS[tag]["region_code"])
    persons = [_person(tag, n, draw) for n in range(seed * 100, seed * 100 + people)]
    asked = [_need(tag, n, draw) for n in range(seed * 100, seed * 100 + needs)]
    pairs = [(person, need) for person in persons for need in asked]
    for person, need in draw.sample(pairs, min(proposals, len(pairs))):
        proposal = _proposal(session, person, need, draw)
        side.proposals.append(proposal.id)
        if proposal.state is ProposalState.PLACED:
            side.placements.append(_placement(session, proposal, need, draw).id)
    waiting = [_waiting(session, tag, name, seed) for name in SCHOOLS[tag]]
    side.memberships = {row.id: row.school_id for row in waiting}
    side.people, side.needs = [row.id for row in persons], [row.id for row in asked]
    side.round_id = _round(session, side).id
    side.exception_id = exception_for(session, side.people[0], reason=f"{tag} heeft een tekort.").id
    side.qualification_id = _proof(session, side.people[0], tag).id
    side.import_id = _import(session, side).id
    side.programme_id = _programme(session, side, seed).id
    side.user_id = persons[0].user_id
    side.notification_id = _notification(session, side).id
    side.note_id = _note(session, side)
    side.entered_id = _entered(session, side).professional_id
    session.flush()
    return side


def _note(session, side):
    """Return the id of a note about the second person, by somebody who left."""
    row = DeskNote(professional_id=side.people[1], text=f"{side.tag} belt liever.", at=NOW)
    session.add(row)
    session.flush()
    return row.id


def _import(session, side):
    """Return a checked import of people of the region, with a good and a bad row."""
    batch = ImportBatch(
        kind=ImportKind.PEOPLE,
        state=ImportState.CHECKED,
        file_name=f"{side.tag}-lijst.csv",
        columns=["naam"],
        mapping={"full_name": 0},
        region_code=side.region,
        rows_total=2,
        created_at=NOW,
    )
    session.add(batch)
    session.flush()
    for number, outcome in enumerate((RowOutcome.GOOD, RowOutcome.BAD), 1):
        cells = [f"{side.tag} Aanmelder"]
        session.add(ImportRow(batch_id=batch.id, number=number, cells=cells, outcome=outcome, errors={"email": "x"}))
    return batch


def _entered(session, side):
    """Return the entry of the last person, who did not take it over yet."""
    row = EntryOnBehalf(
        professional_id=side.people[-1],
        entered_at=NOW,
        consent_way=ConsentWay.PHONE,
        consent_on=NOW.date(),
        consent_note=f"{side.tag} belde.",
    )
    session.add(row)
    session.flush()
    return row


def _programme(session, side, seed):
    """Return a programme of the region."""
    mine = [ProgrammeRegion(region_code=side.region)]
    row = Programme(name=f"{side.tag}-programma-{seed}", starts_on=date(2026, 8, 1), regions=mine)
    session.add(row)
    session.flush()
    return row


def _notification(session, side):
    """Return what the first person was told about the first proposal; mail to that person comes back."""
    user = session.get(User, side.user_id)
    user.undeliverable_since, user.undeliverable_reason = NOW, f"{side.tag} is weg"
    row = Notification(
        key=side.tag + str(side.user_id),
        user_id=side.user_id,
        kind=NoticeKind.PROPOSAL_NEW,
        party=Party.PROFESSIONAL,
        proposal_id=side.proposals[0] if side.proposals else None,
        context={"need_title": f"{side.tag}vraag"},
        created_at=NOW,
        mode=MailMode.AT_ONCE,
    )
    session.add(row)
    session.flush()
    return row


def _proof(session, person, tag):
    """Return a proof of qualification that nobody saw."""
    row = Qualification(
        professional_id=person, kind=QualificationKind.BDB, subject=f"{tag}-vak", valid_from=date(2025, 1, 1)
    )
    session.add(row)
    session.flush()
    return row


def exception_for(session, person, *, reason="Er is een tekort.", minutes=300 * 60, until=date(2027, 7, 31)):
    """Return a recorded exception of school year 2026-2027."""
    row = HoursException(
        professional_id=person,
        school_year=2026,
        allowed_minutes=minutes,
        valid_until=until,
        reason=reason,
        article="WVO 2020 artikel 7.19",
        recorded_at=NOW,
    )
    session.add(row)
    session.flush()
    return row


def _round(session, side):
    """Return a solved matching round of the region, with one pair and one need left open."""
    figures = dict.fromkeys(("places", "people_chosen", "needs_served", "minutes", "parts"), 1)
    figures |= {"pairs": 1, "coverage": 0.5, "quality": 0.8, "gap": 0.0, "optimal": True, "waiting_served": 3.0}
    made = MatchingRound(
        state=RoundState.SOLVED, options={}, weights_version="test", today=NOW.date(), created_at=NOW, figures=figures
    )
    session.add(made)
    session.flush()
    person, need = side.people[0], side.needs[0]
    session.add_all(
        [
            RoundRegion(round_id=made.id, region_code=side.region),
            RoundPair(round_id=made.id, rank=1, professional_id=person, need_id=need, total=0.8, parts={}),
            RoundLeftOver(round_id=made.id, need_id=side.needs[-1], reason="travel", places=1, counts={"travel": 2}),
        ]
    )
    return made


def _person(tag, number, draw):
    user = UserFactory(full_name=f"{tag} Voorbeeld-{number}", email=f"{tag.lower()}{number}@example.nl", phone="0612")
    return ProfessionalFactory(
        user_id=user.id,
        state=draw.choice([ProfileState.ACTIVE, *ProfileState]),
        job_title=f"{tag}-technicus",
        employer=f"{tag}fabriek BV",
        motivation=f"{tag} wil lesgeven.",
        region_code=POINTS[tag]["region_code"],
        area=POINTS[tag],
        area__radius_km=30,
        confirmed_on=draw.choice([date(2026, 9, 1), date(2026, 6, 1), None]),
        created_at=NOW - timedelta(days=draw.choice([2, 90])),
        sectors=frozenset(draw.sample(list(Sector), 2)),
    )


def _need(tag, number, draw):
    place = school(draw.choice(SCHOOLS[tag]))
    return NeedFactory(
        school_id=place.id,
        title=f"{tag}vraag-{number}",
        education=f"{tag}-opleiding",
        responsible_teacher=f"Meester {tag}",
        learning_goals=f"{tag} leren.",
        state=draw.choice([NeedState.OPEN, NeedState.OPEN, *NeedState]),
        role_kind=draw.choice(ROLES[place.sector]),
        confirmed_on=draw.choice([date(2026, 9, 1), date(2026, 6, 1), None]),
        created_at=NOW - timedelta(days=draw.choice([2, 90])),
        people_wanted=3,
        created_by_id=UserFactory(full_name=f"{tag} Teamleider", email=f"{tag.lower()}-team{number}@example.nl").id,
    )


def _proposal(session, person, need, draw):
    state = draw.choice([*ProposalState, ProposalState.PLACED, ProposalState.PLACED, ProposalState.PROPOSED])
    begun = NOW - timedelta(days=draw.choice([3, 10, 40, 200, 500]))
    path = list(FUNNEL[: FUNNEL.index(state) + 1]) if state in FUNNEL else [*FUNNEL[: draw.randint(1, 5)], state]
    ended = state in {ProposalState.DECLINED, ProposalState.WITHDRAWN}
    party = draw.choice([Party.PROFESSIONAL, Party.SCHOOL, Party.COORDINATOR])
    proposal = ProposalFactory(
        professional_id=person.id,
        need_id=need.id,
        state=state,
        score=draw.choice([None, round(draw.random(), 2)]),
        answer_by=draw.choice([date(2026, 9, 10), date(2026, 9, 20)]) if state is ProposalState.PROPOSED else None,
        professional_answer=draw.choice([Answer.PENDING, Answer.INTERESTED]),
        school_agreed_at=draw.choice([None, begun]),
        ended_by=party if ended else None,
        ended_reason=draw.choice(REASONS[party]).code if ended else None,
        created_at=begun,
        updated_at=begun + timedelta(days=len(path)),
    )
    for number, step in enumerate(path):
        before = path[number - 1] if number else None
        session.add(
            ProposalEvent(
                proposal_id=proposal.id,
                at=begun + timedelta(days=number),
                party=Party.SYSTEM,
                step=Step.ACCEPT if number else None,
                from_state=before,
                to_state=step,
            )
        )
    session.flush()
    return proposal


def _placement(session, proposal, need, draw):
    starts = draw.choice([date(2026, 9, 7), date(2026, 9, 28), date(2027, 3, 1), date(2025, 9, 1)])
    return placement_of(
        session,
        proposal,
        need,
        starts_on=starts,
        ends_on=starts + timedelta(days=draw.choice([60, 200])),
        minutes=draw.choice([1000, 7000, 12000]),
        state=draw.choice([PlacementState.PLANNED, *PlacementState]),
        made=draw.choice([NOW - timedelta(days=2), NOW - timedelta(days=40)]),
        vog=draw.choice([None, starts - timedelta(days=30), starts - timedelta(days=400)]),
    )


def placement_of(session, proposal, need, *, starts_on, ends_on, minutes, state=PlacementState.PLANNED, made=NOW, vog):
    """Return a placement with this many minutes in each school year it touches."""
    place = session.get(School, need.school_id)
    years = school_years_between(starts_on, ends_on)
    hbo = need.sector is Sector.HBO
    placement = Placement(
        proposal_id=proposal.id,
        professional_id=proposal.professional_id,
        need_id=need.id,
        school_id=need.school_id,
        board_id=place.board_id,
        campus_id=need.campus_id,
        region_code=need.region_code,
        sector=need.sector,
        role_kind=need.role_kind,
        legal_ground=LegalGround.HBO if hbo else LegalGround.ZESURENREGELING,
        state=state,
        responsible_teacher=need.responsible_teacher,
        subject_parts=need.title,
        starts_on=starts_on,
        ends_on=ends_on,
        minutes_per_week=120,
        teaching_weeks=6,
        contract_form=ContractForm.EIGEN_AANSTELLING,
        vog_issued_on=vog,
        vog_seen_on=vog + timedelta(days=5) if vog else None,
        total_minutes=minutes * len(years),
        created_at=made,
        years=[
            PlacementYear(
                school_year=year, planned_minutes=minutes, counted_minutes=0 if hbo else minutes, limit_minutes=14400
            )
            for year in years
        ],
    )
    session.add(placement)
    session.flush()
    return placement


def _waiting(session, tag, school_name, seed):
    user = UserFactory(full_name=f"{tag} Aanmelder", email=f"{tag.lower()}-{school(school_name).id}-{seed}@example.nl")
    row = SchoolMembership(user_id=user.id, school_id=school(school_name).id, requested_at=NOW, job_title=f"{tag}-baas")
    session.add(row)
    session.flush()
    return row


def in_state(session, side, state):
    """Return a proposal of the side in this state."""
    found = session.scalars(select(Proposal.id).where(Proposal.id.in_(side.proposals), Proposal.state == state))
    return found.first()


def state_of(session, scene):
    session.expire_all()
    return session.get(Proposal, scene["id"]).state


def set_state(session, scene, state, **values):
    proposal = session.get(Proposal, scene["id"])
    proposal.state = state
    for name, value in values.items():
        setattr(proposal, name, value)
    session.commit()
