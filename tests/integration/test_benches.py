"""Every benchmark runs at a tiny size and prints what its contract promises; a new one must say how."""

import json
from importlib import import_module

import pytest

from bench import _visitor
from bench.__main__ import names, run
from bench._sizes import ON_A_SERVER, RUNS_THE_OTHERS, SIZES
from matcher.models import User
from tests import factories

KEYS = {
    "deadlines": {"rows", "workers", "sent", "lost", "twice", "seconds"},
    "kills": {"kills", "sent", "lost", "twice", "stuck"},
    "linker": {"dataset", "queries", "corpus", "mrr", "acc1", "acc5", "acc10", "queries_per_second", "build_seconds"},
    "lists": {"list", "scope", "case", "p50_ms", "p95_ms", "times_peer"},
    "ranking": {"seconds", "peak_rss_mb", "pairs_in_reach", "checked_pairs", "mismatches"},
    "refresh": {"changes", "p50_seconds", "p95_seconds"},
    "round": {"instance", "objective", "bound", "gap_percent", "seconds", "feasible", "optimal"},
    "web": {"page", "requests", "errors", "p50_ms", "p95_ms", "p99_ms"},
}


def printed(capsys, name):
    """Return the lines on standard output: JSON objects and nothing else."""
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows
    assert {row["bench"] for row in rows} == {"round" if name == "round_json" else name}
    return rows


def test_every_benchmark_has_a_tiny_run():
    assert set(names()) == set(SIZES) | ON_A_SERVER | RUNS_THE_OTHERS


@pytest.mark.parametrize("name", sorted(SIZES))
def test_tiny_run(name, capsys, tmp_path):
    assert not import_module(f"bench.{name}").main(SIZES[name].tiny(tmp_path))
    rows = printed(capsys, name)
    assert [row for row in rows if KEYS.get(name, set()) - set(row)] == []
    assert all(row.get("feasible", True) and not row.get("mismatches") for row in rows)


@pytest.mark.parametrize("name", names())
def test_help_explains(name, capsys):
    with pytest.raises(SystemExit) as stopped:
        import_module(f"bench.{name}").main(["--help"])
    assert not stopped.value.code
    assert f"bench {name}" in capsys.readouterr().out


def test_the_list_of_benchmarks_and_an_unknown_one(capsys):
    assert run(["--help"]) == 0
    listed = capsys.readouterr().out
    assert all(f"  {name} " in listed for name in names())
    assert run(["bestaat-niet"]) == 2
    assert "usage" in capsys.readouterr().err


@pytest.fixture
def logins(session, tmp_path):
    """A file with one account per desk."""
    users = {
        "professional": session.get(User, factories.ProfessionalFactory().user_id),
        "school": factories.school_member("ROC van Twente"),
        "coordinator": factories.coordinator("AM05"),
        "admin": factories.UserFactory(is_admin=True),
    }
    factories.NeedFactory()
    rows = [{"role": role, "email": user.email, "password": factories.PASSWORD} for role, user in users.items()]
    session.commit()
    path = tmp_path / "logins.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def web(capsys, base, logins, *args):
    assert run(["web", "--base", base, "--logins", str(logins), *args]) == 0
    *pages, total = printed(capsys, "web")
    assert [row for row in (*pages, total) if KEYS["web"] - set(row)] == []
    return {row["page"]: row for row in pages}, total


def test_web_walks_every_desk(capsys, live_server, logins, monkeypatch):
    # The first question of all may have to wait for its loops to be compiled.
    monkeypatch.setattr(_visitor, "TIMEOUT", 600)
    pages, total = web(capsys, live_server, logins, "--users", "4", "--rounds", "1", "--seconds", "600")
    assert [row for row in pages.values() if row["errors"]] == []
    assert total["requests"] == sum(row["requests"] for row in pages.values())
    assert {"POST /inloggen", "POST /professional/profiel/beschikbaarheid"} <= set(pages)
    assert any(page.startswith("GET /api/") for page in pages)
    assert {"GET /", "GET /school/vragen/#/kandidaten", "GET /professional/vragen/#"} <= set(pages)
    assert {"GET /coordinator/dashboard", "GET /coordinator/mensen/#"} <= set(pages)
    assert not any(page.startswith("GET /beheer") for page in pages)


def test_web_counts_a_refused_form_and_silence_as_errors(capsys, live_server, logins):
    logins.write_text(json.dumps([{"role": "school", "email": "niemand@example.nl", "password": "fout"}]))
    pages, _total = web(capsys, live_server, logins, "--users", "1", "--rounds", "1")
    assert pages["POST /inloggen"]["errors"] == 1
    silent, total = web(capsys, "http://127.0.0.1:1", logins, "--users", "1", "--rounds", "1")
    assert (total["errors"], total["p50_ms"]) == (total["requests"], None)
    assert set(silent) == {"GET /inloggen"}
