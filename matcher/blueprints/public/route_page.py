"""The outcome of the routewijzer as a whole: what is open now, what after a training, what not, and the needs there."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from flask_babel import gettext as _

from matcher import clock
from matcher.blueprints.public.route_rows import RouteRow, route_row
from matcher.blueprints.summary_rows import labels_of
from matcher.database import db
from matcher.domain.choices import Sector
from matcher.domain.labels import label
from matcher.domain.routes import FIELD_LABELS, ROUTE_NAMES, Possible, RouteKind
from matcher.domain.school_year import school_year_of
from matcher.domain.states import ProfileState
from matcher.forms import route as forms
from matcher.queries.ledger import ledger_of
from matcher.queries.matches import needs_for
from matcher.queries.measures import measures
from matcher.queries.profile import own_profile
from matcher.queries.route_needs import RegionNeeds, needs_by_region, open_needs
from matcher.rules.klokuren import klokuren_text
from matcher.rules.routes import Verdict, verdicts
from matcher.rules.routes_conditions import Situation


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer, with where to change it."""

    label: str
    value: str | list[str]
    url: str


@dataclass(frozen=True, slots=True)
class Own:
    """What only a professional sees: klokuren used and left this school year, VOG, and whether the profile is on."""

    hours: str
    minutes_left: int | None
    vog_issued_on: date | None
    active: bool


@dataclass(frozen=True, slots=True)
class RoutePage:
    """The outcome. ``held``: trainings that are not needed; ``elsewhere``: routes to sectors that are not wanted.

    ``teacher``: what it takes to teach without a limit, when that is not open today.
    """

    lead: str
    answers: list[AnswerRow]
    rows: list[RouteRow]
    held: list[str]
    elsewhere: list[str]
    teacher: str
    sectors: list[Sector]
    by_region: tuple[RegionNeeds, ...]
    own: Own | None
    address: str

    def rows_of(self, possible: str) -> list[RouteRow]:
        """Return the routes that are open now, later or not ("now", "later", "no")."""
        return [row for row in self.rows if row.possible == possible]

    @property
    def regions(self) -> list[RegionNeeds]:
        """The regions with enough open needs to show a number."""
        return [row for row in self.by_region if any(row.counts.values())]

    @property
    def few(self) -> list[str]:
        """The names of the other regions with open needs."""
        return [row.region for row in self.by_region if not any(row.counts.values())]


def address(endpoint: str, told: list[tuple[str, str]], *, external: bool = False, **values: Any) -> str:
    """Return the address of a page with these answers in it."""
    return f"{url_for(endpoint, _external=external, **values)}?{urlencode(told)}"


def route_page(asked: dict[str, Any], professional_id: int | None) -> RoutePage:
    """Return the outcome of valid answers; for a professional with the own hours and matches."""
    session, today = db.session(), clock.today()
    situation = forms.situation_of(asked, on=today, limits=measures(session))
    own = _own(professional_id) if professional_id else None
    if own:
        situation = replace(situation, vog_issued_on=own.vog_issued_on, minutes_left=own.minutes_left)
    matches = needs_for(session, professional_id=professional_id, today=today) if professional_id else ()
    found, needs = verdicts(situation), open_needs(session)
    # What it takes to be a docent is said once, above the trainings that lead there.
    teacher = next((r.reason for r in found if r.route is RouteKind.DOCENT and r.possible is Possible.LATER), "")
    routes = [row for row in found if row.reason != teacher]
    wanted = [row for row in routes if not row.held and situation.sectors.intersection(row.sectors)]
    sectors = [sector for sector in Sector if sector in situation.sectors]
    return RoutePage(
        lead=_lead(situation, wanted),
        answers=_answers(asked, situation),
        rows=[route_row(row, needs, matches) for row in wanted],
        held=[ROUTE_NAMES[row.route] for row in routes if row.held],
        elsewhere=[ROUTE_NAMES[row.route] for row in routes if not situation.sectors.intersection(row.sectors)],
        teacher=teacher,
        sectors=sectors,
        by_region=needs_by_region(needs, sectors),
        own=own,
        address=address("public.route_outcome", forms.answers(asked), external=True),
    )


def _lead(situation: Situation, found: list[Verdict]) -> str:
    """Return the outcome in one or two sentences."""
    now = [row for row in found if row.possible is Possible.NOW]
    hours = klokuren_text(situation.minutes_per_week or 0)
    if not now:
        return str(_("U kunt nu niet beginnen. Hieronder staat waarom, en wat wel kan."))
    enough = [row for row in now if row.enough]
    if enough:
        names = ", ".join(_name(row) for row in enough)
        return str(_("U kunt nu beginnen met %(hours)s per week: %(names)s.", hours=hours, names=names))
    most = max(row.limit.hours_per_week for row in now if row.limit)
    return str(
        _(
            "U kunt nu beginnen als gastdocent met gemiddeld %(most)s klokuren per week. Voor %(hours)s per week "
            "hebt u eerst een opleiding of een bewijs nodig.",
            most=most,
            hours=hours,
        )
    )


def _name(row: Verdict) -> str:
    name = ROUTE_NAMES[row.route]
    return name[0].lower() + name[1:]


def _answers(asked: dict[str, Any], situation: Situation) -> list[AnswerRow]:
    told = forms.answers(asked)
    years = situation.years_experience or 0
    texts: dict[str, str | list[str]] = {
        "opleiding": [_education(situation), FIELD_LABELS[situation.field] if situation.field else ""],
        "ervaring": [str(_("%(years)s jaar", years=years)), *_proofs(asked)],
        "sector": labels_of(situation.sectors),
        "uren": str(_("%(hours)s per week", hours=klokuren_text(situation.minutes_per_week or 0))),
        "werkgever": label(situation.consent),
    }
    labels = {
        "opleiding": _("Opleiding en vak"),
        "ervaring": _("Ervaring en bewijzen"),
        "sector": _("Sector"),
        "uren": _("Klokuren"),
        "werkgever": _("Werkgever"),
    }
    return [
        AnswerRow(str(labels[name]), text, address("public.route_question", told, name=name))
        for name, text in texts.items()
    ]


def _education(situation: Situation) -> str:
    return label(situation.education) or str(_("een ander diploma, of niet bekend"))


def _proofs(asked: dict[str, Any]) -> list[str]:
    return [str(forms.PROOF_LABELS[code]) for code in asked["ervaring"].bewijs.data or ()] or [str(_("geen bewijzen"))]


def _own(professional_id: int) -> Own:
    session, year = db.session(), school_year_of(clock.today())
    profile = own_profile(session, professional_id=professional_id)
    ledger = ledger_of(session, professional_id=professional_id, school_year=year)
    return Own(
        hours=ledger.message if ledger else "",
        minutes_left=ledger.remaining if ledger else None,
        vog_issued_on=profile.vog_issued_on,
        active=profile.state is ProfileState.ACTIVE,
    )
