"""``flask worker``: does the jobs of the queue."""

import logging
import os
import signal
from threading import Event, Thread
from typing import Any

import click
from flask import Flask, current_app

from matcher.jobs import matches
from matcher.jobs.runner import Jobs

# A worker that is asked to stop finishes what it does, but not for ever; the rest is done by the next one.
STOP_SECONDS = 30
# How long a queue in a file is left alone: somebody may wait for what is asked meanwhile.
LONGEST_PAUSE = 0.5


@click.command("worker")
@click.option("--threads", type=click.IntRange(min=1), help="Jobs at the same time; default: JOB_WORKERS.")
@click.option("--parent", type=int, help="Number of the process that started this one: stop when that has ended.")
def worker(threads: int | None, parent: int | None) -> None:
    """Do jobs until stopped: SIGTERM finishes the jobs at hand first, Ctrl-C stops at once. Nothing is lost."""
    jobs: Jobs = current_app.extensions["jobs"]
    if jobs.queue.immediate:
        raise click.ClickException("JOBS_URL=immediate: jobs are done where they are asked for")
    if parent is not None:
        _follow(parent)
    Thread(target=_get_ready, args=[current_app._get_current_object()], daemon=True).start()  # type: ignore[attr-defined]  # noqa: SLF001
    click.echo(f"worker {os.getpid()} started")
    work_off_queue(jobs, threads=threads or current_app.extensions["settings"].job_workers)


def work_off_queue(jobs: Jobs, *, threads: int) -> None:
    """Do what is in the queue, until a signal ends it."""
    logging.getLogger("huey").setLevel(logging.WARNING)
    consumer = jobs.queue.create_consumer(
        workers=threads, max_delay=LONGEST_PAUSE, graceful_signal="TERM", shutdown_timeout=STOP_SECONDS
    )
    jobs.begin()
    consumer.run()


def _get_ready(app: Flask) -> None:
    with app.app_context():
        matches.get_ready()


def _follow(parent: int) -> None:
    """Stop this process soon after its parent has gone, whatever ended that."""
    pause = Event()

    def watch(*_: Any) -> None:
        while os.getppid() == parent:
            pause.wait(0.5)
        os.kill(os.getpid(), signal.SIGINT)

    Thread(target=watch, daemon=True).start()
