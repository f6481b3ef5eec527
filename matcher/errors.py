"""Error pages that help, and domain errors turned into them."""

import logging
from typing import Any, NamedTuple

from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from matcher.database import db
from matcher.domain.errors import DomainError, NotFoundError
from matcher.unread import ask_no_more

logger = logging.getLogger("matcher.errors")


# PostgreSQL: serialization_failure, deadlock_detected, lock_not_available.
RACES = frozenset({"40001", "40P01", "55P03"})


class Help(NamedTuple):
    """What an error page says."""

    title: Any
    happened: Any
    todo: Any


HELP: dict[int, Help] = {
    400: Help(
        _l("Dit verzoek klopt niet"),
        _l("Wij konden uw invoer niet lezen."),
        _l("Ga terug, laad de pagina opnieuw en probeer het nog een keer."),
    ),
    403: Help(
        _l("U mag deze pagina niet openen"),
        _l("Deze pagina is voor een andere rol dan die van u."),
        _l("Bent u met het juiste e-mailadres ingelogd? Log anders uit en opnieuw in."),
    ),
    404: Help(
        _l("Deze pagina is er niet"),
        _l("De pagina bestaat niet (meer), of is niet voor u bestemd."),
        _l("Controleer het adres, of ga naar de beginpagina."),
    ),
    405: Help(
        _l("Dit kan hier niet"),
        _l("Deze pagina kan zo niet worden gebruikt."),
        _l("Ga terug en gebruik de knop op de pagina."),
    ),
    409: Help(
        _l("Iemand anders was u net voor"),
        _l("Op hetzelfde moment werd hetzelfde gewijzigd. Uw wijziging is niet opgeslagen."),
        _l("Ga terug, laad de pagina opnieuw en kijk of uw wijziging nog nodig is."),
    ),
    410: Help(
        _l("Deze link werkt niet meer"),
        _l("De link is verlopen of al gebruikt."),
        _l("Vraag een nieuwe link aan."),
    ),
    413: Help(
        _l("Dit is te groot"),
        _l("U stuurde meer dan wij kunnen verwerken."),
        _l("Maak de tekst of het bestand kleiner en probeer het opnieuw."),
    ),
    429: Help(
        _l("Even wachten"),
        _l("Er waren te veel pogingen achter elkaar."),
        _l("Wacht een minuut en probeer het opnieuw. Weet u uw wachtwoord niet? Vraag dan een nieuw wachtwoord aan."),
    ),
}
BROKEN = Help(
    _l("Er ging iets mis"),
    _l("Door een fout bij ons is dit niet gelukt. Er is niets half opgeslagen."),
    _l("Probeer het over een paar minuten opnieuw."),
)


def error_page(code: int, message: str | None = None) -> tuple[str, int]:
    """Render the page for a status code, with the error's own message when there is one."""
    ask_no_more()
    texts = HELP.get(code, BROKEN)
    body = render_template(
        "errors/error.html",
        code=code,
        title=texts.title,
        happened=message or texts.happened,
        todo=texts.todo,
    )
    return body, code


def _on_http(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:  # noqa: PLR2004
        return error.get_response()
    return error_page(code)


def _on_csrf(_error: CSRFError) -> tuple[str, int]:
    return error_page(400, _("De pagina stond te lang open, of u bent intussen uitgelogd."))


def _on_domain(error: DomainError) -> tuple[str, int]:
    db.session.rollback()
    if isinstance(error, NotFoundError):
        return error_page(404)
    return error_page(400, error.message)


def _lost_a_race(error: Exception) -> bool:
    """Return whether the database refused because of somebody else's change at the same moment."""
    if not isinstance(error, OperationalError):
        return isinstance(error, IntegrityError | StaleDataError)
    state = getattr(error.orig, "sqlstate", None)
    return state in RACES or "database is locked" in str(error.orig)


def _on_database(error: Exception) -> tuple[str, int]:
    """Answer 400 to a value no column holds, 409 to who lost a race no service foresaw; logged, it can be a bug."""
    if isinstance(error, DataError | OverflowError):
        db.session.rollback()
        logger.warning("value refused at %s %s", request.method, request.path, exc_info=error)
        return error_page(400)
    if not _lost_a_race(error):
        if current_app.testing:
            raise error
        return _on_bug(error)
    db.session.rollback()
    logger.warning("write refused at %s %s", request.method, request.path, exc_info=error)
    return error_page(409)


def _on_bug(error: Exception) -> tuple[str, int]:
    db.session.rollback()
    logger.error("unexpected error at %s %s", request.method, request.path, exc_info=error)
    return error_page(500)


def init_app(app: Flask) -> None:
    """Register the handlers. In tests a bug is raised, not shown."""
    app.register_error_handler(CSRFError, _on_csrf)
    app.register_error_handler(HTTPException, _on_http)
    app.register_error_handler(DomainError, _on_domain)
    # SQLite's driver says OverflowError where PostgreSQL says DataError.
    for kind in (DataError, OverflowError, IntegrityError, StaleDataError, OperationalError):
        app.register_error_handler(kind, _on_database)
    if not app.testing:
        app.register_error_handler(Exception, _on_bug)
