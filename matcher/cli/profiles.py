"""``flask profiles``: what must happen to profiles every day."""

import click
from flask.cli import AppGroup

from matcher.cli.work import system_work
from matcher.services.profile_state import resume_paused_profiles

profiles = AppGroup("profiles", help="Profiles of professionals.")


@profiles.command("resume")
def profiles_resume() -> None:
    """Switch on the profiles whose pause is over; run it once a day."""
    click.echo(f"{resume_paused_profiles(system_work())} profielen weer aan")
