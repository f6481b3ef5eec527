"""Placements from before the ledger on dates, brought to revision 0006 and back, on the database under test."""

import json
from datetime import date

import pytest
import sqlalchemy as sa
from flask_migrate import downgrade, upgrade

from matcher.database import db
from matcher.domain.states import PlacementState
from matcher.models import Proposal
from tests import factories
from tests.integration.coordinator.world import placement_of
from tests.support.databases import load_reference_rows

BEFORE, AFTER = "0005", "0006"
REASON, ARTICLE = "Er is een tekort aan leraren.", "WEB artikel 4.2.1 lid 6"
# Name -> (school years with planned minutes, under the rule, state, has an exception).
OLD = {
    "two_years": ({2026: 6000, 2027: 4000}, True, PlacementState.PLANNED, False),
    "above": ({2026: 15000}, True, PlacementState.PLANNED, True),
    "cancelled": ({2026: 5000}, True, PlacementState.CANCELLED, True),
    "hbo": ({2026: 20000}, False, PlacementState.PLANNED, False),
}


def run(statement, **values):
    with db.engine.begin() as connection:
        return connection.execute(sa.text(statement), values)


def rows(statement):
    with db.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(statement))]


def as_json(value):
    return json.loads(value) if isinstance(value, str) else value


@pytest.fixture
def old(app, session):
    """Ids by name of placements as revision 0005 kept them, and of who recorded the exceptions."""
    by = factories.coordinator("AM05").id
    person = factories.ProfessionalFactory().id
    ids = {name: _placement(session, person, years, state) for name, (years, _rule, state, _above) in OLD.items()}
    session.commit()
    session.remove()
    downgrade(revision=BEFORE)
    for name, (years, under_rule, _state, above) in OLD.items():
        _as_it_was(ids[name], years, under_rule=under_rule, above=above, name=name, by=by)
    yield {**ids, "by": by, "person": person}
    db.session.remove()
    upgrade()
    load_reference_rows(app)


def _placement(session, person, years, state):
    need = factories.NeedFactory()
    proposal = factories.ProposalFactory(professional_id=person, need_id=need.id)
    ends = date(max(years) + 1, 1, 29)
    made = placement_of(
        session, session.get(Proposal, proposal.id), need, starts_on=date(2026, 10, 1), ends_on=ends, minutes=0,
        state=state, vog=None,
    )  # fmt: skip
    return made.id


def _as_it_was(placement, years, *, under_rule, above, name, by):
    verdict = json.dumps({"message": f"Besluit {name}", "limit": 14400})
    run("UPDATE placement SET verdict = :verdict WHERE id = :id", verdict=verdict, id=placement)
    if above:
        run(
            "UPDATE placement SET exception_reason = :reason, exception_article = :article, exception_by_id = :by"
            " WHERE id = :id",
            reason=f"{REASON} ({name})",
            article=ARTICLE,
            by=by,
            id=placement,
        )
    for year, minutes in years.items():
        run(
            "UPDATE placement_year SET planned_minutes = :minutes, under_rule = :rule, has_exception = :above"
            " WHERE placement_id = :id AND school_year = :year",
            minutes=minutes,
            rule=under_rule,
            above=above,
            id=placement,
            year=year,
        )


def test_hours_exceptions_and_verdicts_are_carried_over(old):
    upgrade(revision=AFTER)
    assert rows("SELECT DISTINCT total_minutes, plan_kind FROM placement") == [(120 * 6, "weekly")]
    years = rows(
        "SELECT placement_id, school_year, planned_minutes, counted_minutes, limit_minutes FROM placement_year"
        " ORDER BY placement_id, school_year"
    )
    assert years == [
        (old["two_years"], 2026, 6000, 6000, 14400),
        (old["two_years"], 2027, 4000, 4000, 14400),
        (old["above"], 2026, 15000, 15000, 15000),
        (old["cancelled"], 2026, 5000, 5000, 14400),
        (old["hbo"], 2026, 20000, 0, 14400),
    ]
    found = rows(
        "SELECT professional_id, school_year, allowed_minutes, reason, article, recorded_by_id FROM hours_exception"
    )
    # What the person had in that school year under the rule; cancelled work and hbo are not in it.
    assert found == [(old["person"], 2026, 21000, f"{REASON} (above)", ARTICLE, old["by"])]
    leaning = rows("SELECT id FROM placement WHERE exception_id IS NOT NULL")
    assert leaning == [(old["above"],)]
    verdicts = rows("SELECT placement_id, occasion, allowed, outcome FROM rule_verdict ORDER BY placement_id")
    assert [(row[0], row[1], bool(row[2]), as_json(row[3])["message"]) for row in verdicts] == [
        (old[name], "place", True, f"Besluit {name}") for name in OLD
    ]


def test_the_way_back_gives_the_old_columns(old):
    upgrade(revision=AFTER)
    downgrade(revision=BEFORE)
    found = rows("SELECT exception_reason, exception_article, exception_by_id FROM placement ORDER BY id")
    nothing = (None, None, None)
    # The exception of cancelled work was not kept: it allows nothing any more.
    assert found == [nothing, (f"{REASON} (above)", ARTICLE, old["by"]), nothing, nothing]
    told = [as_json(row[0]) for row in rows("SELECT verdict FROM placement ORDER BY id")]
    assert told == [{"message": f"Besluit {name}", "limit": 14400} for name in OLD]
    years = rows(
        "SELECT placement_id, school_year, planned_minutes, under_rule, has_exception FROM placement_year"
        " ORDER BY placement_id, school_year"
    )
    assert [(*row[:3], bool(row[3]), bool(row[4])) for row in years] == [
        (old["two_years"], 2026, 6000, True, False),
        (old["two_years"], 2027, 4000, True, False),
        (old["above"], 2026, 15000, True, True),
        (old["cancelled"], 2026, 5000, True, False),
        (old["hbo"], 2026, 20000, False, False),
    ]
