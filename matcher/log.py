"""Logging: one line per event on standard error."""

import logging
from logging.config import dictConfig


def configure(*, testing: bool) -> None:
    """Send the application's log to standard error; quiet in tests."""
    dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
            "loggers": {"matcher": {"handlers": [] if testing else ["stderr"], "level": logging.INFO}},
        },
    )
