"""A server of our own with the demo data, in a folder that goes away."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep

PATIENCE = 60  # seconds until the server must answer


@contextmanager
def serving(folder: Path, workers: int = 2) -> Iterator[str]:
    """Yield the address of a server on the demo data, with its database in ``folder``."""
    environment = os.environ | {"INSTANCE_PATH": str(folder), "FLASK_APP": "wsgi.py", "APP_ENV": "local"}
    environment.pop("DATABASE_URL", None)
    port = _free_port()
    prepare = [sys.executable, "-m", "flask", "prepare", "--port", str(port)]
    subprocess.run(prepare, env=environment, check=True, stdout=subprocess.DEVNULL)
    serve = [sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    server = subprocess.Popen([*serve, "--workers", str(workers), "--threads", "4"], env=environment)
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    """Return when the server answers. Raises :class:`TimeoutError`."""
    until = monotonic() + PATIENCE
    while monotonic() < until:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            sleep(0.2)
        finally:
            connection.close()
    raise TimeoutError
