"""What the services would say of a row that is well formed: rules that need the day, and what is there already."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from matcher.domain.errors import InvalidInputError
from matcher.models import Need
from matcher.services.accounts import user_with_email
from matcher.services.imports.entries import Entry, NeedEntry, PersonEntry
from matcher.services.imports.making import KNOWN
from matcher.services.need_commands import NeedTimes
from matcher.services.needs import MOST_SKILLS as MOST_OF_NEED
from matcher.services.needs import check_times
from matcher.services.profile_commands import AvailabilityCommand
from matcher.services.profile_sections import check_availability
from matcher.services.profile_skills import MOST_SKILLS
from matcher.services.transaction import Work


def objections(work: Work, entry: Entry) -> dict[str, str]:
    """Return field -> what the services would refuse."""
    try:
        if isinstance(entry, PersonEntry):
            _judge_person(work, entry)
        else:
            _judge_need(work, entry)
    except InvalidInputError as error:
        return error.fields or {"": error.message}
    return {}


def _judge_person(work: Work, entry: PersonEntry) -> None:
    low = entry.minutes_min or 0
    high = low if entry.minutes_max is None else entry.minutes_max
    # Day parts may be unknown in a draft, and the date too: they are not judged here.
    check_availability(work, AvailabilityCommand(entry.day_parts or 1, low, high, work.today, None, online=False))
    _check_count(len(entry.skills), MOST_SKILLS)


def _judge_need(work: Work, entry: NeedEntry) -> None:
    if entry.starts_on and entry.ends_on:
        check_times(work, NeedTimes(entry.minutes_per_week or 0, None, entry.starts_on, entry.ends_on, entry.day_parts))
    _check_count(len(entry.skills), MOST_OF_NEED)


def _check_count(count: int, most: int) -> None:
    if count > most:
        message = f"Hier staan {count} vaardigheden. Het mogen er hoogstens {most} zijn."
        raise InvalidInputError(message, {"skills": message})


def present_already(work: Work, entry: Entry) -> dict[str, str]:
    """Return field -> why this is there already; nothing when it is new."""
    if isinstance(entry, PersonEntry):
        return {"email": KNOWN} if user_with_email(work.session, entry.email) else {}
    same = (
        select(Need.id)
        .where(Need.school_id == entry.school_id, func.lower(Need.title) == entry.title.lower())
        .where(_same(Need.starts_on, entry.starts_on), _same(Need.ends_on, entry.ends_on))
    )
    if work.session.scalar(same.limit(1)) is None:
        return {}
    return {"title": "Deze school heeft al een vraag met deze titel en deze periode."}


def _same(column: Any, value: date | None) -> ColumnElement[bool]:
    same: ColumnElement[bool] = column.is_(None) if value is None else column == value
    return same
