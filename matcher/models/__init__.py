"""SQLAlchemy models, one aggregate per file. No queries, no web."""

from matcher.models.answer_record import AnswerRecord
from matcher.models.background import JobRun, MatchRefresh
from matcher.models.base import Base
from matcher.models.calendar_feed import CalendarFeed
from matcher.models.conversation import ConversationRead, ProposalMessage
from matcher.models.coordination import CoordinatorAssignment
from matcher.models.employer_consent import EmployerConsent
from matcher.models.engine_change import EngineChange
from matcher.models.geography import Landsdeel, Municipality, Place, Postcode, Region
from matcher.models.law import HoursException, HoursMeasure, Inconsistency, RuleVerdict
from matcher.models.matching_round import MatchingRound, RoundLeftOver, RoundPair, RoundPart, RoundRegion
from matcher.models.need import Need, NeedSkill
from matcher.models.notification import Notification, NotificationPreference
from matcher.models.outbox import OutboxMessage
from matcher.models.placement import Placement, PlacementMonth, PlacementMonthClaim, PlacementYear
from matcher.models.professional import (
    ExcludedSchool,
    Professional,
    ProfessionalSkill,
    Qualification,
    SearchArea,
)
from matcher.models.programme import Programme, ProgrammeRegion
from matcher.models.proposal import Proposal, ProposalEvent
from matcher.models.school import Board, Campus, School, SchoolInvitation, SchoolMembership
from matcher.models.trial import Feedback, Trial, TrialOption
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
    "AnswerRecord",
    "Base",
    "Board",
    "CalendarFeed",
    "Campus",
    "Concept",
    "ConceptLink",
    "ConceptRelation",
    "ConversationRead",
    "CoordinatorAssignment",
    "EmployerConsent",
    "EngineChange",
    "ExcludedSchool",
    "Feedback",
    "HoursException",
    "HoursMeasure",
    "Inconsistency",
    "JobRun",
    "JobTitleSkill",
    "Landsdeel",
    "MatchRefresh",
    "MatchingRound",
    "Municipality",
    "Need",
    "NeedSkill",
    "Notification",
    "NotificationPreference",
    "OutboxMessage",
    "Place",
    "Placement",
    "PlacementMonth",
    "PlacementMonthClaim",
    "PlacementYear",
    "Postcode",
    "Professional",
    "ProfessionalSkill",
    "Programme",
    "ProgrammeRegion",
    "Proposal",
    "ProposalEvent",
    "ProposalMessage",
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
    "Trial",
    "TrialOption",
    "User",
    "VocabularyImport",
]
