"""``flask prepare``: everything ``make run`` needs before it serves, in one process."""

import click
from flask_migrate import upgrade

from matcher.cli.demo import demo_load, demo_rounds, demo_welcome
from matcher.cli.matches import matches_compute
from matcher.cli.profiles import profiles_resume
from matcher.cli.reference import reference_load
from matcher.database import db
from matcher.matching.warming import warm_up


@click.command("prepare")
@click.option("--port", type=int, default=8000, show_default=True, help="Only for the address that is printed.")
@click.pass_context
def prepare(context: click.Context, port: int) -> None:
    """Migrate, load the reference tables and (once) the demo with its dry runs, compute matches, print the logins."""
    upgrade()
    click.echo("De rekenkern klaarzetten; de eerste keer duurt dat ongeveer een minuut.")
    warm_up()
    context.invoke(reference_load)
    context.invoke(demo_load, if_empty=True, rebuild=False)
    context.invoke(profiles_resume)
    context.invoke(matches_compute)
    context.invoke(demo_rounds)
    db.session.remove()
    context.invoke(demo_welcome, port=port)
