import numpy as np
import pytest

from matcher.matching.linker import Linker, SurfaceForm
from matcher.matching.places import Place, PlaceFinder
from matcher.matching.text_index import TextIndex
from matcher.matching.text_normalise import normalise


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  Café-Chef ", "cafe chef"),
        ("'s-Gravenhage", "s gravenhage"),
        ("’s Gravenhage", "s gravenhage"),
        ("Noordoost-Fryslân", "noordoost fryslan"),
        ("C++ / C# & R&D", "c++ c# & r&d"),
        ("snake_case", "snake case"),
        ("Ĳmuiden Straße Ødeland", "ijmuiden strasse odeland"),
        ("auto's", "autos"),
        ("...", ""),
    ],
)
def test_normalise(text, plain):
    assert normalise(text) == plain
    assert normalise(plain) == plain


TITLES = (
    ("elektromonteur", 1),
    ("allround elektromonteur", 1),
    ("electrician", 1),
    ("monteur koeltechniek", 2),
    ("PLC-programmeur", 3),
    ("programmeur", 4),
    ("!!", 5),
)


@pytest.fixture(scope="module")
def titles() -> TextIndex:
    return TextIndex.build(TITLES)


def test_exact_text_first_whatever_its_case(titles):
    hit = titles.search("plc programmeur")[0]
    assert (hit.payload, hit.surface, hit.score) == (3, "PLC-programmeur", 1.0)


@pytest.mark.parametrize(
    ("text", "payload"),
    [("elektrom", 1), ("elektromontuer", 1), ("koeltechniek monteur", 2), ("koeltech", 2), ("programeur", 4)],
)
def test_prefixes_typing_errors_and_swapped_words(titles, text, payload):
    assert titles.search(text)[0].payload == payload


def test_a_whole_prefix_is_stronger_than_one_inside(titles):
    whole, inside = titles.search("program", 2)
    assert (whole.payload, inside.payload) == (4, 3)
    assert whole.score > 0.85 > inside.score > 0.75


def test_several_forms_are_one_payload_with_its_best_form(titles):
    hits = titles.search("allround elektromonteur", 10)
    assert [h.payload for h in hits].count(1) == 1
    assert (hits[0].surface, hits[0].score) == ("allround elektromonteur", 1.0)
    assert len(titles.search("monteur", 1)) == 1


def test_only_allowed_forms(titles):
    allowed = titles.payloads == 2
    assert [h.payload for h in titles.search("elektromonteur", 10, allowed)] == [2]
    assert titles.search("elektromonteur", 10, np.zeros(allowed.size, dtype=bool)) == ()


@pytest.mark.parametrize("text", ["", "  ", "?!", "%%%"])
def test_empty_texts_find_nothing(titles, text):
    assert titles.search(text) == ()


def test_unknown_letters_no_limit_and_empty_index_find_nothing(titles):
    assert titles.search("qqq") == ()
    assert titles.search("monteur", 0) == ()
    assert TextIndex.build([]).search("monteur") == ()


def test_a_single_letter_is_no_prefix_but_may_be_a_name():
    index = TextIndex.build([("C", 1), ("C#", 2), ("Cobol", 3)])
    assert (index.search("c")[0].payload, index.search("c#")[0].payload) == (1, 2)


def test_more_ties_than_candidates_are_cut_the_same_way_each_time():
    index = TextIndex.build([("lasser", i) for i in range(90)])
    assert [h.payload for h in index.search("laser", 3)] == [0, 1, 2]
    assert len(index.search("lasers", 60)) == 60


FORMS = (
    SurfaceForm(1, "PLC-programmeren", "skill"),
    SurfaceForm(1, "SPS programming", "skill"),
    SurfaceForm(2, "lassen", "skill"),
    SurfaceForm(3, "PLC-programmeur", "job_title"),
    SurfaceForm(4, "-", "job_title"),
)


def test_linker_finds_concepts_of_all_kinds_or_one():
    linker = Linker.build(FORMS)
    assert {link.concept_id for link in linker.search("plc program")} == {1, 3}
    assert [link.concept_id for link in linker.search("plc program", kind="skill")] == [1]
    assert linker.search("plc", kind="unknown") == ()


def test_linker_leaves_out_what_has_little_to_do_with_it_and_knows_when_it_is_sure():
    linker = Linker.build(FORMS)
    assert [link.concept_id for link in linker.search("lasen")] == [2]
    assert len(linker.search("lasen", minimum=0.0)) > 1
    assert linker.search("Lassen")[0].sure
    assert not linker.search("lasen")[0].sure


def test_linker_is_the_same_each_time():
    assert Linker.build(FORMS).search("programeren") == Linker.build(FORMS).search("programeren")


PLACES = (
    Place(1, "Hengelo", "Hengelo", "Overijssel", ("Hengelo (O)",)),
    Place(2, "Hengelo", "Bronckhorst", "Gelderland"),
    Place(3, "Den Haag", "'s-Gravenhage", "Zuid-Holland", ("'s-Gravenhage",)),
    Place(4, "Beers", "Land van Cuijk", "Noord-Brabant"),
    Place(5, "Beers", "Leeuwarden", "Fryslân"),
    Place(6, "Leeuwarden", "Leeuwarden", "Fryslân", ("Ljouwert",)),
    Place(7, "Oosterend", "Texel", "Noord-Holland"),
    Place(8, "Oosterend", "Súdwest-Fryslân", "Noord-Holland"),
)


@pytest.fixture(scope="module")
def places() -> PlaceFinder:
    return PlaceFinder.build(PLACES)


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("s gravenhage", 3),
        ("’s-Gravenhage", 3),
        ("Den Hag", 3),
        ("leewarden", 6),
        ("ljouwert", 6),
        ("leeuw", 6),
        ("hengelo gelderland", 2),
        ("Hengelo (O)", 1),
        ("beers leeuwarden", 5),
    ],
)
def test_places(places, text, place_id):
    assert places.search(text)[0].place_id == place_id


def test_doubles_are_told_apart(places):
    hits = places.search("hengelo", 2)
    assert [(h.label, h.score) for h in hits] == [("Hengelo (Overijssel)", 1.0), ("Hengelo (Gelderland)", 1.0)]
    assert places.label(6) == "Leeuwarden"
    assert places.label(7) == "Oosterend (gemeente Texel, Noord-Holland)"
    with pytest.raises(KeyError):
        places.label(99)


def test_nonsense_is_no_place(places):
    assert places.search("xyzzy") == ()
    assert len(places.search("hengelo", 1)) == 1
