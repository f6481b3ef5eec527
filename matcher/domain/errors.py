"""Errors a service raises; pages turn them into a message that says what to do."""

from collections.abc import Mapping


class DomainError(Exception):
    """Base of all expected errors. ``message`` is Dutch and may be shown."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFoundError(DomainError):
    """The record does not exist for this actor (also: is somebody else's). Pages answer 404."""

    def __init__(self, message: str = "Deze pagina bestaat niet, of is niet voor u.") -> None:
        super().__init__(message)


class NotAllowedError(DomainError):
    """The actor may see the record but not do this."""


class WrongStateError(DomainError):
    """The step does not fit the present state, mostly because somebody else was first."""


class InvalidInputError(DomainError):
    """Input that is well formed but cannot be accepted. ``fields`` maps a field name to its message."""

    def __init__(self, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.fields = dict(fields or {})


class RuleRefusedError(DomainError):
    """A legal rule refuses it. ``article`` names the law."""

    def __init__(self, message: str, article: str, field: str | None = None) -> None:
        super().__init__(message)
        self.article = article
        self.field = field
