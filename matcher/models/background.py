"""What background work has to remember, so that a worker that dies loses nothing."""

from datetime import datetime

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from matcher.models.base import Base, Id, UtcDateTime


class MatchRefresh(Base):
    """A profile or need that changed and whose suggestions nobody has looked at since.

    Written in the transaction of the change and deleted in the transaction of the look. Rows are only added, never
    looked for first: a row that is being worked off may have been read before this change.
    """

    __tablename__ = "match_refresh"

    id: Mapped[Id]
    # A ChangeKind, and the id of what it is about.
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int] = mapped_column(BigInteger)


class JobRun(Base):
    """When a periodic job that came to its end had begun; it is due when its time has come since."""

    __tablename__ = "job_run"

    job: Mapped[str] = mapped_column(String(40), primary_key=True)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
