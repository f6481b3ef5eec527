"""Which column is which field, and what the words of a spreadsheet mean."""

import pytest

from matcher.domain.choices import Sector
from matcher.domain.desk import ImportKind
from matcher.domain.errors import InvalidInputError
from matcher.domain.imports import TARGETS
from matcher.forms.imports import words
from matcher.services.imports.columns import check_mapping, proposed_mapping

PEOPLE, NEEDS = ImportKind.PEOPLE, ImportKind.NEEDS


def test_names_synonyms_and_typing_errors_are_recognised_and_nothing_else():
    columns = ["Nr", "E-MAILADRES", "Volledige naam", "Woonplaats", "telefoonnumer", "Opmerking", "Vaardigheden"]
    assert proposed_mapping(PEOPLE, columns) == {
        "full_name": 2, "email": 1, "phone": 4, "place": 3, "skills": 6,
    }  # fmt: skip


@pytest.mark.parametrize("kind", [PEOPLE, NEEDS])
def test_our_own_example_is_recognised_whole(kind):
    labels = [each.label for each in TARGETS[kind]]
    assert proposed_mapping(kind, labels) == {each.code: n for n, each in enumerate(TARGETS[kind])}


def test_a_column_serves_one_field_and_the_best_name_gets_it():
    assert proposed_mapping(PEOPLE, ["woonplaatsen", "plaats of postcode"]) == {"place": 1}
    assert proposed_mapping(NEEDS, ["niveau", "niveau"])["level"] == 0


@pytest.mark.parametrize(
    ("mapping", "wrong"),
    [
        ({"full_name": 0, "place": 2}, {"email"}),
        ({"full_name": 0, "email": 1, "place": 1}, {"email", "place"}),
        ({"full_name": 0, "email": 1, "place": 9}, {"place"}),
        ({"full_name": 0, "email": 1, "place": 2, "is_admin": 3}, {"is_admin"}),
    ],
)
def test_a_mapping_that_cannot_be_is_refused_beside_the_field(mapping, wrong):
    with pytest.raises(InvalidInputError) as caught:
        check_mapping(PEOPLE, mapping, columns=4, school_known=True)
    assert set(caught.value.fields) == wrong


def test_a_school_is_asked_only_when_it_is_not_chosen():
    asked = {"title": 0, "role_kind": 1}
    assert check_mapping(NEEDS, asked, columns=2, school_known=True) == asked
    with pytest.raises(InvalidInputError):
        check_mapping(NEEDS, asked, columns=2, school_known=False)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("di ochtend; do middag", ["di-ochtend", "do-middag"]),
        ("dinsdagochtend, donderdag middag en avond", ["di-ochtend", "do-middag", "do-avond"]),
        ("ma en wo ochtend", ["ma-ochtend", "wo-ochtend"]),
        ("ma-ochtend / vr", ["ma-ochtend", "vr-ochtend", "vr-middag"]),
        ("di ochtend en middag, do ochtend", ["di-ochtend", "di-middag", "do-ochtend"]),
        ("za ochtend", ["za-ochtend"]),
    ],
)
def test_day_parts_as_people_write_them(text, codes):
    assert words.day_part_codes(text) == codes


@pytest.mark.parametrize("text", ["ochtend", "zaterdag", "zondag ochtend", "af en toe"])
def test_day_parts_that_are_not_clear_are_refused_with_an_example(text):
    with pytest.raises(words.UnknownWordError, match="Schrijf dagdelen zo"):
        words.day_part_codes(text)


def test_roles_sectors_levels_numbers_and_telephone_numbers():
    assert words.role_codes("Gastles, Hybride instructeur") == ["gastles", "instructeur"]
    assert words.sector_codes("MBO; vmbo; mbo") == ["mbo", "vmbo"]
    assert [words.level_code(text, Sector.MBO) for text in ("4", "mbo-4", "Niveau 4", "mbo niveau 4")] == ["mbo_4"] * 4
    assert [words.number(text) for text in ("4 uur", "2,5", "25km", "veel")] == ["4", "2,5", "25", "veel"]
    assert [words.phone(text) for text in ("612345678", "06 12345678", "+31612345678")] == [
        "0612345678", "06 12345678", "+31612345678",
    ]  # fmt: skip
    with pytest.raises(words.UnknownWordError, match="Kies uit: vmbo, mbo, hbo"):
        words.sector_codes("havo")
