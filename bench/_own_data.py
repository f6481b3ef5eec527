"""Inputs for the benchmarks from the project's own tables and generators, for when there are no outside data."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.gap_instances import as_text, make_gap

DATA = Path(__file__).resolve().parents[1] / "matcher" / "data"


def title_folder(folder: Path, concepts: int | None = None) -> Path:
    """Write the own job titles in the layout of MELO: of each the first synonym is asked, the other forms are known."""
    folder.mkdir(parents=True, exist_ok=True)
    queries: list[tuple[str, ...]] = []
    corpus: list[tuple[str, ...]] = []
    relevant: list[tuple[str, ...]] = []
    concept_of: list[tuple[str, ...]] = []
    for key, asked, known in list(_titles())[:concepts]:
        queries.append((f"q-{key}", asked))
        for number, form in enumerate(known):
            element = f"c-{key}-{number}"
            corpus.append((element, form))
            relevant.append((f"q-{key}", "0", element, "1"))
            concept_of.append((element, key))
    tables = {"queries": queries, "corpus_elements": corpus, "annotations": relevant, "concept_mapping": concept_of}
    for name, rows in tables.items():
        text = "".join("\t".join(row) + "\n" for row in rows)
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
    return folder


def _titles() -> Iterator[tuple[str, str, list[str]]]:
    """Yield key, the form that is asked, and the forms that are known of every title with a synonym."""
    for path in sorted((DATA / "job_titles").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                synonyms = [text for text in row["synonyms"].split("|") if text]
                if synonyms:
                    yield row["key"], synonyms[0], [row["label_nl"], row["label_en"], *synonyms[1:]]


def gap_file(folder: Path, kind: str, agents: int, items: int) -> Path:
    """Write a random generalised assignment instance."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{kind}{agents:02d}{items}"
    path.write_text(as_text(make_gap(kind, agents, items, seed=1)), encoding="utf-8")
    return path


def round_file(folder: Path, people: int, needs: int) -> Path:
    """Write a random round in JSON: a third of the pairs fits, hours are scarce."""
    folder.mkdir(parents=True, exist_ok=True)
    dice = np.random.default_rng(1)
    scores = np.where(dice.random((people, needs)) < 1 / 3, dice.random((people, needs)).round(3), 0.0)
    instance = {
        "scores": scores.tolist(),
        "weights": dice.integers(1, 7, (people, needs)).tolist(),
        "capacities": dice.integers(4, 10, people).tolist(),
        "demands": dice.integers(1, 3, needs).tolist(),
        "forbidden": [[0, 0]],
    }
    path = folder / f"round-{people}x{needs}.json"
    path.write_text(json.dumps(instance), encoding="utf-8")
    return path


# File of reference data: the own table it is written from, and its columns as (theirs, ours).
REFERENCE = {
    "arbeidsmarktregios.csv": (
        "geo/regions.csv",
        (("arbeidsmarktregio_code", "code"), ("arbeidsmarktregio", "name"), ("landsdeel", "landsdeel")),
    ),
    "gemeente_arbeidsmarktregio.csv": (
        "geo/municipalities.csv",
        (
            ("gemeentecode", "code"),
            ("gemeente", "name"),
            ("provincie", "province"),
            ("arbeidsmarktregio_code", "region_code"),
            ("lat", "lat"),
            ("lon", "lon"),
        ),
    ),
    "pc4.csv": (
        "geo/places.csv",
        (("plaats", "name"), ("gemeentecode", "municipality_code"), ("lat", "lat"), ("lon", "lon")),
    ),
    "mbo_instellingen.csv": (
        "schools/mbo.csv",
        (("naam", "name"), ("gemeentecode", "municipality_code"), ("plaats", "town")),
    ),
    "hogescholen.csv": (
        "schools/hbo.csv",
        (("naam", "name"), ("gemeentecode", "municipality_code"), ("plaats", "town")),
    ),
}


def reference_folder(folder: Path) -> Path:
    """Write the own tables in the layout of the reference files: for a run without outside data."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, (table, columns) in REFERENCE.items():
        with (DATA / table).open(encoding="utf-8", newline="") as source:
            rows = [{theirs: row[ours] for theirs, ours in columns} for row in csv.DictReader(source)]
        with (folder / file).open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, [theirs for theirs, _ours in columns])
            writer.writeheader()
            writer.writerows(rows)
    return folder
