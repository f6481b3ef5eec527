"""When an entry is reminded of and removed, and which part of two profiles is the usual choice."""

from datetime import date, timedelta

import pytest

from matcher.domain.entries import EntryStep, may_invite_again, removed_on, step_due
from matcher.domain.merging import BOTH, Part, Standing, differing, usual_choice
from tests.factories import LONG_AGO

ENTERED = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("days", "reminded", "due"),
    [
        (29, False, None),
        (30, False, EntryStep.REMIND),
        (30, True, None),
        (59, True, None),
        (60, True, EntryStep.REMOVE),
        (60, False, EntryStep.REMOVE),
    ],
)
def test_reminded_after_30_days_and_removed_after_60(days, reminded, due):
    assert step_due(ENTERED, ENTERED + timedelta(days=days), reminded=reminded) is due
    assert removed_on(ENTERED) == date(2026, 10, 31)


def test_an_invitation_goes_out_once_an_hour():
    assert may_invite_again(None, LONG_AGO)
    assert not may_invite_again(LONG_AGO, LONG_AGO + timedelta(minutes=59))
    assert may_invite_again(LONG_AGO, LONG_AGO + timedelta(hours=1))


def side(number, confirmed=None, **values):
    parts = dict.fromkeys(Part, ("",)) | {Part(name): value for name, value in values.items()}
    return Standing(number, confirmed, parts)


def test_the_fuller_part_is_the_usual_choice_then_the_one_confirmed_last():
    first, second = side(1, work=("lasser", None)), side(2, ENTERED, work=("lasser", 4), skills=((5, 1),))
    assert differing(first, second) == (Part.WORK, Part.SKILLS)
    assert usual_choice(Part.WORK, first, second) == 2
    assert usual_choice(Part.SKILLS, first, second) == BOTH
    assert usual_choice(Part.PHONE, first, second) == 2
    assert usual_choice(Part.PHONE, first, side(2)) == 1
