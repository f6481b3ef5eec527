"""A message of every kind, with the values its service gives it."""

from datetime import UTC, datetime

import pytest

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
PLACEMENT = {
    "side": "school",
    "placement_id": 3,
    "proposal_id": 7,
    "need_title": "PLC-programmeren",
    "school": "ROC van Twente",
}
CHANGES = [
    {"what": "starts_on", "old": "2026-10-01", "new": "2026-10-05"},
    {"what": "ends_on", "old": "2027-03-12", "new": "2027-03-05"},
    {"what": "total", "old": 5400, "new": 4950},
    *({"what": what} for what in ("hours", "days", "teacher", "subject", "role")),
]
MONTH = {"month": "2026-10-01"}
NEED = {"need_id": 4, "need_title": "PLC-programmeren", "school": "ROC van Twente"}
PROFILE = {"professional_id": 5}
TRANSFER = {"what": "professional", "subject_id": 5, "several": False, "region": "Twente"}
ASKED = {"since": "2026-06-15", "pauses_on": "2026-10-02"}
WAIT = {"state": "proposed", "waits_for": ["professional", "school"], "other_waits": False, "last": False}
MOMENT = {"starts_at": "2026-10-05T08:00:00+00:00", "minutes": 90}
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
    "account_deleted": {"language": "nl", "silent": False},
    "account_email_change": {"token_payload": TOKEN},
    "account_reset": {"token_payload": TOKEN},
    "account_coordinator": {"scope": "regio Twente"},
    "account_email_notice": {"new_email": "nieuw@example.nl"},
    "school_invitation": {"invited_by": "Teun Teamleider", "school": "ROC van Twente", "token_payload": TOKEN},
    "school_member_request": {"colleague": "Teun Teamleider", "school": "ROC van Twente"},
    "school_member_admitted": {"school": "ROC van Twente"},
    "school_member_refused": {"school": "ROC van Twente"},
    "qualification_ending": {"proof": "PDG", "sector": "mbo", "valid_to": "2026-10-02"},
    "cover_asked": {"starts_on": "2026-10-01", "ends_on": "2026-10-12"},
    "digest": {"lines": [LINE], "more": 2},
    "proposal_postponed": PROPOSAL | {"postponed_until": "2026-09-28"},
    "proposal_closed": PROPOSAL
    | {"answer_by": None, "silent": True, "again": True, "state": "proposed", "need_id": NEED["need_id"]},
    "answer_reminder": PROPOSAL | WAIT,
    "answer_escalated": PROPOSAL | WAIT | {"waits_for": ["school"], "other_waits": True},
    "answer_overdue": PROPOSAL | WAIT | {"side": "coordinator"},
    "review_reminder": PROPOSAL | WAIT | {"side": "coordinator", "state": "in_review", "waits_for": ["coordinator"]},
    "trial_offered": PROPOSAL | {"trial_on": None, "moved": False},
    "trial_planned": PROPOSAL | MOMENT,
    "trial_reminder": PROPOSAL | MOMENT,
    "trial_feedback_asked": PROPOSAL | MOMENT,
    "placement_made": PLACEMENT | {"with_file": True},
    "placement_changed": PLACEMENT | {"changes": CHANGES, "with_file": True},
    "placement_ended": PLACEMENT | {"changes": [CHANGES[1]], "with_file": True},
    "placement_stop_asked": PLACEMENT | {"last_day": "2026-10-30"},
    "hours_asked": PLACEMENT | MONTH | {"side": "professional", "planned": 270, "entered": None},
    "hours_to_confirm": PLACEMENT | MONTH | {"entered": 270},
    "hours_differ": PLACEMENT | MONTH | {"side": "professional", "entered": 270, "confirmed": 60},
    "need_stale": NEED | ASKED,
    "need_paused": NEED | {"since": ASKED["since"]},
    "profile_stale": PROFILE | ASKED,
    "profile_paused": PROFILE | {"since": ASKED["since"]},
    "entry_takeover": {
        "token_payload": {"entry": 1, "key": "sleutel"},
        "entered_by": "Coby Coördinator",
        "entered_on": "2026-09-01",
        "removed_on": "2026-10-31",
        "reminder": False,
    },
    "entry_removed": {"reference": "K-0007", "entered_on": "2026-07-01", "refused": False},
    "need_entered": NEED,
    "profiles_merged": {"by": "Coby Coördinator", "kept": True, "open": False},
    "desk_transfer": TRANSFER,
}
_PRO = {"side": "professional"}
_REGION = {"side": "coordinator"}
_OTHER = {"other_waits": True}
_QUIET = {"silent": False, "again": False}
# What else a kind may hold, by name: every branch of its templates is in one of them.
VARIANTS = {
    "account_deleted": {"silent": {"silent": True}},
    "entry_takeover": {"reminder": {"reminder": True, "entered_by": ""}},
    "entry_removed": {"refused": {"refused": True}},
    "profiles_merged": {"off": {"kept": False}, "open": {"kept": False, "open": True}},
    "proposal_new": {"professional": _PRO, "no_date": {"answer_by": None}, "fewer": {"offered": 120, "asked": 240}},
    "proposal_postponed": {"professional": _PRO},
    "proposal_introduced": {"professional": _PRO},
    "proposal_agree_asked": {"professional": _PRO},
    "proposal_agreed": {"professional": _PRO},
    "proposal_ended": {"professional": _PRO | {"answer_by": None}, "unlinked": {"linked": False, "answer_by": None}},
    "proposal_closed": {
        "silent_professional": _PRO,
        "silent_over": {"again": False},
        "waited_professional": _PRO | _QUIET,
        "waited_school": _QUIET,
    },
    "answer_reminder": {
        "professional": _PRO | _OTHER,
        "professional_last": _PRO | {"last": True},
        "by_coordinator": {"by_coordinator": True, "closes_on": "2026-10-09", "answer_by": None},
        "by_coordinator_early": _PRO | {"by_coordinator": True, "closes_on": None},
        "introduced": {"state": "introduced", "trial_on": None} | _OTHER,
        "introduced_professional": _PRO | {"state": "introduced", "trial_on": None},
        "introduced_last": _PRO | {"state": "introduced", "last": True},
        "trial_offered": {"state": "trial", "trial_on": None} | _OTHER,
        "trial_given": _PRO | {"state": "trial"},
        "agreed": {"state": "agreed", "waits_for": ["school"]} | _OTHER,
    },
    "answer_escalated": {"introduced": {"state": "introduced"}, "agreed": {"state": "agreed"}},
    "answer_overdue": {
        "professional": {"waits_for": ["professional"]},
        "school": {"waits_for": ["school"], "state": "agreed"},
        "review": {"waits_for": ["coordinator"], "state": "in_review"},
    },
    "message_new": {"professional": _PRO, "coordinator": _REGION},
    "trial_offered": {"professional_moved": _PRO | {"moved": True}},
    "trial_planned": {"professional": _PRO},
    "trial_reminder": {"professional": _PRO},
    "trial_feedback_asked": {"professional": _PRO},
    "placement_made": {"professional": _PRO, "no_file": {"with_file": False}},
    "placement_changed": {"professional": _PRO | {"with_file": False}},
    "placement_ended": {
        "professional": _PRO,
        "cancelled": {"changes": [{"what": "cancelled"}]},
        "no_file": {"with_file": False},
    },
    "placement_stop_asked": {"coordinator": _REGION},
    "placement_feedback_asked": {"professional": _PRO},
    "hours_to_confirm": {"not_entered": {"entered": None}, "one": {"entered": 60}},
    "employer_answered": {
        "refused": {"state": "refused", "note": "Volgend jaar misschien."},
        "withdrawn": {"state": "withdrawn"},
    },
    "employer_asked": {"message": {"message": "Zullen we bellen?"}},
    "employer_copy": {"refused": {"state": "refused"}, "withdrawn": {"state": "withdrawn"}},
    "employer_cancelled": {"asked": {"state": "asked"}},
    "desk_transfer": {
        "need": {"what": "need"},
        "people": {"several": True},
        "needs": {"what": "need", "several": True},
    },
    "digest": {"few": {"more": 0}},
}


def samples(wanted=lambda _kind: True):
    """Return every kind that is wanted, as it usually is and in its variants: the kind and the values that differ."""
    return [
        pytest.param(kind, values, id=f"{kind}-{name}" if name else kind.value)
        for kind in NoticeKind
        if wanted(kind)
        for name, values in {"": {}, **VARIANTS.get(kind.value, {})}.items()
    ]


def context_of(kind):
    """Return the values of a kind, without the name of the reader."""
    if kind.value in OWN:
        return OWN[kind.value]
    for beginning, values in (("employer_", EMPLOYER), ("placement_", PLACEMENT), ("need_", NEED)):
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
