"""Who fits what, with the reasons: candidates of a need, needs of a person, and one pair."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.answering import AnswerFacts
from matcher.domain.choices import ContractForm, EducationLevel, NeedLevel, RoleKind, Sector
from matcher.domain.errors import NotFoundError
from matcher.domain.states import NeedState, Party
from matcher.matching.constraints import Obstacle, obstacle_of
from matcher.matching.explanation import Explanation
from matcher.matching.ranking import Ranked, WhatIf, rank_needs, rank_people, score_pair, what_if_people, why_not
from matcher.matching.scoring import Parts
from matcher.matching.sentences import for_professional, for_school
from matcher.models import Campus, Need, Professional, School
from matcher.queries.answer_records import answer_facts
from matcher.queries.engine import Engine, current_engine
from matcher.queries.references import candidate_reference
from matcher.rules.snapshot import exempt_cells

MOST_CANDIDATES = 300
MOST_NEEDS = 200
# An organisation that somebody excluded must not even learn that there is such a person.
SECRET_OBSTACLES = frozenset({Obstacle.EXCLUDED_SCHOOL})


@dataclass(frozen=True, slots=True)
class Match:
    """One pair as the engine sees it: score, parts, facts, and the facts in Dutch sentences for the reader.

    ``answers``: how each side answers, which is behind the parts of that name.
    """

    professional_id: int
    need_id: int
    total: float
    parts: Parts
    explanation: Explanation
    sentences: tuple[str, ...]
    answers: Mapping[Party, AnswerFacts]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate as a school may see one before the introduction: no name, no employer, no contact."""

    reference: str
    match: Match
    job_title: str
    years_experience: int | None
    education_level: EducationLevel | None
    contract_forms: frozenset[ContractForm]
    role_kinds: frozenset[RoleKind]
    qualified: bool
    confirmed_on: date | None


@dataclass(frozen=True, slots=True)
class Candidates:
    """The ranking of one need. ``left_out``: how many people each obstacle keeps out; ``what_if``: what would help."""

    rows: tuple[Candidate, ...]
    left_out: dict[Obstacle, int]
    what_if: WhatIf


@dataclass(frozen=True, slots=True)
class NeedMatch:
    """A need that fits a professional."""

    match: Match
    need_id: int
    title: str
    school: str
    town: str
    sector: Sector
    state: NeedState
    role_kind: RoleKind | None
    level: NeedLevel | None
    minutes_per_week: int
    teaching_weeks: int
    starts_on: date | None
    ends_on: date | None
    day_parts: int
    online: bool

    @property
    def total_minutes(self) -> int:
        """Minutes over the whole period."""
        return self.minutes_per_week * self.teaching_weeks


def candidates_of(session: Session, *, need_id: int, today: date, limit: int = MOST_CANDIDATES) -> Candidates:
    """Return the best candidates of a ranked need, best first. Empty when the need is not ranked now."""
    engine = current_engine(session, today=today)
    row = engine.need_rows.get(need_id)
    if row is None:
        return Candidates((), {}, WhatIf(0.0, 0, ()))
    ranked = rank_people(engine.problem, row, limit)
    left_out = {o: n for o, n in why_not(engine.problem, row).items() if o not in SECRET_OBSTACLES}
    return Candidates(_candidates(session, engine, ranked), left_out, what_if_people(engine.problem, row))


def _candidates(session: Session, engine: Engine, ranked: tuple[Ranked, ...]) -> tuple[Candidate, ...]:
    explanations = engine.explainer.explain_all(ranked)
    people = {
        p.id: p for p in session.scalars(select(Professional).where(Professional.id.in_([r.person_id for r in ranked])))
    }
    matches = _matches(session, engine, ranked, explanations, for_school_reader=True)
    return tuple(
        _candidate(people[match.professional_id], match, qualified=_qualified(engine, pair))
        for pair, match in zip(ranked, matches, strict=True)
        if match.professional_id in people
    )


def _candidate(person: Professional, match: Match, *, qualified: bool) -> Candidate:
    return Candidate(
        reference=candidate_reference(person.id),
        match=match,
        job_title=person.job_title,
        years_experience=person.years_experience,
        education_level=person.education_level,
        contract_forms=person.contract_forms,
        role_kinds=person.role_kinds,
        qualified=qualified,
        confirmed_on=person.confirmed_on,
    )


def _qualified(engine: Engine, ranked: Ranked) -> bool:
    """Return whether proofs of qualification take this person outside the rule here; in hbo nobody needs any."""
    people, needs = engine.problem.people, engine.problem.needs
    person, need = engine.person_rows[ranked.person_id], engine.need_rows[ranked.need_id]
    by_proof = int(people.exempt_cells[person]) & ~exempt_cells((), engine.today)
    return bool(by_proof & int(needs.rule_cells[need]))


def _matches(
    session: Session,
    engine: Engine,
    ranked: Sequence[Ranked],
    explanations: Sequence[Explanation],
    *,
    for_school_reader: bool,
) -> list[Match]:
    say = for_school if for_school_reader else for_professional
    answers = _answers(session, engine, ranked)
    return [
        Match(pair.person_id, pair.need_id, pair.total, pair.parts, told, say(told, engine.labels), facts)
        for pair, told, facts in zip(ranked, explanations, answers, strict=True)
    ]


def _answers(session: Session, engine: Engine, ranked: Sequence[Ranked]) -> list[Mapping[Party, AnswerFacts]]:
    """Return how both sides of each pair answer."""
    schools = [int(engine.problem.needs.schools[engine.need_rows[pair.need_id]]) for pair in ranked]
    of_people = answer_facts(session, Party.PROFESSIONAL, {pair.person_id for pair in ranked})
    of_schools = answer_facts(session, Party.SCHOOL, set(schools))
    return [
        {Party.PROFESSIONAL: of_people[pair.person_id], Party.SCHOOL: of_schools[school]}
        for pair, school in zip(ranked, schools, strict=True)
    ]


def needs_for(session: Session, *, professional_id: int, today: date, limit: int = MOST_NEEDS) -> tuple[NeedMatch, ...]:
    """Return the needs that fit a person, best first; empty while the profile is not active."""
    engine = current_engine(session, today=today)
    row = engine.person_rows.get(professional_id)
    if row is None:
        return ()
    ranked = rank_needs(engine.problem, row, limit)
    explanations = engine.explainer.explain_all(ranked)
    found = _needs(session, [r.need_id for r in ranked])
    matches = _matches(session, engine, ranked, explanations, for_school_reader=False)
    return tuple(_need_match(found[match.need_id], match) for match in matches if match.need_id in found)


NeedRow = tuple[Need, str, str]


def _needs(session: Session, ids: list[int]) -> dict[int, NeedRow]:
    rows = session.execute(
        select(Need, School.name, Campus.town)
        .join(School, School.id == Need.school_id)
        .join(Campus, Campus.id == Need.campus_id)
        .where(Need.id.in_(ids))
    )
    return {need.id: (need, school, town) for need, school, town in rows}


def _need_match(row: NeedRow, match: Match) -> NeedMatch:
    need, school, town = row
    return NeedMatch(
        match=match,
        need_id=need.id,
        title=need.title,
        school=school,
        town=town,
        sector=need.sector,
        state=need.state,
        role_kind=need.role_kind,
        level=need.level,
        minutes_per_week=need.minutes_per_week,
        teaching_weeks=need.teaching_weeks,
        starts_on=need.starts_on,
        ends_on=need.ends_on,
        day_parts=need.day_parts,
        online=need.online,
    )


def match_of(
    session: Session, *, professional_id: int, need_id: int, today: date, for_school_reader: bool = True
) -> Match | None:
    """Return the match of a pair whatever its obstacle (see ``explanation``); None when a side is not ranked."""
    engine = current_engine(session, today=today)
    person, need = engine.person_rows.get(professional_id), engine.need_rows.get(need_id)
    if person is None or need is None:
        return None
    explanation, pair = engine.explainer.explain(person, need), score_pair(engine.problem, person, need)
    return _matches(session, engine, [pair], [explanation], for_school_reader=for_school_reader)[0]


def candidate_of(session: Session, *, professional_id: int, need_id: int, today: date) -> Candidate:
    """Return one candidate of a need for the school. Raises NotFoundError unless the pair fits or has a proposal."""
    engine = current_engine(session, today=today)
    match = match_of(session, professional_id=professional_id, need_id=need_id, today=today)
    person = session.get(Professional, professional_id)
    if match is None or person is None or match.explanation.obstacle not in {Obstacle.NONE, Obstacle.PROPOSED_BEFORE}:
        raise NotFoundError
    ranked = Ranked(professional_id, need_id, match.total, match.parts)
    return _candidate(person, match, qualified=_qualified(engine, ranked))


def obstacle_between(session: Session, *, professional_id: int, need_id: int, today: date) -> Obstacle | None:
    """Return the first obstacle of a pair (NONE: fits); None when the profile or the need is not ranked now."""
    engine = current_engine(session, today=today)
    person, need = engine.person_rows.get(professional_id), engine.need_rows.get(need_id)
    if person is None or need is None:
        return None
    return obstacle_of(engine.problem, person, need)
