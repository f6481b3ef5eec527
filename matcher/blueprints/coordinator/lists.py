"""The lists: people, onderwijsvragen, voorstellen, inzet, scholen. All state is in the address."""

from typing import Any

from flask import render_template
from flask_babel import gettext as _

from matcher.access import requires
from matcher.blueprints.coordinator import blueprint, labels, query_string
from matcher.blueprints.coordinator.desk_lists.views import tools_of
from matcher.blueprints.coordinator.filters import Filters
from matcher.database import db
from matcher.domain.desk import DeskList
from matcher.domain.permissions import Permission
from matcher.queries.coordination.needs import need_list, places_asked
from matcher.queries.coordination.people import people_list
from matcher.queries.coordination.placements import placement_list
from matcher.queries.coordination.proposals import proposal_list
from matcher.queries.coordination.schools import school_list

WHERE = ("regio", "landsdeel", "programma")


def _page(which: DeskList, template: str, **context: Any) -> str:
    return render_template(template, tools=tools_of(which), same_query=query_string.same_query, **context)


@blueprint.get("/mensen")
@requires(Permission.COORDINATOR)
def people() -> str:
    """List the people who may work in the own regions."""
    seen, wish = query_string.view(), query_string.wish()
    found = people_list(db.session(), view=seen, wish=wish)
    rows = Filters("person", seen, wish, found.counts, found.page.total).rows(
        *("staat", *WHERE, "sector", "rol", "uren", "grens", "uitzondering", "uren_in", "bevestigd", "bewijs"),
        *("domein", "overgedragen"),
        search=_("Zoek op naam, beroep of plaats"),
    )
    return _page(DeskList.PEOPLE, "coordinator/people.html", found=found, filters=rows, seen=seen)


@blueprint.get("/onderwijsvragen")
@requires(Permission.COORDINATOR)
def needs() -> str:
    """List the onderwijsvragen of the own regions."""
    seen, wish = query_string.view(), query_string.wish()
    found = need_list(db.session(), view=seen, wish=wish)
    rows = Filters("need", seen, wish, found.counts, found.page.total).rows(
        *("staat", *WHERE, "sector", "rol", "domein", "dekking", "voorstel", "bevestigd", "overgedragen"),
        search=_("Zoek op vraag, school of plaats"),
    )
    places = places_asked(db.session(), view=seen, wish=wish)
    return _page(DeskList.NEEDS, "coordinator/needs.html", found=found, filters=rows, places=places)


@blueprint.get("/voorstellen")
@requires(Permission.COORDINATOR)
def proposals() -> str:
    """List the proposals that touch the own regions."""
    seen, wish = query_string.view(), query_string.wish()
    found = proposal_list(db.session(), view=seen, wish=wish)
    rows = Filters("proposal", seen, wish, found.counts, found.page.total).rows(
        *("wacht_op", "te_laat", "uitgesteld", "staat", "lopend", *WHERE, "kant", "sector"),
        *("schooljaar", "bereikt", "reden", "door", "antwoord", "deze_maand"),
        search=_("Zoek op naam, vraag of school"),
    )
    return _page(DeskList.PROPOSALS, "coordinator/proposals.html", found=found, filters=rows, labels=labels)


@blueprint.get("/inzet")
@requires(Permission.COORDINATOR)
def placements() -> str:
    """List the placements of the own regions."""
    seen, wish = query_string.view(), query_string.wish()
    found = placement_list(db.session(), view=seen, wish=wish)
    rows = Filters("placement", seen, wish, found.listing.counts, found.listing.page.total).rows(
        *("staat", *WHERE, "sector", "rol", "grond", "vog", "bewijs", "leraar", "maand", "stoppen", "uitzondering"),
        *("schooljaar", "week", "bevestigde_maand", "deze_maand"),
        search=_("Zoek op naam, vraag of school"),
    )
    return _page(
        DeskList.PLACEMENTS,
        "coordinator/placements.html",
        found=found.listing,
        minutes=found.minutes,
        filters=rows,
        seen=seen,
    )


@blueprint.get("/scholen")
@requires(Permission.COORDINATOR)
def schools() -> str:
    """List the schools of the own regions."""
    seen, wish = query_string.view(), query_string.wish()
    found = school_list(db.session(), view=seen, wish=wish)
    rows = Filters("school", seen, wish, found.counts, found.page.total).rows(
        "wachtend", "deelname", *WHERE, "inzet_in", "sector", search=_("Zoek op naam of plaats")
    )
    return _page(DeskList.SCHOOLS, "coordinator/schools.html", found=found, filters=rows)
