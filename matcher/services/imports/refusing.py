"""The error of a file that cannot be read, beside its field."""

from matcher.domain.errors import InvalidInputError

FIELD = "file"


def refused(message: str) -> InvalidInputError:
    """Return the error beside the field of the file."""
    return InvalidInputError(message, {FIELD: message})
