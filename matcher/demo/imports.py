"""One finished import in the home region: a list of an information evening, with a row that was not good."""

from matcher.demo.logins import HOME_REGION
from matcher.demo.stage import Stage
from matcher.domain.choices import RoleKind, Sector
from matcher.domain.desk import ConsentWay, ImportKind, ImportMode, ImportState, RowOutcome
from matcher.models import ImportBatch, ImportRow
from matcher.services import imports
from matcher.services.imports.columns import proposed_mapping
from matcher.services.profile_commands import AreaCommand
from matcher.services.transaction import Work

HEAD = ("naam", "e-mail", "plaats", "beroep", "sectoren")
PEOPLE = (
    ("Wietske Verzonnen", "lijst-1@example.nl", "Enschede", "onderhoudsmonteur", "mbo"),
    ("Sem Fictief", "lijst-2@example.nl", "Almelo", "laborant", "mbo"),
)
WRONG = ("Noor Voorbeeld", "noor", "Hengelo (Overijssel)", "kok", "vmbo")
DAYS_AGO = 6


def import_list(stage: Stage) -> None:
    """Import the list as the coordinator of the home region, some days ago."""
    world = stage.world
    work = Work(session=world.session, actor=stage.coordinators[HOME_REGION], now=world.days_ago(DAYS_AGO))
    command = imports.StartImport(
        ImportKind.PEOPLE,
        "informatieavond.csv",
        region_code=HOME_REGION,
        consent_way=ConsentWay.PAPER,
        consent_on=world.days_ago(DAYS_AGO + 2).date(),
        consent_note="Handtekening op de lijst van de informatieavond.",
    )
    made = imports.start_import(work, command=command, table=imports.Table(HEAD, (*PEOPLE, WRONG)))
    batch = world.session.get_one(ImportBatch, made)
    batch.mapping, batch.state = proposed_mapping(ImportKind.PEOPLE, HEAD), ImportState.CHECKED
    rows = world.session.query(ImportRow).filter_by(batch_id=made).order_by(ImportRow.number).all()
    for row in rows:
        row.outcome = RowOutcome.GOOD
    rows[-1].outcome = RowOutcome.BAD
    rows[-1].errors = {"email": "Vul een e-mailadres in zoals naam@voorbeeld.nl."}
    imports.run_import(work, import_id=made, mode=ImportMode.SKIP_BAD)
    for row, cells in zip(rows, PEOPLE, strict=False):
        imports.make_one(work, import_id=made, row_id=row.id, entry=_entry(cells))
    imports.finish_run(work, import_id=made)


def _entry(cells: tuple[str, ...]) -> imports.PersonEntry:
    name, email, place, job, sector = cells
    return imports.PersonEntry(
        full_name=name,
        email=email,
        phone="",
        area=AreaCommand("place", place, 25),
        job_title=job,
        sectors=frozenset({Sector(sector)}),
        role_kinds=frozenset({RoleKind.GASTLES}),
    )
