"""Commands about places: ``flask geo import-postcodes FILE``."""

from pathlib import Path

import click
from flask.cli import AppGroup

from matcher.cli.work import silent_work
from matcher.services.postcodes import ImportReport, import_postcodes

geo = AppGroup("geo", help="Places and postcodes.")
# Of a broken file the first reasons say enough.
SHOWN_REASONS = 50


@geo.command("import-postcodes")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def geo_import_postcodes(file: Path) -> None:
    """Import the unpacked postcode file of GeoNames for the Netherlands (NL.txt)."""
    try:
        with file.open(encoding="utf-8-sig") as lines:
            report = import_postcodes(silent_work(), lines=lines)
    except UnicodeDecodeError:
        raise click.ClickException("Dit bestand is geen tekst in UTF-8. Pak het zip-bestand eerst uit.") from None
    for text in describe(report):
        click.echo(text)


def describe(report: ImportReport) -> list[str]:
    """Return the report as lines of Dutch text, at most :data:`SHOWN_REASONS` reasons."""
    shown = [f"  regel {entry.line}: {entry.reason}" for entry in report.skipped[:SHOWN_REASONS]]
    more = len(report.skipped) - len(shown)
    return [
        f"{report.lines} regels gelezen",
        f"{report.added} postcodes toegevoegd, {report.changed} gewijzigd, {report.unchanged} gelijk gebleven",
        f"{len(report.skipped)} regels overgeslagen",
        *shown,
        *([f"  en nog {more}"] if more > 0 else []),
    ]
