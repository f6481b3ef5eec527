"""Every benchmark at a small size, in under three minutes on two cores: what ``make bench`` runs.

Without DIR they run on the project's own tables and generators. With DIR also on what is found in it: folders in the
layout of MELO (queries.tsv), a folder "gap" with instances, and the reference tables (arbeidsmarktregios.csv). Each
runs in a process of its own, so that one's memory is not another's.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from bench._server import serving
from bench._sizes import SIZES

Call = tuple[str, list[str]]


def main(argv: list[str]) -> int:
    args = _arguments(argv)
    failed = []
    with tempfile.TemporaryDirectory(prefix="matcher-bench-") as scratch:
        folder = Path(scratch)
        calls = [(name, sizes.small(folder / name)) for name, sizes in SIZES.items() if sizes.small]
        failed += [call for call in (*calls, *_outside(args.data)) if not _run(*call)]
        with serving(folder / "instance") as base:
            web = ("web", ["--base", base, "--users", "8", "--warm-up", "8", "--seconds", "10"])
            failed += [] if _run(*web) else [web]
    for name, arguments in failed:
        print(f"FAILED: python -m bench {name} {' '.join(arguments)}", file=sys.stderr)
    return 1 if failed else 0


def _outside(data: Path | None) -> Iterator[Call]:
    """Yield the calls on outside data that are there."""
    if data is None:
        print("without DIR: no outside sets, and reference is skipped", file=sys.stderr)
        return
    melo = sorted(str(path.parent) for path in data.glob("*/queries.tsv"))
    gap = sorted(str(path) for path in data.glob("gap/*") if path.stem.upper() not in {"LICENSE", "README"})
    if melo:
        yield "linker", melo
    if gap:
        yield "round", [*gap, "--seconds", "5"]
    if (data / "arbeidsmarktregios.csv").exists():
        yield "reference", [str(data)]


def _run(name: str, arguments: list[str]) -> bool:
    """Run one benchmark, which prints its own lines; say on standard error how long it took."""
    begun = perf_counter()
    done = subprocess.run([sys.executable, "-m", "bench", name, *arguments], check=False)
    print(f"{name}: {perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
    return done.returncode == 0


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench small", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="?", type=Path, metavar="DIR", help="folder with outside data")
    return parser.parse_args(argv)
