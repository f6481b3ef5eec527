"""Proofs of qualification of a profile: added and removed by the person, seen by a school or coordinator."""

from sqlalchemy import func, select

from matcher.domain.choices import Sector
from matcher.domain.errors import InvalidInputError, NotFoundError, RuleRefusedError
from matcher.domain.law import VerdictOccasion
from matcher.models import Professional, Qualification
from matcher.queries.ledger import engagements_of, holdings_of
from matcher.rules.grounds import TRAINING_KINDS
from matcher.services.hours.counting import recount
from matcher.services.hours.verdicts import keep_verdict
from matcher.services.profile_access import changed, editable_profile
from matcher.services.profile_commands import QualificationCommand
from matcher.services.transaction import Work, transactional

MOST_QUALIFICATIONS = 20
# Given for one sector and a term (two years for a statement): without them it proves nothing.
BOUND_KINDS = TRAINING_KINDS
BOUND_SECTORS = frozenset({Sector.VMBO, Sector.MBO})
ASK_COORDINATOR = "Zonder geldig bewijs tellen klokuren van uw inzet weer mee. Vraag uw coördinator wat er kan."


@transactional
def add_qualification(work: Work, *, professional_id: int, command: QualificationCommand) -> int:
    """Add a proof and return its id; hours on and after its first day leave the six-hours rule.

    Raises :class:`InvalidInputError` beside the field.
    """
    profile = editable_profile(work, professional_id)
    check_proof(work, command)
    counted = select(func.count()).where(Qualification.professional_id == profile.id)
    if (work.session.scalar(counted) or 0) >= MOST_QUALIFICATIONS:
        raise InvalidInputError(f"U hebt al {MOST_QUALIFICATIONS} bewijzen. Verwijder er eerst een.")
    row = Qualification(
        professional_id=profile.id,
        kind=command.kind,
        sector=command.sector,
        subject=command.subject,
        valid_from=command.valid_from,
        valid_to=command.valid_to,
    )
    work.session.add(row)
    changed(work, profile)
    count_anew(work, profile)
    return row.id


def check_proof(work: Work, command: QualificationCommand) -> None:
    """Raise InvalidInputError for dates or a sector that the proof cannot have."""
    errors: dict[str, str] = {}
    if command.valid_from > work.today:
        errors["valid_from"] = "Deze datum ligt in de toekomst. Vul de datum in die op uw bewijs staat."
    if command.valid_to and command.valid_to < command.valid_from:
        errors["valid_to"] = "De einddatum ligt voor de begindatum."
    if command.kind in BOUND_KINDS and command.sector not in BOUND_SECTORS:
        errors["sector"] = "Dit bewijs geldt voor één sector. Kies vmbo of mbo."
    if command.kind in BOUND_KINDS and command.valid_to is None:
        errors["valid_to"] = "Dit bewijs is tijdelijk. Vul in tot wanneer het geldt."
    if errors:
        raise InvalidInputError(next(iter(errors.values())), errors)


@transactional
def remove_qualification(work: Work, *, professional_id: int, qualification_id: int) -> None:
    """Remove a proof of this profile; hours it kept outside the six-hours rule count again.

    Raises :class:`NotFoundError` for one of somebody else, RuleRefusedError when those hours do not fit.
    """
    profile = editable_profile(work, professional_id)
    row = work.session.get(Qualification, qualification_id)
    if row is None or row.professional_id != profile.id:
        raise NotFoundError
    work.session.delete(row)
    changed(work, profile)
    count_anew(work, profile)


def count_anew(work: Work, profile: Professional) -> None:
    """Count the hours with the proofs of now; ``editable_profile`` holds the lock of the person.

    Raises RuleRefusedError with the numbers and who can help.
    """
    before = engagements_of(work.session, profile.id)
    try:
        recount(work, profile.id)
    except RuleRefusedError as error:
        raise RuleRefusedError(f"{error.message} {ASK_COORDINATOR}", error.article) from error
    after = engagements_of(work.session, profile.id)
    if before != after:
        keep_verdict(
            work,
            occasion=VerdictOccasion.QUALIFICATION,
            professional_id=profile.id,
            placement_id=None,
            allowed=True,
            facts={"engagements": before, "holdings": holdings_of(work.session, profile.id)},
            outcome={"engagements": after},
        )
