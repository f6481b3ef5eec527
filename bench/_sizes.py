"""How to run each benchmark at a tiny size (tests) and at a small one (``python -m bench small``).

A benchmark that is missing here fails the tests: a command that nobody runs rots.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench._own_data import gap_file, reference_folder, round_file, title_folder

Arguments = Callable[[Path], list[str]]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Arguments of one benchmark, given a folder where its input may be written; ``small`` None: tiny says all."""

    tiny: Arguments
    small: Arguments | None


def _fixed(text: str) -> Arguments:
    return lambda _folder: text.split()


SIZES: dict[str, Sizes] = {
    "gap_instances": Sizes(
        lambda folder: [str(folder), "--kinds", "ce", "--size", "2x6"],
        lambda folder: [str(folder), "--kinds", "ce", "--size", "10x100"],
    ),
    "deadlines": Sizes(_fixed("--rows 5 --workers 1"), _fixed("--rows 2000")),
    "kills": Sizes(_fixed("--kills 2 --rows 5"), _fixed("--kills 40")),
    "linker": Sizes(
        lambda folder: [str(title_folder(folder / "own_titles", 20))],
        lambda folder: [str(title_folder(folder / "own_titles"))],
    ),
    "lists": Sizes(
        _fixed("--people 40 --needs 10 --proposals 60 --placements 10 --samples 1"),
        _fixed("--people 10000 --needs 1000 --proposals 20000 --placements 5000 --samples 3"),
    ),
    "query": Sizes(
        _fixed("--professionals 60 --needs 8 --skills 40 --samples 3"),
        _fixed("--professionals 20000 --needs 500 --samples 60"),
    ),
    "ranking": Sizes(
        _fixed("--professionals 60 --needs 8 --skills 40 --check"),
        _fixed("--professionals 50000 --needs 1000 --check --peer"),
    ),
    "reference": Sizes(lambda folder: [str(reference_folder(folder))], None),
    "refresh": Sizes(
        _fixed("--professionals 40 --needs 8 --skills 40 --changes 1"),
        _fixed("--professionals 5000 --needs 500 --changes 10"),
    ),
    "round": Sizes(
        lambda folder: [
            str(gap_file(folder, "a", 3, 12)),
            str(round_file(folder, 6, 4)),
            "--seconds",
            "1",
            *["--national", "--professionals", "40", "--needs", "8", "--skills", "40"],
        ],
        lambda folder: [
            str(gap_file(folder, "c", 10, 100)),
            str(gap_file(folder, "d", 5, 100)),
            str(round_file(folder, 150, 30)),
            *["--seconds", "5", "--national", "--professionals", "5000", "--needs", "500"],
        ],
    ),
    "round_json": Sizes(lambda folder: [str(round_file(folder, 6, 4)), "--seconds", "1"], None),
    "round_sizes": Sizes(_fixed("--size tiny --seconds 1"), _fixed("--size region --scarce")),
    "snapshot": Sizes(
        _fixed("--professionals 20 --needs 6 --skills 30 --changes 2"),
        _fixed("--professionals 5000 --needs 200 --changes 20"),
    ),
    "typing": Sizes(_fixed("--labels 40 --edits 1"), _fixed("--labels 2000")),
}
# Run on a server, which a test has already and ``small`` starts.
ON_A_SERVER = {"dashboard", "web"}
RUNS_THE_OTHERS = {"small"}
