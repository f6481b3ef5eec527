"""Broken, cut and wrong files change nothing, and the message says which file, which line and what to do."""

import gzip

import pytest

from matcher.services.vocabulary.report import BundleError
from tests.integration.vocabulary import bundle as esco_like
from tests.integration.vocabulary.bundle import SKILL, concept, skill, write_file


@pytest.fixture
def refused(load, stored):
    """Import a folder that must be refused, before and after a good import; return the message."""

    def run(folder):
        before = stored()
        with pytest.raises(BundleError) as caught:
            load(folder)
        assert stored() == before
        return caught.value.message

    return run


@pytest.mark.parametrize("present", [False, True])
def test_a_file_cut_anywhere_changes_nothing(refused, bundle, load, present):
    if present:
        load(bundle())
    whole = (bundle() / "skills_en.csv").read_bytes()
    for part in (0.3, 0.5, 0.9):
        folder = bundle()
        (folder / "skills_en.csv").write_bytes(whole[: int(len(whole) * part)])
        assert ".csv" in refused(folder)


def test_a_cut_relation_file_is_seen_by_its_columns_or_by_an_unknown_concept(refused, bundle):
    folder = bundle()
    path = folder / "occupationSkillRelations.csv"
    text = path.read_bytes()
    path.write_bytes(text[: text.rindex(b"essential")])
    message = refused(folder)
    assert "occupationSkillRelations.csv, regel 5: 2 kolommen in plaats van 4" in message


def test_a_packed_file_that_was_cut(refused, bundle):
    folder = bundle(packed=True)
    path = folder / "skills_en.csv.gz"
    path.write_bytes(path.read_bytes()[:-20])
    assert "skills_en.csv.gz kan niet worden gelezen" in refused(folder)


def test_a_missing_column_is_named(refused, bundle):
    folder = bundle()
    write_file(folder, "skills_en", [[skill("x")]], header=["conceptUri"])
    message = refused(folder)
    assert "skills_en.csv, regel 1: kolom preferredLabel ontbreekt" in message


def test_semicolons_instead_of_commas(refused, bundle):
    folder = bundle()
    path = folder / "skills_en.csv"
    path.write_text("conceptUri;preferredLabel\nx;y\n", encoding="utf-8")
    assert "komma" in refused(folder)


def test_another_encoding(refused, bundle):
    folder = bundle()
    write_file(folder, "skills_en", [concept(SKILL, skill("x"), "één")], encoding="utf-16")
    assert "UTF-8" in refused(folder)


def test_an_empty_file_and_an_empty_folder(refused, bundle, tmp_path):
    folder = bundle()
    (folder / "skills_en.csv").write_bytes(b"")
    assert "ontbreekt" in refused(folder)
    write_file(folder, "skills_en", [])
    assert "heeft geen regels" in refused(folder)
    (tmp_path / "leeg").mkdir()
    assert "geen bestand van ESCO" in refused(tmp_path / "leeg")


def test_the_wrong_file_under_a_right_name(refused, bundle):
    message = refused(bundle(skills_en=esco_like.TITLES_EN))
    assert "skills_en.csv: 2 van 2 regels zijn niet bruikbaar" in message
    assert "Occupation hoort niet" in message


def test_relations_without_their_concepts(refused, bundle):
    message = refused(bundle(["occupations_nl", "occupationSkillRelations"]))
    assert "occupationSkillRelations.csv" in message
    assert "--language" in message


def test_relations_of_another_kind_than_known(refused, bundle):
    rows = [[a, "nuttig", b, c] for a, _kind, b, c in esco_like.TITLE_SKILLS]
    assert "essential of optional" in refused(bundle(occupationSkillRelations=rows))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (concept(SKILL, "geen-uri", "x"), "geen uri"),
        (concept(SKILL, "", "x"), "geen uri"),
        (concept(SKILL, skill("l" * 200), "x"), "te lang"),
        (concept(SKILL, skill("x"), "x" * 161), "langer dan 160"),
        (concept(SKILL, skill("x"), " "), "geen naam"),
        (esco_like.SKILLS_EN[0], "stond al in dit bestand"),
    ],
)
def test_one_bad_row_is_left_out_with_its_reason(load, bundle, row, reason):
    report = load(bundle(skills_en=[*esco_like.SKILLS_EN, row]))
    assert len(report.skipped) == 1
    assert reason in report.skipped[0].reason


def test_a_concept_of_two_kinds_stays_what_it_was_first(load, bundle, esco):
    report = load(bundle(skills_en=[*esco_like.SKILLS_EN, concept("", esco_like.title("lasser"), "x")]))
    assert esco(esco_like.title("lasser")).kind == "skill"
    assert "andere soort" in report.skipped[0].reason


def test_a_packed_file_that_is_no_gzip(refused, bundle):
    folder = bundle()
    (folder / "skills_en.csv").unlink()
    (folder / "skills_en.csv.gz").write_bytes(b"geen gzip")
    assert "kan niet worden gelezen" in refused(folder)


def test_the_gzip_of_a_cut_text_is_as_broken_as_the_text(refused, bundle):
    folder = bundle()
    path = folder / "skills_en.csv"
    content = path.read_bytes()
    path.unlink()
    (folder / "skills_en.csv.gz").write_bytes(gzip.compress(content[: len(content) // 2]))
    assert "skills_en.csv.gz" in refused(folder)
