"""What one row of a file says, read and checked: the values the services write."""

from dataclasses import dataclass, field
from datetime import date

from matcher.domain.choices import NeedLevel, RoleKind, Sector
from matcher.domain.desk import ConsentWay, ImportKind
from matcher.services.profile_commands import AreaCommand


@dataclass(frozen=True, slots=True)
class StartImport:
    """What the coordinator says about a file. ``region_code`` and consent: of people; ``school_id``: of needs."""

    kind: ImportKind
    file_name: str
    region_code: str | None = None
    school_id: int | None = None
    consent_way: ConsentWay | None = None
    consent_on: date | None = None
    consent_note: str = ""


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person as the file gives it; what the file does not give is None or empty. Hours are minutes per week."""

    full_name: str
    email: str
    phone: str
    area: AreaCommand
    job_title: str = ""
    employer: str = ""
    years_experience: int | None = None
    sectors: frozenset[Sector] = frozenset()
    role_kinds: frozenset[RoleKind] = frozenset()
    day_parts: int = 0
    minutes_min: int | None = None
    minutes_max: int | None = None
    skills: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NeedEntry:
    """A need as the file gives it; what the file does not give is None or empty."""

    school_id: int
    title: str
    role_kind: RoleKind
    campus_id: int | None = None
    education: str = ""
    level: NeedLevel | None = None
    minutes_per_week: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    day_parts: int = 0
    people_wanted: int | None = None
    responsible_teacher: str = ""
    skills: tuple[int, ...] = ()


Entry = PersonEntry | NeedEntry
