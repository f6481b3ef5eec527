"""What a school must know of each contract form, as one table (domain.md section 5)."""

from dataclasses import dataclass

from matcher.domain.choices import ContractForm, RoleKind

ALL_ROLES: frozenset[RoleKind] = frozenset(RoleKind)
GUEST_LESSON = frozenset({RoleKind.GASTLES})
# Forms that fit only some role kinds; every other form fits all.
ROLES_OF_FORM: dict[ContractForm, frozenset[RoleKind]] = {ContractForm.ZZP: GUEST_LESSON}


@dataclass(frozen=True, slots=True)
class ContractNote:
    """A note on a contract form for some role kinds. ``warning``: think twice; else good to know. Text is Dutch."""

    code: str
    form: ContractForm
    text: str
    source: str
    warning: bool
    role_kinds: frozenset[RoleKind] = ALL_ROLES


_WET_DBA = "Wet deregulering beoordeling arbeidsrelaties (DBA); handhaving sinds 1-1-2025"
_SEO = "Evaluatie Techniekpact, SEO/Technopolis 2020"

NOTES: tuple[ContractNote, ...] = (
    ContractNote(
        "two_employers",
        ContractForm.EIGEN_AANSTELLING,
        "De professional komt in dienst bij de school en heeft dan twee werkgevers. Er komt geen btw bij.",
        _SEO,
        warning=False,
    ),
    ContractNote(
        "own_employer_pays",
        ContractForm.DETACHERING,
        "De professional blijft in dienst bij de eigen werkgever. Die stuurt de school een rekening.",
        _SEO,
        warning=False,
    ),
    ContractNote(
        "btw_21",
        ContractForm.DETACHERING,
        "Op de rekening komt 21 % btw. De school kan die btw niet aftrekken.",
        "Wet op de omzetbelasting 1968",
        warning=True,
    ),
    ContractNote(
        "btw_exemption",
        ContractForm.DETACHERING,
        "Er is alleen een vrijstelling van btw als de uitlener zelf vrijgesteld onderwijs geeft.",
        "Besluit van 7-6-2024, nr. 2024-13855, paragraaf 6.3",
        warning=False,
    ),
    ContractNote(
        "employer_gives",
        ContractForm.IN_NATURA,
        "De werkgever rekent niets. Dit komt veel voor in samenwerking tussen scholen en bedrijven (pps).",
        _SEO,
        warning=False,
    ),
    ContractNote(
        "dba",
        ContractForm.ZZP,
        "Spreek af dat dit een losse gastles is. De Belastingdienst controleert op schijnzelfstandigheid (Wet DBA).",
        _WET_DBA,
        warning=True,
        role_kinds=GUEST_LESSON,
    ),
    ContractNote(
        "zzp_only_guest_lesson",
        ContractForm.ZZP,
        "Werken als zzp'er kan alleen voor een losse gastles. Kies voor dit werk een andere vorm (Wet DBA).",
        _WET_DBA,
        warning=True,
        role_kinds=ALL_ROLES - GUEST_LESSON,
    ),
)


def notes_for(form: ContractForm, role_kind: RoleKind) -> tuple[ContractNote, ...]:
    """Return the notes on this form for this role, in the order of the table. Source: domain.md section 5."""
    return tuple(note for note in NOTES if note.form is form and role_kind in note.role_kinds)


def form_allowed(form: ContractForm, role_kind: RoleKind) -> bool:
    """Return whether the platform offers this form for this role: zzp only for a gastles (Wet DBA)."""
    return role_kind in ROLES_OF_FORM.get(form, ALL_ROLES)
