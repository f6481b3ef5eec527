"""How the engine's inner loops are compiled: numba, kept on disk, without the interpreter's lock.

numba does not notice when a compiled function of another file changed, so the cache of a module lies in a folder
named after its source and all the sources of the project it imports, however far: a changed line there compiles anew,
anything else starts in a moment. ``NUMBA_DISABLE_JIT=1`` runs everything as plain Python (coverage, debugging).
"""

import os
import re
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
from numba import config

F = TypeVar("F", bound=Callable[..., object])
ROOT = Path(__file__).parents[2]
_IMPORT = re.compile(r"^\s*(?:from|import) (matcher[\w.]*)", re.MULTILINE)
_KEPT_ELSEWHERE = bool(os.environ.get("NUMBA_CACHE_DIR"))


def cache_folder(source: Path) -> Path:
    """Return where the compiled functions of a source file are kept."""
    found: dict[Path, str] = {}
    _gather(source, found)
    together = sha256("".join(found[path] for path in sorted(found)).encode())
    kept = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return kept / "matcher-engine" / together.hexdigest()[:16]


def _gather(source: Path, found: dict[Path, str]) -> None:
    """Add the text of a source and of every source of the project it imports."""
    if source in found:
        return
    found[source] = source.read_text(encoding="utf-8")
    for name in _IMPORT.findall(found[source]):
        path = ROOT.joinpath(*name.split("."))
        for other in (path.with_suffix(".py"), path / "__init__.py"):
            if other.is_file():
                _gather(other, found)


_folder_of = cache(cache_folder)


def kernel(function: F) -> F:
    """Compile ``function`` at its first call; it may call other kernels, arrays and named tuples go in and out.

    Sums keep their order (no fast maths): the same numbers come out with and without the compiler.
    """
    if not _KEPT_ELSEWHERE:
        cast("Any", config).CACHE_DIR = str(_folder_of(Path(function.__code__.co_filename)))
    return cast("F", numba.njit(cache=True, nogil=True, fastmath=False)(function))
