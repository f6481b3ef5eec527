"""The kinds of tasks of a coordinator, most urgent first, and what the list behind each is filtered on."""

from collections.abc import Mapping
from enum import StrEnum

from matcher.domain.states import ProfileState, ProposalState

Chosen = Mapping[str, frozenset[str]]


class TaskKind(StrEnum):
    """The tasks, most urgent first."""

    ABOVE_LIMIT = "above_limit"
    OVERDUE = "overdue"
    VOG = "vog"
    NO_TEACHER = "no_teacher"
    PROOF_UNSEEN = "proof_unseen"
    STOP_ASKED = "stop_asked"
    FULL = "full"
    NEAR_LIMIT = "near_limit"
    PROOF_ENDS = "proof_ends"
    INCONSISTENT = "inconsistent"
    REVIEW = "review"
    NOT_PLACED = "not_placed"
    HOURS_UNCONFIRMED = "hours_unconfirmed"
    ADMIT = "admit"
    IMPORT_ERRORS = "import_errors"
    UNDELIVERABLE = "undeliverable"
    STALE_NEEDS = "stale_needs"
    STALE_PEOPLE = "stale_people"


class Subject(StrEnum):
    """What the rows of a task are; a hold keeps the id of such a row."""

    PERSON = "person"
    PROPOSAL = "proposal"
    PLACEMENT = "placement"
    NEED = "need"
    SCHOOL = "school"
    ACCOUNT = "account"
    FINDING = "finding"
    IMPORT = "import"


class Holder(StrEnum):
    """Whose tasks are asked; the value is that of ``van`` in the address."""

    EVERYBODY = ""
    ME = "mij"
    NOBODY = "niemand"


URGENT = frozenset(
    {
        TaskKind.ABOVE_LIMIT,
        TaskKind.FULL,
        TaskKind.OVERDUE,
        TaskKind.VOG,
        TaskKind.NO_TEACHER,
        TaskKind.PROOF_UNSEEN,
        TaskKind.STOP_ASKED,
        TaskKind.NEAR_LIMIT,
    }
)
# What the list behind a task is filtered on; the task counts its rows, without those that were put off.
ASKS: dict[TaskKind, Chosen] = {
    TaskKind.ABOVE_LIMIT: {"grens": frozenset({"te-veel"})},
    TaskKind.OVERDUE: {"te_laat": frozenset({"ja"}), "kant": frozenset({"vraag"})},
    TaskKind.VOG: {"vog": frozenset({"nodig"})},
    TaskKind.NO_TEACHER: {"leraar": frozenset({"geen"})},
    TaskKind.PROOF_UNSEEN: {"bewijs": frozenset({"ongezien"})},
    TaskKind.STOP_ASKED: {"stoppen": frozenset({"gevraagd"})},
    TaskKind.HOURS_UNCONFIRMED: {"maand": frozenset({"onbevestigd"})},
    TaskKind.PROOF_ENDS: {"bewijs": frozenset({"eindigt"})},
    TaskKind.FULL: {"grens": frozenset({"vol"})},
    TaskKind.NEAR_LIMIT: {"grens": frozenset({"bijna"})},
    TaskKind.INCONSISTENT: {},
    TaskKind.REVIEW: {},
    TaskKind.NOT_PLACED: {"staat": frozenset({ProposalState.AGREED.value}), "kant": frozenset({"vraag"})},
    TaskKind.ADMIT: {"wachtend": frozenset({"ja"})},
    TaskKind.IMPORT_ERRORS: {},
    TaskKind.UNDELIVERABLE: {},
    TaskKind.STALE_NEEDS: {"bevestigd": frozenset({"oud"})},
    TaskKind.STALE_PEOPLE: {"staat": frozenset({ProfileState.ACTIVE.value}), "bevestigd": frozenset({"oud"})},
}
SUBJECTS: dict[TaskKind, Subject] = {
    TaskKind.ABOVE_LIMIT: Subject.PERSON,
    TaskKind.OVERDUE: Subject.PROPOSAL,
    TaskKind.VOG: Subject.PLACEMENT,
    TaskKind.NO_TEACHER: Subject.PLACEMENT,
    TaskKind.PROOF_UNSEEN: Subject.PLACEMENT,
    TaskKind.STOP_ASKED: Subject.PLACEMENT,
    TaskKind.FULL: Subject.PERSON,
    TaskKind.NEAR_LIMIT: Subject.PERSON,
    TaskKind.PROOF_ENDS: Subject.PERSON,
    TaskKind.INCONSISTENT: Subject.FINDING,
    TaskKind.REVIEW: Subject.PROPOSAL,
    TaskKind.NOT_PLACED: Subject.PROPOSAL,
    TaskKind.HOURS_UNCONFIRMED: Subject.PLACEMENT,
    TaskKind.ADMIT: Subject.SCHOOL,
    TaskKind.IMPORT_ERRORS: Subject.IMPORT,
    TaskKind.UNDELIVERABLE: Subject.ACCOUNT,
    TaskKind.STALE_NEEDS: Subject.NEED,
    TaskKind.STALE_PEOPLE: Subject.PERSON,
}
# The order of the rows where the list's own order is not the one to work in.
SORTS: dict[TaskKind, str] = {
    TaskKind.OVERDUE: "antwoord",
    TaskKind.NOT_PLACED: "veranderd",
    TaskKind.VOG: "begin",
    TaskKind.NO_TEACHER: "begin",
    TaskKind.PROOF_UNSEEN: "begin",
    TaskKind.HOURS_UNCONFIRMED: "begin",
    TaskKind.STALE_NEEDS: "bevestigd",
    TaskKind.STALE_PEOPLE: "bevestigd",
    TaskKind.INCONSISTENT: "gevonden",
}
# Putting off a review is a step of the proposal itself (services.proposals.defer).
PUT_OFF_ELSEWHERE = frozenset({TaskKind.REVIEW})
