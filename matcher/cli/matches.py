"""``flask matches``: what the engine does by itself."""

import json
from time import perf_counter

import click
from flask.cli import AppGroup

from matcher.cli.work import silent_work
from matcher.queries.engine import current_engine
from matcher.services.engine_changes import prune_changes
from matcher.services.suggestions import suggest_all

matches = AppGroup("matches", help="The matching engine.")


@matches.command("compute")
def matches_compute() -> None:
    """Suggest people for every open need, for the coordinators to review."""
    work = silent_work()
    began = perf_counter()
    problem = current_engine(work.session, today=work.today).problem
    figures = {
        "people": int(problem.people.ids.size),
        "needs": int(problem.needs.ids.size),
        "new_suggestions": suggest_all(work),
        "seconds": round(perf_counter() - began, 2),
    }
    click.echo(json.dumps(figures))


@matches.command("prune")
def matches_prune() -> None:
    """Delete old rows of the change feed; processes that had not read them build their snapshot anew."""
    click.echo(f"{prune_changes(silent_work())} wijzigingen opgeruimd")
