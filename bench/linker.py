"""``python -m bench linker DIR...``: job titles linked to concepts, on data sets in the layout of MELO.

Of each concept the element most alike comes first, concepts in the order of the linker; behind them all the other
elements. Without ``concept_mapping.tsv`` each element is a concept of its own. Annotations serve to score only.
"""

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matcher.matching.linker import Linker, SurfaceForm
from matcher.matching.text_normalise import normalise

_CHUNK = 64
_TITLE = "job_title"


@dataclass(frozen=True)
class DataSet:
    """Queries, corpus elements with the number of their concept, and the relevant elements (positions) per query."""

    name: str
    queries: list[str]
    elements: list[str]
    concepts: NDArray[np.int64]
    relevant: list[NDArray[np.int64]]


def read(folder: Path) -> DataSet:
    """Return the data set in ``folder``; queries without a relevant element are left out."""
    elements = dict(_pairs(folder / _existing(folder, "corpus_elements.tsv", "corpus_documents.tsv")))
    at = {element: row for row, element in enumerate(elements)}
    mapping = folder / "concept_mapping.tsv"
    names = dict(_pairs(mapping)) if mapping.exists() else {}
    known = {name: number for number, name in enumerate(dict.fromkeys(names.get(e, e) for e in elements))}
    relevant: dict[str, list[int]] = {}
    for query, _, element, grade in _lines(folder / "annotations.tsv"):
        if element in at and float(grade) > 0:
            relevant.setdefault(query, []).append(at[element])
    queries = {query: text for query, text in _pairs(folder / "queries.tsv") if query in relevant}
    return DataSet(
        name=folder.name,
        queries=list(queries.values()),
        elements=list(elements.values()),
        concepts=np.array([known[names.get(e, e)] for e in elements], dtype=np.int64),
        relevant=[np.array(relevant[query]) for query in queries],
    )


def measure(data: DataSet) -> dict[str, object]:
    """Return the figures of one data set."""
    started = time.perf_counter()
    linker = Linker.build([SurfaceForm(int(c), t, _TITLE) for c, t in zip(data.concepts, data.elements, strict=True)])
    built = time.perf_counter()
    linker.rank(data.queries[:1])  # what is compiled is compiled before the clock runs
    before = time.perf_counter()
    ranks = np.concatenate([_ranks(linker, data, start) for start in range(0, len(data.queries), _CHUNK)])
    seconds = time.perf_counter() - before
    return {
        "bench": "linker",
        "dataset": data.name,
        "queries": len(data.queries),
        "corpus": len(data.elements),
        "mrr": round(float((1 / ranks).mean()), 4),
        **{f"acc{k}": round(float((ranks <= k).mean()), 4) for k in (1, 5, 10)},
        "queries_per_second": round(len(data.queries) / seconds, 1),
        "build_seconds": round(built - started, 2),
    }


def _ranks(linker: Linker, data: DataSet, start: int) -> NDArray[np.int64]:
    """Return the rank of the first relevant element for the queries from ``start`` on."""
    texts = data.queries[start : start + _CHUNK]
    ids, by_concept = linker.rank(texts)
    usable = np.array([bool(normalise(text)) for text in data.elements])
    forms = np.zeros((len(texts), len(data.elements)), dtype=np.float32)
    forms[:, usable] = linker.rank_forms(texts)
    concepts = np.zeros((len(texts), int(data.concepts.max()) + 1), dtype=np.float32)
    concepts[:, ids] = by_concept
    return np.array(
        [
            1 + np.flatnonzero(np.isin(_order(data.concepts, c, f), data.relevant[start + at]))[0]
            for at, (c, f) in enumerate(zip(concepts, forms, strict=True))
        ]
    )


def _order(
    concept_of: NDArray[np.int64], concepts: NDArray[np.float32], forms: NDArray[np.float32]
) -> NDArray[np.int64]:
    """Return all elements: the best of each concept by the score of the concept, then the others the same way."""
    by_concept = np.lexsort((np.arange(forms.size), -forms, concept_of))
    first = np.ones(forms.size, dtype=np.bool_)
    first[by_concept[1:]] = np.diff(concept_of[by_concept]) != 0
    return np.lexsort((np.arange(forms.size), -forms, -concepts[concept_of], ~first))


def _existing(folder: Path, *names: str) -> str:
    return next((name for name in names if (folder / name).exists()), names[0])


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    for first, second, *_ in _lines(path):
        yield first, second


def _lines(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield line.rstrip("\r\n").split("\t")


def main(argv: Sequence[str]) -> int:
    """Print one line of JSON per data set."""
    parser = argparse.ArgumentParser(prog="python -m bench linker", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    for folder in parser.parse_args(argv).folders:
        print(json.dumps(measure(read(folder))), flush=True)
    return 0
