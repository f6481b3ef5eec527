"""What every part of the demo needs: the session, the moment, the seed, and the reference tables by name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.clock import dutch_date
from matcher.demo.dice import dice
from matcher.demo.logins import PASSWORD, RESERVED_NAMES
from matcher.demo.names import Name, endless_names
from matcher.models import Concept, JobTitleSkill, Municipality, Place, School, User
from matcher.queries.text_indexes import place_index
from matcher.services.accounts import new_session_key
from matcher.services.passwords import hash_password


@dataclass(frozen=True, slots=True)
class Spot:
    """A town: its unambiguous label, region, and point in degrees."""

    name: str
    label: str
    region: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Fact:
    """A concept of the vocabulary; ``siblings``: skills with the same parent, ``skills``: those of a job title."""

    id: int
    key: str
    label: str
    domain: str
    siblings: tuple[str, ...]
    skills: tuple[str, ...]


@dataclass(slots=True)
class World:
    """The demo while it is built. ``now`` is the present; everything in it happened before."""

    session: Session
    now: datetime
    seed: int
    password_hash: str
    concepts: dict[str, Fact]
    spots: dict[str, list[Spot]]
    schools: dict[tuple[str, str], School]
    names: Iterator[Name]
    users: int = field(default=0)

    @property
    def today(self) -> date:
        """The present day in the Netherlands."""
        return dutch_date(self.now)

    def rng(self, part: str) -> Random:
        """Return the dice of one part of the demo, so that a change in one part leaves the others as they were."""
        return dice(self.seed, part)

    def days_ago(self, days: int) -> datetime:
        """Return the present moment so many days back."""
        return self.now - timedelta(days=days)

    def spot(self, town: str, region: str | None = None, near: Spot | None = None) -> Spot:
        """Return the town of this name, in a region, or the one nearest to another. Raises KeyError when unknown."""
        found = [spot for spot in self.spots[town] if region in {None, spot.region}]
        if not found:
            raise KeyError(town)
        if near is None:
            return found[0]
        return min(found, key=lambda spot: abs(spot.lat - near.lat) + abs(spot.lon - near.lon))

    def new_user(self, created_at: datetime, *, name: Name | None = None, admin: bool = False) -> User:
        """Add an account with a confirmed address; all accounts of the demo have one password."""
        chosen = name or next(self.names)
        self.users += 1
        user = User(
            email=chosen.email,
            full_name=chosen.full,
            password_hash=self.password_hash,
            session_key=new_session_key(),
            # 06 0000 is not given out to anybody.
            phone=f"06 0000 {self.users:04d}" if self.users % 3 else None,
            email_verified_at=created_at + timedelta(minutes=7),
            created_at=created_at,
            last_login_at=created_at + (self.now - created_at) * 0.9,
            is_admin=admin,
        )
        self.session.add(user)
        return user


def open_world(session: Session, *, now: datetime, seed: int) -> World:
    """Read the reference tables and prepare the dice."""
    return World(
        session=session,
        now=now,
        seed=seed,
        password_hash=hash_password(PASSWORD),
        concepts=_concepts(session),
        spots=_spots(session),
        schools={(row.sector.value, row.name): row for row in session.scalars(select(School).order_by(School.id))},
        names=(name for name in endless_names(dice(seed, "names")) if name.full not in RESERVED_NAMES),
    )


def _concepts(session: Session) -> dict[str, Fact]:
    rows = session.execute(
        select(Concept.id, Concept.key, Concept.label_nl, Concept.domain, Concept.parent_id).order_by(Concept.id)
    ).all()
    keys = {row.id: row.key for row in rows}
    children: dict[int | None, list[str]] = {}
    for row in rows:
        children.setdefault(row.parent_id, []).append(row.key)
    suggested: dict[int, list[str]] = {}
    pairs = select(JobTitleSkill.job_title_id, JobTitleSkill.skill_id)
    for title, skill in session.execute(pairs.order_by(JobTitleSkill.job_title_id, JobTitleSkill.position)):
        suggested.setdefault(title, []).append(keys[skill])
    return {
        row.key: Fact(
            id=row.id,
            key=row.key,
            label=row.label_nl,
            domain=row.domain,
            siblings=tuple(key for key in children[row.parent_id] if key != row.key) if row.parent_id else (),
            skills=tuple(suggested.get(row.id, ())),
        )
        for row in rows
    }


def _spots(session: Session) -> dict[str, list[Spot]]:
    finder = place_index(session).finder
    rows = session.execute(
        select(Place, Municipality.region_code)
        .join(Municipality, Municipality.code == Place.municipality_code)
        .order_by(Place.id)
    )
    found: dict[str, list[Spot]] = {}
    for place, region in rows:
        spot = Spot(place.name, finder.label(place.id), region, place.lat, place.lon)
        found.setdefault(place.name, []).append(spot)
    return found
