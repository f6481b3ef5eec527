import json

import numpy as np
import pytest

from bench.gap_instances import KINDS, as_text, make_gap
from bench.gap_instances import main as write_instances
from bench.round import NotAnInstanceError, main, parse_gap

ONE = "2 3\n1 2 3\n3 2 1\n 1 1 1\n1 1 1\n2 2\n"


def test_one_instance_is_read_whatever_its_lines():
    for text in (ONE, ONE.replace("\n", " "), "\n\t" + ONE.replace(" ", "\n"), ONE.replace("2 2\n", "2.0 2.0")):
        (instance,) = parse_gap("x", text)
        assert instance.costs.tolist() == [[1, 2, 3], [3, 2, 1]]
        assert instance.resources.tolist() == [[1, 1, 1], [1, 1, 1]]
        assert instance.capacities.tolist() == [2, 2]


def test_several_instances_follow_their_number():
    assert [i.items for i in parse_gap("x", "2\n" + ONE + "1 1 7 1 1")] == [3, 1]
    assert [i.items for i in parse_gap("x", "1 " + ONE)] == [3]


@pytest.mark.parametrize(
    "text",
    ["", "hello", "2 3 1", ONE + "1 1", "2\n" + ONE, ONE.replace("3", "-3", 1), ONE.replace("2 2\n", "2 2.5"), "0 0",
     "1 1 7 -1 1", "1 1 nan 1 1"],
)  # fmt: skip
def test_what_is_no_instance_is_refused(text):
    with pytest.raises(NotAnInstanceError):
        parse_gap("x", text)


@pytest.mark.parametrize("kind", KINDS)
def test_generated_instances_have_their_type_and_survive_the_text(kind):
    made = make_gap(kind, 4, 30, seed=2)
    (read,) = parse_gap("x", as_text(made))
    assert (read.costs == made.costs).all()
    assert (read.resources == made.resources).all()
    assert (read.capacities == made.capacities).all()
    assert (make_gap(kind, 4, 30, seed=2).costs == made.costs).all()
    assert (make_gap(kind, 4, 30, seed=3).costs != made.costs).any()
    low, high = {"d": (1, 100), "e": (1, 10_000)}.get(kind, (5, 25))
    assert low <= made.resources.min() <= made.resources.max() <= high


def test_tight_types_have_four_fifths_of_the_mean_resource():
    made = make_gap("c", 5, 50)
    assert (made.capacities == np.floor(made.resources.sum(axis=1) * 0.8 / 5)).all()


def test_each_instance_gives_one_line(tmp_path, capsys):
    (tmp_path / "two").write_text("2\n" + ONE + ONE)
    assert main([str(tmp_path / "two"), "--seconds", "5"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line.pop("instance") for line in lines] == ["two-1", "two-2"]
    for line in lines:
        assert line.pop("seconds") < 60
        assert line == {
            "bench": "round", "objective": 4, "bound": 4, "gap_percent": 0.0, "feasible": True, "optimal": True
        }  # fmt: skip


def test_an_impossible_instance_is_said_to_be_infeasible(tmp_path, capsys):
    (tmp_path / "none").write_text("1 2 1 1 3 3 5")
    assert main([str(tmp_path / "none"), "--seconds", "2"]) == 0
    line = json.loads(capsys.readouterr().out)
    assert (line["feasible"], line["objective"], line["gap_percent"], line["optimal"]) == (False, None, None, False)


@pytest.mark.parametrize("text", ["hello", "{", "{}"])
def test_other_files_end_with_code_2_and_a_message(tmp_path, capsys, text):
    (tmp_path / "bad").write_text(text)
    assert main([str(tmp_path / "bad")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "bad" in err


def test_a_missing_file_ends_with_code_2(tmp_path, capsys):
    assert main([str(tmp_path / "missing")]) == 2
    assert "missing" in capsys.readouterr().err


def test_instances_are_written_as_files(tmp_path, capsys):
    assert write_instances([str(tmp_path), "--kinds", "ce", "--size", "3x9"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c039", "e039"]
    assert len(capsys.readouterr().out.splitlines()) == 2
