"""The needs a round left open, with the reason."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.models import Campus, Need, RoundLeftOver, School
from matcher.queries.coordination.listing import Facet, Listing, Source, Wish, all_rows, listing
from matcher.queries.rounds.reasons import REASONS, reason_words


@dataclass(frozen=True, slots=True)
class OpenNeed:
    """A need with places left, why, and how many people each reason keeps out (words -> people)."""

    need_id: int
    need: str
    school: str
    town: str
    places: int
    code: str
    reason: str
    counts: tuple[tuple[str, int], ...]


def open_need_list(session: Session, *, round_id: int, wish: Wish) -> Listing[OpenNeed]:
    """Return one page of the needs a round left open, most places first. The caller has checked who asks."""
    return listing(session, _source(round_id), wish)


def open_need_rows(session: Session, *, round_id: int, wish: Wish) -> tuple[OpenNeed, ...]:
    """Return all open needs of the wish in its order, for a file. The caller has checked who asks."""
    return all_rows(session, _source(round_id), wish)


def _source(round_id: int) -> Source[OpenNeed]:
    statement = (
        select(RoundLeftOver, Need.title, School.name, Campus.town)
        .join(Need, Need.id == RoundLeftOver.need_id)
        .join(School, School.id == Need.school_id)
        .outerjoin(Campus, Campus.id == Need.campus_id)
        .where(RoundLeftOver.round_id == round_id)
    )
    return Source(
        statement=statement,
        facets=(Facet("waarom", {code: RoundLeftOver.reason == code for code in REASONS}),),
        searched=(Need.title, School.name, Campus.town),
        sorts={
            "vraag": (func.lower(Need.title),),
            "school": (func.lower(School.name),),
            "plekken": (RoundLeftOver.places,),
            "reden": (RoundLeftOver.reason,),
        },
        default_sort="-plekken",
        tie=RoundLeftOver.need_id,
        make=_open_need,
    )


def _open_need(found: Any) -> OpenNeed:
    row, title, school, town = found
    ordered = sorted(row.counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return OpenNeed(
        need_id=row.need_id,
        need=title,
        school=school,
        town=town or "",
        places=row.places,
        code=row.reason,
        reason=reason_words(row.reason),
        counts=tuple((reason_words(code), people) for code, people in ordered),
    )


def open_reasons(session: Session, *, round_id: int) -> dict[str, int]:
    """Return reason (code) -> how many needs it left open, the most first."""
    rows = session.execute(
        select(RoundLeftOver.reason, func.count())
        .where(RoundLeftOver.round_id == round_id, RoundLeftOver.need_id.is_not(None))
        .group_by(RoundLeftOver.reason)
        .order_by(func.count().desc(), RoundLeftOver.reason)
    )
    return dict(rows.all())
