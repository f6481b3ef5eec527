"""``flask mail``: outgoing mail."""

import click
from flask.cli import AppGroup

from matcher.mailer import deliver_outbox

mail = AppGroup("mail", help="Outgoing mail.")


@mail.command("deliver")
def mail_deliver() -> None:
    """Send what still waits in the outbox."""
    click.echo(f"{deliver_outbox()} verstuurd")
