"""Forms about accounts: shape only; what may be is decided by the services."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, RadioField, SelectField, StringField, TelField
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional, Regexp

from matcher.domain.choices import Language
from matcher.forms.profile_fields import options
from matcher.services.accounts import AccountKind

MAX_EMAIL = 254
# Longer passwords only cost time to hash.
MAX_PASSWORD = 200


def strip(text: str | None) -> str | None:
    """Take the spaces around typed text away."""
    return text.strip() if text else text


def text_of(field: StringField) -> str:
    """Return what was typed; an empty text for nothing."""
    return field.data or ""


def email_field(label: str) -> EmailField:
    """Return a required e-mail field."""
    return EmailField(
        label,
        filters=[strip],
        validators=[
            InputRequired(_("Vul een e-mailadres in.")),
            Length(max=MAX_EMAIL, message=_("Dit e-mailadres is te lang.")),
            Email(_("Vul een e-mailadres in zoals naam@voorbeeld.nl.")),
        ],
    )


def password_field(label: str) -> PasswordField:
    """Return a required password field; its strength is checked by the service."""
    return PasswordField(
        label,
        validators=[
            InputRequired(_("Vul een wachtwoord in.")),
            Length(max=MAX_PASSWORD, message=_("Neem een wachtwoord van ten hoogste 200 tekens.")),
        ],
    )


def name_field(label: str) -> StringField:
    """Return a required field for somebody's full name."""
    return StringField(
        label,
        filters=[strip],
        validators=[
            DataRequired(_("Vul een naam in.")),
            Length(max=120, message=_("Houd uw naam korter dan 120 tekens.")),
        ],
    )


def phone_field() -> TelField:
    """Return the field for somebody's telephone number, which may stay empty."""
    return TelField(
        _("Telefoonnummer"),
        filters=[strip],
        validators=[
            Optional(),
            Length(max=30, message=_("Dit telefoonnummer is te lang.")),
            Regexp(r"^\+?[0-9 ()\-]{8,}$", message=_("Vul een telefoonnummer in zoals 06 12345678.")),
        ],
    )


class RegisterForm(FlaskForm):
    """A new account."""

    kind = RadioField(
        _("Wat wilt u doen?"),
        choices=options(
            [
                (AccountKind.PROFESSIONAL.value, _("Ik wil lesgeven naast mijn werk")),
                (AccountKind.SCHOOL.value, _("Ik werk bij een school")),
            ]
        ),
        validators=[InputRequired(_("Kies wat u wilt doen."))],
    )
    full_name = name_field(_("Voornaam en achternaam"))
    email = email_field(_("E-mailadres"))
    password = password_field(_("Wachtwoord"))


class LoginForm(FlaskForm):
    """Address and password."""

    email = email_field(_("E-mailadres"))
    password = password_field(_("Wachtwoord"))


class EmailForm(FlaskForm):
    """An address that gets a link."""

    email = email_field(_("E-mailadres"))


class NewPasswordForm(FlaskForm):
    """A new password, through a link."""

    password = password_field(_("Nieuw wachtwoord"))


class ConfirmForm(FlaskForm):
    """Only a button."""


class DetailsForm(FlaskForm):
    """Name, telephone number, language of mail."""

    full_name = name_field(_("Voornaam en achternaam"))
    phone = phone_field()
    language = SelectField(
        _("Taal van onze mails"),
        choices=options([(Language.NL.value, _("Nederlands")), (Language.EN.value, _("Engels (English)"))]),
        default=Language.NL.value,
    )


class EmailChangeForm(FlaskForm):
    """Another address, with the password."""

    email = email_field(_("Nieuw e-mailadres"))
    current_password = password_field(_("Uw wachtwoord"))


class PasswordChangeForm(FlaskForm):
    """Another password, with the present one."""

    current_password = password_field(_("Huidig wachtwoord"))
    password = password_field(_("Nieuw wachtwoord"))


class DeleteAccountForm(FlaskForm):
    """The password as consent to delete."""

    current_password = password_field(_("Uw wachtwoord"))
