"""Fills a database of the size of the nation in its tenth year: proposals with their history, and placements."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import Engine

from bench._snapshot_rows import Rows, _analyse, _defaults, fill, writer
from matcher.clock import today
from matcher.domain.school_year import bounds, school_year_of
from matcher.models import Placement, PlacementMonth, PlacementYear, Proposal, ProposalEvent

STEPS = ("suggested", "in_review", "proposed", "introduced", "trial", "agreed", "placed")
TAKEN = (None, "take_up", "approve", "accept", "plan_trial", "agree", "place")
PARTIES = ("system", "coordinator", "coordinator", "school", "professional", "school", "coordinator")
# How far proposals come (a share of all for each step), and how those that stop do.
REACH = np.array([0.12, 0.16, 0.22, 0.1, 0.08, 0.07, 0.25])
ENDS = (("declined", "professional", "no_time"), ("declined", "school", "skills"), ("expired", "system", None))
TERMS = ((8, 31, 150), (9, 7, 120), (11, 16, 100), (2, 1, 140))


def fill_nation(engine: Engine, *, people: int, needs: int, proposals: int, placements: int, seed: int) -> None:
    """Fill an empty database; the same seed gives the same rows. Skills of the project's own domains only."""
    fill(engine, people, needs, 0, seed, pairs=False)
    rng = np.random.default_rng(seed + 1)
    persons = rng.integers(1, people + 1, proposals * 11 // 10)
    asked = rng.integers(1, needs + 1, persons.size)
    pairs = np.unique(np.stack([persons, asked], axis=1), axis=0)
    pairs = pairs[rng.permutation(len(pairs))[:proposals]]
    steps = rng.choice(len(STEPS), len(pairs), p=REACH)
    steps[np.cumsum(steps == len(STEPS) - 1) > placements] -= 1
    with engine.connect() as connection:
        regions = dict(connection.exec_driver_sql("SELECT id, region_code FROM need").all())
        schools = dict(connection.exec_driver_sql("SELECT id, school_id FROM need").all())
    with engine.begin() as connection:
        write = writer(connection)
        now_day = today()
        begun = [now_day - timedelta(days=int(d)) for d in rng.integers(1, 700, len(pairs))]
        ended = rng.random(len(pairs)) < 0.5
        rows = list(zip(range(1, len(pairs) + 1), pairs.tolist(), steps.tolist(), begun, ended.tolist(), strict=True))
        write(Proposal, _defaults(Proposal, _PROPOSAL, started_by="system", answer_days=10), _proposals(rows))
        columns = _defaults(ProposalEvent, ("id", "proposal_id", "at", "party", "step", "from_state", "to_state"))
        write(ProposalEvent, columns, _events(rows, rng))
        placed = [(key, pair, at) for key, pair, step, at, _ended in rows if step == len(STEPS) - 1]
        _write_placements(write, rng, placed, regions, schools)
    _analyse(engine)


_PROPOSAL = ("id", "professional_id", "need_id", "state", "ended_by", "ended_reason", "created_at", "updated_at")


def _moment(day: date) -> str:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC).isoformat(sep=" ")


def _proposals(rows: list[Any]) -> Iterator[Sequence[Any]]:
    for key, (person, need), step, day, ended in rows:
        over = ended and step < len(STEPS) - 1
        state, by, why = ENDS[key % 3] if over else (STEPS[step], None, None)
        yield key, person, need, state, by, why, _moment(day), _moment(day)


def _events(rows: list[Any], rng: np.random.Generator) -> Iterator[Sequence[Any]]:
    number, waits = 0, rng.integers(1, 15, (len(rows), len(STEPS) + 1))
    for key, _pair, step, day, ended in rows:
        at, before = day, None
        for n in range(step + 1):
            number += 1
            yield number, key, _moment(at), PARTIES[n], TAKEN[n], before, STEPS[n]
            at, before = at + timedelta(days=int(waits[key - 1, n])), STEPS[n]
        if ended and step < len(STEPS) - 1:
            state, by, _why = ENDS[key % 3]
            number += 1
            yield number, key, _moment(at), by, {"declined": "decline", "expired": "expire"}[state], before, state


def _write_placements(write: Any, rng: np.random.Generator, placed: list[Any], regions: Any, schools: Any) -> None:
    year = school_year_of(today())
    terms = [(date(year + (m < 8), m, d), days) for m, d, days in TERMS]
    given = (
        "id", "proposal_id", "professional_id", "need_id", "school_id", "region_code", "sector", "role_kind",
        "legal_ground", "starts_on", "ends_on", "minutes_per_week", "teaching_weeks", "total_minutes",
    )  # fmt: skip
    constants = {
        "board_id": 1, "state": "planned", "responsible_teacher": "Meester Fictief", "subject_parts": "praktijk",
        "contract_form": "detachering", "plan_kind": "weekly", "holiday_region": "midden", "days": "[]",
    }  # fmt: skip

    def rows() -> Iterator[Sequence[Any]]:
        for key, (person, need), _at in placed:
            starts, days = terms[int(rng.integers(0, len(terms)))]
            starts += timedelta(weeks=int(rng.integers(0, 4)))
            weekly, weeks = int(rng.choice([120, 180, 240])), days // 7 - 4
            sector = ("vmbo", "mbo", "hbo")[key % 3]
            ground = "hbo" if sector == "hbo" else "zesurenregeling"
            role = "hybride_expert" if sector == "hbo" else "gastdocent"
            yield (
                key, key, person, need, schools[need], regions[need], sector, role, ground, starts.isoformat(),
                (starts + timedelta(days=days)).isoformat(), weekly, weeks, weekly * weeks,
            )  # fmt: skip

    made = list(rows())
    write(Placement, _defaults(Placement, given, **constants), made)
    by_year: Rows = ((row[0], row[13], 0 if row[6] == "hbo" else row[13]) for row in made)
    columns = _defaults(
        PlacementYear, ("placement_id", "planned_minutes", "counted_minutes"), school_year=year, limit_minutes=14_400
    )
    write(PlacementYear, columns, by_year)
    first = bounds(year)[0].replace(day=1, month=9)
    months: Rows = ((row[0], first.isoformat(), row[11] * 4) for row in made if row[0] % 2)
    write(PlacementMonth, _defaults(PlacementMonth, ("placement_id", "month", "real_minutes")), months)
