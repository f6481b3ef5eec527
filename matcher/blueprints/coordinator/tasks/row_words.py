"""A row of a task in words: what it is about, since when, and where it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from matcher import clock
from matcher.blueprints.coordinator import labels
from matcher.blueprints.coordinator.task_words import late_text, reminded_text
from matcher.clock import dutch_date
from matcher.domain.labels import label
from matcher.queries.coordination.addresses import AddressRow
from matcher.queries.coordination.import_errors import ImportErrorRow
from matcher.queries.coordination.inconsistencies import InconsistencyRow
from matcher.queries.coordination.needs import NeedRow
from matcher.queries.coordination.people import PersonRow
from matcher.queries.coordination.placements import PlacementLine
from matcher.queries.coordination.schools import SchoolLine
from matcher.queries.coordination.task_kinds import SUBJECTS, Subject, TaskKind
from matcher.queries.coordination.task_pages import TaskRow
from matcher.queries.proposals import ProposalRow
from matcher.rules.klokuren import klokuren_text

DATE = "d MMMM yyyy"


@dataclass(frozen=True, slots=True)
class RowText:
    """``about``: short facts; ``when``: since when, or until when; ``url``: where it is done, or empty."""

    title: str
    url: str
    about: tuple[str, ...]
    when: str


def row_text(kind: TaskKind, row: TaskRow) -> RowText:
    """Return a row of this kind in words."""
    title, url, about, when = _SAYS[SUBJECTS[kind]](kind, row, row.line)
    return RowText(title, url, tuple(text for text in about if text), when)


Said = tuple[str, str, tuple[str, ...], str]


def _person(kind: TaskKind, row: TaskRow, line: PersonRow) -> Said:
    used = _("%(used)s van %(limit)s gebruikt", used=klokuren_text(line.used), limit=klokuren_text(line.limit))
    when = {
        TaskKind.PROOF_ENDS: _("loopt af op %(day)s", day=_day(row.at)) if row.at else "",
        TaskKind.STALE_PEOPLE: _confirmed(line.confirmed_on, line.created_at),
    }.get(kind, "")
    url = url_for("coordinator.person", professional_id=line.id)
    return line.name, url, (line.job_title, line.place, used if line.limit else ""), str(when)


def _proposal(kind: TaskKind, row: TaskRow, line: ProposalRow) -> Said:
    name = line.person_name or line.person_reference
    title = str(_("%(name)s voor %(need)s", name=name, need=line.need_title))
    waits = labels.waiting(line.waiting_for)
    endpoint = "coordinator.place" if kind is TaskKind.NOT_PLACED and row.may_act else "coordinator.proposal"
    when = _since(line.updated_at)
    if kind is TaskKind.OVERDUE:
        days = (clock.today() - line.answer_by).days if line.answer_by else 0
        when = f"{late_text(days)}, {reminded_text(row.at if isinstance(row.at, datetime) else None)}"
    about = (line.school, line.town, str(_("%(who)s aan zet", who=waits)) if waits else "")
    return title, url_for(endpoint, proposal_id=line.id), about, when


def _placement(kind: TaskKind, _row: TaskRow, line: PlacementLine) -> Said:
    title = str(_("%(name)s: %(need)s", name=line.person, need=line.need_title))
    begin, end = _day(line.starts_on), _day(line.ends_on)
    when = _("van %(begin)s tot en met %(end)s", begin=begin, end=end)
    if kind is TaskKind.STOP_ASKED and line.stop_wished_on:
        when = _("wil stoppen op %(day)s", day=_day(line.stop_wished_on))
    url = url_for("coordinator.placement", placement_id=line.id)
    return title, url, (line.school, line.town, label(line.legal_ground)), str(when)


def _need(_kind: TaskKind, _row: TaskRow, line: NeedRow) -> Said:
    url = url_for("coordinator.need", need_id=line.id)
    return line.title, url, (line.school, line.town), _confirmed(line.confirmed_on, None)


def _school(_kind: TaskKind, row: TaskRow, line: SchoolLine) -> Said:
    waiting = ngettext("%(num)s persoon wacht op toelating", "%(num)s mensen wachten op toelating", line.waiting)
    when = str(_("de eerste sinds %(day)s", day=_day(row.at))) if row.at else ""
    return line.name, url_for("coordinator.school", school_id=line.id), (line.town, waiting), when


def _account(_kind: TaskKind, _row: TaskRow, line: AddressRow) -> Said:
    url = url_for("coordinator.addresses", q=line.email)
    if line.professional_id is not None:
        url = url_for("coordinator.person", professional_id=line.professional_id)
    about = (line.email, line.phone or "", line.schools, line.reason)
    return line.name, url, about, _since(line.since)


def _finding(_kind: TaskKind, _row: TaskRow, line: InconsistencyRow) -> Said:
    url = url_for("coordinator.person", professional_id=line.person_id)
    if line.placement_id is not None:
        url = url_for("coordinator.placement", placement_id=line.placement_id)
    about = (labels.finding(line.kind), line.message, labels.remedy(line.kind))
    return line.person, url, about, str(_("gevonden op %(day)s", day=_day(line.found_at)))


def _import(_kind: TaskKind, _row: TaskRow, line: ImportErrorRow) -> Said:
    url = url_for("coordinator.import_batch", import_id=line.id)
    wrong = ngettext("%(num)s regel met een fout", "%(num)s regels met een fout", line.wrong) if line.wrong else ""
    by = str(_("van %(name)s", name=line.by)) if line.by else ""
    return line.file_name, url, (line.school, by, wrong, line.error), _since(line.created_at)


def _since(day: datetime) -> str:
    return str(_("sinds %(day)s", day=_day(day)))


def _confirmed(day: date | None, made: datetime | None) -> str:
    if day is not None:
        return str(_("bevestigd op %(day)s", day=_day(day)))
    if made is not None:
        return str(_("gemaakt op %(day)s, nog nooit bevestigd", day=_day(made)))
    return str(_("nog nooit bevestigd"))


def _day(day: date | datetime) -> str:
    return str(format_date(dutch_date(day) if isinstance(day, datetime) else day, DATE))


_SAYS: dict[Subject, Callable[[TaskKind, TaskRow, Any], Said]] = {
    Subject.PERSON: _person,
    Subject.PROPOSAL: _proposal,
    Subject.PLACEMENT: _placement,
    Subject.NEED: _need,
    Subject.SCHOOL: _school,
    Subject.ACCOUNT: _account,
    Subject.FINDING: _finding,
    Subject.IMPORT: _import,
}
