"""``flask hours``: the ledger of hours under the six-hours rule."""

import json
from dataclasses import asdict

import click
from flask.cli import AppGroup

from matcher.cli.work import silent_work
from matcher.services.hours.checking import check_hours

hours = AppGroup("hours", help="Hours under the six-hours rule.")


@hours.command("check")
def hours_check() -> None:
    """Hold all stored hours against plans, confirmed months, proofs and limits; what does not fit becomes a task."""
    click.echo(json.dumps(asdict(check_hours(silent_work()))))
