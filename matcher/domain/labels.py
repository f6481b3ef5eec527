"""Dutch labels of every choice, in one table; a test holds it against the enums."""

from enum import Enum

from matcher.domain.choices import (
    Consent,
    ContractForm,
    EducationLevel,
    HolidayRegion,
    LegalGround,
    LessonUnit,
    NeedLevel,
    PlanKind,
    QualificationKind,
    RoleKind,
    Sector,
    SkillLevel,
)
from matcher.domain.rounds import PairOutcome, RoundState
from matcher.domain.states import Answer, NeedState, PlacementState, ProfileState, ProposalState

LABELS: dict[Enum, str] = {
    Sector.VMBO: "vmbo",
    Sector.MBO: "mbo",
    Sector.HBO: "hbo",
    RoleKind.GASTLES: "gastles (eenmalig)",
    RoleKind.GASTDOCENT: "gastdocent (zesurenregeling)",
    RoleKind.INSTRUCTEUR: "hybride instructeur",
    RoleKind.HYBRIDE_DOCENT: "hybride docent (bevoegd of in opleiding)",
    RoleKind.HYBRIDE_EXPERT: "hybride expert (hbo)",
    ContractForm.EIGEN_AANSTELLING: "eigen aanstelling bij de school",
    ContractForm.DETACHERING: "detachering door de werkgever",
    ContractForm.IN_NATURA: "in natura door de werkgever",
    ContractForm.ZZP: "zzp (alleen voor een gastles)",
    QualificationKind.BEVOEGDHEID_EERSTEGRAADS: "eerstegraads bevoegdheid",
    QualificationKind.BEVOEGDHEID_TWEEDEGRAADS: "tweedegraads bevoegdheid",
    QualificationKind.PDG: "pedagogisch-didactisch getuigschrift (PDG)",
    QualificationKind.GESCHIKTHEIDSVERKLARING: "geschiktheidsverklaring zij-instroom",
    QualificationKind.IN_OPLEIDING: "in opleiding tot leraar (PDG, lerarenopleiding)",
    QualificationKind.PDD_INSTRUCTEUR: "certificaat instructeur (PDD of PDC)",
    QualificationKind.BDB: "basiskwalificatie didactische bekwaamheid hbo (BDB)",
    HolidayRegion.NOORD: "regio noord",
    HolidayRegion.MIDDEN: "regio midden",
    HolidayRegion.ZUID: "regio zuid",
    PlanKind.WEEKLY: "elke lesweek",
    PlanKind.DAYS: "op losse dagen",
    PlanKind.TOTAL: "een totaal over de hele periode",
    EducationLevel.MBO_2: "mbo niveau 2",
    EducationLevel.MBO_3: "mbo niveau 3",
    EducationLevel.MBO_4: "mbo niveau 4",
    EducationLevel.HBO: "hbo",
    EducationLevel.WO: "universiteit (wo)",
    NeedLevel.VMBO_BB: "vmbo basis",
    NeedLevel.VMBO_KB: "vmbo kader",
    NeedLevel.VMBO_GL: "vmbo gemengd of theoretisch",
    NeedLevel.MBO_1: "mbo niveau 1",
    NeedLevel.MBO_2: "mbo niveau 2",
    NeedLevel.MBO_3: "mbo niveau 3",
    NeedLevel.MBO_4: "mbo niveau 4",
    NeedLevel.AD: "associate degree",
    NeedLevel.HBO_BACHELOR: "hbo bachelor",
    NeedLevel.HBO_MASTER: "hbo master",
    SkillLevel.BASIS: "basis",
    SkillLevel.ERVAREN: "ervaren",
    SkillLevel.EXPERT: "expert",
    LessonUnit.KLOKUUR: "klokuren (60 minuten)",
    LessonUnit.LES_45: "lessen van 45 minuten",
    LessonUnit.LES_50: "lessen van 50 minuten",
    LessonUnit.LES_60: "lessen van 60 minuten",
    Consent.ONBEKEND: "nog niet gevraagd",
    Consent.GEVRAAGD: "gevraagd, nog geen antwoord",
    Consent.GEGEVEN: "werkgever vindt het goed",
    Consent.NIET_NODIG: "niet nodig (eigen baas of geen werkgever)",
    Consent.GEWEIGERD: "werkgever vindt het niet goed",
    ProfileState.DRAFT: "concept",
    ProfileState.ACTIVE: "actief",
    ProfileState.PAUSED: "gepauzeerd",
    NeedState.DRAFT: "concept",
    NeedState.MAYBE: "misschien",
    NeedState.OPEN: "open",
    NeedState.PAUSED: "gepauzeerd",
    NeedState.FILLED: "vervuld",
    NeedState.CLOSED: "gesloten",
    ProposalState.SUGGESTED: "suggestie",
    ProposalState.IN_REVIEW: "in beoordeling",
    ProposalState.PROPOSED: "voorgesteld",
    ProposalState.INTRODUCED: "kennismaking",
    ProposalState.TRIAL: "proefles",
    ProposalState.AGREED: "afgesproken",
    ProposalState.PLACED: "geplaatst",
    ProposalState.DECLINED: "afgewezen",
    ProposalState.EXPIRED: "verlopen",
    ProposalState.WITHDRAWN: "ingetrokken",
    PlacementState.PLANNED: "gepland",
    PlacementState.ENDED_EARLY: "eerder beëindigd",
    PlacementState.CANCELLED: "geannuleerd",
}
# Members of two enums with the same stored value are equal, so one key: these have a table of their own.
OWN_LABELS: dict[type[Enum], dict[Enum, str]] = {
    LegalGround: {
        LegalGround.ZESURENREGELING: "zesurenregeling",
        LegalGround.BEVOEGD: "bevoegd",
        LegalGround.IN_OPLEIDING: "in opleiding (PDG of zij-instroom)",
        LegalGround.INSTRUCTEUR: "instructeur",
        LegalGround.HBO: "hbo (geen urengrens)",
    },
    Answer: {
        Answer.PENDING: "nog geen antwoord",
        Answer.INTERESTED: "heeft interesse",
        Answer.DECLINED: "geen interesse",
    },
    RoundState: {
        RoundState.PLANNED: "wacht op een vrije plek",
        RoundState.SOLVING: "wordt berekend",
        RoundState.MERGING: "wordt samengevoegd",
        RoundState.SOLVED: "klaar om te bekijken",
        RoundState.APPLYING: "wordt toegepast",
        RoundState.APPLIED: "toegepast",
        RoundState.FAILED: "niet gelukt",
        RoundState.CANCELLED: "gestopt",
    },
    PairOutcome: {
        PairOutcome.SUGGESTED: "suggestie gemaakt",
        PairOutcome.PERSON_AWAY: "persoon is niet meer beschikbaar",
        PairOutcome.NEED_NOT_OPEN: "vraag staat niet meer open",
        PairOutcome.NEED_FULL: "vraag is al vervuld",
        PairOutcome.SCHOOL_EXCLUDED: "persoon is niet beschikbaar voor deze school",
        PairOutcome.KNOWN_PAIR: "dit paar had al een voorstel",
        PairOutcome.MANY_PROPOSALS: "persoon heeft al genoeg open voorstellen",
        PairOutcome.LEGAL_HOURS: "te weinig klokuren over volgens de wet",
    },
}


def label(member: Enum | None) -> str:
    """Return the Dutch label; an empty string for None."""
    return "" if member is None else OWN_LABELS.get(type(member), LABELS)[member]


def choices_of(kind: type[Enum]) -> list[tuple[str, str]]:
    """Return (value, label) pairs in the order of the enum, for form fields."""
    return [(str(member.value), label(member)) for member in kind]
