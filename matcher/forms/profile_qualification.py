"""Form for one proof of qualification."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from matcher.domain.choices import QualificationKind, Sector
from matcher.domain.labels import choices_of
from matcher.forms.accounts import strip
from matcher.forms.profile_fields import DutchDateField, Filled, options
from matcher.queries.profile import QualificationRow
from matcher.services.profile_commands import QualificationCommand
from matcher.services.qualification_proofs import LONGEST_REASON


class QualificationForm(FlaskForm):
    """Kind, sector, subject and dates."""

    kind = SelectField(
        _("Welk bewijs hebt u?"),
        choices=options([("", _("Kies een bewijs")), *choices_of(QualificationKind)]),
        validators=[Filled(_("Kies welk bewijs u hebt."))],
    )
    sector = SelectField(
        _("Voor welke sector?"), choices=options([("", _("Alle sectoren waarvoor het geldt")), *choices_of(Sector)])
    )
    subject = StringField(
        _("Vak"),
        filters=[strip],
        validators=[Optional(), Length(max=120, message=_("Houd het vak korter dan 120 tekens."))],
    )
    valid_from = DutchDateField(
        _("Datum op het bewijs"), validators=[Filled(_("Vul de datum in die op het bewijs staat."))]
    )
    valid_to = DutchDateField(_("Geldig tot en met"), validators=[Optional()])

    @staticmethod
    def initial(row: QualificationRow) -> dict[str, object]:
        """Return a stored proof as the data of the form."""
        return {
            "kind": row.kind.value,
            "sector": row.sector.value if row.sector else "",
            "subject": row.subject,
            "valid_from": row.valid_from,
            "valid_to": row.valid_to,
        }

    def to_command(self) -> QualificationCommand:
        """Return the input as a command."""
        return QualificationCommand(
            kind=QualificationKind(self.kind.data),
            sector=Sector(self.sector.data) if self.sector.data else None,
            subject=self.subject.data or "",
            valid_from=self.valid_from.data,  # type: ignore[arg-type]
            valid_to=self.valid_to.data,
        )


class UnseenForm(FlaskForm):
    """Why somebody takes back that a proof was seen."""

    reason = TextAreaField(
        _("Waarom neemt u het terug?"),
        filters=[strip],
        validators=[
            Filled(_("Vul in waarom u het terugneemt.")),
            Length(max=LONGEST_REASON, message=_("Houd de reden korter dan 255 tekens.")),
        ],
    )
