"""The queues one setting can choose: a message goes in, a worker does it."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from matcher.cli.worker import worker
from matcher.config import ConfigurationError, Settings
from matcher.domain.jobs import Job
from matcher.jobs.queue import make_queue
from matcher.jobs.runner import Jobs
from matcher.jobs.schedule import Row


@pytest.fixture
def jobs_at(app, monkeypatch):
    """Return a function that gives the jobs of the application with a queue at an address; they note their ids."""

    def make(url):
        monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], jobs_url=url))
        done = []
        return Jobs(app, [Row(Job.MERGE_ROUND, done.append)]), done

    return make


def queue_urls(request, tmp_path):
    yield f"sqlite:///{tmp_path / 'jobs' / 'jobs.sqlite3'}"
    if request.config.getoption("--database") == "postgresql":
        yield request.getfixturevalue("database_url").replace("postgresql+psycopg", "postgresql")


def test_a_job_waits_until_a_worker_does_it(request, tmp_path, app, jobs_at):
    for url in queue_urls(request, tmp_path):
        jobs, done = jobs_at(url)
        jobs.enqueue(Job.MERGE_ROUND, 7)
        assert done == []
        other, done = jobs_at(url)
        task = other.queue.dequeue()
        other.queue.execute(task)
        assert done == [7]
        assert other.queue.dequeue() is None
        jobs.queue.storage.close()
        other.queue.storage.close()


def test_immediate_does_it_at_once(app, jobs_at):
    jobs, done = jobs_at("immediate")
    jobs.enqueue(Job.MERGE_ROUND, 7)
    assert done == [7]


@pytest.mark.parametrize("url", ["", "amqp://localhost", "redis://localhost"])
def test_an_address_that_cannot_be_used_is_refused(url):
    with pytest.raises(ConfigurationError, match="JOBS_URL"):
        make_queue(url)


def test_settings_choose_a_file_beside_the_database(tmp_path):
    settings = Settings.from_env({"INSTANCE_PATH": str(tmp_path)})
    assert settings.jobs_url == f"sqlite:///{tmp_path / 'jobs.sqlite3'}"
    assert Settings.from_env({"INSTANCE_PATH": str(tmp_path), "JOBS_URL": "immediate"}).jobs_url == "immediate"


def test_a_worker_without_a_queue_says_so(app):
    with app.app_context():
        answer = CliRunner().invoke(worker)
    assert answer.exit_code == 1
    assert "immediate" in answer.output
