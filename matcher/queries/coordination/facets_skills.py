"""The technical domain of skills as a filter: who has a skill in it, and which needs ask one.

The level is ``Concept.domain``, one of the fifteen domains in which the project keeps its own skills. A skill of ESCO
has none of its own: it takes the domain of the concept it is joined with, and is ``overig`` without one.
"""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from matcher.data.tables import SKILL_DOMAINS
from matcher.domain.vocabulary import JOINED
from matcher.models import Concept, ConceptLink, Need, NeedSkill, Professional, ProfessionalSkill
from matcher.models.vocabulary import OTHER_DOMAIN, SKILL
from matcher.queries.coordination.listing import Facet

DOMAINS: tuple[str, ...] = (*SKILL_DOMAINS, OTHER_DOMAIN)


def skill_domains() -> Any:
    """Return skill -> domain, as a subquery with the columns ``id`` and ``domain``."""
    starter = aliased(Concept)
    return (
        select(Concept.id, func.coalesce(starter.domain, Concept.domain).label("domain"))
        .outerjoin(ConceptLink, (ConceptLink.esco_id == Concept.id) & ConceptLink.state.in_(JOINED))
        .outerjoin(starter, starter.id == ConceptLink.starter_id)
        .where(Concept.kind == SKILL)
        .subquery()
    )


def people_domains() -> Facet:
    """Return the filter on people: has a skill in the domain, at whatever level."""
    of = ProfessionalSkill
    return Facet("domein", {d: Professional.id.in_(_with(of.professional_id, of, d)) for d in DOMAINS}, counted=False)


def needs_domains() -> Facet:
    """Return the filter on needs: asks a skill in the domain, required or nice."""
    of = NeedSkill
    return Facet("domein", {d: Need.id.in_(_with(of.need_id, of, d)) for d in DOMAINS}, counted=False)


def _with(owner: Any, of: Any, domain: str) -> Any:
    skills = skill_domains()
    return select(owner).where(of.concept_id.in_(select(skills.c.id).where(skills.c.domain == domain)))
