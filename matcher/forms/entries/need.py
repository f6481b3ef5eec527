"""An onderwijsvraag on one page, as the desk enters it for a school."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Self

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, SelectMultipleField

from matcher.domain.choices import (
    NEED_LEVELS_BY_SECTOR,
    ROLE_KINDS_BY_SECTOR,
    ContractForm,
    NeedLevel,
    RoleKind,
    Sector,
)
from matcher.domain.labels import label
from matcher.domain.states import NeedState
from matcher.forms import needs as steps
from matcher.forms.accounts import email_field
from matcher.forms.entries.shared import ConsentGivenForm, relabel, relax
from matcher.forms.profile_fields import Filled, options
from matcher.services.entries.commands import NeedEntry
from matcher.services.need_commands import AskedSkill, NeedContracts, NeedLocation, NeedSubject

NEEDED = frozenset({"role_kind", "title", "state", "entry_way", "entry_on", "entry_note"})
# Dates, hours and day parts say something only together.
TIMES = ("starts_on", "ends_on", "amount", "day_parts")
STATES = (NeedState.DRAFT, NeedState.MAYBE, NeedState.OPEN)
LABELS = {
    "role_kind": _("Wat voor iemand zoekt de school?"),
    "responsible_teacher": _("Wie is de verantwoordelijke docent?"),
    "people_wanted": _("Hoeveel mensen zoekt de school?"),
    "contract_forms": _("Welke contractvormen biedt de school aan?"),
}


class NeedEntryForm(steps.TimesForm, ConsentGivenForm):
    """The answers of all steps of the school's own wizard, with a contact and the consent."""

    role_kind = steps.RoleForm.role_kind
    title = steps.SubjectForm.title
    education = steps.SubjectForm.education
    level = steps.SubjectForm.level
    learning_goals = steps.SubjectForm.learning_goals
    skills = SelectMultipleField(_("Vaardigheden"), coerce=int, validate_choice=False)
    campus_id = steps.LocationForm.campus_id
    online = steps.LocationForm.online
    contract_forms = steps.OfferForm.contract_forms
    responsible_teacher = steps.GuidanceForm.responsible_teacher
    contact_id = SelectField(_("Contactpersoon op de school"), coerce=int)
    contact_email = email_field(_("E-mailadres van een contactpersoon"))
    state = RadioField(
        _("Hoe zet u de vraag klaar?"),
        default=NeedState.DRAFT.value,
        validators=[Filled(_("Kies hoe de vraag klaar moet staan."))],
    )

    @classmethod
    def at_school(
        cls, sector: Sector, campuses: Sequence[tuple[int, str]], members: Sequence[tuple[int, str]], today: date
    ) -> Self:
        """Return the form with the roles, levels, campuses and members of a school."""
        only = campuses[0][0] if len(campuses) == 1 else None
        form = cls(data={"people_wanted": 1, "campus_id": only, "contact_id": 0, "entry_on": today, "state": "draft"})
        form["role_kind"].choices = _options(ROLE_KINDS_BY_SECTOR[sector])
        form["level"].choices = _options(NEED_LEVELS_BY_SECTOR[sector])
        form["contract_forms"].choices = _options(ContractForm)
        form["campus_id"].choices = list(campuses)
        form["contact_id"].choices = [(0, _("Alle leden van de school")), *members]
        form["state"].choices = _options(STATES)
        # A school with members is told through them, one without has somebody to invite.
        del form["contact_email" if members else "contact_id"]
        relax(form, NEEDED | ({"contact_email"} if not members else set()))
        relabel(form, LABELS)
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, and ask for the rest of the times once one of them is filled in."""
        good = bool(super().validate(extra_validators))
        empty = [name for name in TIMES if not self[name].data and not self[name].errors]
        filled = [name for name in TIMES if self[name].data]
        if not filled or not empty:
            return good
        message = str(_("Vul de periode, de klokuren en de dagdelen samen in, of laat ze alle leeg."))
        for name in empty:
            self[name].errors = [*self[name].errors, message]
        return False

    def to_entry(self, skills: Iterable[AskedSkill]) -> NeedEntry:
        """Return the input as a command, with the chosen skills."""
        title, education, goals = (
            self["title"].data or "",
            self["education"].data or "",
            self["learning_goals"].data or "",
        )
        level, campus = self["level"].data, self["campus_id"].data
        forms = frozenset(ContractForm(value) for value in self["contract_forms"].data or ())
        return NeedEntry(
            role_kind=RoleKind(self["role_kind"].data),
            title=title,
            education=education,
            learning_goals=goals,
            people_wanted=self["people_wanted"].data or 1,
            subject=NeedSubject(title, education, NeedLevel(level), goals) if level else None,
            skills=tuple(skills),
            times=self.to_command() if self["starts_on"].data else None,
            location=NeedLocation(campus, online=bool(self["online"].data)) if campus else None,
            contracts=NeedContracts(forms) if forms else None,
            responsible_teacher=self["responsible_teacher"].data or "",
            state=NeedState(self["state"].data),
            contact_id=(self["contact_id"].data or None) if "contact_id" in self else None,
            contact_email=(self["contact_email"].data or "") if "contact_email" in self else "",
        )


def _options(members: Iterable[Any]) -> list[Any]:
    return options((str(member.value), label(member)) for member in members)
