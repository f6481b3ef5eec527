"""A user account: who can sign in. Roles follow from memberships and assignments."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.choices import Language
from matcher.models.base import Base, Id, UtcDateTime, choice


class User(Base):
    """An account. The e-mail address is kept in lower case, so unique whatever its case."""

    __tablename__ = "user_account"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lower_case"),)

    id: Mapped[Id]
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))
    full_name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str | None] = mapped_column(String(30))
    # Part of the session cookie's identity: a new value signs out every session.
    session_key: Mapped[str] = mapped_column(String(32))
    email_verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_login_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deactivated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_admin: Mapped[bool] = mapped_column(Boolean, default=False)
    # language of mail
    language: Mapped[Language] = mapped_column(choice(Language), default=Language.NL)
    # Mail to the address came back: nothing is sent until the person gives another one or says that it works.
    undeliverable_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undeliverable_reason: Mapped[str] = mapped_column(String(500), default="")
