"""The pairs a round chose: one page, all of them for a file, and how their scores lie."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from matcher.domain.rounds import PairOutcome
from matcher.models import Campus, Need, Professional, RoundPair, School, User
from matcher.queries.coordination.listing import Facet, Listing, Source, Wish, all_rows, listing, of_enum

BINS = 10


@dataclass(frozen=True, slots=True)
class PairRow:
    """A chosen pair; rank 1 is the best. ``outcome`` once the round is applied."""

    rank: int
    professional_id: int
    person: str
    job_title: str
    need_id: int
    need: str
    school: str
    town: str
    minutes_per_week: int
    total: float
    outcome: PairOutcome | None
    proposal_id: int | None


def pair_list(session: Session, *, round_id: int, wish: Wish) -> Listing[PairRow]:
    """Return one page of the chosen pairs, the best first. The caller has checked who asks."""
    return listing(session, _source(round_id), wish)


def pair_rows(session: Session, *, round_id: int, wish: Wish) -> tuple[PairRow, ...]:
    """Return all pairs of the wish in its order, for a file. The caller has checked who asks."""
    return all_rows(session, _source(round_id), wish)


def _source(round_id: int) -> Source[PairRow]:
    statement = (
        select(
            *(RoundPair, User.full_name, Professional.job_title, Need.title, School.name, Campus.town),
            Need.minutes_per_week,
        )
        .join(Professional, Professional.id == RoundPair.professional_id)
        .outerjoin(User, User.id == Professional.user_id)
        .join(Need, Need.id == RoundPair.need_id)
        .join(School, School.id == Need.school_id)
        .outerjoin(Campus, Campus.id == Need.campus_id)
        .where(RoundPair.round_id == round_id)
    )
    return Source(
        statement=statement,
        facets=(Facet("gevolg", of_enum(RoundPair.outcome, PairOutcome)),),
        searched=(User.full_name, Professional.job_title, Need.title, School.name, Campus.town),
        sorts={
            "persoon": (func.lower(User.full_name),),
            "vraag": (func.lower(Need.title),),
            "school": (func.lower(School.name),),
            "uren": (Need.minutes_per_week,),
            "score": (RoundPair.total,),
        },
        default_sort="-score",
        tie=RoundPair.rank,
        make=_pair,
    )


def _pair(found: Any) -> PairRow:
    pair, name, job_title, title, school, town, minutes = found
    return PairRow(
        rank=pair.rank,
        professional_id=pair.professional_id,
        person=name or "Vertrokken professional",
        job_title=job_title,
        need_id=pair.need_id,
        need=title,
        school=school,
        town=town or "",
        minutes_per_week=minutes,
        total=pair.total,
        outcome=pair.outcome,
        proposal_id=pair.proposal_id,
    )


def score_bins(session: Session, *, round_id: int) -> tuple[int, ...]:
    """Return how many pairs score from 0 up to 0.1, from 0.1 up to 0.2 and so on; a score of 1 is in the last."""
    bounds = [*(number / BINS for number in range(BINS)), 2.0]
    cells = [
        func.count().filter(and_(RoundPair.total >= low, RoundPair.total < high)) for low, high in pairwise(bounds)
    ]
    return tuple(session.execute(select(*cells).where(RoundPair.round_id == round_id)).one())


def outcomes_of(session: Session, *, round_id: int) -> dict[PairOutcome, int]:
    """Return what applying did with the pairs: outcome -> how many; empty before."""
    rows = session.execute(
        select(RoundPair.outcome, func.count())
        .where(RoundPair.round_id == round_id, RoundPair.outcome.is_not(None))
        .group_by(RoundPair.outcome)
    )
    found = {outcome: count for outcome, count in rows if outcome is not None}
    return {outcome: found[outcome] for outcome in PairOutcome if outcome in found}
