"""Integrity of the starter vocabulary: skills and job titles, over every domain file present."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "matcher" / "data"
SKILL_COLUMNS = ["key", "label_nl", "label_en", "parent", "synonyms"]
TITLE_COLUMNS = ["key", "label_nl", "label_en", "synonyms", "skills"]
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read(folder, columns):
    rows = []
    for path in sorted((DATA / folder).glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            assert reader.fieldnames == columns, path.name
            rows += [{**row, "domain": path.stem} for row in reader]
    return rows


@pytest.fixture(scope="module")
def skills():
    return read("skills", SKILL_COLUMNS)


@pytest.fixture(scope="module")
def titles():
    return read("job_titles", TITLE_COLUMNS)


def parts(cell):
    return cell.split("|") if cell else []


def repeated(values):
    return sorted(value for value, count in Counter(values).items() if count > 1)


def synonym_clashes(rows):
    """Pairs (key, synonym) where the synonym is the label of another row."""
    owner = {row["label_nl"].casefold(): row["key"] for row in rows}
    return [
        (row["key"], synonym)
        for row in rows
        for synonym in parts(row["synonyms"])
        if owner.get(synonym.casefold(), row["key"]) != row["key"]
    ]


def cell_faults(rows, columns):
    """Cells with stray blanks, empty list items or items named twice."""
    faults = []
    for row in rows:
        for column in columns:
            items = [item.casefold() for item in parts(row[column])]
            untidy = row[column] != row[column].strip() or any(item != item.strip() or not item for item in items)
            if untidy or repeated(items):
                faults.append((row["key"], column))
    return faults


def depth(key, parent_of):
    """Steps from a concept to its root; fails on a cycle."""
    steps, seen = 0, {key}
    while parent_of[key]:
        key = parent_of[key]
        assert key not in seen, f"cycle at {key}"
        seen.add(key)
        steps += 1
    return steps


def test_both_folders_hold_the_same_domains(skills, titles):
    assert {row["domain"] for row in skills} == {row["domain"] for row in titles}


def test_the_vocabulary_is_large_enough(skills, titles):
    assert len(skills) >= 500
    assert len(titles) >= 150


def test_each_domain_has_enough_to_choose_from(skills, titles):
    assert min(Counter(row["domain"] for row in skills).values()) >= 30
    assert min(Counter(row["domain"] for row in titles).values()) >= 10


def test_keys_are_unique_slugs(skills, titles):
    for rows in (skills, titles):
        assert repeated(row["key"] for row in rows) == []
        assert [row["key"] for row in rows if not SLUG.fullmatch(row["key"])] == []


def test_skill_keys_start_with_their_domain_and_title_keys_with_beroep(skills, titles):
    assert [row["key"] for row in skills if not f"{row['key']}-".startswith(f"{row['domain']}-")] == []
    assert [row["key"] for row in titles if not row["key"].startswith("beroep-")] == []


def test_labels_are_unique_whatever_their_case(skills, titles):
    assert repeated(row["label_nl"].casefold() for row in skills) == []
    assert repeated(row["label_nl"].casefold() for row in titles) == []


def test_labels_are_filled_in_both_languages(skills, titles):
    assert [row["key"] for row in skills + titles if not row["label_nl"] or not row["label_en"]] == []


def test_cells_are_tidy(skills, titles):
    assert cell_faults(skills, ["key", "label_nl", "label_en", "parent", "synonyms"]) == []
    assert cell_faults(titles, ["key", "label_nl", "label_en", "synonyms", "skills"]) == []


def test_each_domain_has_one_root_named_after_it(skills):
    roots = [(row["domain"], row["key"]) for row in skills if not row["parent"]]
    domains = sorted({row["domain"] for row in skills})
    assert sorted(roots) == [(domain, domain) for domain in domains]


def test_parents_exist_in_the_same_domain(skills):
    domain_of = {row["key"]: row["domain"] for row in skills}
    wrong = [row["key"] for row in skills if row["parent"] and domain_of.get(row["parent"]) != row["domain"]]
    assert wrong == []


def test_the_tree_has_no_cycles_and_stays_shallow(skills):
    parent_of = {row["key"]: row["parent"] for row in skills}
    assert max(depth(key, parent_of) for key in parent_of) <= 4


def test_no_synonym_is_the_label_of_another_concept(skills, titles):
    assert synonym_clashes(skills) == []
    assert synonym_clashes(titles) == []


def test_job_titles_name_existing_skills(skills, titles):
    known = {row["key"] for row in skills}
    unknown = [(row["key"], skill) for row in titles for skill in parts(row["skills"]) if skill not in known]
    assert unknown == []


def test_job_titles_name_four_to_eight_skills(titles):
    assert [row["key"] for row in titles if not 4 <= len(parts(row["skills"])) <= 8] == []
