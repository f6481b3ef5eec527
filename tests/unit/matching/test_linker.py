"""What the linker makes of texts, on the project's own vocabulary."""

import pytest

from matcher.data.tables import concepts
from matcher.matching.linker import Linker, SurfaceForm

ROWS = concepts()
LABELS = [row.label_nl for row in ROWS]


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker.build([SurfaceForm(at, text, row.kind) for at, row in enumerate(ROWS) for text in row.surface_forms])


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("plc-programeur", "PLC-programmeur"),
        ("plcprogrammeur", "PLC-programmeur"),
        ("lasrobot programeur", "lasrobotoperator"),
        ("monteuse elektro", "elektromonteur"),
        ("lassters", "lasser"),
        ("Elektriciën", "elektromonteur"),
    ],
)
def test_first_job_title(linker, text, label):
    assert LABELS[linker.search(text, 3, "job_title")[0].concept_id] == label


@pytest.mark.parametrize("text", ["plc", "cnc", "tig", "vca", "hvac"])
def test_abbreviations_are_forms_of_their_own(linker, text):
    best = linker.search(text)[0]
    assert (best.score, best.sure) == (1.0, True)


def test_a_compound_nobody_wrote_down_finds_its_parts(linker):
    found = linker.search("lasrobotmonteur", 10, minimum=0.3)
    assert any("robot" in link.surface for link in found)
    assert any(link.surface.startswith("las") for link in found)


def test_many_texts_at_once_give_what_each_gives_alone(linker):
    texts = ["elektromontuer", "programeren van plc", "", "qqq", "Lasser", *["lassser"] * 300]
    many = linker.search_many(texts, 2, "job_title")
    assert len(many) == len(texts)
    assert many[2:4] == ((), ())
    assert many[4][0].score == 1.0
    assert len(set(many[5:])) == 1
    assert all(many[at] == linker.search_many([texts[at]], 2, "job_title")[0] for at in range(6))


def test_mentions_in_a_cv(linker):
    text = (
        "12 jaar allround lasser (TIG en MIG/MAG), VCA vol.\nPLC's en HVAC; het was mooi. Elektro monteurs aangestuurd."
    )
    found = linker.mentions(text)
    words = [text[m.start : m.end] for m in found]
    assert {"allround lasser", "TIG", "MIG/MAG", "VCA vol", "PLC's", "HVAC", "Elektro monteurs"} <= set(words)
    assert "was" not in words
    assert not next(m for m in found if m.surface.startswith("elektromonteur")).sure
    titles = linker.mentions(text, "job_title")
    assert titles == linker.only("job_title").mentions(text)
    assert {ROWS[m.concept_id].kind for m in titles} == {"job_title"}
    assert linker.mentions(text, "unknown") == ()


def test_only_narrows_the_same_index(linker):
    assert {ROWS[link.concept_id].kind for link in linker.only("skill").search("lassen")} == {"skill"}
    assert linker.only("skill").search("lasser", kind="job_title")[0].score == 1.0
    assert linker.search_many(["lassen"], kind="unknown") == ((),)


def test_meaning_brings_what_is_not_written_alike():
    forms = [(1, "hoofd magazijn"), (1, "magazijnchef"), (1, "chef magazijn"), (2, "hoofd keuken"), (3, "bakker")]
    linker = Linker.build([SurfaceForm(concept, text, "job_title") for concept, text in forms])
    ids, scores = linker.rank(["chef keuken"])
    assert ids.tolist() == [1, 2, 3]
    assert scores[0].argmax() == 1
    assert linker.rank_forms(["bakker"])[0].argmax() == 4


def test_a_linker_without_meaning_ranks_nothing():
    linker = Linker.build([SurfaceForm(1, "De Vakschool", "school")], meaning=False)
    assert linker.search("vakschool")[0].concept_id == 1
    for rank in (linker.rank, linker.rank_forms):
        with pytest.raises(ValueError, match="no meanings"):
            rank(["x"])
    assert Linker.build([]).search("x") == ()
    assert Linker.build([]).mentions("x") == ()
    assert Linker.build([SurfaceForm(1, "x", "school")]).search("x", 0) == ()
