"""``python -m bench typing``: typing errors and suggestions, on the project's own vocabulary or on an ESCO folder.

Labels are mistyped with a fixed seed (a letter left out, added, replaced or two swapped; also two words
swapped) and looked up among all labels in one batch. A look-up is right when the first hit is the label itself or one
written the same way once normalised. The figures per second of processor time hold on a busy machine too.
"""

import argparse
import csv
import json
import random
import resource
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from matcher.data.tables import concepts
from matcher.matching.linker import Linker, SurfaceForm
from matcher.matching.text_normalise import normalise

_ESCO = {
    "skills_en.csv": "skill",
    "skills_nl.csv": "skill",
    "occupations_en.csv": "job_title",
    "occupations_nl.csv": "job_title",
}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST = 5
_SAMPLE, _PREFIXES = 5000, 400


@dataclass(frozen=True)
class Label:
    """A text with its concept (a key or uri) and kind."""

    concept: str
    kind: str
    text: str


def own_labels() -> Iterator[Label]:
    """Yield all surface forms of the project's own vocabulary."""
    for row in concepts():
        yield from (Label(row.key, row.kind, text) for text in row.surface_forms)


def esco_labels(folder: Path) -> Iterator[Label]:
    """Yield preferred and alternative labels of the ESCO tables that are in ``folder``."""
    for name, kind in _ESCO.items():
        if (folder / name).exists():
            with (folder / name).open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    texts = (row["preferredLabel"], *row["altLabels"].split("\n"))
                    yield from (Label(row["conceptUri"], kind, text.strip()) for text in texts)


def distinct(labels: Iterable[Label], most: int | None) -> list[Label]:
    """Return labels that differ once normalised, in the order given, at most ``most``."""
    found: dict[str, Label] = {}
    for label in labels:
        if normalise(label.text):
            found.setdefault(normalise(label.text), label)
    return list(found.values())[:most]


def built(labels: Sequence[Label]) -> Linker:
    """Return a linker over the labels, concepts numbered in the order given."""
    numbers = {name: number for number, name in enumerate(dict.fromkeys(label.concept for label in labels))}
    return Linker.build([SurfaceForm(numbers[label.concept], label.text, label.kind) for label in labels])


def mistyped(text: str, edits: int, chance: random.Random) -> str:
    """Return ``text`` with that many letters left out, added, replaced or swapped, never the text itself."""
    letters = list(text)
    for _ in range(edits):
        at = chance.randrange(len(letters) - 1)
        way = chance.choice(("leave out", "add", "replace", "swap"))
        if way == "leave out":
            del letters[at]
        elif way == "add":
            letters.insert(at, chance.choice(_LETTERS))
        elif way == "replace":
            letters[at] = chance.choice(_LETTERS)
        else:
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
    changed = "".join(letters)
    return changed if normalise(changed) != normalise(text) else mistyped(text, edits, chance)


def words_swapped(text: str, chance: random.Random) -> str:
    """Return ``text`` with two neighbouring words swapped."""
    words = text.split()
    at = chance.randrange(max(len(words) - 1, 1))
    return " ".join([*words[:at], *words[at + 1 : at + 2], words[at], *words[at + 2 :]])


def lookups(
    linker: Linker, sample: Sequence[str], name: str, typed: Sequence[str], *, ordered: bool = True
) -> dict[str, object]:
    """Return how often the first hit is right, and how fast; without ``ordered`` the order of words is no matter."""
    same = normalise if ordered else lambda text: "".join(sorted(normalise(text).split()))
    started, used = time.perf_counter(), time.process_time()
    found = linker.search_many(typed, limit=1, minimum=0.0)
    seconds, used = time.perf_counter() - started, time.process_time() - used
    right = sum(bool(links) and same(links[0].surface) == same(t) for links, t in zip(found, sample, strict=True))
    return {
        "bench": "typing",
        "errors": name,
        "queries": len(sample),
        "right_first": round(right / len(sample), 4),
        "queries_per_second": round(len(sample) / seconds, 1),
        "queries_per_cpu_second": round(len(sample) / used, 1),
    }


def suggestions(linker: Linker, sample: Sequence[str]) -> dict[str, object]:
    """Return how long one look-up of the first letters of a label takes."""
    times = np.empty((2, min(_PREFIXES, len(sample))))
    for at, label in enumerate(sample[:_PREFIXES]):
        started, used = time.perf_counter(), time.process_time()
        linker.search(label[: 2 + at % 9], limit=8)
        times[:, at] = 1000 * (time.perf_counter() - started), 1000 * (time.process_time() - used)
    figures = {
        f"p{share}_{name}": round(float(np.percentile(row, share)), 2)
        for name, row in zip(("ms", "cpu_ms"), times, strict=True)
        for share in (50, 95, 99)
    }
    return {"bench": "typing", "errors": "prefix", "queries": times.shape[1], **figures}


def main(argv: Sequence[str]) -> int:
    """Print a line of JSON for the build, for each kind of error, and for suggestions."""
    parser = argparse.ArgumentParser(prog="python -m bench typing", description=__doc__)
    parser.add_argument("--labels", type=int, help="use the first so many labels (default: all)")
    parser.add_argument("--edits", default="1,2", help="numbers of typing errors (default: 1,2)")
    parser.add_argument(
        "--esco", type=Path, metavar="DIR", help="folder with ESCO tables (default: the own vocabulary)"
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    labels = distinct(esco_labels(options.esco) if options.esco else own_labels(), options.labels)
    before, started = _memory_mb(), time.perf_counter()
    linker = built(labels)
    figures = {"seconds": round(time.perf_counter() - started, 2), "peak_mb": round(_memory_mb() - before)}
    print(json.dumps({"bench": "typing", "labels": len(labels), **{f"build_{k}": v for k, v in figures.items()}}))
    chance = random.Random(options.seed)
    usable = [label.text for label in labels if len(normalise(label.text)) >= _SHORTEST]
    sample = chance.sample(usable, min(_SAMPLE, len(usable)))
    linker.search("warm up")
    linker.search_many(["warm up"])
    for edits in map(int, options.edits.split(",")):
        print(
            json.dumps(lookups(linker, sample, f"{edits} edits", [mistyped(t, edits, chance) for t in sample])),
            flush=True,
        )
    both = [words_swapped(mistyped(t, 1, chance), chance) for t in sample]
    print(json.dumps(lookups(linker, sample, "1 edits, words swapped", both, ordered=False)), flush=True)
    print(json.dumps(suggestions(linker, sample)))
    return 0


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
