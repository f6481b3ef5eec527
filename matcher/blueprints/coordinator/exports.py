"""The lists as CSV: exactly the rows the filters of the address give, in their order, for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from flask import Response
from flask_babel import gettext as _

from matcher import clock
from matcher.access import requires
from matcher.blueprints.coordinator import blueprint, labels, query_string
from matcher.database import db
from matcher.domain.labels import label
from matcher.domain.permissions import Permission
from matcher.domain.reasons import reason_label
from matcher.queries.coordination.needs import need_rows
from matcher.queries.coordination.people import people_rows
from matcher.queries.coordination.placements import placement_export
from matcher.queries.coordination.proposals import proposal_export
from matcher.queries.coordination.schools import school_export
from matcher.rules.klokuren import format_klokuren

# A spreadsheet would take a text that begins so for a formula.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell(value: Any) -> str:
    """Return the text of one cell, in Dutch form; a text that looks like a formula gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(_("ja") if value else _("nee"))
    if isinstance(value, datetime):
        value = clock.dutch_date(value)
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, Enum):
        return label(value)
    if isinstance(value, (frozenset, set, tuple)):
        return ", ".join(sorted(cell(each) for each in value))
    text = str(value)
    return f"'{text}" if text.startswith(RISKY) else text


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """Return the rows as a file: UTF-8 with a mark, semicolons between, as spreadsheets with Dutch settings expect."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([cell(value) for value in row] for row in rows)
    answer = Response("\ufeff" + text.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


@blueprint.get("/mensen.csv")
@requires(Permission.COORDINATOR)
def people_csv() -> Response:
    """Export the people of the filter."""
    rows = people_rows(db.session(), view=query_string.view(), wish=query_string.wish())
    head = [_("Kenmerk"), _("Naam"), _("E-mail"), _("Telefoon"), _("Beroep"), _("Werkgever"), _("Status"), _("Plaats")]
    hours = [_("Klokuren per week vanaf"), _("Klokuren per week tot"), _("Klokuren gebruikt"), _("Grens in klokuren")]
    return csv_file(
        "mensen",
        [*head, _("Sectoren"), *hours, _("Uitzondering tot klokuren"), _("Bevestigd op")],
        (
            (
                *(r.reference, r.name, r.email, r.phone, r.job_title, r.employer, r.state, r.place, r.sectors),
                *(format_klokuren(minutes) for minutes in (r.minutes_min, r.minutes_max, r.used, r.limit)),
                format_klokuren(r.exception.allowed_minutes) if r.exception else "",
                r.confirmed_on,
            )
            for r in rows
        ),
    )


@blueprint.get("/onderwijsvragen.csv")
@requires(Permission.COORDINATOR)
def needs_csv() -> Response:
    """Export the onderwijsvragen of the filter."""
    rows = need_rows(db.session(), view=query_string.view(), wish=query_string.wish())
    head = [_("Nummer"), _("Onderwijsvraag"), _("School"), _("Plaats"), _("Regio"), _("Sector"), _("Rol"), _("Niveau")]
    rest = [_("Status"), _("Klokuren per week"), _("Lesweken"), _("Begin"), _("Einde"), _("Mensen gezocht")]
    return csv_file(
        "onderwijsvragen",
        [*head, *rest, _("Lopende voorstellen"), _("Geplaatst"), _("Bevestigd op")],
        (
            (
                *(r.id, r.title, r.school, r.town, r.region, r.sector, r.role_kind, r.level, r.state),
                *(format_klokuren(r.minutes_per_week), r.teaching_weeks, r.starts_on, r.ends_on, r.people_wanted),
                *(r.running, r.placed, r.confirmed_on),
            )
            for r in rows
        ),
    )


@blueprint.get("/voorstellen.csv")
@requires(Permission.COORDINATOR)
def proposals_csv() -> Response:
    """Export the proposals of the filter."""
    rows = proposal_export(db.session(), view=query_string.view(), wish=query_string.wish())
    head = [_("Nummer"), _("Kenmerk"), _("Naam"), _("Beroep"), _("Onderwijsvraag"), _("School"), _("Plaats")]
    rest = [_("Status"), _("Score"), _("Aan zet"), _("Antwoord voor"), _("Reden"), _("Laatst veranderd")]
    return csv_file(
        "voorstellen",
        [*head, *rest],
        (
            (
                *(r.id, r.person_reference, r.person_name, r.person_job_title, r.need_title, r.school, r.town, r.state),
                *("" if r.score is None else round(r.score * 100), labels.waiting(r.waiting_for), r.answer_by),
                *(reason_label(reason), r.updated_at),
            )
            for r, reason in rows
        ),
    )


@blueprint.get("/inzet.csv")
@requires(Permission.COORDINATOR)
def placements_csv() -> Response:
    """Export the placements of the filter."""
    rows = placement_export(db.session(), view=query_string.view(), wish=query_string.wish())
    head = [_("Nummer"), _("Naam"), _("Onderwijsvraag"), _("School"), _("Plaats"), _("Regio"), _("Sector"), _("Rol")]
    rest = [_("Grond in de wet"), _("Contractvorm"), _("Status"), _("Verantwoordelijke leraar"), _("Begin"), _("Einde")]
    return csv_file(
        "inzet",
        [*head, *rest, _("Klokuren per week"), _("Klokuren"), _("VOG gezien op"), _("Uitzondering")],
        (
            (
                *(r.id, r.person, r.need_title, r.school, r.town, r.region, r.sector, r.role_kind, r.legal_ground),
                *(r.contract_form, r.state, r.responsible_teacher, r.starts_on, r.ends_on),
                *(format_klokuren(r.minutes_per_week), format_klokuren(r.minutes), r.vog_seen_on, r.exception),
            )
            for r in rows
        ),
    )


@blueprint.get("/scholen.csv")
@requires(Permission.COORDINATOR)
def schools_csv() -> Response:
    """Export the schools of the filter."""
    rows = school_export(db.session(), view=query_string.view(), wish=query_string.wish())
    head = [_("School"), _("Sector"), _("Plaats"), _("Regio"), _("Bevoegd gezag"), _("Leden"), _("Wachten")]
    return csv_file(
        "scholen",
        [*head, _("Open vragen"), _("Lopende voorstellen"), _("Geplaatst")],
        (
            (
                *(r.name, r.sector, r.town, r.region, r.board, r.members, r.waiting),
                *(r.open_needs, r.running, r.placed),
            )
            for r in rows
        ),
    )
