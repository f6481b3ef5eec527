"""Which pairs of equal texts are joined at once, which are proposed, and that decisions stand."""

from matcher.domain.vocabulary import LinkState
from matcher.services.vocabulary.links import Candidate, choose

LABELS, ONE_LABEL, SYNONYMS = Candidate(2, "a"), Candidate(1, "b"), Candidate(0, "c")


def states(candidates, decided=()):
    return {pair: state for pair, (state, _text) in choose(candidates, dict(decided)).items()}


def test_equal_labels_join_when_neither_has_another():
    assert states({(1, 9): LABELS}) == {(1, 9): LinkState.EXACT}
    assert states({(1, 9): LABELS, (1, 8): ONE_LABEL, (2, 9): SYNONYMS}) == {(1, 9): LinkState.EXACT}


def test_two_equal_labels_are_for_an_admin():
    assert states({(1, 9): LABELS, (1, 8): LABELS}) == dict.fromkeys([(1, 9), (1, 8)], LinkState.REVIEW)
    assert states({(1, 9): LABELS, (2, 9): LABELS}) == dict.fromkeys([(1, 9), (2, 9)], LinkState.REVIEW)


def test_synonyms_are_for_an_admin_and_only_the_best_of_a_concept():
    assert states({(1, 9): ONE_LABEL, (1, 8): SYNONYMS}) == {(1, 9): LinkState.REVIEW}
    assert states({(1, 9): SYNONYMS, (1, 8): SYNONYMS}) == dict.fromkeys([(1, 9), (1, 8)], LinkState.REVIEW)


def test_a_rejected_pair_makes_the_next_one_plain():
    decided = {(1, 9): LinkState.REJECTED}
    assert states({(1, 9): LABELS, (1, 8): LABELS}, decided) == {(1, 8): LinkState.EXACT}


def test_what_is_joined_already_is_out_of_play():
    decided = {(1, 9): LinkState.CONFIRMED}
    assert states({(1, 8): LABELS, (2, 9): LABELS, (2, 8): ONE_LABEL}, decided) == {(2, 8): LinkState.REVIEW}
