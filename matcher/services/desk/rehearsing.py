"""Does something as it would be done and keeps nothing, to say beforehand what would be refused."""

from collections.abc import Callable

from matcher.services.transaction import Work, transactional


class _RehearsedError(Exception):
    """It went well; rolls everything back."""


def rehearse(work: Work, action: Callable[[], object]) -> None:
    """Run services and roll back what they did, mail and jobs included. Raises what they raise."""
    try:
        _undone(work, action)
    except _RehearsedError:
        return


@transactional
def _undone(_work: Work, action: Callable[[], object]) -> None:
    action()
    raise _RehearsedError
