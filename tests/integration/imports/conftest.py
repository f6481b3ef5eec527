"""A coordinator of Twente, and imports of theirs at any step."""

from datetime import date
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from matcher.domain.desk import ConsentWay, ImportKind
from matcher.jobs.imports import check_import
from matcher.models import ImportBatch, ImportRow
from matcher.services import imports
from matcher.services.imports.columns import proposed_mapping
from tests.factories import actor_of, coordinator

HEAD = ("naam", "e-mail", "plaats", "vaardigheden", "klokuren per week minstens", "klokuren per week hoogstens")


@pytest.fixture
def desk(session, work_as):
    user = coordinator("AM05")
    session.commit()
    return work_as(actor_of(user))


@pytest.fixture
def begin(desk):
    """A function that takes rows of people or needs in, with the columns proposed; checked unless told otherwise."""

    def make(rows, *, kind=ImportKind.PEOPLE, head=HEAD, work=desk, check=True, **more):
        people = {
            "region_code": "AM05", "consent_way": ConsentWay.MAIL, "consent_on": date(2026, 9, 1),
            "consent_note": "Gemaild op 1 september.",
        }  # fmt: skip
        settings = {**(people if kind is ImportKind.PEOPLE else {}), **more}
        command = imports.StartImport(kind, "lijst.csv", **settings)
        made = imports.start_import(work, command=command, table=imports.Table(tuple(head), tuple(map(tuple, rows))))
        if check:
            imports.set_mapping(work, import_id=made, mapping=proposed_mapping(kind, head))
            check_import(made)
        return made

    return make


@pytest.fixture
def look(session):
    """A function that returns an import as it is now with its rows."""

    def read(import_id):
        session.rollback()
        session.expire_all()
        batch = session.get(ImportBatch, import_id)
        rows = session.scalars(
            select(ImportRow).where(ImportRow.batch_id == import_id).order_by(ImportRow.number)
        ).all()
        return SimpleNamespace(batch=batch, rows=rows, outcomes=[row.outcome and row.outcome.value for row in rows])

    return read


def people(count):
    """Return rows of invented people."""
    return [(f"Fenna Verzonnen-{n}", f"verzonnen{n}@example.nl", "Enschede", "", "2", "6") for n in range(count)]
