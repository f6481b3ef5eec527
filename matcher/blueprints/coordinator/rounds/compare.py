"""Two rounds beside each other."""

from typing import Any

from flask import render_template, request
from flask_babel import format_date
from flask_babel import gettext as _

from matcher.access import current_actor, requires
from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.coordinator.rounds.figures import compared
from matcher.blueprints.coordinator.rounds.words import area_text, choices_of
from matcher.clock import dutch_date
from matcher.database import db
from matcher.domain.labels import label
from matcher.domain.permissions import Permission
from matcher.queries import rounds as queries
from matcher.queries.rounds import Difference, RoundRow


@blueprint.get("/rondes/vergelijk")
@requires(Permission.COORDINATOR)
def compare_rounds() -> str:
    """Show what two rounds chose otherwise; without two of them, ask which."""
    chosen = tuple(_chosen(name) for name in ("a", "b"))
    a, b = chosen
    shows = a is not None and b is not None and a.id != b.id and a.solved and b.solved
    return render_template(
        "coordinator/rounds/compare.html",
        choices=[_choice(name, row) for name, row in zip("ab", chosen, strict=True)],
        problem="" if shows else _problem(a, b),
        **(_comparison(a, b) if shows and a and b else {"a": None}),
    )


def _chosen(name: str) -> RoundRow | None:
    """Return a round of the address, if it names one. Raises NotFoundError for one of another region."""
    number = request.args.get(name, type=int)
    return None if number is None else queries.round_of(db.session(), scope=current_actor().scope, round_id=number)


def _problem(a: RoundRow | None, b: RoundRow | None) -> str:
    """Return what is wrong with the choice; nothing when no two were chosen yet."""
    if a is None or b is None:
        return ""
    if a.id == b.id:
        return str(_("Kies twee verschillende ronden."))
    return str(_("Kies ronden die zijn berekend: een van deze twee heeft nog geen uitkomst."))


def _choice(name: str, chosen: RoundRow | None) -> dict[str, Any]:
    """Return a list of the rounds to choose one from."""
    rows = list(queries.solved_rounds(db.session(), scope=current_actor().scope))
    if chosen is not None and chosen.id not in {row.id for row in rows}:
        rows.append(chosen)
    options = [
        {"value": row.id, "label": _option(row), "selected": chosen is not None and row.id == chosen.id} for row in rows
    ]
    return {"name": name, "label": _("Ronde A") if name == "a" else _("Ronde B"), "options": options}


def _option(row: RoundRow) -> str:
    day = format_date(dutch_date(row.created_at), "d MMM y")
    return f"{row.id}: {area_text(row)}, {day}, {label(row.state)}"


def _comparison(a: RoundRow, b: RoundRow) -> dict[str, Any]:
    session = db.session()
    counts = queries.difference_counts(session, a=a.id, b=b.id)
    kind = _kind()
    page = request.args.get("page", 1, type=int)
    names = _names(a, b)
    return {
        "a": a,
        "b": b,
        "settings": _settings(a, b),
        "figures": compared(a, b),
        "tabs": [_tab(each, names[each], counts[each], a, b, active=each is kind) for each in Difference],
        "kind": kind,
        "heading": names[kind],
        "results": queries.difference_page(session, kind=kind, a=a.id, b=b.id, page=page),
        "shows_pairs": kind.value.startswith("paren"),
    }


def _kind() -> Difference:
    asked = request.args.get("toon", "")
    return Difference(asked) if asked in set(Difference) else Difference.PAIRS_ONLY_A


def _names(a: RoundRow, b: RoundRow) -> dict[Difference, str]:
    return {
        Difference.PAIRS_ONLY_A: _("Paren alleen in ronde %(number)s", number=a.id),
        Difference.PAIRS_ONLY_B: _("Paren alleen in ronde %(number)s", number=b.id),
        Difference.PAIRS_BOTH: _("Paren in beide"),
        Difference.OPEN_ONLY_A: _("Alleen open in ronde %(number)s", number=a.id),
        Difference.OPEN_ONLY_B: _("Alleen open in ronde %(number)s", number=b.id),
        Difference.OPEN_BOTH: _("Open in beide"),
    }


def _tab(kind: Difference, text: str, count: int, a: RoundRow, b: RoundRow, *, active: bool) -> dict[str, Any]:
    return {"label": text, "url": f"?a={a.id}&b={b.id}&toon={kind.value}#lijst", "active": active, "count": count}


def _settings(a: RoundRow, b: RoundRow) -> list[dict[str, Any]]:
    """Return what was chosen for both, as rows ``label, a, b, other``."""
    pairs = zip(choices_of(a), choices_of(b), strict=True)
    return [
        {"label": one["label"], "a": one["value"], "b": its["value"], "other": one["value"] != its["value"]}
        for one, its in pairs
    ]
