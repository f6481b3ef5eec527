"""SQLAlchemy models, one aggregate per file. No queries, no web."""

from matcher.models.base import Base
from matcher.models.coordination import CoordinatorAssignment
from matcher.models.employer_consent import EmployerConsent
from matcher.models.engine_change import EngineChange
from matcher.models.geography import Landsdeel, Municipality, Place, Postcode, Region
from matcher.models.law import HoursException, HoursMeasure, Inconsistency, RuleVerdict
from matcher.models.matching_round import MatchingRound, RoundLeftOver, RoundPair, RoundPart, RoundRegion
from matcher.models.need import Need, NeedSkill
from matcher.models.outbox import OutboxMessage
from matcher.models.placement import Placement, PlacementMonth, PlacementYear
from matcher.models.professional import (
    ExcludedSchool,
    Professional,
    ProfessionalSkill,
    Qualification,
    SearchArea,
)
from matcher.models.proposal import Proposal, ProposalEvent
from matcher.models.school import Board, Campus, School, SchoolInvitation, SchoolMembership
from matcher.models.user import User
from matcher.models.vocabulary import (
    Concept,
    ConceptLink,
    ConceptRelation,
    JobTitleSkill,
    SurfaceForm,
    VocabularyImport,
)

__all__ = [
    "Base",
    "Board",
    "Campus",
    "Concept",
    "ConceptLink",
    "ConceptRelation",
    "CoordinatorAssignment",
    "EmployerConsent",
    "EngineChange",
    "ExcludedSchool",
    "HoursException",
    "HoursMeasure",
    "Inconsistency",
    "JobTitleSkill",
    "Landsdeel",
    "MatchingRound",
    "Municipality",
    "Need",
    "NeedSkill",
    "OutboxMessage",
    "Place",
    "Placement",
    "PlacementMonth",
    "PlacementYear",
    "Postcode",
    "Professional",
    "ProfessionalSkill",
    "Proposal",
    "ProposalEvent",
    "Qualification",
    "Region",
    "RoundLeftOver",
    "RoundPair",
    "RoundPart",
    "RoundRegion",
    "RuleVerdict",
    "School",
    "SchoolInvitation",
    "SchoolMembership",
    "SearchArea",
    "SurfaceForm",
    "User",
    "VocabularyImport",
]
