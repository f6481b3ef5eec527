"""The consent to enter somebody's data, written down with the entry itself (AVG article 7: it must be shown)."""

from matcher.domain.errors import InvalidInputError
from matcher.models import EntryOnBehalf
from matcher.services.entries.commands import ConsentGiven
from matcher.services.transaction import Work


def entry_with(work: Work, consent: ConsentGiven) -> EntryOnBehalf:
    """Return an entry, without its subject, by who acts. Raises :class:`InvalidInputError` beside the field."""
    errors: dict[str, str] = {}
    if consent.on > work.today:
        errors["entry_on"] = "Deze datum ligt in de toekomst. Vul in wanneer de toestemming is gegeven."
    if not consent.note.strip():
        errors["entry_note"] = "Schrijf in één zin op hoe de toestemming is gegeven."
    if errors:
        raise InvalidInputError(next(iter(errors.values())), errors)
    return EntryOnBehalf(
        entered_by_id=work.actor.user_id,
        entered_at=work.now,
        consent_way=consent.way,
        consent_on=consent.on,
        consent_note=consent.note.strip(),
    )
