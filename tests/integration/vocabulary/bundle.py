"""Writes a small bundle in the form of ESCO's CSV files, with invented uris, labels and columns of several versions."""

import csv
import gzip
import io

BASE = "http://data.europa.eu/esco"


def skill(name):
    return f"{BASE}/skill/verzonnen-{name}"


def title(name):
    return f"{BASE}/occupation/verzonnen-{name}"


def group(name):
    return f"{BASE}/isced-f/verzonnen-{name}"


CONCEPT = [
    "conceptType",
    "conceptUri",
    "skillType",
    "preferredLabel",
    "altLabels",
    "hiddenLabels",
    "status",
    "description",
]
SKILL, TITLE, GROUP = "KnowledgeSkillCompetence", "Occupation", "SkillGroup"


def concept(kind, uri, label, *, alt=(), hidden=(), status="released", description='Eén zin,\nen nog "één".'):
    return [kind, uri, "", label, "\n".join(alt), "\n".join(hidden), status, description]


SKILLS_EN = [
    concept(SKILL, skill("plasma"), "operate plasma lantern", alt=["plasma lantern use", "work the plasma lantern"]),
    concept(SKILL, skill("lantern"), "lantern engineering"),
    concept(SKILL, skill("wick"), "trim lantern wicks", hidden=["wik trimming"]),
    concept(SKILL, skill("plc"), "PLC programming"),
    concept(SKILL, skill("glow"), "measure glow"),
]
SKILLS_NL = [
    concept(SKILL, skill("plasma"), "plasmalantaarn bedienen", alt=["werken met de plasmalantaarn"]),
    concept(SKILL, skill("lantern"), "lantaarntechniek"),
]
TITLES_NL = [
    concept(TITLE, title("lanternist"), "lantaarntechnicus", alt=["lantaarntechnica"]),
    concept(TITLE, title("lasser"), "lasser"),
]
TITLES_EN = [
    concept(TITLE, title("lanternist"), "lantern technician"),
    concept(TITLE, title("lasser"), "welder of lanterns"),
]
GROUPS_NL = [concept(GROUP, group("light"), "licht en lantaarns")]
BROADER = [
    [SKILL, skill("plasma"), SKILL, skill("lantern")],
    [SKILL, skill("wick"), SKILL, skill("lantern")],
    [SKILL, skill("lantern"), GROUP, group("light")],
    [SKILL, skill("glow"), GROUP, group("light")],
]
SKILL_SKILLS = [[skill("plasma"), "knowledge", "optional", "knowledge", skill("glow")]]
TITLE_SKILLS = [
    [title("lanternist"), "optional", "knowledge", skill("plc")],
    [title("lanternist"), "essential", "skill/competence", skill("plasma")],
    [title("lanternist"), "essential", "knowledge", skill("lantern")],
    [title("lasser"), "essential", "knowledge", skill("lantern")],
    [title("lasser"), "optional", "knowledge", skill("glow")],
]
HEADERS = {
    "broaderRelationsSkillPillar": ["conceptType", "conceptUri", "broaderType", "broaderUri"],
    "skillSkillRelations": [
        "originalSkillUri", "originalSkillType", "relationType", "relatedSkillType", "relatedSkillUri",
    ],
    "occupationSkillRelations": ["occupationUri", "relationType", "skillType", "skillUri"],
}  # fmt: skip
FILES = {
    "skills_en": SKILLS_EN,
    "skills_nl": SKILLS_NL + [row for row in SKILLS_EN if row[1] not in {nl[1] for nl in SKILLS_NL}],
    "occupations_nl": TITLES_NL,
    "occupations_en": TITLES_EN,
    "skillGroups_nl": GROUPS_NL,
    "broaderRelationsSkillPillar": BROADER,
    "skillSkillRelations": SKILL_SKILLS,
    "occupationSkillRelations": TITLE_SKILLS,
}
# Dutch labels that are really there: the file with all skills is left out by default.
DEFAULT = tuple(name for name in FILES if name != "skills_nl")


def csv_text(header, rows):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def write_file(folder, name, rows, *, header=None, packed=False, encoding="utf-8"):
    """Write one file of the bundle; ``name`` without ending."""
    folder.mkdir(exist_ok=True)
    content = csv_text(header or HEADERS.get(name.split("_")[0], CONCEPT), rows).encode(encoding)
    path = folder / (f"{name}.csv.gz" if packed else f"{name}.csv")
    path.write_bytes(gzip.compress(content) if packed else content)
    return path


def write_bundle(folder, names=DEFAULT, *, packed=False, **replaced):
    """Write the bundle with some files replaced by other rows."""
    for name in (*names, *(name for name in replaced if name not in names)):
        write_file(folder, name, replaced.get(name, FILES.get(name)), packed=packed)
    return folder
