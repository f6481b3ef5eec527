import pytest

from matcher.matching.weights import DEFAULT, Weights


def test_default_has_a_version_and_adds_up_to_one():
    assert DEFAULT.version
    assert DEFAULT.sum == pytest.approx(1.0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"skills": -0.1},
        {"skills": 0, "travel": 0, "hours": 0},
        {"nice_factor": 1.1},
        {"level_step": -0.1},
        {"related_decay": 2},
        {"silence": -0.01},
    ],
)
def test_numbers_out_of_range_are_refused(wrong):
    with pytest.raises(ValueError, match="must"):
        Weights(version="x", **wrong)
