"""Forms of the admin pages: shape only."""

from collections.abc import Iterable
from typing import TypedDict

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import DataRequired, InputRequired, Length

from matcher.domain.choices import Sector
from matcher.domain.labels import choices_of
from matcher.forms.accounts import strip, text_of
from matcher.forms.profile_fields import options


class CoordinatorForm(FlaskForm):
    """An area to coordinate, and whether only to read."""

    scope = SelectField(_("Gebied"), validators=[InputRequired(_("Kies een gebied."))], validate_choice=False)
    read_only = BooleanField(_("Alleen lezen"))

    def offer(self, groups: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> None:
        """Fill the choices from (group, [(value, label)])."""
        first = SelectChoice(value="", label=_("Kies een gebied"))
        grouped = (SelectChoice(value=v, label=text, optgroup=group) for group, rows in groups for v, text in rows)
        self.scope.choices = [first, *grouped]


# Digits of the largest id; a longer number is no board.
LONGEST_ID = 10


class SchoolFacts(TypedDict):
    """What the services of schools take. ``board_id`` is None for "a new board"."""

    name: str
    kind: str
    board_id: int | None
    new_board: str
    town: str
    aliases: str


class SchoolForm(FlaskForm):
    """A school; the view fills the choices of ``board_id``."""

    name = StringField(
        _("Naam van de school"),
        filters=[strip],
        validators=[
            DataRequired(_("Vul de naam van de school in.")),
            Length(max=160, message=_("Houd de naam korter dan 160 tekens.")),
        ],
    )
    kind = StringField(
        _("Soort school"),
        filters=[strip],
        validators=[Length(max=40, message=_("Houd dit korter dan 40 tekens."))],
    )
    board_id = SelectField(_("Schoolbestuur (bevoegd gezag)"), validate_choice=False)
    new_board = StringField(
        _("Naam van een nieuw bestuur"),
        filters=[strip],
        validators=[Length(max=160, message=_("Houd de naam korter dan 160 tekens."))],
    )
    town = StringField(
        _("Plaats van de hoofdlocatie"),
        filters=[strip],
        validators=[DataRequired(_("Vul de plaats in."))],
    )
    aliases = TextAreaField(_("Andere namen"))

    def offer_boards(self, boards: Iterable[tuple[str, str]]) -> None:
        """Fill the choices of the board from (id, name)."""
        self.board_id.choices = options([("", _("Nieuw bestuur")), *boards])

    def facts(self) -> SchoolFacts:
        """Return what was typed."""
        board = self.board_id.data or ""
        return SchoolFacts(
            name=text_of(self.name),
            kind=text_of(self.kind),
            board_id=int(board) if board.isdecimal() and len(board) <= LONGEST_ID else None,
            new_board=text_of(self.new_board),
            town=text_of(self.town),
            aliases=text_of(self.aliases),
        )


class NewSchoolForm(SchoolForm):
    """A school that is not in the list yet."""

    sector = SelectField(
        _("Sector"),
        choices=options([("", _("Kies een sector")), *choices_of(Sector)]),
        validators=[InputRequired(_("Kies een sector."))],
    )
