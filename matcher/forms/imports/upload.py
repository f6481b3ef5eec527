"""The forms of an import: the file, its columns, how the rows are made."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectField, StringField

from matcher.domain.desk import ConsentWay, ImportKind, ImportMode
from matcher.domain.imports import TARGETS, required_of
from matcher.forms.needs_fields import Filled, at_most, strip
from matcher.forms.profile_fields import DutchDateField, options
from matcher.services.imports import StartImport

LONGEST_NOTE = 500
# The empty answer of a select.
NONE = ""


def _file() -> FileField:
    return FileField(_("Bestand"), validators=[FileRequired(_("Kies een bestand."))])


class StartForm(FlaskForm):
    """What both kinds of import ask."""

    file = _file()

    def content(self, most: int) -> tuple[str, bytes]:
        """Return name and content of the file, at most one byte more than may be."""
        with self.file.data.stream as stream:
            return self.file.data.filename or "", stream.read(most + 1)


class PeopleForm(StartForm):
    """A file of people: whose desk, and how they said yes."""

    region_code = SelectField(_("Regio"), validators=[Filled(_("Kies een regio."))])
    consent_way = RadioField(
        _("Hoe hebben deze mensen ja gezegd?"), validators=[Filled(_("Kies hoe deze mensen ja hebben gezegd."))]
    )
    consent_on = DutchDateField(_("Op welke dag?"), validators=[Filled(_("Vul in op welke dag zij ja zeiden."))])
    consent_note = StringField(
        _("Toelichting"),
        filters=[strip],
        validators=[Filled(_("Schrijf in één zin op hoe zij toestemming gaven.")), at_most(LONGEST_NOTE)],
    )

    @classmethod
    def offering(cls, regions: Sequence[tuple[str, str]], ways: Sequence[tuple[str, Any]]) -> Self:
        """Return the form with the regions and ways to choose from."""
        form = cls()
        form.region_code.choices = options(regions if len(regions) == 1 else ((NONE, _("Kies een regio")), *regions))
        form.consent_way.choices = options(ways)
        return form

    def to_command(self, file_name: str) -> StartImport:
        """Return the answers."""
        return StartImport(
            ImportKind.PEOPLE,
            file_name,
            region_code=self.region_code.data or None,
            consent_way=ConsentWay(self.consent_way.data),
            consent_on=self.consent_on.data,
            consent_note=self.consent_note.data or "",
        )


class NeedsForm(StartForm):
    """A file of needs: of one school, or with a column that names the school."""

    school_id = SelectField(_("School"))

    @classmethod
    def offering(cls, schools: Sequence[tuple[int, str]]) -> Self:
        """Return the form with the schools to choose from."""
        form = cls()
        rows = [(str(school), name) for school, name in schools]
        form.school_id.choices = options(((NONE, _("Staat in een kolom van het bestand")), *rows))
        return form

    def to_command(self, file_name: str) -> StartImport:
        """Return the answers."""
        return StartImport(
            ImportKind.NEEDS, file_name, school_id=int(self.school_id.data) if self.school_id.data else None
        )


def mapping_form(
    kind: ImportKind, columns: Sequence[str], mapping: Mapping[str, int], *, school_known: bool
) -> FlaskForm:
    """Return the form with a select of the columns for each field, as proposed."""
    required = {target.code for target in required_of(kind, school_known=school_known)}
    choices = options([(NONE, _("Niet in het bestand")), *((str(n), name) for n, name in enumerate(columns))])
    fields: dict[str, Any] = {}
    for target in TARGETS[kind]:
        if target.code == "school" and school_known:
            continue
        checks = [Filled(_("Kies de kolom met: %(field)s.", field=target.label))] if target.code in required else []
        fields[target.code] = SelectField(
            target.label.capitalize(), choices=choices, default=str(mapping.get(target.code, NONE)), validators=checks
        )
    made: FlaskForm = type("MappingForm", (FlaskForm,), fields)()
    return made


def mapping_of(form: FlaskForm) -> dict[str, int]:
    """Return field -> number of the chosen column."""
    return {field.name: int(field.data) for field in form if field.type == "SelectField" and field.data}


class ModeForm(FlaskForm):
    """What happens with the rows that are not good."""

    mode = RadioField(_("Hoe wilt u importeren?"), validators=[Filled(_("Kies hoe u wilt importeren."))])

    @classmethod
    def offering(cls, choices: Sequence[tuple[ImportMode, Any]]) -> Self:
        """Return the form with these ways."""
        form = cls()
        form.mode.choices = options((mode.value, words) for mode, words in choices)
        if len(choices) == 1 and not form.is_submitted():
            form.mode.data = choices[0][0].value
        return form
