"""Whatever is done through the services, in whatever order: nobody is above the limit without an exception.

``HOURS_EXAMPLES=200 pytest tests/property/hours`` tries longer.
"""

import os
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from matcher import clock
from matcher.cli.work import system_work
from matcher.database import db
from matcher.domain.choices import ContractForm, PlanKind, QualificationKind, RoleKind, Sector
from matcher.domain.errors import DomainError
from matcher.domain.placing import PlaceCommand
from matcher.domain.states import PlacementState, ProposalState
from matcher.models import HoursException, Placement, PlacementYear, Qualification
from matcher.queries.recounted import excess_of, recounted
from matcher.rules.teaching_plan import by_school_year
from matcher.services.hours.exceptions import ExceptionCommand, record_exception, withdraw_exception
from matcher.services.placements import cancel, change, confirm_month, end_early, place
from matcher.services.profile_commands import QualificationCommand
from matcher.services.profile_qualifications import add_qualification, remove_qualification
from matcher.services.transaction import Work
from tests import factories
from tests.factories import NeedFactory, ProfessionalFactory, ProposalFactory, coordinator_actor, school
from tests.support.databases import empty

EXAMPLES = int(os.environ.get("HOURS_EXAMPLES", "15"))
START = datetime(2026, 9, 14, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
SCHOOLS = ("ROC van Twente", "C.T. Stork College")
FULL = PlaceCommand(
    starts_on=date(2026, 9, 14),
    ends_on=date(2027, 1, 29),
    teaching_weeks=15,
    role_kind=RoleKind.GASTDOCENT,
    contract_form=ContractForm.EIGEN_AANSTELLING,
    responsible_teacher="Meester Verzonnen",
    subject_parts="PLC-programmeren",
)
hours = st.integers(1, 14).map(lambda n: n * 60)
part = st.integers(0, 10_000)


@st.composite
def commands(draw, first):
    """A wished placement that begins in the weeks after ``first``: of every kind, within a year or over two."""
    starts = first + timedelta(days=draw(st.integers(0, 60)))
    ends = starts + timedelta(days=draw(st.integers(0, 400)))
    plan = draw(st.sampled_from([PlanKind.WEEKLY, PlanKind.WEEKLY, PlanKind.TOTAL, PlanKind.DAYS]))
    days = sorted({starts + timedelta(days=draw(st.integers(0, (ends - starts).days))) for _ in range(3)})
    kinds = {
        PlanKind.WEEKLY: {"minutes_per_week": draw(hours)},
        PlanKind.TOTAL: {"total_minutes": 15 * draw(hours)},
        PlanKind.DAYS: {"days": tuple((day, draw(hours)) for day in days)},
    }
    return PlaceCommand(
        starts_on=starts,
        ends_on=ends,
        plan_kind=plan,
        role_kind=draw(st.sampled_from([RoleKind.GASTDOCENT, RoleKind.GASTLES])),
        contract_form=ContractForm.EIGEN_AANSTELLING,
        responsible_teacher="Meester Verzonnen",
        subject_parts="PLC-programmeren",
        exception_reason=draw(st.sampled_from(["", "", "Er is een tekort."])),
        exception_article="WVO 2020 artikel 7.19",
        **kinds[plan],
    )


class Ledger(RuleBasedStateMachine):
    """One person, two schools of two boards and sectors, and time that only moves forward."""

    app = None

    def __init__(self):
        super().__init__()
        self.traveller = time_machine.travel(START, tick=False)
        self.clock = self.traveller.start()
        self.context = self.app.app_context()
        self.context.push()
        empty(self.app)
        factories.bind(db.session)
        self.session = db.session
        self.person = ProfessionalFactory().id
        self.session.commit()

    def teardown(self):
        self.session.remove()
        self.context.pop()
        self.traveller.stop()

    def do(self, service, **what):
        """Call a service as coordinator; a refusal is an answer. Anything else is a mistake."""
        actor = coordinator_actor("AM05")
        work = Work(session=system_work().session, actor=actor, now=clock.now())
        with suppress(DomainError):
            service(work, **what)
        self.session.rollback()
        self.session.expire_all()

    def one(self, model, number, *conditions):
        rows = self.session.scalars(select(model).where(model.professional_id == self.person, *conditions)).all()
        return rows[number % len(rows)] if rows else None

    def standing(self, number):
        return self.one(Placement, number, Placement.state == PlacementState.PLANNED)

    def place_at(self, number, command):
        need = NeedFactory(school_id=school(SCHOOLS[number % 2]).id)
        proposal = ProposalFactory(professional_id=self.person, need_id=need.id, state=ProposalState.AGREED).id
        self.session.commit()
        self.do(place, proposal_id=proposal, command=command)

    @initialize(held=st.booleans(), weekly=st.sampled_from([420, 480]), days=st.integers(0, 40))
    def begin_near_the_limit(self, held, weekly, days):
        """Two placements of more than 200 klokuren together; who is qualified has room for more."""
        if held:
            command = QualificationCommand(QualificationKind.PDG, None, "", valid_from=date(2026, 1, 1), valid_to=None)
            self.do(add_qualification, professional_id=self.person, command=command)
        for number in range(3 if held else 2):
            self.place_at(number, replace(FULL, minutes_per_week=weekly))
        self.clock.shift(timedelta(days=days))

    @rule(data=st.data(), number=part)
    def create(self, data, number):
        self.place_at(number, data.draw(commands(clock.today())))

    @rule(data=st.data(), number=part)
    def change_it(self, data, number):
        if row := self.standing(number):
            command = data.draw(commands(max(row.starts_on, clock.today())))
            first = row.starts_on if row.starts_on < clock.today() else command.starts_on
            self.do(change, placement_id=row.id, command=replace(command, starts_on=first, days=()))

    @rule(number=part, days=st.integers(1, 200))
    def extend(self, number, days):
        row = self.standing(number)
        if row and row.plan_kind is PlanKind.WEEKLY:
            command = PlaceCommand(
                starts_on=row.starts_on,
                ends_on=row.ends_on + timedelta(days=days),
                minutes_per_week=row.minutes_per_week,
                role_kind=row.role_kind,
                contract_form=row.contract_form,
                responsible_teacher=row.responsible_teacher,
                subject_parts=row.subject_parts,
            )
            self.do(change, placement_id=row.id, command=command)

    @rule(number=part, days=st.integers(0, 300))
    def end_it(self, number, days):
        if row := self.standing(number):
            self.do(end_early, placement_id=row.id, last_day=row.starts_on + timedelta(days=days), reason="Gestopt.")

    @rule(number=part)
    def cancel_it(self, number):
        if row := self.standing(number):
            self.do(cancel, placement_id=row.id, reason="Gaat niet door.")

    @rule(number=part, later=st.integers(0, 5), minutes=st.integers(0, 90 * 60))
    def confirm(self, number, later, minutes):
        if row := self.one(Placement, number):
            month = (row.starts_on.replace(day=1) + timedelta(days=31 * later)).replace(day=1)
            self.do(confirm_month, placement_id=row.id, month=month, minutes=minutes)

    @rule(
        kind=st.sampled_from([QualificationKind.PDG, QualificationKind.IN_OPLEIDING]),
        sector=st.sampled_from([None, Sector.MBO, Sector.VMBO]),
        ago=st.integers(0, 300),
        lasts=st.none() | st.integers(1, 700),
    )
    def qualify(self, kind, sector, ago, lasts):
        first = clock.today() - timedelta(days=ago)
        last = first + timedelta(days=lasts) if lasts else None
        command = QualificationCommand(kind=kind, sector=sector, subject="", valid_from=first, valid_to=last)
        self.do(add_qualification, professional_id=self.person, command=command)

    @rule(number=part)
    def unqualify(self, number):
        if row := self.one(Qualification, number):
            self.do(remove_qualification, professional_id=self.person, qualification_id=row.id)

    @rule(year=st.sampled_from([2026, 2027]), allowed=st.integers(241, 400), month=st.integers(1, 11))
    def record(self, year, allowed, month):
        until = date(year + 1, 7, 31) - timedelta(days=30 * (11 - month))
        command = ExceptionCommand(year, allowed * 60, until, "Er is een tekort.", "WVO 2020 artikel 7.19")
        self.do(record_exception, professional_id=self.person, command=command)

    @rule(number=part)
    def withdraw(self, number):
        if row := self.one(HoursException, number, HoursException.withdrawn_at.is_(None)):
            self.do(withdraw_exception, professional_id=self.person, exception_id=row.id)

    @precondition(lambda self: clock.today() < date(2028, 6, 1))
    @rule(days=st.integers(1, 45))
    def time_passes(self, days):
        self.clock.shift(timedelta(days=days))

    @invariant()
    def nobody_is_above_the_limit_without_an_exception(self):
        assert excess_of(self.session, self.person) == ()

    @invariant()
    def stored_years_are_those_counted_anew(self):
        for row in recounted(self.session, self.person):
            years = select(PlacementYear).where(PlacementYear.placement_id == row.placement.id)
            stored = {y.school_year: (y.planned_minutes, y.counted_minutes) for y in self.session.scalars(years)}
            taught, counted = by_school_year(row.taught), by_school_year(row.counted)
            anew = {year: (minutes, counted.get(year, 0)) for year, minutes in taught.items()}
            assert {year: pair for year, pair in stored.items() if pair != (0, 0)} == anew

    @invariant()
    def every_row_meets_its_named_check(self):
        for year in self.session.scalars(select(PlacementYear)):
            assert 0 <= year.counted_minutes <= year.limit_minutes
            assert year.counted_minutes <= year.planned_minutes


@pytest.fixture
def machine(migrated_app):
    yield type("LedgerOfThisDatabase", (Ledger,), {"app": migrated_app})
    with migrated_app.app_context():
        empty(migrated_app)


@pytest.mark.database
def test_the_limit_holds_whatever_is_done(machine):
    found = machine.TestCase
    found.settings = settings(
        max_examples=EXAMPLES,
        stateful_step_count=12,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    found().runTest()
