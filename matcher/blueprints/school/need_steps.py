"""The steps of the need wizard as data: address, title, form, what saves it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from matcher.access import current_actor
from matcher.blueprints.school.need_words import summary_values
from matcher.database import db
from matcher.domain.choices import ContractForm, RoleKind, Sector
from matcher.domain.errors import NotFoundError
from matcher.forms import needs as forms
from matcher.queries.need_completeness import SECTIONS
from matcher.queries.needs import NeedView
from matcher.queries.schools import campuses_of
from matcher.rules.contracts import notes_for
from matcher.services import needs as services

CHECK = "controle"
BACK = "terug"


@dataclass(frozen=True, slots=True)
class Step:
    """A step with one form and one service; skills and times have views of their own."""

    name: str
    template: str
    form: Callable[[NeedView], Any]
    save: Callable[..., object]

    @property
    def number(self) -> int:
        """Position in the wizard, from 1."""
        return SECTIONS.index(self.name) + 1


def _location_form(need: NeedView) -> forms.LocationForm:
    rows = campuses_of(db.session(), actor=current_actor(), school_id=need.school_id)
    choices = [(row.id, f"{row.name}, {row.town}" if row.town not in row.name else row.name) for row in rows]
    return forms.LocationForm.of(need, choices)


STEPS = {
    step.name: step
    for step in (
        Step("rol", "school/step_role.html", forms.RoleForm.of, services.set_role),
        Step("wat", "school/step_subject.html", forms.SubjectForm.of, services.set_subject),
        Step("waar", "school/step_location.html", _location_form, services.set_location),
        Step("contract", "school/step_contract.html", forms.OfferForm.of, services.set_contracts),
        Step("begeleiding", "school/step_guidance.html", forms.GuidanceForm.of, services.set_guidance),
    )
}


def find_step(name: str) -> Step:
    """Return a step by its address. Raises :class:`NotFoundError`."""
    if name not in STEPS:
        raise NotFoundError
    return STEPS[name]


def title_of(name: str) -> str:
    """Return the heading of a step."""
    texts = {
        "rol": _("Wat voor iemand zoekt u?"),
        "wat": _("Wat is er nodig?"),
        "vaardigheden": _("Wat moet iemand kunnen?"),
        "wanneer": _("Wanneer en hoeveel?"),
        "waar": _("Waar is het?"),
        "contract": _("Hoe regelt u het werk?"),
        "begeleiding": _("Wie is verantwoordelijk?"),
    }
    return str(texts[name])


def step_url(need_id: int, name: str, **values: Any) -> str:
    """Return the address of a step of a need."""
    own = {"vaardigheden": "school.need_skills", "wanneer": "school.need_times"}
    if name in own:
        return url_for(own[name], need_id=need_id, **values)
    return url_for("school.need_step", need_id=need_id, name=name, **values)


def after(name: str, need_id: int) -> str:
    """Return where somebody goes after a step: back to the check page when coming from there, else the next step."""
    position = SECTIONS.index(name) + 1
    if request.args.get(BACK) == CHECK or position == len(SECTIONS):
        return url_for("school.check_need", need_id=need_id)
    return step_url(need_id, SECTIONS[position])


def role_hints(sector: Sector) -> dict[str, str]:
    """Return what each role is, in one line."""
    hbo = sector is Sector.HBO
    texts = {
        RoleKind.GASTLES: _("Iemand komt één of een paar keer om te vertellen of voor te doen."),
        RoleKind.GASTDOCENT: _(
            "Iemand uit het vak geeft een deel van het jaar les, tot de grens van de zesurenregeling, onder"
            " verantwoordelijkheid van een docent. Een lesbevoegdheid is niet nodig."
        ),
        RoleKind.INSTRUCTEUR: _(
            "Iemand begeleidt praktijklessen onder een docent. Met een certificaat instructeur geldt de"
            " zesurenregeling niet; zonder certificaat wel."
        ),
        RoleKind.HYBRIDE_DOCENT: _("Iemand geeft les naast een baan. De wet stelt geen grens aan de uren.")
        if hbo
        else _("Iemand die bevoegd is of daarvoor in opleiding is, geeft les naast een baan in de techniek."),
        RoleKind.HYBRIDE_EXPERT: _("Iemand uit het vak begeleidt projecten of geeft een deel van een vak."),
    }
    return {role.value: text for role, text in texts.items()}


def contract_hints(role: RoleKind | None) -> dict[str, str]:
    """Return per contract form what a school must know, from the table of the rules."""
    kind = role or RoleKind.GASTDOCENT
    return {form.value: " ".join(note.text for note in notes_for(form, kind)) for form in ContractForm}


def summary(need: NeedView) -> list[dict[str, Any]]:
    """Return the rows of the check page: label, value, where to change it."""
    return [
        {"label": text, "value": value, "missing": not value, "url": step_url(need.id, name, **{BACK: CHECK})}
        for name, text, value in summary_values(need)
    ]
