"""``flask mail``: outgoing mail."""

import click
from flask.cli import AppGroup

from matcher.cli.work import system_work
from matcher.jobs.digests import send_digests
from matcher.mailer import deliver_outbox
from matcher.services.undeliverable import mark_bounced

mail = AppGroup("mail", help="Outgoing mail.")


@mail.command("deliver")
def mail_deliver() -> None:
    """Send what still waits in the outbox."""
    click.echo(f"{deliver_outbox()} verstuurd")


@mail.command("digests")
def mail_digests() -> None:
    """Write and send the digests that are due; the worker does it by itself."""
    click.echo(send_digests())


@mail.command("bounced")
@click.argument("address")
@click.option("--reason", default="", help="What the mail server said.")
def mail_bounced(address: str, reason: str) -> None:
    """Mark the account of ADDRESS: mail to it came back. For a script that reads the mailbox of bounces."""
    if not mark_bounced(system_work(), address=address, reason=reason):
        raise click.ClickException("Geen account met dit adres.")
    click.echo("gemarkeerd")
