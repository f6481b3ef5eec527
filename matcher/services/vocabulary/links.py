"""Finds which starter concepts and ESCO concepts are one, by equal text; what is not plain waits for an admin.

Two concepts of a kind are candidates when a text of one equals a text of the other (written alike: case, accents and
hyphens aside). A label counts for more than a synonym: two labels 2, a label and a synonym 1, two synonyms 0. Two equal
labels join a pair at once when neither concept has another such candidate. The rest is proposed, the best candidates
of each starter concept only: synonyms in ESCO often name something narrower (Linux for operating systems).
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from matcher.domain.vocabulary import JOINED, ConceptSource, LinkState
from matcher.matching.text_normalise import normalise
from matcher.models import Concept, ConceptLink, SurfaceForm
from matcher.models.vocabulary import JOB_TITLE, SKILL
from matcher.services.vocabulary.report import Report
from matcher.services.vocabulary.rows import add_rows, change_rows, remove_rows

# Strength of a pair of which both labels are the same.
BOTH_LABELS = 2
Pair = tuple[int, int]
Text = tuple[str, str]


@dataclass(slots=True)
class Texts:
    """Texts of one source: (kind, normalised text) -> concept ids, and which of them are labels; and as written."""

    owners: dict[Text, set[int]] = field(default_factory=lambda: defaultdict(set))
    labels: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    written: dict[Text, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair with how strong its best shared text is (0 to 2), and that text."""

    strength: int
    text: str


def link_vocabularies(session: Session, report: Report) -> None:
    """Bring the links that nobody decided on in step with the texts of both sources; decisions stay."""
    report.tell("koppelingen zoeken")
    decided = _decided(session)
    own = _texts(session, ConceptSource.STARTER)
    candidates = _candidates(own, _texts(session, ConceptSource.ESCO, own.owners))
    wanted = choose(candidates, decided)
    _store(session, wanted, report)


def _decided(session: Session) -> dict[Pair, LinkState]:
    """Return the decisions of admins, and the links of retired concepts: people may still have those."""
    esco, starter = aliased(Concept), aliased(Concept)
    rows = session.execute(
        select(ConceptLink.starter_id, ConceptLink.esco_id, ConceptLink.state)
        .join(esco, esco.id == ConceptLink.esco_id)
        .join(starter, starter.id == ConceptLink.starter_id)
        .where(or_(ConceptLink.decided_at.is_not(None), esco.retired, starter.retired))
    )
    return {(starter_id, esco_id): state for starter_id, esco_id, state in rows}


def _texts(session: Session, source: ConceptSource, among: Container[Text] | None = None) -> Texts:
    """Return the texts of a source, only those ``among`` others when these are given."""
    found = Texts()
    here = (Concept.source == source, Concept.retired.is_(False), Concept.kind.in_((SKILL, JOB_TITLE)))
    rows = select(SurfaceForm.concept_id, Concept.kind, SurfaceForm.text, Concept.label_nl, Concept.label_en)
    for concept, kind, text, nl, en in session.execute(rows.join(Concept).where(*here).order_by(SurfaceForm.id)):
        plain = normalise(text)
        if plain and (among is None or (kind, plain) in among):
            found.owners[kind, plain].add(concept)
            found.written.setdefault((kind, plain), text)
            found.labels[concept] = {normalise(nl), normalise(en)}
    return found


def _candidates(starter: Texts, esco: Texts) -> dict[Pair, Candidate]:
    found: dict[Pair, Candidate] = {}
    for shared in sorted(starter.owners.keys() & esco.owners.keys()):
        for one in starter.owners[shared]:
            for other in esco.owners[shared]:
                strength = (shared[1] in starter.labels[one]) + (shared[1] in esco.labels[other])
                if (one, other) not in found or found[one, other].strength < strength:
                    found[one, other] = Candidate(strength, starter.written[shared])
    return found


def choose(
    candidates: Mapping[Pair, Candidate], decided: Mapping[Pair, LinkState]
) -> dict[Pair, tuple[LinkState, str]]:
    """Return the state of each pair worth keeping, with its text. Decided pairs stand, and what they join is taken."""
    taken = {("starter", a) for (a, _), s in decided.items() if s in JOINED}
    taken |= {("esco", b) for (_, b), s in decided.items() if s in JOINED}
    free = {pair: c for pair, c in candidates.items() if pair not in decided and not _taken(pair, taken)}
    chosen: dict[Pair, tuple[LinkState, str]] = {}
    for pair in _plain(free):
        chosen[pair] = (LinkState.EXACT, free[pair].text)
        taken |= {("starter", pair[0]), ("esco", pair[1])}
    rest = {pair: c for pair, c in free.items() if not _taken(pair, taken)}
    best: dict[int, int] = {}
    for (one, _), candidate in rest.items():
        best[one] = max(best.get(one, 0), candidate.strength)
    proposed = {pair: c for pair, c in rest.items() if c.strength == best[pair[0]]}
    return chosen | {pair: (LinkState.REVIEW, c.text) for pair, c in proposed.items()}


def _taken(pair: Pair, taken: set[tuple[str, int]]) -> bool:
    return ("starter", pair[0]) in taken or ("esco", pair[1]) in taken


def _plain(candidates: Mapping[Pair, Candidate]) -> list[Pair]:
    """Return the pairs with equal labels of which neither end has another."""
    equal = [pair for pair, candidate in candidates.items() if candidate.strength == BOTH_LABELS]
    starters, escos = Counter(one for one, _ in equal), Counter(other for _, other in equal)
    return sorted((one, other) for one, other in equal if starters[one] == escos[other] == 1)


def _store(session: Session, wanted: Mapping[Pair, tuple[LinkState, str]], report: Report) -> None:
    esco, starter = aliased(Concept), aliased(Concept)
    rows = session.execute(
        select(ConceptLink.starter_id, ConceptLink.esco_id, ConceptLink.state, ConceptLink.shared_text)
        .join(esco, esco.id == ConceptLink.esco_id)
        .join(starter, starter.id == ConceptLink.starter_id)
        .where(ConceptLink.decided_at.is_(None), esco.retired.is_(False), starter.retired.is_(False))
    )
    present = {(one, other): (state, text) for one, other, state, text in rows}
    columns = ("starter_id", "esco_id")
    report.counts["links_removed"] += remove_rows(session, ConceptLink, columns, present.keys() - wanted.keys())
    changed = [pair for pair in sorted(wanted.keys() & present.keys()) if wanted[pair] != present[pair]]
    # What stops being joined makes room first: a concept is joined with one other at most.
    changed.sort(key=lambda pair: wanted[pair][0] in JOINED)
    report.counts["links_changed"] += change_rows(
        session, ConceptLink, columns, [(pair, _values(wanted[pair])) for pair in changed]
    )
    new = sorted(wanted.keys() - present.keys())
    _add(session, new, wanted, report)


def _values(found: tuple[LinkState, str]) -> dict[str, object]:
    return {"state": found[0], "shared_text": found[1]}


def _add(session: Session, new: Iterable[Pair], wanted: Mapping[Pair, tuple[LinkState, str]], report: Report) -> None:
    rows = [{"starter_id": a, "esco_id": b, "decided_at": None, **_values(wanted[a, b])} for a, b in new]
    report.counts["links_added"] += add_rows(session, ConceptLink, rows)
