"""Which parts of a profile are complete, and what each part still misses. Only a complete profile can be active."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.domain.choices import Consent


class Section(StrEnum):
    """A part of the profile; the value is its place in the address of the page."""

    BASICS = "basis"
    WORK = "werk"
    SKILLS = "vaardigheden"
    EDUCATION = "opleiding"
    AVAILABILITY = "beschikbaarheid"
    WISHES = "wensen"
    CONSENT = "toestemming"
    MOTIVATION = "motivatie"


SECTION_TITLES: dict[Section, str] = {
    Section.BASICS: "Naam en woonplaats",
    Section.WORK: "Werk en ervaring",
    Section.SKILLS: "Vaardigheden",
    Section.EDUCATION: "Opleiding en bevoegdheid",
    Section.AVAILABILITY: "Wanneer u kunt",
    Section.WISHES: "Wat u wilt",
    Section.CONSENT: "Werkgever en VOG",
    Section.MOTIVATION: "Waarom u les wilt geven",
}

# What each part brings, for the next step on the home page.
SECTION_GAINS: dict[Section, str] = {
    Section.BASICS: "dan zoeken wij bij u in de buurt",
    Section.WORK: "dan zien scholen wat u in de praktijk doet",
    Section.SKILLS: "dan kunnen wij vragen zoeken die bij uw vak passen",
    Section.EDUCATION: "dan weten scholen op welke manier u les mag geven",
    Section.AVAILABILITY: "dan zoeken wij alleen vragen op dagen dat u kunt",
    Section.WISHES: "dan krijgt u alleen voorstellen die u wilt",
    Section.CONSENT: "dan weten scholen dat het met uw werk te combineren is",
    Section.MOTIVATION: "dan leest een school waarom u dit wilt",
}
MINIMAL_MOTIVATION = 30


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """What completeness looks at. Hours are minutes per week; ``areas`` and ``skills`` are counts."""

    name: str = ""
    areas: int = 0
    job_title: str = ""
    years_experience: int | None = None
    skills: int = 0
    education_level: str | None = None
    education_field: str = ""
    day_parts: int = 0
    minutes_max: int = 0
    available_from: date | None = None
    sectors: int = 0
    role_kinds: int = 0
    contract_forms: int = 0
    consent: Consent = Consent.ONBEKEND
    motivation: str = ""


@dataclass(frozen=True, slots=True)
class SectionState:
    """One part of the profile with what it misses (Dutch, e.g. ``uw woonplaats``); nothing missing is complete."""

    section: Section
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """True when nothing is missing."""
        return not self.missing

    @property
    def title(self) -> str:
        """Dutch name of the part."""
        return SECTION_TITLES[self.section]


@dataclass(frozen=True, slots=True)
class Completeness:
    """All parts of a profile, in the order of the pages."""

    sections: tuple[SectionState, ...]

    @property
    def done(self) -> int:
        """How many parts are complete."""
        return sum(row.complete for row in self.sections)

    @property
    def total(self) -> int:
        """How many parts there are."""
        return len(self.sections)

    @property
    def complete(self) -> bool:
        """True when the profile can be switched on."""
        return self.done == self.total

    @property
    def next_step(self) -> SectionState | None:
        """The first part that is not complete; None when all are."""
        return next((row for row in self.sections if not row.complete), None)

    @property
    def missing(self) -> tuple[str, ...]:
        """Everything that is missing, in the order of the pages."""
        return tuple(text for row in self.sections for text in row.missing)

    def is_complete(self, section: Section) -> bool:
        """Return whether one part is complete."""
        return any(row.complete for row in self.sections if row.section is section)


def completeness(facts: ProfileFacts) -> Completeness:
    """Return for each part of the profile what it misses."""
    return Completeness(tuple(SectionState(section, tuple(find(facts))) for section, find in _CHECKS.items()))


def _basics(facts: ProfileFacts) -> Iterator[str]:
    if not facts.name.strip():
        yield "uw naam"
    if not facts.areas:
        yield "uw woonplaats of postcode"


def _work(facts: ProfileFacts) -> Iterator[str]:
    if not facts.job_title.strip():
        yield "uw beroep"
    if facts.years_experience is None:
        yield "hoeveel jaar u ervaring hebt"


def _skills(facts: ProfileFacts) -> Iterator[str]:
    if not facts.skills:
        yield "minstens één vaardigheid"


def _education(facts: ProfileFacts) -> Iterator[str]:
    if facts.education_level is None:
        yield "uw hoogste opleiding"
    if not facts.education_field.strip():
        yield "de richting van uw opleiding"


def _availability(facts: ProfileFacts) -> Iterator[str]:
    if not facts.day_parts:
        yield "de dagdelen waarop u kunt"
    if not facts.minutes_max:
        yield "hoeveel klokuren per week u wilt"
    if facts.available_from is None:
        yield "vanaf welke datum u kunt"


def _wishes(facts: ProfileFacts) -> Iterator[str]:
    if not facts.sectors:
        yield "in welke sector u les wilt geven"
    if not facts.role_kinds:
        yield "welke rol u zoekt"
    if not facts.contract_forms:
        yield "welke contractvorm u wilt"


def _consent(facts: ProfileFacts) -> Iterator[str]:
    if facts.consent is Consent.ONBEKEND:
        yield "of uw werkgever het goed vindt"
    if facts.consent is Consent.GEWEIGERD:
        yield "toestemming van uw werkgever"


def _motivation(facts: ProfileFacts) -> Iterator[str]:
    if len(facts.motivation.strip()) < MINIMAL_MOTIVATION:
        yield "waarom u les wilt geven, in één of twee zinnen"


_CHECKS: dict[Section, Callable[[ProfileFacts], Iterator[str]]] = {
    Section.BASICS: _basics,
    Section.WORK: _work,
    Section.SKILLS: _skills,
    Section.EDUCATION: _education,
    Section.AVAILABILITY: _availability,
    Section.WISHES: _wishes,
    Section.CONSENT: _consent,
    Section.MOTIVATION: _motivation,
}
