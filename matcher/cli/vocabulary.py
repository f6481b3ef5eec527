"""Commands about the vocabulary: ``flask vocabulary import-esco DIR``."""

from pathlib import Path

import click
from flask.cli import AppGroup

from matcher.cli.work import silent_work
from matcher.services.vocabulary.importing import LANGUAGES, import_esco
from matcher.services.vocabulary.report import BundleError, Report

vocabulary = AppGroup("vocabulary", help="Skills and job titles.")
# Of many skipped lines the first say enough; the page "Vocabulaire" has more.
SHOWN_LINES = 20
_HEADINGS = (
    ("concepts", "begrippen"),
    ("forms", "schrijfwijzen"),
    ("relations", "relaties tussen vaardigheden"),
    ("title_skills", "vaardigheden bij beroepen"),
    ("links", "koppelingen met de eigen lijst"),
)
_VERBS = (
    ("added", "toegevoegd"),
    ("changed", "gewijzigd"),
    ("removed", "verwijderd"),
    ("retired", "vervallen"),
    ("revived", "terug"),
)


@vocabulary.command("import-esco")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--language", "languages", type=click.Choice(LANGUAGES), multiple=True, default=LANGUAGES)
@click.option("--version", default="", help="Version of the bundle when the folder's name does not tell.")
@click.option("--allow-loss", is_flag=True, help="Also import when much of what is there would go.")
def vocabulary_import_esco(folder: Path, languages: tuple[str, ...], version: str, *, allow_loss: bool) -> None:
    """Import the unpacked CSV bundle of ESCO (1.0 to 1.2); any subset of its files and languages."""
    try:
        report = import_esco(
            silent_work(),
            folder=folder,
            languages=languages,
            version=version,
            allow_loss=allow_loss,
            tell=lambda text: click.echo(text, err=True),
        )
    except BundleError as error:
        raise click.ClickException(f"{error.message} Er is niets veranderd.") from None
    for text in describe(report):
        click.echo(text)


def describe(report: Report) -> list[str]:
    """Return the report as lines of Dutch text, with at most :data:`SHOWN_LINES` lines that were left out."""
    counts = report.counts
    lines = [f"{counts['concept_rows']} regels met begrippen en {counts['relation_rows']} met relaties gelezen"]
    for name, label in _HEADINGS:
        parts = [f"{counts[f'{name}_{verb}']} {word}" for verb, word in _VERBS if f"{name}_{verb}" in counts]
        lines.append(f"{label}: {', '.join(parts)}" if parts else f"{label}: ongewijzigd")
    shown = [f"  {entry.file}, regel {entry.line}: {entry.reason}" for entry in report.skipped[:SHOWN_LINES]]
    more = counts["skipped"] - len(shown)
    return [
        *lines,
        f"{counts['skipped']} regels of schrijfwijzen overgeslagen",
        *shown,
        *([f"  en nog {more}"] if more > 0 else []),
    ]
