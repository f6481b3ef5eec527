"""Workers killed at random moments: nothing is lost, nothing is done twice, nothing stays taken."""

import os
import signal
from time import monotonic, sleep

import pytest

from bench._fleet import end
from bench._piles import PILES

# Some in the suite; KILLS=200 (or ``python -m bench kills``) for the whole.
KILLS = int(os.environ.get("KILLS", "16"))


@pytest.mark.parametrize("kind", sorted(PILES))
def test_workers_killed_at_random_lose_nothing_and_send_nothing_twice(workers, chance, kind):
    with workers(kind=kind) as fleet:
        fleet.fill(KILLS)
        fleet.kill_at_random(KILLS, workers=2, chance=chance)
        fleet.finish(workers=2)
        found = fleet.verdict()
    assert found["due"] == found["sent"] >= KILLS
    assert {found[name] for name in ("lost", "twice", "unasked", "stuck")} == {0}


def until(true, seconds=30):
    """Wait for something another process does; the clock of the test stands still, this one does not."""
    limit = monotonic() + seconds
    while not true():
        assert monotonic() < limit, "it did not happen"
        sleep(0.02)


def test_a_job_that_runs_alone_is_done_in_one_process_and_taken_over_when_that_is_killed(workers):
    with workers() as fleet:
        first, second = fleet.hold("some_job"), fleet.hold("some_job")
        assert first["mine"]
        assert not second["mine"]
        end(first["pid"], signal.SIGKILL)
        until(lambda: fleet.hold("some_job")["mine"])


def test_an_orderly_end_leaves_nothing_taken(workers):
    with workers() as fleet:
        fleet.fill(30)
        pid = fleet.start()
        until(lambda: fleet.left() < 30)
        end(pid, signal.SIGTERM)
        fleet.finish(workers=1)
        assert fleet.verdict()["twice"] == 0
