"""Verdicts of the rules as they were given."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.law import VerdictOccasion
from matcher.models import RuleVerdict, User


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A verdict with who asked it; ``facts`` and ``outcome`` as they were kept."""

    id: int
    at: datetime
    by: str
    occasion: VerdictOccasion
    allowed: bool
    rule_version: str
    facts: dict[str, Any]
    outcome: dict[str, Any]

    @property
    def decision(self) -> dict[str, Any]:
        """The decision of the six-hours rule in it; empty for another kind of verdict."""
        # Verdicts from before the ledger on dates are the decision itself.
        found: dict[str, Any] = self.outcome.get("decision", self.outcome)
        return found if "message" in found else {}


def verdicts_of_placement(session: Session, placement_id: int) -> tuple[VerdictRow, ...]:
    """Return the verdicts on a placement, newest first."""
    found = session.execute(
        select(RuleVerdict, User.full_name)
        .outerjoin(User, User.id == RuleVerdict.actor_id)
        .where(RuleVerdict.placement_id == placement_id)
        .order_by(RuleVerdict.at.desc(), RuleVerdict.id.desc())
    )
    return tuple(_row(verdict, name) for verdict, name in found)


def _row(verdict: RuleVerdict, name: str | None) -> VerdictRow:
    return VerdictRow(
        id=verdict.id,
        at=verdict.at,
        by=name or "",
        occasion=verdict.occasion,
        allowed=verdict.allowed,
        rule_version=verdict.rule_version,
        facts=verdict.facts,
        outcome=verdict.outcome,
    )


def decision_of_placement(session: Session, placement_id: int) -> dict[str, Any]:
    """Return the newest decision of the six-hours rule on a placement; empty without one."""
    rows = verdicts_of_placement(session, placement_id)
    return next((row.decision for row in rows if row.decision), {})
