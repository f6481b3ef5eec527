"""Stopping one kind of mail by the link in it, without signing in. Opening the link changes nothing: scanners do so."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from matcher.access import requires, work
from matcher.blueprints.auth.links import dead_link, read_link
from matcher.blueprints.notices import blueprint
from matcher.database import db
from matcher.domain.errors import NotFoundError
from matcher.domain.notifications import KINDS, NOTICES, MailMode, NoticeKind, optional
from matcher.domain.permissions import Permission
from matcher.extensions import csrf
from matcher.notice_pages import kind_name
from matcher.queries.notifications import mode_for
from matcher.services.mail_wishes import switch_by_link
from matcher.tokens import UNSUBSCRIBE

DEAD = "notices/unsubscribe_dead.html"


@blueprint.route("/mail-stoppen/<token>", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
@csrf.exempt  # type: ignore[untyped-decorator]
def unsubscribe(token: str) -> ResponseReturnValue:
    """Ask what to do with this kind of mail; a POST, also one by a mail program itself (RFC 8058), does it."""
    target = _target(token)
    if target is None:
        return dead_link(DEAD)
    user_id, kind = target
    if request.method == "POST":
        try:
            switch_by_link(work(), user_id=user_id, kind=kind, mode=_asked(kind))
        except NotFoundError:
            return dead_link(DEAD)
    mode = mode_for(db.session(), user_id=user_id, kind=kind)
    if mode is None:
        return dead_link(DEAD)
    return _page(kind, mode)


def _page(kind: NoticeKind, mode: MailMode) -> str:
    return render_template(
        "notices/unsubscribe.html",
        name=kind_name(kind),
        mode=mode,
        done=request.method == "POST",
        modes=NOTICES[kind].modes,
        MailMode=MailMode,
    )


def _target(token: str) -> tuple[int, NoticeKind] | None:
    """Return whose mail of which kind; None for a link that is not ours, or a kind that always comes."""
    link = read_link(UNSUBSCRIBE, token)
    kind = KINDS.get(link["kind"]) if link else None
    return (link["user"], kind) if link and kind and optional(kind) else None


def _asked(kind: NoticeKind) -> MailMode:
    """Return what the button says; a mail program has none, and means: stop."""
    modes = {mode.value: mode for mode in NOTICES[kind].modes}
    return modes.get(request.form.get("mode", ""), MailMode.OFF)
