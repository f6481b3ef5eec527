"""A person on one page, as the desk enters it: the fields of the person's own pages, most of which may wait."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from matcher.domain.choices import Consent, ContractForm, EducationLevel, RoleKind, Sector
from matcher.domain.day_parts import to_mask
from matcher.forms import profile as own
from matcher.forms.accounts import email_field
from matcher.forms.entries.shared import ConsentGivenForm, relabel, relax
from matcher.forms.profile_basics import BasicsForm
from matcher.forms.profile_fields import chosen
from matcher.queries.profile import Profile
from matcher.services.entries.commands import PersonEntry, Times
from matcher.services.profile_commands import ConsentCommand, WishesCommand

NEEDED = frozenset({"full_name", "email", "place", "job_title", "entry_way", "entry_on", "entry_note"})
LABELS = {
    "place_2": _("Tweede plaats, zoals die van het werk"),
    "radius": _("Hoe ver wil deze persoon reizen?"),
    "radius_2": _("Hoe ver vanaf de tweede plaats?"),
    "job_title": _("Beroep"),
    "employer": _("Werkgever"),
    "years_experience": _("Jaren ervaring in het vak"),
    "education_level": _("Hoogste opleiding die is afgemaakt"),
    "day_parts": _("Op welke dagdelen kan deze persoon lesgeven?"),
    "online": _("Kan ook online lesgeven"),
    "sectors": _("In welke sector?"),
    "role_kinds": _("Welke rol past?"),
    "contract_forms": _("Welke contractvormen zijn goed?"),
    "consent": _("Vindt de werkgever het goed?"),
    "motivation": _("Waarom wil deze persoon lesgeven?"),
    "vog_issued_on": _("Datum op de VOG"),
}


class PersonForm(BasicsForm):
    """What is known of a person. ``known_person``: whose address it already is, when that may be told."""

    known_person: int | None = None
    email = email_field(_("E-mailadres"))
    job_title = own.WorkForm.job_title
    employer = own.WorkForm.employer
    years_experience = own.WorkForm.years_experience
    education_level = own.EducationForm.education_level
    education_field = own.EducationForm.education_field
    certificates = own.EducationForm.certificates
    day_parts = own.AvailabilityForm.day_parts
    hours_min = own.AvailabilityForm.hours_min
    hours_max = own.AvailabilityForm.hours_max
    available_from = own.AvailabilityForm.available_from
    available_to = own.AvailabilityForm.available_to
    online = own.AvailabilityForm.online
    sectors = own.WishesForm.sectors
    role_kinds = own.WishesForm.role_kinds
    contract_forms = own.WishesForm.contract_forms
    consent = own.ConsentForm.consent
    consent_hours = own.ConsentForm.consent_hours
    vog_issued_on = own.ConsentForm.vog_issued_on
    motivation = own.MotivationForm.motivation
    activate = BooleanField(_("Zet het profiel meteen aan"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relax(self, NEEDED)
        relabel(self, LABELS)

    @staticmethod
    def initial(profile: Profile) -> dict[str, Any]:
        """Return what the fields show of a profile."""
        parts = (
            own.WorkForm,
            own.EducationForm,
            own.AvailabilityForm,
            own.WishesForm,
            own.ConsentForm,
            own.MotivationForm,
        )
        data: dict[str, Any] = {**BasicsForm.initial(profile), "email": profile.email}
        for part in parts:
            data |= part.initial(profile)
        return data

    def to_entry(self, skills: dict[int, int]) -> PersonEntry:
        """Return the input as a command, with the chosen skills (concept id -> level)."""
        basics, level = self.to_command(), self["education_level"].data
        return PersonEntry(
            email=self["email"].data or "",
            full_name=basics.full_name,
            phone=basics.phone,
            areas=basics.areas,
            job_title=self["job_title"].data or "",
            employer=self["employer"].data or "",
            years_experience=self["years_experience"].data,
            skills=skills,
            education_level=EducationLevel(level) if level else None,
            education_field=self["education_field"].data or "",
            certificates=self["certificates"].data or "",
            times=self._times(),
            wishes=WishesCommand(
                chosen(Sector, self["sectors"].data),
                chosen(RoleKind, self["role_kinds"].data),
                chosen(ContractForm, self["contract_forms"].data),
            ),
            employer_consent=ConsentCommand(
                Consent(self["consent"].data) if self["consent"].data else None,
                self["consent_hours"].data,
                self["vog_issued_on"].data,
            ),
            motivation=self["motivation"].data or "",
            activate=bool(self["activate"].data),
        )

    def _times(self) -> Times:
        return Times(
            day_parts=to_mask(self["day_parts"].data or ()),
            minutes_min=self["hours_min"].data,
            minutes_max=self["hours_max"].data,
            available_from=self["available_from"].data,
            available_to=self["available_to"].data,
            online=bool(self["online"].data),
        )


class NewPersonForm(PersonForm, ConsentGivenForm):
    """A new person, with the consent."""
