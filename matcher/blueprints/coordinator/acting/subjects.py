"""Persons, needs, schools and placements by the arguments of their address, and the pages they have."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from matcher.database import db
from matcher.domain.desk import Subject, SubjectKind
from matcher.queries.coordination.notes import name_of_subject

PAGES = {
    SubjectKind.PERSON: ("coordinator.person", "coordinator.people"),
    SubjectKind.NEED: ("coordinator.need", "coordinator.needs"),
    SubjectKind.SCHOOL: ("coordinator.school", "coordinator.schools"),
    SubjectKind.PLACEMENT: ("coordinator.placement", "coordinator.placements"),
}


def subject_from(ids: dict[str, int]) -> Subject:
    """Return the subject of an address like ``{"need_id": 3}``."""
    ((name, number),) = ids.items()
    return Subject(SubjectKind(name.removesuffix("_id")), number)


def subject_url(endpoint: str, subject: Subject, **values: Any) -> str:
    """Return the address of an endpoint for a subject."""
    return url_for(endpoint, **(values | {subject.column: subject.id}))


def page_url(subject: Subject, anchor: str | None = None) -> str:
    """Return the coordinator's page of a subject."""
    return subject_url(PAGES[subject.kind][0], subject, _anchor=anchor)


def list_url(kind: SubjectKind) -> str:
    """Return the list its page belongs to."""
    return url_for(PAGES[kind][1])


def name_of(subject: Subject) -> str:
    """Return how a subject is called, for who may see it."""
    unnamed = {
        SubjectKind.PERSON: _("Vertrokken professional"),
        SubjectKind.NEED: _("Vraag zonder onderwerp"),
        SubjectKind.SCHOOL: _("School"),
        SubjectKind.PLACEMENT: _("Vertrokken professional"),
    }
    name = name_of_subject(db.session(), subject=subject) or unnamed[subject.kind]
    return _("Inzet van %(name)s", name=name) if subject.kind is SubjectKind.PLACEMENT else name


def crumbs_of(subject: Subject) -> list[tuple[str, str]]:
    """Return the way to a page about a subject."""
    lists = {
        SubjectKind.PERSON: _("Mensen"),
        SubjectKind.NEED: _("Onderwijsvragen"),
        SubjectKind.SCHOOL: _("Scholen"),
        SubjectKind.PLACEMENT: _("Inzet"),
    }
    return [(lists[subject.kind], list_url(subject.kind)), (name_of(subject), page_url(subject))]
