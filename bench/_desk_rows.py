"""Fills an empty database for the coordinator's lists: people with accounts, needs, proposals, placements, messages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bench._snapshot_rows import ALL_FORMS, Writer, _analyse, _defaults, _ground, _write_areas, _write_needs, writer
from matcher.clock import now
from matcher.domain.actors import SYSTEM
from matcher.domain.notifications import MailMode, NoticeKind
from matcher.models import (
    Base,
    Need,
    Notification,
    OutboxMessage,
    Placement,
    PlacementMonth,
    PlacementYear,
    Professional,
    Proposal,
    ProposalEvent,
    Qualification,
    School,
    User,
)
from matcher.services.reference import load_reference
from matcher.services.transaction import Work

FIRST_DAY = date(2025, 9, 1)
FIRST_NAMES = ("Anna", "Bram", "Cato", "Daan", "Emma", "Femke", "Gijs", "Hanna", "Ilse", "Joris")
JOBS = ("Elektromonteur", "Verpleegkundige", "Softwareontwikkelaar", "Kok", "Werkvoorbereider", "Boekhouder")
STATES = ("suggested", "in_review", "proposed", "introduced", "trial", "agreed", "placed", "declined", "expired")
SHARES = (0.2, 0.05, 0.2, 0.05, 0.03, 0.02, 0.25, 0.15, 0.05)
# How far each state is along the road, in events.
PATH = ("suggested", "proposed", "introduced", "agreed", "placed")
STEPS = {"suggested": 1, "in_review": 1, "proposed": 2, "introduced": 3, "trial": 3, "agreed": 4, "placed": 5}


@dataclass(frozen=True, slots=True)
class DeskSize:
    """Rows of each list; there are as many messages as proposals."""

    people: int
    needs: int
    proposals: int
    placements: int


def fill_desk(engine: Engine, size: DeskSize, *, seed: int = 1) -> None:
    """Make the tables, the reference rows and the rows of the lists; the same seed gives the same rows."""
    Base.metadata.create_all(engine)
    rng = np.random.default_rng(seed)
    with Session(engine) as session:
        load_reference(Work(session=session, actor=SYSTEM, now=now()))
        ground = _ground(session, 100)
        boards = dict(session.execute(select(School.id, School.board_id)).all())
    with engine.begin() as connection:
        write = writer(connection)
        _write_people(write, rng, size.people)
        _write_areas(write, rng, ground, np.arange(1, size.people + 1))
        _write_needs(write, rng, ground, size.needs)
        connection.exec_driver_sql("UPDATE need SET title = 'Les in techniek ' || id, confirmed_on = '2026-09-01'")
        needs = connection.execute(select(Need.id, Need.school_id, Need.campus_id, Need.region_code, Need.sector)).all()
        states = _write_proposals(write, rng, size)
        _write_events(write, states)
        _write_placements(write, rng, size, states, {row[0]: row for row in needs}, boards)
        _write_messages(write, rng, size)
        if connection.dialect.name == "postgresql":
            for table in Base.metadata.sorted_tables:
                if "id" in table.columns and table.columns["id"].autoincrement is not False:
                    connection.exec_driver_sql(
                        f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), (SELECT coalesce(max(id), 0) + 1 "
                        f"FROM {table.name})) WHERE pg_get_serial_sequence('{table.name}', 'id') IS NOT NULL"
                    )
    _analyse(engine)


def _moments(rng: np.random.Generator, count: int) -> list[str]:
    begin = datetime(2025, 9, 1, 8, tzinfo=UTC)
    return [str(begin + timedelta(minutes=int(m))) for m in rng.integers(0, 365 * 1440, count)]


def _days(rng: np.random.Generator, count: int, first: date, days: int) -> list[str]:
    return [(first + timedelta(days=int(d))).isoformat() for d in rng.integers(0, days, count)]


def _write_people(write: Writer, rng: np.random.Generator, n: int) -> None:
    ids = range(1, n + 1)
    names = [f"{FIRST_NAMES[k]} Voorbeeld-{i}" for i, k in zip(ids, rng.integers(0, len(FIRST_NAMES), n), strict=True)]
    accounts = zip(ids, (f"persoon-{i}@example.nl" for i in ids), names, strict=True)
    write(User, _defaults(User, ("id", "email", "full_name"), language="nl"), accounts)
    given = ("id", "user_id", "sectors", "role_kinds", "day_parts", "job_title", "state", "confirmed_on", "created_at")
    constants = {"minutes_min": 60, "minutes_max": 240, "contract_forms": ALL_FORMS, "consent": "gegeven"}
    masks = (rng.integers(1, 8, n).tolist(), rng.integers(1, 32, n).tolist(), rng.integers(1, 1 << 15, n).tolist())
    jobs = [JOBS[k] for k in rng.integers(0, len(JOBS), n)]
    states = rng.choice(["active", "active", "active", "draft", "paused"], n).tolist()
    confirmed = _days(rng, n, FIRST_DAY, 365)
    rows = zip(ids, ids, *masks, jobs, states, confirmed, _moments(rng, n), strict=True)
    write(Professional, _defaults(Professional, given, **constants), rows)
    holders = [int(i) + 1 for i in np.flatnonzero(rng.random(n) < 0.1)]
    seen = [None if x < 0.3 else "2026-09-01" for x in rng.random(len(holders))]
    columns = _defaults(Qualification, ("id", "professional_id", "seen_on"), kind="pdg", valid_from="2020-01-01")
    write(Qualification, columns, zip(holders, holders, seen, strict=True))


def _write_proposals(write: Writer, rng: np.random.Generator, size: DeskSize) -> list[tuple[int, int, int, str, str]]:
    """Return id, person, need, state, moment of each; no pair twice."""
    n = size.proposals
    each = -(-n // size.people)
    person = np.tile(np.arange(1, size.people + 1), each)[:n]
    first = rng.integers(0, size.needs, size.people)
    turn = np.repeat(np.arange(each), size.people)[:n]
    need = (first[person - 1] + turn * 7) % size.needs + 1
    states, made = rng.choice(STATES, n, p=SHARES).tolist(), _moments(rng, n)
    given = ("id", "professional_id", "need_id", "state", "created_at", "updated_at", "answer_by", "score")
    scores = rng.random(n).round(3).tolist()
    day = _days(rng, n, date(2026, 8, 15), 60)
    ids = range(1, n + 1)
    rows = zip(ids, person.tolist(), need.tolist(), states, made, _moments(rng, n), day, scores, strict=True)
    constants = {"started_by": "system", "professional_answer": "pending", "school_answer": "pending"}
    write(Proposal, _defaults(Proposal, given, **constants), rows)
    return list(zip(ids, person.tolist(), need.tolist(), states, made, strict=True))


def _write_events(write: Writer, proposals: Sequence[tuple[Any, ...]]) -> None:
    def rows() -> Iterator[Sequence[Any]]:
        number = 0
        for proposal, _person, _need, state, moment in proposals:
            for place, to_state in enumerate(PATH[: STEPS.get(state, 2)]):
                number += 1
                yield number, proposal, moment, to_state, PATH[place - 1] if place else None

    given = ("id", "proposal_id", "at", "to_state", "from_state")
    write(ProposalEvent, _defaults(ProposalEvent, given, party="system"), rows())


def _write_placements(
    write: Writer,
    rng: np.random.Generator,
    size: DeskSize,
    proposals: Sequence[tuple[Any, ...]],
    needs: dict[int, Any],
    boards: dict[int, int],
) -> None:
    """Half of the work ended in summer, half began now; most months that are over are confirmed."""
    chosen = [row for row in proposals if row[3] == "placed"][: size.placements]
    given = (
        "id", "proposal_id", "professional_id", "need_id", "school_id", "board_id", "campus_id", "region_code",
        "sector", "starts_on", "ends_on", "vog_issued_on", "vog_seen_on", "role_kind", "created_at",
    )  # fmt: skip
    constants = {
        "legal_ground": "bevoegd", "state": "planned", "responsible_teacher": "Meester Fictief",
        "subject_parts": "praktijk", "contract_form": "detachering", "minutes_per_week": 240, "teaching_weeks": 18,
        "total_minutes": 4320, "plan_kind": "weekly", "holiday_region": "midden", "days": "[]",
    }  # fmt: skip
    placed, months = [], []
    for number, (proposal, person, need, _state, moment) in enumerate(chosen, 1):
        _need, school, campus, region, sector = needs[need]
        this_year = number % 2 == 0
        begin = (date(2026, 8, 24) if this_year else date(2026, 2, 1)) + timedelta(days=int(rng.integers(0, 40)))
        issued = begin - timedelta(days=int(rng.integers(10, 200))) if rng.random() < 0.9 else None
        seen = begin - timedelta(days=5) if issued and rng.random() < 0.9 else None
        placed.append((
            number, proposal, person, need, school, boards[school], campus, region, sector.value, begin,
            begin + timedelta(days=150), issued, seen, "hybride_docent", moment,
        ))  # fmt: skip
        if not this_year:
            held = [date(2026, month, 1) for month in range(begin.month, begin.month + 6)]
            months += [(number, month, 900) for month in held if rng.random() < 0.97]
    write(Placement, _defaults(Placement, given, **constants), (_texts(row) for row in placed))
    write(PlacementMonth, _defaults(PlacementMonth, ("placement_id", "month", "real_minutes")), map(_texts, months))
    columns = _defaults(
        PlacementYear, ("placement_id", "school_year"), planned_minutes=4320, counted_minutes=0, limit_minutes=14_400
    )
    write(PlacementYear, columns, ((row[0], 2026 if row[0] % 2 == 0 else 2025) for row in placed))


def _texts(row: Sequence[Any]) -> list[Any]:
    return [value.isoformat() if isinstance(value, date) else value for value in row]


def _write_messages(write: Writer, rng: np.random.Generator, size: DeskSize) -> None:
    ids = range(1, size.proposals + 1)
    readers = rng.integers(1, size.people + 1, size.proposals).tolist()
    made = _moments(rng, size.proposals)
    mail = _defaults(OutboxMessage, ("id", "user_id", "created_at", "sent_at"), body="Tekst van de mail. " * 20)
    write(OutboxMessage, mail, zip(ids, readers, made, made, strict=True))
    kinds = rng.choice([NoticeKind.PROPOSAL_NEW.value, NoticeKind.PROPOSAL_INTRODUCED.value], size.proposals).tolist()
    columns = _defaults(
        Notification, ("id", "key", "user_id", "kind", "proposal_id", "created_at", "outbox_id"),
        party="professional", mode=MailMode.AT_ONCE.value,
    )  # fmt: skip
    rows = zip(ids, (f"bench-{i}" for i in ids), readers, kinds, ids, made, ids, strict=True)
    write(Notification, columns, rows)
