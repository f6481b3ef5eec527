"""Verstuurde berichten: what people in the own regions were told, and the text of the mail as it went."""

from flask import render_template, url_for
from flask_babel import gettext as _

from matcher.access import current_actor, requires
from matcher.blueprints.coordinator import blueprint, labels, query_string
from matcher.blueprints.coordinator.desk_lists.views import tools_of
from matcher.blueprints.coordinator.filters import Filters
from matcher.blueprints.notices.words import mode_name
from matcher.database import db
from matcher.domain.desk import DeskList
from matcher.domain.permissions import Permission
from matcher.domain.states import Party
from matcher.notice_pages import page_of, title_of
from matcher.queries.coordination.sent import SentRow, sent_list, sent_page


@blueprint.get("/verstuurd")
@requires(Permission.COORDINATOR)
def sent() -> str:
    """List what was told about the own regions, newest first."""
    seen, wish = query_string.view(), query_string.wish()
    found = sent_list(db.session(), view=seen, wish=wish)
    rows = Filters("notification", seen, wish, found.counts, found.page.total).rows(
        "bericht", "mail", "regio", "landsdeel", "programma", search=_("Zoek op naam, vraag of school")
    )
    return render_template(
        "coordinator/sent.html",
        found=found,
        filters=rows,
        title_of=title_of,
        labels=labels,
        tools=tools_of(DeskList.SENT),
    )


@blueprint.get("/verstuurd/<int:notification_id>")
@requires(Permission.COORDINATOR)
def sent_message(notification_id: int) -> str:
    """Show one: to whom, when, how it went, and the text. Links that open something are made useless."""
    row = sent_page(db.session(), scope=current_actor().scope, notification_id=notification_id)
    return render_template(
        "coordinator/sent_message.html",
        row=row,
        heading=title_of(row.kind, row.context),
        body=row.body,
        mode=mode_name(row.mode),
        party=labels.party_name(row.party) if row.party else "",
        mail=labels.option("notification", "mail", row.mail.value),
        url=_subject_url(row),
    )


def _subject_url(row: SentRow) -> str:
    """Return the coordinator's own page of what it is about."""
    endpoint, values = page_of(row.kind, Party.COORDINATOR, row.subjects)
    return url_for(endpoint, **values)
