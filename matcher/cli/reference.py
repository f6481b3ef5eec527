"""``flask reference``: the project's own reference tables."""

import json

import click
from flask.cli import AppGroup

from matcher.cli.work import silent_work
from matcher.services.reference import load_reference

reference = AppGroup("reference", help="The project's own reference tables.")


@reference.command("load")
def reference_load() -> None:
    """Bring the database in step with the tables in matcher/data."""
    click.echo(json.dumps(load_reference(silent_work())))
