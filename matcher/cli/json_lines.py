"""JSON lines in, JSON lines out: one case per line, so that many can be asked at once from any language."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, BinaryIO

import click

# One line of a case is a few hundred characters; a line beyond this is no case.
LONGEST_LINE = 1_000_000
NO_JSON = "Deze regel is geen JSON."
NO_OBJECT = "Deze regel is geen JSON-object."
TOO_LONG = "Deze regel is te lang."


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was read: ``number`` from 1, ``facts`` of the object, or ``error`` (Dutch) when it is none."""

    number: int
    facts: dict[str, Any] = field(default_factory=dict)
    error: str = ""


def read_lines(source: BinaryIO) -> Iterator[Line]:
    """Yield a :class:`Line` for each line that is not empty; UTF-8, with or without a byte order mark."""
    for number, raw in enumerate(source, start=1):
        if raw.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _line(number, raw)


def answer_lines(source: BinaryIO, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Print one object per line of ``source``: ``{"id": ..., **answer(facts)}``, in the order of the lines.

    A line that is no object, or facts for which ``answer`` raises ValueError (its Dutch text is shown), gives
    ``{"id": ..., "line": number, "error": text}``; the lines after it are answered as usual.
    """
    for line in read_lines(source):
        print_line({"id": line.facts.get("id"), **_answered(line, answer)})


def print_line(answer: dict[str, Any]) -> None:
    """Print one compact JSON object and a line end, in UTF-8."""
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    # Half a surrogate pair has no UTF-8; its escape is JSON again.
    click.echo(text.encode("utf-8", "backslashreplace"))


def _line(number: int, raw: bytes) -> Line:
    if len(raw) > LONGEST_LINE:
        return Line(number, error=TOO_LONG)
    try:
        found = json.loads(raw.decode("utf-8-sig"), parse_constant=_finite, parse_float=_finite)
    except (ValueError, RecursionError):
        return Line(number, error=NO_JSON)
    return Line(number, facts=found) if isinstance(found, dict) else Line(number, error=NO_OBJECT)


def _finite(text: str) -> float:
    """NaN, Infinity and 1e999 are read by Python but cannot be written as JSON again."""
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number


def _answered(line: Line, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    if line.error:
        return {"line": line.number, "error": line.error}
    try:
        return answer(line.facts)
    except ValueError as error:
        return {"line": line.number, "error": str(error)}
