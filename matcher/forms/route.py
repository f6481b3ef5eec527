"""The five questions of the routewijzer: GET forms whose answers stand in the address; nothing is kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, RadioField, SelectField, SelectMultipleField
from wtforms.validators import Optional, ValidationError

from matcher.domain.choices import Consent, EducationLevel, QualificationKind, RoleKind, Sector
from matcher.domain.klokuren import format_klokuren
from matcher.domain.labels import choices_of
from matcher.domain.routes import FIELD_LABELS, WorkField, field_of
from matcher.forms.profile_fields import Between, Filled, KlokurenField, WholeNumberField, options, values_of
from matcher.queries.profile import Profile
from matcher.rules.grounds import Holding, legal_ground
from matcher.rules.limits import Limit
from matcher.rules.routes_conditions import Situation

MOST_YEARS = 60
LEAST_MINUTES, MOST_MINUTES = 30, 2400
# A diploma the routes do not know; like "not told", it closes nothing.
OTHER = "anders"
# Proofs by what they open, so that an address says no more than that. A training counts today; its term is not asked.
PROOFS: dict[str, tuple[QualificationKind, Sector | None]] = {
    "bevoegd-vmbo": (QualificationKind.BEVOEGDHEID_TWEEDEGRAADS, Sector.VMBO),
    "bevoegd-mbo": (QualificationKind.BEVOEGDHEID_TWEEDEGRAADS, Sector.MBO),
    "opleiding-vmbo": (QualificationKind.IN_OPLEIDING, Sector.VMBO),
    "opleiding-mbo": (QualificationKind.IN_OPLEIDING, Sector.MBO),
    "instructeur": (QualificationKind.PDD_INSTRUCTEUR, None),
    "bdb": (QualificationKind.BDB, None),
}
PROOF_LABELS = {
    "bevoegd-vmbo": _("lesbevoegdheid voor het vmbo (eerste of tweede graad)"),
    "bevoegd-mbo": _("lesbevoegdheid of PDG voor het mbo"),
    "opleiding-vmbo": _("in opleiding tot leraar in het vmbo, of een geschiktheidsverklaring"),
    "opleiding-mbo": _("in opleiding tot docent in het mbo, of een geschiktheidsverklaring"),
    "instructeur": _("certificaat instructeur (PDD of PDC)"),
    "bdb": _("basiskwalificatie voor het hbo (BDB)"),
}


class _Known:
    """Refuses an answer that is not one of the choices, in plain Dutch; no answer passes."""

    def __init__(self, choices: Iterable[tuple[str, Any]]) -> None:
        self.values = {value for value, _label in choices}

    def __call__(self, _form: FlaskForm, field: Field) -> None:
        """Check one answer, or each of several."""
        given = field.data if isinstance(field.data, list) else [field.data]
        if not self.values.issuperset(filter(None, given)):
            raise ValidationError(str(_("Kies een van de antwoorden.")))


def _choice(kind: Any, text: Any, choices: list[tuple[str, Any]], *checks: Any) -> Any:
    return kind(text, choices=options(choices), validate_choice=False, validators=[*checks, _Known(choices)])


class _Question(FlaskForm):
    """A question that changes nothing, so it needs no token."""

    class Meta:
        """No token in the address."""

        csrf = False


class EducationQuestion(_Question):
    """Highest diploma and field of work."""

    opleiding = _choice(
        RadioField,
        _("Wat is uw hoogste diploma?"),
        [*choices_of(EducationLevel), (OTHER, _("een ander diploma, of ik weet het niet"))],
        Filled(_("Kies uw hoogste diploma.")),
    )
    vak = _choice(
        SelectField,
        _("In welk vak werkt u?"),
        [("", _("Kies een vak")), *((kind.value, text) for kind, text in FIELD_LABELS.items())],
        Filled(_("Kies een vak, of kies: iets anders.")),
    )


class ExperienceQuestion(_Question):
    """Years of work and proofs of qualification."""

    jaren = WholeNumberField(
        _("Hoeveel jaar werkt u in dit vak?"),
        validators=[
            Filled(_("Vul in hoeveel jaar u in dit vak werkt. Korter dan een jaar is 0.")),
            Between(0, MOST_YEARS, _("Vul een getal in van 0 tot en met 60.")),
        ],
    )
    bewijs = _choice(SelectMultipleField, _("Welke bewijzen hebt u?"), list(PROOF_LABELS.items()), Optional())


class SectorQuestion(_Question):
    """Sectors wanted."""

    sector = _choice(
        SelectMultipleField, _("Waar wilt u lesgeven?"), choices_of(Sector), Filled(_("Kies minstens één sector."))
    )


class HoursQuestion(_Question):
    """Klokuren wanted."""

    uren = KlokurenField(
        _("Hoeveel klokuren per week wilt u lesgeven?"),
        validators=[
            Filled(_("Vul in hoeveel klokuren per week u wilt lesgeven.")),
            Between(LEAST_MINUTES, MOST_MINUTES, _("Vul een getal in van 0,5 tot en met 40.")),
        ],
    )


class EmployerQuestion(_Question):
    """Consent of the employer."""

    werkgever = _choice(
        RadioField,
        _("Vindt uw werkgever het goed dat u lesgeeft?"),
        choices_of(Consent),
        Filled(_("Kies een antwoord.")),
    )


# The questions in order, by their place in the address of the page.
QUESTIONS: dict[str, type[_Question]] = {
    "opleiding": EducationQuestion,
    "ervaring": ExperienceQuestion,
    "sector": SectorQuestion,
    "uren": HoursQuestion,
    "werkgever": EmployerQuestion,
}


def questions(args: MultiDict[str, str]) -> dict[str, Any]:
    """Return every question filled in from an address; keys of no question are ignored."""
    return {name: kind(formdata=args) for name, kind in QUESTIONS.items()}


def has_wrong_answer(form: FlaskForm) -> bool:
    """Return whether something was answered that cannot be; a question without an answer is not wrong."""
    return any(field.errors and any(field.raw_data or ()) for field in form)


def first_open(forms: Mapping[str, FlaskForm]) -> str | None:
    """Return the first question without a valid answer; None when all are answered."""
    return next((name for name, form in forms.items() if not form.validate()), None)


def answers(forms: Mapping[str, FlaskForm], leave_out: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return what was typed, as pairs for an address, without the questions ``leave_out``."""
    fields = (field for name, form in forms.items() if name not in leave_out for field in form)
    return [(field.name, value) for field in fields for value in field.raw_data or () if value]


def situation_of(forms: Mapping[str, Any], *, on: date, limits: tuple[Limit, ...]) -> Situation:
    """Return the situation these valid answers tell."""
    level = forms["opleiding"].opleiding.data
    return Situation(
        on=on,
        education=None if level == OTHER else EducationLevel(level),
        field=WorkField(forms["opleiding"].vak.data),
        years_experience=forms["ervaring"].jaren.data,
        holdings=tuple(_holding(code, on) for code in forms["ervaring"].bewijs.data or ()),
        sectors=frozenset(Sector(value) for value in forms["sector"].sector.data),
        minutes_per_week=forms["uren"].uren.data,
        consent=Consent(forms["werkgever"].werkgever.data),
        limits=limits,
    )


def _holding(code: str, on: date) -> Holding:
    kind, sector = PROOFS[code]
    return Holding(kind, sector, None, on + timedelta(days=1))


def profile_answers(profile: Profile, *, on: date) -> list[tuple[str, str]]:
    """Return the answers a profile gives already, as pairs for an address; what it does not tell is left out."""
    known: list[tuple[str, Any]] = [
        ("opleiding", profile.education_level),
        ("vak", _field(profile)),
        ("jaren", profile.years_experience),
        *(("bewijs", code) for code in _proofs(profile, on)),
        *(("sector", value) for value in values_of(profile.sectors)),
        ("uren", format_klokuren(profile.minutes_max) if profile.minutes_max else None),
        ("werkgever", None if profile.consent is Consent.ONBEKEND else profile.consent),
    ]
    return [(name, str(value)) for name, value in known if value is not None]


def _field(profile: Profile) -> WorkField | None:
    """The field of the diploma, else of the job."""
    found = field_of(profile.education_field)
    return found if found not in {None, WorkField.ANDERS} else field_of(profile.job_title) or found


def _proofs(profile: Profile, on: date) -> Iterable[str]:
    """Return the codes of what the proofs open today: asked of the same rule as the engine asks."""
    held = [Holding(row.kind, row.sector, row.valid_from, row.valid_to) for row in profile.qualifications]
    for code, (kind, sector) in PROOFS.items():
        if sector is None:
            found = any(row.kind is kind and row.valid_on(on) for row in held)
        else:
            same = legal_ground(sector, RoleKind.HYBRIDE_DOCENT, [_holding(code, on)], on)
            found = legal_ground(sector, RoleKind.HYBRIDE_DOCENT, held, on) is same
        if found:
            yield code
