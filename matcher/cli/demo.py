"""``flask demo``: load, show and take away the demo data."""

import json
from time import perf_counter

import click
from flask import current_app
from flask.cli import AppGroup

from matcher.cli.work import silent_work
from matcher.config import Settings
from matcher.database import db
from matcher.demo.build import build_demo, has_users, wipe
from matcher.demo.logins import LOGINS, welcome
from matcher.demo.rounds import plan_demo_rounds
from matcher.jobs.rounds import work_off
from matcher.services.reference import load_reference

demo = AppGroup("demo", help="Invented people, needs and placements at real schools.")


def _refuse_in_production() -> None:
    settings: Settings = current_app.extensions["settings"]
    if settings.production:
        raise click.ClickException("De demo heeft een wachtwoord dat iedereen kent. In productie kan dit niet.")


@demo.command("load")
@click.option("--if-empty", is_flag=True, help="Do nothing when there are users.")
@click.option("--rebuild", is_flag=True, help="Delete everything but the reference tables first.")
def demo_load(*, if_empty: bool, rebuild: bool) -> None:
    """Build the demo data."""
    if if_empty and has_users(db.session()):
        click.echo("Er zijn al gebruikers; de demo is niet opnieuw gemaakt.")
        return
    _refuse_in_production()
    if rebuild:
        wipe(silent_work())
        load_reference(silent_work())
    elif has_users(db.session()):
        raise click.ClickException("Er zijn al gebruikers. Gebruik --rebuild om alles weg te gooien.")
    began = perf_counter()
    counts = build_demo(silent_work())
    click.echo(json.dumps({**counts, "seconds": round(perf_counter() - began, 1)}))


@demo.command("rounds")
def demo_rounds() -> None:
    """Begin some dry runs and work them off; once, after the matches were computed."""
    rounds = plan_demo_rounds(silent_work())
    for round_id in rounds:
        while work_off(round_id):
            pass
    click.echo(f"{len(rounds)} koppelronden op proef")


@demo.command("logins")
def demo_logins() -> None:
    """Print the accounts to try the demo with, as JSON."""
    click.echo(json.dumps([login.as_json() for login in LOGINS], indent=2))


@demo.command("welcome")
@click.option("--port", type=int, default=8000, show_default=True)
def demo_welcome(port: int) -> None:
    """Print the address and the accounts as a table."""
    click.echo(welcome(port))
