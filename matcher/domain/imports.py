"""What a file can bring in: the fields of people and of needs, how their columns may be called, and the limits."""

from dataclasses import dataclass

from matcher.domain.desk import ImportKind, ImportState, RowOutcome

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5000
MOST_COLUMNS = 60
LONGEST_CELL = 2000
# Up to so many rows are checked while the visitor waits; more of them by a job.
AT_ONCE = 200
# Cells are personal data: so long after the end of an import they are thrown away, the counts stay.
KEEP_CELLS_DAYS = 90

# Somebody (a worker, or a request) is at it, and nobody may change what it works with.
BUSY_STATES = frozenset({ImportState.CHECKING, ImportState.RUNNING, ImportState.UNDOING})
# The columns may still be chosen again.
OPEN_STATES = frozenset({ImportState.MAPPING, ImportState.CHECKED})
CANCELLABLE = OPEN_STATES | {ImportState.CHECKING}
NOT_MADE = frozenset({RowOutcome.BAD, RowOutcome.DOUBLE})


@dataclass(frozen=True, slots=True)
class Target:
    """A field rows can fill. ``synonyms``: other names of its column; ``example``: a cell of the file to download."""

    code: str
    label: str
    example: str
    synonyms: tuple[str, ...] = ()
    required: bool = False


PEOPLE = (
    Target("full_name", "naam", "Fenna Voorbeeld", ("volledige naam", "voornaam en achternaam", "name"), required=True),
    Target("email", "e-mail", "fenna@example.nl", ("e-mailadres", "mail", "emailadres", "mailadres"), required=True),
    Target("phone", "telefoon", "06 12345678", ("telefoonnummer", "tel", "mobiel", "mobiele nummer", "gsm", "phone")),
    Target("place", "plaats of postcode", "Enschede", ("woonplaats", "plaats", "postcode", "stad"), required=True),
    Target("radius", "straal in km", "25", ("straal", "km", "afstand", "reisafstand", "straal km", "radius")),
    Target("job_title", "beroep", "besturingstechnicus", ("functie", "functietitel", "job title", "vak")),
    Target("employer", "werkgever", "Fabriek Fictief BV", ("bedrijf", "organisatie", "bedrijfsnaam", "employer")),
    Target("sectors", "sectoren", "mbo; vmbo", ("sector", "onderwijssector", "soort onderwijs")),
    Target("role_kinds", "rollen", "gastles; gastdocent", ("rol", "soort inzet", "role")),
    Target("skills", "vaardigheden", "PLC-programmeren; lassen", ("vaardigheid", "skills", "competenties", "kennis")),
    Target("day_parts", "dagdelen", "di ochtend; do middag", ("dagdeel", "beschikbaarheid", "beschikbaar")),
    Target("hours_min", "klokuren per week minstens", "2", ("uren per week min", "uren min", "minimum uren")),
    Target("hours_max", "klokuren per week hoogstens", "6", ("uren per week max", "uren max", "maximum uren")),
    Target("years_experience", "jaren ervaring", "14", ("ervaring", "ervaring in jaren", "aantal jaren ervaring")),
)
NEEDS = (
    Target("school", "school", "ROC van Twente", ("naam school", "schoolnaam", "instelling", "onderwijsinstelling")),
    Target("campus", "locatie", "", ("vestiging", "campus", "gebouw", "lesplaats")),
    Target("title", "titel", "PLC-programmeren", ("onderwerp", "onderwijsvraag", "vraag", "title"), required=True),
    Target("role_kind", "rol", "gastdocent", ("soort inzet", "role", "functie"), required=True),
    Target("education", "opleiding", "mechatronica", ("opleiding of vak", "vak", "crebo", "programma")),
    Target("level", "niveau", "mbo niveau 4", ("leerniveau", "opleidingsniveau", "level")),
    Target("skills", "vaardigheden", "PLC-programmeren", ("vaardigheid", "skills", "competenties")),
    Target("amount", "klokuren per week", "4", ("uren per week", "uren", "klokuren", "aantal uren")),
    Target("starts_on", "begin", "21-09-2027", ("begindatum", "startdatum", "start", "van", "vanaf", "eerste lesdag")),
    Target("ends_on", "einde", "28-01-2028", ("einddatum", "eind", "tot", "tot en met", "laatste lesdag")),
    Target("day_parts", "dagdelen", "di ochtend; do ochtend", ("dagdeel", "wanneer", "lestijden")),
    Target("people_wanted", "aantal mensen", "1", ("aantal", "aantal personen", "aantal docenten", "mensen gezocht")),
    Target("responsible_teacher", "verantwoordelijke leraar", "", ("verantwoordelijke docent", "begeleider", "leraar")),
)
TARGETS = {ImportKind.PEOPLE: PEOPLE, ImportKind.NEEDS: NEEDS}


def required_of(kind: ImportKind, *, school_known: bool) -> tuple[Target, ...]:
    """Return the fields every row must have; the school only when it was not chosen for the whole file."""
    asked = kind is ImportKind.NEEDS and not school_known
    return tuple(each for each in TARGETS[kind] if each.required or (asked and each.code == "school"))
