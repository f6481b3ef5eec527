"""What the parts of the profile form hand to the services: plain frozen values, texts already stripped."""

from dataclasses import dataclass
from datetime import date

from matcher.domain.choices import Consent, ContractForm, EducationLevel, QualificationKind, RoleKind, Sector


@dataclass(frozen=True, slots=True)
class AreaCommand:
    """A place or postcode as typed, with a radius in km. ``field`` is where an error about the place belongs."""

    field: str
    place: str
    radius_km: int


@dataclass(frozen=True, slots=True)
class BasicsCommand:
    """Name, phone and search areas; the first area is home."""

    full_name: str
    phone: str
    areas: tuple[AreaCommand, ...]


@dataclass(frozen=True, slots=True)
class WorkCommand:
    """Job title as typed, employer and years of experience."""

    job_title: str
    employer: str
    years_experience: int


@dataclass(frozen=True, slots=True)
class SkillsCommand:
    """Concept id -> level 1-3."""

    levels: dict[int, int]


@dataclass(frozen=True, slots=True)
class EducationCommand:
    """Highest completed education, its field, and certificates in free text."""

    level: EducationLevel
    field: str
    certificates: str


@dataclass(frozen=True, slots=True)
class QualificationCommand:
    """A proof of qualification, in force between the dates (``valid_to`` None: without end)."""

    kind: QualificationKind
    sector: Sector | None
    subject: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class AvailabilityCommand:
    """Day parts as a mask, klokuren per week in minutes, dates, and whether online lessons are fine."""

    day_parts: int
    minutes_min: int
    minutes_max: int
    available_from: date
    available_to: date | None
    online: bool


@dataclass(frozen=True, slots=True)
class WishesCommand:
    """Sectors, roles and contract forms somebody wants."""

    sectors: frozenset[Sector]
    role_kinds: frozenset[RoleKind]
    contract_forms: frozenset[ContractForm]


@dataclass(frozen=True, slots=True)
class ConsentCommand:
    """Consent of the employer with minutes per week, and the date of issue of the VOG.

    ``consent`` None leaves it: while a request by mail runs or stands, the employer's own answer counts.
    """

    consent: Consent | None
    consent_minutes: int | None
    vog_issued_on: date | None
