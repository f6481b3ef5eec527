"""A message of every kind, with the values its service gives it."""

from datetime import UTC, datetime

from matcher.domain.notifications import NOTICES, Audience, Group, NoticeKind
from matcher.models import OutboxMessage

READER = "Lezer Voorbeeld"
NOW = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
TOKEN = {"user": 1, "key": "sleutel", "email": "nieuw@example.nl", "kind": ""}
EMPLOYER = {
    "employer": "Fabriek Fictief BV",
    "state": "given",
    "minutes": 270,
    "starts_on": "2026-10-01",
    "ends_on": "2027-03-12",
    "note": "",
    "token_payload": {"consent": 1, "key": "k"},
    "contact": "Chef Verzonnen",
    "person": "Fenna Voorbeeld",
    "message": "",
}
PROPOSAL = {
    "side": "school",
    "proposal_id": 7,
    "need_title": "PLC-programmeren",
    "school": "ROC van Twente",
    "answer_by": "2026-10-02",
    "trial_on": "2026-10-05",
}
HOURS = {"need_title": "PLC-programmeren", "school": "ROC van Twente", "month": "2026-10-01", "placement_id": 3}
NEED = {"need_id": 4, "need_title": "PLC-programmeren", "school": "ROC van Twente"}
PROFILE = {}
LINE = {
    "kind": "proposal_new",
    "party": "school",
    "context": PROPOSAL,
    "proposal_id": 7,
    "need_id": 4,
    "placement_id": None,
    "professional_id": None,
}
OWN = {
    "account_confirm": {"token_payload": TOKEN},
    "account_email_change": {"token_payload": TOKEN},
    "account_reset": {"token_payload": TOKEN},
    "account_coordinator": {"scope": "regio Twente"},
    "account_email_notice": {"new_email": "nieuw@example.nl"},
    "school_invitation": {"invited_by": "Teun Teamleider", "school": "ROC van Twente", "token_payload": TOKEN},
    "school_member_request": {"colleague": "Teun Teamleider", "school": "ROC van Twente"},
    "school_member_admitted": {"school": "ROC van Twente"},
    "school_member_refused": {"school": "ROC van Twente"},
    "qualification_ending": {"proof": "PDG", "sector": "mbo", "valid_to": "2026-10-02"},
    "digest": {"lines": [LINE], "more": 2},
}


def context_of(kind):
    """Return the values of a kind, without the name of the reader."""
    if kind.value in OWN:
        return OWN[kind.value]
    for beginning, values in (("employer_", EMPLOYER), ("hours_", HOURS), ("need_", NEED), ("profile_", PROFILE)):
        if kind.value.startswith(beginning):
            return values
    return {} if NOTICES[kind].group is Group.ACCOUNT else PROPOSAL


def message_of(kind, user_id=None, **more):
    """Return a message as it waits in the outbox."""
    context = {"name": READER, **context_of(kind), **more}
    return OutboxMessage(
        id=1,
        attachments=[],
        kind=NoticeKind(kind).value,
        recipient="lezer@example.nl",
        user_id=user_id,
        context=context,
        created_at=NOW,
    )


def text_of(mail):
    """Return everything somebody can read of a mail: subject, text and HTML."""
    return "\n".join([mail.subject, mail.body, mail.alternatives[0][0]])


def inside(kind):
    """Return whether a kind goes to somebody with an account."""
    return Audience.OUTSIDE not in NOTICES[kind].audience
