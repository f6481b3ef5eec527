"""The words of the coordinator's desk: lists, exports, notes, entries on behalf, imports and bulk actions."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_NOTE = 2000
SHORTEST_TRANSFER_MESSAGE, LONGEST_TRANSFER_MESSAGE = 10, 1000
# Rows of one bulk action.
MOST_ROWS = 200


class DeskList(StrEnum):
    """The lists of the desk; the value is the last part of their address."""

    PEOPLE = "mensen"
    NEEDS = "onderwijsvragen"
    PROPOSALS = "voorstellen"
    PLACEMENTS = "inzet"
    SCHOOLS = "scholen"
    SENT = "verstuurd"


class ExportFormat(StrEnum):
    """What a file of rows can be."""

    CSV = "csv"
    XLSX = "xlsx"


class ExportState(StrEnum):
    """Where an export stands. STREAMED ones were sent at once and are only remembered."""

    STREAMED = "streamed"
    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ConsentWay(StrEnum):
    """How somebody said that a coordinator may enter their data (AVG article 7: it must be shown that they did)."""

    PHONE = "phone"
    MAIL = "mail"
    MEETING = "meeting"
    PAPER = "paper"


class ImportKind(StrEnum):
    """What a file brings in."""

    PEOPLE = "people"
    NEEDS = "needs"


class ImportState(StrEnum):
    """Where an import stands. Nothing is written before RUNNING."""

    MAPPING = "mapping"
    CHECKING = "checking"
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ImportMode(StrEnum):
    """What happens with a file that has rows with errors."""

    ALL_OR_NOTHING = "all_or_nothing"
    SKIP_BAD = "skip_bad"


class RowOutcome(StrEnum):
    """What became of one row of an import."""

    GOOD = "good"
    BAD = "bad"
    DOUBLE = "double"
    MADE = "made"
    SKIPPED = "skipped"
    UNDONE = "undone"
    KEPT = "kept"


class BulkAction(StrEnum):
    """What can be done with several rows at once."""

    APPROVE = "approve"
    REJECT = "reject"
    REMIND = "remind"
    TRANSFER_PEOPLE = "transfer_people"
    TRANSFER_NEEDS = "transfer_needs"
    ASK_PEOPLE = "ask_people"
    ASK_NEEDS = "ask_needs"
    PAUSE_NEEDS = "pause_needs"


class SubjectKind(StrEnum):
    """What a note or a transfer is about; with ``_id`` behind it the name of the column."""

    PERSON = "professional"
    NEED = "need"
    SCHOOL = "school"
    PLACEMENT = "placement"


@dataclass(frozen=True, slots=True)
class Subject:
    """One row of that kind."""

    kind: SubjectKind
    id: int

    @property
    def column(self) -> str:
        """The name of the column that holds the id."""
        return f"{self.kind}_id"


class BulkList(StrEnum):
    """Lists of which several rows can be chosen; the value is the last part of their address."""

    PEOPLE = "mensen"
    NEEDS = "onderwijsvragen"
    PROPOSALS = "voorstellen"
    REVIEWS = "beoordelen"


ACTIONS_OF: dict[BulkList, tuple[BulkAction, ...]] = {
    BulkList.PEOPLE: (BulkAction.ASK_PEOPLE, BulkAction.TRANSFER_PEOPLE),
    BulkList.NEEDS: (BulkAction.ASK_NEEDS, BulkAction.PAUSE_NEEDS, BulkAction.TRANSFER_NEEDS),
    BulkList.PROPOSALS: (BulkAction.REMIND,),
    BulkList.REVIEWS: (BulkAction.APPROVE, BulkAction.REJECT),
}
TRANSFERS = frozenset({BulkAction.TRANSFER_PEOPLE, BulkAction.TRANSFER_NEEDS})


@dataclass(frozen=True, slots=True)
class BulkOrder:
    """What is asked for several rows: one action, the ids in the order of the list, and the answers it needs.

    ``reason`` and ``note``: of a rejection; ``region`` and ``message``: of a transfer.
    """

    action: BulkAction
    ids: tuple[int, ...]
    reason: str = ""
    note: str = ""
    region: str = ""
    message: str = ""
