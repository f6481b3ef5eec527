"""Two rounds beside each other: which pairs and which open needs only one of them has. The caller has checked both."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from matcher.models import Campus, Need, Professional, RoundLeftOver, RoundPair, School, User
from matcher.queries.paging import Page, fetch_page
from matcher.queries.rounds.reasons import reason_words


class Difference(StrEnum):
    """A list of what two rounds a and b differ in; the value is the one in the address."""

    PAIRS_ONLY_A = "paren-a"
    PAIRS_ONLY_B = "paren-b"
    PAIRS_BOTH = "paren-beide"
    OPEN_ONLY_A = "open-a"
    OPEN_ONLY_B = "open-b"
    OPEN_BOTH = "open-beide"


@dataclass(frozen=True, slots=True)
class ComparedPair:
    """A pair with its score in each round; None in the round that did not choose it."""

    professional_id: int
    person: str
    need_id: int
    need: str
    school: str
    total_a: float | None
    total_b: float | None


@dataclass(frozen=True, slots=True)
class ComparedNeed:
    """A need that stays open in one round or both, with the reason in each; empty in a round that leaves none.

    ``helped``: the other round found somebody for it; if not, it did not take part there.
    """

    need_id: int
    need: str
    school: str
    reason_a: str
    reason_b: str
    helped: bool


_D = Difference
_PAIRS = frozenset({_D.PAIRS_ONLY_A, _D.PAIRS_ONLY_B, _D.PAIRS_BOTH})
_BOTH = frozenset({_D.PAIRS_BOTH, _D.OPEN_BOTH})
_FROM_B = frozenset({_D.PAIRS_ONLY_B, _D.OPEN_ONLY_B})


def difference_counts(session: Session, *, a: int, b: int) -> dict[Difference, int]:
    """Return how long each list is."""
    return {kind: _count(session, _statement(kind, a, b)) for kind in Difference}


def _count(session: Session, statement: Select[*tuple[Any, ...]]) -> int:
    return session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0


def difference_page(
    session: Session, *, kind: Difference, a: int, b: int, page: int
) -> Page[ComparedPair] | Page[ComparedNeed]:
    """Return one page of a list, the best pairs or the needs with most places first."""
    make: Callable[[Any], Any] = _pair(kind) if kind in _PAIRS else _need(kind)
    return fetch_page(session, _statement(kind, a, b), make, number=page)


def _statement(kind: Difference, a: int, b: int) -> Select[*tuple[Any, ...]]:
    one, other = (b, a) if kind in _FROM_B else (a, b)
    if kind in _PAIRS:
        return _pairs(one, other, both=kind in _BOTH)
    return _open(one, other, both=kind in _BOTH)


def _pairs(one: int, other: int, *, both: bool) -> Select[*tuple[Any, ...]]:
    mine, its = aliased(RoundPair), aliased(RoundPair)
    same = and_(its.round_id == other, its.professional_id == mine.professional_id, its.need_id == mine.need_id)
    statement: Select[*tuple[Any, ...]] = (
        select(
            *(mine.id, mine.professional_id, User.full_name, mine.need_id, Need.title, School.name, mine.total),
            its.total.label("other_total"),
        )
        .join(its, same, isouter=not both)
        .join(Professional, Professional.id == mine.professional_id)
        .outerjoin(User, User.id == Professional.user_id)
        .join(Need, Need.id == mine.need_id)
        .join(School, School.id == Need.school_id)
        .where(mine.round_id == one)
        .order_by(mine.rank)
    )
    return statement if both else statement.where(its.id.is_(None))


def _open(one: int, other: int, *, both: bool) -> Select[*tuple[Any, ...]]:
    mine, its = aliased(RoundLeftOver), aliased(RoundLeftOver)
    helped = exists().where(RoundPair.round_id == other, RoundPair.need_id == mine.need_id)
    statement: Select[*tuple[Any, ...]] = (
        select(mine.need_id, Need.title, School.name, Campus.town, mine.reason, its.reason.label("other"), helped)
        .join(its, and_(its.round_id == other, its.need_id == mine.need_id), isouter=not both)
        .join(Need, Need.id == mine.need_id)
        .join(School, School.id == Need.school_id)
        .outerjoin(Campus, Campus.id == Need.campus_id)
        .where(mine.round_id == one)
        .order_by(mine.places.desc(), mine.need_id)
    )
    return statement if both else statement.where(its.id.is_(None))


def _pair(kind: Difference) -> Callable[[Any], ComparedPair]:
    def make(row: Any) -> ComparedPair:
        _, person_id, name, need_id, need, school, mine, its = row
        totals = (its, mine) if kind in _FROM_B else (mine, its)
        return ComparedPair(person_id, name or "Vertrokken professional", need_id, need, school, *totals)

    return make


def _need(kind: Difference) -> Callable[[Any], ComparedNeed]:
    def make(row: Any) -> ComparedNeed:
        need_id, need, school, town, mine, its, helped = row
        own, other = (reason_words(code) if code else "" for code in (mine, its))
        a, b = (other, own) if kind in _FROM_B else (own, other)
        return ComparedNeed(need_id, need, f"{school}, {town}" if town else school, a, b, helped=helped)

    return make
