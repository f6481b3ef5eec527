"""The vocabulary: what was imported, and which of our own concepts are the same as one of ESCO."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher.access import requires, work
from matcher.blueprints.admin import blueprint
from matcher.blueprints.admin.filters import choice_filter, chosen, page_number, text_filter
from matcher.blueprints.service_calls import done
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.domain.vocabulary import LinkState
from matcher.queries import vocabulary_links as query
from matcher.queries.vocabulary import esco_state
from matcher.services.vocabulary import decisions


def _state_labels() -> dict[LinkState, str]:
    return {
        LinkState.REVIEW: _("te beoordelen"),
        LinkState.EXACT: _("gelijke naam"),
        LinkState.CONFIRMED: _("gekoppeld"),
        LinkState.REJECTED: _("apart gehouden"),
    }


def _kind_labels() -> dict[str, str]:
    return {"skill": _("vaardigheid"), "job_title": _("beroep")}


def _count_labels() -> list[tuple[str, str]]:
    """Return the headings of a report, in order: what it counts, in words."""
    parts = (
        ("concepts", _("begrippen")),
        ("forms", _("schrijfwijzen")),
        ("relations", _("relaties tussen vaardigheden")),
        ("title_skills", _("vaardigheden bij beroepen")),
        ("links", _("koppelingen")),
    )
    verbs = (
        ("added", _("toegevoegd")),
        ("changed", _("gewijzigd")),
        ("removed", _("verwijderd")),
        ("retired", _("vervallen")),
        ("revived", _("terug")),
    )
    return [(f"{name}_{verb}", f"{what} {word}") for name, what in parts for verb, word in verbs]


def _report_rows(counts: dict[str, int]) -> list[dict[str, Any]]:
    labels = [*_count_labels(), ("skipped", _("overgeslagen"))]
    return [{"label": label, "value": counts[name]} for name, label in labels if counts.get(name)]


@blueprint.get("/vocabulaire")
@requires(Permission.ADMIN)
def vocabulary() -> ResponseReturnValue:
    """Show the last imports and the links, those to review first; the filter is in the URL."""
    session = db.session()
    states = chosen(LinkState, "toestand") or frozenset({LinkState.REVIEW})
    counts = query.link_counts(session)
    labels = {state: f"{label} ({counts[state]})" for state, label in _state_labels().items()}
    filters = [text_filter("q", _("Naam")), choice_filter("toestand", _("Toestand"), labels, states)]
    return render_template(
        "admin/vocabulary/home.html",
        imports=[(row, _report_rows(row.counts)) for row in query.last_imports(session)],
        page=query.list_links(session, states=states, search=request.args.get("q", ""), page=page_number()),
        filters=filters,
        esco=esco_state(session),
        states=_state_labels(),
        kinds=_kind_labels(),
    )


@blueprint.get("/vocabulaire/import/<int:import_id>")
@requires(Permission.ADMIN)
def vocabulary_import(import_id: int) -> ResponseReturnValue:
    """Show the report of one import with the lines that were left out."""
    found = query.import_report(db.session(), import_id=import_id)
    return render_template("admin/vocabulary/import.html", found=found, rows=_report_rows(found.counts))


@blueprint.post("/vocabulaire/koppelingen/<int:link_id>/ja")
@requires(Permission.ADMIN)
def confirm_link(link_id: int) -> ResponseReturnValue:
    """Make two concepts one."""
    done(lambda: decisions.confirm_link(work(), link_id=link_id), _("Deze begrippen tellen nu als één."))
    return _back()


@blueprint.post("/vocabulaire/koppelingen/<int:link_id>/nee")
@requires(Permission.ADMIN)
def reject_link(link_id: int) -> ResponseReturnValue:
    """Keep two concepts apart."""
    done(lambda: decisions.reject_link(work(), link_id=link_id), _("Deze begrippen blijven apart."))
    return _back()


def _back() -> ResponseReturnValue:
    """Go back to the list as it was."""
    states, text = request.form.getlist("toestand"), request.form.get("q") or None
    return redirect(url_for("admin.vocabulary", toestand=states, q=text, page=request.form.get("page", type=int)))


@blueprint.route("/vocabulaire/begrippen/<int:concept_id>", methods=["GET", "POST"])
@requires(Permission.ADMIN)
def join_concept(concept_id: int) -> ResponseReturnValue:
    """Search another ESCO concept for one of our own, and join them."""
    session = db.session()
    own = query.own_concept(session, concept_id=concept_id)
    esco_id = request.form.get("esco", type=int)
    if (
        request.method == "POST"
        and esco_id is not None
        and done(
            lambda: decisions.join_concepts(work(), starter_id=concept_id, esco_id=esco_id),
            _("Deze begrippen tellen nu als één."),
        )
    ):
        return redirect(url_for("admin.vocabulary"))
    text = request.args.get("q", own.label_nl)
    found = query.find_esco(session, kind=own.kind, text=text)
    return render_template("admin/vocabulary/join.html", own=own, text=text, found=found, kinds=_kind_labels())
