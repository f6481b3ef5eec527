"""Migrations: forth, back and forth again, and no drift from the models, on the database under test."""

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade

from matcher.database import db
from matcher.models import Base
from tests.support.databases import load_reference_rows


def table_names():
    return set(sa.inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_the_models_hold_nothing_the_migrations_do_not(app):
    with app.app_context(), db.engine.connect() as connection:
        drift = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata)
    assert drift == []


def test_down_and_up_again(app):
    with app.app_context():
        db.session.remove()
        assert table_names() == set(Base.metadata.tables)
        downgrade(revision="base")
        assert table_names() == set()
        upgrade()
        assert table_names() == set(Base.metadata.tables)
        load_reference_rows(app)


def test_named_checks_exist(app):
    with app.app_context():
        inspector = sa.inspect(db.engine)
        names = {check["name"] for table in table_names() for check in inspector.get_check_constraints(table)}
    assert {
        "ck_placement_year_six_hours_limit",
        "ck_placement_zesurenregeling_needs_teacher_and_subject",
        "ck_user_account_email_lower_case",
    } <= names
