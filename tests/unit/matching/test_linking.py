"""The parts of the linker against small plain-Python counterparts."""

from collections import Counter
from math import log, sqrt

import numpy as np
import pytest

from matcher.matching.linking.compounds import Compounds
from matcher.matching.linking.concept_space import ConceptSpace
from matcher.matching.linking.grams import grams
from matcher.matching.linking.phrases import Phrases
from matcher.matching.linking.prefixes import Prefixes
from matcher.matching.linking.stems import stem
from matcher.matching.linking.substitutes import learn_substitutes
from matcher.matching.linking.tfidf import Terms
from matcher.matching.text_normalise import normalise


def spelled(key: int, size: int) -> str:
    return "".join(chr(key >> 16 * (size - 1 - at) & 0xFFFF) for at in range(size))


def test_grams_stay_inside_words():
    rows, keys = grams(["ab c", "", "c"], (3, 3))
    assert [(int(r), spelled(int(k), 3)) for r, k in zip(rows, keys, strict=True)] == [
        (0, " ab"),
        (0, "ab "),
        (0, " c "),
        (2, " c "),
    ]


def test_grams_of_several_sizes_and_of_nothing():
    _, keys = grams(["ab"], (2, 3))
    assert sorted(int(k) for k in keys) == sorted(
        int.from_bytes(b"".join(ord(c).to_bytes(2, "big") for c in g), "big") for g in (" a", "ab", "b ", " ab", "ab ")
    )
    assert [part.size for part in grams([], (2, 4))] == [0, 0]
    assert [part.size for part in grams([""], (2, 4))] == [0, 0]


def test_weights_are_rare_terms_of_groups_first():
    # Three texts of two groups: term 7 twice in the first text and in both groups, term 9 in one group only.
    rows, keys = np.array([0, 0, 0, 1, 2]), np.array([7, 7, 9, 9, 7])
    terms, vectors = Terms.learn(rows, keys, np.array([0, 0, 1]))
    idf = {7: log(3 / 3) + 1, 9: log(3 / 2) + 1}
    first = np.array([(1 + log(2)) * idf[7], idf[9]])
    assert terms.idf == pytest.approx(list(idf.values()))
    assert vectors.toarray()[0] == pytest.approx(first / sqrt((first**2).sum()))
    assert vectors.toarray()[1:].tolist() == [[0, 1], [1, 0]]
    assert terms.vectors(np.array([0, 1]), np.array([9, 8]), 2).toarray().tolist() == [[0, 1], [0, 0]]


def test_no_terms_no_vectors():
    nothing = np.array([], dtype=np.int64)
    terms, vectors = Terms.learn(nothing, nothing, nothing)
    assert vectors.shape == (0, 0)
    assert terms.vectors(np.array([0]), np.array([5]), 2).shape == (2, 0)


@pytest.mark.parametrize(
    "words",
    [
        ("lasser", "lassers"),
        ("kapster", "kapsters"),
        ("chauffeur", "chauffeurs", "chauffeuse", "chauffeuses"),
        ("instructeur", "instructeurs", "instructrice", "instructrices"),
        ("coordinator", "coordinatrice"),
        ("machine", "machines"),
        ("installatie", "installaties"),
        ("lamp", "lampen"),
        ("brief", "brieven"),
        ("huis", "huizen"),
        ("metaal", "metalen"),
        ("plc",),
    ],
)
def test_gender_number_and_spelling_share_a_stem(words):
    assert len({stem(word) for word in words}) == 1


WORDS = ["las robot", "las werk", "robot arm", "programmeur plc", "programmeur robot", "las tang", *["las"] * 6]
WORDS += ["bedrijf", "bedrijf auto", "auto", "pers onderdeel", "perso", "stoel"]


@pytest.fixture(scope="module")
def compounds() -> Compounds:
    return Compounds.learn(WORDS)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("lasrobotprogrammeur", ("las", "robot", "programmeur")),
        ("bedrijfsauto", ("bedrijf", "auto")),
        ("programmeur", ("programmeur",)),
        ("robotxyz", ("robotxyz",)),
        ("plc", ("plc",)),
        ("iso9001robot", ("iso9001robot",)),
        ("robotlas", ("robotlas",)),
    ],
)
def test_compounds_come_apart_into_words_of_the_vocabulary(compounds, word, parts):
    assert compounds.parts(word) == parts


def test_a_frequent_whole_word_stays_whole():
    often = Compounds.learn(["robotarm"] * 9 + ["robot", "robot", "armen", "armen", "robots"])
    assert often.parts("robotarm") == ("robotarm",)
    assert often.parts("robotarm") == ("robotarm",)
    assert often.parts("robotrobotrobotrobotrobot") == ("robotrobotrobotrobotrobot",)


def test_terms_leave_out_function_words_unless_nothing_else_is_there(compounds):
    assert compounds.terms("programmeur van de lasrobot") == [stem("programmeur"), "las", "robot"]
    assert compounds.terms("van de") == ["van", "de"]


def test_words_of_one_concept_that_never_share_a_form_replace_each_other():
    # Terms: 0 chef, 1 hoofd, 2 magazijn, 3 kapper. Concept 0 has "chef magazijn" and "hoofd magazijn".
    rows, keys = np.array([0, 0, 1, 1, 2]), np.array([0, 2, 1, 2, 3])
    concepts = np.array([0, 0, 1])
    _, vectors = Terms.learn(rows, keys, concepts)
    found = learn_substitutes(vectors, concepts).toarray()
    evidence = 0.5 * 0.5  # p(chef) p(hoofd) - p(both)
    assert found[0, 1] == pytest.approx(evidence / (evidence + 2.0))
    assert np.allclose(found, found.T)
    found[[0, 1], [1, 0]] = 0
    assert not found.any()


def test_prefixes_from_every_word():
    prefixes = Prefixes.build(["las robot", "robot", "roest", "las"])
    rows, starts = prefixes.completions("ro")
    assert sorted(zip(rows.tolist(), starts.tolist(), strict=True)) == [(0, 4), (1, 0), (2, 0)]
    assert prefixes.completions("x")[0].size == 0
    assert Prefixes.build([]).completions("a")[0].size == 0


def test_the_text_itself_means_its_concept_wholly():
    texts = ["lasser", "lasser tig", "kapper"]
    space = ConceptSpace.build(texts, np.array([5, 5, 9]))
    scores = space.scores(["kapper", "tig", "xyz", ""])
    assert space.concepts.tolist() == [5, 9]
    assert scores[0, 1] == pytest.approx((3 + 1 + 1) / 6, abs=1e-5)
    assert scores[1].argmax() == 0
    assert not scores[2:].any()
    assert space.form_scores(["kapper"])[0].tolist() == pytest.approx(
        [space.form_scores(["kapper"])[0, 0], 0, 1], abs=0.3
    )


def phrases_in(forms: list[str], text: str) -> list[tuple[str, list[str], bool]]:
    exact: dict[str, list[int]] = {}
    for row, form in enumerate(forms):
        exact.setdefault(normalise(form), []).append(row)
    found = Phrases.build(forms, exact).find(text)
    return [(text[p.start : p.end], [forms[row] for row in p.rows], p.same) for p in found]


FORMS = ["TIG-lassen", "lassen", "PLC", "IT", "elektromonteur", "C", "C++", "hout, metaal", "was", "VAN", "R&D"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ik kan TIG lassen.", [("TIG lassen", ["TIG-lassen"], True)]),
        ("tig, lassen", [("lassen", ["lassen"], True)]),
        ("tig\nlassen", [("lassen", ["lassen"], True)]),
        ("drie PLC's", [("PLC's", ["PLC"], True)]),
        ("it was IT", [("IT", ["IT"], True)]),
        ("elektro monteuse en elektromonteurs", [("elektromonteurs", ["elektromonteur"], False)]),
        ("elektro monteurs", [("elektro monteurs", ["elektromonteur"], False)]),
        ("rijbewijs C, ook C++ en r&d", [("C++", ["C++"], True), ("r&d", ["R&D"], True)]),
        ("plcs verlassen", []),
        ("VAN van", [("VAN", ["VAN"], True)]),
        ("", []),
    ],
)
def test_phrases_in_running_text(text, found):
    assert phrases_in(FORMS, text) == found


def test_each_word_is_in_one_phrase_only():
    spans = phrases_in(["a1 b2", "b2 c3", "c3"], "a1 b2 c3 b2 c3")
    assert [piece for piece, _, _ in spans] == ["a1 b2", "c3", "b2 c3"]
    assert Counter(same for *_, same in spans) == {True: 3}
