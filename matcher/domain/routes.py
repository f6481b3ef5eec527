"""Routes to teaching: their names, the sectors they lead to, and the work they open (domain.md section 4)."""

from enum import StrEnum

from matcher.domain.choices import RoleKind, Sector


class RouteKind(StrEnum):
    """A way to teach, or a training that opens one. The first four are work, the others trainings."""

    GASTDOCENT = "gastdocent"
    INSTRUCTEUR = "instructeur"
    DOCENT = "docent"
    HBO = "hbo"
    TECHNIEKOPLEIDER = "techniekopleider"
    PDG = "pdg"
    PDG_VERKORT = "pdg_verkort"
    ZIJ_INSTROOM_VO = "zij_instroom_vo"
    TWEEDE_GRAAD = "tweede_graad"
    HBO_BDB = "hbo_bdb"


class Possible(StrEnum):
    """Whether a route is open: today, after a training, or not."""

    NOW = "now"
    LATER = "later"
    NO = "no"


class WorkField(StrEnum):
    """Field of work, as far as it matters for a fund or for the questions."""

    METAAL = "metaal"
    INSTALLATIE = "installatie"
    BOUW = "bouw"
    PROCES = "proces"
    LABORATORIUM = "laboratorium"
    ICT = "ict"
    MOBILITEIT = "mobiliteit"
    TRANSPORT = "transport"
    MEDIA = "media"
    ANDERS = "anders"


WORK = frozenset({RouteKind.GASTDOCENT, RouteKind.INSTRUCTEUR, RouteKind.DOCENT, RouteKind.HBO})

ROUTE_NAMES: dict[RouteKind, str] = {
    RouteKind.GASTDOCENT: "Gastdocent (zesurenregeling)",
    RouteKind.INSTRUCTEUR: "Instructeur in het mbo (PDD of PDC)",
    RouteKind.DOCENT: "Docent, bevoegd of in opleiding",
    RouteKind.HBO: "Lesgeven in het hbo",
    RouteKind.TECHNIEKOPLEIDER: "Opleiding tot hybride techniekopleider (PDD)",
    RouteKind.PDG: "Zij-instroom mbo met PDG",
    RouteKind.PDG_VERKORT: "Zij-instroom mbo met verkort PDG",
    RouteKind.ZIJ_INSTROOM_VO: "Zij-instroom vmbo",
    RouteKind.TWEEDE_GRAAD: "Lerarenopleiding (tweede graad)",
    RouteKind.HBO_BDB: "Basiskwalificatie voor het hbo (BDB en BKE)",
}

SECTORS_OF_ROUTE: dict[RouteKind, frozenset[Sector]] = {
    RouteKind.GASTDOCENT: frozenset({Sector.VMBO, Sector.MBO}),
    RouteKind.INSTRUCTEUR: frozenset({Sector.MBO}),
    RouteKind.DOCENT: frozenset({Sector.VMBO, Sector.MBO}),
    RouteKind.HBO: frozenset({Sector.HBO}),
    RouteKind.TECHNIEKOPLEIDER: frozenset({Sector.MBO}),
    RouteKind.PDG: frozenset({Sector.MBO}),
    RouteKind.PDG_VERKORT: frozenset({Sector.MBO}),
    RouteKind.ZIJ_INSTROOM_VO: frozenset({Sector.VMBO}),
    RouteKind.TWEEDE_GRAAD: frozenset({Sector.VMBO, Sector.MBO}),
    RouteKind.HBO_BDB: frozenset({Sector.HBO}),
}

_GUEST = frozenset({RoleKind.GASTLES, RoleKind.GASTDOCENT})
_TEACHER = frozenset({RoleKind.HYBRIDE_DOCENT})
_INSTRUCTOR = frozenset({RoleKind.INSTRUCTEUR})
# The kinds of needs a route leads to.
ROLES_OF_ROUTE: dict[RouteKind, frozenset[RoleKind]] = {
    RouteKind.GASTDOCENT: _GUEST,
    RouteKind.INSTRUCTEUR: _INSTRUCTOR,
    RouteKind.DOCENT: _TEACHER,
    RouteKind.HBO: frozenset(RoleKind),
    RouteKind.TECHNIEKOPLEIDER: _INSTRUCTOR,
    RouteKind.PDG: _TEACHER,
    RouteKind.PDG_VERKORT: _TEACHER,
    RouteKind.ZIJ_INSTROOM_VO: _TEACHER,
    RouteKind.TWEEDE_GRAAD: _TEACHER,
    RouteKind.HBO_BDB: _TEACHER,
}

FIELD_LABELS: dict[WorkField, str] = {
    WorkField.METAAL: "metaal en machinebouw",
    WorkField.INSTALLATIE: "elektro en installatie",
    WorkField.BOUW: "bouw, infra, hout en afbouw",
    WorkField.PROCES: "procesindustrie en chemie",
    WorkField.LABORATORIUM: "laboratorium",
    WorkField.ICT: "ICT",
    WorkField.MOBILITEIT: "mobiliteit en voertuigen",
    WorkField.TRANSPORT: "transport, scheepvaart en logistiek",
    WorkField.MEDIA: "media en vormgeving",
    WorkField.ANDERS: "iets anders",
}

# Beginnings of words that betray a field, in the order in which they are tried.
_FIELD_WORDS: tuple[tuple[WorkField, tuple[str, ...]], ...] = (
    (WorkField.METAAL, ("metaal", "las", "machine", "werktuig", "mechatron", "verspan", "metal", "constructie")),
    (WorkField.INSTALLATIE, ("install", "elektro", "loodgiet", "koude", "klimaat", "energie")),
    (WorkField.LABORATORIUM, ("lab", "analist", "analytisch")),
    (WorkField.PROCES, ("proces", "chemi", "scheikund", "operator")),
    (WorkField.ICT, ("ict", "it", "netwerk", "software", "informatica", "cyber", "data", "programm", "network")),
    (WorkField.BOUW, ("bouw", "civiel", "infra", "hout", "timmer", "afbouw", "schilder", "metsel")),
    (WorkField.MOBILITEIT, ("mobiliteit", "auto", "voertuig", "motor", "fiets")),
    (WorkField.TRANSPORT, ("transport", "logist", "scheep", "maritiem", "haven")),
    (WorkField.MEDIA, ("media", "vormgev", "grafisch", "print")),
)


def field_of(text: str) -> WorkField | None:
    """Return the field a free text names ("lastechniek" is metal); None for an empty text, ANDERS for any other."""
    words = text.lower().replace("-", " ").split()
    if not words:
        return None
    return next(
        (field for field, starts in _FIELD_WORDS if any(_begins(word, starts) for word in words)), WorkField.ANDERS
    )


def _begins(word: str, starts: tuple[str, ...]) -> bool:
    """Two letters are a word of their own, not a beginning ("it", not "italiaans")."""
    return any(word == start if len(start) == 2 else word.startswith(start) for start in starts)  # noqa: PLR2004
