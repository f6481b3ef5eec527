"""Reading and answering JSON lines: one line of nonsense never stops the rest."""

import io
import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from matcher.cli import json_lines
from matcher.cli.json_lines import NO_JSON, NO_OBJECT, TOO_LONG, answer_lines, read_lines

ROOT = Path(__file__).parents[3]


def double(facts):
    if "n" not in facts:
        raise ValueError("Geen getal.")
    return {"twice": facts["n"] * 2}


def answers_to(raw):
    @click.command()
    def command():
        answer_lines(io.BytesIO(raw), double)

    result = CliRunner().invoke(command)
    assert result.exit_code == 0, result.output
    return result.stdout_bytes


def test_one_compact_object_per_line_in_the_same_order():
    assert answers_to(b'{"id": "a", "n": 1}\n{"n": 2, "id": 7}') == b'{"id":"a","twice":2}\n{"id":7,"twice":4}\n'


def test_text_stays_readable_utf_8():
    assert answers_to('{"id": "Zoë", "n": "é"}'.encode()) == '{"id":"Zoë","twice":"éé"}\n'.encode()


def test_empty_lines_and_a_byte_order_mark_are_skipped():
    lines = list(read_lines(io.BytesIO(b'\xef\xbb\xbf{"id": 1}\r\n\r\n  \n\xef\xbb\xbf\n{"id": 2}\n')))
    assert [(line.number, line.facts) for line in lines] == [(1, {"id": 1}), (5, {"id": 2})]


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"{", NO_JSON),
        (b"\xff\xfe", NO_JSON),
        (b'{"id": NaN}', NO_JSON),
        (b'{"id": 1e999}', NO_JSON),
        (b"[" * 100_000, NO_JSON),
        (b'{"id": ' + b"9" * 5000 + b"}", NO_JSON),
        (b"[1]", NO_OBJECT),
        (b"null", NO_OBJECT),
        (b'{"id": 5}', "Geen getal."),
    ],
)
def test_a_broken_line_gives_its_error_and_the_rest_goes_on(raw, error):
    first, second = answers_to(raw + b'\n{"id": "next", "n": 1.5}\n').splitlines()
    expected_id = 5 if error == "Geen getal." else None
    assert json.loads(first) == {"id": expected_id, "line": 1, "error": error}
    assert json.loads(second) == {"id": "next", "twice": 3.0}


def test_a_line_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(json_lines, "LONGEST_LINE", 20)
    first, second = answers_to(b'{"id": "' + b"x" * 20 + b'"}\n{"id": 1, "n": 1}').splitlines()
    assert json.loads(first)["error"] == TOO_LONG
    assert json.loads(second)["twice"] == 2


def test_half_a_surrogate_pair_comes_back_as_it_went_in():
    (answer,) = answers_to(rb'{"id": "\ud800", "n": 1}').splitlines()
    assert answer == rb'{"id":"\ud800","twice":2}'


def test_the_commands_of_the_law_load_no_database_and_no_engine():
    script = (
        "import sys; sys.argv = ['flask', 'rules'];"
        "from wsgi import app; assert 'rules' in app.cli.commands;"
        "heavy = {'sqlalchemy', 'numpy', 'numba', 'scipy'} & set(sys.modules); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)
