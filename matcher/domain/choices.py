"""Closed sets of the field: sectors, role kinds, contract forms, levels, grounds.

Every enum is a ``StrEnum`` so that the stored value is readable. Members that are stored as a
set carry a fixed bit position (:data:`BITS`): positions are part of the stored data and never change.
"""

from enum import IntEnum, StrEnum


class Sector(StrEnum):
    """Sector of a school. vmbo falls under the WVO 2020 (vo), mbo under the WEB, hbo under the WHW."""

    VMBO = "vmbo"
    MBO = "mbo"
    HBO = "hbo"


class RoleKind(StrEnum):
    """What somebody does at the school (domain.md section 2, word trap *gastdocent*)."""

    GASTLES = "gastles"
    GASTDOCENT = "gastdocent"
    INSTRUCTEUR = "instructeur"
    HYBRIDE_DOCENT = "hybride_docent"
    HYBRIDE_EXPERT = "hybride_expert"


class ContractForm(StrEnum):
    """How the work is contracted (domain.md section 5)."""

    EIGEN_AANSTELLING = "eigen_aanstelling"
    DETACHERING = "detachering"
    IN_NATURA = "in_natura"
    ZZP = "zzp"


class LegalGround(StrEnum):
    """On which ground somebody may teach; written on each placement."""

    ZESURENREGELING = "zesurenregeling"
    BEVOEGD = "bevoegd"
    IN_OPLEIDING = "in_opleiding"
    INSTRUCTEUR = "instructeur"
    HBO = "hbo"


class QualificationKind(StrEnum):
    """Proofs of qualification a person can hold (domain.md section 4)."""

    BEVOEGDHEID_EERSTEGRAADS = "bevoegdheid_eerstegraads"
    BEVOEGDHEID_TWEEDEGRAADS = "bevoegdheid_tweedegraads"
    PDG = "pdg"
    GESCHIKTHEIDSVERKLARING = "geschiktheidsverklaring"
    IN_OPLEIDING = "in_opleiding"
    PDD_INSTRUCTEUR = "pdd_instructeur"
    BDB = "bdb"


class HolidayRegion(StrEnum):
    """Region of the school holidays (Regeling vaststelling schoolvakanties)."""

    NOORD = "noord"
    MIDDEN = "midden"
    ZUID = "zuid"


class PlanKind(StrEnum):
    """How the hours of a placement are planned: so much a week in school weeks, on single days, or a total."""

    WEEKLY = "weekly"
    DAYS = "days"
    TOTAL = "total"


class EducationLevel(StrEnum):
    """Highest completed education."""

    MBO_2 = "mbo_2"
    MBO_3 = "mbo_3"
    MBO_4 = "mbo_4"
    HBO = "hbo"
    WO = "wo"


class NeedLevel(StrEnum):
    """Level of the students a need is for."""

    VMBO_BB = "vmbo_bb"
    VMBO_KB = "vmbo_kb"
    VMBO_GL = "vmbo_gl"
    MBO_1 = "mbo_1"
    MBO_2 = "mbo_2"
    MBO_3 = "mbo_3"
    MBO_4 = "mbo_4"
    AD = "ad"
    HBO_BACHELOR = "hbo_bachelor"
    HBO_MASTER = "hbo_master"


class SkillLevel(IntEnum):
    """How well somebody masters a skill, or how well a need asks it."""

    BASIS = 1
    ERVAREN = 2
    EXPERT = 3


class LessonUnit(StrEnum):
    """Unit in which hours are typed. The law counts klokuren of 60 minutes."""

    KLOKUUR = "klokuur"
    LES_45 = "les_45"
    LES_50 = "les_50"
    LES_60 = "les_60"


class Language(StrEnum):
    """Language somebody wants mail in."""

    NL = "nl"
    EN = "en"


class Consent(StrEnum):
    """Consent of the employer to teach next to the job."""

    ONBEKEND = "onbekend"
    GEVRAAGD = "gevraagd"
    GEGEVEN = "gegeven"
    NIET_NODIG = "niet_nodig"
    GEWEIGERD = "geweigerd"


NEED_LEVELS_BY_SECTOR: dict[Sector, tuple[NeedLevel, ...]] = {
    Sector.VMBO: (NeedLevel.VMBO_BB, NeedLevel.VMBO_KB, NeedLevel.VMBO_GL),
    Sector.MBO: (NeedLevel.MBO_1, NeedLevel.MBO_2, NeedLevel.MBO_3, NeedLevel.MBO_4),
    Sector.HBO: (NeedLevel.AD, NeedLevel.HBO_BACHELOR, NeedLevel.HBO_MASTER),
}

ROLE_KINDS_BY_SECTOR: dict[Sector, tuple[RoleKind, ...]] = {
    Sector.VMBO: (RoleKind.GASTLES, RoleKind.GASTDOCENT, RoleKind.HYBRIDE_DOCENT),
    Sector.MBO: (
        RoleKind.GASTLES,
        RoleKind.GASTDOCENT,
        RoleKind.INSTRUCTEUR,
        RoleKind.HYBRIDE_DOCENT,
    ),
    Sector.HBO: (RoleKind.GASTLES, RoleKind.HYBRIDE_DOCENT, RoleKind.HYBRIDE_EXPERT),
}

MINUTES_PER_LESSON: dict[LessonUnit, int] = {
    LessonUnit.KLOKUUR: 60,
    LessonUnit.LES_45: 45,
    LessonUnit.LES_50: 50,
    LessonUnit.LES_60: 60,
}
