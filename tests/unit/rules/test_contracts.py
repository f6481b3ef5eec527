"""Contract forms and money (domain.md section 5)."""

import pytest

from matcher.domain.choices import ContractForm, RoleKind
from matcher.rules.contracts import NOTES, form_allowed, notes_for

F = ContractForm


@pytest.mark.parametrize("role_kind", RoleKind)
def test_wet_dba_zzp_only_for_a_gastles(role_kind):
    assert form_allowed(F.ZZP, role_kind) is (role_kind is RoleKind.GASTLES)


@pytest.mark.parametrize("form", [F.EIGEN_AANSTELLING, F.DETACHERING, F.IN_NATURA])
@pytest.mark.parametrize("role_kind", RoleKind)
def test_every_other_form_fits_every_role(form, role_kind):
    assert form_allowed(form, role_kind) is True


@pytest.mark.parametrize(
    ("form", "role_kind", "codes"),
    [
        (F.EIGEN_AANSTELLING, RoleKind.GASTDOCENT, ["two_employers"]),
        (F.DETACHERING, RoleKind.GASTDOCENT, ["own_employer_pays", "btw_21", "btw_exemption"]),
        (F.IN_NATURA, RoleKind.GASTLES, ["employer_gives"]),
        (F.ZZP, RoleKind.GASTLES, ["dba"]),
        (F.ZZP, RoleKind.GASTDOCENT, ["zzp_only_guest_lesson"]),
    ],
)
def test_domain_5_what_to_remember_of_each_form(form, role_kind, codes):
    assert [note.code for note in notes_for(form, role_kind)] == codes


@pytest.mark.parametrize("form", ContractForm)
@pytest.mark.parametrize("role_kind", RoleKind)
def test_every_choice_has_a_note_and_a_refused_one_a_warning(form, role_kind):
    notes = notes_for(form, role_kind)
    assert notes
    assert form_allowed(form, role_kind) or any(note.warning for note in notes)


def test_besluit_2024_13855_btw_names_the_rate_and_the_condition():
    texts = {note.code: note for note in NOTES}
    assert "21 %" in texts["btw_21"].text
    assert texts["btw_21"].warning is True
    assert "vrijgesteld onderwijs" in texts["btw_exemption"].text
    assert "2024-13855" in texts["btw_exemption"].source


def test_every_note_has_its_own_code_and_a_source():
    assert len({note.code for note in NOTES}) == len(NOTES)
    assert all(note.text.endswith(".") and note.source for note in NOTES)
