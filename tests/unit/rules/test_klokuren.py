"""Klokuren: the law counts 60 minutes (WEB 4.2.1 lid 6), schools type lessons."""

from decimal import Decimal

import pytest

from matcher.domain.choices import LessonUnit
from matcher.rules.klokuren import format_klokuren, klokuren_text, to_minutes


@pytest.mark.parametrize(
    ("amount", "unit", "minutes"),
    [
        ("1", LessonUnit.KLOKUUR, 60),
        ("5.5", LessonUnit.KLOKUUR, 330),
        ("6", LessonUnit.LES_50, 300),
        ("1", LessonUnit.LES_50, 50),
        ("4", LessonUnit.LES_45, 180),
        ("2", LessonUnit.LES_60, 120),
        ("0", LessonUnit.LES_45, 0),
        ("0.01", LessonUnit.LES_50, 1),
        ("0.1", LessonUnit.LES_45, 5),
        ("0.25", LessonUnit.LES_50, 13),
    ],
)
def test_web_4_2_1_lid_6_lessons_become_klokuren_of_60_minutes(amount, unit, minutes):
    assert to_minutes(Decimal(amount), unit) == minutes


@pytest.mark.parametrize("amount", ["-0.5", "NaN", "Infinity"])
def test_an_amount_is_a_number_of_at_least_zero(amount):
    with pytest.raises(ValueError, match="at least zero"):
        to_minutes(Decimal(amount), LessonUnit.KLOKUUR)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (330, "5,5"),
        (60, "1"),
        (0, "0"),
        (50, "0,83"),
        (1, "0,02"),
        (14400, "240"),
        (600, "10"),
        (75, "1,25"),
        (-30, "-0,5"),
    ],
)
def test_klokuren_are_shown_with_a_comma_and_no_useless_zeros(minutes, text):
    assert format_klokuren(minutes) == text


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "0 klokuren"), (30, "0,5 klokuur"), (60, "1 klokuur"), (61, "1,02 klokuren")]
)
def test_the_word_follows_the_number(minutes, text):
    assert klokuren_text(minutes) == text
