"""What the law says of a wished placement: ground, hours, what is missing. One place for page, counter and service."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.actors import Actor
from matcher.domain.choices import LegalGround
from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.domain.placing import PlaceCommand
from matcher.domain.states import Party
from matcher.models import Need, Proposal, Qualification, School
from matcher.queries.ledger import engagements_of
from matcher.rules.grounds import Holding, legal_ground
from matcher.rules.placement import Missing, PlacementFacts, missing_for_start
from matcher.rules.six_hours import Decision, ExceptionNote, decide
from matcher.rules.teaching_weeks import planned_minutes

# May come after placing, but before the first lesson; until then it is a task of the coordinator.
LATER = frozenset({"vog_issued_on", "vog_seen_on"})


@dataclass(frozen=True, slots=True)
class Assessment:
    """The ground, the planned minutes per school year, the decision of the six-hours rule, and what is missing."""

    ground: LegalGround
    requested: dict[int, int]
    decision: Decision
    missing: tuple[Missing, ...]

    @property
    def missing_now(self) -> tuple[Missing, ...]:
        """What must be filled in before somebody can be placed."""
        return tuple(row for row in self.missing if row.field not in LATER)

    @property
    def missing_before_start(self) -> tuple[Missing, ...]:
        """What may follow, but before the first lesson (the VOG)."""
        return tuple(row for row in self.missing if row.field in LATER)


def assess(
    session: Session, *, professional_id: int, need: Need, command: PlaceCommand, may_except: bool = False
) -> Assessment:
    """Hold a wished placement against the law. Raises InvalidInputError for a period that cannot be.

    ``may_except``: the actor may record an exception (a coordinator).
    """
    holdings = holdings_of(session, professional_id)
    ground = legal_ground(need.sector, command.role_kind, holdings, command.starts_on)
    requested = _requested(command)
    board_id = session.scalar(select(School.board_id).where(School.id == need.school_id))
    decision = decide(
        sector=need.sector,
        ground=ground,
        requested=requested,
        engagements=engagements_of(session, professional_id),
        board_id=board_id,
        exception=ExceptionNote(command.exception_reason, command.exception_article) if may_except else None,
        teaching_weeks=command.teaching_weeks,
    )
    return Assessment(ground, requested, decision, missing_for_start(_facts(need, command, ground, board_id)))


def holdings_of(session: Session, professional_id: int) -> tuple[Holding, ...]:
    """Return the qualifications of a person as the rules ask them."""
    rows = session.scalars(select(Qualification).where(Qualification.professional_id == professional_id))
    return tuple(Holding(row.kind, row.sector, row.valid_from, row.valid_to) for row in rows)


def _requested(command: PlaceCommand) -> dict[int, int]:
    if command.ends_on < command.starts_on:
        raise InvalidInputError("Controleer de data.", {"ends_on": "De einddatum ligt voor de begindatum."})
    try:
        return planned_minutes(command.starts_on, command.ends_on, command.minutes_per_week, command.teaching_weeks)
    except ValueError as error:
        text = "Zoveel lesweken passen niet in deze periode. Vul een lager aantal in."
        raise InvalidInputError(text, {"teaching_weeks": text}) from error


def _facts(need: Need, command: PlaceCommand, ground: LegalGround, board_id: int | None) -> PlacementFacts:
    return PlacementFacts(
        sector=need.sector,
        ground=ground,
        contract_form=command.contract_form,
        board_id=board_id,
        responsible_teacher=command.responsible_teacher,
        subject_parts=command.subject_parts,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        minutes_per_week=command.minutes_per_week,
        teaching_weeks=command.teaching_weeks,
        vog_issued_on=command.vog_issued_on,
        vog_seen_on=command.vog_seen_on,
    )


def assessment_for(session: Session, *, proposal_id: int, command: PlaceCommand, actor: Actor) -> Assessment:
    """Return the assessment for the placement page of a proposal. Raises NotFoundError for somebody else's."""
    found = session.execute(
        select(Proposal, Need).join(Need, Need.id == Proposal.need_id).where(Proposal.id == proposal_id)
    ).one_or_none()
    if found is None:
        raise NotFoundError
    proposal, need = found
    parties = actor.parties(
        professional_id=proposal.professional_id, school_id=need.school_id, region_code=need.region_code
    )
    if not parties & {Party.SCHOOL, Party.COORDINATOR}:
        raise NotFoundError
    return assess(
        session,
        professional_id=proposal.professional_id,
        need=need,
        command=command,
        may_except=Party.COORDINATOR in parties,
    )
