"""``flask users``: the first admin of a new installation."""

import click
from flask.cli import AppGroup

from matcher.cli.work import silent_work
from matcher.services.users import appoint_first_admin

users = AppGroup("users", help="Accounts.")


@users.command("appoint-admin")
@click.argument("email")
def users_appoint_admin(email: str) -> None:
    """Give the management of the platform to a confirmed account."""
    if not appoint_first_admin(silent_work(), email=email):
        raise click.ClickException(
            "Er is geen bevestigd account met dit e-mailadres. Meld het adres eerst aan op de site."
        )
    click.echo(f"{email} beheert nu het platform")
