"""What an import of ESCO writes: added, changed, retired; the same again changes nothing."""

import json

import pytest
from sqlalchemy import select

from matcher.domain.vocabulary import ConceptSource, RelationKind
from matcher.models import Concept, ConceptRelation, EngineChange, JobTitleSkill, SurfaceForm, VocabularyImport
from matcher.services.vocabulary.report import BundleError
from tests import factories
from tests.integration.vocabulary import bundle as esco_like
from tests.integration.vocabulary.bundle import SKILL, concept, group, skill, title


def forms(session, concept_id):
    rows = select(SurfaceForm.language, SurfaceForm.text).where(SurfaceForm.concept_id == concept_id)
    return {tuple(row) for row in session.execute(rows)}


def test_concepts_come_with_labels_forms_and_kind(load, bundle, esco, session):
    report = load(bundle(skills_nl=esco_like.FILES["skills_nl"]))
    plasma = esco(skill("plasma"))
    assert (plasma.kind, plasma.label_nl, plasma.label_en) == (
        "skill",
        "plasmalantaarn bedienen",
        "operate plasma lantern",
    )
    assert (plasma.source, plasma.key, plasma.retired) == (ConceptSource.ESCO, "esco:skill/verzonnen-plasma", False)
    assert forms(session, plasma.id) == {
        ("nl", "plasmalantaarn bedienen"), ("nl", "werken met de plasmalantaarn"),
        ("en", "operate plasma lantern"), ("en", "plasma lantern use"), ("en", "work the plasma lantern"),
    }  # fmt: skip
    assert ("en", "wik trimming") in forms(session, esco(skill("wick")).id)
    assert esco(title("lanternist")).kind == "job_title"
    assert esco(group("light")).kind == "skill_group"
    assert report.counts["concepts_added"] == 8
    assert report.skipped == []


def test_without_a_dutch_label_the_english_one_stands_in_and_says_so(load, bundle, esco):
    load(bundle())
    assert (esco(skill("glow")).label_nl, esco(skill("glow")).label_language) == ("measure glow", "en")
    assert esco(title("lanternist")).label_language == "nl"
    dutch = [concept(SKILL, skill("glow"), "gloed meten")]
    report = load(bundle(["lanternSkillsCollection_nl"], lanternSkillsCollection_nl=dutch))
    glow = esco(skill("glow"))
    assert (glow.label_nl, glow.label_en, glow.label_language, glow.retired) == (
        "gloed meten",
        "measure glow",
        "nl",
        False,
    )
    assert (report.counts["concepts_changed"], report.counts["concepts_retired"]) == (1, 0)


def test_relations_of_all_kinds_are_stored(load, bundle, esco, session):
    load(bundle())
    ids = {row.id: row.uri for row in session.scalars(select(Concept).where(Concept.uri.is_not(None)))}
    found = {(ids[r.concept_id], ids[r.related_id], r.kind) for r in session.scalars(select(ConceptRelation))}
    assert (skill("plasma"), skill("lantern"), RelationKind.BROADER) in found
    assert (skill("plasma"), skill("glow"), RelationKind.OPTIONAL) in found
    assert len(found) == 5
    lanternist = esco(title("lanternist")).id
    rows = session.scalars(
        select(JobTitleSkill).where(JobTitleSkill.job_title_id == lanternist).order_by(JobTitleSkill.position)
    )
    assert [(ids[r.skill_id], r.essential) for r in rows] == [
        (skill("plasma"), True), (skill("lantern"), True), (skill("plc"), False),
    ]  # fmt: skip


def test_the_same_bundle_again_changes_nothing_but_is_remembered(load, bundle, stored, session):
    folder = bundle()
    load(folder)
    before = stored()
    changes = len(session.scalars(select(EngineChange)).all())
    report = load(folder)
    after = stored()
    assert not report.changed_anything
    assert (after.concepts, after.forms) == (before.concepts, before.forms)
    assert after.count == {**before.count, VocabularyImport: before.count[VocabularyImport] + 1}
    assert len(session.scalars(select(EngineChange)).all()) == changes


def test_packed_files_a_byte_order_mark_and_files_of_other_languages(load, bundle, stored, esco):
    load(bundle(packed=True))
    packed = stored()
    folder = bundle()
    path = folder / "occupations_nl.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    esco_like.write_file(folder, "occupations_fr", [concept("Occupation", title("lanternist"), "lanternier")])
    assert not load(folder).changed_anything
    assert stored().forms == packed.forms


def test_relations_with_labels_beside_them_as_newer_versions_have(load, bundle, stored):
    header = ["occupationUri", "occupationLabel", "relationType", "skillType", "skillUri", "skillLabel"]
    rows = [[t, "", kind, of, s, "x"] for t, kind, of, s in esco_like.TITLE_SKILLS]
    load(bundle())
    folder = bundle(tuple(name for name in esco_like.DEFAULT if name != "occupationSkillRelations"))
    esco_like.write_file(folder, "occupationSkillRelations_en", rows, header=header)
    assert not load(folder).changed_anything


def test_one_language_leaves_the_other_as_it_is(load, bundle, esco, session):
    load(bundle())
    load(bundle(["occupations_en"]), languages=["en"])
    lanternist = esco(title("lanternist"))
    assert (lanternist.label_nl, lanternist.label_language) == ("lantaarntechnicus", "nl")
    assert ("nl", "lantaarntechnica") in forms(session, lanternist.id)


def test_what_the_bundle_changed_is_changed_and_what_it_dropped_is_retired(load, bundle, esco, session):
    load(bundle())
    person = factories.ProfessionalFactory()
    session.add(factories.ProfessionalSkill(professional_id=person.id, concept_id=esco(skill("glow")).id, level=2))
    rows = [row for row in esco_like.SKILLS_EN if row[1] not in {skill("glow"), skill("wick")}]
    rows = [*rows, concept(SKILL, skill("wick"), "trim wicks", status="obsolete")]
    kept = {skill("glow")}
    report = load(
        bundle(
            skills_en=rows,
            broaderRelationsSkillPillar=[r for r in esco_like.BROADER if not kept & set(r)],
            skillSkillRelations=[[skill("plasma"), "", "essential", "", skill("lantern")]],
            occupationSkillRelations=[r for r in esco_like.TITLE_SKILLS if not kept & set(r)],
        )
    )
    assert esco(skill("glow")).retired
    assert esco(skill("wick")).retired
    assert esco(skill("wick")).label_en == "trim wicks"
    held = session.scalars(select(factories.ProfessionalSkill.concept_id))
    assert esco(skill("glow")).id in set(held)
    assert report.counts["concepts_retired"] == 2
    assert (report.counts["relations_removed"], report.counts["relations_added"]) == (2, 1)
    assert (report.counts["title_skills_removed"], report.counts["title_skills_changed"]) == (1, 0)
    assert load(bundle()).counts["concepts_revived"] == 2


def test_only_a_bundle_with_all_concepts_of_a_kind_retires(load, bundle, esco):
    load(bundle())
    load(bundle(["lanternSkillsCollection_nl"], lanternSkillsCollection_nl=esco_like.SKILLS_NL))
    assert not esco(skill("glow")).retired
    assert not esco(title("lanternist")).retired


def test_skipped_lines_are_reported_with_file_line_and_reason_and_stored(load, bundle, session):
    long = "zeer " * 40
    report = load(
        bundle(
            occupations_nl=[*esco_like.TITLES_NL, concept("Occupation", title("lang"), "lang", alt=[long])],
            occupationSkillRelations=[*esco_like.TITLE_SKILLS, [title("weg"), "essential", "", skill("glow")]],
        )
    )
    assert [(s.file, s.line) for s in report.skipped] == [
        ("occupations_nl.csv", 6),
        ("occupationSkillRelations.csv", 7),
    ]
    assert "langer dan 160" in report.skipped[0].reason
    assert title("weg") in report.skipped[1].reason
    run = session.scalar(select(VocabularyImport).order_by(VocabularyImport.id.desc()))
    assert [line["file"] for line in run.skipped] == ["occupations_nl.csv", "occupationSkillRelations.csv"]
    assert (run.source, run.languages, run.counts["skipped"]) == (ConceptSource.ESCO, "en nl", 2)


def test_own_concepts_and_esco_live_side_by_side(load, bundle, stored, app, session):
    load(bundle())
    before = stored()
    json.loads(app.test_cli_runner().invoke(args=["reference", "load"]).stdout)
    assert stored() == before


def test_the_version_is_told_by_the_folder_or_by_the_caller(load, bundle, session, tmp_path):
    folder = bundle().rename(tmp_path / "ESCO dataset - v1.1.1 - classification - nl - csv")
    assert load(folder).version == "1.1.1"
    assert load(folder, version="1.2").version == "1.2"
    assert load(bundle()).version == ""


@pytest.fixture
def command(app, session):
    session.commit()
    return lambda *args: app.test_cli_runner().invoke(args=["vocabulary", "import-esco", *map(str, args)])


def test_the_command_tells_progress_and_a_report(command, bundle, session):
    result = command(bundle(occupations_nl=[*esco_like.TITLES_NL, concept("Occupation", title("x"), "")]))
    assert result.exit_code == 0
    assert "begrippen: 8 toegevoegd" in result.stdout
    assert "occupations_nl.csv, regel" in result.stdout
    assert "geen naam" in result.stdout
    assert "skills_en.csv lezen" in result.stderr
    assert "skills_en.csv lezen" not in result.stdout


def test_the_command_refuses_with_one_message_and_without_change(command, bundle, stored):
    before = stored()
    result = command(bundle(["occupationSkillRelations"]))
    assert result.exit_code == 1
    assert "Er is niets veranderd." in result.stderr
    assert stored() == before


def test_loss_is_refused_unless_it_is_meant(load, bundle, esco):
    many = [concept(SKILL, skill(f"veel-{n}"), f"many {n}") for n in range(20)]
    load(bundle(["skills_en"], skills_en=many))
    with pytest.raises(BundleError, match="20 van de 20 begrippen"):
        load(bundle(["skills_en"]))
    assert not esco(skill("veel-3")).retired
    load(bundle(["skills_en"]), allow_loss=True)
    assert esco(skill("veel-3")).retired
