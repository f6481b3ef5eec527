"""``python -m bench NAME args``: run the benchmark in ``bench/NAME.py``. Each prints one JSON object per line."""

import ast
import re
import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
_MAIN = re.compile(r"^def main\(", re.MULTILINE)


def names() -> list[str]:
    """Names of the benchmarks: the modules of this folder that have a ``main``."""
    files = (path for path in HERE.glob("*.py") if not path.stem.startswith("_"))
    return sorted(path.stem for path in files if _MAIN.search(path.read_text(encoding="utf-8")))


def usage() -> str:
    """Every benchmark with the first sentence of its module."""
    lines = [f"  {name:<12} {_subject(name)}" for name in names()]
    return "\n".join(("usage: python -m bench NAME [args]; python -m bench NAME --help", "", *lines))


def _subject(name: str) -> str:
    docstring = ast.get_docstring(ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n")[0]


def run(argv: list[str]) -> int:
    if not argv or argv[0] not in names():
        asked_for_help = argv[:1] in (["-h"], ["--help"])
        print(usage(), file=sys.stdout if asked_for_help else sys.stderr)
        return 0 if asked_for_help else 2
    return import_module(f"bench.{argv[0]}").main(argv[1:]) or 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
