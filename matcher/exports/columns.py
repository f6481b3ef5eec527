"""The columns of each list of the desk, with their Dutch names."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from matcher import clock
from matcher.domain.desk import DeskList
from matcher.domain.reasons import reason_label
from matcher.exports.cells import Klokuren
from matcher.exports.words import mail_states, party_name, waiting
from matcher.notice_pages import title_of

NARROW, USUAL, WIDE = 12, 20, 36


@dataclass(frozen=True, slots=True)
class Column:
    """``value``: from a row of the list to what stands in the cell. ``width``: in characters, of a spreadsheet."""

    label: str
    value: Callable[[Any], Any]
    width: int = USUAL


def columns_of(desk_list: DeskList) -> tuple[Column, ...]:
    """Return the columns of the file of a list, in order."""
    return _COLUMNS[desk_list]()


def values_of(columns: Sequence[Column], rows: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield the values of each row."""
    return ([column.value(row) for column in columns] for row in rows)


def _people() -> tuple[Column, ...]:
    return (
        Column(_("Kenmerk"), lambda r: r.reference, NARROW),
        Column(_("Naam"), lambda r: r.name, WIDE),
        Column(_("E-mail"), lambda r: r.email, WIDE),
        Column(_("Telefoon"), lambda r: r.phone),
        Column(_("Beroep"), lambda r: r.job_title, WIDE),
        Column(_("Werkgever"), lambda r: r.employer),
        Column(_("Status"), lambda r: r.state, NARROW),
        Column(_("Plaats"), lambda r: r.place),
        Column(_("Sectoren"), lambda r: r.sectors),
        Column(_("Klokuren per week vanaf"), lambda r: Klokuren(r.minutes_min), NARROW),
        Column(_("Klokuren per week tot"), lambda r: Klokuren(r.minutes_max), NARROW),
        Column(_("Klokuren gebruikt"), lambda r: Klokuren(r.used), NARROW),
        Column(_("Grens in klokuren"), lambda r: Klokuren(r.limit), NARROW),
        Column(
            _("Uitzondering tot klokuren"),
            lambda r: Klokuren(r.exception.allowed_minutes) if r.exception else None,
            NARROW,
        ),
        Column(_("Bevestigd op"), lambda r: r.confirmed_on, NARROW),
    )


def _needs() -> tuple[Column, ...]:
    return (
        Column(_("Nummer"), lambda r: r.id, NARROW),
        Column(_("Onderwijsvraag"), lambda r: r.title, WIDE),
        Column(_("School"), lambda r: r.school, WIDE),
        Column(_("Plaats"), lambda r: r.town),
        Column(_("Regio"), lambda r: r.region),
        Column(_("Sector"), lambda r: r.sector, NARROW),
        Column(_("Rol"), lambda r: r.role_kind),
        Column(_("Niveau"), lambda r: r.level),
        Column(_("Status"), lambda r: r.state, NARROW),
        Column(_("Klokuren per week"), lambda r: Klokuren(r.minutes_per_week), NARROW),
        Column(_("Lesweken"), lambda r: r.teaching_weeks, NARROW),
        Column(_("Begin"), lambda r: r.starts_on, NARROW),
        Column(_("Einde"), lambda r: r.ends_on, NARROW),
        Column(_("Mensen gezocht"), lambda r: r.people_wanted, NARROW),
        Column(_("Lopende voorstellen"), lambda r: r.running, NARROW),
        Column(_("Geplaatst"), lambda r: r.placed, NARROW),
        Column(_("Bevestigd op"), lambda r: r.confirmed_on, NARROW),
    )


def _proposals() -> tuple[Column, ...]:
    """A row: the proposal, and the code of the reason it ended."""
    return (
        Column(_("Nummer"), lambda r: r[0].id, NARROW),
        Column(_("Kenmerk"), lambda r: r[0].person_reference, NARROW),
        Column(_("Naam"), lambda r: r[0].person_name, WIDE),
        Column(_("Beroep"), lambda r: r[0].person_job_title),
        Column(_("Onderwijsvraag"), lambda r: r[0].need_title, WIDE),
        Column(_("School"), lambda r: r[0].school, WIDE),
        Column(_("Plaats"), lambda r: r[0].town),
        Column(_("Status"), lambda r: r[0].state),
        Column(_("Score"), lambda r: None if r[0].score is None else round(r[0].score * 100), NARROW),
        Column(_("Aan zet"), lambda r: waiting(r[0].waiting_for)),
        Column(_("Antwoord voor"), lambda r: r[0].answer_by, NARROW),
        Column(_("Reden"), lambda r: reason_label(r[1]), WIDE),
        Column(_("Laatst veranderd"), lambda r: r[0].updated_at, NARROW),
    )


def _placements() -> tuple[Column, ...]:
    return (
        Column(_("Nummer"), lambda r: r.id, NARROW),
        Column(_("Naam"), lambda r: r.person, WIDE),
        Column(_("Onderwijsvraag"), lambda r: r.need_title, WIDE),
        Column(_("School"), lambda r: r.school, WIDE),
        Column(_("Plaats"), lambda r: r.town),
        Column(_("Regio"), lambda r: r.region),
        Column(_("Sector"), lambda r: r.sector, NARROW),
        Column(_("Rol"), lambda r: r.role_kind),
        Column(_("Grond in de wet"), lambda r: r.legal_ground),
        Column(_("Contractvorm"), lambda r: r.contract_form),
        Column(_("Status"), lambda r: r.state, NARROW),
        Column(_("Verantwoordelijke leraar"), lambda r: r.responsible_teacher),
        Column(_("Begin"), lambda r: r.starts_on, NARROW),
        Column(_("Einde"), lambda r: r.ends_on, NARROW),
        Column(_("Klokuren per week"), lambda r: Klokuren(r.minutes_per_week), NARROW),
        Column(_("Klokuren"), lambda r: Klokuren(r.minutes), NARROW),
        Column(_("VOG gezien op"), lambda r: r.vog_seen_on, NARROW),
        Column(_("Uitzondering"), lambda r: r.exception, NARROW),
    )


def _schools() -> tuple[Column, ...]:
    return (
        Column(_("School"), lambda r: r.name, WIDE),
        Column(_("Sector"), lambda r: r.sector, NARROW),
        Column(_("Plaats"), lambda r: r.town),
        Column(_("Regio"), lambda r: r.region),
        Column(_("Bevoegd gezag"), lambda r: r.board, WIDE),
        Column(_("Leden"), lambda r: r.members, NARROW),
        Column(_("Wachten"), lambda r: r.waiting, NARROW),
        Column(_("Open vragen"), lambda r: r.open_needs, NARROW),
        Column(_("Lopende voorstellen"), lambda r: r.running, NARROW),
        Column(_("Geplaatst"), lambda r: r.placed, NARROW),
    )


def _sent() -> tuple[Column, ...]:
    """Who was told what, and how the mail went; never the text of a mail."""
    states = mail_states()
    return (
        Column(_("Nummer"), lambda r: r.id, NARROW),
        Column(_("Bericht"), lambda r: title_of(r.kind, r.context), WIDE),
        Column(_("Aan"), lambda r: r.recipient, WIDE),
        Column(_("E-mail"), lambda r: r.email, WIDE),
        Column(_("Als"), lambda r: party_name(r.party) if r.party else None, NARROW),
        Column(_("Dag"), lambda r: r.created_at, NARROW),
        Column(_("Tijd"), lambda r: f"{r.created_at.astimezone(clock.AMSTERDAM):%H:%M}", NARROW),
        Column(_("Mail"), lambda r: states[r.mail]),
        Column(_("Mail verstuurd op"), lambda r: r.sent_at, NARROW),
    )


_COLUMNS: dict[DeskList, Callable[[], tuple[Column, ...]]] = {
    DeskList.PEOPLE: _people,
    DeskList.NEEDS: _needs,
    DeskList.PROPOSALS: _proposals,
    DeskList.PLACEMENTS: _placements,
    DeskList.SCHOOLS: _schools,
    DeskList.SENT: _sent,
}
