"""Forms of the parts of a profile. Shape only; ``to_command`` gives what the service takes."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from matcher.domain.choices import Consent, ContractForm, EducationLevel, RoleKind, Sector
from matcher.domain.day_parts import GRID, from_mask, to_mask
from matcher.domain.labels import choices_of
from matcher.domain.profile_completeness import MINIMAL_MOTIVATION
from matcher.forms.accounts import strip
from matcher.forms.profile_fields import (
    Between,
    DutchDateField,
    Filled,
    KlokurenField,
    WholeNumberField,
    chosen,
    options,
    values_of,
)
from matcher.queries.profile import Profile
from matcher.services.profile_commands import (
    AvailabilityCommand,
    ConsentCommand,
    EducationCommand,
    WishesCommand,
    WorkCommand,
)

LONGEST_NAME = 120
MOST_MINUTES = 40 * 60


class WorkForm(FlaskForm):
    """Job, employer and experience."""

    job_title = StringField(
        _("Uw beroep"),
        filters=[strip],
        validators=[Filled(_("Vul een beroep in.")), Length(max=LONGEST_NAME, message=_("Houd het beroep korter."))],
    )
    employer = StringField(
        _("Uw werkgever"),
        filters=[strip],
        validators=[Optional(), Length(max=LONGEST_NAME, message=_("Houd de naam korter dan 120 tekens."))],
    )
    years_experience = WholeNumberField(
        _("Jaren ervaring in uw vak"),
        validators=[
            Filled(_("Vul in hoeveel jaar u ervaring hebt. Minder dan een jaar? Vul dan 0 in.")),
            Between(0, 60, _("Vul een getal in van 0 tot en met 60.")),
        ],
    )

    @staticmethod
    def initial(profile: Profile) -> dict[str, Any]:
        """Return what the fields show at first."""
        return {name: getattr(profile, name) for name in ("job_title", "employer", "years_experience")}

    def to_command(self) -> WorkCommand:
        """Return the input as a command."""
        return WorkCommand(self.job_title.data or "", self.employer.data or "", self.years_experience.data or 0)


class EducationForm(FlaskForm):
    """Highest education and certificates."""

    education_level = RadioField(
        _("Hoogste opleiding die u hebt afgemaakt"),
        choices=options(choices_of(EducationLevel)),
        validators=[Filled(_("Kies uw hoogste opleiding."))],
    )
    education_field = StringField(
        _("Richting"),
        filters=[strip],
        validators=[
            Filled(_("Vul de richting in, zoals mechatronica of bouwkunde.")),
            Length(max=LONGEST_NAME, message=_("Houd de richting korter dan 120 tekens.")),
        ],
    )
    certificates = TextAreaField(
        _("Vakcertificaten"),
        filters=[strip],
        validators=[Optional(), Length(max=500, message=_("Houd de tekst korter dan 500 tekens."))],
    )

    @staticmethod
    def initial(profile: Profile) -> dict[str, Any]:
        """Return what the fields show at first."""
        level = profile.education_level
        return {
            "education_level": level.value if level else None,
            "education_field": profile.education_field,
            "certificates": profile.certificates,
        }

    def to_command(self) -> EducationCommand:
        """Return the input as a command."""
        level = EducationLevel(self.education_level.data)
        return EducationCommand(level, self.education_field.data or "", self.certificates.data or "")


class AvailabilityForm(FlaskForm):
    """Day parts, klokuren per week and dates."""

    day_parts = SelectMultipleField(
        _("Op welke dagdelen kunt u lesgeven?"),
        choices=options((cell.code, cell.label) for cell in GRID),
        validators=[Filled(_("Kies minstens één dagdeel waarop u kunt lesgeven."))],
    )
    hours_min = KlokurenField(
        _("Minstens"),
        validators=[
            Filled(_("Vul in hoeveel klokuren per week u minstens wilt.")),
            Between(0, MOST_MINUTES, _("Vul een getal in van 0 tot en met 40.")),
        ],
    )
    hours_max = KlokurenField(
        _("Ten hoogste"),
        validators=[
            Filled(_("Vul in hoeveel klokuren per week u ten hoogste wilt.")),
            Between(30, MOST_MINUTES, _("Vul een getal in van 0,5 tot en met 40.")),
        ],
    )
    available_from = DutchDateField(
        _("Vanaf welke datum?"), validators=[Filled(_("Vul in vanaf welke datum u kunt lesgeven."))]
    )
    available_to = DutchDateField(_("Tot en met welke datum?"), validators=[Optional()])
    online = BooleanField(_("Ik kan ook online lesgeven"))

    @staticmethod
    def initial(profile: Profile) -> dict[str, Any]:
        """Return what the fields show at first; hours only when they were filled in."""
        asked = bool(profile.minutes_max)
        return {
            "day_parts": [cell.code for cell in from_mask(profile.day_parts)],
            "hours_min": profile.minutes_min if asked else None,
            "hours_max": profile.minutes_max if asked else None,
            "available_from": profile.available_from,
            "available_to": profile.available_to,
            "online": profile.online,
        }

    def to_command(self) -> AvailabilityCommand:
        """Return the input as a command."""
        return AvailabilityCommand(
            day_parts=to_mask(self.day_parts.data or ()),
            minutes_min=self.hours_min.data or 0,
            minutes_max=self.hours_max.data or 0,
            available_from=self.available_from.data,  # type: ignore[arg-type]
            available_to=self.available_to.data,
            online=self.online.data,
        )


class WishesForm(FlaskForm):
    """Sectors, roles and contract forms."""

    sectors = SelectMultipleField(
        _("Waar wilt u lesgeven?"),
        choices=options(choices_of(Sector)),
        validators=[Filled(_("Kies minstens één sector."))],
    )
    role_kinds = SelectMultipleField(
        _("Welke rol past bij u?"),
        choices=options(choices_of(RoleKind)),
        validators=[Filled(_("Kies minstens één rol."))],
    )
    contract_forms = SelectMultipleField(
        _("Hoe wilt u werken?"),
        choices=options(choices_of(ContractForm)),
        validators=[Filled(_("Kies minstens één contractvorm."))],
    )

    @staticmethod
    def initial(profile: Profile) -> dict[str, Any]:
        """Return what the fields show at first."""
        return {
            "sectors": values_of(profile.sectors),
            "role_kinds": values_of(profile.role_kinds),
            "contract_forms": values_of(profile.contract_forms),
        }

    def to_command(self) -> WishesCommand:
        """Return the input as a command."""
        return WishesCommand(
            chosen(Sector, self.sectors.data),
            chosen(RoleKind, self.role_kinds.data),
            chosen(ContractForm, self.contract_forms.data),
        )


class ConsentForm(FlaskForm):
    """Consent of the employer and the date of the VOG."""

    consent = RadioField(
        _("Vindt uw werkgever het goed dat u lesgeeft?"),
        choices=options(choices_of(Consent)),
        validators=[Filled(_("Kies een antwoord."))],
    )
    consent_hours = KlokurenField(
        _("Voor hoeveel klokuren per week?"),
        validators=[Between(30, MOST_MINUTES, _("Vul een getal in van 0,5 tot en met 40."))],
    )
    vog_issued_on = DutchDateField(_("Datum op uw VOG"), validators=[Optional()])

    @staticmethod
    def initial(profile: Profile) -> dict[str, Any]:
        """Return what the fields show at first."""
        return {
            "consent": profile.consent.value,
            "consent_hours": profile.consent_minutes,
            "vog_issued_on": profile.vog_issued_on,
        }

    def leave_out_consent(self) -> None:
        """Ask only for the VOG: the employer answers by mail."""
        del self.consent, self.consent_hours

    def to_command(self) -> ConsentCommand:
        """Return the input as a command."""
        if "consent" not in self:
            return ConsentCommand(None, None, self.vog_issued_on.data)
        return ConsentCommand(Consent(self.consent.data), self.consent_hours.data, self.vog_issued_on.data)


class MotivationForm(FlaskForm):
    """Why somebody wants to teach."""

    motivation = TextAreaField(
        _("Waarom wilt u lesgeven?"),
        filters=[strip],
        validators=[
            Filled(_("Schrijf in één of twee zinnen waarom u les wilt geven.")),
            Length(
                min=MINIMAL_MOTIVATION, max=2000, message=_("Schrijf minstens één zin (30 tekens) en ten hoogste 2000.")
            ),
        ],
    )

    @staticmethod
    def initial(profile: Profile) -> dict[str, Any]:
        """Return what the field shows at first."""
        return {"motivation": profile.motivation}

    def to_command(self) -> str:
        """Return the text."""
        return self.motivation.data or ""
