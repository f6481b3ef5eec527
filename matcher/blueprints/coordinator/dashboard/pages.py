"""The pages of the dashboard, their tables as files, and working the figures out again."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import Response, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher.access import current_actor, requires, work
from matcher.blueprints.coordinator import blueprint, query_string
from matcher.blueprints.coordinator.dashboard import answers, hours, overview, supply, tiles, trends
from matcher.blueprints.coordinator.dashboard.charts import Chart, file_rows
from matcher.blueprints.coordinator.dashboard.definitions import CHARTS, definition
from matcher.blueprints.coordinator.dashboard.frame import PAGES, Frame, frame, page_names
from matcher.blueprints.coordinator.exports import csv_file
from matcher.blueprints.programme_pages import rows_behind
from matcher.blueprints.programme_words import progress_rows
from matcher.database import db
from matcher.domain.actors import Scope
from matcher.domain.permissions import Permission
from matcher.jobs.work import reading
from matcher.queries.coordination import baseline
from matcher.queries.coordination.figures import kept
from matcher.queries.coordination.figures.kept import Shown
from matcher.queries.coordination.figures.place import regions_in
from matcher.queries.coordination.figures.snapshots import values_before
from matcher.queries.coordination.programme_progress import progress_of
from matcher.queries.coordination.scope import regions_of
from matcher.queries.programmes import programme_of
from matcher.services.figures import count_again, keep_pages

MONTH = timedelta(days=30)
AGAIN = ("gebied", "regio", "landsdeel", "programma", "schooljaar", "cijfer")


def _any(names: Iterable[str]) -> str:
    """Return the names as the router wants them."""
    return ", ".join(f'"{name}"' for name in names)


@blueprint.get("/dashboard")
@requires(Permission.COORDINATOR)
def dashboard() -> str:
    """Show the first page."""
    return _page(PAGES[0])


@blueprint.get(f"/dashboard/<any({_any(PAGES[1:])}):page>")
@requires(Permission.COORDINATOR)
def dashboard_page(page: str) -> str:
    """Show one of the other pages."""
    return _page(page)


@blueprint.get(f"/dashboard/<any({_any(PAGES)}):page>/<any({_any(CHARTS)}):chart>.csv")
@requires(Permission.COORDINATOR)
def dashboard_csv(page: str, chart: str) -> Response:
    """Export the table of one chart."""
    charts, _shown = _charts(frame(page))
    found = next((each for each in charts if each.name == chart), None)
    return csv_file(f"dashboard-{chart}", found.head, file_rows(found)) if found else abort(404)


@blueprint.post("/dashboard/opnieuw")
@requires(Permission.COORDINATES)
def dashboard_again() -> ResponseReturnValue:
    """Work the figures of a page out now."""
    asked = frame(request.args.get("pagina", PAGES[0]))
    if asked.page not in PAGES:
        abort(404)
    year, name = query_string.school_year(), _kept_name(asked.page)
    with reading():
        found = count_again(work(), area=asked.place.code, school_year=year, page=name)
    keep_pages(work(), found)
    flash(_("De cijfers zijn opnieuw berekend.") if found else _("Deze cijfers zijn net berekend."), "success")
    return redirect(asked.address(asked.page, cijfer=request.args.get("cijfer", "")))


def _page(name: str) -> str:
    asked = frame(name)
    charts, shown = _charts(asked)
    return render_template(
        "coordinator/dashboard/page.html",
        asked=asked,
        name=page_names()[name],
        charts=charts,
        shown=shown,
        definition=definition,
        years=query_string.years(),
        may_change=not current_actor().acts_in.empty,
        paper_query=urlencode([*request.args.items(multi=True), ("afdruk", "ja")]),
        paper=request.args.get("afdruk") == "ja",
        again={"pagina": name, **{key: request.args[key] for key in AGAIN if request.args.get(key)}},
        **_extra(asked, shown),
    )


def _kept_name(page: str) -> str:
    return f"kaart-{tiles.figure()}" if page == "kaart" else page


def _charts(asked: Frame) -> tuple[list[Chart], Shown | None]:
    """Return the charts of a page and from when they are; a trend is of many days."""
    if asked.page == "trends":
        whole = request.args.get("periode") == "schooljaar"
        return trends.charts(asked.seen, asked.place, whole_school_year=whole), None
    shown = kept.shown(db.session(), asked.seen, asked.place, _kept_name(asked.page))
    return _in_words(asked, shown), shown


def _in_words(asked: Frame, shown: Shown) -> list[Chart]:
    found, links = shown.figures, asked.links
    match asked.page:
        case "overzicht":
            return overview.charts(found, links)
        case "vraag-en-aanbod":
            return supply.charts(found, links, regions_in(asked.seen, asked.place))
        case "uren":
            return hours.charts(found, links)
        case "antwoorden":
            return answers.charts(found, links)
        case _:
            every = regions_of(db.session(), Scope(national=True))
            return tiles.charts(found, links, every)


def _extra(asked: Frame, shown: Shown | None) -> dict[str, Any]:
    """Return what only some pages have: the five figures, the baseline, a choice of figure."""
    if asked.page == "overzicht" and shown is not None:
        day: date = asked.seen.today - MONTH
        past = values_before(db.session(), asked.seen, asked.place, day)
        stats = overview.stats(shown.figures, asked.links, past, day)
        return {"stats": stats, "baseline": baseline, "targets": _targets(asked)}
    if asked.page in {"kaart", "trends"}:
        of = tiles if asked.page == "kaart" else trends
        return {"figures": of.names(), "figure": of.figure(), "baseline": baseline}
    return {}


def _targets(asked: Frame) -> list[dict[str, Any]]:
    """Return how far the chosen programme is; nothing for another area."""
    if asked.place.kind != "P":
        return []
    session, scope = db.session(), asked.seen.scope
    programme = programme_of(session, scope=scope, programme_id=int(asked.place.value))
    return progress_rows(progress_of(session, view=asked.seen, programme=programme), rows_behind)
