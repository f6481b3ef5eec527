"""``flask rounds``: matching rounds from the command line, as the system."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from functools import wraps
from typing import Any

import click
from flask.cli import AppGroup

from matcher.cli.work import system_work
from matcher.database import db
from matcher.domain.actors import Scope
from matcher.domain.errors import DomainError
from matcher.domain.labels import label
from matcher.domain.rounds import ReplayState, RoundOptions, RoundScope, RoundWeights
from matcher.jobs.rounds import replay_round, work_off
from matcher.queries import rounds as queries
from matcher.queries.coordination.listing import Wish
from matcher.queries.rounds.reasons import reason_words
from matcher.services import rounds as services

NATION = Scope(national=True)
# How long --wait looks the other way while other workers are busy.
PAUSE = 0.5
WEIGHTS = tuple(field.name for field in fields(RoundWeights))

rounds = AppGroup("rounds", help="Matching rounds: a dry run over regions or the nation, then suggestions.")
as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")


def _told(command: Callable[..., None]) -> Callable[..., None]:
    """Say what a service refuses, and end with an error."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> None:
        try:
            command(*arguments, **options)
        except DomainError as error:
            raise click.ClickException(error.message) from error

    return run


@rounds.command("plan")
@click.option("--region", "regions", multiple=True, metavar="CODE", help="For example AM05; may be given again.")
@click.option("--landsdeel", default="", metavar="CODE", help="All its regions.")
@click.option("--programme", "programme_id", type=int, metavar="ID", help="Its regions, with its weights.")
@click.option("--national", is_flag=True, help="All regions.")
@click.option("--seed", type=click.IntRange(min=0), default=RoundOptions().seed, show_default=True)
@click.option("--seconds", type=click.FloatRange(min=0.1), default=RoundOptions().seconds, show_default=True)
@click.option("--per-need", type=click.IntRange(min=1), default=RoundOptions().per_need, show_default=True)
@click.option("--fairness", type=click.FloatRange(0, 1), default=RoundOptions().fairness, show_default=True)
@click.option("--same-school", type=click.FloatRange(0, 1), default=0.0, show_default=True)
@click.option("--weight", "weights", type=(click.Choice(WEIGHTS), float), multiple=True, help="skills 0.7, and so on.")
@click.option("--wait", is_flag=True, help="Work along with the workers until it is solved.")
@as_json
@_told
def plan(weights: tuple[tuple[str, float], ...], *, wait: bool, as_json: bool, **asked: Any) -> None:
    """Begin a dry run; nobody is proposed to anybody."""
    scope = RoundScope(
        frozenset(asked["regions"]), asked["national"], landsdeel=asked["landsdeel"], programme_id=asked["programme_id"]
    )
    if sum(map(bool, (scope.national, scope.regions, scope.landsdeel, scope.programme_id))) != 1:
        raise click.UsageError("give --region (once or more), --landsdeel, --programme or --national")
    options = RoundOptions(**{field.name: asked[field.name] for field in fields(RoundOptions)})
    round_id = services.plan_round(system_work(), scope=scope, options=options, weights=dict(weights))
    if wait:
        _wait(round_id)
    _say(round_id, as_json=as_json)


def _wait(round_id: int) -> None:
    """Do what is to be done here too, until the round stands still."""
    while _round(round_id).running:
        if not work_off(round_id):
            db.session.remove()
            time.sleep(PAUSE)


@rounds.command("show")
@click.argument("round_id", type=int)
@as_json
@_told
def show(round_id: int, *, as_json: bool) -> None:
    """Show the figures of a round, and what stays open with the reason."""
    _say(round_id, as_json=as_json)


@rounds.command("apply")
@click.argument("round_id", type=int)
@as_json
@_told
def apply(round_id: int, *, as_json: bool) -> None:
    """Make suggestions of the pairs, each checked again; they wait for review."""
    services.apply_round(system_work(), round_id=round_id)
    _wait(round_id)
    _say(round_id, as_json=as_json)


@rounds.command("replay")
@click.argument("round_id", type=int)
@as_json
@_told
def replay(round_id: int, *, as_json: bool) -> None:
    """Solve a round once more from what was stored with it; ends with 1 when other pairs come out."""
    services.ask_replay(system_work(), round_id=round_id)
    while _round(round_id).figures["replay"]["state"] == ReplayState.ASKED:
        if replay_round(round_id) == "nothing to do":
            db.session.remove()
            time.sleep(PAUSE)
    outcome = _round(round_id).figures["replay"]
    click.echo(json.dumps(outcome) if as_json else f"zelfde paren: {'ja' if outcome['same'] else 'nee'}")
    raise SystemExit(0 if outcome["same"] else 1)


@rounds.command("cancel")
@click.argument("round_id", type=int)
@as_json
@_told
def cancel(round_id: int, *, as_json: bool) -> None:
    """Stop a round, or throw a dry run away."""
    services.cancel_round(system_work(), round_id=round_id)
    _say(round_id, as_json=as_json)


@rounds.command("list")
@click.option("--page", type=int, default=1, show_default=True)
@as_json
def list_rounds(page: int, *, as_json: bool) -> None:
    """List the rounds, the newest first."""
    for row in queries.round_list(db.session(), scope=NATION, wish=Wish(page=page)).page.rows:
        click.echo(json.dumps(_facts(row)) if as_json else _line(row))


def _round(round_id: int) -> queries.RoundRow:
    found = queries.round_of(db.session(), scope=NATION, round_id=round_id)
    db.session.remove()
    return found


def _facts(row: queries.RoundRow) -> dict[str, Any]:
    facts = asdict(row)
    moments = {name: facts[name] and facts[name].isoformat() for name in ("created_at", "finished_at", "applied_at")}
    return facts | moments | {"state": row.state.value}


def _line(row: queries.RoundRow) -> str:
    where = row.label or ("heel Nederland" if row.national else ", ".join(row.regions.values()))
    return f"{row.id}\t{label(row.state)}\t{where}\t{row.figures.get('pairs', '-')} paren"


def _say(round_id: int, *, as_json: bool) -> None:
    row, session = _round(round_id), db.session()
    open_needs = {reason_words(code): n for code, n in queries.open_reasons(session, round_id=round_id).items()}
    outcomes = {outcome.value: count for outcome, count in queries.outcomes_of(session, round_id=round_id).items()}
    progress = asdict(queries.progress_of(session, round_id=round_id))
    if as_json:
        click.echo(json.dumps({**_facts(row), "open_needs": open_needs, "outcomes": outcomes, "progress": progress}))
        return
    click.echo(_line(row))
    _table({"mensen": row.people, "vragen": row.needs, "mogelijke paren": row.edges})
    _table({"waarde": row.objective, "bovengrens": row.bound, **row.figures})
    _table({f"open: {reason}": count for reason, count in open_needs.items()})
    _table({f"toegepast: {outcome}": count for outcome, count in outcomes.items()})
    if row.error:
        click.echo(f"  {row.error}")


def _table(rows: Mapping[str, Any]) -> None:
    for name, value in rows.items():
        click.echo(f"  {name:32} {round(value, 4) if isinstance(value, float) else value}")
