"""SQLAlchemy models, one aggregate per file. No queries, no web."""

from matcher.models.answer_record import AnswerRecord
from matcher.models.background import JobRun, MatchRefresh
from matcher.models.base import Base
from matcher.models.calendar_feed import CalendarFeed
from matcher.models.conversation import ConversationRead, ProposalMessage
from matcher.models.coordination import CoordinatorAssignment, CoordinatorCover
from matcher.models.desk import BulkRun, DeskNote, SavedView, TaskHold, Transfer
from matcher.models.employer_consent import EmployerConsent
from matcher.models.engine_change import EngineChange
from matcher.models.export import Export
from matcher.models.figure import FigureCache, FigureSnapshot
from matcher.models.geography import Landsdeel, Municipality, Place, Postcode, Region
from matcher.models.import_batch import ImportBatch, ImportRow
from matcher.models.law import HoursException, HoursMeasure, Inconsistency, RuleVerdict
from matcher.models.matching_round import MatchingRound, RoundLeftOver, RoundPair, RoundPart, RoundRegion
from matcher.models.need import Need, NeedSkill
from matcher.models.notification import Notification, NotificationPreference
from matcher.models.on_behalf import EntryOnBehalf, ProfileMerge
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
    "BulkRun",
    "CalendarFeed",
    "Campus",
    "Concept",
    "ConceptLink",
    "ConceptRelation",
    "ConversationRead",
    "CoordinatorAssignment",
    "CoordinatorCover",
    "DeskNote",
    "EmployerConsent",
    "EngineChange",
    "EntryOnBehalf",
    "ExcludedSchool",
    "Export",
    "Feedback",
    "FigureCache",
    "FigureSnapshot",
    "HoursException",
    "HoursMeasure",
    "ImportBatch",
    "ImportRow",
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
    "ProfileMerge",
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
    "SavedView",
    "School",
    "SchoolInvitation",
    "SchoolMembership",
    "SearchArea",
    "SurfaceForm",
    "TaskHold",
    "Transfer",
    "Trial",
    "TrialOption",
    "User",
    "VocabularyImport",
]
