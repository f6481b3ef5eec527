"""The transport that writes mail to files: one file for each row of the outbox, and never a second one."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flask_mailman.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):  # type: ignore[misc] # Flask-Mailman has no types
    """Writes each message to ``<folder>/<name of the message>.eml``.

    A file gets its name only when it is complete, in one step. When there is one of that name, the message was sent
    before, by a sender that died before it could say so.
    """

    def send_messages(self, messages: Iterable[Any]) -> int:
        """Write what was not written before; returns how many messages are there now."""
        folder = Path(self.mailman.file_path)
        count = 0
        for message in messages:
            _write_once(folder, message.file_name, message.message().as_bytes())
            count += 1
        return count


def _write_once(folder: Path, name: str, content: bytes) -> None:
    final = folder / f"{name}.eml"
    unfinished = folder / "unfinished"
    unfinished.mkdir(parents=True, exist_ok=True)
    if not final.exists():
        draft = unfinished / f"{name}.{os.getpid()}"
        draft.write_bytes(content)
        draft.replace(final)
    # What a sender that died had begun.
    for left in unfinished.glob(f"{name}.*"):
        left.unlink(missing_ok=True)
