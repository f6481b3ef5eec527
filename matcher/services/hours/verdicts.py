"""Keeps what the rules said, with the facts they were asked, so that it can be shown later as it was."""

from dataclasses import asdict, is_dataclass
from datetime import date, datetime, time
from typing import Any

from matcher.domain.law import VerdictOccasion
from matcher.models import RuleVerdict
from matcher.rules.version import RULE_VERSION
from matcher.services.transaction import Work


def keep_verdict(
    work: Work,
    *,
    occasion: VerdictOccasion,
    professional_id: int,
    placement_id: int | None,
    allowed: bool,
    facts: dict[str, Any],
    outcome: dict[str, Any],
) -> RuleVerdict:
    """Write a verdict down; ``facts`` and ``outcome`` may hold dataclasses, dates and enums."""
    row = RuleVerdict(
        at=work.now,
        actor_id=work.actor.user_id,
        occasion=occasion,
        professional_id=professional_id,
        placement_id=placement_id,
        allowed=allowed,
        rule_version=RULE_VERSION,
        facts=plain(facts),
        outcome=plain(outcome),
    )
    work.session.add(row)
    work.session.flush()
    return row


def plain(value: Any) -> Any:
    """Return the value as JSON can hold it: dataclasses as objects, dates in ISO form, sets in order."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(plain(item) for item in value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value
