"""Somebody else's data: a person, a school and their dealings in another region; every text of it holds one word."""

from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy import select

from matcher.database import db
from matcher.domain.choices import QualificationKind
from matcher.domain.desk import (
    BulkAction,
    ConsentWay,
    DeskList,
    ExportFormat,
    ExportState,
    ImportKind,
    ImportState,
    RowOutcome,
)
from matcher.domain.notifications import MailMode, NoticeKind
from matcher.domain.rounds import RoundState
from matcher.domain.states import NeedState, Party, ProposalState
from matcher.domain.trials import Again, FeedbackKind, TrialState
from matcher.models import (
    Base,
    BulkRun,
    Campus,
    CoordinatorAssignment,
    CoordinatorCover,
    DeskNote,
    EmployerConsent,
    Export,
    Feedback,
    ImportBatch,
    ImportRow,
    MatchingRound,
    Notification,
    OutboxMessage,
    Professional,
    Programme,
    ProgrammeRegion,
    ProposalMessage,
    Qualification,
    RoundRegion,
    SavedView,
    SchoolInvitation,
    SchoolMembership,
    Trial,
)
from tests import factories
from tests.factories import EINDHOVEN, LONG_AGO, NeedFactory, ProfessionalFactory, ProposalFactory, UserFactory
from tests.integration.coordinator.world import placement_of

WORD = "Kwibusgeheim"
OWN_SCHOOL, FOREIGN_SCHOOL = "ROC van Twente", "Summa College"
PROPOSAL_STATES = (
    ProposalState.SUGGESTED, ProposalState.PROPOSED, ProposalState.INTRODUCED, ProposalState.AGREED,
    ProposalState.PLACED,
)  # fmt: skip
# Rows that work behind the pages, not what they show.
NOT_COUNTED = {
    "engine_change", "match_refresh", "place", "concept", "surface_form", "job_title_skill", "municipality", "postcode",
}  # fmt: skip


@dataclass
class Foreign:
    """Ids of the foreign rows; ``proposals``: state -> id."""

    user_id: int
    professional_id: int
    school_id: int
    campus_id: int
    need_id: int
    membership_id: int
    invitation_id: int
    qualification_id: int
    assignment_id: int
    cover_id: int
    message_id: int
    consent_id: int
    programme_id: int
    note_id: int
    run_id: int
    placement_id: int = 0
    export_id: int = 0
    view_id: int = 0
    notification_id: int = 0
    round_id: int = 0
    import_id: int = 0
    proposals: dict = field(default_factory=dict)


def fill_foreign(session):
    user = UserFactory(
        full_name=f"{WORD} Voorbeeld", email=f"{WORD.lower()}@example.nl", phone="0612345678",
        undeliverable_since=LONG_AGO, undeliverable_reason=WORD,
    )  # fmt: skip
    person = ProfessionalFactory(
        user_id=user.id, job_title=f"{WORD}-technicus", employer=f"{WORD} BV", motivation=f"{WORD} wil lesgeven.",
        education_field=WORD, region_code="AM28", area=EINDHOVEN,
    )  # fmt: skip
    school_id = factories.school(FOREIGN_SCHOOL).id
    need = _need(school_id, NeedState.PAUSED)
    rows = _side_rows(school_id, person.id)
    session.add_all(rows.values())
    session.flush()
    foreign = Foreign(
        user_id=user.id, professional_id=person.id, school_id=school_id, need_id=need.id,
        **{f"{name}_id": row.id for name, row in rows.items()},
    )  # fmt: skip
    for state in PROPOSAL_STATES:
        asked = _need(school_id, NeedState.PAUSED)
        proposal = ProposalFactory(
            professional_id=person.id, need_id=asked.id, state=state, message=WORD, trial_offered_by=Party.SCHOOL
        )
        foreign.proposals[state] = proposal.id
        _written(session, proposal, user)
        if state is ProposalState.PLACED:
            dates = {"starts_on": date(2026, 10, 1), "ends_on": date(2027, 1, 29)}
            foreign.placement_id = placement_of(session, proposal, asked, minutes=600, vog=None, **dates).id
    foreign.round_id = _round(session)
    foreign.export_id, foreign.view_id = _export(session), _view(session)
    foreign.notification_id = _notification(session, foreign)
    foreign.import_id = _import(session, foreign)
    session.commit()
    return foreign


def _desk_user():
    return UserFactory(full_name=f"{WORD} Exporteur", email=f"export-{WORD.lower()}@example.nl").id


def _export(session):
    """Return the id of a finished export of somebody else, with its file."""
    made = Export(
        user_id=_desk_user(), desk_list=DeskList.PEOPLE, format=ExportFormat.CSV, query=f"q={WORD}",
        today=LONG_AGO.date(),
        state=ExportState.READY, created_at=LONG_AGO, expires_at=LONG_AGO.replace(year=2090), content=WORD.encode(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made.id


def _view(session):
    """Return the id of a view that somebody in the foreign region shares."""
    owner = factories.coordinator("AM28")
    owner.full_name = f"{WORD} Bewaarder"
    made = SavedView(
        user_id=owner.id, desk_list=DeskList.PEOPLE, name=WORD, query=f"q={WORD}", shared=True, at=LONG_AGO
    )
    session.add(made)
    session.flush()
    return made.id


def _notification(session, foreign):
    """Return the id of what the foreign person was told about a foreign proposal, with its mail as it was sent."""
    mail = OutboxMessage(
        kind=NoticeKind.PROPOSAL_NEW, recipient=f"{WORD.lower()}@example.nl", user_id=foreign.user_id,
        context={"name": WORD}, subject=WORD, body=WORD, sent_at=LONG_AGO, created_at=LONG_AGO,
    )  # fmt: skip
    session.add(mail)
    session.flush()
    row = Notification(
        key=WORD, user_id=foreign.user_id, kind=NoticeKind.PROPOSAL_NEW, party=Party.PROFESSIONAL,
        proposal_id=foreign.proposals[ProposalState.PROPOSED], need_id=foreign.need_id,
        context={"need_title": WORD, "school": WORD}, created_at=LONG_AGO, mode=MailMode.AT_ONCE, outbox_id=mail.id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def _written(session, proposal, author):
    """A trial lesson, a message and feedback, with the word in every text."""
    now = {"changed_at": LONG_AGO, "minutes": 60, "state": TrialState.ATTENDED, "starts_at": LONG_AGO}
    said = {"again": Again.YES, "text": WORD, "given_at": LONG_AGO, "kind": FeedbackKind.TRIAL}
    of = {"proposal_id": proposal.id}
    session.add(Trial(**of, offered_by=Party.SCHOOL, place=WORD, **now))
    session.add(ProposalMessage(**of, party=Party.PROFESSIONAL, body=WORD, sent_at=LONG_AGO, author_id=author.id))
    session.add(Feedback(**of, party=Party.PROFESSIONAL, **said))
    session.flush()


def _round(session):
    """Return the id of a solved matching round of the foreign region."""
    figures = {"pairs": 1, "coverage": 0.5, "quality": 0.8, "gap": 0.0, "minutes": 60}
    made = MatchingRound(
        state=RoundState.SOLVED, options={}, weights_version=WORD, today=LONG_AGO.date(), created_at=LONG_AGO,
        figures={**figures, "places": 1, "optimal": True, "waiting_served": None}, error=WORD,
    )  # fmt: skip
    session.add(made)
    session.flush()
    session.add(RoundRegion(round_id=made.id, region_code="AM28"))
    return made.id


def _import(session, foreign):
    """Return the id of a finished import of people of the foreign region."""
    batch = ImportBatch(
        kind=ImportKind.PEOPLE, state=ImportState.DONE, file_name=f"{WORD}.csv", columns=[WORD],
        mapping={"full_name": 0}, region_code="AM28", consent_way=ConsentWay.MAIL,
        consent_on=LONG_AGO.date(), consent_note=WORD, rows_total=1,
        created_at=LONG_AGO, finished_at=LONG_AGO,
    )  # fmt: skip
    session.add(batch)
    session.flush()
    made = {"outcome": RowOutcome.MADE, "professional_id": foreign.professional_id}
    session.add(ImportRow(batch_id=batch.id, number=1, cells=[WORD], **made))
    session.flush()
    return batch.id


def _need(school_id, state):
    return NeedFactory(
        school_id=school_id, state=state, title=f"{WORD}vraag", education=f"{WORD}-opleiding",
        learning_goals=f"{WORD} leren.", responsible_teacher=f"Meester {WORD}", people_wanted=9,
    )  # fmt: skip


def _side_rows(school_id, professional_id):
    campus = Campus(school_id=school_id, name=f"{WORD}-locatie", town="Eindhoven", **EINDHOVEN)
    member = UserFactory(full_name=f"{WORD} Aanmelder", email=f"aan-{WORD.lower()}@example.nl")
    other = UserFactory(full_name=f"{WORD} Regisseur", email=f"regie-{WORD.lower()}@example.nl")
    return {
        "campus": campus,
        "membership": SchoolMembership(user_id=member.id, school_id=school_id, requested_at=LONG_AGO, job_title=WORD),
        "invitation": SchoolInvitation(
            school_id=school_id, email=f"uit-{WORD.lower()}@example.nl", invited_at=LONG_AGO
        ),
        "qualification": Qualification(
            professional_id=professional_id,
            kind=QualificationKind.BEVOEGDHEID_EERSTEGRAADS,
            subject=WORD,
            valid_from=date(2020, 1, 1),
        ),
        "assignment": CoordinatorAssignment(user_id=other.id, region_code="AM28", national=False),
        "cover": CoordinatorCover(
            absent_id=other.id, cover_id=member.id, starts_on=date(2026, 9, 1), ends_on=date(2027, 1, 31)
        ),
        "consent": EmployerConsent(
            professional_id=professional_id,
            employer=WORD,
            contact_name=WORD,
            contact_email=f"chef-{WORD}@example.nl",
            message=WORD,
            note=WORD,
            link_key=WORD,
            minutes_asked=60,
            starts_on=date(2026, 9, 1),
            ends_on=date(2027, 7, 1),
            asked_at=LONG_AGO,
            sent_at=LONG_AGO,
        ),
        "programme": Programme(
            name=f"{WORD}programma", starts_on=date(2026, 8, 1), regions=[ProgrammeRegion(region_code="AM28")]
        ),
        "note": DeskNote(professional_id=professional_id, text=WORD, at=LONG_AGO),
        "run": BulkRun(
            key=WORD,
            action=BulkAction.ASK_PEOPLE,
            by_id=other.id,
            at=LONG_AGO,
            report=[{"id": professional_id, "label": WORD, "done": False, "why": WORD}],
        ),
        "message": OutboxMessage(
            kind="account_exists", recipient=f"{WORD.lower()}@example.nl", context={"name": WORD}, created_at=LONG_AGO
        ),
    }


def own_user(role):
    """Return the user who visits in this role, with rows of their own."""
    makers = {
        "anonymous": lambda: None,
        "professional": UserFactory,
        "waiting": lambda: factories.school_member(OWN_SCHOOL, admitted=False, is_admin=False),
        "member": lambda: factories.school_member(OWN_SCHOOL, is_admin=False),
        "school_admin": lambda: factories.school_member(OWN_SCHOOL),
        "coordinator": lambda: factories.coordinator("AM05"),
        "national": lambda: factories.coordinator(national=True),
        "admin": lambda: UserFactory(is_admin=True),
    }
    user = makers[role]()
    if role == "professional":
        ProfessionalFactory(user_id=user.id)
    return user


def digest():
    """Return every row of every table that counts, to compare before and after."""
    with db.engine.connect() as connection:
        found = {}
        for table in Base.metadata.sorted_tables:
            if table.name not in NOT_COUNTED:
                order = sa.text(", ".join(column.name for column in table.primary_key))
                found[table.name] = [tuple(map(repr, row)) for row in connection.execute(select(table).order_by(order))]
        connection.rollback()
    return found


def changed_tables(before, after):
    return sorted(name for name in before if before[name] != after[name])


def profile_of(session, user):
    return session.scalar(select(Professional.id).where(Professional.user_id == user.id))
