"""A real browser against the application on a real port; without a Chromium a loud line says what did not run."""

import shutil
import threading

import pytest
from werkzeug.serving import make_server

from matcher.matching.warming import warm_up

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NO_BROWSER = "NO CHROMIUM FOUND: the browser tests did NOT run. Install one (Debian: apt-get install chromium)."


def pytest_runtest_setup(item):
    if CHROMIUM is None and item.get_closest_marker("e2e"):
        pytest.skip(NO_BROWSER)


def pytest_terminal_summary(terminalreporter):
    if CHROMIUM is None:
        terminalreporter.write_sep("!", NO_BROWSER, red=True, bold=True)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": CHROMIUM, "args": FLAGS, "headless": True}


@pytest.fixture(scope="session")
def browser_context_args():
    return {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam", "viewport": {"width": 1280, "height": 1000}}


def finished(app):
    """Let every answer be complete, with the mail that follows it, before the browser gets it.

    The development server forgets to close an answer when the browser drops the connection; gunicorn does not.
    """

    def answer(environ, start_response):
        parts = app(environ, start_response)
        body = [b"".join(parts)]
        getattr(parts, "close", lambda: None)()
        return body

    return answer


@pytest.fixture(scope="session")
def warm_engine():
    """The engine's loops, compiled: a browser does not wait that long for a page."""
    warm_up()


@pytest.fixture
def live_server(app, warm_engine):
    """The address of the application on a real port; CSRF protection on."""
    app.config["WTF_CSRF_ENABLED"] = True
    server = make_server("127.0.0.1", 0, finished(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
