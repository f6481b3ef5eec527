"""What the desk hands to the services when it enters somebody: plain frozen values, texts already stripped."""

from dataclasses import dataclass
from datetime import date

from matcher.domain.choices import EducationLevel, RoleKind
from matcher.domain.desk import ConsentWay
from matcher.domain.states import NeedState
from matcher.services.need_commands import AskedSkill, NeedContracts, NeedLocation, NeedSubject, NeedTimes
from matcher.services.profile_commands import AreaCommand, ConsentCommand, WishesCommand


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """How and when somebody said that the data may be entered, in a note that others can follow."""

    way: ConsentWay
    on: date
    note: str


@dataclass(frozen=True, slots=True)
class Times:
    """Day parts as a mask, klokuren per week in minutes and dates, each as far as known."""

    day_parts: int = 0
    minutes_min: int | None = None
    minutes_max: int | None = None
    available_from: date | None = None
    available_to: date | None = None
    online: bool = False


NO_TIMES = Times()
NO_WISHES = WishesCommand(frozenset(), frozenset(), frozenset())
NOT_ASKED = ConsentCommand(None, None, None)


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person as the desk enters it; only e-mail address, name, first area and job title are always there.

    ``skills``: concept id -> level 1-3; ``activate``: switch the profile on at once, which asks a complete one.
    """

    email: str
    full_name: str
    phone: str
    areas: tuple[AreaCommand, ...]
    job_title: str
    employer: str = ""
    years_experience: int | None = None
    skills: dict[int, int] | None = None
    education_level: EducationLevel | None = None
    education_field: str = ""
    certificates: str = ""
    times: Times = NO_TIMES
    wishes: WishesCommand = NO_WISHES
    employer_consent: ConsentCommand = NOT_ASKED
    motivation: str = ""
    activate: bool = False


@dataclass(frozen=True, slots=True)
class NeedEntry:
    """A need as the desk enters it for a school. ``state``: draft, maybe or open; the last two ask a complete one.

    ``contact_id``: a member of the school; ``contact_email``: who is invited when the school has no members.
    """

    role_kind: RoleKind
    title: str
    education: str = ""
    learning_goals: str = ""
    people_wanted: int = 1
    subject: NeedSubject | None = None
    skills: tuple[AskedSkill, ...] = ()
    times: NeedTimes | None = None
    location: NeedLocation | None = None
    contracts: NeedContracts | None = None
    responsible_teacher: str = ""
    state: NeedState = NeedState.DRAFT
    contact_id: int | None = None
    contact_email: str = ""
