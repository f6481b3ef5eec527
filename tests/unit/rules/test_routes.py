"""The routewijzer: every route with each of its conditions (domain.md section 4)."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.domain.choices import Consent, EducationLevel, QualificationKind, Sector
from matcher.domain.law import LimitBasis
from matcher.domain.routes import (
    FIELD_LABELS,
    ROLES_OF_ROUTE,
    ROUTE_NAMES,
    SECTORS_OF_ROUTE,
    Possible,
    RouteKind,
    WorkField,
    field_of,
)
from matcher.rules import routes_text as text
from matcher.rules.grounds import Holding
from matcher.rules.limits import LIMITS
from matcher.rules.routes import verdict, verdicts
from matcher.rules.routes_conditions import Situation, finding, ground_of
from matcher.rules.routes_facts import FactKind

ON = date(2026, 9, 14)
MBO_2, MBO_3, MBO_4 = EducationLevel.MBO_2, EducationLevel.MBO_3, EducationLevel.MBO_4
NOW, LATER, NO = Possible
HBO, WO = EducationLevel.HBO, EducationLevel.WO
SECOND = Holding(QualificationKind.BEVOEGDHEID_TWEEDEGRAADS)
PDG = Holding(QualificationKind.PDG)
PDD = Holding(QualificationKind.PDD_INSTRUCTEUR)


def training(sector):
    return Holding(QualificationKind.IN_OPLEIDING, sector, ON, date(2027, 7, 31))


def asked(route, *holdings, sector=None, **facts):
    wanted = frozenset({sector}) if sector else frozenset()
    return verdict(route, Situation(on=ON, holdings=holdings, sectors=wanted, **facts))


@pytest.mark.parametrize("education", [None, *EducationLevel])
@pytest.mark.parametrize("sector", [Sector.VMBO, Sector.MBO])
def test_wvo_7_19_and_web_4_2_1_lid_6_everybody_may_be_gastdocent_for_six_klokuren(education, sector):
    row = asked(RouteKind.GASTDOCENT, education=education, sector=sector, minutes_per_week=360)
    assert (row.possible, row.enough, row.certain) == (NOW, True, True)
    assert (row.limit.hours_per_week, row.limit.yearly_minutes) == (6, 240 * 60)
    assert row.article == {Sector.VMBO: "WVO 2020 artikel 7.19", Sector.MBO: "WEB artikel 4.2.1 lid 6"}[sector]
    assert "gemiddeld 6 klokuren per week over het schooljaar: 240 klokuren" in row.reason


def test_who_wants_more_than_six_klokuren_reads_that_it_is_too_much():
    row = asked(RouteKind.GASTDOCENT, sector=Sector.MBO, minutes_per_week=720)
    assert (row.possible, row.enough) == (NOW, False)
    assert "U wilt 12 klokuren per week: dat is meer" in row.reason


def test_without_hours_nothing_is_said_about_them():
    row = asked(RouteKind.GASTDOCENT)
    assert row.enough is None
    assert "U wilt" not in row.reason


def test_the_limit_is_that_of_the_school_year():
    before = verdict(RouteKind.GASTDOCENT, Situation(on=date(2020, 7, 31)))
    assert before.limit.hours_per_week == 4


def test_a_change_of_the_measure_is_followed():
    five = tuple(replace(row, hours_per_week=5) for row in LIMITS)
    row = asked(RouteKind.GASTDOCENT, minutes_per_week=360, limits=five)
    assert (row.limit.hours_per_week, row.enough) == (5, False)


def test_a_measure_by_the_week_on_another_article_says_so():
    weekly = tuple(
        replace(row, basis=LimitBasis.WEEKLY_MAXIMUM, article="WEB artikel 9.9", source="Staatsblad") for row in LIMITS
    )
    row = asked(RouteKind.GASTDOCENT, sector=Sector.MBO, limits=weekly)
    assert "Ten hoogste 6 klokuren in elke week apart." in row.reason
    assert (row.article, row.laws[0].source.name) == ("WEB artikel 9.9", "Staatsblad")


@pytest.mark.parametrize("proof", [SECOND, training(Sector.VMBO)])
def test_who_is_qualified_or_in_training_has_no_limit(proof):
    row = asked(RouteKind.GASTDOCENT, proof, sector=Sector.VMBO, minutes_per_week=1200)
    assert (row.possible, row.limit, row.enough) == (NOW, None, True)
    teacher = asked(RouteKind.DOCENT, proof, sector=Sector.VMBO)
    assert (teacher.possible, teacher.limit) == (NOW, None)


@pytest.mark.parametrize(
    ("education", "possible", "certain"),
    [(None, LATER, False), (MBO_2, NO, True), (MBO_3, NO, True), (MBO_4, LATER, True), (HBO, LATER, True)],
)
@pytest.mark.parametrize("route", [RouteKind.INSTRUCTEUR, RouteKind.TECHNIEKOPLEIDER])
def test_web_4_2_2_an_instructeur_begins_at_mbo_4(route, education, possible, certain):
    row = asked(route, education=education, field=WorkField.METAAL)
    assert (row.possible, row.certain) == (possible, certain)


@pytest.mark.parametrize(("holding", "held"), [(PDD, True), (PDG, True), (training(Sector.MBO), True), (SECOND, True)])
def test_web_4_2_2_with_the_certificate_or_more_one_is_instructeur_today(holding, held):
    assert asked(RouteKind.INSTRUCTEUR, holding).possible is NOW
    course = asked(RouteKind.TECHNIEKOPLEIDER, holding)
    assert (course.possible, course.held) == (NOW, held)


@pytest.mark.parametrize("field", [None, WorkField.ICT])
def test_whether_other_work_falls_under_the_course_of_the_funds_is_not_certain(field):
    assert not asked(RouteKind.TECHNIEKOPLEIDER, education=HBO, field=field).certain
    assert asked(RouteKind.TECHNIEKOPLEIDER, education=MBO_2, field=field).certain


def test_a_teacher_without_proof_needs_a_training_first():
    row = asked(RouteKind.DOCENT, education=WO)
    assert (row.possible, row.next_step) == (LATER, text.NEXT_LATER[RouteKind.DOCENT])


@pytest.mark.parametrize("route", [RouteKind.PDG, RouteKind.PDG_VERKORT])
@pytest.mark.parametrize(
    ("education", "years", "possible", "certain", "reason"),
    [
        (HBO, None, LATER, True, text.PDG_HIGHER),
        (WO, 0, LATER, True, text.PDG_HIGHER),
        (MBO_4, 3, LATER, False, text.PDG_PRACTICE),
        (MBO_2, 20, LATER, False, text.PDG_PRACTICE),
        (MBO_4, 2.9, NO, True, text.PDG_NO_PRACTICE),
        (MBO_4, None, LATER, False, text.PDG_UNKNOWN),
        (None, 1, LATER, False, text.PDG_UNKNOWN),
        (None, 5, LATER, False, text.PDG_UNKNOWN),
        (None, None, LATER, False, text.PDG_UNKNOWN),
    ],
)
def test_web_4_2_1_hbo_or_three_years_of_practice_for_the_pdg(route, education, years, possible, certain, reason):
    row = asked(route, education=education, years_experience=years)
    # Only some offer it shortened.
    certain = certain and not (route is RouteKind.PDG_VERKORT and possible is LATER)
    assert (row.possible, row.certain, row.reason) == (possible, certain, reason)


def test_the_facts_of_the_pdg():
    row = asked(RouteKind.PDG, education=HBO)
    kinds = (FactKind.MONTHS, FactKind.STUDY_HOURS, FactKind.COST, FactKind.SUBSIDY)
    assert [row.fact(kind).number for kind in kinds] == [18, 1680, 6000, 25_000]
    assert "0,4 fte" in row.fact(FactKind.CAUTION).text
    short = asked(RouteKind.PDG_VERKORT, education=HBO)
    assert (short.fact(FactKind.MONTHS).number, short.fact(FactKind.COST)) == (10, None)


@pytest.mark.parametrize(
    ("education", "possible", "certain", "reason"),
    [
        (WO, LATER, True, text.VO_HIGHER),
        (MBO_4, LATER, False, text.VO_VOCATIONAL),
        (MBO_3, LATER, False, text.VO_VOCATIONAL),
        (None, LATER, False, text.VO_UNKNOWN),
        (MBO_2, NO, True, text.VO_NO_DIPLOMA),
    ],
)
def test_wvo_7_zij_instroom_with_hbo_or_for_named_subjects_with_a_vakopleiding(education, possible, certain, reason):
    row = asked(RouteKind.ZIJ_INSTROOM_VO, education=education)
    assert (row.possible, row.certain, row.reason) == (possible, certain, reason)


@pytest.mark.parametrize("education", [None, *EducationLevel])
def test_the_regular_training_is_open_but_admission_is_certain_for_hbo_and_wo_only(education):
    row = asked(RouteKind.TWEEDE_GRAAD, education=education)
    assert (row.possible, row.certain) == (LATER, education in {HBO, WO})


@pytest.mark.parametrize(
    ("route", "proof"),
    [
        (RouteKind.PDG, PDG),
        (RouteKind.PDG_VERKORT, training(Sector.MBO)),
        (RouteKind.ZIJ_INSTROOM_VO, training(Sector.VMBO)),
        (RouteKind.TWEEDE_GRAAD, SECOND),
    ],
)
def test_a_training_that_is_done_or_going_on_is_not_needed(route, proof):
    row = asked(route, proof, education=MBO_2)
    assert (row.possible, row.held, row.next_step, row.fund) == (NOW, True, "", None)


def test_a_pdg_counts_in_the_mbo_only():
    row = asked(RouteKind.TWEEDE_GRAAD, PDG, sector=Sector.VMBO)
    assert (row.possible, row.held) == (LATER, False)
    both = asked(RouteKind.DOCENT, PDG)
    assert (both.possible, both.sectors) == (NOW, (Sector.MBO,))


def test_nobody_is_promised_more_than_the_strictest_sector_gives():
    both = asked(RouteKind.GASTDOCENT, PDG, minutes_per_week=600)
    assert (both.sectors, both.limit.hours_per_week, both.enough) == ((Sector.VMBO,), 6, False)


def test_hbo_has_no_limit_in_the_law():
    row = asked(RouteKind.HBO, minutes_per_week=2400)
    assert (row.possible, row.limit, row.enough, row.article) == (NOW, None, True, "")
    assert not row.certain


def test_the_bdb_is_asked_by_the_hogeschool():
    assert asked(RouteKind.HBO_BDB).possible is LATER
    assert asked(RouteKind.HBO_BDB, PDG).possible is LATER
    assert asked(RouteKind.HBO_BDB, Holding(QualificationKind.BDB)).held
    old = Holding(QualificationKind.BDB, valid_to=date(2026, 9, 13))
    assert not asked(RouteKind.HBO_BDB, old).held


@pytest.mark.parametrize("route", RouteKind)
@pytest.mark.parametrize("sector", Sector)
def test_a_route_to_another_sector_is_not_what_somebody_wants(route, sector):
    row = asked(route, sector=sector, education=WO, minutes_per_week=60)
    own = sector in SECTORS_OF_ROUTE[route]
    assert (row.possible is NO) is not own
    assert ("Deze route is voor het" in row.reason) is not own
    assert (row.enough is None) is not own


def test_the_other_sector_is_named():
    row = asked(RouteKind.GASTDOCENT, sector=Sector.HBO)
    assert row.reason == "Deze route is voor het vmbo en mbo. U koos hbo."
    assert row.sectors == (Sector.VMBO, Sector.MBO)


@pytest.mark.parametrize("route", [RouteKind.GASTDOCENT, RouteKind.INSTRUCTEUR, RouteKind.DOCENT, RouteKind.HBO])
def test_without_the_employers_consent_nobody_begins(route):
    row = asked(route, SECOND, consent=Consent.GEWEIGERD)
    assert (row.possible, row.reason, row.next_step) == (NO, text.REFUSED, text.NEXT_REFUSED)
    assert row.conditions == ()


def test_a_training_may_begin_without_consent():
    assert asked(RouteKind.PDG, education=HBO, consent=Consent.GEWEIGERD).possible is LATER
    assert asked(RouteKind.DOCENT, consent=Consent.GEWEIGERD).possible is LATER


@pytest.mark.parametrize("consent", Consent)
def test_consent_is_to_be_asked_while_it_is_not_given(consent):
    row = asked(RouteKind.HBO, consent=consent)
    assert (text.ASK_CONSENT in row.conditions) is (consent in {Consent.ONBEKEND, Consent.GEVRAAGD})


def test_under_the_rule_a_responsible_teacher_is_named_and_a_vog_shown():
    row = asked(RouteKind.GASTDOCENT, sector=Sector.MBO, consent=Consent.GEGEVEN)
    assert row.conditions == (text.RESPONSIBLE, text.VOG_AGE[Sector.MBO])
    free = asked(RouteKind.GASTDOCENT, SECOND, sector=Sector.MBO, consent=Consent.GEGEVEN)
    assert free.conditions == (text.VOG_AGE[Sector.MBO],)


@pytest.mark.parametrize(
    ("sector", "issued_on", "too_old"),
    [
        (Sector.MBO, None, False),
        (Sector.MBO, date(2026, 3, 14), False),
        (Sector.MBO, date(2026, 3, 13), True),
        (Sector.VMBO, date(2026, 3, 16), False),
        (Sector.VMBO, date(2026, 3, 15), True),
        (Sector.HBO, date(2020, 1, 1), False),
    ],
)
def test_web_4_2_1_lid_2a_and_wvo_7_3_a_vog_that_is_too_old_is_told(sector, issued_on, too_old):
    said = text.vog_text(sector, issued_on, ON)
    assert (text.VOG_TOO_OLD in said) is too_old


def test_a_fund_is_named_for_a_training_in_its_field():
    assert asked(RouteKind.INSTRUCTEUR, education=MBO_4, field=WorkField.METAAL).fund.name == "A+O Metalektro"
    assert asked(RouteKind.INSTRUCTEUR, education=MBO_4, field=WorkField.INSTALLATIE).fund.name.startswith(
        "Wij Techniek"
    )
    assert asked(RouteKind.INSTRUCTEUR, education=MBO_4, field=WorkField.ICT).fund is None
    assert asked(RouteKind.INSTRUCTEUR, education=MBO_2, field=WorkField.METAAL).fund is None


def test_every_route_has_a_verdict_in_order():
    assert [row.route for row in verdicts(Situation(on=ON))] == list(RouteKind)


@pytest.mark.parametrize("route", RouteKind)
def test_every_route_has_its_words(route):
    assert ROUTE_NAMES[route]
    assert ROLES_OF_ROUTE[route]
    for sector in SECTORS_OF_ROUTE[route]:
        row = finding(route, Situation(on=ON, education=WO), sector)
        assert row.possible in {NOW, LATER}
        assert row.reason


def test_the_ground_is_the_one_of_the_rules():
    assert ground_of(Situation(on=ON, holdings=(PDG,)), Sector.MBO, next(iter(ROLES_OF_ROUTE[RouteKind.DOCENT]))) == (
        "bevoegd"
    )


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("", None),
        ("  ", None),
        ("Lastechniek", WorkField.METAAL),
        ("mbo Elektrotechniek", WorkField.INSTALLATIE),
        ("IT", WorkField.ICT),
        ("Italiaans", WorkField.ANDERS),
        ("analytisch laborant", WorkField.LABORATORIUM),
        ("chemie", WorkField.PROCES),
        ("civiele techniek en bouw", WorkField.BOUW),
        ("autotechniek", WorkField.MOBILITEIT),
        ("maritieme techniek", WorkField.TRANSPORT),
        ("grafische vormgeving", WorkField.MEDIA),
    ],
)
def test_a_field_is_read_from_free_text(words, field):
    assert field_of(words) is field
    assert set(FIELD_LABELS) == set(WorkField)


def test_a_route_in_two_sectors_names_both_articles_and_both_ages_of_a_vog():
    row = asked(RouteKind.GASTDOCENT, consent=Consent.GEGEVEN)
    assert row.sectors == (Sector.VMBO, Sector.MBO)
    assert row.article == "WVO 2020 artikel 7.19 en WEB artikel 4.2.1 lid 6"
    assert row.conditions == (text.RESPONSIBLE, text.VOG_AGE[Sector.VMBO], text.VOG_AGE[Sector.MBO])
